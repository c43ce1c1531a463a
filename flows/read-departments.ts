import {
  departmentNow,
  type FormerDepartment,
  formersOf,
  inOrder,
  parentsOf,
} from '#core/company/department-changes.ts';
import { type DepartmentNode, departmentTree } from '#core/company/department-tree.ts';
import {
  accountOfMadeDepartment,
  readDepartmentChanges,
  readNamedDepartments,
  readSeats,
  type StoredDepartmentChange,
} from '#db/department-changes.ts';
import { departmentsOf, findDepartment } from '#db/departments.ts';
import type { Db } from '#db/pool.ts';

/** A department as it is today, after what people say became of it. */
export type DepartmentToday = {
  readonly departmentId: number;
  readonly key: string;
  readonly name: string;
  /** Whoever works at the company and was seen in it, or in one it goes back to. */
  readonly people: readonly { readonly personId: number; readonly name: string }[];
  /** How many of them were seen in it last. */
  readonly lastHere: number;
  readonly formers: readonly FormerDepartment[];
};

export type Departments = {
  readonly changes: readonly StoredDepartmentChange[];
  readonly departments: readonly DepartmentToday[];
  readonly tree: readonly DepartmentNode[];
};

/**
 * The departments of a company today. `proposed` is a change that is not yet kept: what they would be after it.
 */
export async function readDepartments(
  db: Db,
  accountId: number,
  proposed: readonly StoredDepartmentChange[] = [],
): Promise<Departments> {
  const changes = [...((await readDepartmentChanges(db, [accountId])).get(accountId) ?? []), ...proposed];
  const [seats, named] = [await readSeats(db, accountId), await readNamedDepartments(db, accountId)];
  const known = new Map<string, { departmentId: number; name: string }>(named.map(({ key, ...one }) => [key, one]));
  for (const { into } of inOrder(changes)) for (const { key, ...made } of into) known.set(key, made);
  const people = new Map<string, Map<number, string>>();
  const last = new Map<number, string>();
  for (const { key, personId, personName, isHere } of seats) {
    if (!isHere) continue;
    const now = departmentNow(changes, key, personId);
    if (!last.has(personId)) last.set(personId, now);
    people.set(now, (people.get(now) ?? new Map()).set(personId, personName));
  }
  const split = new Set(changes.filter(({ kind }) => kind === 'split').flatMap(({ from }) => from));
  const today = [...known].filter(
    ([key]) => departmentNow(changes, key) === key && (!split.has(key) || people.has(key) || isMade(key, changes)),
  );
  const formers = formersOf(changes, new Map(Array.from(known, ([key, { name }]) => [key, name])));
  const departments = today.map(([key, { departmentId, name }]) => ({
    departmentId,
    key,
    name,
    people: Array.from(people.get(key) ?? [], ([personId, personName]) => ({ personId, name: personName })),
    lastHere: [...last.values()].filter((one) => one === key).length,
    formers: formers.get(key) ?? [],
  }));
  const seen = departments.map(({ key, name, lastHere }) => ({ key, name, people: lastHere }));
  return { changes, departments, tree: departmentTree(seen, { parents: parentsOf(changes), formers }) };
}

function isMade(key: string, changes: readonly StoredDepartmentChange[]): boolean {
  return changes.some(({ into }) => into.some((made) => made.key === key));
}

/** Departments of the page of a company, those with most people first; counted in the database where nobody says anything of them. */
export async function departmentsOfPage(
  db: Db,
  accountId: number,
): Promise<{ departmentId: number; name: string; people: number; formers: string[] }[]> {
  if (!(await readDepartmentChanges(db, [accountId])).has(accountId))
    return (await departmentsOf(db, accountId)).map((line) => ({ ...line, formers: [] }));
  const { departments } = await readDepartments(db, accountId);
  return departments
    .filter(({ people, formers }) => people.length > 0 || formers.length > 0)
    .map(({ departmentId, name, people, formers }) => ({
      departmentId,
      name,
      people: people.length,
      formers: formers.map((former) => former.name),
    }))
    .sort((one, other) => other.people - one.people || (one.name < other.name ? -1 : 1));
}

/**
 * The department of today behind an id, also of one that was renamed, merged or put together with another. `personIds` where people
 * say what became of departments; undefined where rows alone tell who is there. Undefined where there is none.
 */
export async function findDepartmentToday(
  db: Db,
  departmentId: number,
): Promise<
  | {
      readonly departmentId: number;
      readonly name: string;
      readonly people: number;
      readonly accountId: number;
      readonly personIds: readonly number[] | undefined;
    }
  | undefined
> {
  const found = await findDepartment(db, departmentId);
  const accountId = found?.accountId ?? (await accountOfMadeDepartment(db, departmentId));
  if (accountId === undefined) return undefined;
  const { changes, departments } = await readDepartments(db, accountId);
  if (changes.length === 0) return found && { ...found, personIds: undefined };
  const key = departmentKeyOf(found?.departmentId ?? departmentId, changes, await readNamedDepartments(db, accountId));
  const today = departments.find((one) => one.key === departmentNow(changes, key));
  if (!today) return found && { ...found, personIds: [] };
  const personIds = today.people.map(({ personId }) => personId);
  return { departmentId: today.departmentId, name: today.name, people: personIds.length, accountId, personIds };
}

function departmentKeyOf(
  id: number,
  changes: readonly StoredDepartmentChange[],
  named: readonly { readonly departmentId: number; readonly key: string }[],
): string {
  const all = [...named, ...changes.flatMap(({ into }) => into)];
  return all.find(({ departmentId }) => departmentId === id)?.key ?? '';
}

/** Who a list narrowed to a department shows: by the rows of the department, or by what people say became of it. */
export async function departmentScope(
  db: Db,
  departmentId: number | undefined,
): Promise<{ readonly departmentId?: number; readonly personIds?: readonly number[] }> {
  if (departmentId === undefined) return {};
  const personIds = (await findDepartmentToday(db, departmentId))?.personIds;
  return personIds ? { personIds } : { departmentId };
}
