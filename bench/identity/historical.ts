import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { TermFrequencies } from '#core/match/frequencies.ts';
import type { Comparison, Level, Model } from '#core/match/model.ts';
import { isOneEditAway, jaroWinkler } from '#core/text/similar.ts';

/** One row of Splink's historical_50k: a person of Wikidata with slips, nicknames and gaps. */
export type Historical = {
  readonly first: string;
  readonly surname: string;
  readonly full: string;
  readonly born: string;
  readonly place: string;
  readonly postcode: string;
  readonly occupation: string;
  /** First letter and first consonants of surname and first name. */
  readonly sound: string;
  readonly firstSound: string;
  /** The full form of a nickname, else the first name. */
  readonly usual: string;
};

export function readHistorical(path: string): { items: Historical[]; truth: string[] } {
  const rows: string[][] = parse(gunzipSync(readFileSync(path)), { from_line: 2, relax_quotes: true });
  const text = (cell: string | undefined) => (cell ?? '').normalize('NFKC').toLowerCase().trim();
  return {
    items: rows.map((row) => {
      const [first, surname] = [text(row[4]), text(row[5])];
      return {
        full: text(row[2]),
        first,
        surname,
        born: text(row[6]),
        place: text(row[7]),
        postcode: text(row[8]),
        occupation: text(row[10]),
        sound: consonants(surname),
        firstSound: consonants(first),
        usual: nicknames.get(first) ?? first,
      };
    }),
    truth: rows.map((row) => row[1]!),
  };
}

/** Levels begin with m = .7 for equality and share the rest; training finds the true shares. */
const level = (code: string, place: number, codes: readonly string[]): Level => ({
  code,
  m: place === 0 ? 0.7 : 0.3 / (codes.length - 1),
  u: 0.01,
  says: 'same',
});

/** The person model of the benchmark: an object of the same type as the product's company model. */
export const historicalModel: Model<Historical> = {
  name: 'historical',
  settings: {
    version: 'historical-1',
    linksPerRecord: 6,
    thresholds: { auto: 0, review: -4, margin: 0 },
    term: { weight: 0.8, down: 4, up: 6 },
    blocking: { carriersMax: 120, candidatesMax: 1_000 },
    guard: { edge: 0, average: -4, bridge: 0, margin: 0, sizeMax: 100 },
    levels: {
      first: ['equal', 'nickname', 'close', 'initial', 'like', 'letter', 'other'].map(level),
      surname: ['equal', 'swapped', 'sound', 'close', 'like', 'contained', 'elsewhere', 'other'].map(level),
      born: ['equal', 'slip', 'two_parts', 'year', 'day', 'other'].map(level),
      postcode: ['equal', 'slip', 'district', 'area', 'other'].map(level),
      place: ['equal', 'like', 'other'].map(level),
      occupation: ['equal', 'other'].map(level),
    },
  },
  signature: ({ full, first, surname, born, place, postcode, occupation }) =>
    [full, first, surname, born, place, postcode, occupation].join('|'),
  keys: historicalKeys,
  comparisons: [
    {
      ...compared(
        'first',
        ({ first }) => first,
        () => 0,
      ),
      compare: compareFirst,
    },
    {
      ...compared(
        'surname',
        ({ surname }) => surname,
        () => 0,
      ),
      compare: compareSurname,
    },
    compared(
      'born',
      ({ born }) => born,
      (one, other) => {
        if (isOneEditAway(one, other)) return 2;
        const [year, day] = [one.slice(0, 4) === other.slice(0, 4), one.slice(5) === other.slice(5)];
        if (year && (one.slice(5, 7) === other.slice(5, 7) || one.slice(8) === other.slice(8))) return 3;
        return year ? 4 : day ? 5 : 6;
      },
    ),
    compared(
      'postcode',
      ({ postcode }) => postcode,
      (one, other) => {
        if (isOneEditAway(one, other)) return 2;
        if (one.split(' ')[0] === other.split(' ')[0]) return 3;
        return one.slice(0, 2) === other.slice(0, 2) ? 4 : 5;
      },
    ),
    compared(
      'place',
      ({ place }) => place,
      (one, other) => (jaroWinkler(one, other) >= 0.9 ? 2 : 3),
    ),
    compared(
      'occupation',
      ({ occupation }) => occupation,
      () => 2,
    ),
  ],
};

/** A single word stands in both name fields; it may be either name. */
const isSingle = (item: Historical) => item.first === item.surname;

function compareFirst(one: Historical, other: Historical): number {
  const [left, right] = [one.first, other.first];
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  if (isSingle(one) || isSingle(other)) return 0;
  if (one.usual === other.usual) return 2;
  const likeness = jaroWinkler(left, right);
  if (likeness >= 0.92) return 3;
  if (left[0] === right[0] && (isInitials(left) || isInitials(right))) return 4;
  if (likeness >= 0.82) return 5;
  return left[0] === right[0] ? 6 : 7;
}

