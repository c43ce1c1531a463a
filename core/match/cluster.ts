import { compareAcross } from './across.ts';
import type { Settings } from './model.ts';

/** Links between records 0 … count − 1 with their bits. */
export type Edges = {
  readonly one: ArrayLike<number>;
  readonly other: ArrayLike<number>;
  readonly bits: ArrayLike<number>;
  readonly size: number;
};

/** What stopped a link: the clusters as wholes disagree, one link alone would join two groups, or too many records. */
export type RefusedEdge = {
  readonly one: number;
  readonly other: number;
  readonly bits: number;
  readonly reason: 'average' | 'bridge' | 'size' | 'veto' | 'ambiguous';
};

export type Clustering = {
  /** Smallest record of each record's cluster. */
  readonly rootOf: Int32Array;
  readonly refused: readonly RefusedEdge[];
};

/**
 * Closure with a guard (identity.md §2.8): edges from strong to weak join two clusters only when the average score over their
 * (sampled) cross pairs is high enough and nothing vetoes. Naive closure lets one false edge join two entities for good.
 * An edge of infinite bits is a person's verdict and only yields to a veto.
 * Deterministic: equal bits go by record number, so records must come in a canonical order.
 */
export function cluster(
  count: number,
  edges: Edges,
  guard: Settings['guard'],
  score: (one: number, other: number) => number,
  isVetoed: (one: number, other: number) => boolean = () => false,
): Clustering {
  const rootOf = Int32Array.from({ length: count }, (_, index) => index);
  const members: (number[] | undefined)[] = [];
  const membersOf = (root: number) => members[root] ?? [root];
  const refused: RefusedEdge[] = [];
  for (const edge of strongestFirst(edges, guard.edge)) {
    const [one, other, bits] = [edges.one[edge]!, edges.other[edge]!, edges.bits[edge]!];
    const [left, right] = [rootOf[one]!, rootOf[other]!];
    if (left === right) continue;
    const [group, others] = [membersOf(left), membersOf(right)];
    const reason = whyNot(group, others, bits, guard, score, isVetoed);
    if (reason) {
      refused.push({ one, other, bits, reason });
      continue;
    }
    const root = Math.min(left, right);
    const joined = group.length >= others.length ? group : others;
    for (const member of joined === group ? others : group) joined.push(member);
    for (const member of joined) rootOf[member] = root;
    members[Math.max(left, right)] = undefined;
    members[root] = joined;
  }
  return { rootOf, refused: [...refused, ...setFreeAmbiguous(rootOf, edges, refused, guard)] };
}

/**
 * Takes records out of their cluster that fit as well into another one which must stay apart from it: a row with only a
 * group's domain belongs to neither company (identity.md §2.7, margin). A single contradicting link does not free a record
 * that many others hold.
 */
function setFreeAmbiguous(
  rootOf: Int32Array,
  edges: Edges,
  refused: readonly RefusedEdge[],
  guard: Settings['guard'],
): RefusedEdge[] {
  const rivals = new Map<number, RefusedEdge[]>();
  for (const edge of refused)
    if (edge.reason === 'veto')
      for (const record of [edge.one, edge.other]) rivals.set(record, [...(rivals.get(record) ?? []), edge]);
  if (rivals.size === 0) return [];
  const held = new Map<number, { best: number; links: number }>();
  for (let edge = 0; edge < edges.size; edge++) {
    const [one, other, bits] = [edges.one[edge]!, edges.other[edge]!, edges.bits[edge]!];
    if (rootOf[one] !== rootOf[other]) continue;
    for (const record of [one, other]) {
      if (!rivals.has(record)) continue;
      const { best, links } = held.get(record) ?? { best: Number.NEGATIVE_INFINITY, links: 0 };
      held.set(record, { best: Math.max(best, bits), links: links + 1 });
    }
  }
  const free: RefusedEdge[] = [];
  for (const [record, { best, links }] of held) {
    const close = rivals.get(record)!.filter(({ bits }) => bits > best - guard.margin);
    if (best === Number.POSITIVE_INFINITY || close.length * 2 < links) continue;
    free.push(...close.map((edge) => ({ ...edge, reason: 'ambiguous' as const })));
    leave(rootOf, record);
  }
  return free;
}

/** Makes a record a cluster of its own; the others take the smallest that is left for their root. */
function leave(rootOf: Int32Array, record: number): void {
  const root = rootOf[record]!;
  rootOf[record] = record;
  if (root !== record) return;
  const rest = rootOf.indexOf(root, record + 1);
  if (rest < 0) return;
  for (let other = rest; other < rootOf.length; other++) if (rootOf[other] === root) rootOf[other] = rest;
}

function whyNot(
  group: readonly number[],
  others: readonly number[],
  bits: number,
  guard: Settings['guard'],
  score: (one: number, other: number) => number,
  isVetoed: (one: number, other: number) => boolean,
): RefusedEdge['reason'] | undefined {
  for (const one of group) for (const other of others) if (isVetoed(one, other)) return 'veto';
  if (bits === Number.POSITIVE_INFINITY) return undefined;
  if (group.length + others.length > guard.sizeMax) return 'size';
  if (group.length === 1 && others.length === 1) return undefined;
  const { average, supports } = compareAcross(group, others, guard.edge, score);
  if (average < guard.average) return 'average';
  const isBridge = group.length >= 3 && others.length >= 3 && supports <= 1;
  return isBridge && bits < guard.edge + guard.bridge ? 'bridge' : undefined;
}

function strongestFirst({ one, other, bits, size }: Edges, weakest: number): Uint32Array {
  const order: number[] = [];
  for (let edge = 0; edge < size; edge++) if (bits[edge]! >= weakest) order.push(edge);
  return Uint32Array.from(order).sort((a, b) => bits[b]! - bits[a]! || one[a]! - one[b]! || other[a]! - other[b]!);
}
