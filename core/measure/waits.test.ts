import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convertedBy, daysUntil } from './conversion-curve.ts';
import { rateFigure } from './figure.ts';
import { conversionDays, maturityOf, ripened } from './maturity.ts';
import { pipelineVelocity } from './velocity.ts';
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

/** Four of five accepted after 1, 2, 3 and 5 days, the fifth returned. */
const step = waitsOf([
  ...[1, 2, 3, 5].map((days) => ({ days, isConverted: true, records: 1 })),
  { days: null, isConverted: false, records: 1 },
]);

test('S2-21 a step tells volume, conversion, velocity and value', () => {
  assert.equal(step.length, 5);
  assert.equal(convertedBy(step, 30).value!.toFixed(2), '0.80');
  assert.equal(daysUntil(step).value, 3);
  assert.equal(daysUntil(step, 0.25).value, 2);
  const value = pipelineVelocity({ deals: 4, winRate: 0.5, averageAmountYen: 1_000, cycleDays: 20 });
  assert.equal(value.value, 100);
});

test('a young cohort is 未成熟 until four in five conversions had their time, and only its open leads are censored', () => {
  assert.equal(conversionDays(step)!.toFixed(1), '3.8');
  assert.equal(maturityOf('2026-04-02', '2026-04-03', conversionDays(step)!).isMature, false);
  assert.equal(maturityOf('2026-04-02', '2026-04-05', conversionDays(step)!).isMature, true);
  const open = [...step, ...waitsOf([{ days: 0, isConverted: false, records: 5 }])];
  // Those who were handed over today say nothing yet: the share by day 30 stays that of the others.
  assert.equal(convertedBy(open, 30).value!.toFixed(2), '0.80');
  assert.equal(convertedBy([...step, ...step.slice(-1)], 30).value!.toFixed(2), '0.67');
});
