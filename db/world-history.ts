import { sql } from 'kysely';
import type { DeclaredSources } from '#core/account/declared.ts';
import type { Db } from './pool.ts';

/** What a member was until the moment of a change. */
export type MemberChange = { memberId: number; at: Date; role: string; isActive: boolean };

export async function listMemberChanges(db: Db): Promise<MemberChange[]> {
  const { rows } = await sql<MemberChange>`
    select subject_id::bigint as "memberId", at, before ->> 'role' as role, (before ->> 'is_active')::boolean as "isActive" from audit_entry
     where subject_kind = 'member' and action = 'member.change' and before is not null order by at, audit_entry_id`.execute(
    db,
  );
  return rows;
}

/** An absence, from when to when it stood in the list. */
export type AbsenceSpan = {
  memberId: number;
  from: string;
  to: string;
  deputyId: number | null;
  since: Date | null;
  until: Date | null;
};

/** Every absence that was ever written down, those taken away again as well. */
export async function listAbsenceSpans(db: Db): Promise<AbsenceSpan[]> {
  const { rows } = await sql<AbsenceSpan>`
    select a.member_id as "memberId", a.from_on::text as from, a.to_on::text as to, a.deputy_id as "deputyId", e.at as since, null::timestamptz as until
      from absence a left join audit_entry e on e.subject_kind = 'absence' and e.action = 'absence.add' and e.subject_id = a.absence_id::text
    union all
    select (r.before ->> 'memberId')::bigint, r.before ->> 'fromOn', r.before ->> 'toOn', (r.before ->> 'deputyId')::bigint, e.at, r.at
      from audit_entry r left join audit_entry e on e.subject_kind = 'absence' and e.action = 'absence.add' and e.subject_id = r.subject_id
     where r.subject_kind = 'absence' and r.action = 'absence.remove'
     order by 2, 1`.execute(db);
  return rows;
}

/** The settings of hand-overs as stored until each change, the oldest first. */
export async function listHandoverSettings<T>(db: Db): Promise<{ at: Date; before: T }[]> {
  const { rows } = await sql<{ at: Date; before: T }>`
    select at, before from audit_entry where subject_kind = 'setting' and action = 'handover_settings.change' and before is not null
     order by at, audit_entry_id`.execute(db);
  return rows;
}

/** What was declared of the sources of company values from each change on, the oldest first. */
export async function listDeclarations(db: Db): Promise<{ at: Date; declared: DeclaredSources }[]> {
  return db
    .selectFrom('declared_source_change')
    .select(['at', 'after as declared'])
    .orderBy('declared_source_change_id')
    .execute();
}

/** The first day on which an activity names each of these people of ours. */
export async function listFirstActivities(db: Db, names: readonly string[]): Promise<{ name: string; day: string }[]> {
  const { rows } = await sql<{ name: string; day: string }>`
    select member_name as name, min(day)::text as day from activity where member_name = any(${names}::text[]) group by 1`.execute(
    db,
  );
  return rows;
}

/** What the first versions of an import's rows hold in these columns, each combination once. */
export async function listFirstCells(
  db: Db,
  batchId: number,
  columns: readonly number[],
): Promise<(string | null)[][]> {
  const { rows } = await sql<{ cells: (string | null)[] }>`
    select distinct array[${sql.join(columns.map((column) => sql`cells ->> ${sql.raw(String(Math.trunc(column)))}`))}]::text[] as cells
      from raw_row where import_batch_id = ${batchId} and version = 1 and withdrawn_by is null`.execute(db);
  return rows.map(({ cells }) => cells);
}
