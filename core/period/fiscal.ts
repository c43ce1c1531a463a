import type { DateText } from '#core/value/date.ts';
import { businessDayAfter, businessDaysBetween, type BusinessCalendar } from './business-calendar.ts';
import { instantOf } from './business-clock.ts';
import { addDays, fiscalQuarter, weekOf } from './day.ts';

/** Periods of reports (domain.md §10.2): days in JST, half-open `[from, to)`, fiscal years from April unless set otherwise. */
export type PeriodKind = 'week' | 'month' | 'quarter' | 'half' | 'year';
export type Period = {
  readonly kind: PeriodKind;
  readonly from: DateText;
  readonly to: DateText;
  /** 2026年度上期 · FY2026 H1. A week is named by its Monday and ISO number. */
  readonly label: { readonly ja: string; readonly en: string };
};

const monthsOf = { month: 1, quarter: 3, half: 6, year: 12 } as const;

/** The period of that kind which holds the day. */
export function periodOf(kind: PeriodKind, day: DateText, startMonth = 4): Period {
  if (kind === 'week') {
    const from = weekOf(day);
    return { kind, from, to: addDays(from, 7), label: weekLabel(from) };
  }
  const months = monthsOf[kind];
  const month = Number(day.slice(5, 7));
  const from = addMonths(`${day.slice(0, 8)}01`, -(((month - startMonth + 12) % 12) % months));
  return { kind, from, to: addMonths(from, months), label: labelOf(kind, from, startMonth) };
}

/** All periods of that kind that touch `[from, to)`, oldest first. */
export function periodsBetween(kind: PeriodKind, from: DateText, to: DateText, startMonth = 4): Period[] {
  const periods: Period[] = [];
  for (let day = from; day < to; day = periods.at(-1)!.to) periods.push(periodOf(kind, day, startMonth));
  return periods;
}

export function previousPeriod(period: Period, startMonth = 4): Period {
  return periodOf(period.kind, addDays(period.from, -1), startMonth);
}

/** 前年同月, 前年同期, 前年度: the same fiscal period a year earlier; a week is compared with the one 52 weeks before. */
export function sameLastYear(period: Period, startMonth = 4): Period {
  const day = period.kind === 'week' ? addDays(period.from, -364) : addMonths(period.from, -12);
  return periodOf(period.kind, day, startMonth);
}

/** 4月からの累計: from the start of the fiscal year to the end of the day. */
export function fiscalYearToDate(day: DateText, startMonth = 4): { readonly from: DateText; readonly to: DateText } {
  return { from: periodOf('year', day, startMonth).from, to: addDays(day, 1) };
}

/** The month so far and the same number of business days of the month before (domain.md §10.2). */
export function monthToDate(
  day: DateText,
  calendar: BusinessCalendar,
): {
  readonly from: DateText;
  readonly to: DateText;
  readonly before: { readonly from: DateText; readonly to: DateText };
} {
  const { from } = periodOf('month', day);
  const to = addDays(day, 1);
  const before = previousPeriod(periodOf('month', day));
  const businessDays = businessDaysBetween(from, to, calendar);
  const last =
    businessDays === 0 ? addDays(before.from, -1) : businessDayAfter(addDays(before.from, -1), businessDays, calendar);
  const [end] = [addDays(last, 1), before.to].sort() as [DateText, DateText];
  return { from, to, before: { from: before.from, to: end } };
}

const lateArrivalDays = 3;

/** False while the period is 集計中: until 03:00 JST after its end and three days for late files. */
export function isSettled(period: { readonly to: DateText }, now: Date): boolean {
  return now.getTime() >= instantOf(addDays(period.to, lateArrivalDays), 3 * 60);
}

/** The same day of another month; a day that month does not have becomes its last. */
export function addMonths(day: DateText, months: number): DateText {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** ISO 8601 week: week 1 holds the first Thursday of its year. */
export function isoWeek(day: DateText): { readonly year: number; readonly week: number } {
  const thursday = addDays(weekOf(day), 3);
  const year = Number(thursday.slice(0, 4));
  const days = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000;
  return { year, week: Math.floor(days / 7) + 1 };
}

function weekLabel(monday: DateText): Period['label'] {
  const { year, week } = isoWeek(monday);
  const name = `${year}-W${String(week).padStart(2, '0')}`;
  return { ja: `${monday}の週(${name})`, en: `week of ${monday} (${name})` };
}

function labelOf(kind: Exclude<PeriodKind, 'week'>, from: DateText, startMonth: number): Period['label'] {
  if (kind === 'month') return { ja: `${from.slice(0, 4)}年${Number(from.slice(5, 7))}月`, en: from.slice(0, 7) };
  const { year, quarter } = fiscalQuarter(from, startMonth);
  const [ja, en] = [`${year}年度`, `FY${year}`];
  if (kind === 'year') return { ja, en };
  if (kind === 'quarter') return { ja: `${ja}Q${quarter}`, en: `${en} Q${quarter}` };
  return quarter === 1 ? { ja: `${ja}上期`, en: `${en} H1` } : { ja: `${ja}下期`, en: `${en} H2` };
}
