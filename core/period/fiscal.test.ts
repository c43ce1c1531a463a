import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { businessDaysBetween, defaultCalendar } from './business-calendar.ts';
import { addDays, todayJst, weekNumber } from './day.ts';
import {
  april,
  addMonths,
  isoWeek,
  isSettled,
  comparedPart,
  fiscalYear,
  periodFrom,
  periodOf,
  periodsBetween,
  previousPeriod,
  sameLastYear,
  type PeriodKind,
} from './fiscal.ts';

const kinds: readonly PeriodKind[] = ['week', 'month', 'quarter', 'half', 'year'];
const cases: [PeriodKind, string, string, string, string, string][] = [
  ['year', '2026-03-31', '2025-04-01', '2026-04-01', '2025年度', 'FY2025'],
  ['year', '2026-04-01', '2026-04-01', '2027-04-01', '2026年度', 'FY2026'],
  ['half', '2026-09-30', '2026-04-01', '2026-10-01', '2026年度上期', 'FY2026 H1'],
  ['half', '2027-01-15', '2026-10-01', '2027-04-01', '2026年度下期', 'FY2026 H2'],
  ['quarter', '2027-02-28', '2027-01-01', '2027-04-01', '2026年度Q4', 'FY2026 Q4'],
  ['month', '2024-02-29', '2024-02-01', '2024-03-01', '2024年2月', '2024-02'],
  ['week', '2026-04-05', '2026-03-30', '2026-04-06', '2026-03-30の週(2026-W14)', 'week of 2026-03-30 (2026-W14)'],
];
for (const [kind, day, from, to, ja, en] of cases)
  test(`${day} lies in ${en}`, () =>
    assert.deepEqual(periodOf(kind, day, april), { kind, from, to, startMonth: april, label: { ja, en } }));

test('G-FY-1 S1-50 the instant decides by its day in Japan', () => {
  assert.equal(periodOf('quarter', todayJst(new Date('2026-03-31T14:59:59Z')), april).label.en, 'FY2025 Q4');
  assert.equal(periodOf('quarter', todayJst(new Date('2026-03-31T15:00:00Z')), april).label.en, 'FY2026 Q1');
});

test('a fiscal year may start in another month', () => {
  assert.equal(periodOf('year', '2026-03-31', 1).from, '2026-01-01');
  assert.equal(periodOf('half', '2026-03-31', 10).label.ja, '2025年度上期');
});

test('前年同月, 前年度 and the leap day', () => {
  assert.equal(sameLastYear(periodOf('month', '2024-02-29', april)).to, '2023-03-01');
  assert.equal(sameLastYear(periodOf('quarter', '2026-05-01', april)).label.ja, '2025年度Q1');
  assert.equal(sameLastYear(periodOf('week', '2026-04-06', april)).from, '2025-04-07');
  assert.equal(addMonths('2024-02-29', -12), '2023-02-28');
  assert.equal(previousPeriod(periodOf('half', '2026-04-01', april)).label.ja, '2025年度下期');
});

test('a month so far is compared with as many business days of the month before, a month that is over with all of it', () => {
  const june = periodOf('month', '2026-06-10', april);
  const compared = (today: string) => comparedPart(previousPeriod(june), june, today, defaultCalendar);
  assert.deepEqual(compared('2026-06-10'), { from: '2026-05-01', to: '2026-05-16' });
  assert.equal(
    businessDaysBetween('2026-06-01', '2026-06-11', defaultCalendar),
    businessDaysBetween('2026-05-01', '2026-05-16', defaultCalendar),
  );
  assert.deepEqual(compared('2026-06-30').to, '2026-06-01', 'May has fewer business days');
  for (const other of ['2026-07-01', '2026-05-31'])
    assert.deepEqual(compared(other), { from: '2026-05-01', to: '2026-06-01' });
  const august = periodOf('month', '2026-08-01', april);
  const onSaturday = comparedPart(previousPeriod(august), august, '2026-08-01', defaultCalendar);
  assert.deepEqual(onSaturday, { from: '2026-07-01', to: '2026-07-01' });
});

test('a stored period keeps its fiscal name, or goes by its months once years begin otherwise', () => {
  assert.equal(periodFrom('half', '2026-04-01', april).label.ja, '2026年度上期');
  assert.equal(periodFrom('quarter', '2026-04-01', 1).label.ja, '2026年度Q2');
  const moved = periodFrom('half', '2026-10-01', 1);
  assert.deepEqual(
    [moved.to, moved.label.ja, moved.label.en],
    ['2027-04-01', '2026年10月〜2027年3月', '2026-10 to 2027-03'],
  );
  assert.deepEqual(fiscalYear(2026, 10), periodOf('year', '2027-09-30', 10));
});

test('a period is 集計中 until 03:00 of the third day after its end', () => {
  const period = periodOf('month', '2026-04-10', april);
  assert.equal(isSettled(period, new Date('2026-05-03T17:59:59Z')), false);
  assert.equal(isSettled(period, new Date('2026-05-03T18:00:00Z')), true);
});

test('ISO weeks at the turn of the year', () => {
  assert.deepEqual(isoWeek('2024-12-30'), { year: 2025, week: 1 });
  assert.deepEqual(isoWeek('2027-01-01'), { year: 2026, week: 53 });
  assert.equal(weekNumber('2027-01-04') - weekNumber('2027-01-03'), 1, 'a long year is followed by the next week');
});

test('periods of a kind touch without gap or overlap and hold each day once', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));
  fc.assert(
    fc.property(fc.constantFrom(...kinds), day, fc.integer({ min: 1, max: 12 }), (kind, given, startMonth) => {
      const period = periodOf(kind, given, startMonth);
      assert.ok(period.from <= given && given < period.to);
      assert.equal(previousPeriod(period).to, period.from);
      const several = periodsBetween(kind, given, addDays(given, 100), startMonth);
      for (let index = 1; index < several.length; index++) assert.equal(several[index]!.from, several[index - 1]!.to);
    }),
  );
});
