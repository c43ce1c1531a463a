/** A business date in JST, `'2026-04-01'` (architecture.md §4). */
export type DateText = string;

export type DateReading =
  | { readonly date: DateText }
  | { readonly problem: 'date_invalid' | 'date_ambiguous' | 'date_range' };

const eras: Record<string, { readonly base: number; readonly from: DateText; readonly to: DateText }> = {
  明治: { base: 1867, from: '1868-01-25', to: '1912-07-29' },
  大正: { base: 1911, from: '1912-07-30', to: '1926-12-24' },
  昭和: { base: 1925, from: '1926-12-25', to: '1989-01-07' },
  平成: { base: 1988, from: '1989-01-08', to: '2019-04-30' },
  令和: { base: 2018, from: '2019-05-01', to: '2099-12-31' },
};
const eraLetters: Record<string, string> = { m: '明治', t: '大正', s: '昭和', h: '平成', r: '令和' };
const eraPattern =
  /^(明治|大正|昭和|平成|令和|[mtshr])\.?\s*(元|\d{1,2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})日?/i;
const yearFirst =
  /^(\d{4,5})\s*[年./-]\s*(\d{1,2})\s*(?:[月./-]\s*(\d{1,2})\s*日?|月)?(?:\s*\(.\))?(?:[t\s]+(\d{1,2})[::時](\d{2})(?:[::分](\d{2})(?:\.\d+)?)?秒?\s*(z|[+-]\d{2}:?\d{2})?)?$/i;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const western = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[\s,]+(\d{1,2}):(\d{2})(?::\d{2})?\s*(am|pm)?)?$/i;
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a date as exports write it: 2026年4月1日, 令和8年4月1日, R8.4.1, 2026/4/1, 20260401, Excel serials, ISO instants
 * (turned into the JST day). `03/04/05` is ambiguous, 2024/2/30 and 昭和64年1月8日 do not exist.
 */
export function parseDate(raw: string): DateReading {
  const text = raw.normalize('NFKC').trim().replace(/\s+/g, ' ');
  const era = eraPattern.exec(text);
  if (era)
    return fromEra(
      eraLetters[era[1]!.toLowerCase()] ?? era[1]!,
      era[2] === '元' ? 1 : Number(era[2]),
      Number(era[3]),
      Number(era[4]),
    );
  const iso = yearFirst.exec(text);
  if (iso) return fromYearFirst(iso);
  const eight = compact.exec(text);
  if (eight) return checked(Number(eight[1]), Number(eight[2]), Number(eight[3]));
  const slashed = western.exec(text);
  if (slashed) return fromWestern(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]));
  const named =
    /^(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s-](\d{4})/i.exec(text) ?? /^([a-z]{3})[a-z]* (\d{1,2}),? (\d{4})/i.exec(text);
  if (named) return fromNamedMonth(named[1]!, named[2]!, Number(named[3]));
  if (/^\d{5}(\.\d+)?$/.test(text)) return { date: fromExcelSerial(Number(text)) };
  return { problem: /^\d{1,2}[/.-]\d{1,2}[/.-]\d{1,2}$/.test(text) ? 'date_ambiguous' : 'date_invalid' };
}

/** Day of an Excel serial in the 1900 system, which counts a 29 February 1900 that never was. */
export function fromExcelSerial(serial: number, is1904 = false): DateText {
  const day = Math.floor(serial) + (is1904 ? 1462 : 0);
  return new Date(Date.UTC(1899, 11, day > 60 ? 30 : 31) + day * 86_400_000).toISOString().slice(0, 10);
}

function fromEra(name: string, year: number, month: number, day: number): DateReading {
  const era = eras[name]!;
  const reading = checked(era.base + year, month, day);
  if (!('date' in reading)) return reading;
  return reading.date >= era.from && reading.date <= era.to ? reading : { problem: 'date_invalid' };
}

function fromYearFirst(found: RegExpExecArray): DateReading {
  const [, year, month, day, hour, minute, second, zone] = found;
  const reading = checked(Number(year), Number(month), day === undefined ? 1 : Number(day));
  if (!('date' in reading) || hour === undefined) return reading;
  if (Number(hour) > 24 || Number(minute) > 59) return { problem: 'date_invalid' };
  if (!zone) return reading;
  const offset = zone.toLowerCase() === 'z' ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const instant = new Date(`${reading.date}T${hour.padStart(2, '0')}:${minute}:${second ?? '00'}${offset}`);
  if (Number.isNaN(instant.getTime())) return { problem: 'date_invalid' };
  return { date: new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 10) };
}

/** Month and day in front of the year: only one order is possible when one of them is over 12. */
function fromWestern(first: number, second: number, year: number): DateReading {
  if (first > 12) return checked(year, second, first);
  if (second > 12 || first === second) return checked(year, first, second);
  return { problem: 'date_ambiguous' };
}

function fromNamedMonth(first: string, second: string, year: number): DateReading {
  const isMonthFirst = /[a-z]/i.test(first);
  const month = monthNames.indexOf((isMonthFirst ? first : second).toLowerCase()) + 1;
  return month === 0 ? { problem: 'date_invalid' } : checked(year, month, Number(isMonthFirst ? second : first));
}

function checked(year: number, month: number, day: number): DateReading {
  if (year < 1868 || year > 2200) return { problem: 'date_range' };
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return { problem: 'date_invalid' };
  return { date: date.toISOString().slice(0, 10) };
}
