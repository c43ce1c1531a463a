import { sql } from 'kysely';
import type { DomainUse } from '#core/account/domain-share.ts';
import type { FamilyEvidence, FamilyKind, FamilyMember } from '#core/account/family.ts';
import type { DepartmentStay } from '#core/company/department-tree.ts';
import type { Db } from './pool.ts';

/** More companies than this behind one value are no family. */
const neighboursMax = 40;

const memberColumns = sql`a.account_id as "accountId", a.name, a.corporate_number as "corporateNumber", a.address, a.parent_name as "parentName",
  array(select domain from account_domain d where d.account_id = a.account_id order by domain limit 20) as domains,
  (select successor_number from register_company r where r.corporate_number = a.corporate_number) as "successorNumber"`;

export async function familyMembers(db: Db, ids: readonly number[]): Promise<Map<number, FamilyMember>> {
  const { rows } = await sql<FamilyMember>`
    select ${memberColumns} from account a where a.account_id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.accountId, row]));
}

/**
 * Companies that share something with this one: a domain, the beginning of the name, a parent column that names the other, a
 * successor. `parentSafe` is the name of its own parent column, folded. Each way is an index look-up and limited.
 */
export async function familyNeighbours(
  db: Db,
  one: FamilyMember,
  folded: { readonly name: string; readonly parent: string },
): Promise<FamilyMember[]> {
  const ends = `${folded.name}\uffff`;
  const { rows } = await sql<FamilyMember>`
    with found (account_id) as (
      (select d.account_id from account_domain d where d.domain = any(${one.domains}::text[]) limit ${neighboursMax})
      union (select account_id from account where name_safe = ${folded.parent} and name_safe <> '' limit ${neighboursMax})
      union (select account_id from account where ${folded.name.length >= 2} and name_safe between ${folded.name} and ${ends} limit ${neighboursMax})
      union (select account_id from account where name_safe = any(${prefixesOf(folded.name)}::text[]) limit ${neighboursMax})
      union (select account_id from account where parent_name = ${one.name} limit ${neighboursMax})
      union (select account_id from account where corporate_number = ${one.successorNumber})
      union (select a.account_id from register_company r join account a on a.corporate_number = r.corporate_number where r.successor_number = ${one.corporateNumber} limit ${neighboursMax}))
    select ${memberColumns} from found join account a using (account_id) where account_id <> ${one.accountId} order by account_id limit ${neighboursMax * 3}`.execute(
    db,
  );
  return rows;
}

/** 青空商事ホールディングス may be told by 青空商事 and 青空. */
function prefixesOf(name: string): string[] {
  return Array.from({ length: Math.max(0, name.length - 2) }, (_, index) => name.slice(0, index + 2));
}

export type DecidedRelation = {
  readonly fromId: number;
  readonly toId: number;
  readonly kind: FamilyKind;
  readonly state: 'confirmed' | 'denied';
  readonly evidence: readonly FamilyEvidence[];
  readonly note: string | null;
  readonly memberName: string | null;
  readonly at: Date;
};

/** What people decided about these ids, and the pairs that a review called one group. Merged ids are followed. */
export async function decidedRelations(db: Db, ids: readonly number[]): Promise<DecidedRelation[]> {
  const now = (column: string) =>
    sql`coalesce((select to_id from entity_redirect e where e.kind = 'account' and e.from_id = ${sql.ref(column)}), ${sql.ref(column)})`;
  const { rows } = await sql<DecidedRelation>`
    select ${now('r.from_id')} as "fromId", ${now('r.to_id')} as "toId", r.kind, r.state, r.evidence, r.note, m.name as "memberName", r.at
      from account_relation r left join member m using (member_id) where r.from_id = any(${ids}::bigint[]) or r.to_id = any(${ids}::bigint[])
    union all
    select v.left_id, v.right_id, 'group', 'confirmed', '[{"code": "review", "detail": ""}]'::jsonb, null, null, null
      from review v where v.kind = 'account' and v.verdict = 'group' and (v.left_id = any(${ids}::bigint[]) or v.right_id = any(${ids}::bigint[]))`.execute(
    db,
  );
  return rows;
}

export async function saveRelation(
  db: Db,
  relation: Pick<DecidedRelation, 'fromId' | 'toId' | 'kind' | 'evidence' | 'note'> & {
    readonly state: 'confirmed' | 'denied' | 'open';
    readonly memberId: number;
  },
): Promise<void> {
  const { fromId, toId, kind, state, evidence, note, memberId } = relation;
  if (state === 'open') {
    await db
      .deleteFrom('account_relation')
      .where('from_id', '=', fromId)
      .where('to_id', '=', toId)
      .where('kind', '=', kind)
      .execute();
    return;
  }
  const given = { state, evidence: JSON.stringify(evidence), note, member_id: memberId, at: new Date() };
  await db
    .insertInto('account_relation')
    .values({ from_id: fromId, to_id: toId, kind, ...given })
    .onConflict((conflict) => conflict.columns(['from_id', 'to_id', 'kind']).doUpdateSet(given))
    .execute();
}

/** Who uses each of a company's domains: people with an address there, by company. */
export async function domainUses(
  db: Db,
  accountId: number,
): Promise<Map<string, (DomainUse & { readonly name: string })[]>> {
  const { rows } = await sql<DomainUse & { domain: string; name: string }>`
    select d.domain, a.account_id as "accountId", a.name, (select count(*) from person p where p.account_id = a.account_id and (p.email like '%@' || d.domain or p.email like '%@%.' || d.domain))::int as people
      from (select domain from account_domain where account_id = ${accountId} order by domain limit 20) own
      join lateral (select domain, account_id from account_domain where domain = own.domain order by account_id limit ${neighboursMax}) d on true
      join account a on a.account_id = d.account_id order by d.domain, people desc, a.account_id`.execute(db);
  return Map.groupBy(rows, ({ domain }) => domain);
}

/** Where each person of a company was seen, dated. */
export async function departmentStays(db: Db, accountId: number): Promise<DepartmentStay[]> {
  const { rows } = await sql<DepartmentStay>`
    select person_id as "personId", department_key as key, department as name, observed_on as "on"
      from affiliation where account_id = ${accountId} and observed_on is not null and coalesce(department, '') <> '' limit 20000`.execute(
    db,
  );
  return rows;
}

type Succession = { readonly fromKey: string; readonly toKey: string };

/** Proposals of these companies that somebody said are wrong. */
export async function deniedSuccessions(db: Db, ids: readonly number[]): Promise<Succession[]> {
  const { rows } = await sql<Succession>`
    select from_key as "fromKey", to_key as "toKey" from department_succession where account_id = any(${ids}::bigint[]) and state = 'denied'`.execute(
    db,
  );
  return rows;
}

export async function saveSuccession(
  db: Db,
  accountId: number,
  succession: Succession & { readonly state: 'denied' | 'open' },
  memberId: number,
): Promise<void> {
  const { fromKey, toKey, state } = succession;
  if (state === 'open') {
    await db
      .deleteFrom('department_succession')
      .where('account_id', '=', accountId)
      .where('from_key', '=', fromKey)
      .where('to_key', '=', toKey)
      .execute();
    return;
  }
  const given = { state, member_id: memberId, at: new Date() };
  await db
    .insertInto('department_succession')
    .values({ account_id: accountId, from_key: fromKey, to_key: toKey, ...given })
    .onConflict((conflict) => conflict.columns(['account_id', 'from_key', 'to_key']).doUpdateSet(given))
    .execute();
}
