export type MoneyReading =
  | { readonly yen: number }
  | { readonly problem: 'number_invalid' | 'number_range' | 'number_ambiguous' | 'currency_foreign' };

/** Yen that one stands for: 円, 千円, 万円, 百万円, 億円. */
export const moneyUnits = [1, 1000, 10_000, 1_000_000, 100_000_000] as const;
export type MoneyUnit = (typeof moneyUnits)[number];

/** 1兆2,345億円, 1億2,000万円, 5千万円, 1,234千円, 1.2億. */
const figures = /^(?:([\d,.]+)兆)?(?:([\d,.]+)億)?(?:([\d,.]+)([千百十])?万)?(?:([\d,.]+)([千百])?)?(円)?$/;
const figure = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
const tens: Readonly<Record<string, number>> = { 千: 1000, 百: 100, 十: 10 };

/**
 * Integer yen from what people write: `¥1,234,000`, `1,234千円`, `1億2,000万円`, `△500`, `(1,234)`, full-width digits. `unit` counts where the cell
 * tells none. `約100万円` is a guess and stays unread; amounts beyond 2⁵³ are refused, never rounded.
 */
export function parseMoney(raw: string, unit: MoneyUnit = 1): MoneyReading {
  const given = raw
    .normalize('NFKC')
    .trim()
    .replace(/\s|jpy/gi, '');
  if (/[$€£]|usd|eur|gbp|cny/i.test(given)) return { problem: 'currency_foreign' };
  if (/^[約およそ~]/.test(given)) return { problem: 'number_ambiguous' };
  const isNegative = /^[△▲\-−]|^\(.*\)$|^[¥\\]-|^[^¥\\].*[^.]-$/.test(given);
  // A bill closes its amount with a stroke: ¥1,234,000.-
  const text = given
    .replace(/\.-$/, '')
    .replace(/[△▲()¥\\\-−+]/g, '')
    .replace(/税[抜込別]/g, '');
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text)) return { problem: 'number_ambiguous' };
  const found = figures.exec(text);
  if (!found || text === '' || text === '円') return { problem: 'number_invalid' };
  const [, trillions, hundredMillions, tenThousands, tenThousandsOf, rest, restOf, yen] = found;
  if ([trillions, hundredMillions, tenThousands, rest].some((one) => one !== undefined && !figure.test(one)))
    return { problem: 'number_invalid' };
  const isLarge = trillions !== undefined || hundredMillions !== undefined || tenThousands !== undefined;
  // 1億2000 may be short for 1億2000万.
  if (isLarge && rest !== undefined && restOf === undefined && yen === undefined)
    return { problem: 'number_ambiguous' };
  const restUnit = restOf !== undefined ? tens[restOf]! : yen !== undefined ? 1 : unit;
  const total =
    amountOf(trillions) * 1e12 +
    amountOf(hundredMillions) * 1e8 +
    amountOf(tenThousands) * (tens[tenThousandsOf ?? ''] ?? 1) * 1e4 +
    amountOf(rest) * restUnit;
  const amount = Math.round(isNegative ? -total : total) || 0;
  return Number.isSafeInteger(amount) ? { yen: amount } : { problem: 'number_range' };
}

const amountOf = (digits: string | undefined) => Number((digits ?? '0').replace(/,/g, ''));

const unitWords: readonly (readonly [RegExp, MoneyUnit])[] = [
  [/百万円?|million|mn\b/, 1_000_000],
  [/億円?/, 100_000_000],
  [/万円?/, 10_000],
  [/千円?|thousand/, 1000],
  [/円/, 1],
];

/** The unit that a header tells: 年間売上(千円), 資本金[単位:百万円], 売上高_百万円, Revenue (million yen). Undefined where it tells none. */
export function unitOfHeader(header: string): MoneyUnit | undefined {
  const text = header.normalize('NFKC').toLowerCase();
  const inBrackets = /[([【<]([^)\]】>]*(?:円|yen|jpy|¥|百万|千)[^)\]】>]*)[)\]】>]/.exec(text)?.[1];
  const told = inBrackets ?? /(?:百万|億|万|千)円$/.exec(text)?.[0];
  return told === undefined ? undefined : unitWords.find(([word]) => word.test(told))?.[1];
}

/** A count such as `1,200名`, `100〜300名` (its lower end), `1.5万人`, `約50人` or `単独:300名`; undefined when there is none. */
export function parseCount(raw: string): number | undefined {
  const text = raw
    .normalize('NFKC')
    .replace(/[,\s]/g, '')
    .replace(/^[([]?(?:連結|単独|単体)[)\]]?[::]?/, '');
  const found = /^約?(\d+(?:\.\d+)?)(万|千)?/.exec(text);
  return found ? Math.floor(Number(found[1]) * (found[2] === '万' ? 10_000 : found[2] === '千' ? 1000 : 1)) : undefined;
}
