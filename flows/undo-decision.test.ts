import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listDecisions } from '#db/match-sides.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch, decideMatches } from './decide-match.ts';
import { rebuild } from './rebuild.ts';
import { undoDecision } from './undo-decision.ts';

let database: Database;
let ids: [number, number, number];
before(async () => {
  database = await openTestDatabase('undo_decision');
  const companies = [
    '株式会社青葉化学,大阪府大阪市北区梅田1-1',
    '緑川工業株式会社,東京都港区芝2-2',
    '株式会社白井電機,愛知県名古屋市中区栄3-3',
  ];
  await takeIn(database, { text: `会社名,住所\r\n${companies.join('\r\n')}\r\n` }, 'companies', { source: 'crm' });
  const rows = await database.db.selectFrom('account').select('account_id').orderBy('account_id').execute();
  ids = rows.map((row) => row.account_id) as typeof ids;
});
after(() => database.close());

const merge = (one: number, other: number) =>
  inTransaction(database, async (transaction) => {
    const { decisionId } = await decideMatch(
      transaction,
      { kind: 'account', verdict: 'same', leftId: one, rightId: other },
      null,
    );
    return decisionId;
  });
/** Everything but that a person had a say: where a row stands because of it, and which pairs were talked about. */
async function state(): Promise<Record<string, unknown[]>> {
  const { row_link: links, review: _, ...rest } = await dumpDerived(database);
  return { ...rest, row_link: links!.map((link) => ({ ...(link as object), method: '', account_method: '' })) };
}
const undo = (decisionId: number) =>
  inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));

for (const order of ['the last first', 'the first first'] as const)
  test(`two merges in a chain are taken back, ${order}: everything is as before, and may be done again`, async () => {
    const untouched = await state();
    const [one, two, three] = ids;
    for (let times = 0; times < 2; times++) {
      const chain = [await merge(two, three), await merge(one, two)];
      assert.equal((await database.db.selectFrom('account').select('account_id').execute()).length, 1);
      for (const decision of order === 'the last first' ? chain.toReversed() : chain) await undo(decision);
      assert.deepEqual(await state(), untouched);
    }
    await rebuild(database);
    assert.deepEqual(await state(), untouched);
  });

test('verdicts given at once come to the same as one after the other, where one is about what another made', async () => {
  const [one, two, three] = ids;
  const same = (leftId: number, rightId: number) => ({ kind: 'account', verdict: 'same', leftId, rightId }) as const;
  const untouched = await state();
  const apart = [await merge(two, three), await merge(one, two)];
  const expected = await state();
  for (const decision of apart.toReversed()) await undo(decision);
  assert.deepEqual(await state(), untouched);
  const decided = await inTransaction(database, (transaction) =>
    decideMatches(transaction, [same(two, three), same(one, two), same(one, three)], null),
  );
  assert.deepEqual([decided.length, await state()], [2, expected]);
  for (const { decisionId } of decided.toReversed()) await undo(decisionId);
});

test('the history shows what people decided, however much the model merged since', async () => {
  const [one, two] = ids;
  const decisionId = await merge(one, two);
  await database.pool.query(
    `insert into match_decision (arrival, kind, verdict, left_rows, right_rows)
     select arrival, kind, 'automatic', left_rows, right_rows from match_decision cross join generate_series(1, 400) where match_decision_id = $1`,
    [decisionId],
  );
  const shown = await listDecisions(database.db);
  assert.ok(shown.some((line) => line.decisionId === decisionId));
  assert.ok((await listDecisions(database.db, undefined, 30)).some((line) => line.decisionId === decisionId));
  assert.ok(shown.every((line, place) => place === 0 || line.decisionId < shown[place - 1]!.decisionId));
  await database.pool.query("delete from match_decision where verdict = 'automatic'");
  await undo(decisionId);
});

test('two 法人番号 are two companies whatever a person says, unless they merged', async () => {
  await takeIn(
    database,
    {
      text: '会社名,法人番号,住所\r\n株式会社赤城機工,4011001098993,東京都港区芝1-1\r\n株式会社赤城機構,7123456789012,東京都港区芝9-9\r\n',
    },
    'companies',
    { source: 'erp' },
  );
  const rows = await database.db
    .selectFrom('account')
    .select('account_id')
    .where('corporate_number', 'is not', null)
    .execute();
  const [one, other] = rows.map((row) => row.account_id) as [number, number];
  await assert.rejects(merge(one, other), { code: 'two_corporations' });
  const renamed = { kind: 'account', verdict: 'renamed', leftId: one, rightId: other } as const;
  const { keptId } = await inTransaction(database, (transaction) => decideMatch(transaction, renamed, null));
  assert.equal(keptId, Math.min(one, other));
});
