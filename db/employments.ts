import { sql, type RawBuilder } from 'kysely';
import { besideDays, type Stay } from '#core/person/employment.ts';
import { answersInForce } from './job-changes.ts';
import type { Db } from './pool.ts';
import { visibleTo, type Viewer } from './visible.ts';

/** A stay with the name of its company; `isListed`: rows in force tell of the company as well. */
export type StayAt = Stay & { readonly accountName: string; readonly isListed: boolean };

/** Where these people work and worked, company by company and department by department, as far as the viewer sees the companies. */
export async function readStays(db: Db, personIds: readonly number[], viewer?: Viewer): Promise<Map<number, StayAt[]>> {
  const { rows } = await sql<StayAt & { personId: number }>`
    select f.person_id as "personId", f.account_id as "accountId", a.account_id is not null as "isListed",
           coalesce(a.name, (select min(w.company_name) from former_post w join row_link l on l.row_key = w.row_key and l.role = 'main'
                              where w.account_id = f.account_id and l.person_id = f.person_id), '') as "accountName", f.department, f.department_key as "departmentKey", f.title,
           f.first_on as "firstOn", f.observed_on as "lastOn", f.source, f.row_key as "rowKey",
           f.has_second_post as "hasSecondPost", f.left_told_on as "leftToldOn", f.left_on as "leftOn", f.left_by_change as "leftByChange"
      from affiliation f left join account a using (account_id)
     where f.person_id = any(${personIds}::bigint[]) and ${viewer ? visibleTo(viewer) : sql`true`}`.execute(db);
  return Map.groupBy(rows, ({ personId }) => personId);
}

/**
 * Person p stands at the company where they were seen last, and a row of that company says that they left it: the newest there, or
 * one without a date.
 */
export const toldToHaveLeft = sql<boolean>`coalesce((
  select max(f.left_told_on) >= coalesce(max(f.observed_on), '') or max(f.left_told_on) = ''
    from affiliation f where f.person_id = p.person_id and f.account_id = p.account_id), false)`;

/**
 * The person p of each line, looked up one by one. Of the people of some companies the planner expects too many and would rather read all people
 * there are, for each part of a large import again.
 */
export const personOf = (line: string) =>
  sql`lateral (select q.title_rank, q.is_role_address, q.company_count from person q where q.person_id = ${sql.ref(`${line}.person_id`)} offset 0) p`;

/** What lines f of one person at one company come to. */
const post = sql`min(f.first_on) as first_on, max(f.observed_on) as last_on, max(f.left_told_on) as told_on, bool_or(f.has_second_post) as is_second,
  (max(array[f.left_told_on, f.left_row::text, f.left_by_change::text]) filter (where f.left_told_on is not null))[3] = 'true' as is_change`;

/** Somebody of ours said that the person of post s works at this company and another one at once: `said` holds all such words, which are few. */
const saidBoth = (accountId: string, other: RawBuilder<boolean> = sql`true`) => sql`exists (
  select from said w where s.person_id in (w.now_person, w.now_other) and ${sql.ref(accountId)} in (w.now_from, w.now_to) and ${other})`;
const said = sql`said as materialized (select * from (${answersInForce}) w where w.verdict = 'concurrent')`;

/** The newest row of a post says that they left. */
const isTold = (post: 's' | 'o') => {
  const [toldOn, lastOn, isChange] = ['told_on', 'last_on', 'is_change'].map((column) => sql.ref(`${post}.${column}`));
  return sql`coalesce((${toldOn} = '' or ${toldOn} >= coalesce(${lastOn}, '')) and not (${isChange} and ${saidBoth(`${post}.account_id`)}), false)`;
};

/**
 * Who works at which company now, one line each: `employmentsOf` of core/person for many people at once. An address of a desk is nobody.
 * `among` narrows affiliation f.
 */
export function employed(among: RawBuilder<boolean> = sql`true`): RawBuilder<unknown> {
  return sql`(
    with ${said}
    select s.person_id, s.account_id, p.title_rank
      from (select f.person_id, f.account_id, ${post} from affiliation f where ${among} group by 1, 2) s
      join ${personOf('s')} on true
     where not p.is_role_address and not ${isTold('s')}
       and (p.company_count <= 1 or s.is_second or not exists (
         select from (select f.account_id, ${post} from affiliation f where f.person_id = s.person_id and f.account_id <> s.account_id group by 1) o
          where coalesce(o.last_on, '') > coalesce(s.last_on, '') and not o.is_second
            and not coalesce(o.first_on <= s.last_on and o.last_on::date - s.last_on::date <= ${sql.lit(besideDays)}, false)
            and not ${saidBoth('s.account_id', sql`o.account_id in (w.now_from, w.now_to)`)}
            and (s.last_on is not null or not ${isTold('o')}))))`;
}

/** Person p works at this company now. */
export const worksAt = (accountId: RawBuilder<unknown>) =>
  sql<boolean>`p.person_id in (select e.person_id from ${employed(sql`f.account_id = ${accountId}`)} e)`;

/** Somebody who was known at this company and seems to have left it: 退職・転職の可能性. */
export const isGone = (personId: RawBuilder<unknown>, accountId: RawBuilder<unknown>) => {
  const there = sql<boolean>`f.person_id = ${personId} and f.account_id = ${accountId}`;
  return sql<boolean>`(exists (select from affiliation f join person q using (person_id) where ${there} and not q.is_role_address)
    and not exists (select from ${employed(there)} e))`;
};
