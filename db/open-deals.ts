import { sql, type RawBuilder } from 'kysely';
import { reopenDays } from '#core/demand/deal-life.ts';
import type { DealState } from '#core/demand/deal-state.ts';
import { addDays } from '#core/period/day.ts';
import { isDecided, isUndecided } from './deal-states.ts';
import type { Db } from './pool.ts';
import { isInScope, type Scope } from './lead-selection.ts';

/** Companies and deals nobody was in touch with for so long stand still. */
export const quietDays = 90;

/** `ended`: decided lately, so that it can still be opened again. */
export const dealViews = ['stalled', 'past_closing', 'quiet', 'open', 'postponed', 'no_decision', 'ended'] as const;
export type DealView = (typeof dealViews)[number];

const isEndView = (view: DealView) => view === 'no_decision' || view === 'ended';

/** Deals `d` with what is known of their company: `a`, and `r` of its contacts. */
const deals = sql`deal d left join account a using (account_id) left join account_rollup r using (account_id)`;

/** Those that may still be won. */
export const undecidedDeals = sql`${deals} where ${isUndecided('d.state')}`;

/** Why an undecided deal stands still. */
export type Standstill = 'past_closing' | 'resume_due' | 'quiet';

/**
 * Whether a deal stands still by a reason: the day it was to close has passed, the day it was put off to has, or nobody was in
 * touch with its company since long. One that rests until a day is left in peace until then.
 */
export function standsStill(why: Standstill, today: string): RawBuilder<boolean> {
  switch (why) {
    case 'past_closing':
      return sql<boolean>`(d.state = 'open' and coalesce(d.closed_on < ${today}, false))`;
    case 'resume_due':
      return sql<boolean>`(d.state = 'postponed' and coalesce(d.postponed_until < ${today}, false))`;
    case 'quiet':
      return sql<boolean>`((d.state = 'open' or d.state = 'postponed' and d.postponed_until is null)
        and coalesce(coalesce(r.last_activity_on, d.created_on) < ${addDays(today, -quietDays)}, false))`;
  }
}

/** Whether a deal stands still for any reason. */
export const isStalled = (today: string): RawBuilder<boolean> =>
  sql<boolean>`(${standsStill('past_closing', today)} or ${standsStill('resume_due', today)} or ${standsStill('quiet', today)})`;

function isInView(view: DealView, today: string): RawBuilder<boolean> {
  switch (view) {
    case 'stalled':
      return isStalled(today);
    case 'past_closing':
    case 'quiet':
      return standsStill(view, today);
    case 'open':
    case 'postponed':
    case 'no_decision':
      return sql<boolean>`d.state = ${sql.lit(view)}`;
    case 'ended':
      return sql<boolean>`(d.closed_on >= ${addDays(today, -reopenDays)} and d.closed_on <= ${today})`;
  }
}

export type ListedDeal = {
  dealId: string;
  name: string;
  accountId: number | null;
  accountName: string | null;
  source: string;
  stage: string;
  state: DealState;
  amountYen: number | null;
  createdOn: string | null;
  closedOn: string | null;
  postponedUntil: string | null;
  lastContactOn: string | null;
  ownerName: string | null;
  isPastClosing: boolean;
  isResumeDue: boolean;
  isQuiet: boolean;
};

/** A stage as the files of one source call it. */
export type SourceStage = { readonly source: string; readonly stage: string };

/** Whose deals: `ownerId` those of companies a member owns; null all. `stages`: in which of them; null in any. */
export type DealFilter = {
  readonly view: DealView;
  readonly ownerId: number | null;
  readonly scope: Scope;
  readonly stages: readonly SourceStage[] | null;
};
export type DealCount = { deals: number; amountYen: number };

/** Deals of a view, the largest first, and how many each view holds with what they are worth; no amount counts 0. */
export async function listDeals(
  db: Db,
  { view, ownerId, scope, stages }: DealFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  today: string,
): Promise<{ rows: ListedDeal[]; views: Record<DealView, DealCount> }> {
  const mine = isMine(ownerId, scope);
  const isInStage = stages
    ? sql`(d.source, d.stage) in (select * from unnest(${stages.map((one) => one.source)}::text[], ${stages.map((one) => one.stage)}::text[]))`
    : sql`true`;
  const wanted = (isEnd: boolean) =>
    sql`${deals} where ${isEnd ? isDecided('d.state') : isUndecided('d.state')} and ${mine}`;
  const { rows } = await sql<ListedDeal>`
    select d.deal_id as "dealId", d.name, d.account_id as "accountId", a.name as "accountName", d.source, d.stage, d.state, d.amount_yen::float8 as "amountYen",
           d.created_on as "createdOn", d.closed_on as "closedOn", d.postponed_until as "postponedUntil", r.last_activity_on as "lastContactOn",
           coalesce(nullif(d.owner_name, ''), a.owner_name) as "ownerName",
           ${standsStill('past_closing', today)} as "isPastClosing", ${standsStill('resume_due', today)} as "isResumeDue", ${standsStill('quiet', today)} as "isQuiet"
      from ${wanted(isEndView(view))} and ${isInView(view, today)} and ${isInStage}
     order by d.amount_yen desc nulls last, d.deal_id offset ${offset} limit ${limit}`.execute(db);
  const counts: Record<string, number> = {};
  for (const isEnd of [false, true]) {
    const counted = dealViews
      .filter((one) => isEndView(one) === isEnd)
      .map(
        (one) => sql`(count(*) filter (where ${isInView(one, today)}))::int as ${sql.ref(`${one}_deals`)},
           coalesce(sum(d.amount_yen) filter (where ${isInView(one, today)}), 0)::float8 as ${sql.ref(`${one}_yen`)}`,
      );
    const { rows: found } = await sql<
      Record<string, number>
    >`select ${sql.join(counted)} from ${wanted(isEnd)}`.execute(db);
    Object.assign(counts, found[0]);
  }
  const countOf = (one: DealView): DealCount => ({ deals: counts[`${one}_deals`]!, amountYen: counts[`${one}_yen`]! });
  return {
    rows,
    views: Object.fromEntries(dealViews.map((one) => [one, countOf(one)])) as Record<DealView, DealCount>,
  };
}

const isMine = (ownerId: number | null, scope: Scope) =>
  sql`(${ownerId}::bigint is null or a.owner_id = ${ownerId}) and ${isInScope(scope, 'd')}`;

/** Open deals by the stage that their source tells. */
export async function countOpenStages(
  db: Db,
  { ownerId, scope }: Pick<DealFilter, 'ownerId' | 'scope'>,
): Promise<(SourceStage & DealCount)[]> {
  const { rows } = await sql<SourceStage & DealCount>`
    select d.source, d.stage, count(*)::int as deals, coalesce(sum(d.amount_yen), 0)::float8 as "amountYen"
      from deal d left join account a using (account_id) where d.state = 'open' and ${isMine(ownerId, scope)}
     group by 1, 2 order by 1, 3 desc, 2`.execute(db);
  return rows;
}

/** How many deals stand still, of the companies of one owner or of all. */
export async function countStalledDeals(db: Db, ownerId: number | null, today: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${undecidedDeals} and (${ownerId}::bigint is null or a.owner_id = ${ownerId}) and ${isStalled(today)}`.execute(
    db,
  );
  return rows[0]!.n;
}
