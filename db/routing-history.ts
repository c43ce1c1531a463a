import { sql } from 'kysely';
import type { Receiver } from '#core/demand/cycle-event.ts';
import type { Db } from './pool.ts';

/** A hand-over with what its own facts told at its moment, and beside it what its company is now. */
export type HandedOver = {
  cycleId: string;
  leadId: string | null;
  handedAt: Date;
  handedOn: string;
  createdOn: string | null;
  accountId: number | null;
  personId: number | null;
  /** The offer that was taken and seen by then. */
  offerId: number | null;
  offerProduct: string | null;
  answer: 'sal' | 'rejected' | 'ignored' | null;
  /** The first answer, taken back or not. */
  answeredOn: string | null;
  /** Who had it when it was answered, or has it now; null where its file names nobody who signs in. */
  actual: Receiver | null;
  /** Merged as a duplicate since. */
  isMerged: boolean;
  now: {
    owner: number | null;
    prefecture: string | null;
    industry: string | null;
    employees: number | null;
    product: string | null;
  };
};

/** Hand-overs of `[from, to)`, the newest where there are more than `limit`. */
export async function listRoutedHistory(db: Db, from: string, to: string, limit: number): Promise<HandedOver[]> {
  const { rows } = await sql<HandedOver>`
    with handed as (
      select c.*, coalesce(first.at, (c.mql_at || ' 09:00')::timestamp at time zone 'Asia/Tokyo') as handed_at
        from lead_cycle c
        left join lateral (select e.at from cycle_event e where e.cycle_id = c.cycle_id and e.kind = 'hand_over' and e.undone_at is null
                            order by e.cycle_event_id limit 1) first on true
       where not c.is_sales_made and c.mql_at >= ${from} and c.mql_at < ${to}
       order by c.mql_at desc, c.cycle_id limit ${limit}),
    given as (
      select e.cycle_id, e.cycle_event_id, case when e.kind = 'give_to_agency' then json_build_object('kind', 'agency', 'id', e.step ->> 'agencyId')
                                                else json_build_object('kind', e.step -> 'to' ->> 'kind', 'id', e.step -> 'to' ->> 'id') end as receiver
        from cycle_event e join handed using (cycle_id)
       where e.undone_at is null and e.kind in ('hand_over', 'reroute', 'give_to_agency', 'reassign')),
    answered as (
      select e.cycle_id, min(e.cycle_event_id) as cycle_event_id from cycle_event e join handed using (cycle_id)
       where e.undone_at is null and e.kind in ('accept', 'join_deal', 'reject', 'lapse') group by 1)
    select c.cycle_id as "cycleId", c.lead_id as "leadId", c.handed_at as "handedAt", c.mql_at as "handedOn", l.created_on as "createdOn", a.account_id as "accountId", c.person_id as "personId",
           o.offer_id as "offerId", o.product as "offerProduct", c.state = 'merged' as "isMerged",
           json_build_object('owner', coalesce(t.owner_id, a.owner_id), 'prefecture', a.prefecture, 'industry', a.industry, 'employees', a.employees,
                             'product', coalesce(d.product, o.product, n.name)) as now,
           case when c.sal_at is not null then 'sal' when c.rejected_at is not null then 'rejected' when c.ignored_at is not null then 'ignored' end as answer,
           least(c.sal_at, c.rejected_at, c.ignored_at, f.on_day) as "answeredOn",
           coalesce(g.receiver, case when c.receiver_kind = 'member' or exists (select 1 from given v where v.cycle_id = c.cycle_id)
                                     then json_build_object('kind', c.receiver_kind, 'id', c.receiver_id) end) as actual
      from handed c left join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id
      left join target_now t on t.account_id = a.account_id and t.status = 'active'
      left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source and d.created_on < c.mql_at
      left join lateral (select o.offer_id, o.product from offer_take k join offer o using (offer_id)
                          where k.cycle_id = c.cycle_id and k.taken_at <= c.handed_at and k.on_day <= c.mql_at::date order by k.on_day desc, k.taken_at desc limit 1) o on true
      left join lateral (select p.name from product p where strpos(l.campaign, p.name) > 0 order by length(p.name) desc, p.name limit 1) n on true
      left join lateral (select to_char(min(e.at) at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as on_day from cycle_event e
                          where e.cycle_id = c.cycle_id and e.kind in ('accept', 'join_deal', 'reject', 'lapse')) f on true
      left join answered s on s.cycle_id = c.cycle_id
      left join lateral (select v.receiver from given v where v.cycle_id = c.cycle_id and v.cycle_event_id < s.cycle_event_id
                          order by v.cycle_event_id desc limit 1) g on true
     order by c.handed_at, c.cycle_id`.execute(db);
  return rows;
}

/** What an offer spoke of until an edit of it, the oldest first. */
export async function listOfferProducts(db: Db): Promise<{ offerId: number; at: Date; was: string | null }[]> {
  const { rows } = await sql<{ offerId: number; at: Date; was: string | null }>`
    select subject_id::bigint as "offerId", at, before ->> 'product' as was from audit_entry
     where subject_kind = 'offer' and action = 'offer.edit' and jsonb_exists(before, 'product') order by at, audit_entry_id`.execute(
    db,
  );
  return rows;
}

/** Our products, the longest name first, and the day of the import that told of each first. */
export async function listProductsSince(db: Db): Promise<{ name: string; since: string }[]> {
  const { rows } = await sql<{ name: string; since: string }>`
    select p.name, least(min(b.collected_on), to_char(min(b.created_at) at time zone 'Asia/Tokyo', 'YYYY-MM-DD')) as since
      from product p join raw_row r on r.row_key = p.row_key and r.withdrawn_by is null join import_batch b using (import_batch_id)
     group by p.name order by length(p.name) desc, p.name`.execute(db);
  return rows;
}
