import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convertedBy } from './conversion-curve.ts';
import { rateFigure } from './figure.ts';
import { maturityOf, ripened } from './maturity.ts';
import { equalAge, waitsOf } from './waits.ts';

test('G-KM-1 counted waits give the same curve as single ones', () => {
  const waits = waitsOf([
    { days: 10, isConverted: false, records: 4 },
    { days: 1, isConverted: true, records: 1 },
    { days: 3, isConverted: false, records: 2 },
    { days: 2, isConverted: true, records: 2 },
    { days: 5, isConverted: true, records: 1 },
  ]);
  assert.equal(waits.length, 10);
  assert.equal(convertedBy(waits, 10).value!.toFixed(3), '0.440');
});

test('who was returned waits for ever', () => {
  assert.equal(waitsOf([{ days: null, isConverted: false, records: 1 }])[0]!.days, Number.POSITIVE_INFINITY);
});

test('groups are compared at the oldest age both have reached', () => {
  assert.equal(equalAge([400, 75]), 60);
  assert.equal(equalAge([400, 95]), 90);
  assert.equal(equalAge([400, 12]), undefined);
});

test('a cohort is immature until its last hand-over is as old as four in five conversions take', () => {
  const young = maturityOf('2026-04-01', '2026-04-10', 14);
  assert.deepEqual(young, { observedDays: 10, neededDays: 14, isMature: false });
  assert.equal(maturityOf('2026-04-01', '2026-04-14', 14).isMature, true);
  assert.equal(maturityOf('2026-07-01', '2026-04-14', 14).observedDays, 0);
  assert.equal(ripened(rateFigure(62, 100), young).note, 'immature');
  assert.equal(ripened(rateFigure(1, 2), young).note, 'small');
});
