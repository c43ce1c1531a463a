import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { erasedMark } from '#core/person/erasure.ts';
import type { Db } from './pool.ts';
import type { Transaction } from './transaction.ts';

/** A stored row of any version, with the import that says how to read it. */
export type StoredRow = {
  readonly rowKey: string;
  readonly version: number;
  readonly batchId: number;
  readonly rowNumber: number;
  readonly cells: readonly string[];
};

export type ErasureLine = {
  erasureId: number;
  personId: number;
  requestedOn: string;
  reason: string;
  rowCount: number;
  at: Date;
  memberName: string | null;
};

export async function listErasures(db: Db): Promise<ErasureLine[]> {
  return db
    .selectFrom('erasure as e')
    .leftJoin('member as m', 'm.member_id', 'e.member_id')
    .select([
      'e.erasure_id as erasureId',
      'e.person_id as personId',
      'e.requested_on as requestedOn',
      'e.reason',
      'e.row_count as rowCount',
      'e.at',
      'm.name as memberName',
    ])
    .orderBy('e.erasure_id', 'desc')
    .limit(1_000)
    .execute();
}

/** Every version of every row that speaks of the person, also of imports that were taken back, and rows of nobody else that hold one of the words. */
export async function rowsToErase(
  db: Db,
  personId: number,
  words: readonly string[],
): Promise<{ rows: StoredRow[]; rejected: Omit<StoredRow, 'rowKey' | 'version'>[] }> {
  const patterns = words.map((word) => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await sql<StoredRow>`
    select r.row_key as "rowKey", r.version, r.import_batch_id as "batchId", r.row_number as "rowNumber", r.cells
      from raw_row r
     where r.row_key in (select row_key from row_link where person_id = ${personId})
        or (lower(r.cells::text) like any(${patterns}::text[])
            and not exists (select 1 from row_link l where l.row_key = r.row_key and l.person_id <> ${personId}))`.execute(
    db,
  );
  const rejected = await sql<Omit<StoredRow, 'rowKey' | 'version'>>`
    select import_batch_id as "batchId", row_number as "rowNumber", cells from rejected_row
     where lower(cells::text) like any(${patterns}::text[]) or lower(detail) like any(${patterns}::text[]) or lower(detail_en) like any(${patterns}::text[])`.execute(
    db,
  );
  return { rows, rejected: rejected.rows };
}

/** Writes the rows without the person. Nothing may compare with what they were, so hash, flags and the person's key go as well. */
export async function writeErasedRows(
  transaction: Transaction,
  rows: readonly (StoredRow & { readonly keepsKey: boolean })[],
  rejected: readonly Omit<StoredRow, 'rowKey' | 'version'>[],
): Promise<void> {
  await sql`
    update raw_row r set cells = q.cells, flags = null, hash = 0, external_key = case when q.keeps_key then r.external_key end
      from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ row_key: row.rowKey, version: row.version, cells: row.cells, keeps_key: row.keepsKey })))}::jsonb)
           as q(row_key uuid, version int, cells jsonb, keeps_key boolean)
     where r.row_key = q.row_key and r.version = q.version`.execute(transaction.db);
  await sql`
    update rejected_row r set cells = q.cells, detail = ${erasedMark}, detail_en = null
      from jsonb_to_recordset(${JSON.stringify(rejected.map((row) => ({ batch: row.batchId, number: row.rowNumber, cells: row.cells })))}::jsonb)
           as q(batch bigint, number int, cells jsonb)
     where r.import_batch_id = q.batch and r.row_number = q.number`.execute(transaction.db);
}

/** What people wrote of the person, and what was noted about changes to them. A merge or split of nobody is nothing to replay. */
export async function eraseTraces(
  transaction: Transaction,
  given: {
    ids: readonly number[];
    rowKeys: readonly string[];
    batchIds: readonly number[];
    until: string;
  },
): Promise<void> {
  const { db } = transaction;
  const ids = sql`${given.ids}::bigint[]`;
  const rows = sql`${given.rowKeys}::uuid[]`;
  await sql`update row_link set person_id = null, method = coalesce(account_method, 'none') where person_id = any(${ids})`.execute(
    db,
  );
  await sql`update re_decision_link set person_id = null, method = coalesce(account_method, 'none') where person_id = any(${ids})`.execute(
    db,
  );
  await sql`delete from review where kind = 'person' and (left_id = any(${ids}) or right_id = any(${ids}))`.execute(db);
  await sql`delete from match_audit where kind = 'person' and (left_row = any(${rows}) or right_rows && ${rows})`.execute(
    db,
  );
  await sql`delete from re_decision_pair where kind = 'person' and (left_id = any(${ids}) or right_id = any(${ids}))`.execute(
    db,
  );
  await sql`delete from person_override where person_id = any(${ids})`.execute(db);
  await sql`delete from note where subject_kind = 'person' and subject_id = any(${ids})`.execute(db);
  await sql`update audit_entry set before = null, after = null where subject_kind = 'person' and subject_id = any(${given.ids.map(String)}::text[])`.execute(
    db,
  );
  await sql`update bulk_edit set changes = coalesce((select jsonb_agg(x) from jsonb_array_elements(changes) x where (x ->> 'id')::bigint <> all(${ids})), '[]')
     where noun = 'person' and exists (select 1 from jsonb_array_elements(changes) x where (x ->> 'id')::bigint = any(${ids}))`.execute(
    db,
  );
  await sql`update appointment set person_id = null where person_id = any(${ids})`.execute(db);
  await sql`update target_aim set person_id = null, search_due_on = ${given.until} where person_id = any(${ids})`.execute(
    db,
  );
  await sql`delete from match_decision d using match_decision undone where d.undoes = undone.match_decision_id and undone.kind = 'person' and undone.right_rows && ${rows}`.execute(
    db,
  );
  await sql`delete from match_decision where kind = 'person' and right_rows && ${rows}`.execute(db);
  await sql`update import_batch set check_result = null where import_batch_id = any(${given.batchIds}::bigint[])`.execute(
    db,
  );
  // What a check told of drafts is forgotten; whoever needs it checks again, and is told of nobody who was erased.
  await sql`delete from check_row`.execute(db);
  await sql`update import_batch set state = 'draft', check_result = null where state = 'checked'`.execute(db);
  await sql`update cycle_event set why = ${erasedMark} where why is not null and cycle_id in (select cycle_id from lead_cycle where person_id = any(${ids}))`.execute(
    db,
  );
}

/** Writes the erasure down with the keyed hashes by which the person is known again. */
export async function recordErasure(
  transaction: Transaction,
  erasure: { personId: number; requestedOn: string; reason: string; memberId: number | null; rowCount: number },
  keys: readonly string[],
): Promise<number> {
  const { db } = transaction;
  await sql`insert into erasure_secret (secret) values (${randomBytes(32)}) on conflict do nothing`.execute(db);
  const { erasure_id: erasureId } = await db
    .insertInto('erasure')
    .values({
      person_id: erasure.personId,
      requested_on: erasure.requestedOn,
      reason: erasure.reason,
      member_id: erasure.memberId,
      row_count: erasure.rowCount,
    })
    .returning('erasure_id')
    .executeTakeFirstOrThrow();
  const { secret } = await db.selectFrom('erasure_secret').select('secret').executeTakeFirstOrThrow();
  for (const key of new Set(keys))
    await sql`insert into erased_key (key_hash, erasure_id) values (${hashOf(secret, key)}, ${erasureId}) on conflict do nothing`.execute(
      db,
    );
  return erasureId;
}

/** Tells the erasure that one of these keys belongs to; undefined where nobody was ever erased. */
export async function readErased(db: Db): Promise<((keys: readonly string[]) => number | undefined) | undefined> {
  const held = await db.selectFrom('erasure_secret').select('secret').executeTakeFirst();
  if (!held) return undefined;
  const rows = await db.selectFrom('erased_key').select(['key_hash', 'erasure_id']).execute();
  const erasures = new Map(rows.map((row) => [row.key_hash.toString('hex'), row.erasure_id]));
  return (keys) => {
    for (const key of keys) {
      const erasureId = erasures.get(hashOf(held.secret, key).toString('hex'));
      if (erasureId !== undefined) return erasureId;
    }
    return undefined;
  };
}

const hashOf = (secret: Buffer, key: string) => createHmac('sha256', secret).update(key).digest();
