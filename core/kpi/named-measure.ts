import type { Input } from './input.ts';

/**
 * The fixed set of quantities that KPIs are made of, so that each is counted in one place only. Every one takes the same
 * filters (period, owner, department, inside or outside the target list, source). `time` says how the period is meant:
 * `cohort` by the day a record began its way, followed until now; `period` events that happened in it; `snapshot` at its end.
 */
export type NamedMeasure = {
  readonly shape: 'number' | 'list' | 'waits';
  readonly unit: 'count' | 'yen' | 'days';
  readonly time: 'cohort' | 'period' | 'snapshot';
  /** Exactly what is counted. */
  readonly of: string;
  readonly needs: readonly Input[];
};

const count = (time: NamedMeasure['time'], of: string, ...needs: Input[]) =>
  ({ shape: 'number', unit: 'count', time, of, needs }) as const;
const yen = (time: NamedMeasure['time'], of: string, ...needs: Input[]) =>
  ({ shape: 'number', unit: 'yen', time, of, needs }) as const;

export const namedMeasures = {
  // Target list and data.
  lines_proposed: count('snapshot', 'target lines ever proposed, removed ones included', 'targets'),
  lines_sales_approved: count('snapshot', 'of those, approved by a sales owner', 'targets'),
  fields_required: count(
    'snapshot',
    'required fields over active targets, their departments and people',
    'targets',
    'accounts',
    'people',
  ),
  fields_filled: count('snapshot', 'of those, filled', 'targets', 'accounts', 'people'),
  records_held: count('snapshot', 'company and person records of active targets', 'targets', 'imports'),
  records_fresh: count(
    'snapshot',
    'of those, confirmed by a row observed within 180 days; cards over 3 years are stale',
    'targets',
    'imports',
  ),
  owned_contacts_imported: count(
    'period',
    'contacts imported from cards, seminar lists, MA, SFA and CRM',
    'imports',
    'people',
  ),
  owned_contacts_usable: count(
    'period',
    'of those, linked to a company and reachable after matching',
    'imports',
    'people',
  ),
  import_costs: yen('period', 'rows taken in × the cost per record that their import tells', 'imports', 'import_costs'),
  contacts_gained: count(
    'period',
    'people of a company who came in with those rows for the first time',
    'imports',
    'people',
    'import_costs',
  ),
  // Leads and hand-overs.
  leads_created: count('period', 'leads created', 'leads'),
  cycles_handed: count('cohort', 'lead cycles handed over (H), duplicates left out', 'cycles'),
  cycles_sal: count('cohort', 'of H, accepted or added to an open deal', 'cycles'),
  cycles_rejected: count('cohort', 'of H, rejected with a reason before acceptance', 'cycles'),
  cycles_pending: count('cohort', 'of H, neither accepted nor rejected nor ignored', 'cycles'),
  cycles_feedback: count('cohort', 'of H, with feedback of a receiver', 'cycles', 'feedback'),
  cycles_ignored: count(
    'cohort',
    'of H, without acceptance, reason or follow-up 5 business days after the due time',
    'cycles',
  ),
  cycles_ignore_due: count('cohort', 'of H, those that have reached that moment', 'cycles'),
  cycles_registered: count('cohort', 'of H, linked to a deal, opened or joined', 'cycles', 'deals'),
  cycles_accepted_ignored: count(
    'cohort',
    'accepted without follow-up within the follow-up time',
    'cycles',
    'activities',
  ),
  cycles_followed: count(
    'cohort',
    'of H with the window passed, at least one sales activity within it',
    'cycles',
    'activities',
  ),
  cycles_follow_due: count('cohort', 'of H, those whose follow-up window has passed', 'cycles', 'activities'),
  cycles_sql: count('cohort', 'of H, confirmed as SQL', 'cycles'),
  cycles_won_after_sql: count('cohort', 'of those confirmed as SQL, won', 'cycles', 'deals'),
  cycles_won: count('cohort', 'of H, won', 'cycles', 'deals'),
  entries_mql: count('period', 'lead cycles handed over', 'cycles'),
  entries_sql: count('period', 'lead cycles entering SQL, each once', 'cycles'),
  entries_sql_on_targets: count(
    'period',
    'lead cycles entering SQL whose account was an active target on that day',
    'cycles',
    'targets',
  ),
  // Appointments.
  appointments_set: count(
    'period',
    'appointments with active targets that inside sales won in the period; what moved to another day counts there',
    'targets',
    'meetings',
    'inside_sales',
  ),
  appointments_due: count(
    'cohort',
    'of those, with a result or past their day; one whose result nobody told is among them',
    'targets',
    'meetings',
    'inside_sales',
  ),
  appointments_kept: count('cohort', 'of those, held', 'targets', 'meetings', 'inside_sales'),
  appointments_held: count(
    'period',
    'appointments of inside sales held with active targets in the period; no-shows, cancelled ones and those without a result are none',
    'targets',
    'meetings',
    'inside_sales',
  ),
  appointments_missed: count(
    'period',
    'appointments of inside sales with active targets in the period to which the other side did not come',
    'targets',
    'meetings',
    'inside_sales',
  ),
  // Deals.
  deals_after_meetings: count(
    'period',
    'deals created on active targets with such a meeting held there in the 90 days before',
    'deals',
    'targets',
    'meetings',
    'inside_sales',
  ),
  target_deal_amount_created: yen(
    'period',
    'amount at creation of deals created on active targets; no amount counts 0 and is listed',
    'deals',
    'targets',
  ),
  target_deals_created: count('period', 'those deals', 'deals', 'targets'),
  target_deal_amount_now: yen('period', 'present amount of the same deals', 'deals', 'targets'),
  target_accounts_with_new_deal: count('period', 'distinct active targets with a deal created', 'deals', 'targets'),
  accounts_with_deal: count('cohort', 'active targets with a deal created', 'deals', 'targets'),
  accounts_won: count('cohort', 'of those, with at least one such deal won', 'deals', 'targets'),
  target_deals_decided: count(
    'period',
    'deals of active targets won or lost; no decision counts as lost',
    'deals',
    'targets',
  ),
  target_deals_won: count('period', 'of those, won', 'deals', 'targets'),
  account_deals_decided: count('period', 'deals of one account decided: won, lost or without a decision', 'deals'),
  account_deals_won: count('period', 'of those, won', 'deals'),
  acv_sum: yen(
    'period',
    'annualised contract value of won new deals whose account was a target when the deal was created, without what is paid once; as it is up to 12 months or without a term',
    'deals',
    'targets',
  ),
  acv_deals: count('period', 'those deals; ones that are paid once as a whole are none', 'deals', 'targets'),
  one_off_sum: yen('period', 'what is paid once of won new deals on targets', 'deals', 'targets'),
  one_off_deals: count('period', 'won new deals on targets of which something is paid once', 'deals', 'targets'),
  deals_won: count('period', 'deals won that carry an amount', 'deals'),
  deals_won_amount: yen('period', 'their amount', 'deals'),
  first_orders: count('period', 'customers whose first order falls into the period', 'orders'),
  first_orders_amount: yen('period', 'revenue of those first orders', 'orders'),
  first_orders_products: count('period', 'different products on those first orders', 'orders'),
  customer_deals_created: count('period', 'deals created with companies that had ordered before', 'deals', 'orders'),
  customer_deals_amount: yen('period', 'amount of those deals', 'deals', 'orders'),
  open_deals_weighted: yen(
    'snapshot',
    'open deals closing in the period × win rate of their stage, from own history',
    'deals',
  ),
  meeting_weeks: count('period', 'weeks of the period that have come', 'weekly_meetings'),
  meeting_weeks_held: count('period', 'of those, with a weekly meeting held', 'weekly_meetings'),
  actions_due: count('period', 'action items of its meetings that are done or past their day', 'weekly_meetings'),
  actions_done_in_time: count('period', 'of those, done by their day', 'weekly_meetings'),
  plan_remaining: yen('period', 'target of won amount less what is won', 'plans'),
  ltv_targets: {
    shape: 'list',
    unit: 'yen',
    time: 'snapshot',
    of: 'gross profit in the 36 months since the first order, per target customer of 12 months and more',
    needs: ['orders', 'targets'],
  },
  ltv_others: {
    shape: 'list',
    unit: 'yen',
    time: 'snapshot',
    of: 'the same for customers not on the target list',
    needs: ['orders', 'targets'],
  },
  feedback_answers: {
    shape: 'waits',
    unit: 'days',
    time: 'cohort',
    of: 'from a rating of a hand-over, other than good, to the answer of marketing',
    needs: ['cycles', 'feedback'],
  },
  first_deal_existing: {
    shape: 'waits',
    unit: 'days',
    time: 'cohort',
    of: 'from target approval to the first deal after it, existing customers',
    needs: ['targets', 'deals', 'orders'],
  },
  first_deal_new: {
    shape: 'waits',
    unit: 'days',
    time: 'cohort',
    of: 'from target approval to the first deal after it, new companies',
    needs: ['targets', 'deals', 'orders'],
  },
} as const satisfies Record<string, NamedMeasure>;

export type MeasureCode = keyof typeof namedMeasures;
type Shaped<S extends NamedMeasure['shape']> = {
  [code in MeasureCode]: (typeof namedMeasures)[code]['shape'] extends S ? code : never;
}[MeasureCode];
export type NumberMeasure = Shaped<'number'>;
export type ListMeasure = Shaped<'list'>;
export type WaitsMeasure = Shaped<'waits'>;
