/** A business date in JST, `'2026-04-01'` (architecture.md §4). */
export type DateText = string;

export type DateReading =
  | { readonly date: DateText }
  | { readonly problem: 'date_invalid' | 'date_ambiguous' | 'date_range' };

/** How the parts of 03/04/2026 or 03/04/05 follow each other. */
export const dateOrders = ['mdy', 'dmy', 'ymd'] as const;
export type DateOrder = (typeof dateOrders)[number];

const eras: Record<string, { readonly base: number; readonly from: DateText; readonly to: DateText }> = {
  明治: { base: 1867, from: '1868-01-25', to: '1912-07-29' },
  大正: { base: 1911, from: '1912-07-30', to: '1926-12-24' },
  昭和: { base: 1925, from: '1926-12-25', to: '1989-01-07' },
  平成: { base: 1988, from: '1989-01-08', to: '2019-04-30' },
  令和: { base: 2018, from: '2019-05-01', to: '2099-12-31' },
};
const eraLetters: Record<string, string> = { m: '明治', t: '大正', s: '昭和', h: '平成', r: '令和' };
const eraPattern =
  /^(明治|大正|昭和|平成|令和|[mtshr])\.?\s*(元|\d{1,2})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2})日?|\s*月$)/i;
const plain = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const yearFirst = /^(\d{4,5})\s*[年./-]\s*(\d{1,2})\s*(?:[月./-]\s*(\d{1,2})\s*日?|月)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?$/;
const yearLast = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})$/;
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekday =
  /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+|\s*(?:\([^\d()]\)|\([月火水木金土日]曜日?\)|[月火水木金土日]曜日?)$/gi;

/** 10:30, 10時30分, 午後3時, 3:00 PM, and the zone where one is told; a zone may be explained in brackets. */
const timeBehind =
  /(?:[t\s,]+|(?<=[日)]))(午前|午後|am|pm)?\s*(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?|時(?:\s*(\d{1,2})分(?:\s*(\d{1,2})秒)?)?)\s*(am|pm)?\s*((?:utc|gmt)?[+-]\d{2}:?\d{2}|z|[a-z]{3})?(?:\s*\([a-z ]+\))?$/i;
/** CST is left out: it is China’s and Chicago’s. */
const zones: Readonly<Record<string, string>> = {
  z: 'Z',
  utc: 'Z',
  gmt: 'Z',
  jst: '+09:00',
  est: '-05:00',
  edt: '-04:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
};

/**
 * Reads a date as exports write it: 2026年4月1日(水) 10時30分, 令和8年4月1日, R8.4.1, 2026/4/1, 20260401, Excel serials, ISO instants (turned into the
 * JST day). `03/04/05` and `03/04/2026` are ambiguous unless `order` tells; 2024/2/30 and 昭和64年1月8日 do not exist.
 */
export function parseDate(raw: string, order?: DateOrder): DateReading {
  const simple = plain.exec(raw);
  if (simple) return checked(Number(simple[1]), Number(simple[2]), Number(simple[3]));
  const text = raw.normalize('NFKC').trim().replace(/\s+/g, ' ');
  const time = timeBehind.exec(text);
  const day = parseDay((time ? text.slice(0, time.index) : text).replace(weekday, ''), order);
  return time && 'date' in day ? atTime(day.date, time) : day;
}

function parseDay(text: string, order: DateOrder | undefined): DateReading {
  const era = eraPattern.exec(text);
  if (era)
    return fromEra(
      eraLetters[era[1]!.toLowerCase()] ?? era[1]!,
      era[2] === '元' ? 1 : Number(era[2]),
      Number(era[3]),
      Number(era[4] ?? 1),
    );
  const first = yearFirst.exec(text);
  if (first) return checked(Number(first[1]), Number(first[2]), Number(first[3] ?? 1));
  const together = compact.exec(text);
  if (together) return checked(Number(together[1]), Number(together[2]), Number(together[3]));
  const last = yearLast.exec(text);
  if (last) return fromParts([last[1]!, last[3]!, last[4]!], order);
  const named =
    /^(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s-](\d{4})$/i.exec(text) ?? /^([a-z]{3})[a-z]* (\d{1,2}),? (\d{4})$/i.exec(text);
  if (named) return fromNamedMonth(named[1]!, named[2]!, Number(named[3]));
  if (/^\d{5}(\.\d+)?$/.test(text)) return { date: fromExcelSerial(Number(text)) };
  return { problem: 'date_invalid' };
}

