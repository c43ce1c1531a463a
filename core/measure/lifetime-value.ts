import { addMonths } from '#core/period/fiscal.ts';
import type { DateText } from '#core/value/date.ts';
import { nothing, quotientFigure, type Figure } from './figure.ts';

/** Lifetime value is **profit** over the whole relation (domain.md §10.5, S3 L42); revenue is shown beside it. */

/** Longest relation that is counted on, in years. */
const capYears = 10;

/**
 * Expected value of a customer who keeps buying: `m·r/(1+d−r)` when the first margin comes at year end, `m·(1+d)/(1+d−r)` when
 * at once. `annualProfit` in yen, `retention` and `discount` as fractions. Where nobody leaves (r ≥ 1) ten years are summed up
 * and `isCapped` says so. Throws a RangeError for a negative retention or discount.
 */
export function predictedValue(given: {
  readonly annualProfit: number;
  readonly retention: number;
  readonly discount: number;
  readonly firstMargin: 'year_end' | 'at_once';
}): { readonly value: number; readonly isCapped: boolean } {
  const { annualProfit: m, retention: r, discount: d, firstMargin } = given;
  if (r < 0 || d < 0) throw new RangeError(`Retention ${r} and discount ${d} must not be negative.`);
  if (r < 1) return { value: (m * (firstMargin === 'year_end' ? r : 1 + d)) / (1 + d - r), isCapped: false };
  const first = firstMargin === 'year_end' ? 1 : 0;
  const years = Array.from({ length: capYears }, (_, year) => (r / (1 + d)) ** (year + first));
  return { value: years.reduce((sum, share) => sum + m * share, 0), isCapped: true };
}

/** Expected value of a customer without contract: profit per order × orders a year × expected years, ten at most. */
export function repeatOrderValue(profitPerOrder: number, ordersPerYear: number, yearlyChurn: number): number {
  return profitPerOrder * ordersPerYear * Math.min(capYears, yearlyChurn > 0 ? 1 / yearlyChurn : capYears);
}

export type ProfitLine = { readonly on: DateText; readonly grossProfitYen: number };

/**
 * Gross profit in the first `months` since the first order, up to `asOf`. A younger customer is scaled up by its age; below 12
 * months nothing is said.
 */
export function historicValue(lines: readonly ProfitLine[], asOf: DateText, months = 36): Figure {
  const first = lines.map((line) => line.on).sort()[0];
  if (first === undefined || asOf < addMonths(first, 12)) return nothing;
  const end = addMonths(first, months);
  const sum = lines
    .filter((line) => line.on < end && line.on <= asOf)
    .reduce((total, line) => total + line.grossProfitYen, 0);
  const age = Math.min(months, monthsBetween(first, asOf));
  return { ...nothing, value: (sum * months) / age, n: lines.length, note: age < months ? 'immature' : null };
}

/** Cost of a new customer (CAC) and the months until its gross profit has paid for it; null without customers or profit. */
export function acquisition(
  costYen: number,
  customers: number,
  monthlyProfitYen: number,
): { readonly costPerCustomer: Figure; readonly paybackMonths: number | null } {
  const costPerCustomer = quotientFigure(costYen, customers);
  const paybackMonths =
    costPerCustomer.value === null || monthlyProfitYen <= 0 ? null : costPerCustomer.value / monthlyProfitYen;
  return { costPerCustomer, paybackMonths };
}

function monthsBetween(from: DateText, to: DateText): number {
  let months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  if (addMonths(from, months) > to) months--;
  return months;
}
