import { nothing, smallN, type Figure, type Interval } from './figure.ts';

/** Means and medians of money and durations (domain.md §10.1), with quartiles and a bootstrap interval. */
export type Spread = {
  readonly n: number;
  readonly mean: Figure;
  readonly median: Figure;
  /** 25th and 75th percentile; null without values. */
  readonly quartiles: Interval | null;
};

/** Intervals from this n on; below it the single cases are listed instead. */
export const bootstrapN = 8;
/** From this n on the limit of the bootstrap stands for the draws, which would only take long to say the same. */
export const limitN = 500;
const draws = 2_000;
const seed = 20260401;
const z = 1.959963984540054;

/**
 * n, mean, median and quartiles of the values; intervals from n ≥ 8 by percentile bootstrap, 2,000 draws, fixed seed (domain.md
 * §10.1), from n ≥ 500 by what the bootstrap tends to.
 */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n === 0) return { n, mean: nothing, median: nothing, quartiles: null };
  const resampled = n < bootstrapN ? undefined : n < limitN ? resample(sorted) : limit(sorted);
  const figure = (value: number, interval: Interval | undefined): Figure => ({
    ...nothing,
    value,
    interval: interval ?? null,
    n,
    note: n < smallN ? 'small' : n < bootstrapN ? 'list_instead' : null,
  });
  return {
    n,
    mean: { ...figure(meanOf(sorted), resampled?.mean), numerator: sumOf(sorted), denominator: n },
    median: figure(percentile(sorted, 0.5)!, resampled?.median),
    quartiles: { low: percentile(sorted, 0.25)!, high: percentile(sorted, 0.75)! },
  };
}

/**
 * The value below which the share `p` of the sorted values lies, interpolated (type 7 of Hyndman & Fan 1996, what Excel's
 * PERCENTILE.INC and PostgreSQL's percentile_cont give); undefined without values.
 */
export function percentile(sorted: ArrayLike<number>, p: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const position = (sorted.length - 1) * p;
  const below = sorted[Math.floor(position)]!;
  return below + (sorted[Math.ceil(position)]! - below) * (position - Math.floor(position));
}

/**
 * What the intervals of ever more draws come to: of the mean, normal with s/√n; of the median, the order statistics that a
 * resampled median stays between, n/2 ± z√n/2 (Efron 1979).
 */
function limit(values: Float64Array): { mean: Interval; median: Interval } {
  const n = values.length;
  const mean = meanOf(values);
  const error = (z * Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n)) / Math.sqrt(n);
  const reach = (z * Math.sqrt(n)) / 2 / (n - 1);
  return {
    mean: { low: mean - error, high: mean + error },
    median: { low: percentile(values, 0.5 - reach)!, high: percentile(values, 0.5 + reach)! },
  };
}

function resample(values: Float64Array): { mean: Interval; median: Interval } {
  const random = randomFrom(seed);
  const means: number[] = [];
  const medians: number[] = [];
  const times = new Uint16Array(values.length);
  const sample = new Float64Array(values.length);
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (let drawn = 0; drawn < values.length; drawn++) times[Math.floor(random() * values.length)]!++;
    // The values are sorted, so laying each down as often as it was drawn sorts the sample.
    let at = 0;
    for (let index = 0; index < values.length; index++)
      for (let left = times[index]!; left > 0; left--) sample[at++] = values[index]!;
    means.push(meanOf(sample));
    medians.push(percentile(sample, 0.5)!);
  }
  return { mean: middle(means), median: middle(medians) };
}

function middle(values: number[]): Interval {
  values.sort((one, other) => one - other);
  return { low: percentile(values, 0.025)!, high: percentile(values, 0.975)! };
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum;
}

const meanOf = (values: ArrayLike<number>) => sumOf(values) / values.length;

/** mulberry32: the same seed draws the same samples on every machine. */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
