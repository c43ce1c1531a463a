import { sql } from 'kysely';
import type { Db } from './pool.ts';

export type Scope = 'all' | 'inside' | 'outside';
export type CohortCounts = {
  cohort: string;
  mql: number;
  sal: number;
  sql: number;
  deal: number;
  won: number;
  rejected: number;
  inferred: number;
};

const insideList = sql`exists (select 1 from target_line t where t.account_id = m.account_id and t.status = 'active')`;
const inScope = (scope: Scope) =>
  scope === 'all' ? sql`true` : scope === 'inside' ? insideList : sql`not ${insideList}`;

/**
 * Leads handed over in each month, followed to the stages they reached (cohort view, domain.md §9.6). Each count opens to
 * its rows.
 */
export async function readWaterfall(
  db: Db,
  from: string,
  to: string,
  scope: Scope,
  source: string | undefined,
): Promise<CohortCounts[]> {
  const { rows } = await sql<CohortCounts>`
    select left(m.mql_at, 7) as cohort, count(*)::int as mql, count(m.sal_at)::int as sal, count(m.sql_at)::int as sql,
           count(m.deal_at)::int as deal, count(m.won_at)::int as won, count(m.rejected_at)::int as rejected,
           (count(*) filter (where m.is_inferred))::int as inferred
      from lead_cycle m
     where m.mql_at >= ${from} and m.mql_at < ${to} and ${inScope(scope)} and ${source ? sql`m.source = ${source}` : sql`true`}
     group by 1 order by 1`.execute(db);
  return rows;
}

export type WaterfallRow = {
  cycleId: string;
  accountId: number | null;
  accountName: string | null;
  personId: number | null;
  personName: string | null;
  source: string;
  mqlOn: string;
  stages: { stage: string; at: string; isInferred: boolean; reason: string | null }[];
  batchId: number;
  fileName: string;
  rowNumber: number;
};

/** The leads behind one number of the waterfall, with their source rows. */
export async function readWaterfallRows(
  db: Db,
  from: string,
  to: string,
  scope: Scope,
  source: string | undefined,
  stage: string,
  limit: number,
): Promise<{ rows: WaterfallRow[]; total: number }> {
  const { rows } = await sql<WaterfallRow & { total: number }>`
    select m.cycle_id as "cycleId", m.account_id as "accountId", a.name as "accountName", m.person_id as "personId", p.name as "personName", m.source, m.at as "mqlOn",
           (select json_agg(json_build_object('stage', e.stage, 'at', e.at, 'isInferred', e.is_inferred, 'reason', e.reason) order by e.at, array_position(array['lead','mql','sal','sql','deal','won','rejected','lost'], e.stage)) from lead_event e where e.cycle_id = m.cycle_id) as stages,
           r.import_batch_id as "batchId", b.file_name as "fileName", r.row_number as "rowNumber", count(*) over ()::int as total
      from lead_event m
      left join account a on a.account_id = m.account_id left join person p on p.person_id = m.person_id
      join row_link l on l.row_key = m.source_row and l.role = 'main' join raw_row r on r.row_key = l.row_key and r.version = l.version join import_batch b using (import_batch_id)
     where m.stage = 'mql' and m.at >= ${from} and m.at < ${to} and ${inScope(scope)} and ${source ? sql`m.source = ${source}` : sql`true`}
       and ${stage === 'mql' ? sql`true` : sql`exists (select 1 from lead_event e where e.cycle_id = m.cycle_id and e.stage = ${stage})`}
     order by m.at desc, m.cycle_id limit ${limit}`.execute(db);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** Day of the latest hand-over up to today. */
export async function latestHandover(db: Db, today: string): Promise<string | undefined> {
  const { rows } = await sql<{
    at: string | null;
  }>`select max(at) as at from lead_event where stage = 'mql' and at <= ${today}`.execute(db);
  return rows[0]?.at ?? undefined;
}

/** Deals that sales opened without a lead: they stand beside the cohorts, not in them. */
export async function countSalesMadeDeals(db: Db, from: string, to: string): Promise<{ deals: number; won: number }> {
  const { rows } = await sql<{ deals: number; won: number }>`
    select (count(*) filter (where deal_at >= ${from} and deal_at < ${to}))::int as deals,
           (count(*) filter (where won_at >= ${from} and won_at < ${to}))::int as won
      from lead_cycle where is_sales_made`.execute(db);
  return rows[0]!;
}
