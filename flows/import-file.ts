import { todayJst } from '#core/period/day.ts';
import { accountsOfBatch, refreshOwners, refreshRollups } from '#db/rollups.ts';
import { withIdentitySession, type IdentitySession } from '#db/identity-session.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import { refreshStatistics } from '#db/statistics.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Database } from '#db/pool.ts';
import { planRows, readStored, sortRows, type FileRow, type OutcomeCounts } from './import-rows.ts';
import { BatchWriter, type RunScript } from './batch-writer.ts';
import type { KeyIndex } from '#core/identify/key-index.ts';
import { InFlight } from './in-flight.ts';
import { openFile, rowBatches, type OpenFile } from './open-import.ts';
import { linkedIds } from './merge-entities.ts';
import { leaveOutErased } from './leave-out-erased.ts';
import { Occurrences } from './occurrences.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { takeOffersOfImport } from './take-offers.ts';
import { reconcile } from './reconcile.ts';
import type { SumsLater } from './recompute.ts';
import { askRegister } from './register-aliases.ts';
import { askTowns } from './ask-towns.ts';

export type ImportResult = { readonly batch: number; readonly rows: number } & OutcomeCounts;
/** A larger file asks so much that all stored keys are worth keeping in memory. */
const batchesBeforeIndex = 3;
const accountsPerPart = 5_000;
/** As many rows that say something new change what the planner has to know of their tables. */
const rowsForStatistics = 5_000;

/**
 * Runs an import in the background, batch by batch: while one batch is written the next is decided. The rows, their
 * outcomes and the cursor are one commit, so a killed import goes on where it stopped. Between batches it looks whether
 * somebody cancelled it, and whoever waits to decide identity gets a turn: a form row waits for one batch at most.
 */
export async function runImport(database: Database, batchId: number, runScript?: RunScript): Promise<ImportResult> {
  const file = await openFile(database, batchId);
  await database.db
    .updateTable('import_batch')
    .set({ state: 'running', started_at: new Date(), started_row: file.startAt, problem: null })
    .where('import_batch_id', '=', batchId)
    .execute();
  const writer = new BatchWriter(database, batchId, runScript);
  const wasCancelled = await withIdentitySession(database, async (session) => {
    try {
      return await takeBatches(file, session, writer);
    } finally {
      await writer.settle();
    }
  });
  if (await isMuch(database, batchId)) await refreshStatistics(database);
  const sumsLater = await reconcileBatch(database, batchId);
  // Of an import that was killed nobody knows what its second look had merged by then: all sums are counted.
  const isResumed = file.startAt > 0;
  return finish(database, batchId, wasCancelled ? 'cancelled' : 'done', isResumed ? 'all' : sumsLater);
}

async function takeBatches(file: OpenFile, session: IdentitySession, writer: BatchWriter): Promise<boolean> {
  let onTheirWay: InFlight | undefined;
  let index: KeyIndex | undefined;
  const startOver = async () => {
    await writer.settle();
    onTheirWay = undefined;
    index = undefined;
  };
  let batches = 0;
  for await (const read of ahead(rowBatches(file, new Occurrences()))) {
    const isFirst = batches++ === 0;
    const [isOver, isAwaited, asked] = await Promise.all([
      isCancelled(session, file.batchId),
      session.isAwaited(),
      askAbout(file, session, read),
    ]);
    if (isOver) return true;
    let { rows, stored } = asked;
    const sort = () => sortRows(stored, onTheirWay, file.batchId, file.reader.preset, rows);
    const mayGiveWay = isAwaited && !isFirst;
    const changesStored = sort().known.length > 0;
    if (mayGiveWay || changesStored) {
      await startOver();
      if (mayGiveWay) await session.giveWay();
      ({ rows, stored } = await askAbout(file, session, read));
    }
    const sorted = sort();
    if (batches === batchesBeforeIndex) {
      await writer.settle();
      index = await session.readKeys();
    }
    const held = new InFlight(onTheirWay, { index });
    const plan = await planRows(session.db, held, sorted);
    if (index?.isFull) index = undefined;
    await writer.settle();
    writer.start(rows, plan);
    onTheirWay = held;
    if (changesStored) await startOver();
  }
  return isCancelled(session, file.batchId);
}

/** The rows without those of people who were erased and with what the register calls their companies, and what is stored of them. */
async function askAbout(file: OpenFile, { db }: IdentitySession, read: readonly FileRow[]) {
  const [rows, stored] = await Promise.all([
    leaveOutErased(db, file.reader, read)
      .then((kept) => askTowns(db, kept))
      .then((placed) => askRegister(db, placed)),
    readStored(db, read),
  ]);
  return { rows, stored };
}

async function isCancelled({ db }: IdentitySession, batchId: number): Promise<boolean> {
  const { state } = await db
    .selectFrom('import_batch')
    .select('state')
    .where('import_batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  return state === 'cancelled';
}

async function isMuch(database: Database, batchId: number): Promise<boolean> {
  const { new: fresh, matched, review } = await readResult(database, batchId);
  return fresh + matched + review >= rowsForStatistics;
}

/** Reads the next batch while the database works on this one. */
async function* ahead<T>(batches: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = batches.next();
  for (;;) {
    const batch = await next;
    if (batch.done) return;
    next = batches.next();
    next.catch(() => undefined);
    yield batch.value;
  }
}

/**
 * What the new rows tell may settle pairs that nobody was sure about: part by part, for others wait to decide identity. Returns the
 * companies whose sums follow from what was merged.
 */
async function reconcileBatch(database: Database, batchId: number): Promise<SumsLater> {
  const sumsLater: SumsLater = new Set();
  const touched = await accountsOfBatch(database, batchId);
  for (let start = 0; start < touched.length; start += accountsPerPart)
    await inTransaction(database, async (transaction) => {
      await lockIdentity(transaction);
      const accounts = touched.slice(start, start + accountsPerPart);
      const people = await linkedIds(transaction, 'account', 'person', accounts);
      await reconcile(transaction, accounts, people, sumsLater);
    });
  return sumsLater;
}

/** Sums and derived lead stages follow the rows, who wants to be called is handed over; then the import is over. */
async function finish(
  database: Database,
  batchId: number,
  state: 'done' | 'cancelled',
  merged: SumsLater | 'all',
): Promise<ImportResult> {
  await inTransaction(database, async (transaction) => {
    const touched = await accountsOfBatch(transaction, batchId);
    await refreshOwners(transaction, touched);
    const counted = merged === 'all' ? undefined : [...new Set([...touched, ...merged])];
    await refreshRollups(transaction, todayJst(new Date()), counted);
    await deriveLeadEvents(transaction);
    await takeOffersOfImport(transaction, { batchId }, new Date());
    await transaction.db
      .updateTable('import_batch')
      .set({ state, finished_at: new Date() })
      .where('import_batch_id', '=', batchId)
      .execute();
  });
  return readResult(database, batchId);
}

/** What became of the rows of an import so far; `rows` is the sum of the outcomes. */
export async function readResult(database: Database, batchId: number): Promise<ImportResult> {
  const batch = await database.db
    .selectFrom('import_batch')
    .selectAll()
    .where('import_batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  const counts = {
    new: batch.count_new,
    matched: batch.count_matched,
    review: batch.count_review,
    rejected: batch.count_rejected,
    unchanged: batch.count_unchanged,
  };
  return { batch: batchId, rows: Object.values(counts).reduce((sum, count) => sum + count, 0), ...counts };
}
