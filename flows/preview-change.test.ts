import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch } from './decide-match.ts';
import { previewSplit, previewUndo } from './preview-change.ts';
import { splitRows } from './split-rows.ts';

let database: Database;
const people = '会社名,姓,名,部署名,役職,e-mail,TEL,名刺交換日';
before(async () => {
  database = await openTestDatabase('preview_change');
  const text = `${people}\r\n株式会社青空商事,高瀬,亮介,製造部,部長,takase@aozora.co.jp,,2026/04/01\r\n株式会社緑川精機,森田,花子,経理部,課長,morita@midori.co.jp,,2026/04/01\r\n`;
  await takeIn(database, { text }, 'sansan-cards');
});
after(() => database.close());

const ids = async () =>
  (await database.pool.query('select account_id as id from account order by account_id')).rows.map(({ id }) => id);
const everything = async () => [
  await dumpDerived(database),
  (await database.pool.query('select * from match_decision order by 1')).rows,
  (await database.pool.query('select * from entity_redirect order by 1, 2')).rows,
];

test('a split and its undoing show both parts as they would stand, and change nothing', async () => {
  const [kept, gone] = await ids();
  const { decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', leftId: kept, rightId: gone, verdict: 'same' }, null),
  );
  const before = await everything();

  const undone = await previewUndo(database, decisionId);
  assert.deepEqual(
    undone.sides.map(({ id, name, people: known }) => [id, name, known]),
    [
      [kept, '株式会社青空商事', 1],
      [gone, '株式会社緑川精機', 1],
    ],
  );
  const rows = await database.pool.query(
    "select l.row_key as key from row_link l join raw_row r using (row_key, version) where r.cells::text like '%緑川%' and l.role = 'main'",
  );
  const split = await previewSplit(database, 'account', kept, [rows.rows[0].key]);
  assert.deepEqual([split.stays.name, split.stays.people], ['株式会社青空商事', 1]);
  assert.deepEqual([split.leaves.name, split.leaves.people, split.leaves.activities], ['株式会社緑川精機', 1, 1]);
  assert.equal(split.leaves.id, kept, 'its rows still stand here');
  assert.deepEqual(await everything(), before);

  const { decisionId: splitId } = await inTransaction(database, (transaction) =>
    splitRows(transaction, 'account', kept, [rows.rows[0].key], null),
  );
  const together = await previewUndo(database, splitId);
  assert.deepEqual(
    together.sides.map(({ id, people: known }) => [id, known]),
    [[kept, 2]],
  );
});

test('what cannot be split or undone is refused in the preview too', async () => {
  const [first] = await ids();
  const rows = await database.pool.query('select row_key as key from row_link where account_id = $1', [first]);
  const keys = rows.rows.map(({ key }) => key);
  await assert.rejects(previewSplit(database, 'account', first, keys), { code: 'split_needs_both' });
  await assert.rejects(previewUndo(database, 2_000_000_000), { code: 'decision_not_found' });
});
