import { decayed } from '#core/engagement/decay.ts';

/** Every touch alike, in percent; none for none. */
export function linearCredit(touches: number): number[] {
  return Array.from({ length: touches }, () => 100 / touches);
}

/** Later touches get more: half as much for each `halfLifeDays` before the milestone (domain.md §10.7). In percent, adds up to 100. */
export function timeDecayCredit(daysBefore: readonly number[], halfLifeDays: number): number[] {
  const least = Math.min(...daysBefore);
  const weights = daysBefore.map((days) => decayed(1, days - least, halfLifeDays));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (100 * weight) / all);
}
