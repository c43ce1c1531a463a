import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseTermMonths } from './term.ts';

const written: [string, number | undefined][] = [
  ['36', 36],
  ['36.00', 36],
  ['３６ヶ月', 36],
  ['12か月', 12],
  ['6カ月間', 6],
  ['3年', 36],
  ['1年6ヶ月', 18],
  ['1.5年', 18],
  ['24 months', 24],
  ['2 years', 24],
  ['1 year 3 months', 15],
  ['0', undefined],
  ['', undefined],
  ['年', undefined],
  ['-12', undefined],
  ['2026年3月まで', undefined],
  ['一括', undefined],
];
for (const [text, months] of written)
  test(`a term of 「${text}」 is ${months ?? 'none'}`, () => assert.equal(parseTermMonths(text), months));

test('a number alone counts in the unit of its column, one with a unit in its own', () => {
  assert.equal(parseTermMonths('3', 'years'), 36);
  assert.equal(parseTermMonths('18ヶ月', 'years'), 18);
});

test('years and months, written in Japanese, read back', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 11 }), (years, months) => {
      fc.pre(years + months > 0);
      const text = `${years > 0 ? `${years}年` : ''}${months > 0 ? `${months}ヶ月` : ''}`;
      assert.equal(parseTermMonths(text), years * 12 + months);
    }),
  ));
