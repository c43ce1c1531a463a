import type { Input } from '#core/kpi/input.ts';
import type { Figure } from '#core/measure/figure.ts';
import type { DateText } from '#core/value/date.ts';

/** One number of a monthly report: a KPI over `[from, to)`, or what the fiscal year is expected to come to, by pace or by pipeline. */
export type MonthFigure = {
  readonly code: string;
  readonly kind: 'period' | 'landing' | 'pipeline';
  readonly from: DateText;
  readonly to: DateText;
  /** Version of the KPI's definition. */
  readonly version: number;
  readonly figure: Figure;
  /** Inputs that were not held, so that the figure is 未計測. */
  readonly missing: readonly Input[];
  /** The plan for the same span; null where nobody set one. */
  readonly target: number | null;
};

/** A figure of a closed month, with what the last check found in its place. */
export type FrozenFigure = MonthFigure & {
  /** Null where nothing differs. */
  readonly figureNow: Figure | null;
  readonly versionNow: number | null;
  /** Leads and deals of the month that came or went since; null where they are not known. */
  readonly casesChanged: number | null;
};

/** Whether two countings came to the same; notes and intervals follow from the counts. */
export function isSameFigure(one: Figure, other: Figure): boolean {
  return (
    one.value === other.value &&
    one.numerator === other.numerator &&
    one.denominator === other.denominator &&
    (one.note === 'unmeasured') === (other.note === 'unmeasured')
  );
}

/** Now less then; null where one of them has no value. */
export function correctionOf(frozen: Figure, now: Figure): number | null {
  return frozen.value === null || now.value === null ? null : now.value - frozen.value;
}
