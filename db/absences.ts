import { sql } from 'kysely';
import type { Db } from './pool.ts';

export type AbsenceLine = {
  absenceId: number;
  memberId: number;
  memberName: string;
  fromOn: string;
  toOn: string;
  deputyId: number | null;
  deputyName: string | null;
  /** Hand-overs that wait for the member now. */
  waiting: number;
};

/** Absences that end on this day or later, the next first. */
export async function listAbsences(db: Db, since: string): Promise<AbsenceLine[]> {
  const { rows } = await sql<AbsenceLine>`
    select b.absence_id as "absenceId", b.member_id as "memberId", m.name as "memberName", b.from_on::text as "fromOn", b.to_on::text as "toOn",
           b.deputy_id as "deputyId", d.name as "deputyName",
           (select count(*)::int from lead_cycle c where c.receiver_id = b.member_id::text and c.receiver_kind = 'member' and c.state = 'handed_over') as waiting
      from absence b join member m on m.member_id = b.member_id left join member d on d.member_id = b.deputy_id
     where b.to_on >= ${since}::date order by b.from_on, b.absence_id limit 500`.execute(db);
  return rows;
}
