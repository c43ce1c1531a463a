import { casesBehind } from '#core/kpi/case-measure.ts';
import type { Kpi } from '#core/kpi/kpi.ts';
import { isWeak, openStages } from '#core/kpi/landing.ts';
import { nothing } from '#core/measure/figure.ts';
import { todayJst } from '#core/period/day.ts';
import { addMonths, periodOf, type Period } from '#core/period/fiscal.ts';
import {
  coverageCodes,
  findReportedKpi,
  reportedKpi,
  resultCodes,
  ripeDaysOf,
  sheetKpis,
  trendKpi,
} from '#core/report/contents.ts';
import { correctionOf, type FrozenFigure, type MonthFigure } from '#core/report/figures.ts';
import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';
import { lastMonthOver, reportPeriods, type MonthText } from '#core/report/month.ts';
import type { Closing, Correction, MonthReport } from '#core/report/month-report.ts';
import { reportBody } from '#core/report/report.ts';
import { readFrozenPipeline } from '#db/month-pipeline.ts';
import { listDefinitionChanges } from '#db/definition-changes.ts';
import { listMeasureRows, type MeasureRow } from '#db/measures/rows.ts';
import { readClosings, readFrozenFigures, readMonthTexts } from '#db/months.ts';
import type { Db } from '#db/pool.ts';
import { measureWindows } from './measure-window.ts';
import { currentClosing } from './close-month.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { readMonthFigures } from './month-figures.ts';
import { openPipelineLanding, type OpenedLanding } from './read-landing.ts';

/** 月次報告 of one month: frozen figures where it is closed, else as the data stands now. */
export async function readMonthReport(
  db: Db,
  month: MonthText,
  now: Date,
  isShown: (kpi: Kpi) => boolean,
): Promise<MonthReport> {
  const closings = (await readClosings(db)).filter((one) => one.month === month);
  const closing = closings.find(({ reopenedAt }) => reopenedAt === null) ?? null;
  const startMonth = closing?.startMonth ?? (await readFiscalStart(db));
  const frozen = closing ? await readFrozenFigures(db, closing.closingId) : [];
  const figures: readonly MonthFigure[] = closing
    ? frozen
    : await readMonthFigures(db, month, startMonth, sheetKpis, now);
  const { trend: _, ...periods } = reportPeriods(month, startMonth);
  return {
    month,
    periods,
    ...reportBody(figures, reportPeriods(month, startMonth), await listDefinitionChanges(db)),
    closing,
    reopened: closings.filter(({ reopenedAt }) => reopenedAt !== null),
    texts: await readMonthTexts(db, month),
    corrections: correctionsOf(frozen, Object.values(periods), isShown),
  };
}

/** The leads or deals that a figure of the report counts now; refuses `kpi_unknown` and `kpi_without_rows`. */
export async function readReportedCases(
  db: Db,
  code: string,
  part: 'numerator' | 'denominator',
  span: { readonly from: DateText; readonly to: DateText },
  now: Date,
  limit: number,
): Promise<{ rows: MeasureRow[]; total: number }> {
  const [numerator, denominator] = casesBehind(reportedKpi(code));
  const [window] = measureWindows([span], await readHandoverSettings(db), now);
  const measure = part === 'numerator' ? numerator : (denominator ?? numerator);
  const found = measure && (await listMeasureRows(db, measure, window!, { kind: 'all' }, limit));
  if (!found)
    throw new Refusal('kpi_without_rows', `指標 ${code} は、元のリードや商談に開けません。`, {
      status: 404,
      details: { code },
    });
  return found;
}

const dealsShown = 500;

/** The open deals behind 着地見込み of a month's fiscal year: as they were where the month is closed, else as they are now. */
export async function readReportLanding(db: Db, month: MonthText, now: Date): Promise<OpenedLanding> {
  const closing = await currentClosing(db, month);
  const { year } = reportPeriods(month, closing?.start_month ?? (await readFiscalStart(db)));
  if (!closing) {
    const [window] = measureWindows([year], await readHandoverSettings(db), now);
    return openPipelineLanding(db, window!, { kind: 'all' }, dealsShown);
  }
  const figures = await readFrozenFigures(db, closing.month_closing_id);
  const figure = figures.find(({ kind, code }) => kind === 'pipeline' && code === trendKpi)?.figure ?? nothing;
  const deals = await readFrozenPipeline(db, closing.month_closing_id);
  const stages = openStages(deals);
  const openYen = deals.reduce((sum, { partYen }) => sum + partYen, 0);
  return {
    figure,
    from: year.from,
    to: year.to,
    wonYen: figure.value === null ? null : figure.value - openYen,
    openYen,
    openDeals: deals.length,
    stages,
    isWeak: isWeak(stages),
    deals: deals.slice(0, dealsShown),
    leftOut: null,
    isFrozen: true,
  };
}

const monthsOffered = 24;

/** The months to choose from, newest first, with the closing in force; and the one to begin with: the latest closed. */
export async function listMonths(
  db: Db,
  now: Date,
): Promise<{ months: { month: MonthText; closing: Closing | null }[]; latest: MonthText }> {
  const current = (await readClosings(db)).filter(({ reopenedAt }) => reopenedAt === null);
  const over = lastMonthOver(todayJst(now));
  const offered = Array.from({ length: monthsOffered }, (_, back) => addMonths(`${over}-01`, -back).slice(0, 7));
  const all = [...new Set([...offered, ...current.map(({ month }) => month)])].sort().reverse();
  return {
    months: all.map((month) => ({ month, closing: current.find((one) => one.month === month) ?? null })),
    latest: current[0]?.month ?? over,
  };
}

/** What stands on the sheets before what only the closing keeps. */
const orderOf = (code: string) => {
  const place = [...resultCodes, ...coverageCodes].findIndex((one) => one === code);
  return place === -1 ? Number.MAX_SAFE_INTEGER : place;
};

/** The month first, then the spans beside it. */
function correctionsOf(
  frozen: readonly FrozenFigure[],
  periods: readonly Period[],
  isShown: (kpi: Kpi) => boolean,
): Correction[] {
  const place = ({ from, to }: FrozenFigure) => {
    const index = periods.findIndex((period) => period.from === from && period.to === to);
    return index === -1 ? periods.length : index;
  };
  return frozen
    .filter(({ figureNow }) => figureNow !== null)
    .sort((one, other) => place(one) - place(other) || orderOf(one.code) - orderOf(other.code))
    .flatMap((one) => {
      const kpi = findReportedKpi(one.code);
      if (!kpi || !isShown(kpi)) return [];
      const period = periods[place(one)] ?? periodOf('month', one.from, periods[0]!.startMonth);
      return {
        code: one.code,
        name: kpi.name,
        unit: kpi.unit,
        period: period.label,
        from: one.from,
        to: one.to,
        frozen: one.figure,
        now: one.figureNow!,
        difference: correctionOf(one.figure, one.figureNow!),
        casesChanged: one.casesChanged,
        version: one.version,
        versionNow: one.versionNow!,
        mayProgress: ripeDaysOf(kpi) > 0,
      };
    });
}
