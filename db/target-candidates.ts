import { sql } from 'kysely';
import type { CandidateFacts } from '#core/target/propose.ts';
import type { DateText } from '#core/value/date.ts';
import type { Db } from './pool.ts';

/** Companies with a history that are not on the target list; `hasProfit`: their value is gross profit, else revenue. */
export async function listCandidates(
  db: Db,
  today: DateText,
): Promise<(CandidateFacts & { readonly hasProfit: boolean })[]> {
  const { rows } = await sql<CandidateFacts & { hasProfit: boolean }>`
    select a.account_id as "accountId", a.name, coalesce(r.gross_profit_36m_yen, r.revenue_36m_yen, 0) as "value36mYen",
           a.industry, a.employees, coalesce(r.open_deal_count, 0) as "openDeals",
           case when r.last_activity_on is null then null else ${today}::date - r.last_activity_on::date end as "daysSinceActivity",
           coalesce(r.activity_count, 0) as activities, coalesce(r.person_count, 0) as people,
           r.gross_profit_36m_yen is not null as "hasProfit"
      from account a join account_rollup r using (account_id)
     where a.agency_role is null and a.status = 'active' and not exists (select 1 from target_now t where t.account_id = a.account_id)
       and (r.revenue_36m_yen > 0 or r.open_deal_count > 0 or r.activity_count > 0 or r.person_count >= 5)`.execute(db);
  return rows;
}
