import { sql } from 'kysely';
import type { WaitCount } from '#core/measure/waits.ts';
import { leadsOf, stampOf, type LeadSelection } from './lead-selection.ts';
import type { Db } from './pool.ts';

export type WaitStage = 'mql' | 'sal' | 'sql' | 'deal' | 'won';
export type CohortWait = WaitCount & { readonly cohort: string };

/**
 * How long leads waited from one stage to another (domain.md §9.6), counted by cohort. Who was returned, or gave no answer
 * until it was ignored (hand-overs before `ignoredBefore`), waits for ever; who is pending is watched until today.
 */
export async function readWaits(
  db: Db,
  selection: LeadSelection,
  step: { readonly from: WaitStage; readonly to: WaitStage },
  { today, ignoredBefore }: { readonly today: string; readonly ignoredBefore: string },
  byCohort = false,
): Promise<CohortWait[]> {
  const [from, to] = [stampOf(step.from), stampOf(step.to)];
  // Grouped by the days themselves first: of many leads few pairs of days remain to be worked out.
  const isClosed = sql`(c.rejected_at is not null or c.sal_on is null and c.mql_on < ${ignoredBefore}::date)`;
  const { rows } = await sql<CohortWait>`
    with pair as materialized (
      select ${byCohort ? sql`c.mql_on` : sql`null::date`} as mql_on, ${from} as from_on, ${to} as to_on, ${to} is null and ${isClosed} as is_closed, count(*)::int as records
        ${leadsOf(selection)} and ${from} is not null group by 1, 2, 3, 4)
    select coalesce(to_char(mql_on, 'YYYY-MM'), '') as cohort, to_on is not null as "isConverted", sum(records)::int as records,
           case when not is_closed then greatest(coalesce(to_on, ${today}::date) - from_on, 0) end as days
      from pair group by 1, 2, 4`.execute(db);
  return rows;
}

/**
 * Days within which four in five conversions from the hand-over happen, told by the cohorts of `[since, until)`; null where
 * nobody converted.
 */
export async function readConversionDays(
  db: Db,
  since: string,
  until: string,
): Promise<{ sal: number | null; deal: number | null }> {
  const fourInFive = (stage: 'sal' | 'deal') =>
    sql`percentile_disc(0.8) within group (order by ${stampOf(stage)} - c.mql_on) as ${sql.ref(stage)}`;
  const { rows } = await sql<{ sal: number | null; deal: number | null }>`
    select ${fourInFive('sal')}, ${fourInFive('deal')} ${leadsOf({ from: since, to: until, scope: 'all', groups: [] })} and c.sal_on is not null`.execute(
    db,
  );
  return rows[0]!;
}
