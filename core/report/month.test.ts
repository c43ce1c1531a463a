import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#core/refusal.ts';
import { addMonths } from '#core/period/fiscal.ts';
import { advanceMonth, lastMonthOver, reportPeriods, requireClosable } from './month.ts';

const spans: [month: string, startMonth: number, toDate: string, label: string, lastYear: string, months: number][] = [
  ['2026-10', 4, '2026-04-01..2026-11-01', '2026年4月〜10月', '2025-10-01..2025-11-01', 7],
  ['2026-04', 4, '2026-04-01..2026-05-01', '2026年4月', '2025-04-01..2025-05-01', 1],
  ['2026-03', 4, '2025-04-01..2026-04-01', '2025年4月〜2026年3月', '2025-03-01..2025-04-01', 12],
  ['2026-03', 1, '2026-01-01..2026-04-01', '2026年1月〜3月', '2025-03-01..2025-04-01', 3],
  ['2024-02', 10, '2023-10-01..2024-03-01', '2023年10月〜2024年2月', '2023-02-01..2023-03-01', 5],
];
for (const [month, startMonth, toDate, label, lastYear, months] of spans)
  test(`${month} of a year from month ${startMonth} is counted ${label}`, () => {
    const periods = reportPeriods(month, startMonth);
    const written = ({ from, to }: { from: string; to: string }) => `${from}..${to}`;
    assert.deepEqual(
      [written(periods.toDate), periods.toDate.label.ja, written(periods.lastYear), periods.trend.length],
      [toDate, label, lastYear, months],
    );
  });

test('the months drawn fill the year to date without a gap, and last year is twelve months before', () => {
  const month = fc
    .tuple(fc.integer({ min: 2000, max: 2090 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, own]) => `${year}-${String(own).padStart(2, '0')}`);
  fc.assert(
    fc.property(month, fc.integer({ min: 1, max: 12 }), (own, startMonth) => {
      const { trend, toDate, toDateLastYear, year, month: last } = reportPeriods(own, startMonth);
      assert.equal(trend[0]!.month.from, toDate.from);
      assert.equal(trend.at(-1)!.month.to, toDate.to);
      for (const [index, one] of trend.entries())
        if (index > 0) assert.equal(one.month.from, trend[index - 1]!.month.to);
      assert.ok(year.from === toDate.from && last.to <= year.to && Number(year.from.slice(5, 7)) === startMonth);
      assert.deepEqual(
        [toDateLastYear.from, toDateLastYear.to],
        [addMonths(toDate.from, -12), addMonths(toDate.to, -12)],
      );
    }),
  );
});

test('the last month over is the one before today', () => {
  assert.equal(lastMonthOver('2026-11-21'), '2026-10');
  assert.equal(lastMonthOver('2026-03-31'), '2026-02');
  assert.equal(lastMonthOver('2026-01-01'), '2025-12');
});

const closable: [string, string | null][] = [
  ['2026-10-31T14:59:59Z', 'month_not_over'],
  ['2026-10-31T15:00:00Z', 'month_not_settled'],
  ['2026-11-03T17:59:59Z', 'month_not_settled'],
  ['2026-11-03T18:00:00Z', null],
];
for (const [now, refused] of closable)
  test(`at ${now} October ${refused ? `is refused: ${refused}` : 'can be closed'}`, () => {
    const close = () => requireClosable('2026-10', new Date(now));
    if (refused) assert.throws(close, (error) => error instanceof Refusal && error.code === refused);
    else assert.doesNotThrow(close);
  });

const steps: ['open' | 'closed', 'close' | 'reopen', string | undefined, string][] = [
  ['open', 'close', undefined, 'closed'],
  ['closed', 'close', undefined, 'month_closed'],
  ['closed', 'reopen', '取込漏れ', 'open'],
  ['closed', 'reopen', '  ', 'month_needs_reason'],
  ['open', 'reopen', '取込漏れ', 'month_not_closed'],
];
for (const [state, event, reason, expected] of steps)
  test(`${event} of a month that is ${state}${reason === undefined ? '' : ` for "${reason}"`}: ${expected}`, () => {
    if (expected.startsWith('month_'))
      assert.throws(
        () => advanceMonth(state, event, reason),
        (error) => error instanceof Refusal && error.code === expected,
      );
    else assert.equal(advanceMonth(state, event, reason), expected);
  });
