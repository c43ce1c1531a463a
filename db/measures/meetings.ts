import { sql, type RawBuilder } from 'kysely';
import type { MeasureCode } from '#core/kpi/named-measure.ts';
import { asOf, type MeasureReader, type MeasureWindow } from './window.ts';

/** A meeting `m` that took place; planned, missed and called off ones are none. */
const isHeld = sql`m.state in ('held', 'minutes_confirmed') and m.taken_back_at is null`;

/** Weeks from Monday that touch the part of the period that has come, whether a meeting was held in each, and else whether one was missed. */
const weeks = (window: MeasureWindow) => sql`(
    select w::date as monday, exists (select 1 from ${meetingsOf(window)} and ${isHeld}) as was_held,
           exists (select 1 from ${meetingsOf(window)} and m.taken_back_at is null and m.state in ('scheduled', 'agenda_ready', 'missed')
                      and m.meets_on < ${window.today}::date) as was_missed
      from generate_series(date_trunc('week', ${window.from}::date), ${asOf(window)}::date, interval '1 week') w
     where ${window.from}::date <= ${asOf(window)}::date) week`;

const meetingsOf = (window: MeasureWindow) =>
  sql`meeting m where m.meets_on >= greatest(w::date, ${window.from}::date) and m.meets_on < least(w::date + 7, ${window.to}::date)`;

/** Action items of meetings in the period that are done or whose day has passed; a dropped one is not done. */
const actionsDue = (window: MeasureWindow) => sql`meeting_item i join meeting m using (meeting_id)
     where ${isHeld} and i.kind = 'action' and i.due_on is not null and m.meets_on >= ${window.from}::date and m.meets_on < ${window.to}::date
       and (i.due_on < ${window.today}::date or i.done_on is not null)`;
const inTime = sql`i.done_on <= i.due_on`;

const none = { meeting_weeks: 0, meeting_weeks_held: 0, actions_due: 0, actions_done_in_time: 0 };

/** Counts of the weekly meeting (domain.md §10.3, K8.1); whoever looks sees the same ones, agencies see none. */
export const countMeetings: MeasureReader = {
  measures: ['meeting_weeks', 'meeting_weeks_held', 'actions_due', 'actions_done_in_time'],
  count: async (db, window, scope) => {
    if (scope.kind === 'agency') return none;
    const { rows } = await sql<Record<string, number>>`
      select (select count(*)::int from ${weeks(window)}) as meeting_weeks,
             (select count(*)::int from ${weeks(window)} where was_held) as meeting_weeks_held,
             (select count(*)::int from ${actionsDue(window)}) as actions_due,
             (select count(*)::int from ${actionsDue(window)} and ${inTime}) as actions_done_in_time`.execute(db);
    return rows[0]!;
  },
};

/** The weeks and action items behind a count, in the shape that every measure opens to. */
export function meetingCases(measure: MeasureCode, window: MeasureWindow): RawBuilder<unknown> | undefined {
  switch (measure) {
    case 'meeting_weeks':
    case 'meeting_weeks_held':
      return sql`select 'week' as kind, to_char(monday, 'YYYY-MM-DD') as id, null::bigint as account_id, null::bigint as person_id, null::text as label,
             case when was_held then 'held' when was_missed then 'missed' end as state, to_char(monday, 'YYYY-MM-DD') as day, null::bigint as amount_yen, 1 as part, false as is_inferred
        from ${weeks(window)} where ${measure === 'meeting_weeks' ? sql`true` : sql`was_held`}`;
    case 'actions_due':
    case 'actions_done_in_time':
      return sql`select 'action' as kind, i.meeting_item_id::text as id, null::bigint as account_id, null::bigint as person_id, i.text as label,
             null::text as state, to_char(i.due_on, 'YYYY-MM-DD') as day, null::bigint as amount_yen, 1 as part, false as is_inferred
        from ${actionsDue(window)} and ${measure === 'actions_due' ? sql`true` : inTime}`;
    default:
      return undefined;
  }
}
