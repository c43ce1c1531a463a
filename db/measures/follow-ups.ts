import { sql, type RawBuilder } from 'kysely';
import { countEach, inScope, type MeasureReader, type MeasureScope, type MeasureWindow } from './window.ts';

/** A sales activity with the person, or a follow-up noted on the hand-over, from a day until its due day. */
const isFollowed = (from: RawBuilder<unknown>, due: RawBuilder<unknown>) => sql<boolean>`(
      coalesce(c.followed_up_at between ${from} and ${due}, false)
      or exists (select 1 from activity v where v.person_id = c.person_id and v.type in ('visit', 'meeting', 'call') and v.day between ${from}::date and ${due}::date))`;

/** Follow-up of hand-overs (domain.md §9.3): `h` times the hand-over, `s` the acceptance. */
export function followConditions({ today }: MeasureWindow) {
  return {
    cycles_follow_due: sql<boolean>`h.due_on < ${today}`,
    cycles_followed: sql<boolean>`(h.due_on < ${today} and ${isFollowed(sql`c.mql_at`, sql`h.due_on`)})`,
    cycles_accepted_ignored: sql<boolean>`(c.sal_at is not null and s.due_on < ${today} and not ${isFollowed(sql`c.sal_at`, sql`s.due_on`)})`,
  } as const;
}

export function followCohort(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  const days = (at: 0 | 1) => window.followUpDue.map((pair) => pair[at]);
  const due = sql`unnest(${days(0)}::text[], ${days(1)}::text[])`;
  return sql`lead_cycle c join ${due} h (day, due_on) on h.day = c.mql_at left join ${due} s (day, due_on) on s.day = c.sal_at
     where c.mql_at >= ${window.from} and c.mql_at < ${window.to} and c.state <> 'merged' and ${inScope(sql`c.account_id`, scope, window)}`;
}

/** Whether sales acted on what it was given. */
export const countFollowUps: MeasureReader = {
  measures: ['cycles_follow_due', 'cycles_followed', 'cycles_accepted_ignored'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<'cycles_follow_due' | 'cycles_followed' | 'cycles_accepted_ignored', number>>`
    select ${countEach(followConditions(window))} from ${followCohort(window, scope)}`.execute(db);
    return rows[0]!;
  },
};
