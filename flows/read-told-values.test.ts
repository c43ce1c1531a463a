import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { EntityKind } from '#db/move-rows.ts';
import { readToldValues } from './read-told-values.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('told_values');
  const header = '会社名,URL,住所,電話,業種';
  const take = (source: string, row: string) =>
    takeIn(database, { text: `${header}\r\n${row}\r\n` }, 'companies', { source });
  await take('crm', '株式会社青空商事,https://aozora.co.jp,東京都千代田区丸の内1-2-3,03-1234-5678,卸売業');
  await take('fair', '㈱ 青空商事,https://aozora.co.jp,東京都港区芝1-1-1,03-1234-5678,商社');
  const people = '会社名,姓,名,部署名,役職,e-mail,TEL,名刺交換日';
  const cards = [
    '株式会社青空商事,高瀬,亮介,製造部,課長,takase@aozora.co.jp,,2025/04/01',
    '株式会社青空商事,高瀬,亮介,経営企画部,部長,takase@aozora.co.jp,,2026/04/01',
  ];
  await takeIn(database, { text: `${people}\r\n${cards.join('\r\n')}\r\n` }, 'sansan-cards');
});
after(() => database.close());

const told = async (kind: EntityKind) => {
  const { rows } = await database.pool.query(`select * from ${kind}`);
  assert.equal(rows.length, 1);
  const values = await inTransaction(database, (transaction) =>
    readToldValues(transaction, kind, rows[0][`${kind}_id`]),
  );
  return { stored: rows[0], values };
};

test('of a company every value stands that a row told, the one that holds first', async () => {
  const { stored, values } = await told('account');
  for (const attribute of ['industry', 'address', 'phone'])
    assert.equal(values.get(attribute)![0]!.value, stored[attribute], attribute);
  assert.deepEqual(
    values
      .get('industry')!
      .map(({ value }) => value)
      .sort(),
    ['卸売業', '商社'],
  );
  assert.equal(values.get('address')!.length, 2);
  assert.deepEqual(
    values.get('phone')!.map(({ rows }) => rows),
    [2],
  );
});

test('of a person the department before stands behind the newest', async () => {
  const { values } = await told('person');
  assert.deepEqual(
    values.get('department')!.map(({ value, origin }) => [value, origin.on]),
    [
      ['経営企画部', '2026-04-01'],
      ['製造部', '2025-04-01'],
    ],
  );
  assert.deepEqual(
    values.get('email')!.map(({ value, rows }) => [value, rows]),
    [['takase@aozora.co.jp', 2]],
  );
});
