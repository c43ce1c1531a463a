import { sql } from 'kysely';
import type { LostReason } from '#core/demand/cycle-event.ts';
import { leadsOf, type LeadSelection } from './lead-selection.ts';
import { isDecided, isNotWon } from './deal-states.ts';
import type { Db } from './pool.ts';
import { salesMade } from './waterfall.ts';

/** Deals that the leads of a selection became, and what they are worth. Amounts are null where no file tells one. */
export type DealValue = {
  deals: number;
  unnamed: number;
  won: number;
  /** Without a win: lost, or nobody decided. */
  lost: number;
  /** Neither open nor decided. */
  postponed: number;
  postponedYen: number;
  openYen: number;
  wonYen: number;
  averageYen: number | null;
  /** Days from opening to closing of closed deals; median. */
  cycleDays: number | null;
};

export async function readDealValue(db: Db, selection: LeadSelection): Promise<DealValue> {
  const { rows } = await sql<DealValue>`
    with registered as (${registeredLeads(selection)}),
    valued as (select * from deal where deal_id in (select deal_id from registered))
    select count(*)::int as deals, (select count(*)::int from registered where deal_id is null) as unnamed,
           (count(*) filter (where state = 'won'))::int as won, (count(*) filter (where ${isNotWon('state')}))::int as lost,
           (count(*) filter (where state = 'postponed'))::int as postponed, coalesce(sum(amount_yen) filter (where state = 'postponed'), 0)::float8 as "postponedYen",
           coalesce(sum(amount_yen) filter (where state = 'open'), 0)::float8 as "openYen",
           coalesce(sum(amount_yen) filter (where state = 'won'), 0)::float8 as "wonYen",
           avg(amount_yen)::float8 as "averageYen",
           percentile_cont(0.5) within group (order by case when ${isDecided('state')} then closed_on::date - created_on::date end) as "cycleDays"
      from valued`.execute(db);
  return rows[0]!;
}

/** Why the deals among them that were not won were not, the most frequent first; `untold` where no file says it. */
export type LostCount = { reason: LostReason | 'untold'; deals: number; yen: number };

export async function countLostReasons(db: Db, selection: LeadSelection): Promise<LostCount[]> {
  const { rows } = await sql<LostCount>`
    select coalesce(lost_reason, 'untold') as reason, count(*)::int as deals, coalesce(sum(amount_yen), 0)::float8 as yen
      from deal where ${isNotWon('state')} and deal_id in (select deal_id from (${registeredLeads(selection)}) r)
     group by 1 order by deals desc, yen desc, reason`.execute(db);
  return rows;
}

/** Leads that became a deal, with the deal that a file names or that somebody linked here. */
const registeredLeads = (selection: LeadSelection) =>
  sql`select coalesce(c.deal_id, c.named_deal_id) as deal_id ${leadsOf(selection)} and c.deal_on is not null`;

/** Which deals a number counts: those of the leads in the selection, or those that sales made itself. */
export const dealKinds = ['named', 'open', 'postponed', 'won', 'lost', 'sales_made', 'sales_made_won'] as const;
export type DealKind = (typeof dealKinds)[number];

function isOfKind(kind: DealKind) {
  if (kind === 'lost') return isNotWon('d.state');
  return kind === 'open' || kind === 'postponed' || kind === 'won' ? sql`d.state = ${kind}` : sql`true`;
}

export type WaterfallDeal = {
  dealId: string;
  name: string;
  accountId: number | null;
  accountName: string | null;
  ownerName: string | null;
  state: string;
  amountYen: number | null;
  createdOn: string | null;
  closedOn: string | null;
  lostNote: string | null;
};

/** The deals behind one number, largest first, with the sum over all of them; null where there are deals and none has an amount. */
export async function readWaterfallDeals(
  db: Db,
  selection: LeadSelection,
  kind: DealKind,
  limit: number,
  lostReason?: LostReason | 'untold',
): Promise<{ total: number; amountYen: number | null; deals: WaterfallDeal[] }> {
  const counted =
    kind === 'sales_made' || kind === 'sales_made_won'
      ? sql`select c.cycle_id from ${salesMade(selection, kind === 'sales_made' ? 'deal' : 'won')}`
      : sql`select deal_id from (${registeredLeads(selection)}) r`;
  const { rows } = await sql<WaterfallDeal & { total: number; sum: number | null }>`
    select d.deal_id as "dealId", d.name, d.account_id as "accountId", a.name as "accountName", d.owner_name as "ownerName", d.state,
           d.amount_yen::float8 as "amountYen", d.created_on as "createdOn", d.closed_on as "closedOn", d.lost_note as "lostNote", count(*) over ()::int as total,
           sum(d.amount_yen) over ()::float8 as sum
      from deal d left join account a using (account_id)
     where d.deal_id in (${counted}) and ${isOfKind(kind)}
       and ${lostReason === undefined ? sql`true` : sql`${isNotWon('d.state')} and coalesce(d.lost_reason, 'untold') = ${lostReason}`}
     order by d.amount_yen desc nulls last, d.deal_id limit ${limit}`.execute(db);
  return {
    total: rows[0]?.total ?? 0,
    amountYen: rows[0] ? rows[0].sum : 0,
    deals: rows.map(({ total: _, sum: __, ...deal }) => deal),
  };
}
