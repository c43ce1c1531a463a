import { rm, stat } from 'node:fs/promises';
import { Refusal } from '#core/refusal.ts';
import type { Database, Db } from '#db/pool.ts';
import {
  addReferenceLoad,
  endReferenceLoad,
  isReferenceLoadStopped,
  pathOfReferenceLoad,
  type ReferenceCounts,
  type ReferenceHeld,
  type ReferenceKind,
} from '#db/reference-loads.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';

/** What is special to a public table that an installation takes in. `Told` are the figures under which its loads go out. */
export type ReferenceTable<Row, Told extends object> = {
  readonly kind: ReferenceKind;
  /** Streams a file in batches. Throws a Refusal for a file of another kind. */
  readonly read: (path: string) => AsyncGenerator<readonly Row[]>;
  /** Writes a batch; writing it again changes nothing. */
  readonly write: (transaction: Transaction, batch: readonly Row[]) => Promise<Omit<ReferenceCounts, 'rows'>>;
  /** How much the table holds; asked once, when a load ends. */
  readonly count: (db: Db) => Promise<ReferenceHeld>;
  readonly tell: (leftOut: number, held: ReferenceHeld) => Told;
};

/** What a load did, and how much its table holds afterwards. */
export type ReferenceLoad = ReferenceCounts & { readonly load: number; readonly held: ReferenceHeld };

/** Puts a file on the list of loads. Nothing is read yet. */
export async function beginReferenceLoad(
  db: Db,
  kind: ReferenceKind,
  file: { readonly path: string; readonly name: string },
  memberId: number | null,
): Promise<number> {
  const { size } = await stat(file.path);
  return addReferenceLoad(db, kind, { ...file, bytes: size }, memberId);
}

/**
 * Takes a file in, batch by batch: while one is written the next is read. It never makes accounts and changes nothing that was imported.
 * Taking the same file again changes nothing, so a load that was killed is simply run again; the fault of the last try ends it. The file is
 * removed when `removesFile` is set and the load has ended. Throws a Refusal for a file of another kind.
 */
export async function loadReference<Row, Told extends object>(
  database: Database,
  table: ReferenceTable<Row, Told>,
  loadId: number,
  options: { readonly removesFile: boolean; readonly isLastTry?: boolean } = { removesFile: false },
): Promise<ReferenceLoad> {
  const { db } = database;
  const load = { kind: table.kind, loadId };
  const path = await pathOfReferenceLoad(db, load);
  let counts: ReferenceCounts = { rows: 0, new: 0, changed: 0, leftOut: 0 };
  let state: 'done' | 'cancelled' = 'done';
  let writing: Promise<void> = Promise.resolve();
  const write = async (batch: readonly Row[]) => {
    const written = await inTransaction(database, (transaction) => table.write(transaction, batch));
    counts = addCounts(counts, { rows: batch.length, ...written });
  };
  try {
    for await (const batch of table.read(path)) {
      await writing;
      if (await isReferenceLoadStopped(db, load, counts)) {
        state = 'cancelled';
        break;
      }
      writing = write(batch);
      // An error is thrown at the next await; until then it must not count as unhandled.
      writing.catch(() => undefined);
    }
    await writing;
  } catch (error) {
    // What was read before a file breaks off is still written.
    await Promise.allSettled([writing]);
    const problem = error instanceof Refusal ? error.message : options.isLastTry ? stoppedByFault : undefined;
    if (problem !== undefined) {
      await endReferenceLoad(db, load, counts, { state: 'failed', problem });
      if (options.removesFile) await rm(path, { force: true });
    }
    throw error;
  }
  const held = await table.count(db);
  await endReferenceLoad(db, load, counts, { state, held });
  if (options.removesFile) await rm(path, { force: true });
  return { load: loadId, ...counts, held };
}

const stoppedByFault =
  'システムの不具合で取り込みが止まりました。それまでに入った分は残っています。同じファイルをもう一度置くと、残りも入ります。くり返し止まるときは、管理者に記録(ログ)の確認を依頼してください。';

/** Begins a load and takes the file in at once; the file stays where it is. */
export async function takeReferenceFile<Row, Told extends object>(
  database: Database,
  table: ReferenceTable<Row, Told>,
  file: { readonly path: string; readonly name: string },
): Promise<ReferenceLoad> {
  return loadReference(database, table, await beginReferenceLoad(database.db, table.kind, file, null));
}

/** What goes out of a load, or of several together: `rows = new + changed + unchanged + left out`, with what the table tells of it. */
export function tellLoad<Row, Told extends object, Load extends ReferenceCounts & { readonly held: ReferenceHeld }>(
  table: ReferenceTable<Row, Told>,
  { leftOut, held, ...load }: Load,
) {
  return { ...load, unchanged: load.rows - load.new - load.changed - leftOut, ...table.tell(leftOut, held) };
}

/** Two loads of one table told as one. */
export function addCounts(one: ReferenceCounts, other: ReferenceCounts): ReferenceCounts {
  return {
    rows: one.rows + other.rows,
    new: one.new + other.new,
    changed: one.changed + other.changed,
    leftOut: one.leftOut + other.leftOut,
  };
}
