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

/** Pairs that await a person, those with most rows first. */
export async function openPairs(
  db: Db,
  kind: EntityKind,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ rows: MatchPair[]; total: number }> {
  const { rows } = await sql<MatchPair & { total: number }>`
    select v.left_id as "leftId", v.right_id as "rightId", v.reason, v.evidence, ${sideOf(kind, sql.ref('v.left_id'))} as left, ${sideOf(kind, sql.ref('v.right_id'))} as right, count(*) over ()::int as total
      from review v where v.kind = ${kind} and v.state = 'open'
     order by (select count(*) from row_link l where ${sql.ref(`l.${kind}_id`)} in (v.left_id, v.right_id)) desc, v.left_id, v.right_id
    offset ${page.offset} limit ${page.limit}`.execute(db);
  return { rows: rows.filter((row) => row.left && row.right), total: rows[0]?.total ?? 0 };
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
