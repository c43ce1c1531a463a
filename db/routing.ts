import { sql } from 'kysely';
import { agenciesNamed, type RoutingPlan, withAgencies } from '#core/route/plan.ts';
import type { RouteItem } from '#core/route/rule.ts';
import { redirectedAgencies } from './agencies.ts';
import type { Db } from './pool.ts';

export type RoutingVersion = {
  versionId: number;
  plan: RoutingPlan;
  note: string | null;
  savedBy: string | null;
  savedAt: Date;
};

/** The last versions of the rules, the one in force first; `limit` 1 is that one. An agency that went into another company is that one. */
export async function listRoutingVersions(db: Db, limit: number): Promise<RoutingVersion[]> {
  const rows = await db
    .selectFrom('routing_version as v')
    .leftJoin('member as m', 'm.member_id', 'v.saved_by')
    .select(['v.routing_version_id as versionId', 'v.plan', 'v.note', 'm.name as savedBy', 'v.saved_at as savedAt'])
    .orderBy('v.routing_version_id', 'desc')
    .limit(limit)
    .execute();
  const plans = rows.map(({ plan }) => plan as RoutingPlan);
  const agencies = await redirectedAgencies(db, plans.flatMap(agenciesNamed));
  return rows.map((row, place) => ({ ...row, plan: withAgencies(plans[place]!, agencies) }));
}

type ItemLine = {
  cycle_id: string;
  account_id: number | null;
  is_target: boolean;
  owner_id: number | null;
  agency_id: number | null;
  other_agencies: number[];
  prefecture: string | null;
  industry: string | null;
  employees: number | null;
  product: string | null;
  is_act_now: boolean;
};

