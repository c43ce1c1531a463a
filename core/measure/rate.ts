/** Rates as domain.md §10.1 wants them: numerator and denominator stored, never a rounded percentage; zero denominators are null. */
export type Rate = {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

const z = 1.959963984540054;

/** Wilson 95 % interval (domain.md §10.1): `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`. */
export function rateOf(numerator: number, denominator: number): Rate {
  if (denominator === 0) return { numerator, denominator, value: null, low: null, high: null };
  const p = numerator / denominator;
  const centre = p + (z * z) / (2 * denominator);
  const spread = z * Math.sqrt(Math.max(0, (p * (1 - p)) / denominator + (z * z) / (4 * denominator * denominator)));
  const scale = 1 + (z * z) / denominator;
  return {
    numerator,
    denominator,
    value: p,
    low: Math.max(0, (centre - spread) / scale),
    high: Math.min(1, (centre + spread) / scale),
  };
}

/** Newcombe's hybrid interval for the difference of two rates (domain.md §10.1); null when a denominator is 0. */
export function differenceOf(
  after: Rate,
  before: Rate,
): { readonly value: number; readonly low: number; readonly high: number; readonly isClear: boolean } | null {
  if (after.value === null || before.value === null) return null;
  const value = after.value - before.value;
  const low = value - Math.hypot(after.value - after.low!, before.high! - before.value);
  const high = value + Math.hypot(after.high! - after.value, before.value - before.low!);
  return { value, low, high, isClear: low > 0 || high < 0 };
}

/** A small group's rate pulled towards the base rate: `(k + m·base)/(n + m)`, m = 10 (domain.md §10.1). */
export function shrunkRate(numerator: number, denominator: number, base: number, weight = 10): number {
  return (numerator + weight * base) / (denominator + weight);
}

/** Best first by the Wilson lower bound, so that 1 of 1 does not beat 93 of 100 (domain.md §10.1); empty groups last. */
export function rankByRate<T>(groups: readonly T[], rate: (group: T) => Rate): T[] {
  return [...groups].sort((one, other) => (rate(other).low ?? -1) - (rate(one).low ?? -1));
}
