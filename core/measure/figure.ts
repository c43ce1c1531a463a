import { rateOf } from './rate.ts';

/** One number as every screen, report and KPI of Mori carries it (domain.md §10.1): never a bare percentage. */
export type Figure = {
  /** A rate as a fraction (0.62), money in yen, durations in days; null where nothing can be said, never 0 instead. */
  readonly value: number | null;
  /** Of rates and means; null for counts, sums and medians. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** 95 % interval; null where none is defined or n is too small for one. */
  readonly interval: Interval | null;
  /** Cases behind the value. */
  readonly n: number;
  readonly note: FigureNote | null;
};
export type Interval = { readonly low: number; readonly high: number };
/**
 * What has to stand beside the value. `empty` 対象なし · `small` 参考(n=…) · `immature` 未成熟 · `period_ratio` 期間比, may
 * exceed 100 % · `median_not_reached` 中央値未到達 · `list_instead` too few for an interval, list the cases · `unmeasured` 未計測.
 */
export type FigureNote =
  | 'empty'
  | 'small'
  | 'immature'
  | 'period_ratio'
  | 'median_not_reached'
  | 'list_instead'
  | 'unmeasured';

/** Below this n a value is shown grey with 参考(n=…) (domain.md §10.1). */
export const smallN = 5;

/**
 * A share of cases, `numerator ≤ denominator`, with its Wilson interval. A zero denominator gives null, shown "—".
 * Throws a RangeError for counts that are no share.
 */
export function rateFigure(numerator: number, denominator: number): Figure {
  if (!(numerator >= 0 && numerator <= denominator))
    throw new RangeError(`${numerator} of ${denominator} is not a share of cases.`);
  const { value, low, high } = rateOf(numerator, denominator);
  return {
    value,
    numerator,
    denominator,
    interval: low === null || high === null ? null : { low, high },
    n: denominator,
    note: noteOf(denominator),
  };
}

/** Events of a period over events of the same period (期間比, domain.md §9.6). It mixes cohorts: no interval, may exceed 1. */
export function periodRatio(numerator: number, denominator: number): Figure {
  if (denominator === 0) return { ...nothing, numerator, denominator };
  return { ...nothing, value: numerator / denominator, numerator, denominator, n: denominator, note: 'period_ratio' };
}

/** An amount per case, such as yen per deal or cost per lead; null without cases. */
export function quotientFigure(sum: number, cases: number): Figure {
  if (cases === 0) return { ...nothing, numerator: sum, denominator: cases };
  return { ...nothing, value: sum / cases, numerator: sum, denominator: cases, n: cases, note: noteOf(cases) };
}

/** A count or a sum; `n` is how many cases it adds up. */
export function totalFigure(value: number, n = value): Figure {
  return { ...nothing, value, n, note: null };
}

/** The same figure marked as not yet ripe; an empty or small one keeps its stronger note. */
export function immature(figure: Figure): Figure {
  return figure.note === null ? { ...figure, note: 'immature' } : figure;
}

/** A figure of nothing at all: 対象なし. */
export const nothing: Figure = {
  value: null,
  numerator: null,
  denominator: null,
  interval: null,
  n: 0,
  note: 'empty',
};

/** A KPI whose inputs Mori does not hold yet: 未計測(必要:…). */
export const unmeasured: Figure = { ...nothing, note: 'unmeasured' };

function noteOf(n: number): FigureNote | null {
  return n === 0 ? 'empty' : n < smallN ? 'small' : null;
}
