import type { DateText } from '#core/value/date.ts';
import { isBusinessDay, nextDay, type BusinessCalendar } from './business-calendar.ts';
import { addDays, todayJst } from './day.ts';

/** Counts business minutes of one receiver's calendar (domain.md §9.5): nights, weekends and holidays do not run. */

const minuteMs = 60_000;
const jstMs = 9 * 3_600_000;

/** The instant at which `minutes` of business time have passed since `from`; with 0 the first open moment from then on. */
export function addBusinessMinutes(from: Date, minutes: number, calendar: BusinessCalendar): Date {
  let left = minutes;
  const start = todayJst(from);
  for (let day = start, anchor = start; ; day = nextDay(day, anchor)) {
    if (!isBusinessDay(day, calendar)) continue;
    anchor = day;
    for (const span of calendar.spans) {
      const opens = Math.max(instantOf(day, span.from), from.getTime());
      const open = (instantOf(day, span.to) - opens) / minuteMs;
      if (open <= 0) continue;
      if (left <= open) return new Date(opens + left * minuteMs);
      left -= open;
    }
  }
}

/** Business minutes in `[from, to)`; 0 when `to` is not later. */
export function businessMinutesBetween(from: Date, to: Date, calendar: BusinessCalendar): number {
  let minutes = 0;
  const last = todayJst(to);
  for (let day = todayJst(from); day <= last; day = addDays(day, 1)) {
    if (!isBusinessDay(day, calendar)) continue;
    for (const span of calendar.spans) {
      const opens = Math.max(instantOf(day, span.from), from.getTime());
      const closes = Math.min(instantOf(day, span.to), to.getTime());
      minutes += Math.max(0, closes - opens) / minuteMs;
    }
  }
  return minutes;
}

/** Whether the receiver works at this instant. */
export function isOpenAt(at: Date, calendar: BusinessCalendar): boolean {
  const day = todayJst(at);
  return (
    isBusinessDay(day, calendar) &&
    calendar.spans.some(({ from, to }) => at.getTime() >= instantOf(day, from) && at.getTime() < instantOf(day, to))
  );
}

/** The instant a business day ends (18:00 by default). */
export function closingTime(day: DateText, calendar: BusinessCalendar): Date {
  return new Date(instantOf(day, calendar.spans.at(-1)!.to));
}

/** Milliseconds of a JST wall-clock minute. */
export function instantOf(day: DateText, minute: number): number {
  return Date.parse(`${day}T00:00:00Z`) - jstMs + minute * minuteMs;
}

/** Minutes after midnight in JST. */
export function minuteOfDay(at: Date): number {
  return ((((at.getTime() + jstMs) % 86_400_000) + 86_400_000) % 86_400_000) / minuteMs;
}
