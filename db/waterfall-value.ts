import { sql } from 'kysely';
import { leadsOf, type LeadSelection } from './lead-selection.ts';
import type { Db } from './pool.ts';

/** Deals that the leads of a selection became, and what they are worth. Amounts are null where no file tells one. */
export type DealValue = {
  deals: number;
  unnamed: number;
  won: number;
  lost: number;
  openYen: number;
  wonYen: number;
  averageYen: number | null;
  /** Days from opening to closing of closed deals; median. */
  cycleDays: number | null;
};

export async function readDealValue(db: Db, selection: LeadSelection): Promise<DealValue> {
  const { rows } = await sql<DealValue>`
    with registered as (
      select l.source, l.deal_key ${leadsOf(selection, { joins: ['lead'] })} and c.deal_on is not null),
    valued as (
      select d.* from (select distinct source, deal_key from registered where deal_key is not null) r
        join deal d on d.source = r.source and d.external_key = r.deal_key)
    select count(*)::int as deals, (select count(*)::int from registered) - count(*)::int as unnamed,
           (count(*) filter (where state = 'won'))::int as won, (count(*) filter (where state = 'lost'))::int as lost,
           coalesce(sum(amount_yen) filter (where state = 'open'), 0)::float8 as "openYen",
           coalesce(sum(amount_yen) filter (where state = 'won'), 0)::float8 as "wonYen",
           avg(amount_yen)::float8 as "averageYen",
           percentile_cont(0.5) within group (order by case when state <> 'open' then closed_on::date - created_on::date end) as "cycleDays"
      from valued`.execute(db);
  return rows[0]!;
}
