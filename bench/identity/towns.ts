import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parseAddress } from '#core/contact/address.ts';
import { prefectures, prefecturesInRomaji } from '#core/contact/prefectures.ts';
import { type FindTowns, townsInMemory } from '#core/town/find-towns.ts';
import { askedOf, placeByTowns } from '#core/town/place-by-towns.ts';
import { readTown, type Town } from '#core/town/town.ts';
import { readTowns } from '#sources/towns/read-towns.ts';

/** The place of an address as the table of towns, and without it the address alone, tells it. */
export async function placeWith(find: FindTowns, text: string): Promise<string | undefined> {
  const address = parseAddress([text]);
  const asked = address && askedOf(address);
  const kyoto = asked?.kyoto?.names.map((name) => ({ city: asked.kyoto!.city, name })) ?? [];
  const placed = asked && placeByTowns(address, await find(asked.romaji, kyoto));
  const place = placed?.address ?? address;
  return place && `${place.prefecture}|${place.town}|${place.numbers}`;
}

/** A table of towns from a file that `mori towns load` takes. */
export async function townTable(path: string): Promise<{ readonly towns: readonly Town[]; readonly find: FindTowns }> {
  const towns: Town[] = [];
  for await (const batch of readTowns(path, 10_000)) for (const line of batch) if (line !== 'no_town') towns.push(line);
  return { towns, find: townsInMemory(towns) };
}

/** Kyoto addresses with the streets that lead to them, closed by nothing: 烏丸通御池 before each town of the table. */
export function kyotoAddresses(towns: readonly Town[]): readonly (readonly [written: string, official: string])[] {
  const streets = ['烏丸通御池', '河原町通四条', '堀川通', '四条通烏丸東入', '寺町通仏光寺上る', '御池通柳馬場'];
  const inKyoto = towns.filter(({ city }) => city.startsWith('京都市'));
  return inKyoto.map(({ city, name }, index) => {
    const number = `${(index % 900) + 1}`;
    const official = `京都府${city}${name}${number}`;
    return [`${city}${streets[index % streets.length]}${name}${number}`, official] as const;
  });
}

type Spelling = { readonly style: string; readonly written: string; readonly official: string };

