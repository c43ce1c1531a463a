import { sql } from 'kysely';
import type { Stay } from '#core/person/employment.ts';
import type { Db } from './pool.ts';
import { visibleTo, type Viewer } from './visible.ts';

/** Where these people work and worked, company by company and department by department, as far as the viewer sees the companies. */
export async function readStays(
  db: Db,
  personIds: readonly number[],
  viewer?: Viewer,
): Promise<Map<number, (Stay & { readonly accountName: string })[]>> {
  const { rows } = await sql<Stay & { personId: number; accountName: string }>`
    select f.person_id as "personId", f.account_id as "accountId", a.name as "accountName", f.department, f.department_key as "departmentKey", f.title,
           f.first_on as "firstOn", f.observed_on as "lastOn", f.source, f.row_key as "rowKey",
           f.has_second_post as "hasSecondPost", f.left_told_on as "leftToldOn", f.left_on as "leftOn"
      from affiliation f join account a using (account_id)
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
