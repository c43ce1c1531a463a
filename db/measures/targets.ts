import { sql, type RawBuilder } from 'kysely';
import { addDays } from '#core/period/day.ts';
import type { Filled, QualityNoun } from '#core/measure/data-quality.ts';
import type { DateText } from '#core/value/date.ts';
import { isGone } from '../employments.ts';
import type { Db } from '../pool.ts';
import { asOf, inScope, onTargetsAtEnd, type MeasureReader, type MeasureScope, type MeasureWindow } from './window.ts';

/** What sales last said of the line `t` before a day. */
export const salesVerdict = (end: DateText): RawBuilder<unknown> => sql`(
        select e.verdict = 'approve' as is_approved from target_verdict e
         where e.target_line_id = t.target_line_id and (e.side = 'sales' and e.verdict in ('approve', 'withdraw') or e.verdict = 'decline')
           and e.at < (${end}::date)::timestamp at time zone 'Asia/Tokyo'
         order by e.target_event_id desc limit 1)`;

/** Lines `t` ever proposed, each under the company it belongs to now, and in `v` whether their sales owner stands by them at the end of the period. */
export function proposedLines(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  const end = addDays(asOf(window), 1);
  return sql`(
        select l.target_line_id, coalesce(d.to_id, l.account_id) as account_id, l.owner_name, l.status, l.created_at
          from target_line l left join entity_redirect d on d.kind = 'account' and d.from_id = l.account_id) t
      left join lateral ${salesVerdict(end)} v on true
     where t.created_at < (${end}::date)::timestamp at time zone 'Asia/Tokyo' and ${inScope(sql`t.account_id`, scope, window)}`;
}

/** How many they are, and how many of them sales approved. */
export const countLines: MeasureReader = {
  measures: ['lines_proposed', 'lines_sales_approved'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    select count(*)::int as lines_proposed, (count(*) filter (where v.is_approved))::int as lines_sales_approved
      from ${proposedLines(window, scope)}`.execute(db);
    return rows[0]!;
  },
};

/**
 * What has to be known of an active target and how much of it is: five facts of the company and one department or more (position
 * 0), and of each aim the person, as long as they are there, with title and a way to reach them.
 */
export function fieldsOfTargets(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return sql`
    with target as (
      select a.* from account a where ${onTargetsAtEnd(sql`a.account_id`, window)} and ${inScope(sql`a.account_id`, scope, window)}
    )
    select f.*, f.company + f.department_known + f.person + f.title as filled from (
      select t.account_id, 0 as position, null::bigint as person_id, null as department, 6 as required,
             num_nonnulls(nullif(corporate_number, ''), nullif(industry, ''), employees, nullif(prefecture, ''), nullif(phone, '')) as company,
             (exists (select 1 from target_now l join target_aim x using (target_line_id) where l.account_id = t.account_id))::int as department_known,
             0 as person, 0 as title
        from target t
      union all
      select t.account_id, x.target_aim_id, x.person_id, x.department, 3,
             0, 0, num_nonnulls(p.person_id, nullif(coalesce(p.email, p.phone, p.mobile), '')), num_nonnulls(nullif(p.title, ''))
        from target t join target_now l using (account_id) join target_aim x using (target_line_id)
        left join person p on p.person_id = x.person_id and not ${isGone(sql`p.person_id`, sql`t.account_id`)}) f`;
}

/** The same by what is known: of the company five, its department one, of each aim the person and how to reach them two, the title one. */
export async function countFieldsByNoun(db: Db, window: MeasureWindow, scope: MeasureScope): Promise<Filled> {
  const { rows } = await sql<Record<'companies' | 'aims' | QualityNoun, number>>`
    select (count(*) filter (where position = 0))::int as companies, (count(*) filter (where position <> 0))::int as aims,
           coalesce(sum(company), 0)::int as company, coalesce(sum(department_known), 0)::int as department,
           coalesce(sum(person), 0)::int as person, coalesce(sum(title), 0)::int as title
      from (${fieldsOfTargets(window, scope)}) f`.execute(db);
  const { companies, aims, company, department, person, title } = rows[0]!;
  return {
    company: { filled: company, required: 5 * companies },
    department: { filled: department, required: companies },
    person: { filled: person, required: 2 * aims },
    title: { filled: title, required: aims },
  };
}

export const countFields: MeasureReader = {
  measures: ['fields_required', 'fields_filled'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    select coalesce(sum(f.required), 0)::int as fields_required, coalesce(sum(f.filled), 0)::int as fields_filled
      from (${fieldsOfTargets(window, scope)}) f`.execute(db);
    return rows[0]!;
  },
};

const freshDays = 180;

/**
 * Companies and people of active targets, and those that a row confirmed lately. A card confirms on the day it was
 * exchanged, other rows on the day their list was collected or taken in.
 */
export function recordsOfTargets(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  const end = asOf(window);
  const confirmed = (link: string, record: string) => sql`exists (
             select 1 from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version join import_batch b using (import_batch_id)
               left join activity v on v.event_id = l.row_key and v.type = 'card'
              where ${sql.ref(link)} = ${sql.ref(record)}
                and coalesce(v.day::text, b.collected_on, to_char(b.created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD')) between ${addDays(end, -freshDays)} and ${end})`;
  return sql`
    with target as (
      select a.account_id from account a where ${onTargetsAtEnd(sql`a.account_id`, window)} and ${inScope(sql`a.account_id`, scope, window)}
    )
    select t.account_id, null::bigint as person_id, ${confirmed('l.account_id', 't.account_id')} as is_fresh from target t
    union all select p.account_id, p.person_id, ${confirmed('l.person_id', 'p.person_id')} from person p join target using (account_id)
     where not p.is_role_address and not ${isGone(sql`p.person_id`, sql`p.account_id`)}`;
}

export const countFreshRecords: MeasureReader = {
  measures: ['records_held', 'records_fresh'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    select count(*)::int as records_held, (count(*) filter (where h.is_fresh))::int as records_fresh
      from (${recordsOfTargets(window, scope)}) h`.execute(db);
    return rows[0]!;
  },
};
