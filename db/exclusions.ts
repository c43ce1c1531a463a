import { sql } from 'kysely';
import { companyReasons } from '#core/demand/reasons.ts';
import type { Db } from './pool.ts';

/** `reason` is null where somebody excluded it without one. */
export type Exclusion = { cycleId: string; name: string; reason: string | null };

/** Of these leads those whose company or person sales excluded with another lead, and why. */
export async function listExcluded(db: Db, cycleIds: readonly string[]): Promise<Exclusion[]> {
  const { rows } = await sql<Exclusion>`
    select c.cycle_id as "cycleId", a.name, x.reason
      from lead_cycle c join account a on a.account_id = c.account_id
      cross join lateral (
        select o.reason from lead_cycle o
         where o.account_id = c.account_id and o.lead_id <> c.lead_id and o.state = 'disqualified'
           and (o.reason = any(${companyReasons}::text[]) or o.person_id = c.person_id) limit 1) x
     where c.cycle_id = any(${cycleIds}::uuid[]) order by c.cycle_id`.execute(db);
  return rows;
}
