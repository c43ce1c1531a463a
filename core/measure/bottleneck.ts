import { rateFigure, type Figure } from './figure.ts';

/** Leads that came to each stage of one cohort. */
export type StageCounts = {
  readonly mql: number;
  readonly sal: number;
  readonly sql: number;
  readonly deal: number;
  readonly won: number;
};

const steps = [
  { code: 'mql_sal', from: 'mql', to: 'sal' },
  { code: 'sal_sql', from: 'sal', to: 'sql' },
  { code: 'sql_deal', from: 'sql', to: 'deal' },
  { code: 'deal_won', from: 'deal', to: 'won' },
] as const satisfies readonly { code: string; from: keyof StageCounts; to: keyof StageCounts }[];
export type StepCode = (typeof steps)[number]['code'];

/** Conversion that was agreed for each step, as fractions. The anchors of the field are only a start [P]. */
export const defaultStepTargets: Readonly<Record<StepCode, number>> = {
  mql_sal: 0.9,
  sal_sql: 0.5,
  sql_deal: 0.6,
  deal_won: 0.25,
};

export type Bottleneck = { readonly code: StepCode; readonly lost: number; readonly rate: Figure };

/**
 * The step that loses most against its target (S2-22, domain.md §9.1): `lost` is how many more leads would have passed at the
 * target rate. Undefined where every step meets its target. A tie goes to the earlier step, whose repair feeds all later ones.
 */
export function bottleneck(
  counts: StageCounts,
  targets: Readonly<Record<StepCode, number>> = defaultStepTargets,
): Bottleneck | undefined {
  let worst: Bottleneck | undefined;
  for (const { code, from, to } of steps) {
    const [entered, passed] = [counts[from], counts[to]];
    const lost = entered * targets[code] - passed;
    if (lost > (worst?.lost ?? 0)) worst = { code, lost, rate: rateFigure(Math.min(passed, entered), entered) };
  }
  return worst;
}
