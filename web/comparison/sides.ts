import {
  addMonths,
  periodOf,
  periodsBetween,
  previousPeriod,
  type Period,
  type PeriodKind,
} from '#core/period/fiscal.ts';
import type { paths } from '../api/schema.ts';
import type { LeadQuery, Scope } from '../waterfall/leads.ts';

export type Comparison = paths['/api/comparison']['get']['responses'][200]['content']['application/json'];
export type Compared = Comparison['rates'][number]['comparison'];
export type Side = Comparison['before'];

export const kinds = ['month', 'quarter', 'half', 'year'] as const satisfies readonly PeriodKind[];
export type Kind = (typeof kinds)[number] | 'free';

/** Months of the two sides; empty until chosen, so that the server chooses. */
export type Months = { beforeFrom?: string; beforeTo?: string; afterFrom?: string; afterTo?: string };
export type ComparisonQuery = Months & { scope: Scope; denominator: 'mql' | 'sal' };

export function monthsOfPeriods(before: Period, after: Period): Months {
  return {
    beforeFrom: before.from.slice(0, 7),
    beforeTo: addMonths(before.to, -1).slice(0, 7),
    afterFrom: after.from.slice(0, 7),
    afterTo: addMonths(after.to, -1).slice(0, 7),
  };
}

/** The latest period of a kind with hand-overs, and the one before. */
export function latestPair(kind: PeriodKind, last: string): Months {
  const after = periodOf(kind, last);
  return monthsOfPeriods(previousPeriod(after), after);
}

/** Periods to choose from, latest first, one before the first hand-over included. */
export function periodsOf(kind: PeriodKind, { first, last }: Comparison['handovers']): Period[] {
  const earliest = previousPeriod(periodOf(kind, first));
  return periodsBetween(kind, earliest.from, periodOf(kind, last).to).reverse();
}

/** 2025年度上期 where a side is a whole period of one kind, else its months. */
export function sideName({ from, to }: { from: string; to: string }, language: string): string {
  const period = (['month', 'quarter', 'half', 'year'] as const)
    .map((kind) => periodOf(kind, from))
    .find((one) => one.from === from && one.to === to);
  if (period) return period.label[language === 'en' ? 'en' : 'ja'];
  return `${from.slice(0, 7).replace('-', '/')}–${addMonths(to, -1).slice(0, 7).replace('-', '/')}`;
}

export function rowsOf(side: Side, scope: Scope): LeadQuery {
  return { from: side.from.slice(0, 7), to: addMonths(side.to, -1).slice(0, 7), scope };
}
