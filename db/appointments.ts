import { sql, type RawBuilder } from 'kysely';
import { insideSalesPattern } from '#core/appointment/inside-sales.ts';

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
           (h.set_at at time zone 'Asia/Tokyo')::date as set_on, m.name as set_by, m.role = 'inside_sales' as is_inside_sales, false as is_inferred
      from ${setHere} h join member m on m.member_id = h.set_by
    union all
    select v.event_id::text, v.account_id, v.person_id, v.subject, v.appointment_status, v.day,
           coalesce(v.appointment_set_on, v.day), coalesce(v.appointment_set_by, v.member_name),
           coalesce(coalesce(v.appointment_set_by, v.member_name) in (select i.name from ${insideSales} i), false),
           v.appointment_set_on is null or v.appointment_set_by is null
      from activity v
     where v.appointment_status is not null
       and not exists (select 1 from ${setHere} h where h.now_account_id = v.account_id and h.meets_on = v.day
                        and (h.now_person_id is null or v.person_id is null or h.now_person_id = v.person_id)))`;
