import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootstrapN, limitN, percentile, spreadOf } from './spread.ts';

test('percentiles interpolate as Excel and PostgreSQL do', () => {
  assert.equal(percentile([1, 2, 3, 4], 0.5), 2.5);
  assert.equal(percentile([1, 2, 3, 4, 5], 0.8), 4.2);
  assert.equal(percentile([7], 0.9), 7);
  assert.equal(percentile([], 0.5), undefined);
});

test('few values are listed, not judged', () => {
  assert.equal(spreadOf([]).median.value, null);
  assert.equal(spreadOf([3, 1, 2]).median.note, 'small');
  const seven = spreadOf([1, 2, 3, 4, 5, 6, 7]);
  assert.equal(seven.mean.note, 'list_instead');
  assert.equal(seven.mean.interval, null);
});

test(`from n = ${bootstrapN} on, intervals are drawn and always the same`, () => {
  const values = [10, 12, 13, 15, 18, 21, 30, 90];
  const spread = spreadOf(values);
  assert.equal(spread.median.value, 16.5);
  assert.equal(spread.mean.value, 26.125);
  assert.deepEqual(spread.quartiles, { low: 12.75, high: 23.25 });
  assert.ok(spread.mean.interval!.low < 26.125 && spread.mean.interval!.high > 26.125);
  assert.deepEqual(spreadOf([...values].reverse()), spread);
});

test(`from n = ${limitN} on the interval is where the draws were going`, () => {
  // A skewed value: ever larger steps.
  const values = Array.from({ length: limitN }, (_, index) => Math.round(1.01 ** index));
  const [drawn, told] = [spreadOf(values.slice(1)), spreadOf(values)];
  for (const kind of ['mean', 'median'] as const) {
    const width = drawn[kind].interval!.high - drawn[kind].interval!.low;
    assert.ok(Math.abs(told[kind].interval!.low - drawn[kind].interval!.low) < 0.1 * width, kind);
    assert.ok(Math.abs(told[kind].interval!.high - drawn[kind].interval!.high) < 0.1 * width, kind);
  }
});
