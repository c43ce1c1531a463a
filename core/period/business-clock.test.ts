import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  businessDayAfter,
  businessDaysBetween,
  defaultCalendar,
  isBusinessDay,
  withDaysOff,
} from './business-calendar.ts';
import { addBusinessMinutes, businessMinutesBetween, isOpenAt } from './business-clock.ts';
import { clockState, defaultQuietHours, dueTimes, nextBusinessDay, noticeTime, serviceLevels } from './due.ts';
import { holidayYears, publicHoliday } from './holiday.ts';

const jst = (text: string) => new Date(`${text}:00+09:00`);
const told = (at: Date) => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
const hours = (count: number) => ({ kind: 'business_hours', hours: count }) as const;

const days: [string, boolean, string][] = [
  ['2026-04-29', false, '昭和の日'],
  ['2026-05-06', false, '振替休日'],
  ['2026-09-22', false, '国民の休日'],
  ['2019-05-01', false, '即位の日'],
  ['2026-12-29', false, '年末'],
  ['2027-01-03', false, '年始'],
  ['2027-01-04', true, '仕事始め'],
  ['2026-05-09', false, 'Saturday'],
  ['2026-05-07', true, 'Thursday'],
];
for (const [day, isOpen, why] of days)
  test(`S2-24 ${day} (${why}) is ${isOpen ? 'a' : 'no'} business day`, () =>
    assert.equal(isBusinessDay(day, defaultCalendar), isOpen));

test('the holiday table reaches far ahead', () => {
  assert.equal(publicHoliday('2026-05-06'), 'こどもの日 振替休日');
  assert.equal(publicHoliday(`${holidayYears.to}-01-01`), '元日');
  assert.equal(publicHoliday(`${holidayYears.from}-01-01`), '元日');
});

test('company days off and working Saturdays bend the calendar', () => {
  const calendar = { ...withDaysOff(defaultCalendar, ['2026-08-12']), workingDays: new Set(['2026-08-15']) };
  assert.equal(isBusinessDay('2026-08-12', calendar), false);
  assert.equal(isBusinessDay('2026-08-15', calendar), true);
  assert.equal(businessDayAfter('2026-08-13', 2, calendar), '2026-08-15');
});

test('a calendar without any open day is refused, not waited for', () => {
  const closed = { ...defaultCalendar, weeklyDaysOff: [0, 1, 2, 3, 4, 5, 6] };
  assert.throws(() => businessDayAfter('2026-04-01', 1, closed), RangeError);
  assert.throws(() => addBusinessMinutes(jst('2026-04-01T10:00'), 10, closed), RangeError);
});

const clocks: [string, number, string][] = [
  ['2026-04-28T10:00', 2, '2026-04-28T12:00'],
  ['2026-04-28T11:00', 2, '2026-04-28T14:00'],
  ['2026-04-28T17:00', 2, '2026-04-30T10:00'],
  ['2026-05-01T17:00', 8, '2026-05-07T17:00'],
  ['2026-12-28T17:00', 2, '2027-01-04T10:00'],
  ['2026-04-25T03:00', 8, '2026-04-27T18:00'],
];
for (const [from, count, to] of clocks)
  test(`S2-24 ${count} business hours from ${from} end at ${to}`, () =>
    assert.equal(told(addBusinessMinutes(jst(from), count * 60, defaultCalendar)), to));

test('S2-24 翌営業日 over Golden Week, with reminder, manager and ignored', () => {
  const times = dueTimes(jst('2026-05-01T15:00'), nextBusinessDay, defaultCalendar);
  assert.deepEqual([times.remindAt, times.dueAt, times.ignoredAt].map(told), [
    '2026-05-07T11:30',
    '2026-05-07T18:00',
    '2026-05-14T18:00',
  ]);
  const states = ['2026-05-06T10:00', '2026-05-07T11:30', '2026-05-07T18:00', '2026-05-14T18:00'];
  assert.deepEqual(
    states.map((at) => clockState(times, jst(at))),
    ['waiting', 'reminded', 'overdue', 'ignored'],
  );
});

test('S2-24 the receiver’s own leave moves the due time', () => {
  const onLeave = withDaysOff(defaultCalendar, ['2026-04-08', '2026-04-09']);
  assert.equal(told(dueTimes(jst('2026-04-07T10:00'), nextBusinessDay, onLeave).dueAt), '2026-04-10T18:00');
});

test('S2-24 a pause gives its business time back, overlapping pauses once', () => {
  const from = jst('2026-04-07T09:00');
  const pause = { from: jst('2026-04-07T10:00'), to: jst('2026-04-07T15:00'), reason: '顧客の都合' };
  const times = dueTimes(from, serviceLevels.hot.answer, defaultCalendar, [pause]);
  assert.equal(told(times.dueAt), '2026-04-07T16:00');
  assert.equal(
    told(dueTimes(from, hours(2), defaultCalendar, [pause, { ...pause, to: jst('2026-04-07T14:00') }]).dueAt),
    '2026-04-07T16:00',
  );
  const open = { from: jst('2026-04-07T10:00'), to: undefined, reason: '確認中' };
  assert.equal(
    told(dueTimes(from, hours(2), defaultCalendar, [open], jst('2026-04-08T12:00')).dueAt),
    '2026-04-08T14:00',
  );
});

test('notices keep quiet hours, weekends and holidays free', () => {
  const sent = (at: string) => told(noticeTime(jst(at), defaultQuietHours, defaultCalendar));
  assert.equal(sent('2026-04-28T10:00'), '2026-04-28T10:00');
  assert.equal(sent('2026-04-28T05:00'), '2026-04-28T08:30');
  assert.equal(sent('2026-04-28T19:00'), '2026-04-30T08:30');
  assert.equal(sent('2026-05-02T10:00'), '2026-05-07T08:30');
});

test('the clock and its measure agree, and time never runs backwards', () => {
  const instant = fc
    .integer({ min: 0, max: 2_000_000 })
    .map((minutes) => new Date(Date.UTC(2025, 0, 1) + minutes * 60_000));
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 10_000 }), (from, minutes) => {
      const to = addBusinessMinutes(from, minutes, defaultCalendar);
      assert.ok(to > from);
      assert.equal(Math.round(businessMinutesBetween(from, to, defaultCalendar)), minutes);
      assert.ok(isOpenAt(new Date(to.getTime() - 1), defaultCalendar));
      const { remindAt, dueAt, ignoredAt } = dueTimes(from, nextBusinessDay, defaultCalendar);
      assert.ok(from < remindAt && remindAt < dueAt && dueAt < ignoredAt);
    }),
    { numRuns: 200 },
  );
});

test('business days are counted half-open', () =>
  assert.equal(businessDaysBetween('2026-05-01', '2026-05-08', defaultCalendar), 2));