function isInitials(name: string): boolean {
  return name.length === 1 || name.endsWith('.');
}

function compareSurname(one: Historical, other: Historical): number {
  const [left, right] = [one.surname, other.surname];
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  if ((left === other.first && right === one.first) || one.full === other.full) return 2;
  if (isSingle(one) && left === other.first) return 0;
  if (isSingle(other) && right === one.first) return 0;
  const likeness = jaroWinkler(left, right);
  if (one.sound === other.sound) return likeness >= 0.92 ? 4 : 3;
  if (likeness >= 0.92) return 4;
  if (likeness >= 0.82) return 5;
  if (left.includes(right) || right.includes(left)) return 6;
  return one.full.includes(right) || other.full.includes(left) ? 7 : 8;
}

/** Short forms of English given names, first the full one. */
const nicknames = new Map(
  `william will bill billy willie willy|robert rob bob bobby bert robbie|richard dick rick richie dickie|henry harry hal hank|john jack johnny jon|james jim jimmy jamie
edward ed eddie ted teddy ned|thomas tom tommy|charles charlie chas chuck|george georgie|joseph joe joey|samuel sam sammy|alexander alex alec sandy|frederick fred freddie freddy
francis frank|benjamin ben benny|daniel dan danny|david dave davy|michael mike mick|anthony tony|arthur art|albert al bertie|andrew andy drew|philip phil|peter pete|walter wally walt
stephen steve|matthew matt|nicholas nick|christopher chris kit|lawrence larry laurie|leonard len lenny|patrick pat paddy|ronald ron|donald don|kenneth ken|timothy tim|theodore theo
elizabeth liz lizzie beth betty bess eliza|margaret maggie meg peggy madge|mary molly polly|katherine kate kathy kitty katie|catherine cathy cath|sarah sally sadie|ann annie nancy nan|anne annie
dorothy dot dolly dora|helen nell nellie|eleanor ellie nora|florence flo flossie|jane jenny|harriet hattie|frances fanny fran|susan sue susie|isabella bella izzy|agnes nessie aggie|charlotte lottie|louisa lou
augustus gus|archibald archie|reginald reg reggie|gilbert gil|ernest ernie|sidney sid|percival percy|clifford cliff|gregory greg|jacob jake|joshua josh|nathaniel nat nate|abraham abe|isaac ike|zachary zach`
    .split(/[|\n]/)
    .flatMap((group) => group.split(' ').map((name) => [name, group.split(' ')[0]!] as const)),
);

/** A text field: unknown when empty, first level when equal (weighed by the value's frequency), else what `unlike` says. */
export function compared<Item>(
  name: string,
  of: (item: Item) => string,
  unlike: (one: string, other: string) => number,
): Comparison<Item> {
  return {
    name,
    group: name,
    compare: (one, other) => {
      const [left, right] = [of(one), of(other)];
      if (left === '' || right === '') return 0;
      return left === right ? 1 : unlike(left, right);
    },
    frequency: (one, _, level, frequencies) => (level === 1 ? frequencies.of(name, of(one)) : undefined),
  };
}

export function frequenciesOf<Item>(
  items: readonly Item[],
  fields: Readonly<Record<string, (item: Item) => string>>,
): TermFrequencies {
  const frequencies = new TermFrequencies({ registerWeight: 0, freeCarriers: 0, rarest: 1e-7 });
  for (const item of items)
    for (const [name, of] of Object.entries(fields)) if (of(item) !== '') frequencies.count(name, of(item));
  return frequencies;
}

/** A name's first letter and its first consonants. */
export function consonants(name: string): string {
  return name === ''
    ? ''
    : name[0] +
        name
          .slice(1)
          .replace(/[aeiouyhw]/g, '')
          .replace(/(.)\1+/g, '$1')
          .slice(0, 4);
}

function historicalKeys({
  first,
  surname,
  born,
  postcode,
  place,
  occupation,
  sound,
  firstSound,
  usual,
}: Historical): string[][] {
  const year = born.slice(0, 4);
  const day = born.slice(5);
  const district = postcode.slice(0, 3);
  const parts: string[][] = [
    [first.slice(0, 3), surname.slice(0, 4)],
    [surname, born],
    [first, born],
    [postcode, first],
    [postcode, surname],
    [born, place],
    [district, born],
    [district, first],
    [district, surname],
    [first.slice(0, 2), surname.slice(0, 2), year],
    [sound, year, place],
    [postcode, day],
    [postcode, year],
    [sound, day],
    [firstSound + sound],
    [born, occupation],
    [[first, surname].sort().join(' ')],
    [postcode, occupation],
    [surname, place],
    [sound, place, first.slice(0, 1)],
    [sound, postcode.split(' ')[0]!],
    [first, place, occupation],
    [usual, sound],
    [surname, year],
    [surname, occupation, first.slice(0, 1)],
  ];
  return parts.flatMap((key, index) => (key.every((part) => part !== '') ? [[`${index}|${key.join('|')}`]] : []));
}
