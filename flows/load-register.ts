import { rm, stat } from 'node:fs/promises';
import { foldRegisterRows, type RegisterRefusal, type RegisterRow } from '#core/register/register-row.ts';
import { Refusal } from '#core/refusal.ts';
import type { Database, Db } from '#db/pool.ts';
import { countRegister } from '#db/register.ts';
import { writeRegister } from '#db/register-write.ts';
import { inTransaction } from '#db/transaction.ts';
import { readRegister } from '#sources/nta/read-register.ts';

const rowsPerBatch = 20_000;

/** What a load did. `rows = new + changed + unchanged + rejected`; rows that tell an earlier state count as unchanged. */
export type RegisterLoad = {
  readonly load: number;
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Corporations in the register afterwards. */
  readonly companies: number;
};

/** Puts a file on the list of loads. Nothing is read yet. */
export async function beginRegisterLoad(
  db: Db,
  file: { readonly path: string; readonly name: string },
  memberId: number | null,
): Promise<number> {
  const { size } = await stat(file.path);
  const load = await db
    .insertInto('register_load')
    .values({
      file_name: file.name.slice(0, 200),
      file_path: file.path,
      bytes: size,
      state: 'queued',
      created_by: memberId,
    })
    .returning('register_load_id')
    .executeTakeFirstOrThrow();
  return load.register_load_id;
}

/**
 * Takes a file of the National Tax Agency into the register, batch by batch: while one is written the next is read. It never
 * makes accounts. Taking the same file again changes nothing, so a load that was killed is simply run again. The file is
 * removed when `removesFile` is set and the load has ended. Throws a Refusal for a file of another kind.
 */
export async function loadRegister(
  database: Database,
  loadId: number,
  options: { readonly removesFile: boolean } = { removesFile: false },
): Promise<RegisterLoad> {
  const { db } = database;
  const { file_path: path } = await db
    .selectFrom('register_load')
    .select('file_path')
    .where('register_load_id', '=', loadId)
    .executeTakeFirstOrThrow();
  const counts = { rows: 0, new: 0, changed: 0, rejected: 0 };
  let state: 'done' | 'cancelled' = 'done';
  try {
    let writing: Promise<void> = Promise.resolve();
    for await (const batch of readRegister(path, rowsPerBatch)) {
      await writing;
      if (await isCancelled(db, loadId, counts)) {
        state = 'cancelled';
        break;
      }
      writing = write(database, batch, counts);
      // An error is thrown at the next await; until then it must not count as unhandled.
      writing.catch(() => undefined);
    }
    await writing;
  } catch (error) {
    if (error instanceof Refusal) {
      await end(db, loadId, counts, { state: 'failed', problem: error.message });
      if (options.removesFile) await rm(path, { force: true });
    }
    throw error;
  }
  const companies = await countRegister(db);
  await end(db, loadId, counts, { state, companies });
  if (options.removesFile) await rm(path, { force: true });
  return {
    load: loadId,
    ...counts,
    unchanged: counts.rows - counts.new - counts.changed - counts.rejected,
    companies,
  };
}

type Counts = { rows: number; new: number; changed: number; rejected: number };

async function write(
  database: Database,
  batch: readonly (RegisterRow | RegisterRefusal)[],
  counts: Counts,
): Promise<void> {
  const rows = batch.filter((row) => typeof row !== 'string');
  const { latest, formerNames } = foldRegisterRows(rows);
  const written = await inTransaction(database, (transaction) =>
    writeRegister(transaction, latest.values(), formerNames),
  );
  counts.rows += batch.length;
  counts.rejected += batch.length - rows.length;
  counts.new += written.new;
  counts.changed += written.changed;
}

/** Notes how far the load is, and whether somebody stopped it. */
async function isCancelled(db: Db, loadId: number, counts: Counts): Promise<boolean> {
  const { state } = await db
    .updateTable('register_load')
    .set((eb) => ({
      ...countColumns(counts),
      state: eb.case().when('state', '=', 'queued').then('running').else(eb.ref('state')).end(),
    }))
    .where('register_load_id', '=', loadId)
    .returning('state')
    .executeTakeFirstOrThrow();
  return state === 'cancelled';
}

async function end(
  db: Db,
  loadId: number,
  counts: Counts,
  outcome: { state: string; problem?: string; companies?: number },
): Promise<void> {
  await db
    .updateTable('register_load')
    .set({ ...countColumns(counts), ...outcome, finished_at: new Date() })
    .where('register_load_id', '=', loadId)
    .execute();
}

function countColumns(counts: Counts) {
  return {
    rows_read: counts.rows,
    rows_new: counts.new,
    rows_changed: counts.changed,
    rows_unchanged: counts.rows - counts.new - counts.changed - counts.rejected,
    rows_rejected: counts.rejected,
  };
}
