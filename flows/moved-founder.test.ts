import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('moved_founder');
});
after(() => database.close());

const header = '名刺ID,会社名,氏名,e-mail,TEL会社,名刺交換日';
const cards = (...rows: string[]) => ({ text: `${[header, ...rows].join('\r\n')}\r\n` });

test('a row that founded a company and now tells of another founds that one too; a rebuild gives the same ids', async () => {
  await takeIn(
    database,
    cards(
      'C1,株式会社青空商事,佐藤 太郎,taro@aozora.example.jp,03-1111-2222,2026/04/01',
      'C2,株式会社青空商事,鈴木 花子,hanako@aozora.example.jp,03-1111-2222,2026/04/01',
    ),
    'sansan-cards',
  );
  const moved = cards('C1,北斗電子株式会社,佐藤 太郎,taro@hokuto.example.jp,06-3333-4444,2026/06/01');
  const result = await takeIn(database, moved, 'sansan-cards');
  assert.equal(result.rejected, 0);
  const back = cards('C1,白樺精機株式会社,佐藤 太郎,taro@shirakaba.example.jp,052-333-4444,2026/07/01');
  await takeIn(database, back, 'sansan-cards');
  const { rows } = await database.pool.query('select name from account order by name');
  assert.deepEqual(rows.map(({ name }) => name).sort(), ['株式会社青空商事', '白樺精機株式会社'].sort());
  const before = await dumpDerived(database);
  await rebuild(database);
  const after = await dumpDerived(database);
  for (const name of Object.keys(before)) assert.deepEqual(after[name], before[name], name);
});
