import { rateFigure, quotientFigure, type Figure } from '#core/measure/figure.ts';
import { addMonths, type Period } from '#core/period/fiscal.ts';
import type { DateText } from '#core/value/date.ts';

/**
 * The deal measures on a handful of deals: what the database counts over all of them, written down once in plain words. Also
 * used where n is too small for a rate and the deals are listed instead.
 */
export type DealFacts = {
  readonly accountId: number;
  readonly createdOn: DateText;
  readonly state: 'open' | 'won' | 'lost';
  readonly amountCreatedYen: number | null;
  readonly amountYen: number | null;
  /** Months the contract runs; null where nobody said. */
  readonly termMonths: number | null;
  readonly isOneOff: boolean;
  /** The account was an active target when the deal was created (or, for SQL and orders, on that day). */
  readonly isOnTargets: boolean;
  /** The account had ordered before the deal was created. */
  readonly isCustomer: boolean;
};

/** K4.1 契約率 by account: the cohort (won of all with a deal) and, of deals decided, won; open ones beside. */
export function contractRate(deals: readonly DealFacts[]): {
  readonly cohort: Figure;
  readonly decided: Figure;
  readonly openAccounts: number;
} {
  const byAccount = [...Map.groupBy(deals, (deal) => deal.accountId).values()];
  const won = byAccount.filter((own) => own.some((deal) => deal.state === 'won')).length;
  const open = byAccount.filter((own) => own.every((deal) => deal.state === 'open')).length;
  const decided = deals.filter((deal) => deal.state !== 'open');
  return {
    cohort: rateFigure(won, byAccount.length),
    decided: rateFigure(decided.filter((deal) => deal.state === 'won').length, decided.length),
    openAccounts: open,
  };
}

/** K4.2: value of one contract year. Up to 12 months (or unknown) the amount as it is, else total ÷ years. */
export function annualValue(amountYen: number, termMonths: number | null): number {
  return termMonths === null || termMonths <= 12 ? amountYen : (amountYen * 12) / termMonths;
}

/** K4.2 ACV of won deals on targets; one-off deals and deals without amount are left out. */
export function averageContractValue(deals: readonly DealFacts[]): Figure {
  const won = deals.filter(
    (deal) => deal.state === 'won' && deal.isOnTargets && !deal.isOneOff && deal.amountYen !== null,
  );
  return quotientFigure(
    won.reduce((sum, deal) => sum + annualValue(deal.amountYen!, deal.termMonths), 0),
    won.length,
  );
}

/** K3.3: amount when created and now, on targets; deals without amount count 0 and are told. */
export function pipelineCreated(deals: readonly DealFacts[]): {
  readonly createdYen: number;
  readonly presentYen: number;
  readonly withoutAmount: number;
} {
  const own = deals.filter((deal) => deal.isOnTargets);
  return {
    createdYen: own.reduce((sum, deal) => sum + (deal.amountCreatedYen ?? 0), 0),
    presentYen: own.reduce((sum, deal) => sum + (deal.amountYen ?? 0), 0),
    withoutAmount: own.filter((deal) => deal.amountCreatedYen === null).length,
  };
}

/** K5.4: won of decided for each account by itself, never the company-wide number; accounts without decision stay null. */
export function winRateByAccount(deals: readonly DealFacts[]): ReadonlyMap<number, Figure> {
  const byAccount = Map.groupBy(deals, (deal) => deal.accountId);
  return new Map(
    [...byAccount].map(([accountId, own]) => {
      const decided = own.filter((deal) => deal.state !== 'open');
      return [accountId, rateFigure(decided.filter((deal) => deal.state === 'won').length, decided.length)];
    }),
  );
}

export type OrderFacts = {
  readonly orderedOn: DateText;
  readonly amountYen: number;
  readonly isFirst: boolean;
  /** Different products on the order. */
  readonly products: number;
};

/** K5.5 平均受注金額の推移: average order, first orders apart, products per first order, by period. */
export function averageOrders(
  orders: readonly OrderFacts[],
  periods: readonly Period[],
): { readonly period: Period; readonly all: Figure; readonly first: Figure; readonly productsPerFirst: Figure }[] {
  const sum = (own: readonly OrderFacts[], part: 'amountYen' | 'products') =>
    own.reduce((total, order) => total + order[part], 0);
  return periods.map((period) => {
    const all = orders.filter(({ orderedOn }) => orderedOn >= period.from && orderedOn < period.to);
    const first = all.filter((order) => order.isFirst);
    return {
      period,
      all: quotientFigure(sum(all, 'amountYen'), all.length),
      first: quotientFigure(sum(first, 'amountYen'), first.length),
      productsPerFirst: quotientFigure(sum(first, 'products'), first.length),
    };
  });
}

/** K5.7: deals with companies that had ordered before, in the 12 months before a day and the 12 months from it on. */
export function customerDealsAround(
  deals: readonly DealFacts[],
  startedOn: DateText,
): { readonly before: CustomerDeals; readonly after: CustomerDeals } {
  const between = (from: DateText, to: DateText): CustomerDeals => {
    const own = deals.filter((deal) => deal.isCustomer && deal.createdOn >= from && deal.createdOn < to);
    return { deals: own.length, amountYen: own.reduce((sum, deal) => sum + (deal.amountYen ?? 0), 0) };
  };
  return { before: between(addMonths(startedOn, -12), startedOn), after: between(startedOn, addMonths(startedOn, 12)) };
}
type CustomerDeals = { readonly deals: number; readonly amountYen: number };

/** K3.1: lead cycles entering SQL, inside the target list and apart from it, each cycle once. */
export function sqlCreated(entries: readonly { readonly cycleId: string; readonly isOnTargets: boolean }[]): {
  readonly inside: number;
  readonly outside: number;
} {
  const ids = (isOnTargets: boolean) =>
    new Set(entries.filter((entry) => entry.isOnTargets === isOnTargets).map((entry) => entry.cycleId)).size;
  return { inside: ids(true), outside: ids(false) };
}

export type MeetingFacts = { readonly status: 'set' | 'held' | 'no_show' | 'cancelled'; readonly isOnTargets: boolean };

/** K3.2a: meetings held at targets; set, no-show and the rate from set to held stand beside it. */
export function meetingsHeld(meetings: readonly MeetingFacts[]): {
  readonly held: number;
  readonly noShow: number;
  readonly waiting: number;
  readonly heldOfSet: Figure;
} {
  const own = meetings.filter((meeting) => meeting.isOnTargets);
  const countOf = (status: MeetingFacts['status']) => own.filter((meeting) => meeting.status === status).length;
  const past = own.length - countOf('set');
  return {
    held: countOf('held'),
    noShow: countOf('no_show'),
    waiting: countOf('set'),
    heldOfSet: rateFigure(countOf('held'), past),
  };
}
