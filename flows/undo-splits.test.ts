import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch } from './decide-match.ts';
import { rebuild } from './rebuild.ts';
import { splitRows } from './split-rows.ts';
import { undoDecision } from './undo-decision.ts';

let database: Database;
afterEach(() => database.close());

/** One company of one row and one of three, by the last letters of the rows' keys; ids in the order of their rows. */
async function begin(name: string) {
  database = await openTestDatabase(`undo_splits_${name}`);
  const text = `会社名,URL,住所\r\n${[
    '株式会社青葉化学,,大阪府大阪市北区梅田1-1',
    '緑川工業株式会社,https://midorikawa.example.co.jp,東京都港区芝2-2',
    '緑川工業株式会社,https://midorikawa.example.co.jp,東京都港区芝3-3',
    '緑川工業株式会社,https://midorikawa.example.co.jp,東京都港区芝4-4',
  ].join('\r\n')}\r\n`;
  await takeIn(database, { text }, 'companies', { source: 'crm' });
  const { rows } = await database.pool.query(
    'select l.row_key, l.account_id from row_link l join raw_row r using (row_key) order by r.row_number',
  );
  const keys: string[] = rows.map(({ row_key }) => row_key);
  const [one, other]: number[] = [rows[0].account_id, rows[1].account_id];
  return { keys, one: one!, other: other! };
}
/** Which rows stand together: `0|123`. */
async function standing(keys: readonly string[]): Promise<string> {
  const { rows } = await database.pool.query('select row_key, account_id from row_link');
  const accounts = new Map<string, number>(rows.map(({ row_key, account_id }) => [row_key, account_id]));
  const groups = Map.groupBy(keys.keys(), (place) => accounts.get(keys[place]!));
  return [...groups.values()].map((places) => places.join('')).join('|');
}
const merge = (leftId: number, rightId: number) =>
  inTransaction(
    database,
    async (transaction) =>
      (await decideMatch(transaction, { kind: 'account', verdict: 'same', leftId, rightId }, null)).decisionId,
  );
const split = (id: number, rows: readonly string[]) =>
  inTransaction(database, async (transaction) => (await splitRows(transaction, 'account', id, rows, null)).decisionId);
const undo = (decisionId: number) =>
  inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

for (const [name, chosen, apart, mergeUndone, splitUndone] of [
  ['a later row', [2], '013|2', '0|13|2', '0123'],
  ['the row that founded the company', [1], '023|1', '0|1|23', '0123'],
  ['every row of the company', [1, 2, 3], '0|123', '0|123', '0123'],
] as const)
  test(`a merge, then ${name} split off: both taken back in either order are as before`, async () => {
    for (const order of ['merge first', 'split first']) {
      const { keys, one, other } = await begin(order.slice(0, 5));
      assert.equal(await standing(keys), '0|123');
      const decisions = [
        await merge(one, other),
        await split(
          one,
          chosen.map((place) => keys[place]!),
        ),
      ];
      assert.equal(await standing(keys), apart);
      await isRebuiltAlike();
      if (order === 'split first') decisions.reverse();
      await undo(decisions[0]!);
      assert.equal(await standing(keys), order === 'merge first' ? mergeUndone : splitUndone, order);
      await undo(decisions[1]!);
      assert.equal(await standing(keys), '0|123', order);
      const { rows } = await database.pool.query('select account_id from account order by 1');
      assert.deepEqual(
        rows.map(({ account_id }) => account_id),
        [one, other],
        'each has its own number again',
      );
      const redirects = await database.pool.query('select from_id, to_id from entity_redirect');
      for (const { to_id } of redirects.rows) assert.ok([one, other].includes(to_id));
      await isRebuiltAlike();
      if (order === 'merge first') await database.close();
    }
  });
