import { sql, type RawBuilder } from 'kysely';
import { expansions } from '#core/demand/deal-words.ts';
import { isDecided } from '../deal-states.ts';
import type { Db } from '../pool.ts';
import {
  inScope,
  onTargets,
  onTargetsAtEnd,
  type MeasureReader,
  type MeasureScope,
  type MeasureWindow,
} from './window.ts';

/** Deals created in the period on active targets. */
export function createdOnTargets(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return sql`deal d where d.created_on >= ${window.from} and d.created_on < ${window.to}
       and ${onTargetsAtEnd(sql`d.account_id`, window)} and ${inScope(sql`d.account_id`, scope, window)}`;
}

/** Deals decided in the period: won, lost, or without a decision, which counts as not won. One that rests is not decided. */
export function decided(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return sql`deal d where ${isDecided('d.state')} and d.closed_on >= ${window.from} and d.closed_on < ${window.to}
       and ${inScope(sql`d.account_id`, scope, window)}`;
}

export const countCreatedDeals: MeasureReader = {
  measures: [
    'target_deals_created',
    'target_deal_amount_now',
    'target_accounts_with_new_deal',
    'accounts_with_deal',
    'accounts_won',
  ],
  count: async (db, window, scope) => {
    const { rows } = await sql<{ deals: number; amount: number; accounts: number; won: number }>`
    select count(*)::int as deals, coalesce(sum(d.amount_yen), 0)::bigint as amount, count(distinct d.account_id)::int as accounts,
           (count(distinct d.account_id) filter (where d.state = 'won'))::int as won
      from ${createdOnTargets(window, scope)}`.execute(db);
    const { deals, amount, accounts, won } = rows[0]!;
    return {
      target_deals_created: deals,
      target_deal_amount_now: amount,
      target_accounts_with_new_deal: accounts,
      accounts_with_deal: accounts,
      accounts_won: won,
    };
  },
};

/** What of a deal is paid again each term: its amount without what is paid once. */
const recurringYen = sql`d.amount_yen - coalesce(d.one_off_yen, 0)`;

/** That part by the year of its contract, to the yen: total ÷ years beyond twelve months, else (or where no term is told) as it is. */
export const annualYen = sql`case when d.term_months > 12 then round((${recurringYen}) * 12.0 / d.term_months)::bigint else ${recurringYen} end`;

/** A deal that is paid once as a whole is no contract with a yearly value. */
export const isContract = sql`(coalesce(d.one_off_yen, 0) = 0 or d.one_off_yen < d.amount_yen)`;

/** Deals without an amount are no order of 0 yen: averages leave them out. */
export const countDecidedDeals: MeasureReader = {
  measures: [
    'target_deals_decided',
    'target_deals_won',
    'deals_won',
    'deals_won_amount',
    'acv_deals',
    'acv_sum',
    'one_off_deals',
    'one_off_sum',
  ],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    with decided as materialized (
      select d.account_id, d.created_on, d.amount_yen, ${annualYen} as annual_yen, ${isContract} as is_contract, ${isNew} as is_new, d.one_off_yen, d.state = 'won' as is_won,
             ${onTargetsAtEnd(sql`d.account_id`, window)} as is_target
        from ${decided(window, scope)}),
    new_on_target as (
      select annual_yen, is_contract, one_off_yen from decided d
       where is_won and is_new and amount_yen is not null and ${onTargets(sql`d.account_id`, sql`d.created_on`)})
    select (count(*) filter (where is_target))::int as target_deals_decided,
           (count(*) filter (where is_target and is_won))::int as target_deals_won,
           (count(amount_yen) filter (where is_won))::int as deals_won,
           coalesce(sum(amount_yen) filter (where is_won), 0)::bigint as deals_won_amount,
           (select (count(*) filter (where is_contract))::int from new_on_target) as acv_deals,
           (select coalesce(sum(annual_yen) filter (where is_contract), 0)::bigint from new_on_target) as acv_sum,
           (select (count(*) filter (where one_off_yen > 0))::int from new_on_target) as one_off_deals,
           (select coalesce(sum(one_off_yen), 0)::bigint from new_on_target) as one_off_sum
      from decided`.execute(db);
    return rows[0]!;
  },
};

/** More business with a customer where the file tells the type of a deal; any deal where it tells none. */
const isExpansion = sql`(d.opportunity_type is null or d.opportunity_type = any(${[...expansions]}::text[]))`;

/** A contract that goes on is no new deal. */
export const isNew = sql`d.opportunity_type is distinct from 'renewal'`;

/** Deals created in the period with companies that had ordered before: renewals and what wins them back are no expansion. */
export function customerDeals(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return sql`deal d where d.created_on >= ${window.from} and d.created_on < ${window.to} and ${inScope(sql`d.account_id`, scope, window)}
       and exists (select 1 from customer o where o.account_id = d.account_id and o.first_ordered_on < d.created_on) and ${isExpansion}`;
}

/** How many there are and what they are worth. */
export const countCustomerDeals: MeasureReader = {
  measures: ['customer_deals_created', 'customer_deals_amount'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    select count(*)::int as customer_deals_created, coalesce(sum(d.amount_yen), 0)::bigint as customer_deals_amount
      from ${customerDeals(window, scope)}`.execute(db);
    return rows[0]!;
  },
};

/** A deal on a target that came in more than once, as its first row in force told it. */
export type FirstDealRow = {
  dealId: string;
  amountYen: number | null;
  cells: string[];
  rowNumber: number;
  batchId: number;
};

/** Deals created on targets whose rows changed since: their present amount and their first row. */
export async function firstRowsOfChangedDeals(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<FirstDealRow[]> {
  const { rows } = await sql<FirstDealRow>`
    select distinct on (r.row_key) r.row_key as "dealId", d.amount_yen as "amountYen", r.cells, r.row_number as "rowNumber", r.import_batch_id as "batchId"
      from (select d.deal_id, d.amount_yen from ${createdOnTargets(window, scope)}) d
      join row_link l on l.row_key = d.deal_id and l.role = 'main' and l.version > 1
      join raw_row r on r.row_key = d.deal_id and r.withdrawn_by is null
     order by r.row_key, r.version`.execute(db);
  return rows;
}

/** Companies with a deal decided in the period. */
export async function countDecidedAccounts(db: Db, window: MeasureWindow, scope: MeasureScope): Promise<number> {
  const { rows } = await sql<{ accounts: number }>`
    select count(distinct d.account_id)::int as accounts from ${decided(window, scope)} and exists (select 1 from account a where a.account_id = d.account_id)`.execute(
    db,
  );
  return rows[0]!.accounts;
}

/** Won of decided for each account by itself, never the company-wide number (K5.4). */
export async function countWinsByAccount(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<{ accountId: number; name: string; won: number; decided: number }[]> {
  const { rows } = await sql<{ accountId: number; name: string; won: number; decided: number }>`
    select a.account_id as "accountId", a.name, (count(*) filter (where d.state = 'won'))::int as won, count(*)::int as decided
      from (select d.account_id, d.state from ${decided(window, scope)}) d join account a using (account_id)
     group by a.account_id, a.name order by a.account_id`.execute(db);
  return rows;
}
