import type { Db } from './pool.ts';

/** The public tables that an installation takes in: 法人番号の台帳 and 町名の表. */
export type ReferenceKind = 'register' | 'towns';

/** One file taken in. Numbers are told apart within their kind only. */
export type ReferenceLoadKey = { readonly kind: ReferenceKind; readonly loadId: number };

/** What became of the rows read so far; the others are unchanged. `leftOut` cannot be used. */
export type ReferenceCounts = {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly leftOut: number;
};

/** How much a table holds, by name: `companies`, or `towns` and `townsWithReading`. Empty as long as nothing was counted. */
export type ReferenceHeld = { readonly [name: string]: number };

/** Puts a file on the list of loads. */
export async function addReferenceLoad(
  db: Db,
  kind: ReferenceKind,
  file: { readonly path: string; readonly name: string; readonly bytes: number },
  memberId: number | null,
): Promise<number> {
  const { reference_load_id: loadId } = await db
    .insertInto('reference_load')
    .values({
      kind,
      file_name: file.name.slice(0, 200),
      file_path: file.path,
      bytes: file.bytes,
      state: 'queued',
      created_by: memberId,
    })
    .returning('reference_load_id')
    .executeTakeFirstOrThrow();
  return loadId;
}

export async function pathOfReferenceLoad(db: Db, { kind, loadId }: ReferenceLoadKey): Promise<string> {
  const { file_path: path } = await db
    .selectFrom('reference_load')
    .select('file_path')
    .where((eb) => eb.and({ kind, reference_load_id: loadId }))
    .executeTakeFirstOrThrow();
  return path;
}

/** Notes how far a load is, and tells whether somebody stopped it. */
export async function isReferenceLoadStopped(
  db: Db,
  { kind, loadId }: ReferenceLoadKey,
  counts: ReferenceCounts,
): Promise<boolean> {
  const { state } = await db
    .updateTable('reference_load')
    .set((eb) => ({
      ...countColumns(counts),
      state: eb.case().when('state', '=', 'queued').then('running').else(eb.ref('state')).end(),
    }))
    .where((eb) => eb.and({ kind, reference_load_id: loadId }))
    .returning('state')
    .executeTakeFirstOrThrow();
  return state === 'cancelled';
}

export async function endReferenceLoad(
  db: Db,
  { kind, loadId }: ReferenceLoadKey,
  counts: ReferenceCounts,
  outcome:
    | { readonly state: 'done' | 'cancelled'; readonly held: ReferenceHeld }
    | { readonly state: 'failed'; readonly problem: string },
): Promise<void> {
  const told = 'held' in outcome ? { ...outcome, held: JSON.stringify(outcome.held) } : outcome;
  await db
    .updateTable('reference_load')
    .set({ ...countColumns(counts), ...told, finished_at: new Date() })
    .where((eb) => eb.and({ kind, reference_load_id: loadId }))
    .execute();
}

/** Asks a load that has not ended to stop; false where it has. */
export async function stopReferenceLoad(db: Db, { kind, loadId }: ReferenceLoadKey): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reference_load')
    .set({ state: 'cancelled' })
    .where((eb) => eb.and({ kind, reference_load_id: loadId }))
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Files taken in, newest first. */
export async function listReferenceLoads(db: Db, kind: ReferenceKind) {
  return db
    .selectFrom('reference_load as l')
    .leftJoin('member as m', 'm.member_id', 'l.created_by')
    .select([
      'l.reference_load_id as loadId',
      'l.file_name as fileName',
      'l.bytes',
      'l.state',
      'l.rows_read as rows',
      'l.rows_new as new',
      'l.rows_changed as changed',
      'l.rows_left_out as leftOut',
      'l.held',
      'l.problem',
      'l.created_at as createdAt',
      'l.finished_at as finishedAt',
      'm.name as memberName',
    ])
    .where('l.kind', '=', kind)
    .orderBy('l.reference_load_id', 'desc')
    .limit(100)
    .execute();
}

function countColumns(counts: ReferenceCounts) {
  return {
    rows_read: counts.rows,
    rows_new: counts.new,
    rows_changed: counts.changed,
    rows_left_out: counts.leftOut,
  };
}
