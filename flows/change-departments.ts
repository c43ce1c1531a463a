import {
  type DepartmentChange,
  type DepartmentChangeInput,
  departmentNow,
  isBuiltUpon,
  readDepartmentChange,
} from '#core/company/department-changes.ts';
import { departmentMoves, departmentsIn, type DepartmentNode } from '#core/company/department-tree.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import {
  findDepartmentChange,
  readDepartmentChanges,
  saveDepartmentChange,
  takeBackDepartmentChange,
} from '#db/department-changes.ts';
import { departmentStays, saveSuccession } from '#db/family.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import { readDepartments } from './read-departments.ts';

/** What a change of departments comes to, before anything is written. */
export type DepartmentPreview = {
  readonly before: readonly DepartmentNode[];
  readonly after: readonly DepartmentNode[];
  /** Whoever stands in another department afterwards. */
  readonly people: readonly {
    readonly personId: number;
    readonly name: string;
    readonly from: string;
    readonly to: string;
  }[];
};

async function readInput(db: Db, accountId: number, input: DepartmentChangeInput, today: string) {
  const { departments, tree } = await readDepartments(db, accountId);
  const above = new Map(departmentsIn(tree).map(({ key, parentKey }) => [key, parentKey]));
  const standing = departments.map(({ key, people }) => ({
    key,
    parentKey: above.get(key) ?? null,
    personIds: people.map(({ personId }) => personId),
  }));
  return { change: readDepartmentChange(input, standing, today), departments, tree };
}

/** The tree and the people that a change moves, without writing it. Refuses what does not fit the departments of today. */
export async function previewDepartmentChange(
  db: Db,
  accountId: number,
  input: DepartmentChangeInput,
  today: string,
): Promise<DepartmentPreview> {
  const { change, departments, tree } = await readInput(db, accountId, input, today);
  const proposed = {
    ...change,
    into: change.into.map((made) => ({ ...made, departmentId: 0 })),
    changeId: 0,
    memberName: null,
    at: new Date(0),
  };
  const after = await readDepartments(db, accountId, [proposed]);
  const nameAfter = new Map(after.departments.map(({ key, name }) => [key, name]));
  const people = departments
    .filter(({ key }) => change.from.includes(key))
    .flatMap(({ key, name: from, people: there }) =>
      there.flatMap(({ personId, name }) => {
        const now = departmentNow([change], key, personId);
        return now === key ? [] : [{ personId, name, from, to: nameAfter.get(now) ?? now }];
      }),
    );
  return { before: tree, after: after.tree, people };
}

/** Keeps what somebody says became of departments. Rows stay as they are: only how they are read changes. */
export async function changeDepartments(
  { db }: Pick<Transaction, 'db'>,
  accountId: number,
  input: DepartmentChangeInput,
  today: string,
  memberId: number | null,
): Promise<{ changeId: number }> {
  const { change, departments } = await readInput(db, accountId, input, today);
  const changeId = await saveDepartmentChange(db, accountId, change, memberId);
  const nameOf = (key: string | null | undefined) => departments.find((one) => one.key === key)?.name ?? null;
  await writeAudit(db, {
    memberId,
    action: `department.${change.kind}`,
    subjectKind: 'account',
    subjectId: accountId,
    before: { departments: change.from.map(nameOf) },
    after: { departments: change.into.map(({ name }) => name), under: nameOf(change.parentKey), on: change.on },
  });
  return { changeId };
}

/** Takes a change back. Refuses one that a later change goes on from: that one first. */
export async function undoDepartmentChange(
  { db }: Pick<Transaction, 'db'>,
  changeId: number,
  memberId: number | null,
): Promise<{ accountId: number }> {
  const found = await findDepartmentChange(db, changeId);
  if (!found) throw new Refusal('already_undone', 'この判断はすでに取り消されています。', { status: 409 });
  const changes = (await readDepartmentChanges(db, [found.accountId])).get(found.accountId) ?? [];
  const change = changes.find((one) => one.changeId === changeId)!;
  const later = changes.filter((one) => one.changeId > changeId);
  if (isBuiltUpon(change, later))
    throw new Refusal(
      'department_change_built_upon',
      'この後の再編がこの部署を使っています。後の再編から取り消してください。',
      {
        status: 409,
      },
    );
  await takeBackDepartmentChange(db, changeId, memberId);
  await writeAudit(db, {
    memberId,
    action: 'department.undo',
    subjectKind: 'account',
    subjectId: found.accountId,
    before: { kind: change.kind, departments: change.into.map(({ name }) => name), on: change.on },
  });
  return found;
}

type Succession = { readonly fromKey: string; readonly toKey: string; readonly state: 'confirmed' | 'denied' | 'open' };

/** A proposal that one department became another: confirmed it is a change of names like one entered by hand; nothing happens by itself. */
export async function decideSuccession(
  transaction: Pick<Transaction, 'db'>,
  accountId: number,
  succession: Succession,
  today: string,
  memberId: number,
): Promise<void> {
  const { db } = transaction;
  const { fromKey, toKey, state } = succession;
  await saveSuccession(db, accountId, { fromKey, toKey, state: state === 'denied' ? 'denied' : 'open' }, memberId);
  const changes = (await readDepartmentChanges(db, [accountId])).get(accountId) ?? [];
  const made = changes.findLast((change) => isSuccession(change, fromKey, toKey));
  if (state === 'confirmed' && !made) {
    const move = departmentMoves(await departmentStays(db, accountId)).find(
      (one) => one.fromKey === fromKey && one.toKey === toKey,
    );
    if (!move)
      throw new Refusal('department_gone', 'この部署は、いまの部署にありません。画面を読み直してください。', {
        status: 422,
      });
    const into = [{ name: move.toName, personIds: [] }];
    const input = { kind: 'rename', fromKeys: [fromKey], into, parentKey: undefined, on: move.firstSeenOn } as const;
    await changeDepartments(transaction, accountId, input, today, memberId);
  } else if (state !== 'confirmed' && made) await undoDepartmentChange(transaction, made.changeId, memberId);
  if (state === 'denied')
    await writeAudit(db, {
      memberId,
      action: 'account.department_succession',
      subjectKind: 'account',
      subjectId: accountId,
      after: succession,
    });
}

/** True where the change says that the one department became the other. */
export function isSuccession(change: DepartmentChange, fromKey: string, toKey: string): boolean {
  return (
    (change.kind === 'rename' || change.kind === 'merge') &&
    change.from.includes(fromKey) &&
    change.into[0]!.key === toKey
  );
}
