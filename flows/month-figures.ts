import { getKpi } from '#core/kpi/catalogue.ts';
import { isAdditive, type Kpi } from '#core/kpi/kpi.ts';
import { landsByPipeline } from '#core/kpi/landing.ts';
import { readPlan } from '#core/kpi/plan.ts';
import { immature, nothing, unmeasured, type Figure } from '#core/measure/figure.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import type { Period } from '#core/period/fiscal.ts';
import { ripeDaysOf, trendKpi } from '#core/report/contents.ts';
import type { MonthFigure } from '#core/report/figures.ts';
import { reportPeriods, type MonthText, type ReportPeriods } from '#core/report/month.ts';
import type { Db } from '#db/pool.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { readPipelineLanding } from './read-landing.ts';
import { readPlans } from './read-plan.ts';
import { hasPast, isPerAccount, readFigures } from './read-kpis.ts';

type Plans = Awaited<ReturnType<typeof readPlans>>;

/** All figures of a month as the data stands now: the four spans of the report, the months drawn, and both landings of the year. */
export async function readMonthFigures(
  db: Db,
  month: MonthText,
  startMonth: number,
  kpis: readonly Kpi[],
  now: Date,
): Promise<MonthFigure[]> {
  const periods = reportPeriods(month, startMonth);
  const plansOf = (span: Period) => readPlans(db, kpis, span, { kind: 'all' });
  const ofYear = await plansOf(periods.year);
  const past = kpis.filter(hasPast);
  const asked: { period: Period; kpis: readonly Kpi[]; plans?: Plans }[] = [
    { period: periods.month, kpis, plans: await plansOf(periods.month) },
    { period: periods.lastYear, kpis: past },
    { period: periods.toDate, kpis: past, plans: await plansOf(periods.toDate) },
    { period: periods.toDateLastYear, kpis: past },
    ...periods.trend
      .flatMap(({ month: one, lastYear }) => [one, lastYear])
      .map((period) => ({ period, kpis: [getKpi(trendKpi)] })),
  ];
  const figures: MonthFigure[] = [];
  const known = new Set<string>();
  for (const { period, kpis: own, plans } of asked) {
    const unknown = own.filter(({ code }) => !known.has(`${code} ${period.from} ${period.to}`));
    for (const { code } of unknown) known.add(`${code} ${period.from} ${period.to}`);
    figures.push(...(await figuresOf(db, unknown, period, now, (kpi) => plans && targetOf(kpi, plans, ofYear))));
  }
  return [
    ...figures,
    ...(await landings(db, kpis, periods, figures, ofYear)),
    ...(await pipelineLandings(db, kpis, periods, figures, ofYear, now)),
  ];
}

/** Figures of one span; a cohort that is too young to be final says so. */
export async function figuresOf(
  db: Db,
  kpis: readonly Kpi[],
  { from, to }: Pick<Period, 'from' | 'to'>,
  now: Date,
  target: (kpi: Kpi) => number | null | undefined = () => null,
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
      target: target(kpi) ?? null,
    };
  });
}

/** 着地見込み as seen at the end of the month, by the run of business days; KPIs that do not add up land nowhere. */
async function landings(
  db: Db,
  kpis: readonly Kpi[],
  { month, toDate, year }: ReportPeriods,
  figures: readonly MonthFigure[],
  plans: Plans,
): Promise<MonthFigure[]> {
  const { calendar } = await readHandoverSettings(db);
  const asOf = addDays(month.to, -1);
  return kpis.filter(isAdditive).map((kpi) => {
    const reached = figures.find(({ code, from, to }) => code === kpi.code && from === toDate.from && to === toDate.to);
    const plan = plans.get(kpi.code);
    const { landing } = readPlan(plan ?? { ...unplanned(kpi), ...year }, reached?.figure.value ?? null, {
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
      target: plan?.target ?? null,
    };
  });
}

/** 着地見込み of the same year by what is won and the open deals, as of now. */
async function pipelineLandings(
  db: Db,
  kpis: readonly Kpi[],
  { toDate, year }: ReportPeriods,
  figures: readonly MonthFigure[],
  plans: Plans,
  now: Date,
): Promise<MonthFigure[]> {
  const landing = kpis.filter(landsByPipeline);
  if (landing.length === 0) return [];
  const [window] = measureWindows([year], await readHandoverSettings(db), now);
  const { figure } = await readPipelineLanding(db, window!, { kind: 'all' });
  return landing.map((kpi) => {
    const reached = figures.find(({ code, from, to }) => code === kpi.code && from === toDate.from && to === toDate.to);
    const missing = reached?.missing ?? [];
    return {
      code: kpi.code,
      kind: 'pipeline',
      from: year.from,
      to: year.to,
      version: kpi.version,
      figure: missing.length > 0 ? unmeasured : figure,
      missing,
      target: plans.get(kpi.code)?.target ?? null,
    };
  });
}

function landed(landing: number | null, reached: Figure | undefined): Figure {
  if (landing === null) return { ...nothing, note: reached?.note ?? 'empty' };
  return { ...nothing, value: Math.round(landing), n: reached?.n ?? 0, note: null };
}

/** A rate or mean that the year has a target for is held to it in every part of the year. */
function targetOf(kpi: Kpi, plans: Plans, ofYear: Plans): number | null {
  return plans.get(kpi.code)?.target ?? (isAdditive(kpi) ? null : (ofYear.get(kpi.code)?.target ?? null));
}

/** The run of the year needs its span alone, not a target. */
const unplanned = (kpi: Kpi) => ({
  kpiCode: kpi.code,
  scope: 'all',
  target: 0,
  approvals: { marketing: null, sales: null },
});

/** KPIs that a month keeps: one number each. */
export const isKept = (kpi: Kpi) => !isPerAccount(kpi);
