import { sql } from 'kysely';
import type { Touched, WaitingPair } from '#core/match/review-group.ts';
import type { EntityKind } from './move-rows.ts';
import type { Db } from './pool.ts';

/** More than the names of a pair agree. */
const sharesMoreThanName = sql`exists (
  select 1 from json_array_elements_text(evidence->'matched') word where word not in ('name', 'legal_form'))`;

/** All pairs that await a person, with the probability the model gave when it asked: none for a name alone, which decides nothing. */
export async function readWaitingPairs(db: Db, kind: EntityKind): Promise<WaitingPair[]> {
  const { rows } = await sql<WaitingPair>`
    select left_id as "leftId", right_id as "rightId",
           case when reason <> 'name_only' and (reason <> 'taken_back' or kind <> 'account' or ${sharesMoreThanName})
                then 1 / (1 + power(2::float8, -greatest(-40, least(40, (evidence->>'bits')::float8)))) end as probability
      from review where kind = ${kind} and state = 'open'`.execute(db);
  return rows;
}

/** What hangs on each record of the waiting pairs; a person has the tier of the company. */
export async function readTouched(db: Db, kind: EntityKind): Promise<Map<number, Touched>> {
  const own = sql.ref(`${kind}_id`);
  const account =
    kind === 'account' ? sql.ref('w.id') : sql`(select p.account_id from person p where p.person_id = w.id)`;
  const { rows } = await sql<Touched & { id: number }>`
    with waiting as (
      select left_id as id from review where kind = ${kind} and state = 'open'
      union select right_id from review where kind = ${kind} and state = 'open')
    select w.id, (select count(*)::int from row_link l where l.${own} = w.id) as rows,
           (select count(*)::int from deal d where d.state = 'open' and d.${own} = w.id) as "openDeals",
           (select coalesce(t.tier, a.tier, case when t.status = 'active' then 'listed' end)
              from account a left join target_now t using (account_id) where a.account_id = ${account}) as tier,
           ${kind === 'account' ? sql`(select a.corporate_number from account a where a.account_id = w.id)` : sql`null::text`} as "corporateNumber"
      from waiting w`.execute(db);
  return new Map(rows.map(({ id, ...touched }) => [id, touched]));
}

/** Why a pair was asked about. */
export type PairEvidence = {
  readonly leftId: number;
  readonly rightId: number;
  readonly reason: string;
  readonly evidence: { readonly matched: string[]; readonly differs: string[] };
};

export async function readPairEvidence(
  db: Db,
  kind: EntityKind,
  pairs: readonly WaitingPair[],
): Promise<PairEvidence[]> {
  const { rows } = await sql<PairEvidence>`
    select v.left_id as "leftId", v.right_id as "rightId", v.reason, v.evidence
      from unnest(${pairs.map(({ leftId }) => leftId)}::bigint[], ${pairs.map(({ rightId }) => rightId)}::bigint[])
             with ordinality asked(left_id, right_id, place)
      join review v on v.kind = ${kind} and v.left_id = asked.left_id and v.right_id = asked.right_id
     order by asked.place`.execute(db);
  return rows;
}
