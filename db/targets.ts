import { sql, type RawBuilder } from 'kysely';
import { accountNow } from './agencies.ts';
import { searchFirst } from './account-filter.ts';
import { isGone } from './employments.ts';
import type { Db } from './pool.ts';
import { targetFields, type TargetField } from './target-filter.ts';

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

/** What the list is narrowed to; `where` is a filter that was compiled. */
export type TargetScope = {
  readonly status?: string | undefined;
  readonly search?: string | undefined;
  readonly where?: RawBuilder<boolean> | undefined;
};
/** `list`: what sales asked for comes first, each by the order of names. */
export type TargetOrder = { readonly sort: TargetField | 'list'; readonly direction: 'asc' | 'desc' };
const asListed: TargetOrder = { sort: 'list', direction: 'asc' };
const targetsShownMax = 5_000;

/** Lines of the target list with their aims, approvals and the record ids of the SFA, one for each company; no more than a screen shows. */
export async function listTargets(
  db: Db,
  given: TargetScope,
  limit = targetsShownMax,
  { offset = 0, ...order }: TargetOrder & { readonly offset?: number } = asListed,
): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`${targetsInOrder(given, order)} offset ${offset} limit ${limit}`.execute(db);
  return rows;
}

/** Ids of all lines of a scope. */
export async function listTargetIds(db: Db, given: TargetScope): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select t.target_line_id as id from ${fromTargets} where ${within(given)} order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

const fromTargets = sql`target_now n join target_line t using (target_line_id) join account a on a.account_id = n.account_id
      left join account_rollup r on r.account_id = a.account_id
      left join member m on m.member_id = t.owner_id
      left join account g on g.account_id = ${accountNow(sql`t.agency_id`)}
      cross join lateral (select coalesce(m.name, t.owner_name) as owner_name, g.account_id as agency_id, g.name as agency_name) x`;

function within({ status, search, where }: TargetScope): RawBuilder<unknown> {
  const parts = [
    sql`true`,
    ...(status ? [sql`t.status = ${status}`] : []),
    ...(search ? [searchFirst(search)] : []),
    ...(where ? [where] : []),
  ];
  return sql.join(parts, sql` and `);
}

function inOrder({ sort, direction }: TargetOrder): RawBuilder<unknown> {
  const way = direction === 'asc' ? sql`asc nulls last` : sql`desc nulls last`;
  if (sort === 'list') return sql`order by t.origin <> 'sales_nominated', a.name_order ${way}, t.target_line_id`;
  return sql`order by ${sql.ref(targetFields[sort].column)} ${way}, a.name_order, t.target_line_id`;
}

/** All of them, in the order of the list. */
export function targetsInOrder(given: TargetScope, order: TargetOrder = asListed): RawBuilder<TargetRow> {
  return sql<TargetRow>`
    select t.target_line_id as "targetLineId", a.account_id as "accountId", a.name, a.corporate_number as "corporateNumber", a.prefecture, a.industry, t.class, t.tier, t.owner_id as "ownerId", x.owner_name as "ownerName",
           x.agency_id as "agencyId", x.agency_name as "agencyName", t.reason, t.origin, t.nominated_by as "nominatedBy", t.status,
           coalesce(v.sales, false) as "salesApproved", coalesce(v.marketing, false) as "marketingApproved", coalesce(v.proxy, false) as "hasProxy",
           coalesce((select json_agg(json_build_object('aimId', d.target_aim_id, 'department', d.department, 'personId', d.person_id, 'personName', p.name, 'isGone', ${isGone(sql`d.person_id`, sql`a.account_id`)}, 'role', d.role, 'searchDueOn', d.search_due_on) order by d.target_aim_id)
                       from target_aim d left join person p using (person_id) where d.target_line_id = t.target_line_id), '[]') as aims,
           coalesce(r.person_count, 0) as people, coalesce(r.open_deal_count, 0) as "openDeals", r.last_activity_on as "lastActivityOn",
           coalesce((select json_object_agg(k.source, k.external_key) from (
             select distinct on (w.source) w.source, w.external_key from row_link l join raw_row w on w.row_key = l.row_key and w.version = l.version join import_batch b using (import_batch_id)
              where l.account_id = a.account_id and l.role = 'main' and w.external_key is not null and b.preset in ('salesforce-accounts', 'hubspot-companies', 'companies') order by w.source, w.arrival) k), '{}') as "externalKeys"
      from ${fromTargets}
      left join lateral (
        select (select verdict = 'approve' from target_verdict e where e.target_line_id = t.target_line_id and (e.side = 'sales' and e.verdict in ('approve', 'withdraw') or e.verdict = 'decline') order by target_event_id desc limit 1) as sales,
               (select verdict = 'approve' from target_verdict e where e.target_line_id = t.target_line_id and (e.side = 'marketing' and e.verdict in ('approve', 'withdraw') or e.verdict = 'decline') order by target_event_id desc limit 1) as marketing,
               exists (select 1 from target_verdict e where e.target_line_id = t.target_line_id and e.is_proxy and e.verdict = 'approve') as proxy
      ) v on true
     where ${within(given)} ${inOrder(order)}`;
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

/** How many lines of a scope are in each state. */
export async function countTargets(db: Db, given: TargetScope = {}): Promise<Record<string, number>> {
  const { rows } = await sql<{
    status: string;
    n: number;
  }>`select t.status, count(*)::int as n from ${fromTargets} where ${within(given)} group by t.status`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.status, row.n]));
}
