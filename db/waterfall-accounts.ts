import { sql, type RawBuilder } from 'kysely';
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
    ${reached(selection)}
    select a.class, ${sql.join((Object.keys(isAt) as (keyof typeof isAt)[]).map((stage) => sql`(count(*) filter (where ${isAt[stage]}))::int as ${sql.ref(stage)}`))}
      from reached join account a using (account_id) group by a.class`.execute(db);
  return rows;
}

/** The companies behind one of these numbers, by name. */
export async function readWaterfallAccounts(
  db: Db,
  selection: LeadSelection,
  { stage, class: only }: { stage: keyof AccountCounts; class: 'existing' | 'prospect' | undefined },
  limit: number,
): Promise<{ total: number; accounts: { accountId: number; name: string; class: string | null }[] }> {
  const { rows } = await sql<{ accountId: number; name: string; class: string | null; total: number }>`
    ${reached(selection)}
    select a.account_id as "accountId", a.name, a.class, count(*) over ()::int as total
      from reached join account a using (account_id)
     where ${isAt[stage]} and ${only ? sql`a.class = ${only}` : sql`true`} order by a.name, a.account_id limit ${limit}`.execute(
    db,
  );
  return { total: rows[0]?.total ?? 0, accounts: rows.map(({ total: _, ...account }) => account) };
}

/** Companies with leads of the selection or a target line, and how far they came. */
const reached = (selection: LeadSelection) => sql`
    with handed as (
      select c.account_id, true as is_handed, bool_or(c.sal_on is not null) as sal, bool_or(c.sql_on is not null) as sql, bool_or(c.deal_on is not null) as deal,
             bool_or(c.won_on is not null) as won ${leadsOf(selection)} group by 1),
    acquired as (select distinct c.account_id, true as is_acquired ${leadsOf(selection, { datedBy: 'lead' })}),
    target as (select distinct account_id, true as is_target from target_now where status = 'active' and ${selection.scope !== 'outside'}),
    reached as (select * from handed full join acquired using (account_id) full join target using (account_id))`;

const isAt: Readonly<Record<keyof AccountCounts, RawBuilder<boolean>>> = {
  target: sql`is_target`,
  lead: sql`is_acquired`,
  mql: sql`is_handed`,
  sal: sql`sal`,
  sql: sql`sql`,
  deal: sql`deal`,
  won: sql`won`,
};
