import { clean } from '#core/text/clean.ts';
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
const cityToPrefecture: Record<string, string> = {
  札幌市: '北海道',
  仙台市: '宮城県',
  さいたま市: '埼玉県',
  千葉市: '千葉県',
  横浜市: '神奈川県',
  川崎市: '神奈川県',
  相模原市: '神奈川県',
  新潟市: '新潟県',
  静岡市: '静岡県',
  浜松市: '静岡県',
  名古屋市: '愛知県',
  京都市: '京都府',
  大阪市: '大阪府',
  堺市: '大阪府',
  神戸市: '兵庫県',
  岡山市: '岡山県',
  広島市: '広島県',
  北九州市: '福岡県',
  福岡市: '福岡県',
  熊本市: '熊本県',
  千代田区: '東京都',
  中央区: '東京都',
  港区: '東京都',
  新宿区: '東京都',
  文京区: '東京都',
  台東区: '東京都',
  墨田区: '東京都',
  江東区: '東京都',
  品川区: '東京都',
  目黒区: '東京都',
  大田区: '東京都',
  世田谷区: '東京都',
  渋谷区: '東京都',
  中野区: '東京都',
  杉並区: '東京都',
  豊島区: '東京都',
  荒川区: '東京都',
  板橋区: '東京都',
  練馬区: '東京都',
  足立区: '東京都',
  葛飾区: '東京都',
  江戸川区: '東京都',
};
const startsWithKnownCity = new RegExp(`^(${Object.keys(cityToPrefecture).join('|')})`);
const kanjiDigit: Record<string, number> = { 〇: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** Takes a Japanese address apart (identity.md §3.11). `parts` are joined first, for files that split prefecture, city and street. */
export function parseAddress(
  parts: readonly string[],
  givenPostalCode?: string,
  romajiTowns?: RomajiTowns,
): Address | undefined {
  const raw = parts.filter(Boolean).join('').trim();
  const postal =
    parsePostalCode(givenPostalCode ?? '') ??
    parsePostalCode(/〒?\s*(\d{3}-?\d{4})(?!\d|-\d)/.exec(raw.normalize('NFKC'))?.[1] ?? '');
  const romaji = romajiTowns && readRomaji(raw, romajiTowns);
  if (romaji) return { ...nowhere, ...romaji, raw, postalCode: postal };
  if (raw === '') return postal ? { ...nowhere, postalCode: postal } : undefined;
  const text = foldVariants(clean(raw).replace(/^〒?\s*\d{3}-?\d{4}(?!\d|-\d)\s*/, '')).replace(/龍/g, '竜');
  const prefecture =
    startsWithPrefecture.exec(text)?.[1] ?? cityToPrefecture[startsWithKnownCity.exec(text)?.[1] ?? ''];
  const behind = text
    .replace(startsWithPrefecture, '')
    .replace(/[一二三四五六七八九十〇]+(?=丁目|番|号|条|階)/g, (digits) => String(fromKanji(digits)));
  const first = streetStart(behind);
  const town = townKey(behind.slice(0, first));
  const street = behind
    .slice(first)
    .replace(/^(?:丁目|-)/, '')
    .replace(/\s*(?:丁目|番地の?|番町?|号(?!室)|[のノ之](?=\d))\s*/g, '-')
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

/** Towns by their romaji words, prefecture first: `tokyo chiyodaku marunouchi`. The installation loads it. */
export type RomajiTowns = ReadonlyMap<string, { readonly prefecture: string; readonly town: string }>;

/** `1-1-1 Marunouchi, Chiyoda-ku, Tokyo` with a town table; undefined for Japanese text and unknown towns. */
function readRomaji(raw: string, towns: RomajiTowns): Pick<Address, 'prefecture' | 'town' | 'numbers'> | undefined {
  const found = /^([\d-]+)\s+([a-z][a-z\s,-]*)$/.exec(clean(raw));
  if (!found) return undefined;
  const words = found[2]!.split(',').map((word) => word.replace(/[\s-]/g, ''));
  const town = towns.get(words.reverse().join(' '));
  return town && { ...town, numbers: found[1]! };
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

/** Where the street numbers begin. 北5条西6丁目 of Sapporo and 西七条八幡町 of Kyoto are towns with numbers in their names. */
function streetStart(behind: string): number {
  const grid = /^[^\d]*[北南東西]\d+条(?:[東西南北]?\d+(?=丁目|-)|[^\d]*)/.exec(behind);
  if (grid) return grid[0].length;
  return /\d/.exec(behind)?.index ?? behind.length;
}

/** City and town without spaces, ヶ/が and の/ノ made equal, Kyoto's street directions and 大字 left out. */
function townKey(text: string): { key: string; hasSectionName: boolean } {
  const plain = text
    .replace(/\s/g, '')
    .replace(/(京都市.{1,3}区).*?(?:上る|下る|上ル|下ル|[東西]入[るル]?)/, '$1')
    .replace(/[がガカヵ](?=[関崎丘浦谷原山島野])/g, 'ケ')
    .replace(/[ノ之](?=[内上下手宮木])/g, 'の');
  const key = plain.replace(/大字|字(?=.)/g, '');
  return { key, hasSectionName: key !== plain };
}

/** `青空ビルディング 5階` → building `青空ビル`, floor `5F`; `405号室` → floor `405`. */
function readBuilding(text: string): { building: string; floor: string } {
  const found = /(\d+)\s*(階|f|号室)$/.exec(text);
  const floor = found ? (found[2] === '号室' ? found[1]! : `${found[1]}F`) : '';
  const building = (found ? text.slice(0, found.index) : text)
    .replace(/ビルヂング|ビルディング|\bbldg\.?|building/g, 'ビル')
    .replace(/[\s・,.-]/g, '');
  return { building, floor };
}

/** Seven digits, or undefined. A spreadsheet that dropped the leading 0 leaves six; it is put back. */
export function parsePostalCode(raw: string): string | undefined {
  const digits = raw.normalize('NFKC').replace(/[^\d]/g, '');
  if (digits.length === 7) return digits;
  return digits.length === 6 ? `0${digits}` : undefined;
}

function fromKanji(text: string): number {
  const [tens, ones] = text.includes('十') ? (text.split('十') as [string, string]) : ['', text];
  if (!text.includes('十')) return Number([...ones].map((digit) => kanjiDigit[digit]).join(''));
  return (tens ? kanjiDigit[tens]! : 1) * 10 + (ones ? kanjiDigit[ones]! : 0);
}
