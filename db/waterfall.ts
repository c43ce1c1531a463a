import { sql, type RawBuilder } from 'kysely';
import { ripeAfterDays } from '#core/measure/maturity.ts';
import { addDays } from '#core/period/day.ts';
import {
  groupKey,
  isInScope,
  isLapsed,
  leadsOf,
  stampOf,
  type Grouping,
  type LeadSelection,
  type Stamp,
} from './lead-selection.ts';
import type { Db } from './pool.ts';

/** Leads handed over, and how many of them came to each stage. Returned (差し戻し) are those that were not accepted first. */
export type StageCounts = {
  mql: number;
  sal: number;
  sql: number;
  deal: number;
  won: number;
  rejected: number;
  inferred: number;
};

const stageCounts = sql`count(*)::int as mql, count(c.sal_on)::int as sal, count(c.sql_on)::int as sql, count(c.deal_on)::int as deal,
           count(c.won_on)::int as won, (count(c.rejected_at) filter (where c.sal_on is null))::int as rejected,
           (count(*) filter (where c.is_inferred))::int as inferred`;

/** Leads handed over in each month, followed to the stages they reached (cohort view, domain.md §9.6). */
export async function readCohorts(db: Db, selection: LeadSelection): Promise<(StageCounts & { cohort: string })[]> {
  // By day first: a day is a number to group by, a month has to be written out.
  const { rows } = await sql<StageCounts & { cohort: string }>`
    with day as materialized (select c.mql_on, ${stageCounts} ${leadsOf(selection)} group by 1)
    select to_char(mql_on, 'YYYY-MM') as cohort, sum(mql)::int as mql, sum(sal)::int as sal, sum(sql)::int as sql, sum(deal)::int as deal, sum(won)::int as won,
           sum(rejected)::int as rejected, sum(inferred)::int as inferred
      from day group by 1 order by 1`.execute(db);
  return rows;
}

/** All leads of the selection as one cohort. */
export async function readStageCounts(db: Db, selection: LeadSelection): Promise<StageCounts> {
  const { rows } = await sql<StageCounts>`select ${stageCounts} ${leadsOf(selection)}`.execute(db);
  return rows[0]!;
}

/** One group of leads, with those that ran out of time. */
export type GroupCounts = StageCounts & { lapsed: number; key: string; name: string };

/** The same counts by source, campaign, owner or agency; `key` is empty for leads without one. */
export async function readBreakdown(db: Db, selection: LeadSelection, by: Grouping): Promise<GroupCounts[]> {
  const { rows } = await sql<GroupCounts>`
    with counted as (select ${groupKey(by)} as key, ${stageCounts}, (count(*) filter (where ${isLapsed}))::int as lapsed ${leadsOf(selection, { grouping: by })} group by 1)
    select counted.*, coalesce(agency.name, key) as name
      from counted left join account agency on ${by === 'agency' ? sql`key <> '' and agency.account_id = nullif(key, '')::bigint` : sql`false`}
     order by mql desc, key limit 500`.execute(db);
  return rows;
}

/** Hand-overs that ran out of time without an answer, by month. */
export async function countLapsed(db: Db, selection: LeadSelection): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ month: string; lapsed: number }>`
    select left(c.mql_at, 7) as month, count(*)::int as lapsed ${leadsOf(selection)} and ${isLapsed} group by 1`.execute(
    db,
  );
  return new Map(rows.map(({ month, lapsed }) => [month, lapsed]));
}

export type PeriodCounts = Record<'mql' | 'sal' | 'sql' | 'deal' | 'won', number>;

/** Stages reached in the period, whichever cohort the lead belongs to (期間比). */
export async function readPeriodCounts(db: Db, selection: LeadSelection): Promise<PeriodCounts> {
  const { from, to } = selection;
  const within = (stage: Stamp) =>
    sql`(count(*) filter (where ${stampOf(stage)} >= ${from}::date and ${stampOf(stage)} < ${to}::date))::int as ${sql.ref(stage)}`;
  // A stage never comes before its hand-over, so later hand-overs need no look.
  const { rows } = await sql<PeriodCounts>`
    select ${sql.join((['mql', 'sal', 'sql', 'deal', 'won'] as const).map(within))} ${leadsOf({ ...selection, from: '-infinity' })}`.execute(
    db,
  );
  return rows[0]!;
}

/** Leads acquired in the period. */
export async function countAcquired(db: Db, selection: LeadSelection): Promise<number> {
  const { rows } = await sql<{ leads: number }>`
    select count(*)::int as leads ${leadsOf(selection, { datedBy: 'lead' })}`.execute(db);
  return rows[0]!.leads;
}

/** A hand-over of the last weeks has had no time to be answered: a period is proposed by what was handed over before. */
const answeredAfter = ripeAfterDays.sal;

/** First and latest day of hand-over up to today, from files or made here, and the latest one that there was time to answer. */
export async function handoverSpan(
  db: Db,
  today: string,
): Promise<{ first: string; last: string; lastRipe: string } | undefined> {
  const handed = (until: string) =>
    sql`from lead_cycle where mql_at <= ${until} and not is_sales_made and state <> 'merged' order by mql_at`;
  const { rows } = await sql<{ first: string | null; last: string | null; ripe: string | null }>`
    select (select mql_at ${handed(today)} limit 1) as first, (select mql_at ${handed(today)} desc limit 1) as last,
           (select mql_at ${handed(addDays(today, -answeredAfter))} desc limit 1) as ripe`.execute(db);
  const { first, last, ripe } = rows[0]!;
  return first && last ? { first, last, lastRipe: ripe ?? last } : undefined;
}

/** Hand-overs up to today by month (YYYY-MM). */
export async function countByMonth(db: Db, today: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ month: string; n: number }>`
    select left(mql_at, 7) as month, count(*)::int as n from lead_cycle
     where mql_at <= ${today} and not is_sales_made and state <> 'merged' group by 1`.execute(db);
  return new Map(rows.map(({ month, n }) => [month, n]));
}

/** Deals that sales opened without a lead: they stand beside the cohorts, not in them. Null for one group of leads, which they are not in. */
export async function countSalesMadeDeals(
  db: Db,
  selection: LeadSelection,
): Promise<{ deals: number; won: number } | null> {
  if (selection.groups.length > 0) return null;
  const { rows } = await sql<{ deals: number; won: number }>`
    select (select count(*)::int from ${salesMade(selection, 'deal')}) as deals,
           (select count(*)::int from ${salesMade(selection, 'won')}) as won`.execute(db);
  return rows[0]!;
}

/** Those opened, or won, in the period. Their cycle carries the id of the deal. */
export function salesMade({ from, to, scope }: LeadSelection, stage: 'deal' | 'won'): RawBuilder<unknown> {
  const at = stage === 'deal' ? sql`c.deal_at` : sql`c.won_at`;
  return sql`lead_cycle c where c.is_sales_made and ${at} >= ${from} and ${at} < ${to} and ${isInScope(scope)}`;
}
