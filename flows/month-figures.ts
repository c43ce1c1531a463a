import { getKpi } from '#core/kpi/catalogue.ts';
import { isAdditive, type Kpi } from '#core/kpi/kpi.ts';
import { readPlan } from '#core/kpi/plan.ts';
import { immature, nothing, type Figure } from '#core/measure/figure.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import type { Period } from '#core/period/fiscal.ts';
import { ripeDaysOf, trendKpi } from '#core/report/contents.ts';
import type { MonthFigure } from '#core/report/figures.ts';
import { reportPeriods, type MonthText, type ReportPeriods } from '#core/report/month.ts';
import type { Db } from '#db/pool.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { readMonthPlans, type MonthPlan } from './month-plans.ts';
import { hasPast, isPerAccount, readFigures } from './read-kpis.ts';

/** All figures of a month as the data stands now: the four spans of the report, the months drawn, and the landing of the year. */
export async function readMonthFigures(
  db: Db,
  month: MonthText,
  startMonth: number,
  kpis: readonly Kpi[],
  now: Date,
): Promise<MonthFigure[]> {
  const periods = reportPeriods(month, startMonth);
  const plans = await readMonthPlans(
    db,
    kpis.map(({ code }) => code),
    periods,
  );
  const asked = [
    { period: periods.month, kpis },
    ...[periods.lastYear, periods.toDate, periods.toDateLastYear].map((period) => ({
      period,
      kpis: kpis.filter(hasPast),
    })),
    ...periods.trend
      .flatMap(({ month: one, lastYear }) => [one, lastYear])
      .map((period) => ({ period, kpis: [getKpi(trendKpi)] })),
  ];
  const figures: MonthFigure[] = [];
  const known = new Set<string>();
  for (const { period, kpis: own } of asked) {
    const unknown = own.filter(({ code }) => !known.has(`${code} ${period.from} ${period.to}`));
    for (const { code } of unknown) known.add(`${code} ${period.from} ${period.to}`);
    figures.push(...(await figuresOf(db, unknown, period, now, (code) => targetOf(plans.get(code), period, periods))));
  }
  return [...figures, ...(await landings(db, kpis, periods, figures, plans))];
}

/** Figures of one span; a cohort that is too young to be final says so. */
export async function figuresOf(
  db: Db,
  kpis: readonly Kpi[],
  { from, to }: Pick<Period, 'from' | 'to'>,
  now: Date,
  target: (code: string) => number | null = () => null,
): Promise<MonthFigure[]> {
  if (kpis.length === 0) return [];
  const counted = await readFigures(db, kpis, { from, to }, { kind: 'all' }, now);
  const today = todayJst(now);
  return kpis.map((kpi) => {
    const { figure, missing } = counted.get(kpi.code)!;
    const isYoung = ripeDaysOf(kpi) > 0 && addDays(to, ripeDaysOf(kpi)) > today;
    return {
      code: kpi.code,
      kind: 'period',
      from,
      to,
      version: kpi.version,
      figure: isYoung ? immature(figure) : figure,
      missing,
      target: target(kpi.code),
    };
  });
}

/** 着地見込み as seen at the end of the month, by the run of business days; KPIs that do not add up land nowhere. */
async function landings(
  db: Db,
  kpis: readonly Kpi[],
  { month, toDate, year }: ReportPeriods,
  figures: readonly MonthFigure[],
  plans: ReadonlyMap<string, MonthPlan>,
): Promise<MonthFigure[]> {
  const { calendar } = await readHandoverSettings(db);
  const asOf = addDays(month.to, -1);
  return kpis.filter(isAdditive).map((kpi) => {
    const reached = figures.find(({ code, from, to }) => code === kpi.code && from === toDate.from && to === toDate.to);
    const target = plans.get(kpi.code)?.year ?? null;
    const plan = {
      kpiCode: kpi.code,
      scope: 'all',
      from: year.from,
      to: year.to,
      target: target ?? 0,
      approvals: { marketing: null, sales: null },
    };
    const { landing } = readPlan(plan, reached?.figure.value ?? null, {
      asOf,
      calendar,
      direction: kpi.direction,
      isAdditive: true,
    });
    return {
      code: kpi.code,
      kind: 'landing',
      from: year.from,
      to: year.to,
      version: kpi.version,
      figure: landed(landing, reached?.figure),
      missing: reached?.missing ?? [],
      target,
    };
  });
}

function landed(landing: number | null, reached: Figure | undefined): Figure {
  if (landing === null) return { ...nothing, note: reached?.note ?? 'empty' };
  return { ...nothing, value: Math.round(landing), n: reached?.n ?? 0, note: null };
}

function targetOf(plan: MonthPlan | undefined, period: Period, { month, toDate }: ReportPeriods): number | null {
  if (period.from === month.from && period.to === month.to) return plan?.month ?? null;
  return period.from === toDate.from && period.to === toDate.to ? (plan?.toDate ?? null) : null;
}

/** KPIs that a month keeps: one number each. */
export const isKept = (kpi: Kpi) => !isPerAccount(kpi);
