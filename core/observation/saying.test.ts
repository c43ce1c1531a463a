import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#core/period/day.ts';
import { saidOn, sayingsOf, type TakenVersion } from './saying.ts';

const version = (said: string, more: Partial<TakenVersion<string>> = {}): TakenVersion<string> => ({
  changedOn: undefined,
  madeOn: undefined,
  collectedOn: null,
  takenOn: '2026-11-10',
  said,
  ...more,
});
const known = (versions: readonly TakenVersion<string>[], day: string) => {
  const found = saidOn(sayingsOf(versions), day);
  return found && [found.said, found.isSure];
};

const cases: [string, readonly TakenVersion<string>[], string, unknown][] = [
  ['a row without a date is known when it is taken in', [version('a')], '2026-11-09', undefined],
  ['and from then on', [version('a')], '2026-11-10', ['a', true]],
  [
    'a list is known from the day it was collected',
    [version('a', { collectedOn: '2025-04-01' })],
    '2025-04-01',
    ['a', true],
  ],
  ['an event is known from its day', [version('a', { changedOn: '2025-06-01' })], '2025-06-01', ['a', true]],
  ['and not before', [version('a', { changedOn: '2025-06-01' })], '2025-05-31', undefined],
  [
    'between creation and last change it may have said something else',
    [version('a', { madeOn: '2024-01-05', changedOn: '2025-06-01' })],
    '2024-03-01',
    ['a', false],
  ],
  [
    'a change is known from its own day',
    [version('a', { changedOn: '2025-06-01' }), version('b', { changedOn: '2026-01-10' })],
    '2026-01-09',
    ['a', true],
  ],
  [
    'a change that bears no later day is known when it was taken in',
    [version('a', { madeOn: '2025-01-01' }), version('b', { madeOn: '2025-01-01', takenOn: '2026-11-20' })],
    '2026-11-19',
    ['a', true],
  ],
  [
    'nothing is known later than it was taken in',
    [version('a', { changedOn: '2027-01-01' })],
    '2026-11-10',
    ['a', true],
  ],
];
for (const [name, versions, day, expected] of cases) test(name, () => assert.deepEqual(known(versions, day), expected));

test('what is dated or taken in after a day never changes what was known on it', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2025-01-01', days));
  const any = fc.record({
    changedOn: fc.option(day, { nil: undefined }),
    madeOn: fc.option(day, { nil: undefined }),
    collectedOn: fc.option(day),
    takenOn: day,
    said: fc.string({ maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 4 }), any, day, (versions, more, moment) => {
      const after = (on: string | null | undefined) =>
        on == null ? on : addDays(moment, 1) > on ? addDays(moment, 1) : on;
      const later = {
        ...more,
        changedOn: after(more.changedOn) ?? undefined,
        collectedOn: after(more.collectedOn) ?? null,
        takenOn: after(more.takenOn)!,
      };
      assert.deepEqual(known([...versions, later], moment), known(versions, moment));
    }),
  );
});
