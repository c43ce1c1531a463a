const parts =
  /^(?:(\d+(?:\.\d+)?)(?:年間?|years?|yrs?|y))?(?:(\d+(?:\.\d+)?)(?:[かヶケカヵ箇]月間?|月|months?|mos?|m)?)?$/i;

/** The longest contract that is believed, in months: fifty years. */
export const termMonthsMax = 600;

/**
 * Months a contract runs, from `36`, `36ヶ月`, `3年`, `1年6か月`, `24 months`; a number alone counts in `unit`. Undefined where
 * it is no term, 0 included.
 */
export function parseTermMonths(raw: string, unit: 'months' | 'years' = 'months'): number | undefined {
  const text = raw.normalize('NFKC').replace(/[,\s]/g, '');
  const alone = /^\d+(?:\.\d+)?$/.test(text);
  const [, years, months] = parts.exec(alone ? `${text}${unit === 'years' ? '年' : '月'}` : text) ?? [];
  const total = Math.round(Number(years ?? 0) * 12 + Number(months ?? 0));
  return total > 0 ? total : undefined;
}
