import type { Property } from './read-cards.ts';

/** Columns of the table that cards become; vcard/presets.ts says what they mean. */
export const cardColumns = [
  'uid',
  'fn',
  'family',
  'given',
  'kana',
  'org',
  'orgkana',
  'unit',
  'title',
  'email',
  'phone',
  'mobile',
  'postal',
  'region',
  'city',
  'street',
  'building',
  'url',
  'tags',
  'note',
  'rev',
] as const;
export type CardRow = Readonly<Partial<Record<(typeof cardColumns)[number], string>>>;

/** What a card says of somebody at work: the home address is left out, a number or mail at home stands only where there is no other. */
export function cardRow(card: readonly Property[]): CardRow {
  const all = (...names: string[]) => card.filter(({ name, value }) => names.includes(name) && value.trim() !== '');
  const first = (...names: string[]) => all(...names)[0];
  const text = (...names: string[]) => unescaped(first(...names)?.value ?? '');
  const parts = (property: Property | undefined) => splitValue(property?.value ?? '');
  const [family = '', given = ''] = parts(first('N'));
  const [org = '', ...units] = parts(first('ORG'));
  const phones = atWorkFirst(all('TEL').filter(({ parameters }) => !/FAX|PAGER/.test(parameters)));
  const isMobile = ({ parameters }: Property) => /CELL|MOBILE|IPHONE/.test(parameters);
  const [, building = '', street = '', city = '', region = '', postal = ''] = parts(all('ADR').find(isNotHome));
  const fullName = text('FN');
  const isCompany = first('X-ABSHOWAS') !== undefined || (fullName === org && family === '' && given === '');
  return {
    uid: text('UID'),
    fn: isCompany ? '' : fullName,
    family,
    given,
    kana: readingOf(card),
    org,
    orgkana: text('X-PHONETIC-ORG'),
    unit: units.filter(Boolean).join(' '),
    title: text('TITLE') || text('ROLE'),
    email: [...new Set(atWorkFirst(all('EMAIL')).map(({ value }) => value.trim()))].join('; '),
    phone: numberOf(phones.find((one) => !isMobile(one))),
    mobile: numberOf(phones.find(isMobile)),
    postal,
    region,
    city,
    street,
    building,
    url: text('URL'),
    tags: text('CATEGORIES'),
    note: text('NOTE'),
    rev: (first('REV')?.value ?? '').replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})/, '$1-$2-$3T$4:$5:$6'),
  };
}

const isHome = ({ parameters }: Property) => /\bHOME\b/.test(parameters) && !/\bWORK\b/.test(parameters);
const isNotHome = (property: Property) => !isHome(property);
const isPreferred = ({ parameters }: Property) => /\bPREF\b/.test(parameters);

/** The preferred one, then the others, then those at home; each in the order of the card. */
function atWorkFirst(properties: readonly Property[]): readonly Property[] {
  const rank = (one: Property) => (isHome(one) ? 2 : isPreferred(one) ? 0 : 1);
  return [...properties].sort((one, other) => rank(one) - rank(other));
}

function numberOf(property: Property | undefined): string {
  return (property?.value ?? '').replace(/^tel:/i, '').replace(/;ext=/i, ' ext ').trim();
}

/** 姓 → 名, whichever comes first in the card; Japanese phones write the reading as a sound. */
function readingOf(card: readonly Property[]): string {
  const of = (name: string) => unescaped(card.find((one) => one.name === name)?.value ?? '');
  const sound = card.find(({ name, parameters }) => name === 'SOUND' && parameters.includes('X-IRMC-N'));
  const spoken = [of('X-PHONETIC-LAST-NAME'), of('X-PHONETIC-FIRST-NAME')].filter(Boolean).join(' ');
  return (
    spoken ||
    splitValue(sound?.value ?? '')
      .filter(Boolean)
      .join(' ') ||
    of('SORT-STRING')
  );
}

function splitValue(value: string): string[] {
  return value.split(/(?<!\\);/).map(unescaped);
}

function unescaped(text: string): string {
  return text
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;:\\])/g, '$1')
    .trim();
}
