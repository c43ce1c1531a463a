import { sql } from 'kysely';
import { employed } from './employments.ts';
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
  const ids = accountIds && `{${accountIds.join(',')}}`;
  const among = (column: string) =>
    ids ? sql<boolean>`${sql.ref(column)} = any(${ids}::bigint[])` : sql<boolean>`true`;
  await sql`delete from entity_redirect where kind = 'department' and to_id in (select department_id from department where ${among('account_id')})`.execute(
    db,
  );
  await sql`delete from department where ${among('account_id')}`.execute(db);
  // A person stands once in each department: the newest name is found without sorting, people are counted as lines.
  await sql`
    with held as materialized (
      select f.account_id, f.department_key, md5('department/' || f.account_id || '/' || f.department_key)::uuid as own_name,
             (max(array[coalesce(f.observed_on, ''), f.row_key::text, f.department]))[3] as name,
             count(e.person_id)::int as people
        from affiliation f left join ${employed(among('f.account_id'))} e using (person_id, account_id) where f.department_key <> '' and ${among('f.account_id')} group by 1, 2),
    owner as (
      select account_id as id, account_id from account where ${among('account_id')}
      union all select from_id, to_id from entity_redirect where kind = 'account' and ${among('to_id')}),
    registered as (
      select h.account_id, h.department_key, r.entity_id
        from held h join owner o on o.account_id = h.account_id
        join entity_registry r on r.row_key = md5('department/' || o.id || '/' || h.department_key)::uuid and r.kind = 'department'),
    minted as (
      insert into entity_registry (row_key, kind, entity_id)
      select h.own_name, 'department', nextval('entity')
        from held h where not exists (select 1 from registered r where r.account_id = h.account_id and r.department_key = h.department_key)
       order by h.account_id, h.department_key
      on conflict do nothing returning row_key, entity_id),
    kept as (
      select account_id, department_key, min(entity_id) as id from registered group by 1, 2
      union all
      select h.account_id, h.department_key, m.entity_id from held h join minted m on m.row_key = h.own_name join account a on a.account_id = h.account_id),
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
