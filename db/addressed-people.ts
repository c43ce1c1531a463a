import { sql } from 'kysely';
import type { Db } from './pool.ts';

export type Colleague = { readonly accountId: number; readonly personId: number };

/**
 * Everybody at the companies of these people that know `namedMin` people by full name and mail address: only there an address may spell
 * a name. With `hasUnnamed`, only where somebody is known by an address without a full name, and not everybody by one domain: who has
 * an address there goes by it. Companies of more than `peopleMax` are left out.
 */
export async function listAddressedColleagues(
  db: Db,
  personIds: readonly number[],
  { namedMin, peopleMax, hasUnnamed }: Telling,
): Promise<Colleague[]> {
  const hasBoth = sql`bool_or(is_unnamed and domain is not null) and count(distinct coalesce(domain, '')) > 1`;
  const amongUnnamed = sql`and account_id in (select u.account_id from person p join affiliation u using (person_id) where p.given = '')`;
  const { rows } = await sql<Colleague>`
    with touched as (select distinct account_id from affiliation where person_id = any(${personIds}::bigint[]) ${hasUnnamed ? amongUnnamed : sql``}),
         employed as materialized (
           select distinct a.account_id, a.person_id, p.given = '' as is_unnamed, split_part(p.profile->'e'->>0, '@', 2) as domain
             from touched join affiliation a using (account_id) join person p using (person_id)),
         telling as (
           select account_id from employed group by account_id
           having count(*) filter (where domain is not null and not is_unnamed) >= ${namedMin} and count(*) <= ${peopleMax}
              ${hasUnnamed ? sql`and ${hasBoth}` : sql``})
    select account_id as "accountId", person_id as "personId" from employed join telling using (account_id)
     order by 1, 2`.execute(db);
  return rows;
}

type Telling = { readonly namedMin: number; readonly peopleMax: number; readonly hasUnnamed: boolean };

/** Which of these pairs nobody ever asked about or decided. */
export async function withoutPair(
  db: Db,
  pairs: readonly { readonly leftId: number; readonly rightId: number }[],
): Promise<{ leftId: number; rightId: number }[]> {
  const { rows } = await sql<{ leftId: number; rightId: number }>`
    select left_id as "leftId", right_id as "rightId"
      from unnest(${pairs.map(({ leftId }) => leftId)}::bigint[], ${pairs.map(({ rightId }) => rightId)}::bigint[]) q(left_id, right_id)
     where not exists (select from review r where r.kind = 'person' and r.left_id = q.left_id and r.right_id = q.right_id)
     order by 1, 2`.execute(db);
  return rows;
}
