import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultCalendar, isBusinessDay, withDaysOff } from '#core/period/business-calendar.ts';
import { addDays } from '#core/period/day.ts';
import { weeklyDays } from './series.ts';

const none: ReadonlySet<string> = new Set();
const told = (...given: Parameters<typeof weeklyDays>) =>
  weeklyDays(...given).map(({ meetsOn, why }) => [meetsOn, why]);

test('a week whose day is a holiday meets on the next business day, or not at all', () => {
  // 23 November 2026 is 勤労感謝の日.
  const mondays = { first: '2026-11-16', weeks: 3 } as const;
  assert.deepEqual(told({ ...mondays, whenClosed: 'move' }, defaultCalendar, none), [
    ['2026-11-16', null],
    ['2026-11-24', 'moved'],
    ['2026-11-30', null],
  ]);
  assert.deepEqual(told({ ...mondays, whenClosed: 'skip' }, defaultCalendar, none)[1], [null, 'closed']);
});

test('days of the company count as closed, and a week that is closed as a whole has no meeting', () => {
  const summer = withDaysOff(defaultCalendar, ['2026-08-10', '2026-08-12', '2026-08-13', '2026-08-14']);
  const mondays = { first: '2026-08-03', weeks: 3, whenClosed: 'move' } as const;
  assert.deepEqual(told(mondays, summer, none), [
    ['2026-08-03', null],
    // 10 August is the company's, 11 August 山の日, Wednesday to Friday the company's again.
    [null, 'closed'],
    ['2026-08-17', null],
  ]);
});

test('a day on which they meet anyway is left out', () => {
  const given = { first: '2026-11-16', weeks: 2, whenClosed: 'move' } as const;
  assert.deepEqual(told(given, defaultCalendar, new Set(['2026-11-24'])), [
    ['2026-11-16', null],
    [null, 'taken'],
  ]);
});

test('whatever the first day: one line a week, each meeting on a business day of its own, within a week of the day that was wanted', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000 }),
      fc.integer({ min: 1, max: 26 }),
      fc.constantFrom('move' as const, 'skip' as const),
      fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 60 }),
      (offset, weeks, whenClosed, off) => {
        const first = addDays('2024-01-01', offset);
        const calendar = withDaysOff(
          defaultCalendar,
          off.map((n) => addDays(first, n)),
        );
        const days = weeklyDays({ first, weeks, whenClosed }, calendar, none);
        assert.equal(days.length, weeks);
        const meetings = days.flatMap(({ meetsOn }) => (meetsOn === null ? [] : [meetsOn]));
        assert.equal(new Set(meetings).size, meetings.length);
        for (const { wantedOn, meetsOn, why } of days) {
          assert.equal(meetsOn === null, why === 'closed');
          if (meetsOn === null) continue;
          assert.ok(isBusinessDay(meetsOn, calendar));
          assert.ok(meetsOn >= wantedOn && meetsOn < addDays(wantedOn, 7));
          if (whenClosed === 'skip') assert.equal(meetsOn, wantedOn);
        }
      },
    ),
  ));
