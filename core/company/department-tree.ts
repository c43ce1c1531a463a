import type { FormerDepartment } from './department-changes.ts';
import { departmentPath, type DepartmentUnit } from './department-path.ts';

/** One department as people's records name it. */
export type DepartmentSeen = { readonly key: string; readonly name: string; readonly people: number };

export type DepartmentNode = {
  /** Of the department as written; empty where only its sub-departments are named. */
  readonly key: string;
  readonly name: string;
  /** People who name this very department. */
  readonly people: number;
  /** What it was before it was renamed, merged or split off, the latest first. */
  readonly formers: readonly FormerDepartment[];
  readonly children: readonly DepartmentNode[];
};

type Building = { key: string; name: string; people: number; children: Map<string, Building> };

/** What people say of the tree: where a department lies, and what it goes back to, by key. */
export type DepartmentsSaid = {
  readonly parents: ReadonlyMap<string, string | null>;
  readonly formers: ReadonlyMap<string, readonly FormerDepartment[]>;
};
const nothingSaid: DepartmentsSaid = { parents: new Map(), formers: new Map() };

/**
 * Departments of one company as a tree: 営業本部 第一営業部 lies in 営業本部 (identity.md §3.9), unless somebody put it elsewhere. Names in
 * the order given.
 */
export function departmentTree(seen: readonly DepartmentSeen[], said: DepartmentsSaid = nothingSaid): DepartmentNode[] {
  const root = new Map<string, Building>();
  for (const { key, name, people } of seen) {
    const path = departmentPath(name);
    let level = root;
    for (const [depth, unit] of path.entries()) {
      const step = stepKey(unit);
      const node = level.get(step) ?? { key: '', name: unitName(unit), people: 0, children: new Map() };
      level.set(step, node);
      if (depth === path.length - 1) {
        node.key ||= key;
        node.people += people;
      }
      level = node.children;
    }
  }
  for (const [key, parentKey] of said.parents) putUnder(root, key, parentKey);
  return nodesOf(root, said.formers);
}

type Place = { readonly level: Map<string, Building>; readonly step: string; readonly node: Building };

function placeOf(level: Map<string, Building>, key: string): Place | undefined {
  for (const [step, node] of level) {
    const found = node.key === key ? { level, step, node } : placeOf(node.children, key);
    if (found) return found;
  }
  return undefined;
}

/** Takes a department with all that lies in it to another place; one that is not there any more stays where it is. */
function putUnder(root: Map<string, Building>, key: string, parentKey: string | null): void {
  const found = placeOf(root, key);
  const target = parentKey === null ? { children: root } : placeOf(root, parentKey)?.node;
  if (!found || !target || (parentKey !== null && placeOf(found.node.children, parentKey))) return;
  found.level.delete(found.step);
  target.children.set(`${found.step} ${key}`, found.node);
}

function nodesOf(level: ReadonlyMap<string, Building>, formers: DepartmentsSaid['formers']): DepartmentNode[] {
  return Array.from(level.values(), ({ children, ...node }) => ({
    ...node,
    formers: formers.get(node.key) ?? [],
    children: nodesOf(children, formers),
  }));
}

/** Every department of a tree that has a key, with the one it lies in. */
export function departmentsIn(
  nodes: readonly DepartmentNode[],
  parentKey: string | null = null,
): { readonly key: string; readonly name: string; readonly parentKey: string | null }[] {
  return nodes.flatMap(({ key, name, children }) => [
    ...(key === '' ? [] : [{ key, name, parentKey }]),
    ...departmentsIn(children, key === '' ? parentKey : key),
  ]);
}

function stepKey({ work, ordinal, area, unit }: DepartmentUnit): string {
  return [area, work, ordinal, unit].join('/');
}

function unitName({ work, ordinal, area, unit }: DepartmentUnit): string {
  return `${area}${ordinal ? `第${ordinal}` : ''}${work}${unit}`;
}

/** Where one person was and when: the last time a department was seen beside them. */
export type DepartmentStay = {
  readonly personId: number;
  readonly key: string;
  readonly name: string;
  readonly on: string;
};

/** One department whose people are found in another since. */
export type DepartmentMove = {
  readonly fromKey: string;
  readonly fromName: string;
  readonly toKey: string;
  readonly toName: string;
  readonly people: number;
  readonly lastSeenOn: string;
  readonly firstSeenOn: string;
};

const peopleMin = 3;
const windowDays = 60;
const dayMs = 86_400_000;

/**
 * Departments that seem to have been renamed or reorganised: at least three people of one are seen in another within 60 days
 * of each other, and nobody is seen in the first any more (identity.md §2.15).
 */
export function departmentMoves(stays: readonly DepartmentStay[]): DepartmentMove[] {
  const lastSeen = new Map<string, string>();
  for (const { key, on } of stays) if (on > (lastSeen.get(key) ?? '')) lastSeen.set(key, on);
  const byPerson = Map.groupBy(stays, ({ personId }) => personId);
  const pairs = new Map<string, { from: DepartmentStay; to: DepartmentStay; arrivals: string[] }>();
  for (const places of byPerson.values())
    for (const from of places)
      for (const to of places) {
        if (from.key === to.key || to.on <= lastSeen.get(from.key)!) continue;
        const pair = pairs.get(`${from.key}\u0001${to.key}`) ?? { from, to, arrivals: [] };
        pairs.set(`${from.key}\u0001${to.key}`, pair);
        pair.arrivals.push(to.on);
      }
  return [...pairs.values()]
    .map(({ from, to, arrivals }) => ({ from, to, arrivals: arrivals.sort() }))
    .filter(({ arrivals }) => arrivals.length >= peopleMin && isWithin(arrivals))
    .map(({ from, to, arrivals }) => ({
      fromKey: from.key,
      fromName: from.name,
      toKey: to.key,
      toName: to.name,
      people: arrivals.length,
      lastSeenOn: lastSeen.get(from.key)!,
      firstSeenOn: arrivals[0]!,
    }))
    .sort((one, other) => other.people - one.people || (one.fromKey < other.fromKey ? -1 : 1));
}

/** True when enough of the days lie within the window; they come sorted. */
function isWithin(days: readonly string[]): boolean {
  return days.some((day, place) => {
    const end = days[place + peopleMin - 1];
    return end !== undefined && Date.parse(end) - Date.parse(day) <= windowDays * dayMs;
  });
}
