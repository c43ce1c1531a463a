import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanced, handoverRates, ignoreBaselines } from './tally.ts';

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
