import type { DateText } from '#core/value/date.ts';
import type { Words } from '#core/words.ts';
import { businessDayAfter, businessDaysBetween, type BusinessCalendar } from './business-calendar.ts';
import { instantOf } from './business-clock.ts';
import { addDays, fiscalQuarter, weekOf } from './day.ts';

/**
 * Periods of reports (domain.md §10.2): days in JST, half-open `[from, to)`. `startMonth`, 1 to 12, is the month in which the fiscal
 * year of the house begins: a setting that every door reads once and a period carries on (`db/fiscal-start.ts`).
 */
export type PeriodKind = 'week' | 'month' | 'quarter' | 'half' | 'year';
export type Period = {
  readonly kind: PeriodKind;
  readonly from: DateText;
  readonly to: DateText;
  readonly startMonth: number;
  /** 2026年度上期 · FY2026 H1. A week is named by its Monday and ISO number. */
  readonly label: Words;
};

/** Where the fiscal year begins in most Japanese houses, and until somebody says otherwise. */
export const april = 4;

const monthsOf = { month: 1, quarter: 3, half: 6, year: 12 } as const;

/** The period of that kind which holds the day. */
export function periodOf(kind: PeriodKind, day: DateText, startMonth: number): Period {
  if (kind === 'week') {
    const from = weekOf(day);
    return { kind, from, to: addDays(from, 7), startMonth, label: weekLabel(from) };
  }
  const months = monthsOf[kind];
  const month = Number(day.slice(5, 7));
  const from = addMonths(`${day.slice(0, 8)}01`, -(((month - startMonth + 12) % 12) % months));
  return { kind, from, to: addMonths(from, months), startMonth, label: labelOf(kind, from, startMonth) };
}

/** 2026年度: the fiscal year that begins in that calendar year. */
export function fiscalYear(year: number, startMonth: number): Period {
  return periodOf('year', `${year}-${String(startMonth).padStart(2, '0')}-01`, startMonth);
}

/**
 * The period of that kind which begins on that day, as a target or a closed month keeps it: by its fiscal name or, where the start of
 * the fiscal year was moved since, by its months (2026年4月〜9月).
 */
export function periodFrom(kind: Exclude<PeriodKind, 'week'>, from: DateText, startMonth: number): Period {
  const period = periodOf(kind, from, startMonth);
  if (period.from === from) return period;
  const to = addMonths(from, monthsOf[kind]);
  return { kind, from, to, startMonth, label: monthsLabel(from, to) };
}

/** All periods of that kind that touch `[from, to)`, oldest first. */
export function periodsBetween(kind: PeriodKind, from: DateText, to: DateText, startMonth: number): Period[] {
  const periods: Period[] = [];
  for (let day = from; day < to; day = periods.at(-1)!.to) periods.push(periodOf(kind, day, startMonth));
  return periods;
}

/** All weeks, from Monday on, that touch `[from, to)`, oldest first. */
export const weeksBetween = (from: DateText, to: DateText): Period[] => periodsBetween('week', from, to, april);

/** The period of the same kind that ends where this one begins. */
export function previousPeriod({ kind, from, startMonth }: Period): Period {
  return periodOf(kind, addDays(from, -1), startMonth);
}

/** 前年同月, 前年同期, 前年度: the same fiscal period a year earlier; a week is compared with the one 52 weeks before. */
export function sameLastYear({ kind, from, startMonth }: Period): Period {
  return periodOf(kind, kind === 'week' ? addDays(from, -364) : addMonths(from, -12), startMonth);
}

export type Span = { readonly from: DateText; readonly to: DateText };

/**
 * What of an earlier period a running one is held against: as many business days as have begun by `today` (month-to-date of domain.md
 * §10.2, here for every kind). All of it where `period` is over, or has not begun.
 */
export function comparedPart(before: Span, period: Span, today: DateText, calendar: BusinessCalendar): Span {
  const { from, to } = before;
  if (today < period.from || today >= period.to) return { from, to };
  const businessDays = businessDaysBetween(period.from, addDays(today, 1), calendar);
  const last = businessDays === 0 ? addDays(from, -1) : businessDayAfter(addDays(from, -1), businessDays, calendar);
  const [end] = [addDays(last, 1), to].sort() as [DateText, DateText];
  return { from, to: end };
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

/** The months of `[from, to)`: 2026年10月, 2026年4月〜9月, 2026年10月〜2027年3月. */
export function monthsLabel(from: DateText, to: DateText): Period['label'] {
  const last = addDays(to, -1);
  const written = (day: DateText) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`;
  const [first, end] = [from.slice(0, 7), last.slice(0, 7)];
  if (first === end) return { ja: written(from), en: first };
  const until = first.slice(0, 4) === end.slice(0, 4) ? `${Number(end.slice(5))}月` : written(last);
  return { ja: `${written(from)}〜${until}`, en: `${first} to ${end}` };
}

function labelOf(kind: Exclude<PeriodKind, 'week'>, from: DateText, startMonth: number): Period['label'] {
  if (kind === 'month') return monthsLabel(from, addDays(from, 1));
  const { year, quarter } = fiscalQuarter(from, startMonth);
  const [ja, en] = [`${year}年度`, `FY${year}`];
  if (kind === 'year') return { ja, en };
  if (kind === 'quarter') return { ja: `${ja}Q${quarter}`, en: `${en} Q${quarter}` };
  return quarter === 1 ? { ja: `${ja}上期`, en: `${en} H1` } : { ja: `${ja}下期`, en: `${en} H2` };
}
