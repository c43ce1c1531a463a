import { sql, type RawBuilder } from 'kysely';
import { addDays } from '#core/period/day.ts';
import type { Db } from './pool.ts';
import { isInScope, type Scope } from './lead-selection.ts';

/** Companies and deals nobody was in touch with for so long stand still. */
export const quietDays = 90;

export const dealViews = ['stalled', 'past_closing', 'quiet', 'open'] as const;
export type DealView = (typeof dealViews)[number];

/** Open deals `d` with what is known of their company: `a`, and `r` of its contacts. */
export const openDeals = sql`deal d left join account a using (account_id) left join account_rollup r using (account_id)
     where d.state = 'open'`;

/** Whether a deal stands still: its closing day has passed, or nobody was in touch with its company since long. */
export function isDeal(view: DealView, today: string): RawBuilder<boolean> {
  const isPastClosing = sql<boolean>`coalesce(d.closed_on < ${today}, false)`;
  const isQuiet = sql<boolean>`coalesce(coalesce(r.last_activity_on, d.created_on) < ${addDays(today, -quietDays)}, false)`;
  switch (view) {
    case 'open':
      return sql<boolean>`true`;
    case 'past_closing':
      return isPastClosing;
    case 'quiet':
      return isQuiet;
    case 'stalled':
      return sql<boolean>`(${isPastClosing} or ${isQuiet})`;
  }
}

export type OpenDeal = {
  dealId: string;
  name: string;
  accountId: number | null;
  accountName: string | null;
  stage: string;
  amountYen: number | null;
  createdOn: string | null;
  closedOn: string | null;
  lastContactOn: string | null;
  ownerName: string | null;
  isPastClosing: boolean;
  isQuiet: boolean;
};

/** Whose deals: `ownerId` those of companies a member owns; null all. */
export type DealFilter = { readonly view: DealView; readonly ownerId: number | null; readonly scope: Scope };
export type DealCount = { deals: number; amountYen: number };

/** Open deals of a view, the largest first, and how many each view holds with what they are worth; no amount counts 0. */
export async function listOpenDeals(
  db: Db,
  { view, ownerId, scope }: DealFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  today: string,
): Promise<{ rows: OpenDeal[]; views: Record<DealView, DealCount> }> {
  const wanted = sql`${openDeals} and (${ownerId}::bigint is null or a.owner_id = ${ownerId}) and ${isInScope(scope, 'd')}`;
  const { rows } = await sql<OpenDeal>`
    select d.deal_id as "dealId", d.name, d.account_id as "accountId", a.name as "accountName", d.stage, d.amount_yen::float8 as "amountYen",
           d.created_on as "createdOn", d.closed_on as "closedOn", r.last_activity_on as "lastContactOn", coalesce(nullif(d.owner_name, ''), a.owner_name) as "ownerName",
           ${isDeal('past_closing', today)} as "isPastClosing", ${isDeal('quiet', today)} as "isQuiet"
      from ${wanted} and ${isDeal(view, today)}
     order by d.amount_yen desc nulls last, d.deal_id offset ${offset} limit ${limit}`.execute(db);
  const counted = dealViews.map(
    (one) => sql`(count(*) filter (where ${isDeal(one, today)}))::int as ${sql.ref(`${one}_deals`)},
           coalesce(sum(d.amount_yen) filter (where ${isDeal(one, today)}), 0)::float8 as ${sql.ref(`${one}_yen`)}`,
  );
  const { rows: counts } = await sql<Record<string, number>>`select ${sql.join(counted)} from ${wanted}`.execute(db);
  const countOf = (one: DealView): DealCount => ({
    deals: counts[0]![`${one}_deals`]!,
    amountYen: counts[0]![`${one}_yen`]!,
  });
  return {
    rows,
    views: {
      stalled: countOf('stalled'),
      past_closing: countOf('past_closing'),
      quiet: countOf('quiet'),
      open: countOf('open'),
    },
  };
}

/** How many deals stand still, of the companies of one owner or of all. */
export async function countStalledDeals(db: Db, ownerId: number | null, today: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${openDeals} and (${ownerId}::bigint is null or a.owner_id = ${ownerId}) and ${isDeal('stalled', today)}`.execute(
    db,
  );
  return rows[0]!.n;
}
