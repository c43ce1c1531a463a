import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { atRiskOn, conversionCurve, convertedBy, daysUntil, type Wait } from './conversion-curve.ts';

const wait = (days: number, converted = false): Wait => ({ days, converted });
const golden = [...[1, 2, 2, 5].map((days) => wait(days, true)), ...[3, 3, 10, 10, 10, 10].map((days) => wait(days))];

test('G-KM-1 44.0 % by day 10 where the naive share says 40.0 %', () => {
  const figure = convertedBy(golden, 10);
  assert.equal(figure.value!.toFixed(3), '0.440');
  assert.equal((figure.numerator! / figure.denominator!).toFixed(3), '0.400');
  assert.deepEqual(
    conversionCurve(golden).map(({ day, atRisk, converted }) => [day, atRisk, converted]),
    [
      [1, 10, 1],
      [2, 9, 2],
      [5, 5, 1],
    ],
  );
  assert.ok(figure.interval!.low < 0.44 && figure.interval!.high > 0.44);
});

test('those at risk are neither converted nor gone before the day', () => {
  assert.deepEqual(
    conversionCurve(golden).map(({ day, atRisk }) => atRiskOn(golden, day) === atRisk),
    [true, true, true],
  );
  assert.equal(atRiskOn(golden, 10), 4);
  assert.equal(atRiskOn([wait(Number.POSITIVE_INFINITY)], 90), 1);
});

test('the median is null until half have converted; the first quarter stands in', () => {
  assert.equal(daysUntil(golden).value, null);
  assert.equal(daysUntil(golden).note, 'median_not_reached');
  assert.equal(daysUntil(golden, 0.25).value, 2);
  assert.equal(daysUntil([1, 2, 3, 4, 5].map((day) => wait(day, true))).value, 3);
});

test('a rejected lead stays at risk for ever, a pending one leaves', () => {
  const converted = [wait(1, true)];
  assert.equal(convertedBy([...converted, wait(Number.POSITIVE_INFINITY)], 30).value, 0.5);
  assert.equal(convertedBy([...converted, wait(0)], 30).value, 1);
});

test('nobody watched long enough is immature, nobody at all is empty', () => {
  assert.equal(convertedBy(golden, 30).note, 'immature');
  assert.equal(convertedBy([], 30).value, null);
});

test('without censoring it is the plain share, with it never less', () => {
  const waits = fc.array(fc.record({ days: fc.integer({ min: 0, max: 60 }), converted: fc.boolean() }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(waits, fc.integer({ min: 0, max: 60 }), (given, day) => {
      const figure = convertedBy(given, day);
      assert.ok(figure.value! >= figure.numerator! / figure.denominator! - 1e-9 && figure.value! <= 1 + 1e-9);
      const complete = given.map((one) => (one.converted ? one : wait(Number.POSITIVE_INFINITY)));
      const plain = convertedBy(complete, day);
      assert.ok(Math.abs(plain.value! - plain.numerator! / plain.denominator!) < 1e-9);
    }),
  );
});
