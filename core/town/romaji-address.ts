import { type Address, isLatin } from '#core/contact/address.ts';
import { prefectures, prefecturesInRomaji } from '#core/contact/prefectures.ts';
import { indices, romajiWords, type Stretch, type Word } from './romaji-words.ts';
import { buildingIn, streetFigures } from './street-figures.ts';
import { citySuffixes, placeKey, type Town } from './town.ts';

const stretchMax = 5;
const wordsMax = 60;

/** Every name that a town or city could have in an address in Latin letters; none for other addresses. */
export function romajiNames({ raw }: Address): readonly string[] {
  if (!isRomaji(raw)) return [];
  const { words } = romajiWords(raw);
  const keys = words.length > wordsMax ? [] : stretches(words).map((stretch) => keyOf(words, stretch));
  return [...new Set(keys.filter((key) => key.length > 1))];
}

function isRomaji(raw: string): boolean {
  return /[A-Za-zＡ-Ｚａ-ｚ]{2}/.test(raw) && isLatin(raw);
}

/**
 * `1-1-1 Marunouchi, Chiyoda-ku, Tokyo` in whatever order, with the towns that carry one of its names. Both town and city must be told, and the
 * prefecture or the city around a ward unless only one place is meant. Undefined where no town fits or several do.
 */
export function readRomaji(
  { raw, ...address }: Address,
  towns: readonly Town[],
): { readonly address: Address; readonly town: Town } | undefined {
  if (!isRomaji(raw)) return undefined;
  const { words, floor } = romajiWords(raw);
  const places = placesIn(words);
  const found = towns.flatMap((town) => locate(words, places, town) ?? []);
  const best = found.filter((one) => !found.some((other) => isBetter(other, one)));
  const [first] = best;
  if (!first || best.some(({ town }) => placeOf(town) !== placeOf(first.town))) return undefined;
  if (first.around === 0 && namesPrefecture(places)) return undefined;
  const { town, used, at } = first;
  const figures = streetFigures(words, used, at);
  return {
    town,
    address: {
      ...address,
      raw,
      prefecture: town.prefecture,
      town: town.city + town.name,
      numbers: figures.numbers.slice(0, 3).join('-'),
      building: buildingIn(words, new Set([...used, ...figures.used])),
      floor: floor || figures.numbers.slice(3).join('-'),
      hasSectionName: false,
    },
  };
}

type Located = {
  readonly town: Town;
  /** Where the town's name stands. */
  readonly at: Stretch;
  readonly used: ReadonlySet<number>;
  /** How much beside town and city speaks for it: prefecture, the city around a ward, 区 and 市 written. */
  readonly around: number;
  readonly strength: number;
};

function isBetter(one: Located, other: Located): boolean {
  const byPlace = one.around - other.around;
  const byName = one.town.romaji.length - other.town.romaji.length;
  return (byPlace || byName || one.strength - other.strength) > 0;
}

const placeOf = ({ prefecture, city, name }: Town) => `${prefecture}${city}${name}`;

/** Stretches of the address by the name they spell. */
type Places = ReadonlyMap<string, readonly Stretch[]>;

function placesIn(words: readonly Word[]): Places {
  return Map.groupBy(words.length > wordsMax ? [] : stretches(words), (stretch) => keyOf(words, stretch));
}

/** Stretches of one segment, from one to five words, that begin and end with letters. */
function stretches(words: readonly Word[]): Stretch[] {
  const found: Stretch[] = [];
  for (let from = 0; from < words.length; from++) {
    if (words[from]!.isNumber) continue;
    for (let to = from + 1; to <= Math.min(words.length, from + stretchMax); to++) {
      if (words[to - 1]!.segment !== words[from]!.segment) break;
      if (!words[to - 1]!.isNumber) found.push({ from, to });
    }
  }
  return found;
}

function keyOf(words: readonly Word[], { from, to }: Stretch): string {
  const text = words
    .slice(from, to)
    .filter((word) => !/^o?aza$/.test(word.text))
    .map((word) => word.text)
    .join('');
  return placeKey(text.replaceAll("'", ''));
}

/** Where a town and its city stand in the address; the longest way to read them, the city first. */
function locate(words: readonly Word[], places: Places, town: Town): Located | undefined {
  const parts = town.cityRomaji.split(' ').reverse();
  let best: Located | undefined;
  for (const at of places.get(town.romaji) ?? []) {
    const used = new Set(indices(at));
    let strength = 0;
    let around = 0;
    for (const [place, part] of parts.entries()) {
      const stood = findPart(words, places, part, used);
      if (!stood && place === 0) {
        strength = -1;
        break;
      }
      if (!stood) continue;
      for (const index of stood.used) used.add(index);
      strength += stood.strength;
      if (place > 0) around++;
    }
    if (strength < 0) continue;
    const prefecture = findPrefecture(words, places, town.prefecture, used);
    if (prefecture) {
      for (const index of prefecture) used.add(index);
      around++;
    }
    const located = { town, at, used, around, strength };
    if (!best || isBetter(located, best)) best = located;
  }
  return best;
}

const englishSuffixes = /^(?:city|ward|town|village|county|district)$/;

/** `chiyoda-ku` as Chiyoda-ku, Chiyodaku, Chiyoda Ward or Chiyoda; never as Chiyoda-cho. The written suffix is preferred. */
function findPart(words: readonly Word[], places: Places, part: string, taken: ReadonlySet<number>) {
  const [base, suffix] = part.split('-') as [string, string];
  const isFree = (stretch: Stretch) => !indices(stretch).some((index) => taken.has(index));
  for (const stretch of places.get(placeKey(base + suffix)) ?? [])
    if (isFree(stretch)) return { used: indices(stretch), strength: 2 };
  let bare: { used: readonly number[]; strength: number } | undefined;
  for (const stretch of places.get(base) ?? []) {
    if (!isFree(stretch)) continue;
    const next = words[stretch.to];
    const isNext = next?.segment === words[stretch.from]!.segment && !taken.has(stretch.to);
    if (isNext && englishSuffixes.test(next.text)) return { used: [...indices(stretch), stretch.to], strength: 2 };
    if (!(isNext && citySuffixes.has(next.text))) bare ??= { used: indices(stretch), strength: 1 };
  }
  return bare;
}

function findPrefecture(
  words: readonly Word[],
  places: Places,
  prefecture: string,
  taken: ReadonlySet<number>,
): readonly number[] | undefined {
  const romaji = romajiOf.get(prefecture)!;
  for (const ending of ['', 'ken', 'fu', 'to', 'prefecture', 'pref'])
    for (const stretch of (places.get(placeKey(romaji + ending)) ?? []).toReversed())
      if (!indices(stretch).some((index) => taken.has(index))) {
        const next = words[stretch.to];
        const isEnding = next !== undefined && /^(?:ken|fu|to|prefecture|pref)$/.test(next.text);
        return isEnding ? [...indices(stretch), stretch.to] : indices(stretch);
      }
  return undefined;
}
const romajiOf = new Map<string, string>(
  prefectures.map((prefecture, place) => [prefecture, prefecturesInRomaji[place]!]),
);

function namesPrefecture(places: Places): boolean {
  return prefecturesInRomaji.some((romaji) => places.has(placeKey(romaji)));
}
