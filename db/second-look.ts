import { sql } from 'kysely';
import type { OpenPair } from './pairs.ts';
import type { Transaction } from './transaction.ts';

/**
 * People of one company who share a name in any of its forms and of whom no pair is kept: one of them came by the name or the company
 * through a mail address or a mobile number, so that no row of the other met them.
 */
export async function readNamesakes(
  { db }: Pick<Transaction, 'db'>,
  accountIds: readonly number[],
): Promise<OpenPair[]> {
  const { rows } = await sql<OpenPair>`
    with named as (
      select a.account_id, (n->>0) || (n->>1) as name, array_agg(distinct p.person_id) as people
        from affiliation a join person p using (person_id) cross join json_array_elements(p.profile->'n') n
       where a.account_id = any(${accountIds}::bigint[])
       group by 1, 2 having count(distinct p.person_id) > 1)
    select distinct p as "leftId", q as "rightId", 'weak' as state, 'namesake' as reason
      from named cross join unnest(people) p cross join unnest(people) q
     where q < p and not exists (select from review where kind = 'person' and left_id = p and right_id = q)
     order by 1, 2`.execute(db);
  return rows;
}

/** Rows with a key of their own source that these accounts hold, one for each source and kind of file. */
export async function readKeyedRows(
  { db }: Pick<Transaction, 'db'>,
  accountIds: readonly number[],
): Promise<{ accountId: number; source: string; preset: string }[]> {
  const { rows } = await sql<{ accountId: number; source: string; preset: string }>`
    select distinct l.account_id as "accountId", r.source, b.preset
      from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version join import_batch b using (import_batch_id)
     where l.role = 'main' and l.account_id = any(${accountIds}::bigint[]) and r.external_key is not null`.execute(db);
  return rows;
}

/** Somebody of the company of a pair that knows fewer people. `isOne`: the very person is known at the other; `isNamed`: the name is. */
export type PersonBeside = {
  readonly leftId: number;
  readonly rightId: number;
  readonly family: string;
  readonly given: string;
  readonly isOne: boolean;
  readonly isNamed: boolean;
};

/** Everybody of the smaller company of each pair, and whether the other knows them; nobody where both know more than `peopleMax`. */
export async function readPeopleBeside(
  { db }: Pick<Transaction, 'db'>,
  pairs: readonly OpenPair[],
  peopleMax: number,
): Promise<PersonBeside[]> {
  const known = sql`select distinct a.account_id, p.person_id, p.family, p.given, p.name_key
      from affiliation a join person p using (person_id)
     where p.name_key <> '' and a.account_id in (select left_id from q union select right_id from q)`;
  const { rows } = await sql<PersonBeside>`
    with q as (select * from unnest(${pairs.map(({ leftId }) => leftId)}::bigint[], ${pairs.map(({ rightId }) => rightId)}::bigint[]) q(left_id, right_id)),
         known as materialized (${known}),
         size as (select account_id, count(*) as people from known group by 1),
         sided as (
           select q.left_id, q.right_id, least(l.people, r.people) as people,
                  case when l.people <= r.people then q.left_id else q.right_id end as small,
                  case when l.people <= r.people then q.right_id else q.left_id end as large
             from q join size l on l.account_id = q.left_id join size r on r.account_id = q.right_id)
    select s.left_id as "leftId", s.right_id as "rightId", p.family, p.given,
           exists (select from known o where o.account_id = s.large and o.person_id = p.person_id) as "isOne",
           exists (select from known o where o.account_id = s.large and o.name_key = p.name_key) as "isNamed"
      from sided s join known p on p.account_id = s.small
     where s.people <= ${peopleMax}`.execute(db);
  return rows;
}
