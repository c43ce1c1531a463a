import { businessDayAfter, isBusinessDay, type BusinessCalendar } from '#core/period/business-calendar.ts';
import { addDays } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';

/** What becomes of a week whose day is closed: the meeting moves to the next business day, or there is none. */
export const closedDayRules = ['move', 'skip'] as const;
export type ClosedDayRule = (typeof closedDayRules)[number];

/** One week of a series: the day that was wanted, the day on which they meet, and without one why not. */
export type SeriesDay = {
  readonly wantedOn: DateText;
  readonly meetsOn: DateText | null;
  readonly why: 'moved' | 'closed' | 'taken' | null;
};

/** A series is planned for half a year at most. */
export const weeksMax = 26;

/**
 * The next `weeks` weeks on the weekday of `first`. A closed day moves to the next business day, unless the next week's meeting is as
 * near by then; a day on which they meet anyway (`taken`) is left out.
 */
export function weeklyDays(
  {
    first,
    weeks,
    whenClosed,
  }: { readonly first: DateText; readonly weeks: number; readonly whenClosed: ClosedDayRule },
  calendar: BusinessCalendar,
  taken: ReadonlySet<DateText>,
): SeriesDay[] {
  return Array.from({ length: weeks }, (_, week): SeriesDay => {
    const wantedOn = addDays(first, 7 * week);
    const isOpen = isBusinessDay(wantedOn, calendar);
    if (!isOpen && whenClosed === 'skip') return { wantedOn, meetsOn: null, why: 'closed' };
    const meetsOn = isOpen ? wantedOn : businessDayAfter(wantedOn, 1, calendar);
    if (meetsOn >= addDays(wantedOn, 7)) return { wantedOn, meetsOn: null, why: 'closed' };
    if (taken.has(meetsOn)) return { wantedOn, meetsOn: null, why: 'taken' };
    return { wantedOn, meetsOn, why: isOpen ? null : 'moved' };
  });
}
