import { sql } from 'kysely';
import { leadsOf, type LeadSelection } from './lead-selection.ts';
import type { Db } from './pool.ts';

/** Companies whose leads came to each stage, those with a target line, and those whose leads were acquired in the period. */
export type AccountCounts = Record<'target' | 'lead' | 'mql' | 'sal' | 'sql' | 'deal' | 'won', number>;

/** Counted by 区分: existing customers, companies not yet traded with, and those of neither. */
export async function readAccountCounts(
  db: Db,
  selection: LeadSelection,
): Promise<({ class: 'existing' | 'prospect' | null } & AccountCounts)[]> {
  const { rows } = await sql<{ class: 'existing' | 'prospect' | null } & AccountCounts>`
    with handed as (
      select c.account_id, bool_or(c.sal_on is not null) as sal, bool_or(c.sql_on is not null) as sql, bool_or(c.deal_on is not null) as deal,
             bool_or(c.won_on is not null) as won ${leadsOf(selection)} group by 1),
    acquired as (select distinct c.account_id ${leadsOf(selection, { datedBy: 'lead' })}),
    target as (select distinct account_id from target_line where status = 'active')
    select a.class, count(target.account_id)::int as target, count(acquired.account_id)::int as lead, count(handed.account_id)::int as mql,
           (count(*) filter (where sal))::int as sal, (count(*) filter (where sql))::int as sql, (count(*) filter (where deal))::int as deal,
           (count(*) filter (where won))::int as won
      from handed full join acquired using (account_id) full join target using (account_id) join account a using (account_id)
     group by a.class`.execute(db);
  return rows;
}
