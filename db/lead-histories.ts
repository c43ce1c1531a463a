import { sql } from 'kysely';
import type { TraitName } from '#core/demand/lead-traits.ts';
import type { LeadHistory } from '#core/demand/replay-rule.ts';
import { leadTraits } from './handed-leads.ts';
import type { Db } from './pool.ts';

/** What a person did by themselves; calls and visits are what sales did, and come after a hand-over. */
export const actKinds = ['form', 'seminar', 'exhibition', 'card', 'inquiry'] as const;

/** How long before the period a lead may have come in and still wait in it. */
const poolMonths = 12;

/** How many leads a replay of `[from, to)` would have to look at. */
export async function countHistories(db: Db, from: string, to: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from lead_cycle c join lead l on l.lead_id = c.lead_id where ${inPool(from, to)}`.execute(
    db,
  );
  return rows[0]!.n;
}

/** A lead's history without what was told of it, with whom it is about and what it is told to be today. */
export type StoredHistory = Omit<LeadHistory, 'told'> & {
  readonly subject: { readonly leadId: string; readonly accountId: number | null; readonly personId: number | null };
  /** The system it came from, its source where no campaign is named. */
  readonly source: string;
  readonly now: Readonly<Record<TraitName, string | null>>;
};

/**
 * Leads that waited in `[from, to)` with all that happened to them: those that came in within the period or the year before and
 * were not handed over earlier. What they did carries its day. Sales answers people,
 * so a person's answer and deal stand with each of their leads.
 */
export async function listHistories(db: Db, from: string, to: string): Promise<StoredHistory[]> {
  const { rows } = await sql<StoredHistory & { acts: LeadHistory['acts'] | null }>`
    with pool as (
      select c.cycle_id, c.lead_id, c.account_id, c.person_id, c.mql_at, c.sal_at, c.rejected_at, c.ignored_at, c.deal_at,
             l.created_on, l.campaign, l.source
        from lead_cycle c join lead l on l.lead_id = c.lead_id where ${inPool(from, to)}),
    acts as (
      select p.cycle_id, json_agg(json_build_object('on', d.day, 'kind', d.kind) order by d.day, d.kind) as acts
        from pool p join lateral (
          select v.day::text as day, v.type as kind from activity v
           where v.person_id = p.person_id and v.type in ('form', 'seminar', 'exhibition', 'card') and v.day < ${to}::date
          union all
          select o.created_on, 'inquiry' from lead o
           where o.person_id = p.person_id and o.lead_id <> p.lead_id and o.created_on < ${to}) d on true
       group by 1),
    answered as (
      select distinct on (person_id) person_id, case when sal_at is not null then 'sal' when rejected_at is not null then 'rejected'
             when ignored_at is not null then 'ignored' end as answer, deal_at
        from pool where person_id is not null and mql_at < ${to} order by person_id, mql_at, cycle_id)
    select l.cycle_id as "leadId", l.created_on as "createdOn", ${leadTraits} as now, l.source, acts.acts,
           json_build_object('leadId', l.lead_id, 'accountId', l.account_id, 'personId', l.person_id) as subject,
           l.person_id::text as "personId", case when l.mql_at < ${to} then l.mql_at end as "handedOn",
           coalesce(l.deal_at, w.deal_at) as "dealOn",
           case when l.mql_at < ${to} and l.sal_at is not null then 'sal' when l.mql_at < ${to} and l.rejected_at is not null then 'rejected'
                when l.mql_at < ${to} and l.ignored_at is not null then 'ignored' else w.answer end as answer
      from pool l left join account a on a.account_id = l.account_id left join person p on p.person_id = l.person_id
      left join answered w on w.person_id = l.person_id left join acts on acts.cycle_id = l.cycle_id
     order by l.cycle_id`.execute(db);
  return rows.map((row) => ({ ...row, acts: row.acts ?? [] }));
}

const inPool = (from: string, to: string) => sql<boolean>`
  (l.created_on is not null and l.created_on < ${to} and l.created_on >= (${from}::date - make_interval(months => ${poolMonths}))::date::text
   and not c.is_sales_made and c.state <> 'merged' and (c.mql_at is null or c.mql_at >= ${from}))`;

/** The last day on which anything is known of leads. */
export async function lastKnownDay(db: Db): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select greatest(max(mql_at), max(sal_at), max(deal_at), (select max(created_on) from lead)) as day from lead_cycle`.execute(
    db,
  );
  return rows[0]!.day;
}
