import { missingWords } from '#core/kpi/input.ts';
import type { Kpi } from '#core/kpi/kpi.ts';
import { breaksOf, type DefinitionChange } from '#core/kpi/definition-change.ts';
import { landsByPipeline } from '#core/kpi/landing.ts';
import { achievementOf } from '#core/kpi/plan.ts';
import { compareRates } from '#core/measure/compare.ts';
import { nothing, type Figure } from '#core/measure/figure.ts';
import type { Period } from '#core/period/fiscal.ts';
import type { Words } from '#core/words.ts';
import {
  coverageCodes,
  funnelCode,
  funnelStages,
  partCodes,
  reportedKpi,
  resultCodes,
  trendKpi,
  type FunnelStage,
  type HandoverPart,
} from './contents.ts';
import type { MonthFigure } from './figures.ts';
import type { ReportPeriods } from './month.ts';

/** A figure against its plan; both null where nobody set one. */
export type AgainstPlan = {
  readonly figure: Figure;
  readonly target: number | null;
  readonly achievement: number | null;
};

/** 前年同月比: a quotient for counts and sums, points for rates, which are told apart only when clear. */
export type YearOnYear = {
  readonly value: number | null;
  readonly unit: 'ratio' | 'points';
  /** False where the 95 % interval of the difference covers zero; null where nothing can be compared. */
  readonly isClear: boolean | null;
  /** The last change of meaning between the two periods: they cannot simply be compared. */
  readonly changed: Pick<DefinitionChange, 'on' | 'whatChanged'> | null;
};

export type ReportLine = {
  readonly code: string;
  readonly version: number;
  readonly name: Words;
  readonly unit: Kpi['unit'];
  readonly month: AgainstPlan;
  readonly lastYear: Figure;
  readonly yearOnYear: YearOnYear;
  readonly toDate: AgainstPlan;
  readonly toDateLastYear: Figure;
  readonly toDateYearOnYear: YearOnYear;
  /** 着地見込み of the fiscal year against its plan, by pace; and by what is won and the weighted pipeline, of money won alone. */
  readonly landing: AgainstPlan;
  readonly pipeline: AgainstPlan | null;
  /** 未計測(必要:…); null where it is measured. */
  readonly unmeasured: Words | null;
};

export type ReportStep = { readonly stage: FunnelStage; readonly month: Figure; readonly toDate: Figure };

/** H and its four parts; null where one of them was not kept. */
export type HandedOver = Readonly<Record<HandoverPart | 'handed', number>> | null;

export type ReportBody = {
  readonly results: readonly ReportLine[];
  readonly coverage: readonly ReportLine[];
  readonly funnel: readonly ReportStep[];
  readonly handed: { readonly month: HandedOver; readonly toDate: HandedOver };
  readonly trend: readonly {
    readonly month: string;
    readonly value: number | null;
    readonly lastYear: number | null;
    /** Its figure means something else from a day of this month on. */
    readonly isChanged: boolean;
  }[];
};

/** The two sheets in numbers, from figures that were frozen or counted just now, and what changed its meaning since last year. */
export function reportBody(
  figures: readonly MonthFigure[],
  periods: ReportPeriods,
  changes: readonly DefinitionChange[] = [],
): ReportBody {
  const byKey = new Map(figures.map((one) => [keyOf(one.code, one.kind, one), one]));
  const find = (code: string, period: Period, kind: MonthFigure['kind'] = 'period') =>
    byKey.get(keyOf(code, kind, period));
  const figure = (code: string, period: Period) => find(code, period)?.figure ?? nothing;
  const line = (code: string): ReportLine => {
    const kpi = reportedKpi(code);
    const against = (found: MonthFigure | undefined): AgainstPlan => ({
      figure: found?.figure ?? nothing,
      target: found?.target ?? null,
      achievement: achievementOf(kpi.direction, found?.figure.value ?? null, found?.target ?? null),
    });
    const [month, lastYear] = [find(code, periods.month), figure(code, periods.lastYear)];
    const changeIn = (earlier: Period, later: Period) => {
      const last = breaksOf(code, changes, earlier.from, later.to).at(-1);
      return last ? { on: last.on, whatChanged: last.whatChanged } : null;
    };
    const [toDate, before] = [find(code, periods.toDate), figure(code, periods.toDateLastYear)];
    return {
      code,
      version: month?.version ?? kpi.version,
      name: kpi.name,
      unit: kpi.unit,
      month: against(month),
      lastYear,
      yearOnYear: yearOnYear(kpi, month?.figure ?? nothing, lastYear, changeIn(periods.lastYear, periods.month)),
      toDate: against(toDate),
      toDateLastYear: before,
      toDateYearOnYear: yearOnYear(
        kpi,
        toDate?.figure ?? nothing,
        before,
        changeIn(periods.toDateLastYear, periods.toDate),
      ),
      landing: against(find(code, periods.year, 'landing')),
      pipeline: landsByPipeline(kpi) ? against(find(code, periods.year, 'pipeline')) : null,
      unmeasured: month && month.missing.length > 0 ? missingWords(month.missing) : null,
    };
  };
  return {
    results: resultCodes.map(line),
    coverage: coverageCodes.map(line),
    funnel: funnelStages.map((stage) => ({
      stage,
      month: stageFigure(stage, (code) => figure(code, periods.month)),
      toDate: stageFigure(stage, (code) => figure(code, periods.toDate)),
    })),
    handed: {
      month: handedOver((code) => figure(code, periods.month)),
      toDate: handedOver((code) => figure(code, periods.toDate)),
    },
    trend: periods.trend.map(({ month, lastYear }) => ({
      month: month.from.slice(0, 7),
      value: figure(trendKpi, month).value,
      lastYear: figure(trendKpi, lastYear).value,
      isChanged: breaksOf(trendKpi, changes, periods.toDateLastYear.from, month.to).some(({ on }) => on >= month.from),
    })),
  };
}

function handedOver(figure: (code: string) => Figure): HandedOver {
  const handed = figure(partCodes.sal).denominator;
  const parts = Object.entries(partCodes).map(([part, code]) => [part, figure(code).numerator] as const);
  if (handed === null || parts.some(([, n]) => n === null)) return null;
  return { handed, ...(Object.fromEntries(parts) as Record<HandoverPart, number>) };
}

/** How many came to the stage is the numerator; of MQL itself the denominator that all stages share. */
function stageFigure(stage: FunnelStage, figure: (code: string) => Figure): Figure {
  if (stage !== 'mql') return figure(funnelCode(stage));
  const { denominator } = figure(funnelCode('sal'));
  return { ...nothing, value: denominator, n: denominator ?? 0, note: denominator === null ? 'unmeasured' : null };
}

function yearOnYear(kpi: Kpi, now: Figure, before: Figure, changed: YearOnYear['changed']): YearOnYear {
  if (kpi.definition?.kind !== 'rate') {
    const value = now.value === null || before.value === null || before.value === 0 ? null : now.value / before.value;
    return { value, unit: 'ratio', isClear: null, changed: value === null ? null : changed };
  }
  if (now.value === null || before.value === null) {
    return { value: null, unit: 'points', isClear: null, changed: null };
  }
  const { difference, isClear } = compareRates(kpi.name, before, now);
  return { value: difference, unit: 'points', isClear, changed };
}

const keyOf = (code: string, kind: string, { from, to }: { from: string; to: string }) =>
  `${code} ${kind} ${from} ${to}`;
