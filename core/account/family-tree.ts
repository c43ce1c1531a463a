import type { FamilyKind } from './family.ts';

/** `fromId` belongs to `toId`, as people confirmed. */
export type FamilyEdge = { readonly fromId: number; readonly toId: number; readonly kind: FamilyKind };

/** One company of a family, with those that belong to it. `kind`: how it belongs to the one above; null at the top. */
export type FamilyNode = {
  readonly accountId: number;
  readonly kind: FamilyKind | null;
  readonly children: readonly FamilyNode[];
};

/** Of several companies above one the likeliest to be the next step to the top. */
const precedence: readonly FamilyKind[] = ['parent', 'site', 'department', 'brand', 'group', 'successor'];

/**
 * The whole family that a company belongs to, from the outermost company down (domain.md §6.8: ultimate parent). Every company stands in
 * it once, under its first parent, so that two parents or a ring of relations end as well; what cannot be reached from the top, such as the
 * other parent of a joint venture, is left out. What was taken over is history and no part of a family.
 */
export function familyTree(accountId: number, edges: readonly FamilyEdge[]): FamilyNode {
  const kept = edges.filter(({ kind }) => kind !== 'successor').sort(inOrder);
  const above = Map.groupBy(kept, ({ fromId }) => fromId);
  const below = Map.groupBy(kept, ({ toId }) => toId);
  const placed = new Set([topOf(accountId, above)]);
  const grow = (id: number, kind: FamilyKind | null): FamilyNode => {
    const own = (below.get(id) ?? []).filter(({ fromId }) => {
      const isHere = !placed.has(fromId) && above.get(fromId)![0]!.toId === id;
      if (isHere) placed.add(fromId);
      return isHere;
    });
    return { accountId: id, kind, children: own.map((edge) => grow(edge.fromId, edge.kind)) };
  };
  return grow([...placed][0]!, null);
}

/** Companies of a tree, itself included. */
export function familySize({ children }: FamilyNode): number {
  return children.reduce((sum, child) => sum + familySize(child), 1);
}

function inOrder(one: FamilyEdge, other: FamilyEdge): number {
  return (
    precedence.indexOf(one.kind) - precedence.indexOf(other.kind) || one.toId - other.toId || one.fromId - other.fromId
  );
}

/** Climbs from first parent to first parent; in a ring it ends at the oldest company. */
function topOf(accountId: number, above: ReadonlyMap<number, readonly FamilyEdge[]>): number {
  const path = [accountId];
  for (;;) {
    const next = above.get(path.at(-1)!)?.[0]?.toId;
    if (next === undefined) return path.at(-1)!;
    const seen = path.indexOf(next);
    if (seen >= 0) return Math.min(...path.slice(seen));
    path.push(next);
  }
}
