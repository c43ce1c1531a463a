import type { Input } from '#core/kpi/input.ts';
import {
  kpiFigure,
  measuresIn,
  measuresOf,
  missingInputs,
  unmeasuredSentence,
  type Kpi,
  type MeasureValues,
} from '#core/kpi/kpi.ts';
import { cautionOf, changesWithin, markersOf, type DefinitionChange } from '#core/kpi/definition-change.ts';
import { landsByPipeline } from '#core/kpi/landing.ts';
import { achievementOf, type KpiPlan, type PlanReading } from '#core/kpi/plan.ts';
import { namedMeasures, type MeasureCode } from '#core/kpi/named-measure.ts';
import { compareRates } from '#core/measure/compare.ts';
import { immature, nothing, type Figure } from '#core/measure/figure.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { comparedPart, isSettled, previousPeriod, sameLastYear, type Period, type Span } from '#core/period/fiscal.ts';
import { listDefinitionChanges } from '#db/definition-changes.ts';
import { countAppointments, countDealsAfterMeetings } from '#db/measures/appointments.ts';
import { countMeetings } from '#db/measures/meetings.ts';
import { countImportCosts, countLeads, countOwnedContacts } from '#db/measures/contacts.ts';
import type { DateText } from '#core/value/date.ts';
import type { Words } from '#core/words.ts';
import { countSqlEntries, listFeedbackWaits } from '#db/measures/cycles.ts';
import { countCustomerDeals, countDecidedAccounts, countDecidedDeals } from '#db/measures/deals.ts';
import { countHandovers } from '#db/measures/handovers.ts';
import { readHeldInputs } from '#db/measures/held.ts';
import { countFirstOrders, lifetimeValues, listFirstDealWaits } from '#db/measures/orders.ts';
import { countFields, countFreshRecords, countLines } from '#db/measures/targets.ts';
import type { MeasureReader, MeasureScope, MeasureWindow } from '#db/measures/window.ts';
import type { Db } from '#db/pool.ts';
import { countPipelineCreated } from './first-amounts.ts';
import { readHandoverSettings, type HandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { readPipelineLanding } from './read-landing.ts';
import { countCoverage } from './pipeline-coverage.ts';
import { againstPlan, readPlans } from './read-plan.ts';

/** What the pipeline comes to, against the target. */
type LandingAgainstPlan = { readonly figure: Figure; readonly achievement: number | null };

export type KpiReading = {
  readonly kpi: Kpi;
  readonly figure: Figure;
  /** 未計測(必要:…); undefined where it is measured. */
  readonly unmeasured: Words | undefined;
  /** Inputs of which nothing had come in; none where it is measured. */
  readonly missing: readonly Input[];
  /** Null where that period cannot be told. */
  readonly previous: Figure | null;
  readonly lastYear: Figure | null;
  /** The last days counted of both: as many business days as of a period still running; null where it is over. */
  readonly soFar: { readonly previous: DateText; readonly lastYear: DateText } | null;
  /** Said only of ripe rates whose difference is clear. */
  readonly change: Words | undefined;
  /** Changes of meaning since the same period of last year; drawn in every trend and comparison across them. */
  readonly markers: readonly DefinitionChange[];
  /** What a change between the period before and this one does to their comparison. */
  readonly caution: Words | undefined;
  /** The target in force and how far it is reached; null without one. */
  readonly plan:
    | (PlanReading & Pick<KpiPlan, 'target' | 'approvals'> & { readonly pipeline: LandingAgainstPlan | null })
    | null;
};

const readers: readonly MeasureReader[] = [
  countLines,
  countFields,
  countFreshRecords,
  countLeads,
  countOwnedContacts,
  countImportCosts,
  countHandovers,
  countSqlEntries,
  listFeedbackWaits,
  countPipelineCreated,
  countDecidedDeals,
  countCustomerDeals,
  countFirstOrders,
  ...lifetimeValues,
  listFirstDealWaits,
  countCoverage,
  countMeetings,
  countAppointments,
  countDealsAfterMeetings,
];

/** Values that are known as they are today only. */
const presentOnly = new Set<MeasureCode>([
  'fields_required',
  'fields_filled',
  'records_held',
  'records_fresh',
  'open_deals_weighted',
]);

/** KPIs of one period with the one before and the same of last year; every measure they share is counted once per period. */
export async function readKpis(
  db: Db,
  kpis: readonly Kpi[],
  period: Period,
  scope: MeasureScope,
  now: Date,
): Promise<KpiReading[]> {
  const settings = await readHandoverSettings(db);
  const today = todayJst(now);
  const isRunning = period.from <= today && today < period.to;
  const [before, year] = [previousPeriod(period), sameLastYear(period)].map((earlier) =>
    comparedPart(earlier, period, today, settings.calendar),
  ) as [Span, Span];
  const periods = [period, before, year];
  const windows = measureWindows(periods, settings, now);
  const plans = await readPlans(db, kpis, period, scope);
  const changes = changesWithin(await listDefinitionChanges(db), scope.kind);
  const [current, previous, lastYear] = await Promise.all(
    windows.map((window, index) => readPeriod(db, index === 0 ? kpis : kpis.filter(hasPast), window, scope)),
  );
  const isRipe = isSettled(period, now);
  const cautions = new Map(kpis.map(({ code }) => [code, cautionOf(code, changes, before, period)] as const));
  const commonPartOf = await readCommonParts(db, kpis, cautions, before, scope, settings, now);
  const landings = await readLandings(db, kpis, plans, windows[0]!, scope);
  return kpis.map((kpi) => {
    const found = current!.figureOf(kpi);
    const figure = isCohort(kpi) && !isRipe ? immature(found) : found;
    const earlier = (reading: PeriodReading) =>
      hasPast(kpi) && missingInputs(kpi, reading.held).length === 0 && kpi.definition ? reading.figureOf(kpi) : null;
    const previousFigure = earlier(previous!);
    const caution = previousFigure ? cautions.get(kpi.code) : undefined;
    const plan = plans.get(kpi.code);
    return {
      kpi,
      figure,
      unmeasured: unmeasuredSentence(kpi, current!.held),
      missing: missingInputs(kpi, current!.held),
      previous: previousFigure,
      lastYear: earlier(lastYear!),
      soFar: isRunning ? { previous: addDays(before.to, -1), lastYear: addDays(year.to, -1) } : null,
      change: changeOf(kpi, caution ? commonPartOf(kpi) : previousFigure, figure),
      markers: markersOf(kpi.code, changes, year.from, period.to),
      caution: caution && { ja: caution.ja, en: caution.en },
      plan: plan
        ? {
            ...plan,
            ...againstPlan(kpi, plan, figure, now, settings.calendar),
            pipeline: landings.get(kpi.code) ?? null,
          }
        : null,
    };
  });
}

/** 着地見込み by the pipeline of the KPIs that have a target in a period still running. */
async function readLandings(
  db: Db,
  kpis: readonly Kpi[],
  plans: ReadonlyMap<string, KpiPlan>,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<ReadonlyMap<string, LandingAgainstPlan>> {
  const landing = kpis.filter((kpi) => landsByPipeline(kpi) && plans.has(kpi.code));
  if (landing.length === 0 || window.to <= window.today) return new Map();
  const { figure } = await readPipelineLanding(db, window, scope);
  return new Map(
    landing.map(({ code, direction }) => [
      code,
      { figure, achievement: achievementOf(direction, figure.value, plans.get(code)!.target) },
    ]),
  );
}

/** A figure of a KPI over any period, with what was not held yet. */
export type PeriodFigure = { readonly figure: Figure; readonly missing: readonly Input[] };

/** KPIs over one period, as the board counts them, without the periods beside it. */
export async function readFigures(
  db: Db,
  kpis: readonly Kpi[],
  period: Pick<Period, 'from' | 'to'>,
  scope: MeasureScope,
  now: Date,
): Promise<Map<string, PeriodFigure>> {
  const [window] = measureWindows([period], await readHandoverSettings(db), now);
  const { held, figureOf } = await readPeriod(db, kpis, window!, scope);
  return new Map(kpis.map((kpi) => [kpi.code, { figure: figureOf(kpi), missing: missingInputs(kpi, held) }]));
}

/** The earlier period from the last change of meaning on: the only part of it that a difference may be told of. */
async function readCommonParts(
  db: Db,
  kpis: readonly Kpi[],
  cautions: ReadonlyMap<string, { readonly comparedFrom: DateText | null } | undefined>,
  before: Span,
  scope: MeasureScope,
  settings: HandoverSettings,
  now: Date,
): Promise<(kpi: Kpi) => Figure | null> {
  const readings = new Map<DateText, PeriodReading>();
  for (const [from, touched] of Map.groupBy(kpis, ({ code }) => cautions.get(code)?.comparedFrom ?? null)) {
    const comparable = touched.filter((kpi) => kpi.definition?.kind === 'rate' && hasPast(kpi));
    if (from === null || comparable.length === 0) continue;
    const [window] = measureWindows([{ from, to: before.to }], settings, now);
    readings.set(from, await readPeriod(db, comparable, window!, scope));
  }
  return (kpi) => {
    const reading = readings.get(cautions.get(kpi.code)?.comparedFrom ?? '');
    return reading && hasPast(kpi) && missingInputs(kpi, reading.held).length === 0 ? reading.figureOf(kpi) : null;
  };
}

export type PeriodReading = { readonly held: ReadonlySet<Input>; readonly figureOf: (kpi: Kpi) => Figure };

/** KPIs of one window: what of their inputs is held there, and the figure of each. */
export async function readPeriod(
  db: Db,
  kpis: readonly Kpi[],
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<PeriodReading> {
  const held = await readHeldInputs(db, window, new Set(kpis.flatMap(({ needs }) => needs)));
  const values = await countMeasures(
    db,
    measuresOf(
      kpis.filter((kpi) => !isPerAccount(kpi)),
      held,
    ),
    window,
    scope,
  );
  const accounts = held.has('deals') && kpis.some(isPerAccount) ? await countDecidedAccounts(db, window, scope) : 0;
  return {
    held,
    figureOf: (kpi) =>
      isPerAccount(kpi) && missingInputs(kpi, held).length === 0
        ? { ...nothing, n: accounts, note: accounts === 0 ? 'empty' : 'list_instead' }
        : kpiFigure(kpi, values, held),
  };
}

/** Counts these measures with as few queries as hold them. */
export async function countMeasures(
  db: Db,
  codes: readonly MeasureCode[],
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<MeasureValues> {
  const needed = readers.filter(({ measures }) => measures.some((code) => codes.includes(code)));
  const counted = await Promise.all(needed.map((reader) => reader.count(db, window, scope)));
  return Object.assign({}, ...counted);
}

function changeOf(kpi: Kpi, before: Figure | null, after: Figure): Words | undefined {
  if (kpi.definition?.kind !== 'rate' || isPerAccount(kpi) || !before || after.note === 'immature') return undefined;
  const compared = compareRates(kpi.name, before, after);
  return compared.isClear ? compared.sentence : undefined;
}

/** One number would hide what the KPI is about: it is told for each account by itself. */
export function isPerAccount({ definition }: Kpi): boolean {
  return definition?.kind === 'rate' && definition.per === 'account';
}

/** Followed until now, so that it may still rise after the period. */
export const isCohort = (kpi: Kpi) => measuresIn(kpi).some((code) => namedMeasures[code].time === 'cohort');
/** Whether an earlier period can be told at all. */
export const hasPast = (kpi: Kpi) => !measuresIn(kpi).some((code) => presentOnly.has(code));

/** Whether the rows behind a KPI tell gross profit, which is a right of its own. */
export function showsGrossProfit(kpi: Kpi): boolean {
  return measuresIn(kpi).some((code) => code === 'ltv_targets' || code === 'ltv_others');
}
