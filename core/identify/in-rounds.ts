/**
 * Pairs in rounds: the first of every group that hangs together, then the second of each, and so on. Pairs of one round have nothing in
 * common; pairs of one group keep their order. Linear in the number of pairs.
 */
export function inRounds<Pair extends { readonly leftId: number; readonly rightId: number }>(
  pairs: readonly Pair[],
): Pair[] {
  const above = new Map<number, number>();
  const groupOf = (id: number): number => {
    let top = id;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    for (let one = id; one !== top; ) {
      const next = above.get(one)!;
      above.set(one, top);
      one = next;
    }
    return top;
  };
  for (const { leftId, rightId } of pairs) {
    const [one, other] = [groupOf(leftId), groupOf(rightId)];
    if (one !== other) above.set(one, other);
  }
  const rounds: Pair[][] = [];
  for (const group of Map.groupBy(pairs, ({ leftId }) => groupOf(leftId)).values())
    for (const [place, pair] of group.entries()) {
      if (place === rounds.length) rounds.push([]);
      rounds[place]!.push(pair);
    }
  return rounds.flat();
}
