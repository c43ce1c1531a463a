import { Refusal } from '#core/refusal.ts';
import { parseDepartment } from './department.ts';

export const departmentChangeKinds = ['rename', 'merge', 'split', 'move', 'add'] as const;
export type DepartmentChangeKind = (typeof departmentChangeKinds)[number];

/** A department that a change makes or goes on with. `personIds`: who went there, where one was split. */
export type DepartmentMade = {
  readonly key: string;
  readonly name: string;
  readonly personIds: readonly number[];
};

/** What somebody of ours says became of departments of one company, on a day: 営業企画部 → 事業企画部. */
export type DepartmentChange = {
  readonly kind: DepartmentChangeKind;
  /** Keys of the departments that it ends or moves. */
  readonly from: readonly string[];
  readonly into: readonly DepartmentMade[];
  /** Where a moved or new department lies; null at the top, undefined where the change does not say. */
  readonly parentKey: string | null | undefined;
  /** YYYY-MM-DD. */
  readonly on: string;
};

/** A department that another one goes back to. */
export type FormerDepartment = {
  readonly key: string;
  readonly name: string;
  readonly kind: DepartmentChangeKind;
  readonly on: string;
};

/** Changes in the order in which they happened; those of one day in the order in which they were entered. */
export function inOrder<Change extends DepartmentChange>(changes: readonly Change[]): Change[] {
  return changes
    .map((change, place) => ({ change, place }))
    .sort((one, other) =>
      one.change.on < other.change.on ? -1 : one.change.on > other.change.on ? 1 : one.place - other.place,
    )
    .map(({ change }) => change);
}

/**
 * The department that a department is today, for one of its people: what was renamed or merged goes by its successor, of a split
 * one each person by the part they were given to. Someone given to no part, and a split department itself, stay what they were.
 */
export function departmentNow(changes: readonly DepartmentChange[], key: string, personId?: number): string {
  let now = key;
  for (const { kind, from, into } of inOrder(changes)) {
    if (!from.includes(now)) continue;
    if (kind === 'rename' || kind === 'merge') now = into[0]!.key;
    if (kind === 'split') now = into.find(({ personIds }) => personIds.includes(personId ?? -1))?.key ?? now;
  }
  return now;
}

/** What each department goes back to, by its key of today: all that led there, the latest first. */
export function formersOf(
  changes: readonly DepartmentChange[],
  names: ReadonlyMap<string, string>,
): Map<string, FormerDepartment[]> {
  const ordered = inOrder(changes);
  const formers = new Map<string, FormerDepartment[]>();
  for (const [place, { kind, from, into, on }] of ordered.entries()) {
    if (kind === 'move' || kind === 'add') continue;
    for (const made of into) {
      const now = departmentNow(ordered.slice(place + 1), made.key);
      const led = from.filter((key) => key !== now).map((key) => ({ key, name: names.get(key) ?? key, kind, on }));
      formers.set(now, [...led, ...(formers.get(now) ?? [])]);
    }
  }
  return formers;
}

/** Departments as given by hand: their keys, and where each was put, the last word first. */
export function parentsOf(changes: readonly DepartmentChange[]): Map<string, string | null> {
  const parents = new Map<string, string | null>();
  const ordered = inOrder(changes);
  for (const [place, { kind, from, into, parentKey }] of ordered.entries()) {
    if (parentKey === undefined) continue;
    const rest = ordered.slice(place + 1);
    const [own] = kind === 'move' ? from : into.map(({ key }) => key);
    if (own !== undefined)
      parents.set(departmentNow(rest, own), parentKey === null ? null : departmentNow(rest, parentKey));
  }
  return parents;
}

/** What somebody enters: departments by key, new ones by name. */
export type DepartmentChangeInput = {
  readonly kind: DepartmentChangeKind;
  readonly fromKeys: readonly string[];
  readonly into: readonly { readonly name: string; readonly personIds: readonly number[] }[];
  readonly parentKey: string | null | undefined;
  readonly on: string;
};

/** A department of today as a change finds it. */
export type DepartmentStanding = {
  readonly key: string;
  readonly parentKey: string | null;
  readonly personIds: readonly number[];
};

/** The change that an input comes to. Refuses what does not fit the departments of today or lies ahead of them. */
export function readDepartmentChange(
  { kind, fromKeys, into, parentKey, on }: DepartmentChangeInput,
  departments: readonly DepartmentStanding[],
  today: string,
): DepartmentChange {
  if (on > today) throw refusal('department_change_ahead', '再編の日は、今日までの日付にしてください。');
  const from = [...new Set(fromKeys)];
  const standing = new Map(departments.map((one) => [one.key, one]));
  if (from.some((key) => !standing.has(key)) || (parentKey != null && !standing.has(parentKey)))
    throw refusal('department_gone', 'この部署は、いまの部署にありません。画面を読み直してください。');
  const [fewest, most] = sizes[kind];
  const named = [fewest.from, most.from, fewest.into, most.into];
  if (from.length < named[0]! || from.length > named[1]! || into.length < named[2]! || into.length > named[3]!)
    throw refusal('department_change_incomplete', '元の部署と新しい部署を選んでください。');
  const made = into.map(({ name, personIds }) => {
    const department = parseDepartment(name);
    if (!department) throw refusal('department_name_missing', '部署の名前を入れてください。');
    return { key: department.key, name: department.name, personIds: kind === 'split' ? [...new Set(personIds)] : [] };
  });
  const keys = made.map(({ key }) => key);
  if (
    new Set(keys).size < keys.length ||
    (kind === 'rename' && keys[0] === from[0]) ||
    (kind === 'add' && standing.has(keys[0]!))
  )
    throw refusal('department_name_taken', '同じ部署になります。別の名前にしてください。');
  const people = new Set(from.flatMap((key) => standing.get(key)!.personIds));
  const given = made.flatMap(({ personIds }) => personIds);
  if (given.some((id) => !people.has(id)) || new Set(given).size < given.length)
    throw refusal('department_people_wrong', '分けた先に入れられるのは、元の部署の人を1回ずつです。');
  if (kind === 'move') {
    for (let above = parentKey ?? null; above !== null; above = standing.get(above)?.parentKey ?? null)
      if (above === from[0]) throw refusal('department_in_itself', '自分の下の部署の下には移せません。');
  }
  const isPlaced = kind === 'move' || kind === 'add';
  return { kind, from, into: made, parentKey: isPlaced ? (parentKey ?? null) : undefined, on };
}

/** How many departments each kind of change ends and makes, at the fewest and at the most. */
const many = 50;
const sizes = {
  rename: [
    { from: 1, into: 1 },
    { from: 1, into: 1 },
  ],
  merge: [
    { from: 2, into: 1 },
    { from: many, into: 1 },
  ],
  split: [
    { from: 1, into: 2 },
    { from: 1, into: many },
  ],
  move: [
    { from: 1, into: 0 },
    { from: 1, into: 0 },
  ],
  add: [
    { from: 0, into: 1 },
    { from: 0, into: 1 },
  ],
} as const;

/** True where a later change goes on from what this one made: it cannot be taken back alone. */
export function isBuiltUpon(change: DepartmentChange, later: readonly DepartmentChange[]): boolean {
  const made = new Set(change.into.map(({ key }) => key));
  return later.some(
    ({ from, parentKey }) => from.some((key) => made.has(key)) || (parentKey != null && made.has(parentKey)),
  );
}

function refusal(code: string, message: string): Refusal {
  return new Refusal(code, message, { status: 422 });
}
