import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf, rateOf } from './rate.ts';

const near = (given: number | null, expected: number) =>
  assert.ok(given !== null && Math.abs(given - expected) < 0.0001, `${given} is not ${expected}`);

const goldens: [number, number, number, number][] = [
  [150, 400, 0.329, 0.4234],
  [0, 5, 0, 0.4345],
  [5, 5, 0.5655, 1],
  [1, 1, 0.2065, 1],
  [3, 8, 0.1368, 0.6943],
];
for (const [k, n, low, high] of goldens) {
  test(`Wilson interval of ${k}/${n}`, () => {
    near(rateOf(k, n).low, low);
    near(rateOf(k, n).high, high);
  });
}

test('a rate without a denominator is null, never 0', () =>
  assert.deepEqual(rateOf(0, 0), { numerator: 0, denominator: 0, value: null, low: null, high: null }));

test('G-SAL-1 S2-35 S2-37 the headline case: 62 to 93 of 100, 40 to 65 of 100', () => {
  const before = rateOf(62, 100);
  const after = rateOf(93, 100);
  near(before.low, 0.5221);
  near(before.high, 0.709);
  near(after.low, 0.8625);
  near(after.high, 0.9657);
  const difference = differenceOf(after, before)!;
  near(difference.value, 0.31);
  near(difference.low, 0.1983);
  near(difference.high, 0.4142);
  assert.equal(difference.isClear, true);
  near(rateOf(40, 100).low, 0.3094);
  near(rateOf(40, 100).high, 0.498);
  near(rateOf(65, 100).low, 0.5525);
  near(rateOf(65, 100).high, 0.7364);
});

test('G-DIF-1 12 of 30 against 30 of 120 is not clear', () => {
  const difference = differenceOf(rateOf(12, 30), rateOf(30, 120))!;
  near(difference.value, 0.15);
  near(difference.low, -0.0257);
  near(difference.high, 0.3397);
  assert.equal(difference.isClear, false);
});
