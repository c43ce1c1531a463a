import { isAdditive, type Kpi } from '#core/kpi/kpi.ts';
import { planFor, readPlan, type KpiPlan, type PlanReading } from '#core/kpi/plan.ts';
import type { Figure } from '#core/measure/figure.ts';
import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { todayJst } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import { hasTargets, type MeasureScope } from '#db/measures/window.ts';
import { listPlansInForce } from '#db/plans.ts';
import type { Db } from '#db/pool.ts';

type Span = { readonly from: DateText; readonly to: DateText };

/**
 * Targets in force for `[from, to)`, by KPI code: a fiscal period, or any span that agreed periods fill (4月からの累計). One query.
 * The companies of a single owner or agency have no target of their own, so the map is empty there.
 */
export async function readPlans(
  db: Db,
  kpis: readonly Kpi[],
  span: Span,
  scope: MeasureScope,
): Promise<ReadonlyMap<string, KpiPlan>> {
  if (!hasTargets(scope)) return new Map();
  const agreed = await listPlansInForce(db, span.from, span.to);
  return new Map(
    kpis.flatMap((kpi) => {
      const plan = planFor(kpi, agreed, scope.kind, span);
      return plan ? [[kpi.code, plan] as const] : [];
    }),
  );
}

/**
 * 計画比, pace and 着地見込み of one figure as of now (domain.md §10.1). A cohort that is still 未成熟 has no colour: its value will
 * rise by itself.
 */
export function againstPlan(
  kpi: Kpi,
  plan: KpiPlan,
  figure: Figure,
  now: Date,
  calendar: BusinessCalendar,
): PlanReading {
  const reading = readPlan(plan, figure.value, {
    asOf: todayJst(now),
    calendar,
    direction: kpi.direction,
    isAdditive: isAdditive(kpi),
  });
  return figure.note === 'immature' ? { ...reading, status: 'none' } : reading;
}
