import { sql, type RawBuilder } from 'kysely';
import type { EntityKind } from './move-rows.ts';
import type { Db } from './pool.ts';

/** One of two records that may be the same, with how much hangs on it. */
export type MatchSide = {
  id: number;
  name: string;
  detail: Record<string, string | number | null>;
  people: number;
  deals: number;
  activities: number;
};
export type MatchPair = {
  leftId: number;
  rightId: number;
  reason: string;
  evidence: { matched: string[]; differs: string[] };
  left: MatchSide;
  right: MatchSide;
  /** Why it stands where it stands in the list. */
  priority: MatchPriority;
};
/** Uncertainty × what is touched × tier (identity.md §2.7). */
export type MatchPriority = {
  /** Probability that the two are one, 0–1; null where no model was asked. */
  probability: number | null;
  rows: number;
  openDeals: number;
  /** The better tier of the two, of the target list before the company's own; `listed`: a target without one. */
  tier: string | null;
};

/** The record behind an id as one JSON object: what tells it apart, and the people, deals and activities it brings. */
function sideOf(kind: EntityKind, id: RawBuilder<unknown>): RawBuilder<MatchSide | null> {
  return kind === 'account'
    ? sql`(select json_build_object('id', a.account_id, 'name', a.name,
             'detail', json_build_object('corporateNumber', a.corporate_number, 'address', a.address, 'phone', a.phone, 'domain', a.domain, 'industry', a.industry, 'employees', a.employees),
             'people', coalesce(r.person_count, 0), 'deals', (select count(*) from deal d where d.account_id = a.account_id), 'activities', coalesce(r.activity_count, 0))
           from account a left join account_rollup r using (account_id) where a.account_id = ${id})`
    : sql`(select json_build_object('id', p.person_id, 'name', p.name,
             'detail', json_build_object('company', a.name, 'department', p.department, 'title', p.title, 'email', p.email, 'phone', p.phone, 'mobile', p.mobile),
             'people', 1, 'deals', (select count(*) from deal d where d.person_id = p.person_id), 'activities', (select count(*) from activity x where x.person_id = p.person_id))
           from person p left join account a using (account_id) where p.person_id = ${id})`;
}

/** An open deal weighs as much as ten rows. */
const rowsPerDeal = 10;

/**
 * Pairs that await a person, by what an answer is worth: uncertainty 4p(1 − p) × rows and open deals touched × tier (strategic: three
 * times; lite: twice; programmatic, or on the target list without one: half as much again). A pair that no model weighed counts as even.
 */
export async function openPairs(
  db: Db,
  kind: EntityKind,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ rows: MatchPair[]; total: number }> {
  const { rows } = await sql<MatchPair & { total: number }>`
    with waiting as (
      select v.left_id, v.right_id, v.reason, v.evidence,
             1 / (1 + power(2::float8, -greatest(-40, least(40, (v.evidence->>'bits')::float8)))) as probability,
             (select count(*)::int from row_link l where ${sql.ref(`l.${kind}_id`)} in (v.left_id, v.right_id)) as rows,
             (select count(*)::int from deal d where d.state = 'open' and ${sql.ref(`d.${kind}_id`)} in (v.left_id, v.right_id)) as deals,
             ${tierOf(kind)} as tier
        from review v where v.kind = ${kind} and v.state = 'open'),
    page as (
      select *, count(*) over ()::int as total from waiting
       order by coalesce(4 * probability * (1 - probability), 1) * (rows + ${rowsPerDeal} * deals)
                * case tier when 'strategic' then 3 when 'lite' then 2 when 'programmatic' then 1.5 when 'listed' then 1.5 else 1 end desc, left_id, right_id
      offset ${page.offset} limit ${page.limit})
    select v.left_id as "leftId", v.right_id as "rightId", v.reason, v.evidence, ${sideOf(kind, sql.ref('v.left_id'))} as left, ${sideOf(kind, sql.ref('v.right_id'))} as right, v.total,
           json_build_object('probability', v.probability, 'rows', v.rows, 'openDeals', v.deals, 'tier', v.tier) as priority
      from page v`.execute(db);
  return { rows: rows.filter((row) => row.left && row.right), total: rows[0]?.total ?? 0 };
}

/** The better tier of the companies of a pair; of people, of the companies they work for. */
function tierOf(kind: EntityKind): RawBuilder<string | null> {
  const ids =
    kind === 'account'
      ? sql`(v.left_id, v.right_id)`
      : sql`(select p.account_id from person p where p.person_id in (v.left_id, v.right_id))`;
  return sql`(select tier from (select coalesce(t.tier, a.tier, case when t.status = 'active' then 'listed' end) as tier
    from account a left join target_line t on t.account_id = a.account_id where a.account_id in ${ids}) given
   where tier is not null order by array_position(array['strategic', 'lite', 'programmatic', 'listed'], tier) limit 1)`;
}

/** Any two records side by side, whether or not somebody proposed them. */
export async function twoSides(
  db: Db,
  kind: EntityKind,
  leftId: number,
  rightId: number,
): Promise<{ left: MatchSide; right: MatchSide }> {
  const { rows } = await sql<{ left: MatchSide; right: MatchSide }>`
    select ${sideOf(kind, sql`${leftId}`)} as left, ${sideOf(kind, sql`${rightId}`)} as right`.execute(db);
  return rows[0]!;
}

export async function nameOfAccount(db: Db, id: number): Promise<string | null> {
  const row = await db.selectFrom('account').select('name').where('account_id', '=', id).executeTakeFirst();
  return row?.name ?? null;
}

/** A decision about who is one, with the company or person its rows belong to now. */
export type DecisionLine = {
  decisionId: number;
  kind: string;
  verdict: string;
  entityId: number | null;
  entityName: string | null;
  note: string | null;
  at: Date;
  memberName: string | null;
  undoneBy: number | null;
};

/** What people and the model decided last, the latest first. */
export async function listDecisions(db: Db): Promise<DecisionLine[]> {
  const { rows } = await sql<DecisionLine>`
    select d.match_decision_id as "decisionId", d.kind, d.verdict, d.note, d.at, m.name as "memberName", u.match_decision_id as "undoneBy",
           case d.kind when 'account' then a.account_id else p.person_id end as "entityId", case d.kind when 'account' then a.name else p.name end as "entityName"
      from (select * from match_decision where verdict not in ('undo_import', 'open', 'weak', 'moved') order by match_decision_id desc limit 200) d
      left join member m using (member_id) left join match_decision u on u.undoes = d.match_decision_id
      left join lateral (select account_id, person_id from row_link where row_key = d.left_rows[1] order by role <> 'main', role limit 1) l on true
      left join account a on a.account_id = l.account_id left join person p on p.person_id = l.person_id
     order by d.match_decision_id desc`.execute(db);
  return rows;
}
