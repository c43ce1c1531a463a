import { cluster, type Clustering } from './cluster.ts';
import type { Model } from './model.ts';
import type { Scorer } from './score.ts';

/** What a person decided about two records; it beats the model in every later run. */
export type Judgement = { readonly one: number; readonly other: number; readonly verdict: 'same' | 'different' };

/** More records than this are left to the nightly batch. */
export const reclusterMax = 200;

/**
 * Clusters a handful of records anew by all their pairs: when a row fits two entities, when a verdict arrives, when a value
 * became generic (identity.md §2.8, §2.9; Saeedi, Peukert & Rahm 2020). Records must come in a canonical order, such as by row
 * key; judgements name them by place. Throws when more than `reclusterMax` are given.
 */
export function recluster<Item>(
  scorer: Scorer<Item>,
  items: readonly Item[],
  judgements: readonly Judgement[] = [],
): Clustering {
  if (items.length > reclusterMax)
    throw new RangeError(`recluster takes at most ${reclusterMax} records, ${items.length} were given.`);
  const verdicts = new Map(judgements.map(({ one, other, verdict }) => [pairKey(one, other), verdict]));
  const edges = { one: [] as number[], other: [] as number[], bits: [] as number[], size: 0 };
  for (let one = 0; one < items.length; one++)
    for (let other = one + 1; other < items.length; other++) {
      const verdict = verdicts.get(pairKey(one, other));
      const bits = verdict === 'same' ? Number.POSITIVE_INFINITY : scorer.score(items[one]!, items[other]!);
      if (verdict === 'different' || (verdict === undefined && scorer.cap !== 'same')) continue;
      edges.one.push(one);
      edges.other.push(other);
      edges.bits.push(bits);
    }
  return cluster(
    items.length,
    { ...edges, size: edges.one.length },
    scorer.model.settings.guard,
    (one, other) => scoreCapped(scorer, items[one]!, items[other]!),
    (one, other) => {
      const verdict = verdicts.get(pairKey(one, other));
      return (
        verdict === 'different' || (verdict === undefined && mustStayApart(scorer.model, items[one]!, items[other]!))
      );
    },
  );
}

/** Bits of a pair within a cluster: what may be at most related speaks against. */
export function scoreCapped<Item>(scorer: Scorer<Item>, one: Item, other: Item): number {
  const bits = scorer.score(one, other);
  return scorer.cap === 'same' || scorer.cap === 'review' ? bits : -12;
}

/** True when two records may not share a cluster, even by way of a third. */
export function mustStayApart<Item>(model: Model<Item>, one: Item, other: Item): boolean {
  return (model.isVetoed?.(one, other) || model.isApart?.(one, other)) ?? false;
}

function pairKey(one: number, other: number): string {
  return one < other ? `${one}/${other}` : `${other}/${one}`;
}
