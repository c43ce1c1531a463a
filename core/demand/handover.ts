import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { clockState, dueTimes, type ClockState, type DueRule, type DueTimes, type Pause } from '#core/period/due.ts';
import { addDays } from '#core/period/day.ts';
import type { Cycle, When } from './cycle.ts';
import { urgencies, type Urgency } from './cycle-event.ts';
import { outcomeOf, tally, type HandoverCounts } from './tally.ts';

/** Which clock runs for a hand-over: by how soon it wants an answer, or that of agencies. */
export const clockClasses = [...urgencies, 'agency'] as const;
export type ClockClass = (typeof clockClasses)[number];

/** Which time a hand-over has for its answer (domain.md §9.5): an agency's own, else by how urgent the lead was when it was handed over. */
export function clockClassOf({ receiver, urgency }: Pick<Cycle, 'receiver' | 'urgency'>): ClockClass {
  return receiver?.kind === 'agency' ? 'agency' : urgency;
}

/** How the clock of hand-overs runs. Default: 翌営業日, notices only; nothing is taken away from anybody (users.md §3). */
export type HandoverRule = {
  readonly answer: DueRule;
  readonly followUp: DueRule;
  /** Times of their own for each class (domain.md §9.5); null gives all the same. */
  readonly classes: Readonly<Record<Urgency, Pick<HandoverRule, 'answer' | 'followUp'>>> | null;
  /** At 100 % the manager is offered another receiver instead of a mere notice. */
  readonly offersReRoute: boolean;
};

export const defaultHandoverRule: HandoverRule = {
  answer: { kind: 'business_days', days: 1 },
  followUp: { kind: 'business_days', days: 5 },
  classes: null,
  offersReRoute: false,
};

/** The rule that the clock of a class runs by; agencies answer by one of their own. */
export function ruleOfClass(rule: HandoverRule, agencyAnswer: DueRule, clockClass: ClockClass): HandoverRule {
  if (clockClass === 'agency') return { ...rule, answer: agencyAnswer };
  return { ...rule, ...rule.classes?.[clockClass] };
}

export type HandoverClock = DueTimes & {
  readonly state: ClockState | 'postponed' | 'answered' | 'followed_up';
  /** Who is told at this state. */
  readonly tells: 'receiver' | 'manager' | 'marketing' | null;
  /** The manager is offered another receiver. */
  readonly offersReRoute: boolean;
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
  const from = instant(cycle.clockFrom);
  const postponed = cycle.postponedUntil
    ? [{ from, to: new Date(instantOf(addDays(cycle.postponedUntil, 1), 0)), reason: '後で判断' }]
    : [];
  const times = dueTimes(from, rule.answer, calendar, [...pauses, ...postponed], now);
  const reading = (state: HandoverClock['state'], tells: HandoverClock['tells']): HandoverClock => ({
    ...times,
    state,
    tells,
    offersReRoute: rule.offersReRoute && state === 'overdue',
  });
  if (cycle.state !== 'handed_over') return reading('answered', null);
  if (postponed.some((pause) => now < pause.to)) return reading('postponed', null);
  const state = clockState(times, now);
  if (state === 'ignored' && cycle.followedUpAt) return reading('followed_up', 'manager');
  return reading(
    state,
    ({ waiting: null, reminded: 'receiver', overdue: 'manager', ignored: 'marketing' } as const)[state],
  );
}

/** When the first follow-up of an accepted lead is due; without one by then it counts as accepted-but-ignored. */
export function followUpDue(cycle: Cycle, rule: HandoverRule, calendar: BusinessCalendar): Date | undefined {
  const accepted = cycle.reached.accepted;
  if (!accepted) return undefined;
  return dueTimes(instant(accepted), rule.followUp, calendar).dueAt;
}

/**
 * Everything the rates of domain.md §9.3 need, counted from whole cycles. The calendar is that of each receiver; what the database
 * counts for many leads has to agree with this.
 */
export function handoverCounts(
  cycles: readonly Cycle[],
  rule: HandoverRule,
  calendarOf: (cycle: Cycle) => BusinessCalendar,
  now: Date,
): HandoverCounts {
  const handed = cycles.filter((cycle) => outcomeOf(cycle) !== undefined);
  const accepted = handed.filter((cycle) => cycle.reached.accepted);
  const ignoreMoment = (cycle: Cycle) => handoverClock(cycle, rule, calendarOf(cycle), now)!.ignoredAt;
  const followUpMoment = (cycle: Cycle) => dueTimes(instant(cycle.clockFrom!), rule.followUp, calendarOf(cycle)).dueAt;
  const isFollowedBy = (cycle: Cycle, moment: Date) =>
    cycle.followedUpAt !== null && instant(cycle.followedUpAt) <= moment;
  const past = handed.filter((cycle) => followUpMoment(cycle) <= now);
  return {
    ...tally(cycles),
    reachedIgnoreMoment: handed.filter((cycle) => cycle.reached.ignored || ignoreMoment(cycle) <= now).length,
    registered: handed.filter((cycle) => cycle.deal !== null).length,
    joined: handed.filter((cycle) => cycle.deal?.link === 'joined').length,
    acceptedIgnored: accepted.filter((cycle) => cycle.reached.accepted_ignored).length,
    followedUp: past.filter((cycle) => isFollowedBy(cycle, followUpMoment(cycle))).length,
    followUpWindowPassed: past.length,
  };
}

/** A day without a time counts from its first minute. */
export const instant = (at: When) => new Date(at.length === 10 ? instantOf(at, 0) : at);
