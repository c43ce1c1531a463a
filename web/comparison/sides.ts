import {
  addMonths,
  periodOf,
  periodsBetween,
  previousPeriod,
  type Period,
  type PeriodKind,
} from '#core/period/fiscal.ts';
import type { Language } from '#core/words.ts';
import type { paths } from '../api/schema.ts';
import type { Opened, Scope } from '../waterfall/leads.ts';

export type Comparison = paths['/api/comparison']['get']['responses'][200]['content']['application/json'];
export type Compared = Comparison['rates'][number]['comparison'];
export type Side = Comparison['before'];

export const kinds = ['month', 'quarter', 'half', 'year'] as const satisfies readonly PeriodKind[];
export type Kind = (typeof kinds)[number] | 'free';

export const subjects = ['periods', 'scope', 'source', 'campaign', 'owner', 'agency'] as const;
export type Subject = Comparison['between'];

/** Months of the two sides; empty until chosen, so that the server chooses. */
type Months = { beforeFrom?: string; beforeTo?: string; afterFrom?: string; afterTo?: string };
export type ComparisonQuery = Months & {
  between: Subject;
  kind?: (typeof kinds)[number] | undefined;
  beforeKey?: string | undefined;
  afterKey?: string | undefined;
  scope: Scope;
  denominator: 'mql' | 'sal';
};

/** The same question with periods or groups chosen anew. */
export function startAgain({ scope, denominator }: ComparisonQuery, between: Subject, kind: Kind): ComparisonQuery {
  return { between, scope, denominator, ...(kind === 'free' ? {} : { kind }) };
}

/** Periods to choose from, latest first, one before the first hand-over included. */
export function periodsOf(kind: PeriodKind, { handovers: { first, last }, startMonth }: Comparison): Period[] {
  const earliest = previousPeriod(periodOf(kind, first, startMonth));
  return periodsBetween(kind, earliest.from, periodOf(kind, last, startMonth).to, startMonth).reverse();
}

/** A group by its name; 2025年度上期 where a side is a whole period of one kind, else its months. */
export function sideName(
  { from, to, name }: { from: string; to: string; name?: Side['name'] },
  startMonth: number,
  language: Language,
): string {
  if (name) return name[language];
  const period = (['month', 'quarter', 'half', 'year'] as const)
    .map((kind) => periodOf(kind, from, startMonth))
    .find((one) => one.from === from && one.to === to);
  if (period) return period.label[language];
  return `${from.slice(0, 7).replace('-', '/')}–${addMonths(to, -1).slice(0, 7).replace('-', '/')}`;
}

/** The question for the leads of one side. */
export function rowsOf(side: Side, between: Subject): Omit<Opened['query'], 'stage'> {
  const query = { from: side.from.slice(0, 7), to: addMonths(side.to, -1).slice(0, 7), scope: side.scope };
  return between === 'periods' || between === 'scope' ? query : { ...query, split: between, splitKey: side.key ?? '' };
}