/** Day of an Excel serial in the 1900 system, which counts a 29 February 1900 that never was. */
export function fromExcelSerial(serial: number, is1904 = false): DateText {
  const day = Math.floor(serial) + (is1904 ? 1462 : 0);
  return new Date(Date.UTC(1899, 11, day > 60 ? 30 : 31) + day * 86_400_000).toISOString().slice(0, 10);
}

/** The one order in which all of these cells are days; undefined where none of them needs one, or several would do. */
export function orderOfDates(cells: readonly string[]): DateOrder | undefined {
  const open = cells.flatMap((cell) => {
    const found = yearLast.exec(cell.normalize('NFKC').trim().replace(timeBehind, ''));
    return found ? [[found[1]!, found[3]!, found[4]!] as const] : [];
  });
  const fitting = dateOrders.filter((order) => open.every((parts) => 'date' in inOrder(parts, order)));
  return open.length > 0 && fitting.length === 1 ? fitting[0] : undefined;
}

function fromEra(name: string, year: number, month: number, day: number): DateReading {
  const era = eras[name]!;
  const reading = checked(era.base + year, month, day);
  if (!('date' in reading)) return reading;
  return reading.date >= era.from && reading.date <= era.to ? reading : { problem: 'date_invalid' };
}

/** The day as it is in Japan; a time without a zone is Japanese already. */
function atTime(date: DateText, found: RegExpExecArray): DateReading {
  const [, before, hours, colonMinute, colonSecond, minuteWord, secondWord, behind, zone] = found;
  const half = before ?? behind;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/午後|pm/i.test(half) ? 12 : 0);
  const [minute, second] = [Number(colonMinute ?? minuteWord ?? 0), Number(colonSecond ?? secondWord ?? 0)];
  if (Number(hours) > 24 || minute > 59) return { problem: 'date_invalid' };
  if (zone === undefined) return { date };
  const offset =
    zones[zone.toLowerCase()] ?? zone.replace(/^(?:utc|gmt)/i, '').replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const clock = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  const instant = new Date(`${date}T${clock}${offset}`);
  if (Number.isNaN(instant.getTime())) return { problem: 'date_invalid' };
  return { date: new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 10) };
}

type Parts = readonly [string, string, string];

/** Of month and day in front of a whole year only one order is possible when one of them is over 12. */
function fromParts(parts: Parts, order: DateOrder | undefined): DateReading {
  const [first, second, isWholeYear] = [Number(parts[0]), Number(parts[1]), parts[2].length === 4];
  if (isWholeYear && first > 12) return inOrder(parts, 'dmy');
  if (isWholeYear && (second > 12 || first === second)) return inOrder(parts, 'mdy');
  return order === undefined || (isWholeYear && order === 'ymd')
    ? { problem: 'date_ambiguous' }
    : inOrder(parts, order);
}

function inOrder(parts: Parts, order: DateOrder): DateReading {
  const [first, second, third] = [Number(parts[0]), Number(parts[1]), Number(parts[2])];
  const isWholeYear = parts[2].length === 4;
  if (order === 'ymd') return isWholeYear ? { problem: 'date_invalid' } : checked(inCentury(first), second, third);
  const year = isWholeYear ? third : inCentury(third);
  return order === 'mdy' ? checked(year, first, second) : checked(year, second, first);
}

/** 26 is 2026, 85 is 1985. */
const inCentury = (year: number) => year + (year < 70 ? 2000 : 1900);

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
