// Writes companies.csv and people.csv (CP932) of a generated world: `write-lists.ts COMPANIES SEED FOLDER`.
import { CsvFile } from '#fixtures/exports/csv-file.ts';
import { makeWorld } from '#fixtures/world/world.ts';

const [count, seed, folder] = process.argv.slice(2) as [string, string, string];
const companies = new CsvFile(
  folder,
  'companies.csv',
  ['会社コード', '会社名', '法人番号', '電話番号', '郵便番号', '住所', '業種', '従業員数', 'URL', '担当営業'],
  'cp932',
);
const people = new CsvFile(
  folder,
  'people.csv',
  ['人物ID', '会社名', '部署', '役職', '姓', '名', 'メールアドレス', '電話番号', '携帯電話'],
  'cp932',
);
let peopleLeft = Number(count) * 3;
// So many rows per company that there are three people for each.
const rowsPerCompany = { median: 13, p99: 60, max: 100 };
for (const account of makeWorld(Number(count), Number(seed), { rowsPerCompany })) {
  const { company, sites } = account;
  const { switchboard, address } = sites[0]!;
  companies.write([
    `K${company.id}`,
    company.name,
    company.id % 7 === 0 ? company.corporateNumber : '',
    switchboard,
    address.postalCode,
    `${address.prefecture}${address.street}`,
    company.industry,
    String(company.employees),
    `https://www.${company.domain}`,
    company.owner,
  ]);
  for (const { id, person, department, title, email, direct } of account.people) {
    if (peopleLeft-- <= 0) break;
    people.write([
      `P${id}`,
      company.name,
      department?.name ?? '',
      title,
      person.family[0],
      person.given[0],
      email,
      direct,
      person.mobile,
    ]);
  }
}
await Promise.all([companies.close(), people.close()]);
