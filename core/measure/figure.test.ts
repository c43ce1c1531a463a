import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  immature,
  nothing,
  periodRatio,
  quotientFigure,
  rateFigure,
  smallN,
  totalFigure,
  unmeasured,
} from './figure.ts';
import { rankByRate, rateOf, shrunkRate } from './rate.ts';

test('G-ICP-2 no cases give null and 対象なし, never 0', () => {
  for (const figure of [rateFigure(0, 0), periodRatio(3, 0), quotientFigure(0, 0), nothing]) {
    assert.equal(figure.value, null);
    assert.equal(figure.note, 'empty');
  }
  assert.equal(unmeasured.note, 'unmeasured');
});

test('G-ICP-1 150 of 400 carry their interval', () => {
  const figure = rateFigure(150, 400);
  assert.equal(figure.value, 0.375);
  assert.equal(figure.interval!.low.toFixed(4), '0.3290');
  assert.equal(figure.interval!.high.toFixed(4), '0.4234');
});

test(`below n = ${smallN} a rate is for reference only`, () => {
  assert.equal(rateFigure(2, 4).note, 'small');
  assert.equal(rateFigure(2, 5).note, null);
  assert.equal(immature(rateFigure(2, 4)).note, 'small');
  assert.equal(immature(rateFigure(20, 40)).note, 'immature');
  assert.equal(totalFigure(0).value, 0);
});

test('a period ratio may exceed one and says so', () => {
  const figure = periodRatio(12, 10);
  assert.equal(figure.value, 1.2);
  assert.equal(figure.interval, null);
  assert.equal(figure.note, 'period_ratio');
});

test('counts that are no share are refused', () => {
  assert.throws(() => rateFigure(5, 4), RangeError);
  assert.throws(() => rateFigure(-1, 4), RangeError);
});

test('an interval holds its value and lies in [0, 1]', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), (one, other) => {
      const figure = rateFigure(Math.min(one, other), Math.max(one, other));
      if (figure.value === null) return;
      const { low, high } = figure.interval!;
      assert.ok(low >= 0 && high <= 1 && low <= figure.value + 1e-12 && figure.value <= high + 1e-12);
    }),
  );
});

test('groups rank by what is certain, not by luck', () => {
  const groups = [
    { name: 'lucky', k: 1, n: 1 },
    { name: 'good', k: 93, n: 100 },
    { name: 'empty', k: 0, n: 0 },
  ];
  assert.deepEqual(
    rankByRate(groups, ({ k, n }) => rateOf(k, n)).map(({ name }) => name),
    ['good', 'lucky', 'empty'],
  );
  assert.equal(shrunkRate(1, 1, 0.5).toFixed(4), '0.5455');
});
