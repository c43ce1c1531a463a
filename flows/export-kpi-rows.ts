import { caseState } from '#core/kpi/case-words.ts';
import type { Language, Words } from '#core/words.ts';
import type { MeasureRow } from '#db/measures/rows.ts';
import { toCsv } from './export.ts';

const header: Readonly<Record<Language, readonly string[]>> = {
  ja: ['種類', 'ID', '企業ID', '企業名', '名前', '状態', '推定', '日付', '金額(円)', '数えた値'],
  en: [
    'Kind',
    'ID',
    'Company ID',
    'Company',
    'Name',
    'State',
    'Inferred',
    'Date',
    'Amount (yen)',
    'What it adds to the number',
  ],
};
const kinds: Readonly<Record<MeasureRow['kind'], Words>> = {
  lead: { ja: 'リード', en: 'Lead' },
  deal: { ja: '商談', en: 'Deal' },
  appointment: { ja: '面談', en: 'Appointment' },
  account: { ja: '企業', en: 'Company' },
  person: { ja: '人物', en: 'Person' },
  line: { ja: 'ターゲット', en: 'Target' },
  plan: { ja: '目標', en: 'KPI target' },
  week: { ja: '週', en: 'Week' },
  action: { ja: '宿題', en: 'Action' },
};
const inferred: Words = { ja: '推定', en: 'inferred' };

/** The rows of one number as a sheet in the words of the screen; the last column adds up to it. */
export function kpiRowsCsv(rows: readonly MeasureRow[], language: Language): string {
  const stateOf = ({ kind, state }: MeasureRow) =>
    caseState(kind, state ?? (kind === 'week' ? 'none' : ''))?.[language] ?? state;
  return toCsv(
    header[language],
    rows.map((row) => [
      kinds[row.kind][language],
      row.id,
      row.accountId,
      row.accountName,
      row.label,
      stateOf(row),
      row.isInferred ? inferred[language] : '',
      row.day,
      row.amountYen,
      row.part,
    ]),
  );
}
