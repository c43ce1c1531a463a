import type { Level, Model, Settings } from './model.ts';
import { seededRandom } from './random.ts';
import { levelsOf } from './score.ts';

export type TrainingOptions = {
  readonly seed?: number;
  readonly randomPairs?: number;
  readonly iterations?: number;
  /** Pairs that the present weights are worth, so that a small list keeps them (identity.md §2.5). */
  readonly priorPairs?: number;
};

/** How often each level vector occurs among candidate pairs: one base-32 digit per comparison. */
export type Patterns = ReadonlyMap<number, number>;

/**
 * Weights from the data without labels (identity.md §2.6). u from random pairs; m by EM over pattern counts, with the
 * non-links of the candidate pairs free and thrown away afterwards, so that blocking does not bias u. Same items, same seed,
 * same settings: items must come in a canonical order.
 */
export function train<Item>(
  model: Model<Item>,
  items: readonly Item[],
  patterns: Patterns,
  options: TrainingOptions = {},
): Settings {
  const tables = model.comparisons.map(({ name }) => levelsOf(model, name));
  const u = randomShares(model, items, options.randomPairs ?? 300_000, options.seed ?? 7);
  const start = tables.map((levels) => Float64Array.from([0, ...levels.map((level) => level.m ?? 1 / levels.length)]));
  const { shares: m } = linkShares(
    start,
    [...patterns].sort(([one], [other]) => one - other),
    u,
    options,
  );
  const levels = Object.fromEntries(
    model.comparisons.map(({ name }, index) => [
      name,
      tables[index]!.map((level, place): Level => {
        const { bits: _, ...kept } = level;
        return { ...kept, m: m[index]![place + 1]!, u: level.u === 'term' ? 'term' : u[index]![place + 1]! };
      }),
    ]),
  );
  return { ...model.settings, version: `${model.settings.version}+em`, levels };
}

/** Share of each level among random pairs whose field is known on both sides; at least one in a million. */
function randomShares<Item>(model: Model<Item>, items: readonly Item[], pairs: number, seed: number): Float64Array[] {
  const random = seededRandom(seed);
  const counts = model.comparisons.map(({ name }) => new Float64Array(levelsOf(model, name).length + 1));
  for (let pair = 0; pair < pairs; pair++) {
    const [one, other] = [Math.floor(random() * items.length), Math.floor(random() * items.length)];
    if (one === other) continue;
    for (const [index, { compare }] of model.comparisons.entries())
      counts[index]![compare(items[one]!, items[other]!)]!++;
  }
  for (const row of counts) {
    const known = row.reduce((sum, value, level) => sum + (level > 0 ? value : 0), 0);
    for (let level = 1; level < row.length; level++) row[level] = Math.max(row[level]! / Math.max(1, known), 1e-6);
  }
  return counts;
}

/** What EM found: shares of each level among true links, how many links there are, and in which share of them a field is known. */
export type LinkShares = {
  readonly shares: readonly Float64Array[];
  readonly links: number;
  readonly known: readonly number[];
};

/**
 * m of every level by EM over pattern counts (identity.md §2.6). `start` are shares to begin with, scaled to sum 1 in place, and
 * worth `priorPairs` pairs; patterns come in a fixed order. `isNoLink` tells patterns that can be no link, such as two given names.
 */
export function linkShares(
  start: readonly Float64Array[],
  patterns: readonly (readonly [number, number])[],
  u: readonly Float64Array[],
  { iterations = 25, priorPairs = 500, isNoLink }: TrainingOptions & { isNoLink?: (levels: Uint8Array) => boolean },
): LinkShares {
  for (const row of start) normalise(row);
  const m = start.map((row) => row.slice());
  const chance = u.map((row) => row.slice());
  const vectors = patterns.map(([pattern, count]) => {
    const levels = unpackPattern(pattern, start.length);
    return { levels, count, mayLink: !isNoLink?.(levels) };
  });
  let share = 0.3;
  let links = 0;
  let known = start.map(() => 0);
  for (let round = 0; round < iterations; round++) {
    const linked = start.map((row) => row.map((value) => value * priorPairs));
    const unlinked = chance.map((row) => new Float64Array(row.length).fill(0.5));
    let total = 0;
    links = 0;
    known = start.map(() => 0);
    for (const { levels, count, mayLink } of vectors) {
      let [link, not] = [mayLink ? share : 0, 1 - share];
      for (let index = 0; index < levels.length; index++) {
        const level = levels[index]!;
        if (level === 0) continue;
        link *= m[index]![level]!;
        not *= chance[index]![level]!;
      }
      const probability = link / (link + not || 1);
      links += probability * count;
      total += count;
      for (let index = 0; index < levels.length; index++) {
        linked[index]![levels[index]!]! += probability * count;
        if (levels[index]! > 0) known[index]! += probability * count;
        unlinked[index]![levels[index]!]! += (1 - probability) * count;
      }
    }
    share = links / Math.max(1, total);
    for (let index = 0; index < m.length; index++) {
      m[index]!.set(normalise(linked[index]!));
      chance[index]!.set(normalise(unlinked[index]!));
    }
  }
  return { shares: m, links, known: known.map((count) => count / Math.max(1, links)) };
}

/** Scales levels 1… to sum 1; level 0 (unknown) has no share. */
function normalise(row: Float64Array): Float64Array {
  row[0] = 0;
  const sum = row.reduce((total, value) => total + value, 0) || 1;
  for (let level = 1; level < row.length; level++) row[level] = Math.max(row[level]! / sum, 1e-6);
  return row;
}

/** Up to ten comparisons of at most 31 levels in one safe integer. */
export function packPattern(levels: Uint8Array): number {
  let pattern = 0;
  for (let index = 0; index < levels.length; index++) pattern = pattern * 32 + levels[index]!;
  return pattern;
}

/** The inverse of `packPattern`, for so many comparisons. */
export function unpackPattern(pattern: number, length: number): Uint8Array {
  const levels = new Uint8Array(length);
  let rest = pattern;
  for (let index = length - 1; index >= 0; index--) {
    levels[index] = rest % 32;
    rest = Math.floor(rest / 32);
  }
  return levels;
}
