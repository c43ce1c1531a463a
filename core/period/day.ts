import type { DateText } from '#core/value/date.ts';

/** Days of domain.md §10.2, in JST; their fiscal periods are in `fiscal.ts`. */

/** `(ts AT TIME ZONE 'Asia/Tokyo')::date`; JST has no daylight saving. */
export function todayJst(now: Date): DateText {
  return new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
}

export type FiscalQuarter = { readonly year: number; readonly quarter: 1 | 2 | 3 | 4 };

/** 2026-03-31 is FY2025 Q4, 2026-04-01 is FY2026 Q1 where years begin in April (golden G-FY-1). */
export function fiscalQuarter(day: DateText, startMonth: number): FiscalQuarter {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const offset = (month - startMonth + 12) % 12;
  return {
    year: month >= startMonth ? year : year - 1,
    quarter: (Math.floor(offset / 3) + 1) as FiscalQuarter['quarter'],
  };
}

/** Monday of the week that holds the day (golden G-WK-1). */
export function weekOf(day: DateText): DateText {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/** Weeks since a Monday of long ago: one more each Monday, the turn of the year included. */
export function weekNumber(day: DateText): number {
  return (Date.parse(weekOf(day)) - Date.parse('2000-01-03')) / (7 * 86_400_000);
}

/** The day so many days later, or earlier where `days` is negative. */
export function addDays(day: DateText, days: number): DateText {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Days from one day to a later one; negative where it is an earlier one. */
export function daysBetween(from: DateText, to: DateText): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** `2026-03-31` as people here write it: 2026/03/31. */
export const writtenDay = (day: DateText) => day.replaceAll('-', '/');
