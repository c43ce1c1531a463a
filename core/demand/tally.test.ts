import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanced, handoverRates, ignoreBaselines } from './tally.ts';
import {
  bottleneck,
  conversionAtAge,
  defaultStepTargets,
  stepMetrics,
  transitions,
  waitsOf,
  type CycleLine,
} from './waterfall.ts';

const counts = {
  handed: 100,
  sal: 50,
  rejected: 20,
  ignored: 25,
  pending: 5,
  reachedIgnoreMoment: 95,
  registered: 30,
  joined: 4,
  acceptedIgnored: 5,
  followedUp: 60,
  followUpWindowPassed: 90,
};

test('G-SAL-2 S2-23 the identity holds and 25 of the 95 expired were ignored', () => {
  const rates = handoverRates(counts);
  assert.equal(rates.ignoreRate.value!.toFixed(4), '0.2632');
  assert.equal(rates.salRate.value, 0.5);
  assert.equal(rates.registrationRate.value, 0.3);
  assert.equal(rates.registrationOfSal.value, 0.6);
  assert.equal(rates.acceptedIgnoredRate.value, 0.1);
  assert.equal(rates.pendingRate.value, 0.05);
  assert.deepEqual(
    ignoreBaselines.map(({ value }) => value),
    [0.5, 0.7, 0.8],
  );
});

test('S2-23 before anything expired there is no ignore rate, not one of 0 %', () =>
  assert.equal(
    handoverRates({ ...counts, sal: 95, rejected: 0, ignored: 0, reachedIgnoreMoment: 0 }).ignoreRate.value,
    null,
  ));

test('a tally that lost a lead is a mistake of ours', () => {
  assert.throws(() => balanced({ ...counts, pending: 4 }), /100 is not 50 \+ 20 \+ 25 \+ 4/);
  assert.throws(() => balanced({ handed: 1, sal: 2, rejected: -1, ignored: 0, pending: 0 }), /does not hold/);
});

test('S2-22 the bottleneck of the sample is MQL→SAL', () => {
  const sample = { mql: 200, sal: 90, sql: 50, deal: 32, won: 9 };
  assert.equal(bottleneck(sample)?.code, 'mql_sal');
  assert.equal(bottleneck(sample)?.lost, 90);
  assert.equal(bottleneck({ mql: 100, sal: 95, sql: 20, deal: 18, won: 9 })?.code, 'sal_sql');
  assert.equal(bottleneck({ mql: 100, sal: 95, sql: 60, deal: 50, won: 30 }), undefined);
  assert.equal(Object.keys(defaultStepTargets).length, transitions.length);
});

const line = (salOn: string | null, isOpen = false): CycleLine => ({
  handedOn: '2026-04-01',
  salOn,
  sqlOn: null,
  dealOn: null,
  wonOn: null,
  isOpen,
  amountYen: 1_000,
});

test('S2-21 a step tells volume, conversion, velocity and value', () => {
  const lines = [line('2026-04-02'), line('2026-04-04'), line('2026-04-06'), line(null), line('2026-04-03')];
  const step = stepMetrics(lines, transitions[0], '2026-07-01');
  assert.equal(step.volume, 5);
  assert.equal(step.conversion.value, 0.8);
  assert.equal(step.medianDays.value, 3);
  assert.equal(step.quarterDays.value, 2);
  assert.equal(step.valueYen, 5_000);
  assert.equal(step.isMature, true);
  assert.equal(step.convertedByDay[0]!.figure.value!.toFixed(2), '0.80');
});

test('a young cohort is 未成熟, and only its open leads are censored', () => {
  const old = conversionAtAge([line('2026-04-02'), line('2026-04-20'), line(null)], transitions[0], 10, '2026-05-01');
  assert.deepEqual([old.numerator, old.denominator], [1, 3]);
  assert.equal(conversionAtAge([line('2026-04-02')], transitions[0], 30, '2026-04-15').value, null);
  const lines = [...Array.from({ length: 5 }, () => line('2026-04-11')), line(null, true), line(null, false)];
  const young = stepMetrics(lines, transitions[0], '2026-04-08');
  assert.equal(young.isMature, false);
  assert.equal(young.conversion.note, 'immature');
  assert.equal(stepMetrics(lines, transitions[0], '2026-04-11').isMature, true);
  assert.deepEqual(waitsOf(lines, 'handedOn', 'salOn', '2026-04-08').slice(-2), [
    { days: 7, converted: false },
    { days: Number.POSITIVE_INFINITY, converted: false },
  ]);
});
