import { instantOf } from '#core/period/business-clock.ts';
import { addDays } from '#core/period/day.ts';
import { addMonths, april, isSettled, monthsLabel, periodOf, sameLastYear, type Period } from '#core/period/fiscal.ts';
import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';

/** A month of the report, `2026-10`. */
export type MonthText = string;
export type MonthState = 'open' | 'closed';

/** What a monthly report tells (domain.md §10.2): the month, the same of last year, and both fiscal years up to it. */
export type ReportPeriods = {
  readonly month: Period;
  readonly lastYear: Period;
  /** 4月からの累計: from the start of the fiscal year to the end of the month. */
  readonly toDate: Period;
  readonly toDateLastYear: Period;
  /** The whole fiscal year: its plan and its landing. */
  readonly year: Period;
  /** The months of the year so far, each with the same of last year. */
  readonly trend: readonly { readonly month: Period; readonly lastYear: Period }[];
};

/** `startMonth` is the first month of the fiscal year, 1 to 12. */
export function reportPeriods(month: MonthText, startMonth: number): ReportPeriods {
  const own = periodOf('month', `${month}-01`, startMonth);
  const year = periodOf('year', own.from, startMonth);
  const toDate = upTo(year.from, own.to, startMonth);
  const trend: ReportPeriods['trend'][number][] = [];
  for (let day = year.from; day < own.to; day = addMonths(day, 1)) {
    const one = periodOf('month', day, startMonth);
    trend.push({ month: one, lastYear: sameLastYear(one) });
  }
  return {
    month: own,
    lastYear: sameLastYear(own),
    toDate,
    toDateLastYear: upTo(addMonths(toDate.from, -12), addMonths(toDate.to, -12), startMonth),
    year,
    trend,
  };
}

/** The latest month that is over: what is reported on unless asked otherwise. */
export function lastMonthOver(today: DateText): MonthText {
  return addMonths(today, -1).slice(0, 7);
}

/** Refuses `month_not_over` and, until 03:00 JST three days after the end, `month_not_settled`: late files still come in. */
export function requireClosable(month: MonthText, now: Date): void {
  const { to } = periodOf('month', `${month}-01`, april);
  if (now.getTime() < instantOf(to, 0))
    throw new Refusal('month_not_over', `${month} はまだ終わっていません。月が終わってから締めてください。`, {
      status: 409,
      details: { month },
    });
  if (!isSettled({ to }, now)) {
    const from = addDays(to, 3);
    throw new Refusal('month_not_settled', `${month} は集計中です。${from} 03:00 から締められます。`, {
      status: 409,
      details: { month, from },
    });
  }
}

/** 月次締め: a month is closed once and opened again only with a reason. */
export function advanceMonth(state: MonthState, event: 'close' | 'reopen', reason?: string): MonthState {
  if (event === 'close' && state === 'closed')
    throw new Refusal('month_closed', 'この月は締めてあります。直すときは、理由を書いて締めを解いてください。', {
      status: 409,
    });
  if (event === 'reopen' && state === 'open')
    throw new Refusal('month_not_closed', 'この月はまだ締めていません。', { status: 409 });
  if (event === 'reopen' && !reason?.trim())
    throw new Refusal('month_needs_reason', '締めを解く理由を書いてください。', { status: 422 });
  return event === 'close' ? 'closed' : 'open';
}

function upTo(from: DateText, to: DateText, startMonth: number): Period {
  return { kind: 'year', from, to, startMonth, label: monthsLabel(from, to) };
}
