export type MoneyReading =
  | { readonly yen: number }
  | { readonly problem: 'number_invalid' | 'number_range' | 'number_ambiguous' | 'currency_foreign' };

const units: readonly (readonly [RegExp, number])[] = [
  [/兆円?$/, 1e12],
  [/億円?$/, 1e8],
  [/百万円?$/, 1e6],
  [/万円?$/, 1e4],
  [/千円?$/, 1e3],
  [/円$/, 1],
];

/**
 * Integer yen from what people write: `¥1,234,000`, `1,234千円`, `1.2億円`, `△500`, `(1,234)`, full-width digits.
 * `約100万円` is a guess and stays unread; amounts beyond 2⁵³ are refused, never rounded.
 */
export function parseMoney(raw: string, unit: 1 | 1000 | 1000000 = 1): MoneyReading {
  let text = raw
    .normalize('NFKC')
    .trim()
    .replace(/\s|jpy/gi, '');
  if (/[$€£]|usd|eur|gbp|cny/i.test(text)) return { problem: 'currency_foreign' };
  if (/^[約およそ~]/.test(text)) return { problem: 'number_ambiguous' };
  const isNegative = /^[△▲\-−]|^\(.*\)$|^[¥\\]-|-$/.test(text);
  text = text.replace(/[△▲()¥\\\-−+]/g, '').replace(/\.-$|税[抜込別]/g, '');
  let factor: number = unit;
  for (const [pattern, value] of units) {
    if (!pattern.test(text)) continue;
    text = text.replace(pattern, '');
    factor = value;
    break;
  }
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text)) return { problem: 'number_ambiguous' };
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(text)) return { problem: 'number_invalid' };
  const amount = Math.round(Number(text.replace(/,/g, '')) * factor * (isNegative ? -1 : 1)) || 0;
  return Number.isSafeInteger(amount) ? { yen: amount } : { problem: 'number_range' };
}

/** A count such as `1,200名`, `100〜300名` (its lower end), `1.5万人` or `約50人`; undefined when there is none. */
export function parseCount(raw: string): number | undefined {
  const text = raw.normalize('NFKC').replace(/[,\s]/g, '');
  const found = /^約?(\d+(?:\.\d+)?)(万|千)?/.exec(text);
  return found ? Math.floor(Number(found[1]) * (found[2] === '万' ? 10_000 : found[2] === '千' ? 1000 : 1)) : undefined;
}
