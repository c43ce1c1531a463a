import { sql } from 'kysely';
import type { Mapping } from '#core/observation/preset.ts';
import type { PinEdit } from '#core/account/pin-history.ts';
import type { Db } from './pool.ts';

/** An import with what its columns mean and the day it is from. */
export type BatchSeen = {
  batchId: number;
  preset: string;
  columns: Mapping['columns'];
  collectedOn: string | null;
  takenOn: string;
};

export async function listBatchesSeen(db: Db): Promise<BatchSeen[]> {
  const { rows } = await sql<BatchSeen>`
    select import_batch_id as "batchId", preset, mapping -> 'columns' as columns, collected_on as "collectedOn",
           to_char(created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as "takenOn"
      from import_batch order by import_batch_id`.execute(db);
  return rows;
}

/** One version of a row, with the companies and the person it is linked to now. */
export type RowVersion = {
  rowKey: string;
  rowNumber: number;
  cells: string[];
  batchId: number;
  accountId: number | null;
  personId: number | null;
  billToId: number | null;
};

/** Every version of the rows of these entities that came with one of these imports and was not withdrawn, the oldest first. */
export async function listRowVersions(
  db: Db,
  of: { readonly accounts: readonly number[]; readonly people: readonly number[]; readonly rows: readonly string[] },
  batchIds: readonly number[],
): Promise<RowVersion[]> {
  const { rows } = await sql<RowVersion>`
    with touched as (
      select row_key from row_link where account_id = any(${of.accounts}::bigint[])
      union select row_key from row_link where person_id = any(${of.people}::bigint[])
      union select unnest(${of.rows}::uuid[]))
    select r.row_key as "rowKey", r.row_number as "rowNumber", r.cells, r.import_batch_id as "batchId", l.account_id as "accountId", l.person_id as "personId",
           b.account_id as "billToId"
      from touched t join raw_row r on r.row_key = t.row_key
      join row_link l on l.row_key = r.row_key and l.role = 'main' left join row_link b on b.row_key = r.row_key and b.role = 'bill_to'
     where r.withdrawn_by is null and r.import_batch_id = any(${batchIds}::bigint[])
     order by r.row_key, r.version`.execute(db);
  return rows;
}

/** What decides on a lead and may be pinned on its company. */
export const pinnedInputs = ['prefecture', 'industry', 'employees', 'class', 'owner_id', 'agency_id'] as const;
export type PinnedInput = (typeof pinnedInputs)[number];

export type AccountPin = { accountId: number; attribute: PinnedInput };

/** Every edit of such values of these companies, taken back or not. */
export async function listPinEdits(db: Db, accounts: readonly number[]): Promise<(AccountPin & PinEdit)[]> {
  const { rows } = await sql<AccountPin & PinEdit & { isKept: boolean; isPinned: boolean; value: unknown }>`
    select (x.row ->> 'id')::bigint as "accountId", p.attribute, b.at, b.undone_at as "undoneAt", x.row -> 'values' -> p.attribute as was,
           jsonb_exists(x.row -> 'pinned', p.attribute) as "wasPinned", jsonb_exists(x.row, 'set') as "isKept",
           coalesce(jsonb_exists(x.row -> 'set', p.attribute), false) as "isPinned", x.row -> 'set' -> p.attribute as value
      from bulk_edit b cross join lateral jsonb_array_elements(b.changes) x (row)
      cross join unnest(${pinnedInputs}::text[]) p (attribute)
     where b.noun = 'account' and jsonb_exists(x.row -> 'values', p.attribute) and (x.row ->> 'id')::bigint = any(${accounts}::bigint[])
     order by b.at, b.bulk_edit_id`.execute(db);
  return rows.map(({ isKept, isPinned, value, ...edit }) =>
    isKept ? { ...edit, made: isPinned ? { value } : null } : edit,
  );
}

/** What is pinned on these companies now. */
export async function listPins(db: Db, accounts: readonly number[]): Promise<(AccountPin & { value: unknown })[]> {
  const { rows } = await sql<AccountPin & { value: unknown }>`
    select account_id as "accountId", attribute, value from account_override
     where account_id = any(${accounts}::bigint[]) and attribute = any(${pinnedInputs}::text[])`.execute(db);
  return rows;
}

/** Titles that somebody of ours decided, or gave back to the files (null), the oldest first; taking an edit back does either. */
export async function listTitleEdits(
  db: Db,
  people: readonly number[],
): Promise<{ personId: number; at: Date; isPinned: boolean; title: string | null }[]> {
  const { rows } = await sql<{ personId: number; at: Date; isPinned: boolean; title: string | null }>`
    select "personId", at, "isPinned", title from (
      select subject_id::bigint as "personId", at, action = 'person.edit' as "isPinned", after ->> 'title' as title, audit_entry_id as place from audit_entry
       where subject_kind = 'person' and action in ('person.edit', 'person.unpin') and jsonb_exists(after, 'title') and subject_id = any(${people.map(String)}::text[])
      union all
      select (x.row ->> 'id')::bigint, b.undone_at, jsonb_exists(x.row -> 'pins', 'title'), x.row -> 'pins' ->> 'title', b.bulk_edit_id
        from bulk_edit b cross join lateral jsonb_array_elements(b.changes) x (row)
       where b.noun = 'person' and b.undone_at is not null and jsonb_exists(x.row -> 'values', 'title') and (x.row ->> 'id')::bigint = any(${people}::bigint[])) told
     order by at, place`.execute(db);
  return rows;
}