/** What routing looks at of each lead. Its product is that of its deal, of the offer it took, or the one its campaign names. */
export async function readRouteItems(
  db: Db,
  cycleIds: readonly string[],
  atOf: (cycleId: string) => Date,
): Promise<Map<string, RouteItem>> {
  const { rows } = await sql<ItemLine>`
    select c.cycle_id, ${accountColumns}, coalesce(d.product, o.product, n.name) as product, o.offer_id is not null as is_act_now
      from lead_cycle c
      left join lateral (select o.offer_id, o.product from offer_take k join offer o using (offer_id)
                          where k.cycle_id = c.cycle_id order by k.on_day desc, k.taken_at desc limit 1) o on true left join lead l on l.lead_id = c.lead_id
      left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source
      left join lateral (select p.name from product p where strpos(l.campaign, p.name) > 0 order by length(p.name) desc, p.name limit 1) n on true
      left join account a on a.account_id = c.account_id
      left join target_now t on t.account_id = a.account_id and t.status = 'active'
     where c.cycle_id = any(${cycleIds}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.cycle_id, itemOf(row, row.cycle_id, atOf(row.cycle_id))]));
}

/** A lead that a company would bring now; undefined where there is no such company. */
export async function readRouteItemOfAccount(
  db: Db,
  accountId: number,
  product: string | null,
  at: Date,
): Promise<RouteItem | undefined> {
  const { rows } = await sql<Omit<ItemLine, 'cycle_id' | 'product' | 'is_act_now'>>`
    select ${accountColumns} from account a left join target_now t on t.account_id = a.account_id and t.status = 'active'
     where a.account_id = ${accountId}`.execute(db);
  return rows[0] && itemOf({ ...rows[0], product, is_act_now: false }, `account/${accountId}`, at);
}

const accountColumns = sql`a.account_id, t.target_line_id is not null as is_target, coalesce(t.owner_id, a.owner_id) as owner_id, a.agency_id,
           a.prefecture, a.industry, a.employees,
           array(select distinct o.agency_id from order_line o where o.account_id = a.account_id and o.agency_id is not null limit 5) as other_agencies`;

function itemOf(row: Omit<ItemLine, 'cycle_id'>, itemId: string, at: Date): RouteItem {
  const text = (id: number | null) => (id === null ? null : String(id));
  return {
    itemId,
    at,
    urgency: row.is_act_now ? 'hot' : row.is_target ? 'tal' : 'normal',
    product: row.product,
    account:
      row.account_id === null
        ? null
        : {
            accountId: row.account_id,
            isTarget: row.is_target,
            ownerId: text(row.owner_id),
            agencyId: text(row.agency_id),
            otherAgencyIds: row.other_agencies.map(String),
            prefecture: row.prefecture,
            industry: row.industry,
            employees: row.employees,
          },
  };
}

/** Leads handed over in `[from, to)`, with when they were answered, oldest first. */
export async function listHandedOver(
  db: Db,
  from: string,
  to: string,
  limit: number,
): Promise<
  {
    cycleId: string;
    handedAt: Date;
    answeredOn: string | null;
    accountName: string | null;
    personName: string | null;
  }[]
> {
  const { rows } = await sql<{
    cycleId: string;
    handedAt: Date;
    answeredOn: string | null;
    accountName: string | null;
    personName: string | null;
  }>`
    select c.cycle_id as "cycleId", coalesce(c.clock_from, (c.mql_at || ' 09:00')::timestamp at time zone 'Asia/Tokyo') as "handedAt",
           least(c.sal_at, c.rejected_at, c.ignored_at) as "answeredOn", a.name as "accountName", coalesce(p.name, l.name) as "personName"
      from lead_cycle c left join lead l on l.lead_id = c.lead_id left join account a on a.account_id = c.account_id left join person p on p.person_id = c.person_id
     where not c.is_sales_made and c.state <> 'merged' and c.mql_at >= ${from} and c.mql_at < ${to}
     order by c.mql_at desc, c.cycle_id limit ${limit}`.execute(db);
  return rows.reverse();
}

/** Values that rules can speak about, the most frequent first. */
export async function listRoutingChoices(db: Db): Promise<{ industries: string[]; products: string[] }> {
  const industries = await sql<{ industry: string }>`
    select industry from account where industry is not null group by industry order by count(*) desc, industry limit 200`.execute(
    db,
  );
  const products = await sql<{ name: string }>`
    select name from (select name from product union select distinct product from deal where product is not null) p order by name limit 300`.execute(
    db,
  );
  return { industries: industries.rows.map((row) => row.industry), products: products.rows.map((row) => row.name) };
}

export type ReceiverShare = {
  kind: string;
  id: string;
  name: string | null;
  received: number;
  accepted: number;
  rejected: number;
  ignored: number;
  pending: number;
  targets: number;
  /** Passed on to somebody else; no rejection. */
  reRouted: number;
};

/**
 * What each receiver got and did in `[from, to)` by the day of hand-over. An outcome stays with whoever had the lead then, a lead
 * that waits belongs to whoever has it now; so every lead is counted once and the parts make H.
 */
export async function countByReceiver(db: Db, from: string, to: string): Promise<ReceiverShare[]> {
  const { rows } = await sql<ReceiverShare>`
    with handed as (
      select c.cycle_id, c.account_id, c.receiver_kind, c.receiver_id,
             case when c.sal_at is not null then 'accepted' when c.rejected_at is not null then 'rejected' when c.ignored_at is not null then 'ignored' else 'pending' end as outcome
        from lead_cycle c
       where not c.is_sales_made and c.state <> 'merged' and c.mql_at >= ${from} and c.mql_at < ${to}
    ), given as (
      select e.cycle_id, e.cycle_event_id, e.kind,
             case when e.kind = 'give_to_agency' then 'agency' else e.step -> 'to' ->> 'kind' end as kind_to,
             case when e.kind = 'give_to_agency' then e.step ->> 'agencyId' else e.step -> 'to' ->> 'id' end as id_to,
             lag(case when e.kind = 'give_to_agency' then 'agency' else e.step -> 'to' ->> 'kind' end) over w as kind_from,
             lag(case when e.kind = 'give_to_agency' then e.step ->> 'agencyId' else e.step -> 'to' ->> 'id' end) over w as id_from
        from cycle_event e join handed h using (cycle_id)
       where e.undone_at is null and e.kind in ('hand_over', 'reroute', 'give_to_agency', 'reassign')
      window w as (partition by e.cycle_id order by e.cycle_event_id)
    ), answered as (
      select distinct on (e.cycle_id) e.cycle_id, e.cycle_event_id
        from cycle_event e join handed h using (cycle_id)
       where e.undone_at is null and e.kind in ('accept', 'join_deal', 'reject', 'lapse') order by e.cycle_id, e.cycle_event_id
    ), held as (
      select h.cycle_id, h.account_id, h.outcome, coalesce(g.kind_to, h.receiver_kind, 'queue') as kind, coalesce(g.id_to, h.receiver_id, 'inside_sales') as id
        from handed h left join answered s using (cycle_id)
        left join lateral (select kind_to, id_to from given v where v.cycle_id = h.cycle_id and s.cycle_event_id is not null and v.cycle_event_id < s.cycle_event_id
                            order by v.cycle_event_id desc limit 1) g on true
    ), counted as (
      select d.kind, d.id, count(*)::int as received, (count(*) filter (where outcome = 'accepted'))::int as accepted, (count(*) filter (where outcome = 'rejected'))::int as rejected,
             (count(*) filter (where outcome = 'ignored'))::int as ignored, (count(*) filter (where outcome = 'pending'))::int as pending,
             (count(*) filter (where t.target_line_id is not null))::int as targets
        from held d left join target_now t on t.account_id = d.account_id and t.status = 'active' group by 1, 2
    ), passed as (
      select kind_from as kind, id_from as id, count(*)::int as n from given where kind in ('reroute', 'give_to_agency') and kind_from is not null group by 1, 2
    )
    select r.kind, r.id, coalesce(m.name, g.name) as name, coalesce(r.received, 0) as received, coalesce(r.accepted, 0) as accepted, coalesce(r.rejected, 0) as rejected,
           coalesce(r.ignored, 0) as ignored, coalesce(r.pending, 0) as pending, coalesce(r.targets, 0) as targets, coalesce(r.n, 0) as "reRouted"
      from (select * from counted full join passed using (kind, id)) r
      left join member m on r.kind = 'member' and m.member_id::text = r.id left join account g on r.kind = 'agency' and g.account_id::text = r.id
     order by r.received desc nulls last, name nulls last, r.id`.execute(db);
  return rows;
}
