import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Level, Model } from '#core/match/model.ts';
import { isOneEditAway, jaroWinkler } from '#core/text/similar.ts';
import { compared } from './historical.ts';

/** One row of FEBRL: a synthetic Australian with typed, swapped and lost fields. */
export type Febrl = {
  readonly given: string;
  readonly surname: string;
  readonly number: string;
  readonly street: string;
  readonly suburb: string;
  readonly postcode: string;
  readonly state: string;
  readonly born: string;
  readonly social: string;
};

export function readFebrl(path: string): { items: Febrl[]; truth: string[] } {
  const rows: string[][] = parse(readFileSync(path, 'utf8'), { from_line: 2, trim: true });
  return {
    items: rows.map((row) => ({
      given: row[1]!,
      surname: row[2]!,
      number: row[3]!,
      street: row[4]!,
      suburb: row[6]!,
      postcode: row[7]!,
      state: row[8]!,
      born: row[9]!,
      social: row[10]!,
    })),
    truth: rows.map((row) => row[0]!.split('-')[1]!),
  };
}

const level = (code: string, place: number, codes: readonly string[]): Level => ({
  code,
  m: place === 0 ? 0.8 : 0.2 / (codes.length - 1),
  u: 0.01,
  says: 'same',
});
const likeness = (one: string, other: string) => {
  const share = jaroWinkler(one, other);
  return share >= 0.9 ? 2 : share >= 0.75 ? 3 : 4;
};
const slip = (one: string, other: string) => (isOneEditAway(one, other) ? 2 : 3);

export const febrlModel: Model<Febrl> = {
  name: 'febrl',
  settings: {
    version: 'febrl-1',
    linksPerRecord: 1,
    thresholds: { auto: 0, review: -4, margin: 0 },
    term: { weight: 0.8, down: 4, up: 6 },
    blocking: { carriersMax: 100, candidatesMax: 200 },
    guard: { edge: 0, average: -2, bridge: 0, margin: 0, sizeMax: 50 },
    levels: {
      given: ['equal', 'like', 'near', 'other'].map(level),
      surname: ['equal', 'swapped', 'like', 'near', 'other'].map(level),
      number: ['equal', 'slip', 'other'].map(level),
      street: ['equal', 'like', 'near', 'other'].map(level),
      suburb: ['equal', 'like', 'near', 'other'].map(level),
      postcode: ['equal', 'slip', 'other'].map(level),
      state: ['equal', 'other'].map(level),
      born: ['equal', 'slip', 'other'].map(level),
      social: ['equal', 'slip', 'other'].map(level),
    },
  },
  signature: (item) => Object.values(item).join('|'),
  keys: ({ given, surname, number, street, suburb, postcode, born, social }) =>
    [
      [social],
      [born],
      [given, surname],
      [surname, postcode],
      [given, postcode],
      [street, number],
      [suburb, surname],
      [suburb, given],
      [street, postcode],
      [social.slice(0, 4), given.slice(0, 2)],
      [social.slice(-4), surname.slice(0, 2)],
    ].flatMap((key, index) => (key.every((part) => part !== '') ? [[`${index}|${key.join('|')}`]] : [])),
  comparisons: [
    compared('given', ({ given }) => given, likeness),
    {
      ...compared('surname', ({ surname }) => surname, likeness),
      compare: (one, other) => {
        if (one.surname === '' || other.surname === '') return 0;
        if (one.surname === other.surname) return 1;
        if (one.surname === other.given && one.given === other.surname) return 2;
        return likeness(one.surname, other.surname) + 1;
      },
    },
    compared('number', ({ number }) => number, slip),
    compared('street', ({ street }) => street, likeness),
    compared('suburb', ({ suburb }) => suburb, likeness),
    compared('postcode', ({ postcode }) => postcode, slip),
    compared(
      'state',
      ({ state }) => state,
      () => 2,
    ),
    compared('born', ({ born }) => born, slip),
    compared('social', ({ social }) => social, slip),
  ],
};
