import type { DateText } from '#core/value/date.ts';
import { addDays } from './day.ts';
import { publicHoliday } from './holiday.ts';

/**
 * When one receiver works (domain.md §9.5). All times are JST, minutes after midnight. Closed are the weekly days off,
 * Japanese public holidays, 12/29–1/3 and the days in `daysOff` (the company's and the receiver's own leave).
 */
export type BusinessCalendar = {
  /** Half-open spans of a working day, in order: 9–12 and 13–18 make the 8 hours of a business day. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
  /** 0 is Sunday. */
  readonly weeklyDaysOff: readonly number[];
  readonly daysOff: ReadonlySet<DateText>;
  /** Worked although weekly off or a holiday, such as a Saturday shift (出勤日). It beats all but `daysOff`. */
  readonly workingDays: ReadonlySet<DateText>;
};

/** Monday to Friday, 9–12 and 13–18 [P]. */
export const defaultCalendar: BusinessCalendar = {
  spans: [
    { from: 9 * 60, to: 12 * 60 },
    { from: 13 * 60, to: 18 * 60 },
  ],
  weeklyDaysOff: [0, 6],
  daysOff: new Set(),
  workingDays: new Set(),
};

/** The same calendar with more days off, as for a receiver on leave. */
export function withDaysOff(calendar: BusinessCalendar, days: Iterable<DateText>): BusinessCalendar {
  return { ...calendar, daysOff: new Set([...calendar.daysOff, ...days]) };
}

/** Whether people work on the day. The company's own days go before weekends, 年末年始 and public holidays; a day off before a working day. */
export function isBusinessDay(day: DateText, calendar: BusinessCalendar): boolean {
  if (calendar.daysOff.has(day)) return false;
  if (calendar.workingDays.has(day)) return true;
  return !calendar.weeklyDaysOff.includes(weekday(day)) && !isNewYear(day) && publicHoliday(day) === undefined;
}

/** The business day `count` after the day, which itself may be closed; `count` ≥ 1. One is 翌営業日. */
export function businessDayAfter(day: DateText, count: number, calendar: BusinessCalendar): DateText {
  let last = day;
  for (let left = count; left > 0; left--) {
    let next = nextDay(last, last);
    while (!isBusinessDay(next, calendar)) next = nextDay(next, last);
    last = next;
  }
  return last;
}

/** Business days in the half-open `[from, to)`. */
export function businessDaysBetween(from: DateText, to: DateText, calendar: BusinessCalendar): number {
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) if (isBusinessDay(day, calendar)) count++;
  return count;
}

/** Longest run of closed days, ten years, that is taken for a long leave and not for a mistake. */
const closedDaysMax = 3_660;

/** The next day, or a RangeError when a calendar never opens: waiting there would not end. */
export function nextDay(day: DateText, from: DateText): DateText {
  const next = addDays(day, 1);
  if (Date.parse(next) - Date.parse(from) > closedDaysMax * 86_400_000)
    throw new RangeError(`No business day within ${closedDaysMax} days after ${from}.`);
  return next;
}

const isNewYear = (day: DateText) => day.slice(5) >= '12-29' || day.slice(5) <= '01-03';
const weekday = (day: DateText) => new Date(`${day}T00:00:00Z`).getUTCDay();
