import type { Kpi } from '#core/kpi/kpi.ts';
import { planFor } from '#core/kpi/plan.ts';
import { todayJst } from '#core/period/day.ts';
import { periodOf, previousPeriod, type Period } from '#core/period/fiscal.ts';
import { hasTargets, type MeasureScope } from '#db/measures/window.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { listPlansInForce } from '#db/plans.ts';
import type { Db } from '#db/pool.ts';
import { readKpis, type KpiReading } from './read-kpis.ts';

export type TileReading = KpiReading & { readonly period: Period };

/** A year of quarters is searched for the last one that can be told. */
const quartersBack = 4;

/**
 * Each KPI in the period that matters now: the running one that has a target (quarter before month, half and year), else the
 * running quarter. Where that has no case yet (対象なし), the last quarter that had; the tile names its period.
 */
export async function readTiles(
  db: Db,
  kpis: readonly Kpi[],
  scope: MeasureScope,
  now: Date,
): Promise<ReadonlyMap<string, TileReading>> {
  const found = new Map<string, TileReading>();
  const startMonth = await readFiscalStart(db);
  const current = await currentPeriods(db, kpis, scope, now, startMonth);
  for (const [period, own] of Map.groupBy(kpis, (kpi) => current.get(kpi.code)!))
    for (const reading of await readKpis(db, own, period, scope, now))
      found.set(reading.kpi.code, { ...reading, period });
  let quarter = periodOf('quarter', todayJst(now), startMonth);
  for (let back = 0; back < quartersBack; back++) {
    const empty = kpis.filter(({ code }) => isEmpty(found.get(code)!));
    if (empty.length === 0) break;
    quarter = previousPeriod(quarter);
    for (const reading of await readKpis(db, empty, quarter, scope, now))
      if (!isEmpty(reading)) found.set(reading.kpi.code, { ...reading, period: quarter });
  }
  return found;
}

/** Nothing to tell for want of cases; what has no source at all stays 未計測. A target is shown even so. */
function isEmpty({ figure, unmeasured, plan }: KpiReading): boolean {
  return figure.value === null && !unmeasured && !plan;
}

async function currentPeriods(
  db: Db,
  kpis: readonly Kpi[],
  scope: MeasureScope,
  now: Date,
  startMonth: number,
): Promise<ReadonlyMap<string, Period>> {
  const today = todayJst(now);
  const periods = (['quarter', 'month', 'half', 'year'] as const).map((kind) => periodOf(kind, today, startMonth));
  const year = periods.at(-1)!;
  const agreed = !hasTargets(scope) ? [] : await listPlansInForce(db, year.from, year.to);
  const planned = (kpi: Kpi) => periods.find((period) => planFor(kpi, agreed, scope.kind, period));
  return new Map(kpis.map((kpi) => [kpi.code, planned(kpi) ?? periods[0]!]));
}
