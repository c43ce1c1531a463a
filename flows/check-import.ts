import { atRow } from '#core/observation/rejection-words.ts';
import { Refusal } from '#core/refusal.ts';
import type { Words } from '#core/words.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import { writeCheckRows, type CheckedRow } from '#db/check-rows.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Database } from '#db/pool.ts';
import { CheckSample } from './check-sample.ts';
import {
  noOutcomes,
  planRows,
  readStored,
  sortRows,
  writeRows,
  type FileRow,
  type OutcomeCounts,
  type RejectedRow,
} from './import-rows.ts';
import { InFlight } from './in-flight.ts';
import { leaveOutErased } from './leave-out-erased.ts';
import { Occurrences } from './occurrences.ts';
import { openFile, rowBatches } from './open-import.ts';
import { askRegister } from './register-aliases.ts';
import { askTowns } from './ask-towns.ts';

type Reason = { readonly code: string; readonly count: number; readonly example: Words };
/** What an import would do: outcomes of the rows that were tried, and every row that would be refused, with why. */
export type CheckResult = OutcomeCounts & {
  readonly rows: number;
  /** Rows from the first on that were matched; of the others it is known whether they can be read. */
  readonly tried: number;
  readonly reasons: readonly Reason[];
};

/** Others wait to decide identity meanwhile, and what is rolled back takes room on the disk until the database has tidied up. */
const rowsTriedMax = 100_000;

type CheckOptions = {
  /** Hears after every batch how many rows were read; what it throws ends the check. */
  readonly onRows?: (rows: number) => Promise<void>;
  readonly triedMax?: number;
  /** Rows of each outcome that are kept. */
  readonly keptMax?: number;
};

/**
 * Tries an import: the same code in one transaction that is rolled back. Tells the counts and the first rows of every outcome.
 * Throws a Refusal for an import that is unknown or has no file.
 */
export async function checkImport(
  database: Database,
  batchId: number,
  { onRows, triedMax = rowsTriedMax, keptMax }: CheckOptions = {},
): Promise<{ result: CheckResult; sample: readonly CheckedRow[] }> {
  const file = await openFile(database, batchId);
  const batches = rowBatches({ ...file, startAt: 0 }, new Occurrences());
  const total = noOutcomes();
  const reasons = new Map<string, Reason>();
  const sample = new CheckSample(keptMax);
  let rows = 0;
  let tried = 0;
  const count = async (batch: readonly FileRow[], rejected: readonly RejectedRow[]) => {
    countReasons(reasons, rejected);
    rows += batch.length;
    await onRows?.(rows);
  };
  await inTransaction(database, async (transaction) => {
    await lockIdentity(transaction);
    while (tried < triedMax) {
      const { done, value: read } = await batches.next();
      if (done) break;
      const kept = await leaveOutErased(transaction.db, file.reader, read);
      const batch = await askRegister(transaction.db, await askTowns(transaction.db, kept));
      const sorted = sortRows(await readStored(transaction.db, batch), undefined, batchId, file.reader.preset, batch);
      const plan = await planRows(transaction.db, new InFlight(), sorted);
      addCounts(total, await writeRows(transaction, batchId, plan, batch));
      await sample.keep(transaction.db, batch, plan);
      tried += batch.length;
      await count(batch, sorted.rejected);
    }
    throw new RolledBack();
  }).catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error;
  });
  for await (const read of batches) {
    const rejected = read.flatMap((row) => refusedRow(row) ?? []);
    total.rejected += rejected.length;
    sample.keepRejected(rejected);
    await count(read, rejected);
  }
  const byCount = [...reasons.values()].sort((one, other) => other.count - one.count);
  return { result: { rows, tried, ...total, reasons: byCount }, sample: sample.rows };
}

/**
 * The check of a draft as the screen asks for it, with how far it is beside the draft. Ends without a result when somebody stops
 * it; a file that cannot be taken in gives the draft back with the sentence why.
 */
export async function runCheck(database: Database, batchId: number): Promise<void> {
  const change = (db = database.db) =>
    db.updateTable('import_batch').where('import_batch_id', '=', batchId).where('state', '=', 'checking');
  try {
    const onRows = async (rows: number) => {
      const told = await change().set({ checked_rows: rows }).executeTakeFirst();
      if (told.numUpdatedRows === 0n) throw new Stopped();
    };
    const { result, sample } = await checkImport(database, batchId, { onRows });
    await inTransaction(database, async (transaction) => {
      const kept = await change(transaction.db)
        .set({ check_result: JSON.stringify(result), rows_total: result.rows, state: 'checked' })
        .executeTakeFirst();
      if (kept.numUpdatedRows > 0n) await writeCheckRows(transaction, batchId, sample);
    });
  } catch (error) {
    if (error instanceof Stopped) return;
    if (!(error instanceof Refusal)) throw error;
    await change().set({ state: 'draft', problem: error.message }).execute();
  }
}

class RolledBack extends Error {}
class Stopped extends Error {}

function refusedRow({ number, cells, read }: FileRow): RejectedRow | undefined {
  return 'rejected' in read ? { number, code: read.code, detail: read.detail, cells } : undefined;
}

function addCounts(total: OutcomeCounts, counts: OutcomeCounts): void {
  for (const key of Object.keys(total) as (keyof OutcomeCounts)[]) total[key] += counts[key];
}

function countReasons(reasons: Map<string, Reason>, rejected: readonly RejectedRow[]): void {
  for (const { code, number, detail } of rejected) {
    const held = reasons.get(code);
    reasons.set(code, { code, count: (held?.count ?? 0) + 1, example: held?.example ?? atRow(number, detail) });
  }
}
