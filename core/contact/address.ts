import { clean } from '#core/text/clean.ts';
import { prefectureOf } from './cities.ts';
import { prefectures } from './prefectures.ts';
import { foldVariants } from '#core/text/variants.ts';

export type Address = {
  readonly raw: string;
  readonly postalCode: string | undefined;
  readonly prefecture: string | undefined;
  /** Text behind the prefecture up to the first number: city and town. */
  readonly town: string;
  /** Street numbers joined by hyphens: 1丁目2番3号 → `1-2-3`. */
  readonly numbers: string;
  /** 青空ビル, without spaces; ビルディング and Bldg are one. Empty when none is given. */
  readonly building: string;
  /** Floor or room: `5F`, `405`. */
  readonly floor: string;
  /** 大字 or 字 was written; other lists leave it out. */
  readonly hasSectionName: boolean;
};

const startsWithPrefecture = new RegExp(`^(${prefectures.join('|')})`);
const kanjiDigit: Record<string, number> = { 〇: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/**
 * Takes a Japanese address apart (identity.md §3.11). `parts` are joined first, for files that split prefecture, city and street. What only a
 * table of towns can tell is filled in by `placeByTowns`.
 */
export function parseAddress(parts: readonly string[], givenPostalCode?: string): Address | undefined {
  const told = parts.filter(Boolean);
  const raw = told.join(told.length > 1 && told.every(isLatin) ? ', ' : '').trim();
  const postal =
    parsePostalCode(givenPostalCode ?? '') ??
    parsePostalCode(/〒?\s*(\d{3}-?\d{4})(?!\d|-\d)/.exec(raw.normalize('NFKC'))?.[1] ?? '');
  if (raw === '') return postal ? { ...nowhere, postalCode: postal } : undefined;
  const { prefecture, text } = withoutPrefecture(raw);
  const behind = foldNumerals(text.replace(streetDirections, '$1'));
  const first = /\d/.exec(behind)?.index ?? behind.length;
  const town = townKey(behind.slice(0, first));
  const street = behind
    .slice(first)
    .replace(/\s*(?:丁目|丁(?=\d)|番地の?|番耕地|番|号(?!室)|(?:地割|街区|線|字)(?=\d)|[のノ之](?=\d))\s*/g, '-')
    .replace(/(\d)\s*-+\s*(?=\d)/g, '$1-');
  const numbers = /^\d+(?:-\d+)*/.exec(street)?.[0] ?? '';
  const figures = numbers.split('-');
  const inside = readBuilding(street.slice(numbers.length).replace(/^[-\s]+/, ''));
  return {
    raw,
    postalCode: postal,
    prefecture,
    town: town.key,
    numbers: figures.slice(0, 3).join('-'),
    building: inside.building,
    floor: inside.floor || figures.slice(3).join('-'),
    hasSectionName: town.hasSectionName,
  };
}

/** Kyoto's way to the place: 烏丸通御池上る青空町1 → 青空町1. */
const streetDirections =
  /(京都市.{1,3}区).*?(?:(?:上る|下る|上ル|下ル|[東西]入[るル]?)(?:[\d一二三四五六七八九十]+丁目)?)+/;

/** The prefecture, told or known by the city, and what stands behind it, folded and without the postal code. */
export function withoutPrefecture(raw: string): { readonly prefecture: string | undefined; readonly text: string } {
  const text = foldVariants(clean(raw).replace(/^〒?\s*\d{3}-?\d{4}(?!\d|-\d)\s*/, '')).replace(/龍/g, '竜');
  const prefecture = startsWithPrefecture.exec(text)?.[1] ?? prefectureOf(text);
  return { prefecture, text: text.replace(startsWithPrefecture, '') };
}

/** No kana and no kanji. */
export function isLatin(text: string): boolean {
  return !/[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f々]/.test(text);
}

const nowhere: Address = {
  raw: '',
  postalCode: undefined,
  prefecture: undefined,
  town: '',
  numbers: '',
  building: '',
  floor: '',
  hasSectionName: false,
};

/**
 * Figures for counting parts and kanji for those that belong to a town's name, however they were written: 一丁目 → 1丁目, 北5条西6丁目 → 北五条西6丁目,
 * 1番町 → 一番町. A direction between the parts goes with the town: 3丁目北5番 → 北3丁目5番.
 */
export function foldNumerals(text: string): string {
  return text
    .replace(/(?:[一二三四五六七八九十〇]+|\d+)(?=条(?!畷)|番[町丁])/g, (digits) => toKanji(digits))
    .replace(
      /第?(?:([一二三四五六七八九十〇]+)|(\d+))(?=丁目|丁\d|番地|番(?![町丁館街])|号|階|地割)/g,
      (_, kanji, digits) => (kanji ? String(fromKanji(kanji)) : digits),
    )
    .replace(/(\d+丁目?)([東西南北])(?=\d)/g, '$2$1');
}

/** City and town without spaces, ヶ/が and の/ノ made equal, and 大字 left out. */
export function townKey(text: string): { key: string; hasSectionName: boolean } {
  const plain = text
    .replace(/\s/g, '')
    .replace(/[がガカヵ](?=[関崎丘浦谷原山島野])/g, 'ケ')
    .replace(/[ノ之](?=[内上下手宮木])/g, 'の');
  const key = plain.replace(/大字|字(?=.)/g, '');
  return { key, hasSectionName: key !== plain };
}

/** `青空ビルディング 5階` → building `青空ビル`, floor `5F`; `地下1階` → `B1F`; `405号室`, `B102`, `(1309号)` → rooms `405`, `B102`, `1309`. */
export function readBuilding(text: string): { building: string; floor: string } {
  const open = text
    .replace(/\(([^()]{1,12})\)-?$/, ' $1')
    .replace(/[-、,~\s]+$/, '')
    .replace(/^[、,~\s]+/, '');
  const inside = floorAtEnd.exec(open);
  const room = inside ? undefined : roomAtEnd.exec(open);
  const floor = inside
    ? `${inside[1] || inside[4] ? 'B' : ''}${inside[2] ?? inside[3] ?? inside[4]}F`
    : (room?.[1] ?? room?.[2] ?? '').replace(/[-\s]/g, '').toUpperCase();
  const building = open
    .slice(0, (inside ?? room)?.index)
    .replace(/ビルヂング|ビルディング|\bbldg\.?|building/g, 'ビル')
    .replace(/[\s・,.-]/g, '');
  return { building, floor };
}

/** A floor, with what stands behind it on the same floor. */
const floorAtEnd =
  /(?:(地下\s*|b(?=\d(?!\d)))?)(\d+)\s*(?:階|f)(?:[-\s]?[a-z]|[-\s]?\d{1,4}(?:号室?)?|\s?[東西南北]側?)?$|(?<![a-z])f(\d{1,2})$|(?:地下|(?<![a-z])b)(\d)$/;
const roomAtEnd = /(?<![a-z\d])([a-z]?-?\d{1,4})号室?$|[#＃]?(?<!\d)([a-z]?-?\d{3,4})$/;

/** Seven digits, or undefined. A spreadsheet that dropped the leading 0 leaves six; it is put back. */
export function parsePostalCode(raw: string): string | undefined {
  const digits = raw.normalize('NFKC').replace(/[^\d]/g, '');
  if (digits.length === 7) return digits;
  return digits.length === 6 ? `0${digits}` : undefined;
}

/** 12 and 一二 → 十二. */
function toKanji(text: string): string {
  const value = /\d/.test(text) ? Number(text) : fromKanji(text);
  if (value < 1 || value > 99) return text;
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens > 1 ? kanjiOf[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? kanjiOf[ones] : ''}`;
}
const kanjiOf = Object.keys(kanjiDigit);

function fromKanji(text: string): number {
  const [tens, ones] = text.includes('十') ? (text.split('十') as [string, string]) : ['', text];
  if (!text.includes('十')) return Number([...ones].map((digit) => kanjiDigit[digit]).join(''));
  return (tens ? kanjiDigit[tens]! : 1) * 10 + (ones ? kanjiDigit[ones]! : 0);
}
