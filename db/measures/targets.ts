import { sql } from 'kysely';
import { addDays } from '#core/period/day.ts';
import { asOf, inScope, onTargetsAtEnd, type MeasureReader } from './window.ts';

/** Lines ever proposed, and those whose sales owner stands by them at the end of the period. */
export const countLines: MeasureReader = {
  measures: ['lines_proposed', 'lines_sales_approved'],
  count: async (db, window, scope) => {
    const end = addDays(asOf(window), 1);
    const { rows } = await sql<Record<string, number>>`
    select count(*)::int as lines_proposed, (count(*) filter (where v.is_approved))::int as lines_sales_approved
      from target_line t
      left join lateral (
        select e.verdict = 'approve' as is_approved from target_event e
         where e.target_line_id = t.target_line_id and (e.side = 'sales' and e.verdict in ('approve', 'withdraw') or e.verdict = 'decline')
           and e.at < (${end}::date)::timestamp at time zone 'Asia/Tokyo'
         order by e.target_event_id desc limit 1) v on true
     where t.created_at < (${end}::date)::timestamp at time zone 'Asia/Tokyo' and ${inScope(sql`t.account_id`, scope, window)}`.execute(
      db,
    );
    return rows[0]!;
  },
};

/**
 * What has to be known of an active target: five facts of the company, one department or more, and of each aim the person
 * with title and a way to reach them.
 */
export const countFields: MeasureReader = {
  measures: ['fields_required', 'fields_filled'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    with target as (
      select a.* from account a where ${onTargetsAtEnd(sql`a.account_id`, window)} and ${inScope(sql`a.account_id`, scope, window)}
    ), aim as (
      select x.person_id, p.title, coalesce(p.email, p.phone, p.mobile) as contact
        from target t join target_line l using (account_id) join target_aim x using (target_line_id) left join person p on p.person_id = x.person_id
    ), company as (
      select num_nonnulls(nullif(corporate_number, ''), nullif(industry, ''), employees, nullif(prefecture, ''), nullif(phone, ''))
             + (exists (select 1 from target_line l join target_aim x using (target_line_id) where l.account_id = t.account_id))::int as filled
        from target t
    )
    select ((select count(*) * 6 from company) + (select count(*) * 3 from aim))::int as fields_required,
           ((select coalesce(sum(filled), 0) from company) + (select coalesce(sum(num_nonnulls(person_id, nullif(title, ''), nullif(contact, ''))), 0) from aim))::int as fields_filled`.execute(
      db,
    );
    return rows[0]!;
  },
};

const freshDays = 180;

/**
 * Companies and people of active targets, and those that a row confirmed lately. A card confirms on the day it was
 * exchanged, other rows on the day their list was collected or taken in.
 */
export const countFreshRecords: MeasureReader = {
  measures: ['records_held', 'records_fresh'],
  count: async (db, window, scope) => {
    const end = asOf(window);
    const confirmed = (link: string, record: string) => sql`exists (
             select 1 from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version join import_batch b using (import_batch_id)
               left join activity v on v.event_id = l.row_key and v.type = 'card'
              where ${sql.ref(link)} = ${sql.ref(record)}
                and coalesce(v.day::text, b.collected_on, to_char(b.created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD')) between ${addDays(end, -freshDays)} and ${end})`;
    const { rows } = await sql<Record<string, number>>`
    with target as (
      select a.account_id from account a where ${onTargetsAtEnd(sql`a.account_id`, window)} and ${inScope(sql`a.account_id`, scope, window)}
    ), held as (
      select ${confirmed('l.account_id', 't.account_id')} as is_fresh from target t
      union all select ${confirmed('l.person_id', 'p.person_id')} from person p join target using (account_id)
    )
    select count(*)::int as records_held, (count(*) filter (where is_fresh))::int as records_fresh from held`.execute(
      db,
    );
    return rows[0]!;
  },
};
