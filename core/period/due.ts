import { businessDayAfter, isBusinessDay, type BusinessCalendar } from './business-calendar.ts';
import { addBusinessMinutes, businessMinutesBetween, closingTime, instantOf, minuteOfDay } from './business-clock.ts';
import { todayJst } from './day.ts';

/** Until when an answer is due. 翌営業日 is the default and only sends notices (users.md §3); hours are an advanced choice. */
export type DueRule =
  | { readonly kind: 'business_days'; readonly days: number }
  | { readonly kind: 'business_hours'; readonly hours: number };

export const nextBusinessDay: DueRule = { kind: 'business_days', days: 1 };

/** Classes of domain.md §9.5 in business hours, 8 a business day: answer within, first follow-up within. */
export const serviceLevels = {
  hot: { answer: { kind: 'business_hours', hours: 2 }, followUp: { kind: 'business_hours', hours: 4 } },
  tal: { answer: { kind: 'business_hours', hours: 8 }, followUp: { kind: 'business_hours', hours: 16 } },
  normal: { answer: { kind: 'business_hours', hours: 16 }, followUp: { kind: 'business_hours', hours: 40 } },
} as const satisfies Record<string, { readonly answer: DueRule; readonly followUp: DueRule }>;

/** A stop of the clock; one without end still lasts. It always has its reason. */
export type Pause = { readonly from: Date; readonly to: Date | undefined; readonly reason: string };

/** The moments of one hand-over: reminder at 50 %, due (manager) at 100 %, `ignoredAt` five business days after that. */
export type DueTimes = { readonly remindAt: Date; readonly dueAt: Date; readonly ignoredAt: Date };

const ignoredAfterDays = 5;

/**
 * When a hand-over is due by its receiver's calendar (domain.md §9.5, §17.11). Business days end at closing time; hours
 * count working time only. Pauses move what lies behind them by the business time they took; an open pause counts to `now`.
 */
export function dueTimes(
  handedOverAt: Date,
  rule: DueRule,
  calendar: BusinessCalendar,
  pauses: readonly Pause[] = [],
  now: Date = handedOverAt,
): DueTimes {
  const unpaused = dueAt(handedOverAt, rule, calendar);
  const allowed = businessMinutesBetween(handedOverAt, unpaused, calendar);
  const remindAt = afterPauses(handedOverAt, allowed / 2, calendar, pauses, now);
  const due = pauses.length === 0 ? unpaused : afterPauses(handedOverAt, allowed, calendar, pauses, now);
  const ignoredDay = businessDayAfter(todayJst(due), ignoredAfterDays, calendar);
  return { remindAt, dueAt: due, ignoredAt: new Date(instantOf(ignoredDay, minuteOfDay(due))) };
}

/** Hours in which nobody is disturbed, minutes after midnight JST; `from` in the evening, `to` in the morning. */
export type QuietHours = { readonly from: number; readonly to: number };

export const defaultQuietHours: QuietHours = { from: 19 * 60, to: 8 * 60 + 30 };

/** When a notice may go out: at once on a business day outside quiet hours, else when the next business morning begins. */
export function noticeTime(at: Date, quiet: QuietHours, calendar: BusinessCalendar): Date {
  const day = todayJst(at);
  const minute = minuteOfDay(at);
  if (isBusinessDay(day, calendar) && minute < quiet.from)
    return minute >= quiet.to ? at : new Date(instantOf(day, quiet.to));
  return new Date(instantOf(businessDayAfter(day, 1, calendar), quiet.to));
}

/** The due moment alone, of a clock that nothing stops. */
export function dueAt(from: Date, rule: DueRule, calendar: BusinessCalendar): Date {
  return rule.kind === 'business_hours'
    ? addBusinessMinutes(from, rule.hours * 60, calendar)
    : closingTime(businessDayAfter(todayJst(from), rule.days, calendar), calendar);
}

/** The end of `minutes` of unpaused business time; pauses that overlap count once. */
function afterPauses(
  from: Date,
  minutes: number,
  calendar: BusinessCalendar,
  pauses: readonly Pause[],
  now: Date,
): Date {
  let at = addBusinessMinutes(from, minutes, calendar);
  let counted = from;
  for (const pause of [...pauses].sort((one, other) => one.from.getTime() - other.from.getTime())) {
    const start = new Date(Math.max(pause.from.getTime(), counted.getTime()));
    const end = pause.to ?? now;
    if (start >= at || end <= start) continue;
    at = addBusinessMinutes(at, businessMinutesBetween(start, end, calendar), calendar);
    counted = end;
  }
  return at;
}

/** Where a hand-over stands on its clock before anybody answers (domain.md §17.11). */
export type ClockState = 'waiting' | 'reminded' | 'overdue' | 'ignored';

/** `now` against the three moments of a clock that nobody has answered. */
export function clockState({ remindAt, dueAt, ignoredAt }: DueTimes, now: Date): ClockState {
  return now >= ignoredAt ? 'ignored' : now >= dueAt ? 'overdue' : now >= remindAt ? 'reminded' : 'waiting';
}
