import type { Answer, Comparison, Frequencies, Level, Model } from './model.ts';

const strength: Readonly<Record<Answer, number>> = { different: 0, related: 1, review: 2, same: 3 };
const groupShares = [1, 0.5, 0.25];
const none: readonly never[] = [];

/**
 * Fellegi–Sunter in bits (Fellegi & Sunter 1969; identity.md §2.5): prior + Σ log₂(m/u). The same object scores a batch, one
 * pair and one row against candidates; `levels`, `parts`, `bits` and `cap` describe the pair scored last.
 */
export class Scorer<Item> {
  readonly model: Model<Item>;
  readonly priorBits: number;
  /** Level of each comparison; 0 unknown. One byte per field: enough to explain a stored decision again. */
  readonly levels: Uint8Array;
  /** Bits of each comparison before evidence groups are damped. */
  readonly parts: Float64Array;
  /** Share of its bits that each comparison kept within its evidence group. */
  readonly shares: Float64Array;
  bits = 0;
  cap: Answer = 'same';
  readonly #frequencies: Frequencies;
  readonly #comparisons: readonly Comparison<Item>[];
  readonly #levelTables: readonly (readonly Level[])[];
  readonly #weights: readonly Float64Array[];
  readonly #groups: readonly (readonly number[])[];
  readonly #hasCaps: boolean;

  /** `prior` in bits; unless told, that of a pair among `recordCount` records. */
  constructor(
    model: Model<Item>,
    frequencies: Frequencies,
    recordCount: number,
    prior: number = priorBits(model, recordCount),
  ) {
    this.model = model;
    this.priorBits = prior;
    this.#frequencies = frequencies;
    this.#comparisons = model.comparisons;
    this.#levelTables = model.comparisons.map(({ name }) => levelsOf(model, name));
    this.#weights = this.#levelTables.map((levels) => Float64Array.from([0, ...levels.map(weightOf)]));
    this.levels = new Uint8Array(model.comparisons.length);
    this.parts = new Float64Array(model.comparisons.length);
    this.shares = new Float64Array(model.comparisons.length).fill(1);
    const groups = new Map<string, number[]>();
    for (const [index, { group }] of model.comparisons.entries())
      groups.set(group, [...(groups.get(group) ?? []), index]);
    this.#groups = [...groups.values()].filter((members) => members.length > 1);
    this.#hasCaps = this.#levelTables.some((levels) => levels.some(({ cap }) => cap !== undefined));
  }

  /** Compares two records and returns their bits, prior included. A veto is −∞. */
  score(one: Item, other: Item): number {
    if (this.model.isVetoed?.(one, other)) {
      this.levels.fill(0);
      this.parts.fill(0);
      this.cap = 'different';
      this.bits = Number.NEGATIVE_INFINITY;
      return this.bits;
    }
    for (let index = 0; index < this.levels.length; index++)
      this.levels[index] = this.#comparisons[index]!.compare(one, other);
    return this.weigh(one, other);
  }

  /** Bits of the levels already in `levels`, for pairs whose comparison vector is kept. */
  weigh(one: Item, other: Item): number {
    let bits = this.priorBits;
    for (let index = 0; index < this.levels.length; index++) bits += this.#part(index, one, other);
    for (const members of this.#groups) bits -= this.#damp(members);
    if (this.#hasCaps) this.#applyCaps();
    this.bits = bits;
    return bits;
  }

  #part(index: number, one: Item, other: Item): number {
    const level = this.levels[index]!;
    let bits = this.#weights[index]![level]!;
    if (level > 0 && this.#comparisons[index]!.frequency) {
      const share = this.#comparisons[index]!.frequency!(one, other, level, this.#frequencies);
      if (share !== undefined) bits = this.#termBits(this.#levelTables[index]![level - 1]!, share);
    }
    this.parts[index] = bits;
    return bits;
  }

  #termBits(level: Level, share: number): number {
    if (level.u === 'term') return Math.min(level.bitsMax ?? Infinity, Math.log2(level.m! / share));
    const { weight, down, up } = this.model.settings.term;
    return weightOf(level) + weight * Math.max(-down, Math.min(up, Math.log2(level.u! / share)));
  }

  /** Bits to take away from a group whose fields repeat each other; what speaks against counts in full. */
  #damp(members: readonly number[]): number {
    let lost = 0;
    for (const index of members) {
      const bits = this.parts[index]!;
      let place = 0;
      if (bits > 0)
        for (const other of members) {
          const beside = this.parts[other]!;
          if (beside > bits || (beside === bits && other < index)) place++;
        }
      this.shares[index] = groupShares[place] ?? 0;
      lost += bits * (1 - this.shares[index]!);
    }
    return lost;
  }

  #applyCaps(): void {
    this.cap = 'same';
    for (let index = 0; index < this.levels.length; index++) {
      const level = this.#levelTables[index]![this.levels[index]! - 1];
      if (level?.cap === undefined) continue;
      let { cap } = level;
      for (const { bits, by, to } of level.lifts ?? none)
        if (strength[to] > strength[cap] && this.#bitsBeside(index, by) >= bits) cap = to;
      if (strength[cap] < strength[this.cap]) this.cap = cap;
    }
  }

  /** Bits that other evidence groups give, positive and negative. */
  #bitsBeside(index: number, groups: readonly string[] | undefined): number {
    const { group } = this.#comparisons[index]!;
    let bits = 0;
    for (let other = 0; other < this.levels.length; other++) {
      const beside = this.#comparisons[other]!.group;
      if (beside !== group && (groups?.includes(beside) ?? true)) bits += this.parts[other]! * this.shares[other]!;
    }
    return bits;
  }
}

/** Share of its bits that each part keeps within its evidence group: the strongest all, the second ½, the third ¼, what speaks against all. */
export function dampedShares(parts: readonly number[], groups: readonly string[]): number[] {
  return parts.map((bits, index) => {
    if (bits <= 0) return 1;
    const before = parts.filter(
      (beside, other) => groups[other] === groups[index] && (beside > bits || (beside === bits && other < index)),
    );
    return groupShares[before.length] ?? 0;
  });
}

/** log₂(expected links per record / records): the more records, the likelier a chance agreement (identity.md §2.5). */
export function priorBits<Item>(model: Model<Item>, recordCount: number): number {
  return Math.log2(model.settings.linksPerRecord / Math.max(2, recordCount));
}

/** Prior of one row against a base: log₂(odds that the base knows it / entities). */
export function basePriorBits<Item>(model: Model<Item>, entities: number): number {
  const { knownOdds, linksPerRecord } = model.settings;
  return Math.log2((knownOdds ?? linksPerRecord) / Math.max(baseMin, entities));
}

/** A base counts as at least this many: a first file must not take every likeness for an identity. */
const baseMin = 1_000;

/** log₂(m/u) of a level; a `term` level weighs as if its value were shared by one in a thousand until the value is known. */
export function weightOf(level: Level): number {
  if (level.bits !== undefined) return level.bits;
  return Math.min(level.bitsMax ?? Infinity, Math.log2(level.m! / (level.u === 'term' ? 1e-3 : level.u!)));
}

/** The levels of a comparison with their weights, strongest first. The comparison must be one of the model. */
export function levelsOf<Item>(model: Model<Item>, comparison: string): readonly Level[] {
  return model.settings.levels[comparison]!;
}

/** The weaker of two answers. */
export function weaker(one: Answer, other: Answer): Answer {
  return strength[one] <= strength[other] ? one : other;
}
