import { daysUntil, type Wait } from '#core/measure/conversion-curve.ts';
import { quotientFigure, rateFigure, totalFigure, unmeasured, type Figure } from '#core/measure/figure.ts';
import { spreadOf } from '#core/measure/spread.ts';
import type { Words } from '#core/words.ts';
import type { Grain } from './grain.ts';
import { missingWords, type Input } from './input.ts';
import { namedMeasures, type ListMeasure, type NumberMeasure, type WaitsMeasure } from './named-measure.ts';

/** One KPI, defined once (domain.md §10.3, §10.4). */
export type Kpi = {
  readonly code: string;
  /** Rises with every change of meaning; figures keep the version they were computed with. */
  readonly version: number;
  /** Phase of S3: 1 list, 2 engagement, 3 pipeline, 4 return; null for the KPIs of the other seeds. */
  readonly phase: 1 | 2 | 3 | 4 | null;
  readonly name: Words;
  /** The question it answers. */
  readonly question: Words;
  readonly formula: Words;
  readonly unit: 'rate' | 'count' | 'yen' | 'days' | 'score' | 'ratio';
  readonly grain: Grain;
  readonly direction: 'higher' | 'lower' | 'neither';
  readonly needs: readonly Input[];
  /** How it is computed from named measures; null while an input is missing. */
  readonly definition: KpiDefinition | null;
  /** Where it comes from. */
  readonly seed: string;
};

export type KpiDefinition =
  /** A share of cases with Wilson interval; `per: 'account'` is computed for each account by itself. */
  | {
      readonly kind: 'rate';
      readonly numerator: NumberMeasure;
      readonly denominator: NumberMeasure;
      readonly per?: 'account';
    }
  /** An amount per case; `ofOthers` where what is added up are other cases than those it is divided by, so that it is no average of theirs. */
  | {
      readonly kind: 'quotient';
      readonly numerator: NumberMeasure;
      readonly denominator: NumberMeasure;
      readonly ofOthers?: true;
    }
  /** A count, or a sum over the `cases` that stand beside it as n. */
  | { readonly kind: 'total'; readonly of: NumberMeasure; readonly cases?: NumberMeasure }
  /** Median (mean and quartiles beside it) of amounts. */
  | { readonly kind: 'median'; readonly of: ListMeasure }
  /** Median days by Kaplan–Meier. */
  | { readonly kind: 'waits'; readonly of: WaitsMeasure };

/** Measures as counted for one scope and period. A measure that is absent was not counted: that is a mistake, not a zero. */
export type MeasureValues = Readonly<
  Partial<
    Record<NumberMeasure, number> & Record<ListMeasure, readonly number[]> & Record<WaitsMeasure, readonly Wait[]>
  >
>;

/** The figure of a KPI; `unmeasured` while an input is missing. Throws when a measure it needs was not counted. */
export function kpiFigure(kpi: Kpi, values: MeasureValues, held: ReadonlySet<Input>): Figure {
  const { definition } = kpi;
  if (!definition || missingInputs(kpi, held).length > 0) return unmeasured;
  switch (definition.kind) {
    case 'rate':
      return rateFigure(counted(values, definition.numerator), counted(values, definition.denominator));
    case 'quotient':
      return quotientFigure(counted(values, definition.numerator), counted(values, definition.denominator));
    case 'total':
      return totalFigure(counted(values, definition.of), counted(values, definition.cases ?? definition.of));
    case 'median':
      return spreadOf(counted(values, definition.of)).median;
    case 'waits':
      return daysUntil(counted(values, definition.of));
  }
}

/** What a KPI needs and nobody has taken in yet. */
export function missingInputs(kpi: Kpi, held: ReadonlySet<Input>): Input[] {
  return kpi.needs.filter((input) => !held.has(input));
}

/** 未計測(必要:ウェブ計測・インテントデータ); undefined where nothing is missing. */
export function unmeasuredSentence(kpi: Kpi, held: ReadonlySet<Input>): Words | undefined {
  const missing = missingInputs(kpi, held);
  return missing.length === 0 ? undefined : missingWords(missing);
}

/** Whether the KPI adds up over the days of a period, so that a plan has an elapsed share (`readPlan`). */
export function isAdditive({ definition }: Kpi): boolean {
  return definition?.kind === 'total' && namedMeasures[definition.of].time === 'period';
}

/** Whether the KPI is money per case, so that its cases are told by mean, median and quartiles (domain.md §10.1). */
export function isMoneyPerCase({ unit, definition }: Kpi): boolean {
  if (unit !== 'yen') return false;
  return definition?.kind === 'median' || (definition?.kind === 'quotient' && !definition.ofOthers);
}

/** Measures to count before a set of KPIs can be shown, each once. */
export function measuresOf(
  kpis: readonly Kpi[],
  held: ReadonlySet<Input>,
): (NumberMeasure | ListMeasure | WaitsMeasure)[] {
  const codes = kpis.filter((kpi) => missingInputs(kpi, held).length === 0).flatMap(measuresIn);
  return [...new Set(codes)];
}

/** Every measure a KPI is made of. */
export function measuresIn({ definition }: Kpi): (NumberMeasure | ListMeasure | WaitsMeasure)[] {
  if (!definition) return [];
  if (!('of' in definition)) return [definition.numerator, definition.denominator];
  return definition.kind === 'total' && definition.cases ? [definition.of, definition.cases] : [definition.of];
}

function counted<C extends keyof MeasureValues>(values: MeasureValues, code: C): NonNullable<MeasureValues[C]> {
  const value = values[code];
  if (value === undefined) throw new Error(`The measure ${code} was not counted.`);
  return value;
}
