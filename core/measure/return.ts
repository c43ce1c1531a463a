import { addDays } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import { nothing, type Figure } from './figure.ts';
import { percentile } from './spread.ts';

/** `(incremental gross profit − cost) ÷ cost` (domain.md §10.6); null without cost. `n` is not known for money of a programme. */
export function returnOnInvestment(grossProfitYen: number, costYen: number): Figure {
  if (costYen === 0) return nothing;
  return {
    ...nothing,
    value: (grossProfitYen - costYen) / costYen,
    numerator: grossProfitYen - costYen,
    denominator: costYen,
    note: null,
  };
}

/** Difference in differences, target companies against comparable others, before and after the start (domain.md §10.6). */
export function differenceInDifferences(
  targets: { readonly before: number; readonly after: number },
  control: { readonly before: number; readonly after: number },
): number {
  return targets.after - targets.before - (control.after - control.before);
}

/** 判定可能日: the start plus the time in which three quarters of past sales cycles ended; undefined without past cycles. */
export function judgeableOn(startedOn: DateText, cycleDays: readonly number[]): DateText | undefined {
  const days = percentile(
    [...cycleDays].sort((one, other) => one - other),
    0.75,
  );
  return days === undefined ? undefined : addDays(startedOn, Math.ceil(days));
}
