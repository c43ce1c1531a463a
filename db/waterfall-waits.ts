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
  const { rows } = await sql<CohortWait>`
    select ${byCohort ? sql`left(c.mql_at, 7)` : sql`''`} as cohort, ${to} is not null as "isConverted", count(*)::int as records,
           case when ${to} is null and (c.rejected_at is not null or c.sal_at is null and c.mql_at < ${ignoredBefore}) then null
                else greatest(coalesce(${to}, ${today})::date - ${from}::date, 0) end as days
      ${leadsOf(selection)} and ${from} is not null
     group by 1, 2, 4`.execute(db);
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
    sql`percentile_disc(0.8) within group (order by ${stampOf(stage)}::date - c.mql_at::date) as ${sql.ref(stage)}`;
  const { rows } = await sql<{ sal: number | null; deal: number | null }>`
    select ${fourInFive('sal')}, ${fourInFive('deal')} ${leadsOf({ from: since, to: until, scope: 'all', groups: [] })} and c.sal_at is not null`.execute(
    db,
  );
  return rows[0]!;
}
