import { sql, type RawBuilder } from 'kysely';
import {
  dayOfClass,
  inScope,
  onTargets,
  type FollowUpCalendar,
  type MeasureReader,
  type MeasureScope,
  type MeasureWindow,
} from './window.ts';

/**
 * Lead cycles by the day of hand-over (H), each measure one condition over the cycle `c`, so that a number and its rows can
 * never differ. SAL, rejected, ignored and pending share H out between them (domain.md §9.3).
 */
export const cohortConditions = {
  cycles_handed: sql<boolean>`c.mql_at is not null`,
  cycles_sal: sql<boolean>`c.sal_at is not null`,
  cycles_rejected: sql<boolean>`(c.sal_at is null and c.rejected_at is not null)`,
  cycles_ignored: sql<boolean>`(c.sal_at is null and c.rejected_at is null and c.ignored_at is not null)`,
  cycles_pending: sql<boolean>`(c.sal_at is null and c.rejected_at is null and c.ignored_at is null)`,
  // A link to a deal, opened or joined, is an acceptance.
  cycles_registered: sql<boolean>`(c.sal_at is not null and c.deal_at is not null)`,
  cycles_sql: sql<boolean>`c.sql_at is not null`,
  // A win that no file dates as SQL is no part of the SQLs it is set against.
  cycles_won_after_sql: sql<boolean>`(c.sql_at is not null and c.won_at is not null)`,
  cycles_won: sql<boolean>`c.won_at is not null`,
  // A receiver said something about it.
  cycles_feedback: sql<boolean>`exists (select 1 from feedback f where f.cycle_id = c.cycle_id)`,
} as const;

/** From each rating that asks for something to its answer; one still without is censored today. */
export function feedbackWaits(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  const given = sql`(f.given_at at time zone 'Asia/Tokyo')::date`;
  return sql`
    select f.cycle_id, f.member_id, c.account_id, c.person_id, to_char(${given}, 'YYYY-MM-DD') as given_on,
           least(coalesce((f.answered_at at time zone 'Asia/Tokyo')::date, ${window.today}::date), ${window.today}::date) - ${given} as days, f.answered_at is not null as converted
      from feedback f join lead_cycle c using (cycle_id)
     where f.code <> 'useful' and ${given} >= ${window.from}::date and ${given} < ${window.to}::date and ${given} <= ${window.today}::date and ${inScope(sql`c.account_id`, scope, window)}`;
}

export const listFeedbackWaits: MeasureReader = {
  measures: ['feedback_answers'],
  count: async (db, window, scope) => {
    const { rows } = await sql<{ days: number; converted: boolean }>`${feedbackWaits(window, scope)}`.execute(db);
    return { feedback_answers: rows.map(({ days, converted }) => ({ days, converted })) };
  },
};

const ofCycle = sql`c.clock_class`;

/** Of H, those whose moment of `ignored` has passed. What still waits has not reached it: its clock would have ended it there. */
export function ignoreDue(window: MeasureWindow): RawBuilder<boolean> {
  return sql<boolean>`(c.ignored_at is not null or c.mql_at <= ${dayOfClass(ofCycle, window.ignoreDueUntil)} and not ${isRunning(window)})`;
}

/**
 * Waits for an answer, and its own clock has not ended it: later than its day tells where the receiver was away, another one got it,
 * or it was postponed (後で判断). Somebody got in touch: that one is past its moment without being ignored.
 */
export function isRunning({ today }: Pick<MeasureWindow, 'today'>): RawBuilder<boolean> {
  return sql<boolean>`(c.state = 'handed_over' and (c.followed_on is null or coalesce(c.postponed_until, '') >= ${today}))`;
}

/** Whether sales acted in time, once or never looked at: `h` times the hand-over, `s` the acceptance. */
export const inTime = {
  followed: sql<boolean>`(c.followed_on <= h.due_on)`,
  accepted_unfollowed: sql<boolean>`(c.sal_at >= c.mql_at and s.due_on is not null and not coalesce(c.sal_followed_on <= s.due_on, false))`,
} as const;

/** Follow-up of hand-overs (domain.md §9.3), of those whose time for it has passed. */
export function followConditions({ followUp }: MeasureWindow) {
  const passedUntil = dayOfClass(ofCycle, followUp.passedUntil);
  return {
    cycles_follow_due: sql<boolean>`(c.mql_at <= ${passedUntil})`,
    cycles_followed: sql<boolean>`(c.mql_at <= ${passedUntil} and ${inTime.followed})`,
    cycles_accepted_ignored: sql<boolean>`(c.sal_at <= ${passedUntil} and ${inTime.accepted_unfollowed})`,
  } as const;
}

/** The cohort of a period. A duplicate that was merged is no hand-over. `extra` joins more tables. */
export function cohort(
  window: MeasureWindow,
  scope: MeasureScope,
  extra: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  return sql`lead_cycle c ${extra} where c.mql_at >= ${window.from} and c.mql_at < ${window.to} and c.state <> 'merged'
       and ${inScope(sql`c.account_id`, scope, window)} and ${givenTo(scope)}`;
}

/** An agency counts what it was given itself, not what our own people do at the same company. */
function givenTo(scope: MeasureScope): RawBuilder<boolean> {
  if (scope.kind !== 'agency') return sql<boolean>`true`;
  return sql<boolean>`(c.receiver_kind = 'agency' and c.receiver_id = ${String(scope.agencyAccountId)})`;
}

/** The same with the due days of follow-ups. */
export function followCohort(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return cohort(window, scope, joinDue(window.followUp, window.from, window.today));
}

/** Due days `h` of the hand-over and `s` of the acceptance, both within these days. */
export function joinDue(calendar: FollowUpCalendar, from: string, to: string): RawBuilder<unknown> {
  const due = calendar.dueOn(from, to);
  const part = (at: 0 | 1 | 2) => due.map((line) => line[at]);
  const table = sql`unnest(${part(0)}::text[], ${part(1)}::text[], ${part(2)}::text[])`;
  return sql`left join ${table} h (day, clock_class, due_on) on h.day = c.mql_at and h.clock_class = c.clock_class
    left join ${table} s (day, clock_class, due_on) on s.day = c.sal_at and s.clock_class = c.clock_class`;
}

/** Cycles that became SQL in the period. */
export function sqlEntries(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return sql`lead_cycle c where c.sql_at >= ${window.from} and c.sql_at < ${window.to} and c.state <> 'merged'
       and ${inScope(sql`c.account_id`, scope, window)}`;
}

/** Cycles that became SQL in the period, whenever they were handed over. */
export const countSqlEntries: MeasureReader = {
  measures: ['entries_sql', 'entries_sql_on_targets'],
  count: async (db, window, scope) => {
    const entered = sqlEntries(window, scope);
    const { rows } = await sql<Record<'entries_sql' | 'entries_sql_on_targets', number>>`
    select (select count(*)::int from ${entered}) as entries_sql,
           (select count(*)::int from ${entered} and ${onTargets(sql`c.account_id`, sql`c.sql_at`)}) as entries_sql_on_targets`.execute(
      db,
    );
    return rows[0]!;
  },
};
