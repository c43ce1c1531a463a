import type { DateText } from '#core/value/date.ts';
import type { Wait } from './conversion-curve.ts';

/** How many records waited alike: `days` until the step, or until we stopped looking; null for those who wait for ever. */
export type WaitCount = { readonly days: number | null; readonly isConverted: boolean; readonly records: number };

/** One wait per record, as the conversion curve reads them; sorted, because a curve sorts what it is given. */
export function waitsOf(counts: readonly WaitCount[]): Wait[] {
  return counts
    .map(({ days, isConverted, records }) => ({
      wait: { days: days ?? Number.POSITIVE_INFINITY, converted: isConverted },
      records,
    }))
    .sort((one, other) => one.wait.days - other.wait.days)
    .flatMap(({ wait, records }) => Array<Wait>(records).fill(wait));
}

/** Ages at which young and old cohorts are compared (domain.md §9.6). */
export const equalAges = [30, 60, 90] as const;

/** Whole days from one day to another. */
export function daysBetween(from: DateText, to: DateText): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The oldest of the equal ages that both groups have reached; undefined while one is younger than all of them. */
export function equalAge(observedDays: readonly number[]): number | undefined {
  return equalAges.findLast((age) => observedDays.every((days) => days >= age));
}
