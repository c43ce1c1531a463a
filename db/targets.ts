import { sql, type RawBuilder } from 'kysely';
import { isGone } from './employments.ts';
import type { Db } from './pool.ts';

export type TargetRow = {
  targetLineId: number;
  accountId: number;
  name: string;
  corporateNumber: string | null;
  prefecture: string | null;
  industry: string | null;
  class: string | null;
  tier: string | null;
  ownerId: number | null;
  ownerName: string | null;
  agencyId: number | null;
  agencyName: string | null;
  reason: string | null;
  origin: string;
  nominatedBy: string | null;
  status: string;
  salesApproved: boolean;
  marketingApproved: boolean;
  hasProxy: boolean;
  aims: {
    aimId: number;
    department: string;
    personId: number | null;
    personName: string | null;
    /** They seem to have left the company. */
    isGone: boolean;
    role: string | null;
    searchDueOn: string | null;
  }[];
  people: number;
  openDeals: number;
  lastActivityOn: string | null;
  externalKeys: Record<string, string>;
};

type TargetScope = { status?: string | undefined; search?: string | undefined };
const targetsShownMax = 5_000;

/** Lines of the target list with their aims, approvals and the record ids of the SFA, one for each company; no more than a screen shows. */
export async function listTargets(db: Db, given: TargetScope, limit = targetsShownMax): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`${targetsInOrder(given)} limit ${limit}`.execute(db);
  return rows;
}

/** All of them, in the order of the list. */
export function targetsInOrder(given: TargetScope): RawBuilder<TargetRow> {
  return sql<TargetRow>`
    select t.target_line_id as "targetLineId", a.account_id as "accountId", a.name, a.corporate_number as "corporateNumber", a.prefecture, a.industry, t.class, t.tier, t.owner_id as "ownerId", coalesce(m.name, t.owner_name) as "ownerName",
           t.agency_id as "agencyId", (select name from account g where g.account_id = t.agency_id) as "agencyName", t.reason, t.origin, t.nominated_by as "nominatedBy", t.status,
           coalesce(v.sales, false) as "salesApproved", coalesce(v.marketing, false) as "marketingApproved", coalesce(v.proxy, false) as "hasProxy",
           coalesce((select json_agg(json_build_object('aimId', x.target_aim_id, 'department', x.department, 'personId', x.person_id, 'personName', p.name, 'isGone', ${isGone(sql`x.person_id`, sql`a.account_id`)}, 'role', x.role, 'searchDueOn', x.search_due_on) order by x.target_aim_id)
                       from target_aim x left join person p using (person_id) where x.target_line_id = t.target_line_id), '[]') as aims,
           coalesce(r.person_count, 0) as people, coalesce(r.open_deal_count, 0) as "openDeals", r.last_activity_on as "lastActivityOn",
           coalesce((select json_object_agg(k.source, k.external_key) from (
             select distinct on (w.source) w.source, w.external_key from row_link l join raw_row w on w.row_key = l.row_key and w.version = l.version join import_batch b using (import_batch_id)
              where l.account_id = a.account_id and l.role = 'main' and w.external_key is not null and b.preset in ('salesforce-accounts', 'hubspot-companies', 'companies') order by w.source, w.arrival) k), '{}') as "externalKeys"
      from target_now n join target_line t using (target_line_id) join account a on a.account_id = n.account_id
      left join account_rollup r on r.account_id = a.account_id
      left join member m on m.member_id = t.owner_id
      left join lateral (
        select (select verdict = 'approve' from target_verdict e where e.target_line_id = t.target_line_id and (e.side = 'sales' and e.verdict in ('approve', 'withdraw') or e.verdict = 'decline') order by target_event_id desc limit 1) as sales,
               (select verdict = 'approve' from target_verdict e where e.target_line_id = t.target_line_id and (e.side = 'marketing' and e.verdict in ('approve', 'withdraw') or e.verdict = 'decline') order by target_event_id desc limit 1) as marketing,
               exists (select 1 from target_verdict e where e.target_line_id = t.target_line_id and e.is_proxy and e.verdict = 'approve') as proxy
      ) v on true
     where ${given.status ? sql`t.status = ${given.status}` : sql`true`} and ${given.search ? sql`a.name ilike ${`%${given.search.replace(/[\\%_]/g, '\\$&')}%`}` : sql`true`}
     order by t.origin <> 'sales_nominated', a.name_order, t.target_line_id`;
}

/** The line of one company, whatever it was put together with; undefined where it is not on the list. */
export async function targetOf(db: Db, accountId: number): Promise<LineOfAccount | undefined> {
  const { rows } = await sql<LineOfAccount>`
    select target_line_id as "targetLineId", status, tier, class, reason from target_now where account_id = ${accountId}`.execute(
    db,
  );
  return rows[0];
}
type LineOfAccount = {
  readonly targetLineId: number;
  readonly status: string;
  readonly tier: string | null;
  readonly class: string | null;
  readonly reason: string | null;
};

export async function countTargets(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{
    status: string;
    n: number;
  }>`select status, count(*)::int as n from target_now group by status`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.status, row.n]));
}
