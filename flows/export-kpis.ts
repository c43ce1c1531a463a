import { writeXlsx } from 'hucre';
import { grains } from '#core/kpi/grain.ts';
import type { Figure, FigureNote } from '#core/measure/figure.ts';
import type { Period } from '#core/period/fiscal.ts';
import { toCsv } from './export.ts';
import type { KpiReading } from './read-kpis.ts';

const header = [
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
];
const units = { rate: '割合', count: '件', yen: '円', days: '日', score: '点', ratio: '倍' } as const;
const directions = { higher: '高いほど良い', lower: '低いほど良い', neither: '' } as const;
const notes: Readonly<Record<FigureNote, string>> = {
  empty: '対象なし',
  small: '参考',
  immature: '未成熟(途中)',
  period_ratio: '期間比',
  median_not_reached: '中央値未到達',
  list_instead: '個別に見る',
  unmeasured: '未計測',
};

/** The board as a sheet: a rate as a fraction, an empty cell where nothing can be said. Last days stand where a running period is held against part of others. */
function linesOf(readings: readonly KpiReading[], period: Period): (string | number | null)[][] {
  const note = (figure: Figure, unmeasured: string | undefined) =>
    unmeasured ?? (figure.note === null ? '' : notes[figure.note]);
  return readings.map(({ kpi, figure, unmeasured, previous, lastYear, soFar, plan }) => [
    kpi.code,
    kpi.name.ja,
    period.label.ja,
    figure.value,
    units[kpi.unit],
    figure.numerator,
    figure.denominator,
    unmeasured ? null : figure.n,
    figure.interval?.low ?? null,
    figure.interval?.high ?? null,
    note(figure, unmeasured?.ja),
    previous?.value ?? null,
    lastYear?.value ?? null,
    soFar?.previous ?? null,
    soFar?.lastYear ?? null,
    plan?.target ?? null,
    plan?.achievement ?? null,
    plan ? `マーケ ${plan.approvals.marketing}・営業 ${plan.approvals.sales}` : '',
    kpi.formula.ja,
    grains[kpi.grain].ja,
    directions[kpi.direction],
    kpi.version,
  ]);
}

export function kpiCsv(readings: readonly KpiReading[], period: Period): string {
  return toCsv(header, linesOf(readings, period));
}

export function kpiWorkbook(readings: readonly KpiReading[], period: Period): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name: 'KPI',
        rows: [header, ...linesOf(readings, period).map((line) => line.map((cell) => cell ?? ''))],
        columns: header.map((title) => ({ width: title === '指標' || title === '計算式' ? 36 : 13 })),
        freezePane: { rows: 1, columns: 0 },
      },
    ],
  });
}
