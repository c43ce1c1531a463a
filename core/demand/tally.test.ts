import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getKpi } from '#core/kpi/catalogue.ts';
import { heldInputs } from '#core/kpi/input.ts';
import { kpiFigure } from '#core/kpi/kpi.ts';
import { balanced, ignoreBaselines } from './tally.ts';

const counts = { handed: 100, sal: 50, rejected: 20, ignored: 25, pending: 5 };
const ignoreRate = (ignored: number, due: number) =>
  kpiFigure(getKpi('K6.3'), { cycles_ignored: ignored, cycles_ignore_due: due }, heldInputs).value;

test('G-SAL-2 S2-23 the identity holds and 25 of the 95 expired were ignored', () => {
  assert.deepEqual(balanced(counts), counts);
  assert.equal(ignoreRate(25, 95)!.toFixed(4), '0.2632');
  assert.deepEqual(
    ignoreBaselines.map(({ value }) => value),
    [0.5, 0.7, 0.8],
  );
});

test('S2-23 before anything expired there is no ignore rate, not one of 0 %', () =>
  assert.equal(ignoreRate(0, 0), null));

test('a tally that lost a lead is a mistake of ours', () => {
  assert.throws(() => balanced({ ...counts, pending: 4 }), /100 is not 50 \+ 20 \+ 25 \+ 4/);
  assert.throws(() => balanced({ handed: 1, sal: 2, rejected: -1, ignored: 0, pending: 0 }), /does not hold/);
});
