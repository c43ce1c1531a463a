import type { Level } from './model.ts';

/**
 * How rare the value is that two records share, told by what it weighed: one company or person in so many bears it, to two figures.
 * Undefined for levels whose weight does not come from the value, and where a limit of the level hides it.
 */
export function oneInOf(level: Level, bits: number): number | undefined {
  if (level.u !== 'term' || level.m === undefined || bits >= (level.bitsMax ?? Number.POSITIVE_INFINITY))
    return undefined;
  const oneIn = 2 ** bits / level.m;
  return oneIn < 1 ? undefined : Number(oneIn.toPrecision(2));
}
