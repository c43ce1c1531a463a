import { block, forEachPair, type Blocks } from './block.ts';
import { cluster, type RefusedEdge } from './cluster.ts';
import { growing } from './growing.ts';
import { KeyTable } from './key-table.ts';
import type { Frequencies, Model } from './model.ts';
import { mustStayApart, scoreCapped } from './recluster.ts';
import { Scorer } from './score.ts';
import { packPattern, train, type TrainingOptions, unpackPattern } from './train.ts';

/** A pair that is not joined but worth showing. Numbers are places in the input. */
export type OpenPair = {
  readonly one: number;
  readonly other: number;
  readonly bits: number;
  readonly reason: 'unsure' | 'related' | RefusedEdge['reason'];
};

export type BatchMatch<Item> = {
  /** Cluster of each record: the place of its first member in canonical order; equal numbers are one entity. */
  readonly clusterOf: Int32Array;
  readonly open: readonly OpenPair[];
  /** Scored links at or above the weakest edge, by places in the input; for evaluation. */
  readonly edges: {
    readonly one: Int32Array;
    readonly other: Int32Array;
    readonly bits: Float64Array;
    readonly size: number;
  };
  readonly scorer: Scorer<Item>;
  readonly counts: { readonly records: number; readonly distinct: number; readonly pairs: number };
};

export type BatchOptions = {
  /** Trains the weights on these very records first (identity.md §2.6). */
  readonly training?: TrainingOptions;
  /** Records the prior counts with; the batch's own number unless told. */
  readonly recordCount?: number;
};

/**
 * Records to entities in one go: equal signatures are collapsed, the rest meet by shared keys, every pair is scored, and
 * guarded closure makes clusters. Works in an order of its own (by content), so the order of the input changes nothing.
 */
export function matchBatch<Item>(
  model: Model<Item>,
  items: readonly Item[],
  frequencies: Frequencies,
  options: BatchOptions = {},
): BatchMatch<Item> {
  const { distinct, placeOf, firstOf } = collapse(model, items);
  const blocks = block(model, distinct);
  const { candidatesMax } = model.settings.blocking;
  const kept = options.training && collectPairs(model, distinct, blocks);
  const settings = kept ? train(model, distinct, countPatterns(kept.patterns), options.training) : model.settings;
  const scorer = new Scorer({ ...model, settings }, frequencies, options.recordCount ?? items.length);
  const edges = new EdgeSorter(scorer);
  if (kept)
    for (let pair = 0; pair < kept.size; pair++) {
      const [one, other] = [kept.one[pair]!, kept.other[pair]!];
      scorer.levels.set(unpackPattern(kept.patterns[pair]!, scorer.levels.length));
      edges.add(one, other, scorer.weigh(distinct[one]!, distinct[other]!));
    }
  else
    forEachPair(blocks, candidatesMax, (one, other) =>
      edges.add(one, other, scorer.score(distinct[one]!, distinct[other]!)),
    );
  const joining = edges.joining();
  const { rootOf, refused } = cluster(
    distinct.length,
    joining,
    settings.guard,
    (one, other) => scoreCapped(scorer, distinct[one]!, distinct[other]!),
    (one, other) => mustStayApart(model, distinct[one]!, distinct[other]!),
  );
  const clusterOf = Int32Array.from(placeOf, (place) => rootOf[place]!);
  const inInput = (list: Int32Array) => list.map((place) => firstOf[place]!);
  return {
    clusterOf,
    open: [...edges.open, ...refused]
      .filter(({ one, other }) => rootOf[one] !== rootOf[other])
      .map((pair) => ({ ...pair, one: firstOf[pair.one]!, other: firstOf[pair.other]! })),
    edges: { ...joining, one: inInput(joining.one), other: inInput(joining.other) },
    scorer,
    counts: { records: items.length, distinct: distinct.length, pairs: edges.pairs },
  };
}

/** Distinct records ordered by the hash of what they say, and where each record went. */
function collapse<Item>(model: Model<Item>, items: readonly Item[]) {
  const table = new KeyTable();
  const signatureOf = Int32Array.from(items, (item) => table.idOf(model.signature(item)));
  const order = Int32Array.from({ length: table.size }, (_, id) => id).sort((one, other) => table.compare(one, other));
  const rank = new Int32Array(table.size);
  for (const [place, id] of order.entries()) rank[id] = place;
  const placeOf = signatureOf.map((id) => rank[id]!);
  const firstOf = new Int32Array(table.size).fill(-1);
  for (const [record, place] of placeOf.entries()) if (firstOf[place] === -1) firstOf[place] = record;
  return { distinct: Array.from(firstOf, (record) => items[record]!), placeOf, firstOf };
}

type Pairs = {
  readonly one: Int32Array;
  readonly other: Int32Array;
  readonly size: number;
  readonly patterns: Float64Array;
};

/** All pairs with their level vectors: training looks at them before they can be weighed. */
function collectPairs<Item>(model: Model<Item>, items: readonly Item[], blocks: Blocks): Pairs {
  const [one, other] = [growing(items.length * 8), growing(items.length * 8)];
  forEachPair(blocks, model.settings.blocking.candidatesMax, (left, right) => {
    one.push(left);
    other.push(right);
  });
  const levels = new Uint8Array(model.comparisons.length);
  const patterns = new Float64Array(one.size);
  for (let pair = 0; pair < one.size; pair++) {
    const [left, right] = [items[one.values[pair]!]!, items[other.values[pair]!]!];
    for (let index = 0; index < levels.length; index++) levels[index] = model.comparisons[index]!.compare(left, right);
    patterns[pair] = packPattern(levels);
  }
  return { one: one.values, other: other.values, size: one.size, patterns };
}

function countPatterns(patterns: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const pattern of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return counts;
}

/** Keeps what a scored pair is good for: an edge that may join, a question, or nothing. */
class EdgeSorter<Item> {
  readonly open: OpenPair[] = [];
  pairs = 0;
  readonly #scorer: Scorer<Item>;
  readonly #one = growing(1 << 12);
  readonly #other = growing(1 << 12);
  readonly #bits: number[] = [];

  constructor(scorer: Scorer<Item>) {
    this.#scorer = scorer;
  }

  /** Takes the pair that the scorer scored last. */
  add(one: number, other: number, bits: number): void {
    const { guard, thresholds } = this.#scorer.model.settings;
    const { cap } = this.#scorer;
    this.pairs++;
    if (bits >= guard.edge && cap === 'same') {
      this.#one.push(one);
      this.#other.push(other);
      this.#bits.push(bits);
    } else if (bits >= thresholds.review && cap !== 'different')
      this.open.push({ one, other, bits, reason: cap === 'related' ? 'related' : 'unsure' });
  }

  joining() {
    const size = this.#one.size;
    return {
      one: this.#one.values.slice(0, size),
      other: this.#other.values.slice(0, size),
      bits: Float64Array.from(this.#bits),
      size,
    };
  }
}
