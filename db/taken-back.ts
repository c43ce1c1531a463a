import { sql } from 'kysely';
import { proposedByNoRow } from './pairs.ts';
import type { EntityKind } from './move-rows.ts';
import type { Transaction } from './transaction.ts';

/** Verdicts that make one of two. */
const merging = ['same', 'automatic', 'site', 'department', 'renamed'];
/** Verdicts that leave two as they are, for good or for now. */
const leaving = ['different', 'group', 'unsure', 'split'];

/**
 * Sees to it that the pairs around these entities stand as decisions up to this arrival left them, whoever the rows of a decision
 * belong to by now: the newest verdict that nobody took back holds, and where every verdict was taken back somebody is asked.
 * Taking decisions back in any order thus ends in the same questions.
 */
export async function settlePairs(
  { db }: Transaction,
  kind: EntityKind,
  ids: readonly number[],
  arrival: number,
): Promise<void> {
  const own = sql.ref(`${kind}_id`);
  const entityOf = (row: ReturnType<typeof sql>) =>
    sql`(select ${own} as id from row_link where row_key = ${row} and ${own} is not null order by role <> 'main', role limit 1)`;
  const told = sql`
    with near as materialized (select distinct row_key from row_link where ${own} = any(${ids}::bigint[])),
         about as (
           select d.match_decision_id from match_decision d join near on near.row_key = d.left_rows[1]
           union
           select d.match_decision_id from match_decision d join near on near.row_key = d.right_rows[1]),
         told as materialized (
           select d.*, exists (select 1 from match_decision u where u.undoes = d.match_decision_id and u.arrival <= ${arrival}) as is_undone
             from match_decision d join about using (match_decision_id)
            where d.kind = ${kind} and d.arrival <= ${arrival} and d.verdict = any(${[...merging, ...leaving]})),
         -- Rows that a split took out of what a merge had made do not speak for the rest of it.
         split_off as materialized (
           select s.arrival, r.row_key from match_decision s cross join unnest(s.right_rows) r(row_key)
            where s.kind = ${kind} and s.verdict = 'split' and s.arrival <= ${arrival}
              and not exists (select 1 from match_decision u where u.undoes = s.match_decision_id and u.arrival <= ${arrival})),
         placed as (
           select greatest(l.id, r.id) as left_id, least(l.id, r.id) as right_id, t.arrival, t.match_decision_id, t.verdict, t.is_undone
             from told t
             cross join lateral (
               select q.row_key from unnest(t.right_rows) with ordinality q(row_key, place)
                order by exists (select 1 from split_off s where s.row_key = q.row_key and s.arrival > t.arrival), q.place limit 1) first
             cross join lateral ${entityOf(sql`t.left_rows[1]`)} l cross join lateral ${entityOf(sql`first.row_key`)} r
            where l.id <> r.id),
         pairs as (
           select left_id, right_id,
                  (array_agg(case verdict when 'split' then 'different' else verdict end order by arrival desc, match_decision_id desc) filter (where not is_undone and verdict = any(${leaving})))[1] as verdict,
                  bool_or(is_undone) as is_undone
             from placed group by 1, 2)`;
  await sql`${told}
    insert into review (kind, left_id, right_id, row_key, reason, evidence, state, verdict)
    select ${kind}, left_id, right_id, ${proposedByNoRow}, 'taken_back', '{"matched":[],"differs":[]}', case when verdict is null then 'open' else 'decided' end, verdict
      from pairs where verdict is not null or is_undone
    on conflict (left_id, right_id, kind) do update set state = excluded.state, verdict = excluded.verdict,
       reason = case when excluded.state = 'open' then excluded.reason else review.reason end`.execute(db);
  await sql`${told},
    stale as (
      select v.left_id, v.right_id, v.row_key from review v
       where v.kind = ${kind} and (v.left_id = any(${ids}::bigint[]) or v.right_id = any(${ids}::bigint[]))
         and v.reason = 'taken_back' and v.state <> 'decided'
         and not exists (select 1 from pairs p where p.left_id = v.left_id and p.right_id = v.right_id)),
    gone as (
      delete from review v using stale s where v.kind = ${kind} and v.left_id = s.left_id and v.right_id = s.right_id and s.row_key = ${proposedByNoRow})
    update review v set state = 'weak', verdict = null, reason = 'unsure'
      from stale s where v.kind = ${kind} and v.left_id = s.left_id and v.right_id = s.right_id and s.row_key <> ${proposedByNoRow}`.execute(
    db,
  );
}

/** What is asked about the entity that rows were taken out of may be about them: it is looked at again for both. */
export async function askOfBoth({ db }: Transaction, kind: EntityKind, keptId: number, goneId: number): Promise<void> {
  await sql`insert into review (kind, left_id, right_id, row_key, reason, evidence, state)
    select kind, greatest(other, ${goneId}), least(other, ${goneId}), row_key, reason, evidence, 'weak'
      from (select *, left_id + right_id - ${keptId} as other from review
             where kind = ${kind} and ${keptId} in (left_id, right_id) and state <> 'decided' and reason <> 'taken_back') asked
     where other <> ${goneId}
    on conflict do nothing`.execute(db);
}

/** Rows that these merges brought, the smallest merge first: those that were taken back by this arrival and made before the other. */
export async function undoneMergesOf(
  { db }: Transaction,
  kind: EntityKind,
  rowKeys: readonly string[],
  { madeBefore, by }: { readonly madeBefore: number; readonly by: number },
): Promise<string[][]> {
  const { rows } = await sql<{ right_rows: string[] }>`
    select d.right_rows from match_decision d
     where d.kind = ${kind} and d.verdict = any(${merging}) and d.arrival < ${madeBefore} and d.right_rows && ${rowKeys}::uuid[]
       and exists (select 1 from match_decision u where u.undoes = d.match_decision_id and u.arrival <= ${by})
     order by cardinality(d.right_rows), d.match_decision_id desc`.execute(db);
  return rows.map(({ right_rows }) => right_rows);
}
