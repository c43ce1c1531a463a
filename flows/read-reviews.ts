import { reviewGroups, type ReviewGroup } from '#core/match/review-group.ts';
import { sidesOf, type MatchSide } from '#db/match-sides.ts';
import type { EntityKind } from '#db/move-rows.ts';
import type { Db } from '#db/pool.ts';
import { readPairEvidence, readTouched, readWaitingPairs, type PairEvidence } from '#db/waiting-pairs.ts';

/** Records that may be one, side by side, with what was asked about them and why they come now. */
export type Review = {
  readonly records: readonly MatchSide[];
  readonly pairs: readonly PairEvidence[];
  readonly priority: ReviewGroup<never>['priority'];
};

/**
 * One page of what awaits a person (名寄せの確認), in the order of `reviewGroups`: all of it, or what is asked `about` one record.
 * `total` counts what the pages hold together.
 */
export async function readReviews(
  db: Db,
  kind: EntityKind,
  page: { readonly offset: number; readonly limit: number; readonly about?: number | undefined },
): Promise<{ readonly rows: readonly Review[]; readonly total: number }> {
  const waiting = await readWaitingPairs(db, kind);
  const touched = await readTouched(db, kind);
  const groups = reviewGroups(waiting, (id) => touched.get(id)!).filter(
    ({ ids }) => page.about === undefined || ids.includes(page.about),
  );
  const shown = groups.slice(page.offset, page.offset + page.limit);
  const sides = await sidesOf(db, kind, [...new Set(shown.flatMap(({ ids }) => ids))]);
  const evidence = await readPairEvidence(
    db,
    kind,
    shown.flatMap(({ pairs }) => pairs),
  );
  const ofPair = new Map(evidence.map((pair) => [`${pair.leftId}-${pair.rightId}`, pair]));
  const rows = shown.map(({ ids, pairs, priority }) => ({
    records: ids.flatMap((id) => sides.get(id) ?? []),
    pairs: pairs.flatMap(({ leftId, rightId }) => ofPair.get(`${leftId}-${rightId}`) ?? []),
    priority,
  }));
  return { rows, total: groups.length };
}

/** Questions of each kind that wait. */
export async function countReviews(db: Db): Promise<Readonly<Record<EntityKind, number>>> {
  const count = async (kind: EntityKind) => {
    const touched = await readTouched(db, kind);
    return reviewGroups(await readWaitingPairs(db, kind), (id) => touched.get(id)!).length;
  };
  return { account: await count('account'), person: await count('person') };
}

/** The waiting pairs with both records and what is asked about them, those of one group after each other. */
export async function readReviewPairs(
  db: Db,
  kind: EntityKind,
  limit: number,
): Promise<(PairEvidence & { left: MatchSide; right: MatchSide })[]> {
  const { rows } = await readReviews(db, kind, { offset: 0, limit });
  return rows
    .flatMap(({ records, pairs }) => {
      const side = new Map(records.map((record) => [record.id, record]));
      return pairs.flatMap((pair) => {
        const [left, right] = [side.get(pair.leftId), side.get(pair.rightId)];
        return left && right ? [{ ...pair, left, right }] : [];
      });
    })
    .slice(0, limit);
}
