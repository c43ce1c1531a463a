import { convertedBy, daysUntil, type Wait } from '#core/measure/conversion-curve.ts';
import { immature, rateFigure, type Figure } from '#core/measure/figure.ts';
import { percentile } from '#core/measure/spread.ts';
import type { DateText } from '#core/value/date.ts';

/** One handed-over lead with the day it reached each stage, as the database holds it. */
export type CycleLine = {
  readonly handedOn: DateText;
  readonly salOn: DateText | null;
  readonly sqlOn: DateText | null;
  readonly dealOn: DateText | null;
  readonly wonOn: DateText | null;
  /** Still waiting for its next step; rejected, ignored and lost ones no longer are. */
  readonly isOpen: boolean;
  readonly amountYen: number | null;
};

export const transitions = [
  { code: 'mql_sal', from: 'handedOn', to: 'salOn' },
  { code: 'sal_sql', from: 'salOn', to: 'sqlOn' },
  { code: 'sql_deal', from: 'sqlOn', to: 'dealOn' },
  { code: 'deal_won', from: 'dealOn', to: 'wonOn' },
] as const;
export type Transition = (typeof transitions)[number];
type Stage = Transition['from'] | Transition['to'];

/** The four metrics of a waterfall step (domain.md §9.1): volume, conversion, velocity, value. */
export type StepMetrics = {
  readonly code: Transition['code'];
  readonly volume: number;
  /** Plain cohort share beside the censoring-aware ones at equal age. */
  readonly conversion: Figure;
  readonly convertedByDay: readonly { readonly day: number; readonly figure: Figure }[];
  /** Median days; where under half converted it is null and `quarterDays` stands in (domain.md §9.7). */
  readonly medianDays: Figure;
  readonly quarterDays: Figure;
  readonly valueYen: number;
  /** 未成熟: younger than the 80th percentile of the conversion time. */
  readonly isMature: boolean;
};

/** Ages at which recent cohorts are compared (domain.md §9.6). */
export const equalAges = [30, 60, 90] as const;

/** Follows a cohort through one step. `asOf` is the last day that was looked at. */
export function stepMetrics(lines: readonly CycleLine[], step: Transition, asOf: DateText): StepMetrics {
  const entered = lines.filter((line) => line[step.from] !== null);
  const converted = entered.filter((line) => line[step.to] !== null);
  const waits = waitsOf(entered, step.from, step.to, asOf);
  const isMature = isMatureCohort(entered, step, asOf);
  const conversion = rateFigure(converted.length, entered.length);
  return {
    code: step.code,
    volume: entered.length,
    conversion: isMature ? conversion : immature(conversion),
    convertedByDay: equalAges.map((day) => ({ day, figure: convertedBy(waits, day) })),
    medianDays: daysUntil(waits),
    quarterDays: daysUntil(waits, 0.25),
    valueYen: entered.reduce((sum, line) => sum + (line.amountYen ?? 0), 0),
    isMature,
  };
}

/**
 * Waits for the conversion curve. Rejected, ignored and lost leads stay at risk for ever, only those still open are censored
 * at their age (domain.md §9.6). Lines that did not enter the stage are left out.
 */
export function waitsOf(lines: readonly CycleLine[], from: Stage, to: Stage, asOf: DateText): Wait[] {
  return lines.flatMap((line): Wait[] => {
    const [start, end] = [line[from], line[to]];
    if (start === null) return [];
    if (end !== null) return [{ days: daysBetween(start, end), converted: true }];
    return [{ days: line.isOpen ? Math.max(0, daysBetween(start, asOf)) : Number.POSITIVE_INFINITY, converted: false }];
  });
}

/**
 * Conversion at one age: leads that are at least `day` days old, converted by that age. Young cohorts are compared with old ones
 * in this way only (domain.md §9.6); two such figures go to `compareRates`.
 */
export function conversionAtAge(lines: readonly CycleLine[], step: Transition, day: number, asOf: DateText): Figure {
  const old = lines.filter((line) => line[step.from] !== null && daysBetween(line[step.from]!, asOf) >= day);
  const converted = old.filter(
    (line) => line[step.to] !== null && daysBetween(line[step.from]!, line[step.to]!) <= day,
  );
  return rateFigure(converted.length, old.length);
}

/** Old enough to be judged: its youngest lead was watched for the time in which 80 % of the conversions came, or is decided. */
function isMatureCohort(entered: readonly CycleLine[], step: Transition, asOf: DateText): boolean {
  const took = entered
    .flatMap((line) => (line[step.to] === null ? [] : [daysBetween(line[step.from]!, line[step.to]!)]))
    .sort((one, other) => one - other);
  const needed = percentile(took, 0.8) ?? Number.POSITIVE_INFINITY;
  return entered.every(
    (line) => line[step.to] !== null || !line.isOpen || daysBetween(line[step.from]!, asOf) >= needed,
  );
}

export type StageCounts = {
  readonly mql: number;
  readonly sal: number;
  readonly sql: number;
  readonly deal: number;
  readonly won: number;
};

/** Conversion that was agreed for each step, as fractions. The anchors of the field are only a start [P]. */
export const defaultStepTargets: Readonly<Record<Transition['code'], number>> = {
  mql_sal: 0.9,
  sal_sql: 0.5,
  sql_deal: 0.6,
  deal_won: 0.25,
};

export type Bottleneck = { readonly code: Transition['code']; readonly lost: number; readonly rate: Figure };

/**
 * The step that loses most against its target (S2-22): `lost` is how many more would have passed at the target rate. Undefined
 * where every step meets its target. A tie goes to the earlier step, whose repair feeds all later ones.
 */
export function bottleneck(
  counts: StageCounts,
  targets: Readonly<Record<Transition['code'], number>> = defaultStepTargets,
): Bottleneck | undefined {
  const line = [counts.mql, counts.sal, counts.sql, counts.deal, counts.won];
  let worst: Bottleneck | undefined;
  for (const [index, { code }] of transitions.entries()) {
    const [entered, passed] = [line[index]!, line[index + 1]!];
    const lost = entered * targets[code] - passed;
    if (lost > (worst?.lost ?? 0)) worst = { code, lost, rate: rateFigure(Math.min(passed, entered), entered) };
  }
  return worst;
}

const daysBetween = (from: DateText, to: DateText) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
