import { sql } from 'kysely';
import type { Receiver } from '#core/demand/cycle-event.ts';
import { targetSpans } from './measures/window.ts';
import type { Db } from './pool.ts';

/** A hand-over with what was known at its moment; company values that carry no date are those of today. */
export type HandedOver = {
  cycleId: string;
  handedAt: Date;
  handedOn: string;
  createdOn: string | null;
  accountId: number | null;
  prefecture: string | null;
  industry: string | null;
  employees: number | null;
  /** As they stand today; `listOwnersBefore` tells what they were. */
  accountOwnerId: number | null;
  agencyId: number | null;
  /** On the target list on that day, with the line's owner of today. */
  targetLineId: number | null;
  targetOwnerId: number | null;
  /** That of a deal which was there already, of the offer taken, or the one the campaign names. */
  product: string | null;
  isActNow: boolean;
  answer: 'sal' | 'rejected' | 'ignored' | null;
  answeredOn: string | null;
  /** Who had it when it was answered, or has it now; null where its file names nobody who signs in. */
  actual: Receiver | null;
};

/** Hand-overs of `[from, to)`, the newest where there are more than `limit`. */
export async function listRoutedHistory(db: Db, from: string, to: string, limit: number): Promise<HandedOver[]> {
  const { rows } = await sql<HandedOver>`
    with handed as (
      select c.*, coalesce(first.at, (c.mql_at || ' 09:00')::timestamp at time zone 'Asia/Tokyo') as handed_at
        from lead_cycle c
        left join lateral (select e.at from cycle_event e where e.cycle_id = c.cycle_id and e.kind = 'hand_over' and e.undone_at is null
                            order by e.cycle_event_id limit 1) first on true
       where not c.is_sales_made and c.state <> 'merged' and c.mql_at >= ${from} and c.mql_at < ${to}
       order by c.mql_at desc, c.cycle_id limit ${limit}),
    given as (
      select e.cycle_id, e.cycle_event_id, case when e.kind = 'give_to_agency' then json_build_object('kind', 'agency', 'id', e.step ->> 'agencyId')
                                                else json_build_object('kind', e.step -> 'to' ->> 'kind', 'id', e.step -> 'to' ->> 'id') end as receiver
        from cycle_event e join handed using (cycle_id)
       where e.undone_at is null and e.kind in ('hand_over', 'reroute', 'give_to_agency', 'reassign')),
    answered as (
      select e.cycle_id, min(e.cycle_event_id) as cycle_event_id from cycle_event e join handed using (cycle_id)
       where e.undone_at is null and e.kind in ('accept', 'join_deal', 'reject', 'lapse') group by 1)
    select c.cycle_id as "cycleId", c.handed_at as "handedAt", c.mql_at as "handedOn", l.created_on as "createdOn", a.account_id as "accountId", a.prefecture, a.industry, a.employees,
           a.owner_id as "accountOwnerId", a.agency_id as "agencyId", t.target_line_id as "targetLineId", line.owner_id as "targetOwnerId",
           coalesce(d.product, o.product, n.name) as product, o.offer_id is not null as "isActNow",
           case when c.sal_at is not null then 'sal' when c.rejected_at is not null then 'rejected' when c.ignored_at is not null then 'ignored' end as answer,
           least(c.sal_at, c.rejected_at, c.ignored_at) as "answeredOn",
           coalesce(g.receiver, case when c.receiver_kind = 'member' or exists (select 1 from given v where v.cycle_id = c.cycle_id)
                                     then json_build_object('kind', c.receiver_kind, 'id', c.receiver_id) end) as actual
      from handed c left join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id
      left join lateral (select s.target_line_id from ${targetSpans} s
                          where s.account_id = c.account_id and s.from_on <= c.mql_at and (s.to_on is null or s.to_on > c.mql_at) limit 1) t on true
      left join target_line line on line.target_line_id = t.target_line_id
      left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source and d.created_on < c.mql_at
      left join lateral (select o.offer_id, o.product from offer_take k join offer o using (offer_id)
                          where k.cycle_id = c.cycle_id and k.taken_at <= c.handed_at order by k.on_day desc, k.taken_at desc limit 1) o on true
      left join lateral (select p.name from product p where strpos(l.campaign, p.name) > 0 order by length(p.name) desc, p.name limit 1) n on true
      left join answered s on s.cycle_id = c.cycle_id
      left join lateral (select v.receiver from given v where v.cycle_id = c.cycle_id and v.cycle_event_id < s.cycle_event_id
                          order by v.cycle_event_id desc limit 1) g on true
     order by c.handed_at, c.cycle_id`.execute(db);
  return rows;
}

/** A value that somebody changed: until `at` it was `was`. */
export type EarlierValue = { of: number; what: 'owner' | 'agency' | 'target_owner'; at: Date; was: number | null };

/** Owners and agencies of companies and targets as they were before each change since `from`, the earliest change first. */
export async function listEarlierValues(db: Db, from: string): Promise<EarlierValue[]> {
  const { rows } = await sql<EarlierValue>`
    select (x.row ->> 'id')::bigint as of, w.what, b.at, (x.row -> 'values' ->> w.attribute)::bigint as was
      from bulk_edit b cross join lateral jsonb_array_elements(b.changes) x (row)
      cross join (values ('owner', 'owner_id'), ('agency', 'agency_id')) w (what, attribute)
     where b.noun = 'account' and b.at >= ${from}::date and jsonb_exists(x.row -> 'values', w.attribute)
    union all
    select subject_id::bigint, 'target_owner', at, (before ->> 'owner_id')::bigint from audit_entry
     where subject_kind = 'target' and action = 'target.edit' and at >= ${from}::date and jsonb_exists(before, 'owner_id')
     order by 3`.execute(db);
  return rows;
}

/** When members who are gone by now went. */
export async function listLeft(db: Db): Promise<{ memberId: string; leftAt: Date }[]> {
  const { rows } = await sql<{ memberId: string; leftAt: Date }>`
    select m.member_id::text as "memberId", max(e.at) as "leftAt"
      from member m join audit_entry e on e.subject_kind = 'member' and e.subject_id = m.member_id::text
     where not m.is_active and e.action = 'member.change' and e.after ->> 'is_active' = 'false' group by 1`.execute(db);
  return rows;
}
