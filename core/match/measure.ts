import { keepIds } from '#core/identify/keep-ids.ts';
import { type Rate, rateOf } from '#core/measure/rate.ts';
import { block, forEachPair } from './block.ts';
import {
  type ClusterQuality,
  evaluateClusters,
  evaluateEdges,
  type PrecisionRecall,
  precisionRecall,
} from './evaluate.ts';
import type { BatchMatch } from './match-batch.ts';
import type { Model } from './model.ts';

/** What a record is in truth, and the groups of records it is looked at with. */
export type RowTruth = { readonly entity: string; readonly slices: Readonly<Record<string, string>> };

/** Everything of identity.md §1.4 for one run. Blocking and edges are over distinct records, clusters over all. Shares are 0–1. */
export type MatchQuality = ClusterQuality & {
  readonly blocking: {
    /** Share of true pairs that meet in a block. */
    readonly pairRecall: number;
    readonly candidatesPerRecord: { readonly mean: number; readonly p99: number };
    readonly reductionRatio: number;
  };
  /** Links before closure, at the bits from which they are made without asking. */
  readonly edges: PrecisionRecall & { readonly areaUnderCurve: number; readonly thresholdBits: number };
  /** Links made without asking that the guard let stand: right ones of all, with a 95 % Wilson interval. */
  readonly autoMergePrecision: Rate;
  /** Pairs of entities a person is asked about, for each record. */
  readonly reviewRate: number;
  /** Pairwise F1 against the same records in other orders; the least of them. Null without a shuffle. */
  readonly orderSensitivity: number | null;
  /** Share of clusters that are found again whole in another order; the least of them. Null without a shuffle. */
  readonly stability: number | null;
  /** Share of entities that keep their id when the same records are loaded in another order; the least of them. Null without a shuffle. */
  readonly idsKept: number | null;
  readonly slices: Readonly<Record<string, ClusterQuality>>;
};

const slicesMax = 20;

/** Measures a batch against its truth; `shuffled` are the clusters of the same records found in other orders. */
export function measureMatch<Item>(
  model: Model<Item>,
  { records, match }: { readonly records: readonly Item[]; readonly match: BatchMatch<Item> },
  truth: readonly RowTruth[],
  shuffled: readonly ArrayLike<number>[],
): MatchQuality {
  const entities = truth.map(({ entity }) => entity);
  const distinct = firstOfEach(records.map(model.signature));
  const truePairs = pairsOf(distinct.map((record) => entities[record]!));
  const edges = edgesOf(match, entities);
  const merged = edges.filter(({ isMerged }) => isMerged);
  const right = merged.filter(({ isTrue }) => isTrue).length;
  const kept = merged.filter(({ one, other }) => match.clusterOf[one] === match.clusterOf[other]);
  const asked = new Set(
    match.open.map(({ one, other }) =>
      [match.clusterOf[one]!, match.clusterOf[other]!].sort((a, b) => a - b).join('/'),
    ),
  );
  const others = shuffled.map((clusters) => evaluateClusters(clusters, match.clusterOf));
  const least = (values: readonly number[]) => (values.length === 0 ? null : Math.min(...values));
  return {
    ...evaluateClusters(match.clusterOf, entities),
    blocking: measureBlocking(
      model,
      distinct.map((record) => records[record]!),
      distinct.map((record) => entities[record]!),
      truePairs,
    ),
    edges: {
      ...precisionRecall(right, merged.length, truePairs),
      areaUnderCurve: evaluateEdges(edges, truePairs, 0).areaUnderCurve,
      thresholdBits: model.settings.thresholds.auto,
    },
    autoMergePrecision: rateOf(kept.filter(({ isTrue }) => isTrue).length, kept.length),
    reviewRate: asked.size / Math.max(1, records.length),
    orderSensitivity: least(others.map(({ pairwise }) => pairwise.f1)),
    stability: least(others.map(({ exactCluster }) => exactCluster.recall)),
    idsKept: least(shuffled.map((clusters) => shareOfIdsKept(match.clusterOf, clusters))),
    slices: measureSlices(match.clusterOf, entities, truth),
  };
}

/** As after a reload: each new cluster takes the id of the entity it shares most records with, one id for one cluster. */
export function shareOfIdsKept(before: ArrayLike<number>, after: ArrayLike<number>): number {
  const links = Array.from({ length: before.length }, (_, record) => ({ from: before[record]!, to: after[record]! }));
  const kept = new Set([...keepIds(links).values()].filter((id) => id !== undefined));
  return before.length === 0 ? 1 : kept.size / new Set(links.map(({ from }) => from)).size;
}

function edgesOf<Item>({ edges, open }: BatchMatch<Item>, entities: readonly string[]) {
  const edge = (one: number, other: number, bits: number, isMerged: boolean) => ({
    one,
    other,
    bits,
    isTrue: entities[one] === entities[other],
    isMerged,
  });
  return [
    ...Array.from({ length: edges.size }, (_, place) =>
      edge(edges.one[place]!, edges.other[place]!, edges.bits[place]!, true),
    ),
    ...open.map(({ one, other, bits }) => edge(one, other, bits, false)),
  ];
}

function measureBlocking<Item>(
  model: Model<Item>,
  records: readonly Item[],
  entities: readonly string[],
  truePairs: number,
): MatchQuality['blocking'] {
  const candidates = new Int32Array(records.length);
  let [pairs, met] = [0, 0];
  forEachPair(block(model, records), model.settings.blocking.candidatesMax, (one, other) => {
    pairs++;
    candidates[one]!++;
    candidates[other]!++;
    if (entities[one] === entities[other]) met++;
  });
  const sorted = candidates.sort();
  return {
    pairRecall: precisionRecall(met, met, truePairs).recall,
    candidatesPerRecord: {
      mean: (2 * pairs) / Math.max(1, records.length),
      p99: sorted[Math.floor(records.length * 0.99)] ?? 0,
    },
    reductionRatio: 1 - pairs / Math.max(1, (records.length * (records.length - 1)) / 2),
  };
}

function measureSlices(
  clusters: ArrayLike<number>,
  entities: readonly string[],
  truth: readonly RowTruth[],
): Record<string, ClusterQuality> {
  const slices: Record<string, ClusterQuality> = {};
  for (const name of Object.keys(truth[0]?.slices ?? {})) {
    const values = [...new Set(truth.map(({ slices: own }) => own[name] ?? ''))].sort();
    if (values.length > slicesMax) continue;
    for (const value of values)
      slices[`${name}=${value}`] = evaluateClusters(
        clusters,
        entities,
        (record) => (truth[record]!.slices[name] ?? '') === value,
      );
  }
  return slices;
}

function firstOfEach(signatures: readonly string[]): number[] {
  const first = new Map<string, number>();
  for (const [record, signature] of signatures.entries()) if (!first.has(signature)) first.set(signature, record);
  return [...first.values()];
}

function pairsOf(entities: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const entity of entities) sizes.set(entity, (sizes.get(entity) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}
