import { writeXlsx } from 'hucre';
import { grains } from '#core/kpi/grain.ts';
import type { Kpi } from '#core/kpi/kpi.ts';
import type { Figure, FigureNote } from '#core/measure/figure.ts';
import type { Period } from '#core/period/fiscal.ts';
import type { Language, Words } from '#core/words.ts';
import { toCsv } from './export.ts';
import type { KpiReading } from './read-kpis.ts';

const header: Readonly<Record<Language, readonly string[]>> = {
  ja: [
    'コード',
    '指標',
    '期間',
    '値',
    '単位',
    '分子',
    '分母',
    '件数(n)',
    '95%下限',
    '95%上限',
    '注記',
    '前の期間',
    '前年同期',
    '前の期間の最終日',
    '前年同期の最終日',
    '目標',
    '計画比',
    '目標の合意',
    '計算式',
    '数える単位',
    '見方',
    '定義の版',
  ],
  en: [
    'Code',
    'KPI',
    'Period',
    'Value',
    'Unit',
    'Numerator',
    'Denominator',
    'Cases (n)',
    '95% low',
    '95% high',
    'Note',
    'Period before',
    'A year before',
    'Last day of the period before',
    'Last day a year before',
    'Target',
    'Against target',
    'Agreement on the target',
    'Formula',
    'What is counted',
    'Reading',
    'Version of the definition',
  ],
};
/** Columns that hold sentences. */
const wide: readonly string[] = ['指標', '計算式', 'KPI', 'Formula'];
const units: Readonly<Record<Kpi['unit'], Words>> = {
  rate: { ja: '割合', en: 'share' },
  count: { ja: '件', en: 'count' },
  yen: { ja: '円', en: 'yen' },
  days: { ja: '日', en: 'days' },
  score: { ja: '点', en: 'points' },
  ratio: { ja: '倍', en: 'times' },
};
const directions: Readonly<Record<Kpi['direction'], Words>> = {
  higher: { ja: '高いほど良い', en: 'higher is better' },
  lower: { ja: '低いほど良い', en: 'lower is better' },
  neither: { ja: '', en: '' },
};
const notes: Readonly<Record<FigureNote, Words>> = {
  empty: { ja: '対象なし', en: 'no cases' },
  small: { ja: '参考', en: 'for reference' },
  immature: { ja: '未成熟(途中)', en: 'not ripe yet' },
  period_ratio: { ja: '期間比', en: 'ratio of the period' },
  median_not_reached: { ja: '中央値未到達', en: 'median not reached' },
  list_instead: { ja: '個別に見る', en: 'one by one' },
  unmeasured: { ja: '未計測', en: 'not measured yet' },
};
const sides: Words = { ja: 'マーケ {marketing}・営業 {sales}', en: 'Marketing {marketing}, sales {sales}' };

/** The board as a sheet: a rate as a fraction, an empty cell where nothing can be said. Last days stand where a running period is held against part of others. */
function linesOf(readings: readonly KpiReading[], period: Period, language: Language): (string | number | null)[][] {
  const note = (figure: Figure, unmeasured: string | undefined) =>
    unmeasured ?? (figure.note === null ? '' : notes[figure.note][language]);
  return readings.map(({ kpi, figure, unmeasured, previous, lastYear, soFar, plan }) => [
    kpi.code,
    kpi.name[language],
    period.label[language],
    figure.value,
    units[kpi.unit][language],
    figure.numerator,
    figure.denominator,
    unmeasured ? null : figure.n,
    figure.interval?.low ?? null,
    figure.interval?.high ?? null,
    note(figure, unmeasured?.[language]),
    previous?.value ?? null,
    lastYear?.value ?? null,
    soFar?.previous ?? null,
    soFar?.lastYear ?? null,
    plan?.target ?? null,
    plan?.achievement ?? null,
    plan
      ? sides[language]
          .replace('{marketing}', String(plan.approvals.marketing))
          .replace('{sales}', String(plan.approvals.sales))
      : '',
    kpi.formula[language],
    grains[kpi.grain][language],
    directions[kpi.direction][language],
    kpi.version,
  ]);
}

/** A line for each KPI with value, interval, target and definition, headed in the language asked for. */
export function kpiCsv(readings: readonly KpiReading[], period: Period, language: Language): string {
  return toCsv(header[language], linesOf(readings, period, language));
}

/** The same lines as an XLSX file of one sheet. */
export function kpiWorkbook(readings: readonly KpiReading[], period: Period, language: Language): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name: 'KPI',
        rows: [
          [...header[language]],
          ...linesOf(readings, period, language).map((line) => line.map((cell) => cell ?? '')),
        ],
        columns: header[language].map((title) => ({ width: wide.includes(title) ? 36 : 13 })),
        freezePane: { rows: 1, columns: 0 },
      },
    ],
  });
}
