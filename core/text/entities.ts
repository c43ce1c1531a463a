/** What web pages and tools behind them leave in names (identity.md §3.1.1): `A&amp;B`, `&#39640;橋`, `&#x682A;式会社`. */
const entity = /&(?:([a-z]{2,6})|#(\d{1,7})|#x([\da-f]{1,6}));/gi;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  middot: '・',
  ndash: '-',
  mdash: '-',
  lsquo: '‘',
  rsquo: '’',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  agrave: 'à',
  aacute: 'á',
  egrave: 'è',
  eacute: 'é',
  oacute: 'ó',
  ccedil: 'ç',
  ntilde: 'ñ',
  oslash: 'ø',
  aring: 'å',
};

/** Entities as the characters they stand for, also where they were escaped twice; a lone `&` and unknown ones stay. */
export function unescapeEntities(text: string): string {
  if (!text.includes('&') || !text.includes(';')) return text;
  const once = text.replace(entity, read);
  return once.includes('&') && once !== text ? once.replace(entity, read) : once;
}

function read(mark: string, name?: string, digits?: string, hex?: string): string {
  if (name) {
    const found = named[name.toLowerCase()] ?? mark;
    return /^[A-Z][a-z]/.test(name) ? found.toUpperCase() : found;
  }
  const point = digits ? Number(digits) : Number.parseInt(hex!, 16);
  const isCharacter = point >= 0x20 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : mark;
}
