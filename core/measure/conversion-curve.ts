import { nothing, smallN, type Figure } from './figure.ts';

/**
 * One record waiting for a step. `days` until the step when `converted`, else until we stopped looking (censored). A record
 * that can no longer convert but was not lost from view, such as a rejected lead, waits for ever: `days: Infinity`.
 */
export type Wait = { readonly days: number; readonly converted: boolean };

/** Kaplan–Meier steps, by day: how many were still waiting, how many converted, and the share converted by then (1 − S). */
export type CurveStep = {
  readonly day: number;
  readonly atRisk: number;
  readonly converted: number;
  readonly share: number;
  /** Greenwood's sum Σ d/(n(n−d)); Infinity once everybody at risk has converted. */
  readonly greenwood: number;
};

/**
 * Censoring-aware conversion (domain.md §9.6; Kaplan & Meier 1958): young cohorts are not judged by those who still may
 * convert. Golden G-KM-1: ten leads, 44.0 % by day 10 where the naive share says 40.0 %.
 */
export function conversionCurve(waits: readonly Wait[]): CurveStep[] {
  const sorted = [...waits].sort((one, other) => one.days - other.days);
  const steps: CurveStep[] = [];
  let waiting = sorted.length;
  let stillOpen = 1;
  let greenwood = 0;
  for (let index = 0; index < sorted.length; ) {
    const day = sorted[index]!.days;
    let converted = 0;
    let left = 0;
    for (; index < sorted.length && sorted[index]!.days === day; index++) {
      if (sorted[index]!.converted) converted++;
      left++;
    }
    if (converted > 0) {
      stillOpen *= 1 - converted / waiting;
      greenwood += converted / (waiting * (waiting - converted));
      steps.push({ day, atRisk: waiting, converted, share: 1 - stillOpen, greenwood });
    }
    waiting -= left;
  }
  return steps;
}

/**
 * Share converted by a day, with its 95 % log-log interval (Kalbfleisch & Prentice 1980). `numerator` and `denominator` are
 * the plain counts beside it. Null without records; `immature` when nobody was watched that long.
 */
export function convertedBy(waits: readonly Wait[], day: number): Figure {
  if (waits.length === 0) return nothing;
  const step = conversionCurve(waits).findLast((one) => one.day <= day);
  const share = step?.share ?? 0;
  const isWatched = waits.some((wait) => wait.days >= day);
  return {
    value: share,
    numerator: waits.filter((wait) => wait.converted && wait.days <= day).length,
    denominator: waits.length,
    interval: step ? logLogInterval(step) : null,
    n: waits.length,
    note: waits.length < smallN ? 'small' : isWatched || share === 1 ? null : 'immature',
  };
}

/** How many had neither converted nor left from view before a day: what the curve there rests on. */
export function atRiskOn(waits: readonly Wait[], day: number): number {
  return waits.filter((wait) => wait.days >= day).length;
}

/**
 * Days by which the share `p` had converted; the median by default. Null where fewer have: the median then carries
 * `median_not_reached` (中央値未到達) and the caller shows `daysUntil(waits, 0.25)`.
 */
export function daysUntil(waits: readonly Wait[], p = 0.5): Figure {
  if (waits.length === 0) return nothing;
  const step = conversionCurve(waits).find((one) => one.share >= p - 1e-12);
  const n = waits.length;
  if (!step) return { ...nothing, n, note: 'median_not_reached' };
  return { ...nothing, value: step.day, n, note: n < smallN ? 'small' : null };
}

function logLogInterval({ share, greenwood }: CurveStep): Figure['interval'] {
  const open = 1 - share;
  if (open <= 0 || !Number.isFinite(greenwood)) return null;
  const spread = (1.959963984540054 * Math.sqrt(greenwood)) / Math.abs(Math.log(open));
  return { low: 1 - open ** Math.exp(-spread), high: 1 - open ** Math.exp(spread) };
}
