import type { Level, Model, Settings } from './model.ts';
import { seededRandom } from './random.ts';
import { levelsOf, weightOf } from './score.ts';
import { changeSettings, levelBounds, type LevelChange, unitOf, numberOf } from './settings-change.ts';
import { linkShares, packPattern } from './train.ts';

/** What the start weights of one comparison are worth in pairs, so that a small base keeps them (identity.md §2.5). */
const startPairs = 500;
/** What the shares that EM begins with are worth: enough to say which of its two classes are the links. */
const beginPairs = 50;
/** Chance pairs of a level below which its share among them is not known. */
const chanceMin = 10;

/**
 * Weights of a model learned from records whose truth nobody knows (identity.md §2.6): u from random pairs, m by EM over the
 * patterns of candidate pairs. Each level moves from its start weight towards what was learned as far as it was seen:
 * n / (n + 500 / levels), n being the pairs that tell it. What a cap sets apart is no link and keeps its weight: colleagues agree in
 * much as well and would else be learned as one person. Same records in the same order, same seed, same result.
 */
export class WeightLearner<Item> {
  readonly #model: Model<Item>;
  readonly #items: readonly Item[];
  readonly #entityOf: (place: number) => number;
  readonly #random: () => number;
  readonly #chance: Float64Array[];
  readonly #patterns = new Map<number, number>();
  readonly #levels: Uint8Array;

  /** `entityOf` tells what each record is held to be today: two records of one entity are no chance pair. */
  constructor(model: Model<Item>, items: readonly Item[], entityOf: (place: number) => number, seed: number) {
    this.#model = model;
    this.#items = items;
    this.#entityOf = entityOf;
    this.#random = seededRandom(seed);
    this.#chance = model.comparisons.map(({ name }) => new Float64Array(levelsOf(model, name).length + 1));
    this.#levels = new Uint8Array(model.comparisons.length);
  }

  /** Looks at so many more random pairs. */
  drawChance(pairs: number): void {
    const { length } = this.#items;
    for (let pair = 0; pair < pairs && length > 1; pair++) {
      const [one, other] = [Math.floor(this.#random() * length), Math.floor(this.#random() * length)];
      if (one === other || this.#entityOf(one) === this.#entityOf(other)) continue;
      this.#compare(one, other);
      for (const [index, level] of this.#levels.entries()) this.#chance[index]![level]!++;
    }
  }

  /** Takes a pair that shares a key, and tells its pattern. */
  take(one: number, other: number): void {
    this.#compare(one, other);
    const pattern = packPattern(this.#levels);
    this.#patterns.set(pattern, (this.#patterns.get(pattern) ?? 0) + 1);
  }

  get patternCount(): number {
    return this.#patterns.size;
  }

  /** What was learned, as settings: bounds hold, thresholds stay, identifiers and comparisons of one level stay. */
  learn(): Settings {
    const { settings, comparisons } = this.#model;
    const tables = comparisons.map(({ name }) => levelsOf(this.#model, name));
    const u = this.#chance.map((row) => shares(row));
    const patterns = [...this.#patterns].sort(([one], [other]) => one - other);
    const start = tables.map((levels, index) => startShares(levels, u[index]!));
    const isNoLink = (found: Uint8Array) => tables.some((levels, index) => setsApart(levels[found[index]! - 1]));
    const m = linkShares(start, patterns, u, { priorPairs: beginPairs, isNoLink });
    const pairs = patterns.reduce((sum, [, count]) => sum + count, 0);
    const levels = comparisons.flatMap(({ name, isIdentifier }, index): LevelChange[] =>
      isIdentifier || tables[index]!.length < 2
        ? []
        : tables[index]!.map((level, place) => {
            const [share, chance] = [m.shares[index]![place + 1]!, u[index]![place + 1]!];
            const links = share * m.links * m.known[index]!;
            const seen = this.#chance[index]![place + 1]!;
            const tellsChance = level.u !== undefined;
            const told = tellsChance ? links : seen < chanceMin ? 0 : (links * seen) / (links + seen);
            const weight = pairs === 0 || setsApart(level) ? 0 : told / (told + startPairs / tables[index]!.length);
            const bits =
              level.u === undefined ? Math.log2(share / chance) : Math.log2(share / level.m!) + weightOf(level);
            return { comparison: name, level: level.code, value: moved(level, bits, weight) };
          }),
    );
    return changeSettings(settings, { levels });
  }

  #compare(one: number, other: number): void {
    const { comparisons } = this.#model;
    for (let index = 0; index < this.#levels.length; index++)
      this.#levels[index] = comparisons[index]!.compare(this.#items[one]!, this.#items[other]!);
  }
}

/** True for a level that makes two entities unless something else lifts it. */
function setsApart(level: Level | undefined): boolean {
  return level?.cap === 'different' || level?.cap === 'related';
}

/** A level's number, moved by `weight` of the way to the learned bits, within its bounds. */
function moved(level: Level, bits: number, weight: number): number {
  const { min, max } = levelBounds(level);
  const within = (value: number) => Math.min(max, Math.max(min, value));
  const by = weight * (bits - weightOf(level));
  if (unitOf(level) === 'share') return Math.round(within(numberOf(level) * 2 ** by) * 1e4) / 1e4;
  return Math.round(within(weightOf(level) + by) * 10) / 10;
}

/** Shares of each level among pairs known on both sides; none is rarer than one in a million. */
function shares(counts: Float64Array): Float64Array {
  const known = counts.reduce((sum, value, level) => sum + (level > 0 ? value : 0), 0);
  return counts.map((value, level) => (level === 0 ? 0 : Math.max(value / Math.max(1, known), 1e-6)));
}

/** Where EM begins: the m of a level, or what its bits make of its share among chance pairs. */
function startShares(levels: readonly Level[], u: Float64Array): Float64Array {
  return Float64Array.from([
    0,
    ...levels.map((level, place) => level.m ?? Math.min(0.5, Math.max(0.01, u[place + 1]! * 2 ** weightOf(level)))),
  ]);
}
