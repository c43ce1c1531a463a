import type { paths } from '../api/schema.ts';

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;
export type Waterfall = Answer<'/api/waterfall'>;
export type Cohort = Waterfall['cohorts'][number];
export type Breakdown = Answer<'/api/waterfall/breakdown'>;
export type Velocity = Answer<'/api/waterfall/velocity'>;
export type Curve = Answer<'/api/waterfall/curve'>;
export type Vocabulary = Answer<'/api/waterfall/vocabulary'>;
export type Value = Answer<'/api/waterfall/value'>;
export type Deals = Answer<'/api/waterfall/deals'>;
export type Accounts = Answer<'/api/waterfall/accounts'>;

export const scopes = ['all', 'inside', 'outside'] as const;
export type Scope = (typeof scopes)[number];
export const groupings = ['source', 'campaign', 'owner', 'agency'] as const;
export type Grouping = (typeof groupings)[number];

/** Whom a page counts: months of hand-over, inside or outside the list, one group. */
export type LeadQuery = {
  from?: string;
  to?: string;
  scope: Scope;
  by?: Grouping | undefined;
  key?: string | undefined;
};
export type RowKind =
  | 'lead'
  | 'mql'
  | 'sal'
  | 'sql'
  | 'deal'
  | 'won'
  | 'rejected'
  | 'lapsed'
  | 'waiting'
  | 'ignored'
  | 'inferred';
/** One number of a page, as its rows are asked for. */
export type Opened = {
  title: string;
  query: LeadQuery & {
    stage: RowKind;
    basis?: 'cohort' | 'period';
    withinDays?: number;
    split?: Grouping;
    splitKey?: string;
  };
};

/** The same for numbers that count deals or companies. */
export type OpenedDeals = {
  title: string;
  query: LeadQuery & {
    kind: 'named' | 'open' | 'postponed' | 'won' | 'lost' | 'sales_made' | 'sales_made_won';
    lostReason?: Value['lostReasons'][number]['reason'];
  };
};
export type OpenedAccounts = {
  title: string;
  query: LeadQuery & {
    stage: 'target' | 'lead' | 'mql' | 'sal' | 'sql' | 'deal' | 'won';
    class?: 'existing' | 'prospect';
  };
};

/** A period ends before a first day; the month people mean is the one before. */
export function lastMonth(firstDayAfter: string): string {
  const date = new Date(`${firstDayAfter}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, 7);
}
