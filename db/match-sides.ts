import { sql, type RawBuilder } from 'kysely';
import type { EntityKind } from './move-rows.ts';
import type { Db } from './pool.ts';
import type { Transaction } from './transaction.ts';

/** A record that may be one with another, and how much hangs on it. */
export type MatchSide = {
  id: number;
  name: string;
  detail: Record<string, string | number | null>;
  people: number;
  deals: number;
  activities: number;
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

/** Records by id; an id that is no record any more is left out. */
export async function sidesOf(db: Db, kind: EntityKind, ids: readonly number[]): Promise<Map<number, MatchSide>> {
  const { rows } = await sql<{ side: MatchSide | null }>`
    select ${sideOf(kind, sql.ref('given.id'))} as side from unnest(${ids}::bigint[]) given(id)`.execute(db);
  return new Map(rows.flatMap(({ side }) => (side ? [[side.id, side] as const] : [])));
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
  /** Where the person works; null for companies. */
  company: string | null;
  note: string | null;
  at: Date;
  memberName: string | null;
  undoneBy: number | null;
  /** The founding rows of both sides. */
  leftRow: string | null;
  rightRow: string | null;
};

/**
 * What people and the model decided last, the latest first: `max` of people and as many of the model, so that an import does not push out what
 * people may want to take back; of all, or of what is about the rows of one company or person (none where it is gone). What an audit confirmed stands with the audit.
 */
export async function listDecisions(
  db: Db,
  about?: { readonly kind: EntityKind; readonly id: number },
  max = 200,
): Promise<DecisionLine[]> {
  const rowsOf =
    about &&
    sql`(select row_key from row_link where ${sql.ref(`${about.kind}_id`)} =
    coalesce((select to_id from entity_redirect where kind = ${about.kind} and from_id = ${about.id}), ${about.id}))`;
  const own = rowsOf
    ? sql`kind = ${about.kind} and (left_rows[1] in ${rowsOf} or right_rows[1] in ${rowsOf})`
    : sql`true`;
  const latest = (which: RawBuilder<unknown>) =>
    sql`(select * from match_decision where ${which} and ${own} order by match_decision_id desc limit ${max})`;
  const { rows } = await sql<DecisionLine>`
    select d.match_decision_id as "decisionId", d.kind, d.verdict, d.note, d.at, m.name as "memberName", u.match_decision_id as "undoneBy",
           case d.kind when 'account' then a.account_id else p.person_id end as "entityId", case d.kind when 'account' then a.name else p.name end as "entityName",
           case d.kind when 'person' then works.name end as company, d.left_rows[1] as "leftRow", d.right_rows[1] as "rightRow"
      from (${latest(sql`verdict = 'automatic'`)} union all ${latest(sql`verdict not in ('automatic', 'undo_import', 'open', 'weak', 'moved', 'confirmed')`)}) d
      left join member m using (member_id) left join match_decision u on u.undoes = d.match_decision_id
      left join lateral (select account_id, person_id from row_link where row_key = d.left_rows[1] order by role <> 'main', role limit 1) l on true
      left join account a on a.account_id = l.account_id left join person p on p.person_id = l.person_id
      left join account works on works.account_id = p.account_id
     order by d.match_decision_id desc`.execute(db);
  return rows;
}

/** What these entities, or those that they went into, are called today, by the id of today. */
export async function readNamesNow(
  { db }: Pick<Transaction, 'db'>,
  kind: EntityKind,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select ${sql.ref(`${kind}_id`)} as id, name from ${sql.table(kind)}
     where ${sql.ref(`${kind}_id`)} in (select unnest(${ids}::bigint[]) union select to_id from entity_redirect where kind = ${kind} and from_id = any(${ids}::bigint[]))`.execute(
    db,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
