import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#core/period/day.ts';
import { addMonths, april } from '#core/period/fiscal.ts';
import { comparableKinds, comparablePair } from './comparable-periods.ts';

const handed = (from: string, months: number, n: number | ((index: number) => number)) =>
  new Map(
    Array.from({ length: months }, (_, index): [string, number] => [
      addMonths(`${from}-01`, index).slice(0, 7),
      typeof n === 'number' ? n : n(index),
    ]),
  );

for (const [what, given, today, ripeAfter, expected] of [
  ['two large halves that are over', handed('2024-10', 18, 20), '2026-11-21', 90, 'half 2025-04-01 2025-10-01 before'],
  [
    'the half before holds too few, the one of a year ago enough',
    handed('2024-10', 18, (index) => (index >= 6 && index < 12 ? 1 : 20)),
    '2026-11-21',
    90,
    'half 2024-10-01 2025-10-01 year_before',
  ],
  ['the latest half is not ripe', handed('2025-04', 20, 20), '2026-11-21', 90, 'half 2025-04-01 2025-10-01 before'],
  ['it is where deals come fast', handed('2025-04', 20, 20), '2026-11-21', 30, 'half 2025-10-01 2026-04-01 before'],
  ['only two quarters are there', handed('2026-01', 6, 20), '2026-11-21', 90, 'quarter 2026-01-01 2026-04-01 before'],
  ['only two months are there', handed('2026-06', 2, 40), '2026-11-21', 90, 'month 2026-06-01 2026-07-01 before'],
  ['years where halves are too small', handed('2024-04', 24, 3), '2026-11-21', 90, 'year 2024-04-01 2025-04-01 before'],
  ['few', handed('2025-04', 12, 1), '2026-11-21', 90, 'half 2025-04-01 2025-10-01 few'],
  ['nothing is ripe', handed('2026-09', 2, 8), '2026-11-21', 90, 'month 2026-09-01 2026-10-01 young'],
  ['one month alone', handed('2026-10', 1, 8), '2026-11-21', 90, 'half 2026-04-01 2026-10-01 young'],
  ['nothing at all', new Map<string, number>(), '2026-11-21', 90, 'half 2026-04-01 2026-10-01 young'],
] as const)
  test(`${what}: ${expected}`, () => {
    const { kind, before, after, because } = comparablePair(given, today, ripeAfter, april);
    assert.equal(`${kind} ${before.from} ${after.from} ${because}`, expected);
  });

test('the periods are of one kind, one after the other, and ripe where nothing else is said', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom(...comparableKinds),
      (counts, ripeAfter, only) => {
        const today = '2026-11-21';
        const months = handed('2023-07', counts.length, (index) => counts[index]!);
        const pair = comparablePair(months, today, ripeAfter, april, [only]);
        assert.deepEqual([pair.kind, pair.before.kind, pair.after.kind], [only, only, only]);
        assert.ok(pair.before.to <= pair.after.from);
        if (pair.because !== 'young') assert.ok(pair.after.to <= addDays(today, 1 - ripeAfter));
      },
    ),
  );
});
