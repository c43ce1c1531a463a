import { rm, stat } from 'node:fs/promises';
import { Refusal } from '#core/refusal.ts';
import type { Town } from '#core/town/town.ts';
import type { Database, Db } from '#db/pool.ts';
import { countTowns, writeTowns } from '#db/towns.ts';
import { inTransaction } from '#db/transaction.ts';
import { readTowns, type TownLine } from '#sources/towns/read-towns.ts';

const rowsPerBatch = 10_000;

/** What a load did. `rows = new + changed + unchanged + leftOut`; lines that name no town are left out. */
export type TownLoad = {
  readonly load: number;
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly leftOut: number;
  /** Towns in the table afterwards, and those of them whose reading is known. */
  readonly towns: number;
  readonly townsWithReading: number;
};

/** Puts a file on the list of loads. Nothing is read yet. */
export async function beginTownLoad(
  db: Db,
  file: { readonly path: string; readonly name: string },
  memberId: number | null,
): Promise<number> {
  const { size } = await stat(file.path);
  const load = await db
    .insertInto('town_load')
    .values({
      file_name: file.name.slice(0, 200),
      file_path: file.path,
      bytes: size,
      state: 'queued',
      created_by: memberId,
    })
    .returning('town_load_id')
    .executeTakeFirstOrThrow();
  return load.town_load_id;
}

/**
 * Takes a table of towns in, batch by batch. It never makes accounts and changes nothing that was imported. Taking the same file again
 * changes nothing, so a load that was killed is simply run again. The file is removed when `removesFile` is set and the load has ended.
 * Throws a Refusal for a file of another kind.
 */
export async function loadTowns(
  database: Database,
  loadId: number,
  options: { readonly removesFile: boolean } = { removesFile: false },
): Promise<TownLoad> {
  const { db } = database;
  const { file_path: path } = await db
    .selectFrom('town_load')
    .select('file_path')
    .where('town_load_id', '=', loadId)
    .executeTakeFirstOrThrow();
  const counts = { rows: 0, new: 0, changed: 0, leftOut: 0 };
  let state: 'done' | 'cancelled' = 'done';
  try {
    for await (const batch of readTowns(path, rowsPerBatch)) {
      if (await isCancelled(db, loadId, counts)) {
        state = 'cancelled';
        break;
      }
      await write(database, batch, counts);
    }
  } catch (error) {
    if (error instanceof Refusal) {
      await end(db, loadId, counts, { state: 'failed', problem: error.message });
      if (options.removesFile) await rm(path, { force: true });
    }
    throw error;
  }
  const { towns, withReading } = await countTowns(db);
  await end(db, loadId, counts, { state, towns, towns_with_reading: withReading });
  if (options.removesFile) await rm(path, { force: true });
  return { load: loadId, ...counts, unchanged: unchangedOf(counts), towns, townsWithReading: withReading };
}

type Counts = { rows: number; new: number; changed: number; leftOut: number };

async function write(database: Database, batch: readonly TownLine[], counts: Counts): Promise<void> {
  const towns = distinct(batch.filter((line) => line !== 'no_town'));
  const written = await inTransaction(database, (transaction) => writeTowns(transaction, towns));
  counts.rows += batch.length;
  counts.leftOut += batch.filter((line) => line === 'no_town').length;
  counts.new += written.new;
  counts.changed += written.changed;
}

/** Each town once; one that is read anywhere in the batch is not told without its reading. */
function distinct(towns: readonly Town[]): Town[] {
  const placeOf = ({ prefecture, city, name }: Town) => `${prefecture}/${city}/${name}`;
  const areRead = new Set(towns.filter(({ romaji }) => romaji !== '').map(placeOf));
  const told = towns.filter((town) => town.romaji !== '' || !areRead.has(placeOf(town)));
  return [...new Map(told.map((town) => [`${placeOf(town)}/${town.romaji}`, town])).values()];
}

/** Notes how far the load is, and whether somebody stopped it. */
async function isCancelled(db: Db, loadId: number, counts: Counts): Promise<boolean> {
  const { state } = await db
    .updateTable('town_load')
    .set((eb) => ({
      ...countColumns(counts),
      state: eb.case().when('state', '=', 'queued').then('running').else(eb.ref('state')).end(),
    }))
    .where('town_load_id', '=', loadId)
    .returning('state')
    .executeTakeFirstOrThrow();
  return state === 'cancelled';
}

async function end(
  db: Db,
  loadId: number,
  counts: Counts,
  outcome: { state: string; problem?: string; towns?: number; towns_with_reading?: number },
): Promise<void> {
  await db
    .updateTable('town_load')
    .set({ ...countColumns(counts), ...outcome, finished_at: new Date() })
    .where('town_load_id', '=', loadId)
    .execute();
}

function countColumns(counts: Counts) {
  return {
    rows_read: counts.rows,
    rows_new: counts.new,
    rows_changed: counts.changed,
    rows_unchanged: unchangedOf(counts),
    rows_left_out: counts.leftOut,
  };
}

function unchangedOf({ rows, new: added, changed, leftOut }: Counts): number {
  return rows - added - changed - leftOut;
}
