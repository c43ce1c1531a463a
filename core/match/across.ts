/** What comparing the members of two groups with each other says (identity.md §2.8, 2). */
export type Across = {
  /** Mean of the bits of these pairs, each clamped to ±12: how alike the two are all in all. */
  readonly average: number;
  /** Pairs at or above the weakest edge that joins. */
  readonly supports: number;
};

/** Bits of one pair count no more than this, for and against. */
const clampBits = 12;
/** Members of each group that are compared: at most 6 × 6 pairs, however large the groups are. */
export const sampledMax = 6;

/** Compares a sample of two groups, member by member. `score` gives the bits of a pair; none of the groups may be empty. */
export function compareAcross<Member>(
  group: readonly Member[],
  others: readonly Member[],
  weakest: number,
  score: (one: Member, other: Member) => number,
): Across {
  let [total, pairs, supports] = [0, 0, 0];
  for (const one of sample(group))
    for (const other of sample(others)) {
      const bits = Math.max(-clampBits, Math.min(clampBits, score(one, other)));
      total += bits;
      pairs++;
      if (bits >= weakest) supports++;
    }
  return { average: total / pairs, supports };
}

/** At most six members, spread over the order in which they joined. */
export function sample<Member>(members: readonly Member[]): readonly Member[] {
  if (members.length <= sampledMax) return members;
  return Array.from(
    { length: sampledMax },
    (_, place) => members[Math.floor((place * (members.length - 1)) / (sampledMax - 1))]!,
  );
}
