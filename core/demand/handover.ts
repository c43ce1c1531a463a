import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { clockState, dueTimes, type ClockState, type DueRule, type DueTimes, type Pause } from '#core/period/due.ts';
import { addDays } from '#core/period/day.ts';
import type { Cycle } from './cycle.ts';

/** How the clock of hand-overs runs. Default: 翌営業日, notices only; nothing is taken away from anybody (users.md §3). */
export type HandoverRule = {
  readonly answer: DueRule;
  readonly followUp: DueRule;
  /** At 100 % the manager is offered another receiver instead of a mere notice. */
  readonly offersReRoute: boolean;
};

export const defaultHandoverRule: HandoverRule = {
  answer: { kind: 'business_days', days: 1 },
  followUp: { kind: 'business_days', days: 5 },
  offersReRoute: false,
};

export type HandoverClock = DueTimes & {
  readonly state: ClockState | 'postponed' | 'answered' | 'followed_up';
  /** Who is told at this state. */
  readonly tells: 'receiver' | 'manager' | 'marketing' | null;
};

/**
 * Where a hand-over stands (domain.md §17.11): reminder at 50 %, manager at 100 %, 未対応 five business days later. A
 * postponed one (後で判断) waits until the end of its day, then its clock begins anew. Undefined before any hand-over.
 */
export function handoverClock(
  cycle: Pick<Cycle, 'state' | 'clockFrom' | 'postponedUntil' | 'followedUpAt'>,
  rule: HandoverRule,
  calendar: BusinessCalendar,
  now: Date,
  pauses: readonly Pause[] = [],
): HandoverClock | undefined {
  if (!cycle.clockFrom) return undefined;
  const from = cycle.clockFrom.length === 10 ? new Date(instantOf(cycle.clockFrom, 0)) : new Date(cycle.clockFrom);
  const postponed = cycle.postponedUntil
    ? [{ from, to: new Date(instantOf(addDays(cycle.postponedUntil, 1), 0)), reason: '後で判断' }]
    : [];
  const times = dueTimes(from, rule.answer, calendar, [...pauses, ...postponed], now);
  if (cycle.state !== 'handed_over') return { ...times, state: 'answered', tells: null };
  if (cycle.postponedUntil && now < postponed[0]!.to) return { ...times, state: 'postponed', tells: null };
  const state = clockState(times, now);
  if (state === 'ignored' && cycle.followedUpAt) return { ...times, state: 'followed_up', tells: 'manager' };
  const tells = { waiting: null, reminded: 'receiver', overdue: 'manager', ignored: 'marketing' } as const;
  return { ...times, state, tells: tells[state] };
}

/** When the first follow-up of an accepted lead is due; without one by then it counts as accepted-but-ignored. */
export function followUpDue(cycle: Cycle, rule: HandoverRule, calendar: BusinessCalendar): Date | undefined {
  const accepted = cycle.reached.accepted;
  if (!accepted) return undefined;
  const from = accepted.length === 10 ? new Date(instantOf(accepted, 0)) : new Date(accepted);
  return dueTimes(from, rule.followUp, calendar).dueAt;
}