/** Every `nth` town of a kana table (utf_ken_all) in Latin letters, in one of six styles, by rules of their own. */
export function romajiAddresses(path: string, nth: number): readonly (Spelling & { readonly prefecture: string })[] {
  const rows: string[][] = parse(readFileSync(path), { relax_column_count: true, bom: true });
  return rows.flatMap((row, index) => {
    if (index % nth !== 0) return [];
    const [, , postal, , cityKana, kana, prefecture, city, name] = row as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const town = readTown({ prefecture, city, name, cityReading: cityKana, reading: kana, isKana: true });
    if (!town) return [];
    const parts = partsOf(city, cityKana);
    const plainName = kana.replace(/[（(].*$/, '');
    if (!parts || /[^ァ-ヶー]/.test(plainName)) return [];
    const numbers = `${(index % 7) + 1}-${(index % 23) + 1}-${(index % 11) + 1}`;
    const state = prefecturesInRomaji[(prefectures as readonly string[]).indexOf(prefecture)]!;
    const styled = styles[index % styles.length]!;
    const written = styled.write({
      numbers,
      postal: `${postal.slice(0, 3)}-${postal.slice(3)}`,
      town: styled.spell(plainName),
      parts: parts.map(({ base, suffix }) => [styled.spell(base), suffix] as const),
      prefecture: capital(state),
    });
    return [{ style: styled.name, written, official: `${prefecture}${city}${name}${numbers}`, prefecture }];
  });
}

type Written = {
  readonly numbers: string;
  readonly postal: string;
  readonly town: string;
  readonly parts: readonly (readonly [base: string, suffix: string])[];
  readonly prefecture: string;
};
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const hyphened = (parts: Written['parts']) => parts.map(([base, suffix]) => `${capital(base)}-${suffix}`);
const english: Readonly<Record<string, string>> = {
  shi: 'City',
  ku: 'Ward',
  cho: 'Town',
  machi: 'Town',
  mura: 'Village',
  son: 'Village',
  gun: 'District',
};

const styles: readonly {
  readonly name: string;
  readonly spell: (kana: string) => string;
  readonly write: (told: Written) => string;
}[] = [
  {
    name: 'western',
    spell: (kana) => passport(kana),
    write: ({ numbers, town, parts, prefecture, postal }) =>
      `${numbers} ${capital(town)}, ${hyphened(parts).toReversed().join(', ')}, ${prefecture} ${postal}, JAPAN`,
  },
  {
    name: 'japanese order',
    spell: (kana) => passport(kana),
    write: ({ numbers, town, parts, prefecture }) =>
      `${prefecture} ${hyphened(parts).join(' ')} ${capital(town)} ${numbers}`,
  },
  {
    name: 'macrons, building first',
    spell: (kana) => letters(kana).replace(/ou|oo/g, 'ō').replace(/uu/g, 'ū'),
    write: ({ numbers, town, parts, prefecture, postal }) =>
      `Aozora Bldg. 5F, ${numbers} ${capital(town)}, ${hyphened(parts).toReversed().join(', ')}, ${prefecture}, ${postal}`,
  },
  {
    name: 'ou kept, without gun, building behind',
    spell: letters,
    write: ({ numbers, town, parts, prefecture }) =>
      `${numbers}, ${capital(town)}, ${hyphened(parts.filter(([, suffix]) => suffix !== 'gun'))
        .toReversed()
        .join(', ')}, ${prefecture}, Japan, Aozora Building 2F`,
  },
  {
    name: 'English words',
    spell: (kana) => passport(kana),
    write: ({ numbers, town, parts, prefecture }) =>
      `${numbers} ${capital(town)}, ${parts
        .map(([base, suffix]) => `${capital(base)} ${english[suffix]}`)
        .toReversed()
        .join(', ')}, ${prefecture}`,
  },
  {
    name: 'capitals, chome',
    spell: (kana) => passport(kana),
    write: ({ numbers, town, parts, prefecture }) => {
      const [chome, ...rest] = numbers.split('-');
      return `${rest.join('-')}, ${town} ${chome}-chome, ${hyphened(parts).toReversed().join(', ')}, ${prefecture}`.toUpperCase();
    },
  },
];

/** Passport Hepburn: long vowels are not told, m before b, m and p. */
function passport(kana: string): string {
  return letters(kana)
    .replace(/ou|oo/g, 'o')
    .replace(/uu/g, 'u')
    .replace(/n(?=[bmp])/g, 'm');
}

const rows: readonly (readonly [consonant: string, kana: string])[] = [
  ['', 'アイウエオ'],
  ['k', 'カキクケコ'],
  ['s', 'サシスセソ'],
  ['t', 'タチツテト'],
  ['n', 'ナニヌネノ'],
  ['h', 'ハヒフヘホ'],
  ['m', 'マミムメモ'],
  ['r', 'ラリルレロ'],
  ['g', 'ガギグゲゴ'],
  ['z', 'ザジズゼゾ'],
  ['d', 'ダヂヅデド'],
  ['b', 'バビブベボ'],
  ['p', 'パピプペポ'],
];
const irregular: Readonly<Record<string, string>> = {
  si: 'shi',
  ti: 'chi',
  tu: 'tsu',
  hu: 'fu',
  zi: 'ji',
  di: 'ji',
  du: 'zu',
};
const letterOf = new Map<string, string>([
  ...rows.flatMap(([consonant, kana]) =>
    [...kana].map(
      (sign, place) => [sign, irregular[consonant + 'aiueo'[place]!] ?? consonant + 'aiueo'[place]!] as const,
    ),
  ),
  ['ヤ', 'ya'],
  ['ユ', 'yu'],
  ['ヨ', 'yo'],
  ['ワ', 'wa'],
  ['ヲ', 'o'],
  ['ン', 'n'],
  ['ケ', 'ke'],
  ['ヶ', 'ga'],
  ['ヴ', 'vu'],
]);

/** Hepburn letters by a table of its own: nothing of the product's romanisation is used to write what it has to read. */
function letters(kana: string): string {
  return [...kana]
    .map((sign) => letterOf.get(sign) ?? sign)
    .join('')
    .replace(/(sh|ch|j)i([ャュョ])/g, (_, start, small) => start + vowelOf(small))
    .replace(/([kgnhmrbp])i([ャュョ])/g, (_, start, small) => `${start}y${vowelOf(small)}`)
    .replace(/ッ(?=ch)/g, 't')
    .replace(/ッ(.)/g, '$1$1')
    .replace(/ー/g, '');
}
const vowelOf = (small: string) => ({ ャ: 'a', ュ: 'u', ョ: 'o' })[small]!;

/** Parts of a city whose reading falls into them without doubt; others are left out. */
function partsOf(city: string, kana: string): { base: string; suffix: string }[] | undefined {
  const endings = { 市: ['シ', 'shi'], 区: ['ク', 'ku'], 郡: ['グン', 'gun'], 村: ['ムラ', 'mura'] } as const;
  const last = (part: string, reading: string) => {
    const [ending, suffix] = part.endsWith('町')
      ? reading.endsWith('マチ')
        ? ['マチ', 'machi']
        : ['チョウ', 'cho']
      : part.endsWith('村') && reading.endsWith('ソン')
        ? ['ソン', 'son']
        : (endings[part.at(-1) as keyof typeof endings] ?? []);
    return ending && suffix && reading.endsWith(ending)
      ? { base: reading.slice(0, -ending.length), suffix }
      : undefined;
  };
  const cut = /郡(?=.)/.test(city) ? kana.split('グン') : /市(?=.+区$)/.test(city) ? kana.split('シ') : [kana];
  const names = /郡(?=.)/.test(city)
    ? [city.slice(0, city.indexOf('郡') + 1), city.slice(city.indexOf('郡') + 1)]
    : cut.length > 1
      ? [city.slice(0, city.indexOf('市') + 1), city.slice(city.indexOf('市') + 1)]
      : [city];
  if (cut.length !== names.length) return undefined;
  const parts = names.map((name, place) =>
    last(name, place === 0 && names.length > 1 ? cut[0]! + (name.endsWith('郡') ? 'グン' : 'シ') : cut[place]!),
  );
  return parts.every((part) => part !== undefined) ? parts : undefined;
}
