import { sql, type RawBuilder } from 'kysely';
import { insideSalesPattern } from '#core/appointment/inside-sales.ts';
import type { AppointmentStatus } from '#core/appointment/status.ts';
import type { DateText } from '#core/value/date.ts';
import type { Db } from './pool.ts';

/** Our people whose work it is to win appointments, by name: members of that role, and people whose department or title says so. */
const insideSales = sql`(
    select name from member where role = 'inside_sales'
    union select name from colleague where department ~* ${insideSalesPattern} or title ~* ${insideSalesPattern})`;

/** Whether anybody is known to be one, without whom nobody's appointments can be told from those of others. */
export const knowsInsideSales = sql<boolean>`exists (select 1 from ${insideSales} i)`;

/** An appointment `a` that was set here, under the company and person it belongs to now. */
export const setHere: RawBuilder<unknown> = sql`(
    select p.*, coalesce(ra.to_id, p.account_id) as now_account_id, coalesce(rp.to_id, p.person_id) as now_person_id
      from appointment p
      left join entity_redirect ra on ra.kind = 'account' and ra.from_id = p.account_id
      left join entity_redirect rp on rp.kind = 'person' and rp.from_id = p.person_id
     where p.taken_back_at is null)`;

/**
 * Every appointment there is: those set here and those that files tell of. One that stands in both, the same day with the same
 * company and person, is the one set here. A file that does not tell when or by whom it was set leaves the day of the meeting and
 * who went there in their place, marked inferred (推定). `status` is one of AppointmentStatus or `unknown`.
 */
export const appointments: RawBuilder<unknown> = sql`(
    select 'set/' || h.appointment_id as id, h.now_account_id as account_id, h.now_person_id as person_id, h.subject, h.status, h.meets_on,
           (h.set_at at time zone 'Asia/Tokyo')::date as set_on, m.name as set_by, m.role = 'inside_sales' as is_inside_sales, false as is_inferred,
           h.appointment_id, h.cycle_id, to_char(h.meets_at, 'HH24:MI') as meets_at, h.host_id, w.name as host_name, null::text as source,
           case when w.is_active then h.host_id else h.set_by end as asked_id
      from ${setHere} h join member m on m.member_id = h.set_by join member w on w.member_id = h.host_id
    union all
    select v.event_id::text, v.account_id, v.person_id, v.subject, v.appointment_status, v.day,
           coalesce(v.appointment_set_on, v.day), coalesce(v.appointment_set_by, v.member_name),
           coalesce(coalesce(v.appointment_set_by, v.member_name) in (select i.name from ${insideSales} i), false),
           v.appointment_set_on is null or v.appointment_set_by is null,
           null::bigint, null::uuid, null::text, null::bigint, v.member_name, v.source, null::bigint
      from activity v
     where v.appointment_status is not null
       and not exists (select 1 from ${setHere} h where h.now_account_id = v.account_id and h.meets_on = v.day
                        and (h.now_person_id is null or v.person_id is null or h.now_person_id = v.person_id)))`;

/** Whether any appointment was set before this day; asked for every figure, so without putting files and ours together. */
export const anySetBefore = (day: DateText) => sql<boolean>`(
    exists (select 1 from activity where appointment_status is not null and coalesce(appointment_set_on, day) < ${day}::date)
    or exists (select 1 from appointment where taken_back_at is null and set_at < (${day}::date)::timestamp at time zone 'Asia/Tokyo'))`;

/** One appointment as screens list it. */
export type AppointmentLine = {
  /** `set/12` of one set here, the row key of one that a file tells of. */
  id: string;
  /** Null where a file tells of it: it is corrected there. */
  appointmentId: number | null;
  accountId: number;
  accountName: string | null;
  personId: number | null;
  personName: string | null;
  subject: string | null;
  /** `unknown` where its day has passed and nobody said what became of it. */
  status: AppointmentStatus | 'unknown';
  meetsOn: DateText;
  meetsAt: string | null;
  /** Without a result, and its day has come. */
  isDue: boolean;
  setOn: DateText;
  setBy: string | null;
  hostId: number | null;
  hostName: string | null;
  source: string | null;
  isInferred: boolean;
  /** Who told the last fact about it, and so may take it back. */
  lastBy: number | null;
};
const linesMax = 300;

/** Appointments `p` that the condition names, the latest first. */
export async function listAppointments(
  db: Db,
  today: DateText,
  condition: RawBuilder<boolean>,
): Promise<AppointmentLine[]> {
  const { rows } = await sql<AppointmentLine>`
    select p.id, p.appointment_id as "appointmentId", p.account_id as "accountId", a.name as "accountName", p.person_id as "personId",
           n.name as "personName", p.subject, case when p.status = 'scheduled' and p.meets_on < ${today}::date then 'unknown' else p.status end as status,
           p.meets_on::text as "meetsOn", p.meets_at as "meetsAt", p.status = 'scheduled' and p.meets_on <= ${today}::date as "isDue", p.set_on::text as "setOn", p.set_by as "setBy", p.host_id as "hostId",
           p.host_name as "hostName", p.source, p.is_inferred as "isInferred",
           (select e.member_id from appointment_event e where e.appointment_id = p.appointment_id and e.undone_at is null
             order by e.appointment_event_id desc limit 1) as "lastBy"
      from ${appointments} p left join account a on a.account_id = p.account_id left join person n on n.person_id = p.person_id
     where ${condition} order by p.meets_on desc, p.meets_at desc nulls last, p.id limit ${linesMax}`.execute(db);
  return rows;
}

/** With one company. */
export const withAccount = (accountId: number) => sql<boolean>`p.account_id = ${accountId}`;

/**
 * Still without a result, their day past or within so many days, and this member's to tell: who goes there, or who set it where that
 * one has left.
 */
export const waitingFor = (memberId: number, today: DateText, daysAhead: number) =>
  sql<boolean>`p.asked_id = ${memberId} and p.status = 'scheduled' and p.meets_on <= ${today}::date + ${daysAhead}::int`;

/** The company that this one is today: merges are followed. */
export async function accountNow(db: Db, accountId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select coalesce((select to_id from entity_redirect where kind = 'account' and from_id = ${accountId}), ${accountId}) as id`.execute(
    db,
  );
  return rows[0]!.id;
}
