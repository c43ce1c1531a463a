import { sql } from 'kysely';
import { carriersMax, domainTopShareMax, type SharedKind, type SharedValue } from '#core/match/shared-value.ts';
import type { EntityKind } from './move-rows.ts';
import type { Transaction } from './transaction.ts';

/** The key of an address in a stored profile: town, numbers and floor (core/match/account-record.ts). */
const addressOf = sql`(p.value->>2) || '|' || (p.value->>3) || '|' || (p.value->>5)`;

/** Values of one night; more wait for the next. */
const valuesMax = 500;

/** Values that more companies or people carry than identify one, which they did not when last looked at. Remembers them. */
export async function takeNewlyShared({ db }: Transaction): Promise<SharedValue[]> {
  const { rows } = await sql<{ kind: SharedKind; value: string }>`
    insert into shared_value (kind, value, carriers)
    select found.kind, found.value, found.carriers from (
    select 'phone' as kind, p.value #>> '{}' as value, count(*)::int as carriers from account a cross join lateral json_array_elements(a.profile->'p') p
     group by 2 having count(*) > ${carriersMax.phone}
    union all
    select 'address', ${addressOf}, count(distinct a.account_id)::int from account a cross join lateral json_array_elements(a.profile->'a') p
     where p.value->>3 <> '' group by 2 having count(distinct a.account_id) > ${carriersMax.address}
    union all
    select 'domain', d.domain, count(*)::int from account_domain d join (select account_id, count(distinct person_id) as people from affiliation group by 1) r using (account_id)
     where not exists (select 1 from account_relation f where f.state = 'confirmed' and d.account_id in (f.from_id, f.to_id))
     group by 2 having count(*) > ${carriersMax.domain} and max(r.people) < ${domainTopShareMax}::float8 * greatest(1, sum(r.people))
    union all
    select 'email', e.value #>> '{}', count(*)::int from person q cross join lateral json_array_elements(q.profile->'e') e
     group by 2 having count(*) > ${carriersMax.email}
    ) found where not exists (select 1 from shared_value s where s.kind = found.kind and s.value = found.value)
    order by carriers, kind, value limit ${valuesMax}
    on conflict (kind, value) do nothing
    returning kind, value`.execute(db);
  return rows;
}

/** Companies, or for mail addresses people, that carry the value and consist of more than one row. */
export async function carriersOf({ db }: Transaction, { kind, value }: SharedValue): Promise<number[]> {
  if (kind === 'email')
    return carriersAmong(db, 'person', sql`json_array_elements(q.profile->'e') p where p.value #>> '{}' = ${value}`);
  if (kind === 'phone')
    return carriersAmong(db, 'account', sql`json_array_elements(q.profile->'p') p where p.value #>> '{}' = ${value}`);
  if (kind === 'address')
    return carriersAmong(db, 'account', sql`json_array_elements(q.profile->'a') p where ${addressOf} = ${value}`);
  return carriersAmong(db, 'account', sql`account_domain p where p.account_id = q.account_id and p.domain = ${value}`);
}

async function carriersAmong(db: Transaction['db'], kind: EntityKind, held: ReturnType<typeof sql>): Promise<number[]> {
  const id = sql.ref(`q.${kind}_id`);
  const { rows } = await sql<{ id: number }>`
    select ${id} as id from ${sql.table(kind)} q
     where exists (select 1 from ${held}) and (select count(*) from row_link l where ${sql.ref(`l.${kind}_id`)} = ${id}) > 1
     order by 1`.execute(db);
  return rows.map((row) => row.id);
}

/** How the rows of an entity came to it: rows that a model put there, and that nobody was asked about yet. */
export async function rowsPutByModel(
  { db }: Transaction,
  kind: EntityKind,
  id: number,
): Promise<Map<string, { method: string; source: string }>> {
  const method = kind === 'account' ? sql`coalesce(l.account_method, l.method)` : sql`l.method`;
  const { rows } = await sql<{ row_key: string; method: string; source: string }>`
    select l.row_key, ${method} as method, r.source from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version
     where ${sql.ref(`l.${kind}_id`)} = ${id} and l.role = 'main' and ${method} not in ('new', 'own_key', 'own_name', 'same_deal', 'decided', 'none')
       and not exists (select 1 from match_audit a where a.kind = ${kind} and a.origin = 'shared' and l.row_key = any(a.right_rows))
       and not exists (select 1 from match_decision d where d.kind = ${kind} and d.verdict = 'confirmed' and l.row_key = any(d.right_rows)
                         and not exists (select 1 from match_decision u where u.undoes = d.match_decision_id))`.execute(
    db,
  );
  return new Map(rows.map(({ row_key, ...how }) => [row_key, how]));
}
