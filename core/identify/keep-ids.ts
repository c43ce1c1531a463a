/** Where one link stands and where it would go. `to` is a label of the new grouping, in the order of its making. */
export type Placed = { readonly from: number; readonly to: number };

/**
 * Which id each new group keeps: that of the entity it shares most rows with, one id for one group (architecture.md §4). The
 * largest overlap chooses first, then the older id, then the earlier group. Groups that are left over have no id: they are new.
 */
export function keepIds(links: Iterable<Placed>): ReadonlyMap<number, number | undefined> {
  const shared = new Map<string, { from: number; to: number; rows: number }>();
  const groups = new Map<number, number | undefined>();
  for (const { from, to } of links) {
    groups.set(to, undefined);
    const key = `${from}/${to}`;
    const held = shared.get(key);
    if (held) held.rows++;
    else shared.set(key, { from, to, rows: 1 });
  }
  const taken = new Set<number>();
  const largest = [...shared.values()].sort(
    (one, other) => other.rows - one.rows || one.from - other.from || one.to - other.to,
  );
  for (const { from, to } of largest) {
    if (taken.has(from) || groups.get(to) !== undefined) continue;
    taken.add(from);
    groups.set(to, from);
  }
  return groups;
}

/** What becomes of a link that changes: its entity goes into another, it founds one, or it goes over to another that stays. */
export type LinkChange = 'merged' | 'split' | 'moved';

/** Tells the change of each link, undefined where it stays; `ids` as `keepIds` gives them. */
export function changesOf(ids: ReadonlyMap<number, number | undefined>): (link: Placed) => LinkChange | undefined {
  const kept = new Set(ids.values());
  return ({ from, to }) => {
    const id = ids.get(to);
    if (id === from) return undefined;
    if (id === undefined) return 'split';
    return kept.has(from) ? 'moved' : 'merged';
  };
}
