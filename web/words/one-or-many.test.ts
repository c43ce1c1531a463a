import assert from 'node:assert/strict';
import { test } from 'node:test';
import i18next from 'i18next';
import { en } from './en.ts';
import { oneOrMany } from './one-or-many.ts';

const words = i18next.createInstance();
const t = words
  .use({ type: 'formatter', init: () => {}, add: () => {}, addCached: () => {}, format: oneOrMany } as never)
  .init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } });

const said: [string, Record<string, unknown>, string][] = [
  ['common.companiesCount', { n: '1' }, '1 company'],
  ['common.companiesCount', { n: 1 }, '1 company'],
  ['common.companiesCount', { n: '1,001' }, '1,001 companies'],
  ['common.companiesCount', { n: 0 }, '0 companies'],
  ['home.awaitingSales', { n: '1' }, '1 target awaits sales'],
  ['home.awaitingSales', { n: '5' }, '5 targets await sales'],
  [
    'reviews.effect.account',
    { people: '1', deals: '0', activities: '2' },
    'Brings 1 person, 0 deals and 2 activities together',
  ],
];
for (const [key, values, sentence] of said)
  test(sentence, async () => {
    await t;
    assert.equal(words.t(key, values), sentence);
  });
