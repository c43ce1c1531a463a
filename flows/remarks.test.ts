import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { splitTags } from '#core/account/union.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('remarks');
});
after(() => database.close());

const remarks = async (table: 'account' | 'person') =>
  (await database.pool.query(`select tags, memos from ${table} where cardinality(tags) > 0`)).rows;
const cards = (tags: string, memo: string, on: string) =>
  takeIn(
    database,
    {
      text: `会社名,氏名,e-mail,携帯電話,名刺交換日,タグ,メモ\r\n青空商事株式会社,岸本 健太,kishimoto@aozora.co.jp,090-1111-2222,${on},${tags},${memo}\r\n`,
    },
    'sansan-cards',
  );
const companies = (key: string, tags: string, memo: string) =>
  takeIn(
    database,
    {
      text: `会社ID,会社名,法人番号,タグ,備考\r\n${key},青空商事株式会社,4011001098993,${tags},${memo}\r\n`,
      name: `${key}.csv`,
    },
    'companies',
  );

test('tags and remarks of all rows stay; what an import said goes with it', async () => {
  await cards('展示会2024、重点', '決裁は本社', '2024/04/01');
  const { batch } = await cards('VIP;重点', '', '2025/04/01');
  await companies('c-1', '重点顧客', '年度末に更新');
  await companies('c-2', '名古屋', '窓口は総務');
  assert.deepEqual(await remarks('person'), [{ tags: ['VIP', '展示会2024', '重点'].sort(), memos: ['決裁は本社'] }]);
  assert.deepEqual(await remarks('account'), [
    { tags: ['名古屋', '重点顧客'].sort(), memos: ['年度末に更新', '窓口は総務'].sort() },
  ]);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
  await inTransaction(database, (transaction) => undoImport(transaction, batch, null));
  assert.deepEqual(await remarks('person'), [{ tags: ['展示会2024', '重点'].sort(), memos: ['決裁は本社'] }]);
});

test('tags are told apart by the marks that people put between them', () => {
  assert.deepEqual(splitTags('展示会2024、重点;VIP, 重点\n名古屋'), ['展示会2024', '重点', 'VIP', '名古屋']);
  assert.deepEqual(splitTags(' '), []);
});
