import type { MeasureRow } from '#db/measures/rows.ts';
import { toCsv } from './export.ts';

const kinds = {
  lead: 'リード',
  deal: '商談',
  appointment: '面談',
  account: '企業',
  person: '人物',
  line: 'ターゲット',
  plan: '目標',
  week: '週',
  action: '宿題',
} as const;

/** The rows of one number as a sheet; the last column adds up to it. */
export function kpiRowsCsv(rows: readonly MeasureRow[]): string {
  return toCsv(
    ['種類', 'ID', '企業ID', '企業名', '名前', '状態', '推定', '日付', '金額(円)', '数えた値'],
    rows.map((row) => [
      kinds[row.kind],
      row.id,
      row.accountId,
      row.accountName,
      row.label,
      row.state,
      row.isInferred ? '推定' : '',
      row.day,
      row.amountYen,
      row.part,
    ]),
  );
}
