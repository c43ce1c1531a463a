import { sql } from 'kysely';
import type { DepartmentChange, DepartmentMade } from '#core/company/department-changes.ts';
import { worksAt } from './employments.ts';
import type { Db } from './pool.ts';

/** A change in force, with who entered it. */
export type StoredDepartmentChange = DepartmentChange & {
  readonly changeId: number;
  readonly into: readonly (DepartmentMade & { readonly departmentId: number })[];
  readonly memberName: string | null;
  readonly at: Date;
};

/** Changes in force of these companies, in the order in which they were entered. Merged ids are followed. */
export async function readDepartmentChanges(
  db: Db,
  accountIds: readonly number[],
): Promise<Map<number, StoredDepartmentChange[]>> {
  const { rows } = await sql<
    Omit<StoredDepartmentChange, 'parentKey'> & { accountId: number; parentKey: string | null; isPlaced: boolean }
  >`
    with asked as (
      select id as account_id, id as now_id from unnest(${accountIds}::bigint[]) id
      union select from_id, to_id from entity_redirect where kind = 'account' and to_id = any(${accountIds}::bigint[]))
    select k.now_id as "accountId", c.department_change_id as "changeId", c.kind, c.from_keys as "from", c.into_departments as "into",
           c.parent_key as "parentKey", c.is_placed as "isPlaced", c.on_day as "on", m.name as "memberName", c.at
      from asked k join department_change c using (account_id) left join member m on m.member_id = c.member_id
     where c.undone_at is null order by c.department_change_id`.execute(db);
  const changes = rows.map(({ isPlaced, parentKey, ...row }) => ({
    ...row,
    parentKey: isPlaced ? parentKey : undefined,
  }));
  return Map.groupBy(changes, ({ accountId }) => accountId);
}

/** One change with its company; undefined where there is none or it was taken back. */
export async function findDepartmentChange(db: Db, changeId: number): Promise<{ accountId: number } | undefined> {
  const { rows } = await sql<{ accountId: number }>`
    select coalesce((select to_id from entity_redirect where kind = 'account' and from_id = c.account_id), c.account_id) as "accountId"
      from department_change c where department_change_id = ${changeId} and undone_at is null`.execute(db);
  return rows[0];
}

/** The company of a department that only a change names. */
export async function accountOfMadeDepartment(db: Db, departmentId: number): Promise<number | undefined> {
  const { rows } = await sql<{ accountId: number }>`
    select coalesce((select to_id from entity_redirect where kind = 'account' and from_id = c.account_id), c.account_id) as "accountId"
      from department_change c where undone_at is null and into_departments @> ${JSON.stringify([{ departmentId }])}::jsonb limit 1`.execute(
    db,
  );
  return rows[0]?.accountId;
}

/** Keeps a change; departments it makes have the id that rows naming them would get. */
export async function saveDepartmentChange(
  db: Db,
  accountId: number,
  change: DepartmentChange,
  memberId: number | null,
): Promise<number> {
  const into = [];
  for (const made of change.into) into.push({ ...made, departmentId: await departmentIdOf(db, accountId, made.key) });
  const { department_change_id: changeId } = await db
    .insertInto('department_change')
    .values({
      account_id: accountId,
      kind: change.kind,
      from_keys: [...change.from],
      into_departments: JSON.stringify(into),
      parent_key: change.parentKey ?? null,
      is_placed: change.parentKey !== undefined,
      on_day: change.on,
      member_id: memberId,
    })
    .returning('department_change_id')
    .executeTakeFirstOrThrow();
  return changeId;
}

export async function takeBackDepartmentChange(db: Db, changeId: number, memberId: number | null): Promise<void> {
  await db
    .updateTable('department_change')
    .set({ undone_at: new Date(), undone_by: memberId })
    .where('department_change_id', '=', changeId)
    .execute();
}

async function departmentIdOf(db: Db, accountId: number, key: string): Promise<number> {
  const known = await db
    .selectFrom('department')
    .select('department_id')
    .where('account_id', '=', accountId)
    .where('department_key', '=', key)
    .executeTakeFirst();
  if (known) return known.department_id;
  const row = sql`md5('department/' || ${accountId}::bigint || '/' || ${key}::text)::uuid`;
  await sql`insert into entity_registry (row_key, kind, entity_id) select ${row}, 'department', nextval('entity')
    where not exists (select 1 from entity_registry where row_key = ${row} and kind = 'department')`.execute(db);
  const { rows } = await sql<{ id: number }>`
    select entity_id as id from entity_registry where row_key = ${row} and kind = 'department'`.execute(db);
  return rows[0]!.id;
}

/** Who was seen in which department of a company, the newest first; `isHere`: they work at the company now. */
export type DepartmentSeat = {
  readonly personId: number;
  readonly personName: string;
  readonly key: string;
  readonly isHere: boolean;
};

export async function readSeats(db: Db, accountId: number): Promise<DepartmentSeat[]> {
  const { rows } = await sql<DepartmentSeat>`
    select f.person_id as "personId", p.name as "personName", f.department_key as key, ${worksAt(sql.val(accountId))} as "isHere"
      from affiliation f join person p using (person_id) where f.account_id = ${accountId} and f.department_key <> ''
     order by f.observed_on desc nulls last, f.row_key desc limit 20000`.execute(db);
  return rows;
}

/** All departments that rows of a company name, whoever is there. */
export async function readNamedDepartments(
  db: Db,
  accountId: number,
): Promise<{ departmentId: number; key: string; name: string }[]> {
  return db
    .selectFrom('department')
    .select(['department_id as departmentId', 'department_key as key', 'name'])
    .where('account_id', '=', accountId)
    .orderBy('name')
    .execute();
}
