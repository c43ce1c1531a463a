import type { ReportPeriods } from '#core/report/month.ts';
import type { Db } from '#db/pool.ts';

/** What was planned for one KPI of a report; null where nobody set a target. */
export type MonthPlan = {
  readonly month: number | null;
  readonly toDate: number | null;
  readonly year: number | null;
};

/** Targets of the report's KPIs by code; a KPI without one is left out. */
export async function readMonthPlans(
  _db: Db,
  _codes: readonly string[],
  _periods: ReportPeriods,
): Promise<ReadonlyMap<string, MonthPlan>> {
  return new Map();
}
