import { block, forEachPair, type Blocks } from './block.ts';
import { cluster, type RefusedEdge } from './cluster.ts';
import { growing } from './growing.ts';
import { KeyTable } from './key-table.ts';
import type { Frequencies, Model } from './model.ts';
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
  const pairs = collectPairs(model, distinct, blocks, options.training !== undefined);
  const settings = options.training
    ? train(model, distinct, countPatterns(pairs.patterns!), options.training)
    : model.settings;
  const scorer = new Scorer({ ...model, settings }, frequencies, options.recordCount ?? items.length);
  const edges = scorePairs(scorer, distinct, pairs);
  const { rootOf, refused } = cluster(
    distinct.length,
    edges.joining,
    settings.guard,
    (one, other) => {
      const bits = scorer.score(distinct[one]!, distinct[other]!);
      return scorer.cap === 'same' || scorer.cap === 'review' ? bits : -12;
    },
    model.isVetoed && ((one, other) => model.isVetoed!(distinct[one]!, distinct[other]!)),
  );
  const clusterOf = Int32Array.from(placeOf, (place) => rootOf[place]!);
  const inInput = (list: Int32Array) => list.map((place) => firstOf[place]!);
  return {
    clusterOf,
    open: [...edges.open, ...refused]
      .filter(({ one, other }) => rootOf[one] !== rootOf[other])
      .map((pair) => ({ ...pair, one: firstOf[pair.one]!, other: firstOf[pair.other]! })),
    edges: { ...edges.joining, one: inInput(edges.joining.one), other: inInput(edges.joining.other) },
    scorer,
    counts: { records: items.length, distinct: distinct.length, pairs: pairs.size },
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
  readonly patterns: Float64Array | undefined;
};

function collectPairs<Item>(model: Model<Item>, items: readonly Item[], blocks: Blocks, keepsPatterns: boolean): Pairs {
  const [one, other] = [growing(items.length * 8), growing(items.length * 8)];
  forEachPair(blocks, model.settings.blocking.candidatesMax, (left, right) => {
    one.push(left);
    other.push(right);
  });
  const levels = new Uint8Array(model.comparisons.length);
  const patterns = keepsPatterns ? new Float64Array(one.size) : undefined;
  if (patterns)
    for (let pair = 0; pair < one.size; pair++) {
      const [left, right] = [items[one.values[pair]!]!, items[other.values[pair]!]!];
      for (let index = 0; index < levels.length; index++)
        levels[index] = model.comparisons[index]!.compare(left, right);
      patterns[pair] = packPattern(levels);
    }
  return { one: one.values, other: other.values, size: one.size, patterns };
}

function countPatterns(patterns: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const pattern of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return counts;
}

function scorePairs<Item>(scorer: Scorer<Item>, items: readonly Item[], pairs: Pairs) {
  const { guard, thresholds } = scorer.model.settings;
  const [one, other] = [growing(items.length * 2), growing(items.length * 2)];
  const bitsOf: number[] = [];
  const open: OpenPair[] = [];
  for (let pair = 0; pair < pairs.size; pair++) {
    const [left, right] = [pairs.one[pair]!, pairs.other[pair]!];
    if (pairs.patterns) scorer.levels.set(unpackPattern(pairs.patterns[pair]!, scorer.levels.length));
    const bits = pairs.patterns ? scorer.weigh(items[left]!, items[right]!) : scorer.score(items[left]!, items[right]!);
    if (bits >= guard.edge && scorer.cap === 'same') {
      one.push(left);
      other.push(right);
      bitsOf.push(bits);
    } else if (bits >= thresholds.review && scorer.cap !== 'different')
      open.push({ one: left, other: right, bits, reason: scorer.cap === 'related' ? 'related' : 'unsure' });
  }
  const size = one.size;
  return {
    joining: {
      one: one.values.slice(0, size),
      other: other.values.slice(0, size),
      bits: Float64Array.from(bitsOf),
      size,
    },
    open,
  };
}
