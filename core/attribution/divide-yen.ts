/**
 * An amount in whole yen divided by shares so that the parts add up to the yen (domain.md §10.7): each part is rounded down, what
 * is left goes one yen each to the largest remainders, earlier ones first. Throws a RangeError where no share is above zero.
 */
export function divideYen(amountYen: number, shares: readonly number[]): number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  if (!(all > 0)) throw new RangeError('An amount can only be divided by shares above zero.');
  const exact = shares.map((share) => (amountYen * share) / all);
  const parts = exact.map(Math.floor);
  const left = Math.round(amountYen - parts.reduce((sum, part) => sum + part, 0));
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - parts[at]! }))
    .sort((one, other) => other.remainder - one.remainder || one.at - other.at);
  for (const { at } of byRemainder.slice(0, left)) parts[at]! += 1;
  return parts;
}
