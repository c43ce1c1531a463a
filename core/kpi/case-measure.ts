import { measuresIn, type Kpi } from './kpi.ts';
import type { MeasureCode } from './named-measure.ts';

/** Measures that count leads or deals one by one, so that the number opens to them. */
export const caseMeasures = [
  'cycles_handed',
  'cycles_sal',
  'cycles_rejected',
  'cycles_pending',
  'cycles_ignored',
  'cycles_ignore_due',
  'cycles_registered',
  'cycles_accepted_ignored',
  'cycles_followed',
  'cycles_follow_due',
  'cycles_sql',
  'cycles_won_after_sql',
  'cycles_won',
  'entries_mql',
  'entries_sql',
  'entries_sql_on_targets',
  'target_deals_created',
  'target_deals_decided',
  'target_deals_won',
  'accounts_with_deal',
  'accounts_won',
  'acv_deals',
  'one_off_deals',
  'deals_won',
  'customer_deals_created',
  'deals_after_meetings',
] as const satisfies readonly MeasureCode[];
export type CaseMeasure = (typeof caseMeasures)[number];

/** The cases whose amounts a sum adds up, or that stand for the companies counted. */
const casesOfSum: Readonly<Partial<Record<MeasureCode, CaseMeasure>>> = {
  target_deal_amount_created: 'target_deals_created',
  target_deal_amount_now: 'target_deals_created',
  target_accounts_with_new_deal: 'accounts_with_deal',
  acv_sum: 'acv_deals',
  one_off_sum: 'one_off_deals',
  deals_won_amount: 'deals_won',
  customer_deals_amount: 'customer_deals_created',
};

/** The leads or deals behind a KPI: those of its numerator (or sum), and of its denominator. Empty where it counts something else. */
export function casesBehind(kpi: Kpi): CaseMeasure[] {
  const cases = measuresIn(kpi).map(caseMeasureOf);
  return cases.every((code) => code !== undefined) ? [...new Set(cases)] : [];
}

/** Sums whose value follows the present amount of its deals. */
export function sumsPresentAmounts(kpi: Kpi): boolean {
  return measuresIn(kpi).some(
    (code) => casesOfSum[code] !== undefined && code !== 'target_deal_amount_created' && !code.includes('accounts'),
  );
}

function caseMeasureOf(code: MeasureCode): CaseMeasure | undefined {
  return caseMeasures.find((one) => one === code) ?? casesOfSum[code];
}
