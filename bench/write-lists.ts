// Writes companies.csv and people.csv (CP932) of a generated world: `write-lists.ts COMPANIES SEED FOLDER`.
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { shiftJis } from '#fixtures/exports.ts';
import { makeWorld } from '#fixtures/world.ts';

const [count, seed, folder] = process.argv.slice(2) as [string, string, string];
const world = makeWorld(Number(count), Number(seed));
write(
  'companies.csv',
  '会社コード,会社名,法人番号,電話番号,郵便番号,住所,業種,従業員数,URL,担当営業',
  world.companies.map(
    (one) =>
      `K${one.id},${one.name},${one.id % 7 === 0 ? one.corporateNumber : ''},${one.phone},${one.postalCode},${one.address},${one.industry},${one.employees},https://www.${one.domain},${one.owner}`,
  ),
);
write(
  'people.csv',
  '人物ID,会社名,部署,役職,姓,名,メールアドレス,電話番号,携帯電話',
  world.people
    .slice(0, Number(count) * 3)
    .map(
      (one) =>
        `P${one.id},${world.companies[one.companyId - 1]!.name},${one.department},${one.title},${one.family[0]},${one.given[0]},${one.email},${one.phone},${one.mobile}`,
    ),
);

function write(name: string, header: string, lines: readonly string[]): void {
  const out = createWriteStream(join(folder, name));
  out.write(shiftJis(`${header}\r\n`));
  for (let start = 0; start < lines.length; start += 20_000)
    out.write(shiftJis(`${lines.slice(start, start + 20_000).join('\r\n')}\r\n`));
  out.end();
}
