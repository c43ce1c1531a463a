import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { compareCompanyNames, nameForms } from './compare-company-name.ts';

const level = (one: string, other: string) =>
  compareCompanyNames(nameForms(parseCompanyName(one)), nameForms(parseCompanyName(other)));

test('a site written together with the name holds the name; a word that only looks like one does not', () => {
  assert.equal(level('株式会社青空商事', '青空商事堺東営業所'), 'contained');
  assert.equal(level('青空商事中央研究所', '青空商事'), 'contained');
  assert.notEqual(level('青空', '青空営業所'), 'contained', 'two characters are too few to tell');
  assert.notEqual(level('青空商事', '青空商事物流'), 'contained');
  assert.notEqual(level('青空商事', '青空商事センター'), 'contained', 'nothing says which one');
});
