/** Quality of links and clusters against a known truth (identity.md §1.4). Shares are 0–1; 1 where there is nothing to miss. */

export type PrecisionRecall = { readonly precision: number; readonly recall: number; readonly f1: number };

export type ClusterQuality = {
  readonly pairwise: PrecisionRecall;
  /** B³ (Bagga & Baldwin 1998): precision and recall seen from each record, averaged. The headline. */
  readonly bCubed: PrecisionRecall;
  /** Entities found whole and pure. */
  readonly exactCluster: PrecisionRecall;
  /** Found clusters that hold two or more true entities, the records in them, and their share of all records. */
  readonly overMerged: { readonly clusters: number; readonly records: number; readonly share: number };
  readonly records: number;
  readonly clusters: number;
  readonly entities: number;
};

/**
 * Compares found clusters with true ones; both are labels per record, in the same order. With `isCounted` quality is seen
 * from those records only, against whole clusters: how a hold-out of entities is measured inside one run.
 */
export function evaluateClusters(
  found: ArrayLike<number | string>,
  truth: ArrayLike<number | string>,
  isCounted: (record: number) => boolean = () => true,
): ClusterQuality {
  const foundSizes = sizes(found);
  const trueSizes = sizes(truth);
  const both = sizes(Array.from({ length: found.length }, (_, record) => `${found[record]}\u0001${truth[record]}`));
  const [clusters, entities, exact, mixed] = [new Set(), new Set(), new Set(), new Map<number | string, number>()];
  let [records, shared, foundPairs, truePairs, precision, recall, inMixed] = [0, 0, 0, 0, 0, 0, 0];
  for (let record = 0; record < found.length; record++) {
    if (!isCounted(record)) continue;
    const [label, entity] = [found[record]!, truth[record]!];
    const [cluster, wanted, hit] = [
      foundSizes.get(label)!,
      trueSizes.get(entity)!,
      both.get(`${label}\u0001${entity}`)!,
    ];
    records++;
    shared += hit - 1;
    foundPairs += cluster - 1;
    truePairs += wanted - 1;
    precision += hit / cluster;
    recall += hit / wanted;
    clusters.add(label);
    entities.add(entity);
    if (hit === cluster && hit === wanted) exact.add(label);
    if (hit < cluster) {
      mixed.set(label, cluster);
      inMixed++;
    }
  }
  return {
    pairwise: precisionRecall(shared, foundPairs, truePairs),
    bCubed: withF1(precision / Math.max(1, records), recall / Math.max(1, records)),
    exactCluster: precisionRecall(exact.size, clusters.size, entities.size),
    overMerged: {
      clusters: mixed.size,
      records: [...mixed.values()].reduce((sum, size) => sum + size, 0),
      share: inMixed / Math.max(1, records),
    },
    records,
    clusters: clusters.size,
    entities: entities.size,
  };
}

/** Precision and recall of single links before closure, and the area under their curve (average precision) by falling bits. */
export function evaluateEdges(
  edges: readonly { readonly bits: number; readonly isTrue: boolean }[],
  truePairs: number,
  threshold: number,
): PrecisionRecall & { readonly areaUnderCurve: number } {
  const sorted = [...edges].sort((one, other) => other.bits - one.bits);
  let [hits, area] = [0, 0];
  for (const [index, edge] of sorted.entries()) {
    if (!edge.isTrue) continue;
    hits++;
    area += hits / (index + 1);
  }
  const kept = sorted.filter(({ bits }) => bits >= threshold);
  const right = kept.filter(({ isTrue }) => isTrue).length;
  return { ...precisionRecall(right, kept.length, truePairs), areaUnderCurve: truePairs === 0 ? 1 : area / truePairs };
}

/** From counts of pairs; nothing found is precision 1, nothing wanted recall 1. */
export function precisionRecall(right: number, found: number, wanted: number): PrecisionRecall {
  return withF1(found === 0 ? 1 : right / found, wanted === 0 ? 1 : right / wanted);
}

function withF1(precision: number, recall: number): PrecisionRecall {
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

function sizes(labels: ArrayLike<number | string>): Map<number | string, number> {
  const counts = new Map<number | string, number>();
  for (let record = 0; record < labels.length; record++)
    counts.set(labels[record]!, (counts.get(labels[record]!) ?? 0) + 1);
  return counts;
}
