import { sql } from 'kysely';
import type { Db } from './pool.ts';
import type { Transaction } from './transaction.ts';

/**
 * Departments of companies, from where people work (affiliation). An id is registered once under the company's id and the
 * department's key. Where companies were merged, departments of one key are one: the oldest id stays and the others
 * redirect to it; where the companies part again, each has its own id back. `accountIds` undefined means all.
 */
export async function refreshDepartments(
  { db }: Pick<Transaction, 'db'>,
  accountIds?: readonly number[],
): Promise<void> {
  const among = (column: string) => (accountIds ? sql`${sql.ref(column)} = any(${accountIds}::bigint[])` : sql`true`);
  const name = sql`md5('department/' || o.id || '/' || h.department_key)::uuid`;
  const owners = sql`(
    select account_id as id, account_id from account where ${among('account_id')}
    union all select from_id, to_id from entity_redirect where kind = 'account' and ${among('to_id')}) o`;
  const registered = sql`
    select h.account_id, h.department_key, r.entity_id
      from held h join ${owners} on o.account_id = h.account_id join entity_registry r on r.row_key = ${name} and r.kind = 'department'`;
  const held = sql`held as (
    select f.account_id, f.department_key, (array_agg(f.department order by f.observed_on desc nulls last, f.row_key desc))[1] as name,
           (count(distinct f.person_id) filter (where p.account_id = f.account_id))::int as people
      from affiliation f join person p using (person_id) where f.department_key <> '' and ${among('f.account_id')} group by 1, 2)`;
  await sql`
    with ${held}, registered as (${registered})
    insert into entity_registry (row_key, kind, entity_id)
    select md5('department/' || h.account_id || '/' || h.department_key)::uuid, 'department', nextval('entity')
      from held h where not exists (select 1 from registered r where r.account_id = h.account_id and r.department_key = h.department_key)
    on conflict do nothing`.execute(db);
  await sql`delete from entity_redirect where kind = 'department' and to_id in (select department_id from department where ${among('account_id')})`.execute(
    db,
  );
  await sql`delete from department where ${among('account_id')}`.execute(db);
  await sql`
    with ${held}, registered as (${registered}), kept as (select account_id, department_key, min(entity_id) as id from registered group by 1, 2),
    redirected as (
      insert into entity_redirect (kind, from_id, to_id)
      select distinct 'department', r.entity_id, k.id from registered r join kept k using (account_id, department_key) where r.entity_id <> k.id
      on conflict (from_id, kind) do update set to_id = excluded.to_id)
    insert into department (account_id, department_key, department_id, name, person_count)
    select h.account_id, h.department_key, k.id, h.name, h.people from held h join kept k using (account_id, department_key)`.execute(
    db,
  );
}

export type DepartmentLine = { departmentId: number; name: string; people: number };

/** Departments of one company, those with most people first. */
export async function departmentsOf(db: Db, accountId: number): Promise<DepartmentLine[]> {
  return db
    .selectFrom('department')
    .select(['department_id as departmentId', 'name', 'person_count as people'])
    .where('account_id', '=', accountId)
    .where('person_count', '>', 0)
    .orderBy('person_count', 'desc')
    .orderBy('name')
    .limit(200)
    .execute();
}

/** The department behind an id, redirects followed. */
export async function findDepartment(
  db: Db,
  id: number,
): Promise<(DepartmentLine & { accountId: number; accountName: string }) | undefined> {
  const { rows } = await sql<DepartmentLine & { accountId: number; accountName: string }>`
    select d.department_id as "departmentId", d.name, d.person_count as people, d.account_id as "accountId", a.name as "accountName"
      from department d join account a using (account_id)
     where d.department_id = coalesce((select to_id from entity_redirect where kind = 'department' and from_id = ${id}), ${id})`.execute(
    db,
  );
  return rows[0];
}
