import type { Kpi } from '#core/kpi/kpi.ts';
import type { Figure } from '#core/measure/figure.ts';
import type { Language } from '#core/words.ts';
import type { YearOnYear } from './report.ts';

/** Numbers as Japanese business papers write them (users.md §4): △ for minus, 千円, and this where nothing can be said. */
const nothing = '—';

/** 1,234 with so many digits behind the point, and △1,234 for what is below zero. */
export function writtenNumber(value: number, digits = 0): string {
  const text = Math.abs(value).toLocaleString('ja-JP', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return value < 0 && /[1-9]/.test(text) ? `△${text}` : text;
}

/** A value in its unit; yen in thousands, as the head of the table says. */
export function writtenValue(value: number | null, unit: Kpi['unit']): string {
  if (value === null) return nothing;
  if (unit === 'rate') return `${writtenNumber(value * 100, 1)}%`;
  if (unit === 'yen') return writtenNumber(Math.round(value / 1_000));
  return writtenNumber(value, unit === 'count' || Number.isInteger(value) ? 0 : 1);
}

/** 112.5% of the plan. */
export const writtenShare = (share: number | null) => (share === null ? nothing : `${writtenNumber(share * 100, 1)}%`);

/** 112.5%, or +3.1pt; ※ where the difference cannot be confirmed, † where the meaning changed in between. */
export function writtenYearOnYear({ value, unit, isClear, changed }: YearOnYear): string {
  if (value === null) return nothing;
  const mark = changed ? '†' : '';
  if (unit === 'ratio') return writtenShare(value) + mark;
  const sign = value > 0 ? '+' : '';
  return `${sign}${writtenNumber(value * 100, 1)}pt${isClear === false ? '※' : ''}${mark}`;
}

/** What has to stand beside a value: 参考(n=3), 未成熟, 対象なし. */
export function writtenNote({ note, n, value }: Figure, language: Language): string {
  const ja = language === 'ja';
  if (note === 'small') return ja ? `参考(n=${n})` : `indicative (n=${n})`;
  if (note === 'immature') return ja ? '未成熟' : 'not ripe yet';
  if (note === 'unmeasured') return ja ? '未計測' : 'not measured yet';
  return note === 'empty' && value === null ? (ja ? '対象なし' : 'no cases') : '';
}

/** 52.2–70.9% */
export function writtenInterval({ interval }: Figure): string {
  if (!interval) return nothing;
  return `${writtenNumber(interval.low * 100, 1)}–${writtenNumber(interval.high * 100, 1)}%`;
}
