import { sql } from 'kysely';
import type { Db } from './pool.ts';
import type { Transaction } from './transaction.ts';

/** The import that rows coming one by one are kept under: one for each source, kind and day. */
export type FormBatch = { readonly batchId: number; readonly lastRow: number };
export type FormOrigin = {
  readonly source: string;
  readonly preset: string;
  readonly on: string;
  readonly memberId: number | null;
};

/** The day's import of this source and kind, opened with the first row. The caller holds the identity lock. */
export async function openFormBatch(
  db: Db,
  { source, preset, on, memberId }: FormOrigin,
  header: readonly string[],
): Promise<FormBatch> {
  const known = await findFormBatch(db, { source, preset, on });
  if (known) return known;
  const format = { encoding: 'utf-8', delimiter: ',', headerRow: 0, notes: [], header, tablePath: '' };
  const mapping = { columns: {}, values: {}, owners: {} };
  const opened = await sql<FormBatch>`
    insert into import_batch (source, preset, file_name, file_hash, file_path, bytes, format, mapping, state, created_by, finished_at, form_on)
    values (${source}, ${preset}, ${`${source} ${on}`}, ${`${source}/${preset}/${on}`}, '', 0, ${JSON.stringify(format)}, ${JSON.stringify(mapping)}, 'done', ${memberId}, now(), ${on})
    returning import_batch_id as "batchId", cursor_row as "lastRow"`.execute(db);
  return opened.rows[0]!;
}

/** The import that this day's rows are kept under, if it was opened. */
export async function findFormBatch(
  db: Db,
  { source, preset, on }: Omit<FormOrigin, 'memberId'>,
): Promise<FormBatch | undefined> {
  const { rows } = await sql<FormBatch>`
    select import_batch_id as "batchId", cursor_row as "lastRow" from import_batch
     where source = ${source} and preset = ${preset} and form_on = ${on} and state <> 'undone'`.execute(db);
  return rows[0];
}

/** Form rows whose sums and lead stages are still to be worked out, import by import, the oldest first. */
export async function listUnfollowed(
  db: Db,
): Promise<readonly { readonly batchId: number; readonly from: number; readonly to: number }[]> {
  const { rows } = await sql<{ batchId: number; from: number; to: number }>`
    select import_batch_id as "batchId", followed_row as "from", cursor_row as "to" from import_batch
     where form_on is not null and followed_row < cursor_row order by import_batch_id`.execute(db);
  return rows;
}

/** Accounts that these rows of an import are about. */
export async function accountsOfRows(
  { db }: Pick<Transaction, 'db'>,
  { batchId, from, to }: { batchId: number; from: number; to: number },
): Promise<number[]> {
  const { rows } = await sql<{ account_id: number }>`
    select distinct l.account_id from raw_row r join row_link l on l.row_key = r.row_key
     where r.import_batch_id = ${batchId} and r.row_number > ${from} and r.row_number <= ${to} and l.account_id is not null`.execute(
    db,
  );
  return rows.map((row) => row.account_id);
}

export async function markFollowed(
  { db }: Pick<Transaction, 'db'>,
  { batchId, to }: { batchId: number; to: number },
): Promise<void> {
  await sql`update import_batch set followed_row = greatest(followed_row, ${to}) where import_batch_id = ${batchId}`.execute(
    db,
  );
}
