import { sql } from 'kysely';
import { entityOfRow, type EntityKind } from '#db/move-rows.ts';
import { holdOpen, markDecided } from '#db/pairs.ts';
import { accountsOfBatch } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { carryOut, isMerging, type RecordedDecision } from './decide-match.ts';
import { mintSplitId, moveRows } from './split-rows.ts';
import { linkedIds } from './merge-entities.ts';
import type { SumsLater } from './recompute.ts';
import { listArrivals, replayRows, type Readers } from './rebuild.ts';
import { reconcile, reconcileUndecided } from './reconcile.ts';
import { carryOutWithdrawal } from './undo-import.ts';

/** Second looks at the end go on until they find nothing; more would be a circle. */
const roundsMax = 10;

/**
 * Takes everything in again as if it came today: the rows in the order of their arrival by today's model, a second look at the
 * end of each import, and what people decided as must-link and cannot-link. What an earlier model found is left out. The caller
 * holds the identity lock and gives it empty tables; sums are not counted.
 */
export async function replayToday(transaction: Transaction): Promise<void> {
  const readers: Readers = new Map();
  const uncounted: SumsLater = new Set();
  const imports = await lastArrivals(transaction);
  const decisions = await readHumanDecisions(transaction);
  for (const { arrival, kind } of await listArrivals(transaction)) {
    if (kind === 'rows') await replayRows(transaction, arrival, readers);
    else if (kind === 'decision')
      for (const decision of decisions.get(arrival) ?? []) await carryOutToday(transaction, decision, uncounted);
    for (const batchId of imports.get(arrival) ?? []) {
      const accounts = await accountsOfBatch(transaction, batchId);
      const people = await linkedIds(transaction, 'account', 'person', accounts);
      await reconcile(transaction, accounts, people, uncounted);
    }
  }
  for (let round = 0; round < roundsMax; round++) {
    const before = await countEntities(transaction);
    await reconcileUndecided(transaction, uncounted);
    if ((await countEntities(transaction)) === before) return;
  }
}

/** Imports by the arrival of their last rows. */
async function lastArrivals({ db }: Transaction): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ batch: number; last: number }>`
    select import_batch_id as batch, max(arrival) as last from raw_row group by 1 order by 1`.execute(db);
  const batches = new Map<number, number[]>();
  for (const { batch, last } of rows) batches.set(last, [...(batches.get(last) ?? []), batch]);
  return batches;
}

async function countEntities({ db }: Transaction): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select (select count(*) from account) + (select count(*) from person) as n`.execute(db);
  return rows[0]!.n;
}

type Told = RecordedDecision & {
  readonly importBatchId: number | null;
  readonly arrival: number;
  /** The verdict that this one takes back. */
  readonly takesBack: string | undefined;
};

/** What people decided and did not take back, and what they took back, by arrival. */
async function readHumanDecisions({ db }: Transaction): Promise<Map<number, Told[]>> {
  const rows = await db
    .selectFrom('match_decision')
    .selectAll()
    .where('verdict', 'not in', ['open', 'weak', 'automatic', 'moved'])
    .orderBy('match_decision_id')
    .execute();
  const undone = new Set(rows.flatMap(({ undoes }) => undoes ?? []));
  const all = new Map(
    (undone.size === 0
      ? []
      : await db
          .selectFrom('match_decision')
          .select(['match_decision_id', 'verdict'])
          .where('match_decision_id', 'in', [...undone])
          .execute()
    ).map((row) => [row.match_decision_id, row.verdict]),
  );
  const standing = rows
    .filter((row) => !undone.has(row.match_decision_id))
    .map((row) => ({
      kind: row.kind as EntityKind,
      verdict: row.verdict as RecordedDecision['verdict'],
      leftRows: row.left_rows,
      rightRows: row.right_rows,
      importBatchId: row.import_batch_id,
      arrival: row.arrival,
      takesBack: row.undoes === null ? undefined : all.get(row.undoes),
    }));
  return Map.groupBy(standing, ({ arrival }) => arrival);
}

async function carryOutToday(transaction: Transaction, told: Told, sumsLater: SumsLater): Promise<void> {
  const { verdict, kind, leftRows, rightRows } = told;
  if (told.importBatchId !== null) {
    await carryOutWithdrawal(transaction, told.importBatchId, told.arrival);
    return;
  }
  if (told.takesBack !== undefined) {
    // A merge that was taken back stays a question, and the model does not make it again; nothing else is left of the rest.
    if (!isMerging(told.takesBack) || told.takesBack === 'confirmed') return;
    const pair = await keepApart(transaction, kind, leftRows[0]!, rightRows);
    if (pair) await holdOpen(transaction, kind, pair);
    return;
  }
  if (verdict === 'split' || verdict === 'different' || verdict === 'group') {
    const pair = await keepApart(transaction, kind, leftRows[0]!, rightRows);
    if (pair) await markDecided(transaction, kind, [pair], verdict === 'group' ? 'group' : 'different');
    return;
  }
  await carryOut(transaction, told, sumsLater);
}

/** Sees to it that these rows are not where the first one is, and tells where both are. */
async function keepApart(
  transaction: Transaction,
  kind: EntityKind,
  leftRow: string,
  rightRows: readonly string[],
): Promise<{ one: number; other: number } | undefined> {
  const one = await entityOfRow(transaction, kind, leftRow);
  if (one === undefined) return undefined;
  const together: string[] = [];
  let other: number | undefined;
  for (const row of rightRows) {
    const id = row === leftRow ? undefined : await entityOfRow(transaction, kind, row);
    if (id === one) together.push(row);
    else other ??= id;
  }
  if (together.length > 0) {
    other ??= await mintSplitId(transaction, kind, together[0]!, one);
    await moveRows(transaction, kind, together, one, other);
  }
  return other === undefined ? undefined : { one, other };
}
