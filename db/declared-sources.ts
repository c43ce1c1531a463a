import { sql } from 'kysely';
import { nothingDeclared, type DeclaredSources } from '#core/account/declared.ts';
import type { Mapping } from '#core/observation/preset.ts';
import type { Db } from './pool.ts';
import { readSetting } from './settings.ts';

/** The setting that says which source is declared for which attribute of companies. */
export const declaredSetting = 'declared_sources';

export async function readDeclaredSources(db: Db): Promise<DeclaredSources> {
  return (await readSetting<DeclaredSources>(db, declaredSetting)) ?? nothingDeclared;
}

/** An import whose rows count, with what its columns mean. */
export type ToldBatch = { batchId: number; source: string; preset: string; columns: Mapping['columns'] };

export async function listToldBatches(db: Db): Promise<ToldBatch[]> {
  const { rows } = await sql<ToldBatch>`
    select import_batch_id as "batchId", source, preset, mapping -> 'columns' as columns
      from import_batch where state in ('running', 'done', 'failed', 'cancelled') order by import_batch_id`.execute(db);
  return rows;
}

/** Companies behind `after` that rows in force of these imports are linked to, in the order of their ids. */
export async function listAccountsOf(db: Db, batchIds: readonly number[], after = 0): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct l.account_id as id from raw_row r join row_link l on l.row_key = r.row_key and l.version = r.version
     where r.import_batch_id = any(${batchIds}::bigint[]) and l.account_id > ${after} order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** A change of what is declared, with how far it is carried out. */
export type DeclaredChange = {
  readonly id: number;
  readonly before: DeclaredSources;
  readonly after: DeclaredSources;
  readonly state: 'queued' | 'running' | 'done';
  readonly cursor: number;
  readonly done: number;
  readonly total: number | null;
  readonly changed: number;
  readonly at: Date;
  readonly finishedAt: Date | null;
  readonly memberName: string | null;
};

const changes = sql`
  select c.declared_source_change_id as id, c.before, c.after, c.state, c.cursor_account as cursor, c.accounts_done as done,
         c.accounts_total as total, c.accounts_changed as changed, c.at, c.finished_at as "finishedAt", m.name as "memberName"
    from declared_source_change c left join member m using (member_id)`;

export async function findDeclaredChange(db: Db, id: number): Promise<DeclaredChange | undefined> {
  const { rows } = await sql<DeclaredChange>`${changes} where c.declared_source_change_id = ${id}`.execute(db);
  return rows[0];
}

/** Changes, the newest first. */
export async function listDeclaredChanges(db: Db, limit: number): Promise<DeclaredChange[]> {
  const { rows } = await sql<DeclaredChange>`
    ${changes} order by c.declared_source_change_id desc limit ${limit}`.execute(db);
  return rows;
}

/** Changes of which companies are still to be worked out, the oldest first. */
export async function listUnfinishedDeclarations(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('declared_source_change')
    .select('declared_source_change_id as id')
    .where('state', '<>', 'done')
    .orderBy('declared_source_change_id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function addDeclaredChange(
  db: Db,
  change: Pick<DeclaredChange, 'before' | 'after' | 'at'>,
  memberId: number | null,
): Promise<number> {
  const { id } = await db
    .insertInto('declared_source_change')
    .values({
      before: JSON.stringify(change.before),
      after: JSON.stringify(change.after),
      state: 'queued',
      member_id: memberId,
      at: change.at,
    })
    .returning('declared_source_change_id as id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Notes how many companies a change still concerns, beside those that it worked out before it was interrupted. */
export async function beginDeclaredChange(db: Db, id: number, left: number): Promise<void> {
  await db
    .updateTable('declared_source_change')
    .set((eb) => ({ state: 'running', accounts_total: eb('accounts_done', '+', left) }))
    .where('declared_source_change_id', '=', id)
    .execute();
}

/** Notes companies that were worked out, up to the one of this id; part of the transaction that wrote them. */
export async function moveDeclaredCursor(
  db: Db,
  id: number,
  { cursor, looked, changed }: { readonly cursor: number; readonly looked: number; readonly changed: number },
): Promise<void> {
  await db
    .updateTable('declared_source_change')
    .set((eb) => ({
      cursor_account: cursor,
      accounts_done: eb('accounts_done', '+', looked),
      accounts_changed: eb('accounts_changed', '+', changed),
    }))
    .where('declared_source_change_id', '=', id)
    .execute();
}

export async function endDeclaredChange(db: Db, id: number): Promise<void> {
  await db
    .updateTable('declared_source_change')
    .set({ state: 'done', finished_at: new Date() })
    .where('declared_source_change_id', '=', id)
    .execute();
}
