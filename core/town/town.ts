import { parseAddress } from '#core/contact/address.ts';
import { toRomaji, romajiSkeleton } from '#core/text/romaji.ts';

/** One town of the table that the installation loads, under the names that `parseAddress` gives: 東京都, 千代田区, 丸の内. */
export type Town = {
  readonly prefecture: string;
  readonly city: string;
  readonly name: string;
  /** The city's parts in Latin letters, blind to spelling: `saporo-shi chuo-ku`. Empty where the table does not read its names. */
  readonly cityRomaji: string;
  /** `marunochi`, `kita1jonishi`. Empty where the table does not read its names. */
  readonly romaji: string;
};

/** A town as a table writes it. Readings may be missing; `isKana` tells what they are written in. */
export type WrittenTown = {
  readonly prefecture: string;
  readonly city: string;
  readonly name: string;
  readonly cityReading: string;
  readonly reading: string;
  readonly isKana: boolean;
};

/** The town of a line; undefined for one that names no town of a city we can place. */
export function readTown(written: WrittenTown): Town | undefined {
  const city = parseAddress([written.prefecture, written.city]);
  const name = written.name.replace(/[(（].*$/s, '').trim();
  if (!city?.prefecture || city.town === '' || isNoTown(name)) return undefined;
  const place = parseAddress([written.prefecture, written.city, name]);
  if (!place?.town.startsWith(city.town) || place.town === city.town) return undefined;
  // 東10線南: what stands behind the figure is lost, and another town would be told.
  if (place.numbers !== '' && !/丁目$|地割/.test(name)) return undefined;
  const key = place.town.slice(city.town.length);
  if (city.town.startsWith('京都市') && /通./.test(key)) return undefined;
  const cityRomaji = readCity(written);
  const romaji = cityRomaji === '' ? '' : readName(written, place.numbers !== '');
  return {
    prefecture: city.prefecture,
    city: city.town,
    name: key,
    cityRomaji: romaji === '' ? '' : cityRomaji,
    romaji,
  };
}

/** 以下に掲載がない場合, a village as a whole, and several towns in one line. */
function isNoTown(name: string): boolean {
  return name === '' || /掲載がない場合|番地がくる場合|.一円$|、/.test(name);
}

/**
 * One form for all spellings of a name in Latin letters; figures stay as they are: `Kita 11-jō Nishi` → `kita11jonishi`. Both sides of
 * every comparison go through it.
 */
export function placeKey(words: string): string {
  return words
    .toLowerCase()
    .split(/(\d+)/)
    .map((part, place) => (place % 2 === 1 ? part : romajiSkeleton(part)))
    .join('');
}

/** What the last word of a city's part may be. */
export const citySuffixes: ReadonlySet<string> = new Set(['shi', 'ku', 'gun', 'cho', 'machi', 'mura', 'son']);

function readCity({ city, cityReading, isKana }: WrittenTown): string {
  const words = isKana ? kanaParts(city, cityReading) : cityReading.toLowerCase().split(/[\s-]+/);
  const parts: string[] = [];
  let base = '';
  for (const word of words)
    if (citySuffixes.has(word) && base !== '') {
      parts.push(`${placeKey(base)}-${word}`);
      base = '';
    } else base += word;
  return base === '' ? parts.join(' ') : '';
}

/** サッポロシチュウオウク of 札幌市中央区 → saporo, shi, chuuou, ku. */
function kanaParts(city: string, reading: string): string[] {
  const whole = reading.replace(/\s/g, '');
  const ends = [...city.matchAll(/郡(?=.+[町村]$)|(?<=^.{1,4})市(?=.+区$)/g)];
  const cut = ends[0]?.[0] === '郡' ? whole.indexOf('グン', 1) + 2 : ends.length > 0 ? cityEnd(city, whole) : 0;
  return [whole.slice(0, cut), whole.slice(cut)].flatMap((part) => {
    const suffix = /(?:シ|ク|グン|チョウ|マチ|ムラ|ソン)$/.exec(part)?.[0];
    if (!suffix) return part === '' ? [] : [toRomaji(part)];
    return [toRomaji(part.slice(0, -suffix.length)), suffix === 'チョウ' ? 'cho' : toRomaji(suffix)];
  });
}

/** Where 市 ends in a city of wards: its シ may also be one of its name (広島) or of the ward's (清水). */
function cityEnd(city: string, reading: string): number {
  const before = /^(?:ヒロシマ|サッポロ|シズオカ)/.exec(reading)?.[0].length ?? 1;
  return /^(?:広島|札幌|静岡)/.test(city) ? reading.indexOf('シ', before) + 1 : reading.indexOf('シ', 1) + 1;
}

/** Without the part that counts (`ASAHIGAOKA 1`), sections, and what stands in brackets. */
function readName({ name, reading, isKana }: WrittenTown, isCounted: boolean): string {
  let text = reading.normalize('NFKC').replace(/[(].*$/s, '');
  if (isKana) {
    if (/^大字/.test(name)) text = text.replace(/^オオアザ/, '');
    else if (/^字/.test(name)) text = text.replace(/^アザ/, '');
    text = toRomaji(text.replace(/ダイ\d.*$/, '').replace(/(\d)チョウメ$/, '$1'));
  } else text = text.replace(/^(?:O?AZA)\b[\s-]*/i, '');
  if (isCounted) text = text.replace(/[\s-]*\d+(?:[\s-]*ch?ou?me)?\s*$/i, '');
  return placeKey(text.replace(/['\s-]/g, ''));
}
