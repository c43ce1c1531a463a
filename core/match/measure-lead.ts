import { type Rate, rateOf } from '#core/measure/rate.ts';

/** A row as lead-to-account sees it: found cluster, true company, and whether it comes from a list of companies. */
export type LeadCase = { readonly cluster: number; readonly entity: string; readonly isAccount: boolean };

/** Lead-to-account (identity.md §1.4, 5). Rates with Wilson intervals; null without such leads. */
export type LeadQuality = {
  /** Leads that went to the account of their own company, of those whose company is known. */
  readonly topOne: Rate;
  /** Leads that went to any account, of all. */
  readonly coverage: Rate;
  /** Leads that went to another company's account, of all. */
  readonly wrongAccount: Rate;
};

/**
 * Where leads went, when rows of company lists are the accounts. A cluster with accounts of several companies counts as that of
 * most of its accounts, the one named first where two are as many.
 */
export function measureLeads(cases: readonly LeadCase[]): LeadQuality {
  const accounts = Map.groupBy(
    cases.filter(({ isAccount }) => isAccount),
    ({ cluster }) => cluster,
  );
  const companyOf = new Map(
    [...accounts].map(([cluster, rows]) => [cluster, mostOf(rows.map(({ entity }) => entity))]),
  );
  const known = new Set(cases.flatMap(({ isAccount, entity }) => (isAccount ? [entity] : [])));
  const leads = cases.filter(({ isAccount }) => !isAccount);
  const ofKnown = leads.filter(({ entity }) => known.has(entity));
  const placed = leads.filter(({ cluster }) => companyOf.has(cluster));
  const isRight = ({ cluster, entity }: LeadCase) => companyOf.get(cluster) === entity;
  return {
    topOne: rateOf(ofKnown.filter(isRight).length, ofKnown.length),
    coverage: rateOf(placed.length, leads.length),
    wrongAccount: rateOf(placed.filter((lead) => !isRight(lead)).length, leads.length),
  };
}

function mostOf(entities: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const entity of entities) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}
