import { immature, type Figure } from './figure.ts';
import type { Wait } from './conversion-curve.ts';
import { percentile } from './spread.ts';
import { daysBetween } from './waits.ts';
import type { DateText } from '#core/value/date.ts';

/** How long a cohort was watched, and how long it takes until four in five of those who convert have done so (domain.md §9.6). */
export type Maturity = { readonly observedDays: number; readonly neededDays: number; readonly isMature: boolean };

/** Where nobody has converted yet, a cohort ripens after these days [P]. */
export const ripeAfterDays = { sal: 30, deal: 90 } as const;

/**
 * A cohort `[from, to)` is as old as its last possible hand-over. It stays 未成熟 until it is as old as the 80th percentile of
 * conversion time.
 */
export function maturityOf(to: DateText, today: DateText, neededDays: number): Maturity {
  const observedDays = Math.max(0, daysBetween(to, today) + 1);
  return { observedDays, neededDays, isMature: observedDays >= neededDays };
}

/** Days within which four in five of those who converted did; undefined where nobody has. Waits come sorted. */
export function conversionDays(waits: readonly Wait[]): number | undefined {
  const days = waits.filter((wait) => wait.converted).map((wait) => wait.days);
  return percentile(days, 0.8);
}

/** The figure with its 未成熟 mark where the cohort is too young. */
export function ripened(figure: Figure, maturity: Maturity): Figure {
  return maturity.isMature ? figure : immature(figure);
}
