import { sql } from 'kysely';
import { clockClasses } from '#core/demand/handover.ts';
import type { Db } from '../pool.ts';
import type { Transaction } from '../transaction.ts';
import { cohortConditions, inTime, isRunning, joinDue } from './cycles.ts';
import type { HandoverCounts } from './handovers.ts';
import { countEach, dayOfClass, type FollowUpCalendar, type MeasureWindow } from './window.ts';

/** What a line of handover_day holds: each the count of its condition over the cycles of the day. */
const dayConditions = {
  handed: cohortConditions.cycles_handed,
  sal: cohortConditions.cycles_sal,
  rejected: cohortConditions.cycles_rejected,
  ignored: cohortConditions.cycles_ignored,
  pending: cohortConditions.cycles_pending,
  registered: cohortConditions.cycles_registered,
  sql: cohortConditions.cycles_sql,
  sql_won: cohortConditions.cycles_won_after_sql,
  won: cohortConditions.cycles_won,
  rated: cohortConditions.cycles_feedback,
  lapsed: sql<boolean>`c.ignored_at is not null`,
  ...inTime,
} as const;
const [ofLine, ofCycle] = [sql`clock_class`, sql`c.clock_class`];
const columns = Object.keys(dayConditions).map((name) => sql.ref(name));

/**
 * Adds up the days of a period that are counted, with the days that are not. A line holds what does not change by the mere
 * passing of time; what still may change is taken away again: follow-ups whose time has not passed, answers still waited for.
 */
export async function sumHandoverDays(
  db: Db,
  { from, to, today, ignoreDueUntil, followUp }: MeasureWindow,
): Promise<{ counted: HandoverCounts; missing: string[] }> {
  const { rule, passedUntil } = followUp;
  const recent = joinDue(followUp, Object.values(passedUntil).sort()[0]!, today);
  const [passed, ignored] = [dayOfClass(ofLine, passedUntil), dayOfClass(ofLine, ignoreDueUntil)];
  // "is true" keeps the days a hash to look into: as a join they would be gone through for every cycle.
  const isCounted = sql`(c.mql_at in (select day from line)) is true`;
  const { rows } = await sql<HandoverCounts & { missing: string[] }>`
    with stale as materialized (select distinct day from handover_day_stale where day >= ${from} and day < ${to}),
    line as materialized (
      select d.* from handover_day d where d.day >= ${from} and d.day < ${to} and d.rule = ${rule} and d.day not in (select day from stale)),
    open_follow_up as (
      select count(*) as n from lead_cycle c ${recent}
       where c.sal_at > ${dayOfClass(ofCycle, passedUntil)} and c.sal_at <= ${today} and c.state <> 'merged' and ${inTime.accepted_unfollowed} and ${isCounted}),
    running as (
      select count(*) as n from lead_cycle c
       where ${isRunning({ today })} and c.mql_at <= ${dayOfClass(ofCycle, ignoreDueUntil)} and c.ignored_at is null and ${isCounted})
    select coalesce(sum(handed), 0)::int as cycles_handed, coalesce(sum(handed), 0)::int as entries_mql, coalesce(sum(sal), 0)::int as cycles_sal,
           coalesce(sum(rejected), 0)::int as cycles_rejected, coalesce(sum(ignored), 0)::int as cycles_ignored, coalesce(sum(pending), 0)::int as cycles_pending,
           coalesce(sum(registered), 0)::int as cycles_registered, coalesce(sum(sql), 0)::int as cycles_sql, coalesce(sum(sql_won), 0)::int as cycles_won_after_sql,
           coalesce(sum(won), 0)::int as cycles_won, coalesce(sum(rated), 0)::int as cycles_feedback,
           (coalesce(sum(case when day <= ${ignored} then handed else lapsed end), 0) - (select n from running))::int as cycles_ignore_due,
           coalesce(sum(handed) filter (where day <= ${passed}), 0)::int as cycles_follow_due,
           coalesce(sum(followed) filter (where day <= ${passed}), 0)::int as cycles_followed,
           (coalesce(sum(accepted_unfollowed), 0) - (select n from open_follow_up))::int as cycles_accepted_ignored,
           array(select to_char(d, 'YYYY-MM-DD') from generate_series(${from}::date, ${to}::date - 1, '1 day') d
                  where to_char(d, 'YYYY-MM-DD') not in (select day from line)
                    and exists (select 1 from lead_cycle c where c.mql_at = to_char(d, 'YYYY-MM-DD'))) as missing
      from line`.execute(db);
  const { missing, ...counted } = rows[0]!;
  return { counted, missing };
}

/** From now on these days are read cycle by cycle, until they are counted again. */
export async function markHandoverDays(db: Db, days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  await sql`insert into handover_day_stale select * from unnest(${days}::text[])`.execute(db);
}

/** Any number that nothing else locks on: two who count at once could write the older count over the newer. */
const recountLock = 7_264_013;

/**
 * Counts the days again whose cycles changed, or that another rule judged. Mark and count are one statement and so of one moment: what
 * somebody writes meanwhile leaves a mark that stays. Returns how many days were counted; none while another recount runs.
 */
export async function recountHandoverDays(
  { db }: Transaction,
  followUp: FollowUpCalendar,
  today: string,
): Promise<number> {
  const {
    rows: [lock],
  } = await sql<{ isFree: boolean; first: string | null }>`
    select pg_try_advisory_xact_lock(${recountLock}) as "isFree",
           least((select min(day) from handover_day_stale), (select min(day) from handover_day where rule <> ${followUp.rule})) as first`.execute(
    db,
  );
  if (!lock!.isFree || lock!.first === null) return 0;
  const { rows } = await sql<{ days: number }>`
    with gone as (delete from handover_day_stale returning day),
    days as (select day from gone union select day from handover_day where rule <> ${followUp.rule}),
    found as (
      select c.mql_at as day, c.clock_class, max(greatest(c.mql_at, c.sal_at)) as latest, ${countEach(dayConditions)}
        from lead_cycle c ${joinDue(followUp, lock!.first, today)}
       where c.mql_at in (select day from days) and c.state <> 'merged'
       group by c.mql_at, c.clock_class),
    -- A day that lost its last cycle is a line of zeros; each day has a line for every clock.
    counted as (
      select days.day, k.clock_class, found.latest, ${sql.join(columns.map((column) => sql`coalesce(found.${column}, 0) as ${column}`))}
        from days cross join unnest(${[...clockClasses]}::text[]) k (clock_class)
        left join found on found.day = days.day and found.clock_class = k.clock_class),
    -- What is dated to a day to come is judged once that day has come.
    again as (insert into handover_day_stale select distinct day from counted where latest > ${today}),
    saved as (
      insert into handover_day (day, clock_class, rule, ${sql.join(columns)})
      select day, clock_class, ${followUp.rule}, ${sql.join(columns)} from counted
      on conflict (day, clock_class) do update set rule = excluded.rule, ${sql.join(columns.map((column) => sql`${column} = excluded.${column}`))})
    select count(distinct day)::int as days from counted`.execute(db);
  return rows[0]!.days;
}
