import { changesWithin, markersOf, type DefinitionChange } from '#core/kpi/definition-change.ts';
import type { Kpi } from '#core/kpi/kpi.ts';
import { planFor } from '#core/kpi/plan.ts';
import { immature, type Figure } from '#core/measure/figure.ts';
import { isSettled, previousPeriod, type Period } from '#core/period/fiscal.ts';
import { listDefinitionChanges } from '#db/definition-changes.ts';
import { hasTargets, type MeasureScope } from '#db/measures/window.ts';
import { listPlansInForce } from '#db/plans.ts';
import type { Db } from '#db/pool.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { hasPast, isCohort, isPerAccount, readPeriod, type PeriodReading } from './read-kpis.ts';

/** A KPI over the last periods, oldest first, with the target of each and the days on which its meaning changed. */
export type Trend = {
  readonly kpi: Kpi;
  readonly points: readonly { readonly figure: Figure; readonly target: number | null }[];
  readonly markers: readonly DefinitionChange[];
};

const periodsShown = 12;

/** Twelve periods up to this one. KPIs that are known as of today only, or company by company, have no trend. */
export async function readTrends(
  db: Db,
  kpis: readonly Kpi[],
  period: Period,
  scope: MeasureScope,
  now: Date,
): Promise<{ readonly periods: Period[]; readonly trends: Trend[] }> {
  const periods = [period];
  while (periods.length < periodsShown) periods.unshift(previousPeriod(periods[0]!));
  const shown = kpis.filter((kpi) => kpi.definition && hasPast(kpi) && !isPerAccount(kpi));
  const [from, to] = [periods[0]!.from, period.to];
  const agreed = !hasTargets(scope) ? [] : await listPlansInForce(db, from, to);
  const changes = changesWithin(await listDefinitionChanges(db), scope.kind);
  const readings: PeriodReading[] = [];
  // One period after the other: the board itself is asked for at the same time and must not wait behind twelve.
  for (const window of measureWindows(periods, await readHandoverSettings(db), now))
    readings.push(await readPeriod(db, shown, window, scope));
  return {
    periods,
    trends: shown.map((kpi) => ({
      kpi,
      markers: markersOf(kpi.code, changes, from, to),
      points: readings.map((reading, index) => {
        const found = reading.figureOf(kpi);
        const figure = isCohort(kpi) && !isSettled(periods[index]!, now) ? immature(found) : found;
        return { figure, target: planFor(kpi, agreed, scope.kind, periods[index]!)?.target ?? null };
      }),
    })),
  };
}
