import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import pg from 'pg';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch } from './decide-match.ts';
import { rebuild } from './rebuild.ts';
import { readReviews } from './read-reviews.ts';
import { reconcileAll } from './reconcile.ts';

let database: Database;
const begin = async (name: string) => {
  database = await openTestDatabase(`closure_guard_${name}`);
};
afterEach(() => database.close());

const take = (source: string, ...rows: string[]) =>
  takeIn(database, { text: `会社名,URL,電話,住所\r\n${rows.join('\r\n')}\r\n` }, 'companies', { source });
const read = async <T>(text: string): Promise<T[]> => (await database.pool.query(text)).rows as T[];
const idOf = async (source: string): Promise<number> =>
  (
    await read<{ id: number }>(
      `select l.account_id as id from raw_row r join row_link l using (row_key) where r.source = '${source}' order by r.arrival, r.row_number limit 1`,
    )
  )[0]!.id;
const merge = async (one: string, other: string) => {
  const pair = { leftId: await idOf(one), rightId: await idOf(other) };
  await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', ...pair }, null),
  );
};
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};
const questions = async () =>
  (await readReviews(database.db, 'account', { offset: 0, limit: 50 })).rows.flatMap(({ pairs }) =>
    pairs.map(({ leftId, rightId, reason }) => [leftId, rightId, reason]),
  );

test('2: two companies that share a brand name by now stay two, and 名寄せの確認 says why', async () => {
  await begin('rows');
  const branches = (name: string, town: string) => [1, 2, 3, 4].map((n) => `${name},,,${town}${n}-2-${n}`);
  await take('east', ...branches('株式会社青空商事', '東京都千代田区丸の内'));
  await take('west', ...branches('桐谷工業株式会社', '大阪府大阪市北区梅田'));
  await take('eastbrand', 'スカイ商会,,03-1234-5678,', 'スカイ商会,,03-1234-5678,北海道札幌市中央区大通西1-2-3');
  await take('westbrand', 'スカイ商会,,06-1234-5678,', 'スカイ商会,,06-1234-5678,福岡県福岡市博多区博多駅前4-5-6');
  await merge('east', 'eastbrand');
  await merge('west', 'westbrand');
  await take('cards', 'スカイ商会,https://sky.example.co.jp,03-1234-5678,');
  await take('forms', 'スカイ商会,https://sky.example.co.jp,06-1234-5678,');
  await reconcileAll(database);
  const asked = [[await idOf('west'), await idOf('east'), 'rows_disagree']];
  assert.deepEqual(await questions(), asked);
  await isRebuiltAlike();
  assert.deepEqual(await questions(), asked);
  await merge('east', 'west');
  assert.deepEqual(await questions(), [], 'a person may still say that they are one');
  await isRebuiltAlike();
});

test('5: a list of branches fills one company and begins another, which is asked about once', async () => {
  await begin('size');
  const branches = Array.from(
    { length: 55 },
    (_, n) => `株式会社青空商事,https://aozora.example.co.jp,,東京都港区芝${n + 1}-2-3`,
  );
  await take('branches', ...branches.slice(0, 30));
  await take('branches', ...branches.slice(30));
  await reconcileAll(database);
  const held = await read<{ account_id: number; n: number }>(
    'select account_id, count(*)::int as n from row_link group by 1 order by 1',
  );
  assert.deepEqual(
    held.map(({ n }) => n),
    [50, 5],
  );
  assert.deepEqual(await questions(), [[held[1]!.account_id, held[0]!.account_id, 'too_many']]);
  await isRebuiltAlike();
});

test('a row that joins a company asks the database nothing more, however many rows the company has', async () => {
  await begin('cost');
  const large = '株式会社青空商事,https://aozora.example.co.jp,,';
  const small = '桐谷工業株式会社,https://kiritani.example.co.jp,,';
  await take('small', `${small}大阪府大阪市北区梅田1-2-3`);
  await take('large', ...Array.from({ length: 40 }, (_, n) => `${large}東京都港区芝${n + 1}-2-3`));
  const cost = async (source: string, row: string) => {
    const statements: string[] = [];
    const { query } = pg.Client.prototype;
    pg.Client.prototype.query = function (this: pg.Client, ...told: unknown[]) {
      statements.push(typeof told[0] === 'string' ? told[0] : (told[0] as { text: string }).text);
      return Reflect.apply(query, this, told);
    } as typeof query;
    try {
      assert.equal((await take(source, row)).matched, 1);
    } finally {
      pg.Client.prototype.query = query;
    }
    return statements;
  };
  await cost('first', `${large}東京都港区芝99-2-3`);
  assert.deepEqual(await cost('next', large), await cost('last', small));
});
