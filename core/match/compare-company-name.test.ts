import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { compareCompanyNames, hasProtectedDifference } from './compare-company-name.ts';
import { nameForms } from './name-forms.ts';

const level = (one: string, other: string) =>
  compareCompanyNames(nameForms(parseCompanyName(one)), nameForms(parseCompanyName(other)));

test('a site written together with the name holds the name; a word that only looks like one does not', () => {
  assert.equal(level('株式会社青空商事', '青空商事堺東営業所'), 'contained');
  assert.equal(level('青空商事中央研究所', '青空商事'), 'contained');
  assert.notEqual(level('青空', '青空営業所'), 'contained', 'two characters are too few to tell');
  assert.notEqual(level('青空商事', '青空商事物流'), 'contained');
  assert.notEqual(level('青空商事', '青空商事センター'), 'contained', 'nothing says which one');
});

test('companies founded in rows differ by the number in brackets; a code in brackets makes no other company', () => {
  const differ = (one: string, other: string) =>
    hasProtectedDifference(nameForms(parseCompanyName(one)), nameForms(parseCompanyName(other)));
  assert.ok(differ('Nameco (No 1368) Limited', 'Nameco (No. 1360) Limited'));
  assert.ok(differ('青空開発（第１号）合同会社', '青空開発(第2号)合同会社'));
  assert.ok(!differ('Nameco (No 1368) Limited', 'NAMECO（Ｎｏ．１３６８）Ltd'));
  assert.ok(!differ('株式会社青空(1001)', '株式会社青空(1002)'));
  assert.ok(!differ('青空開発(第1号)', '青空開発'));
});
