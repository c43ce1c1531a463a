import { sql, type RawBuilder } from 'kysely';
import {
  compileAccountFilter,
  accountFields,
  searchFirst,
  type AccountField,
  type AccountFilter,
  type FilterContext,
} from './account-filter.ts';
import type { Db } from './pool.ts';
import { accountClass } from './account-class.ts';
import { seesTargets, visibleTo, type Viewer } from './visible.ts';

export type AccountQuery = {
  readonly filter?: AccountFilter | undefined;
  readonly search?: string | undefined;
  readonly sort: AccountField;
  readonly direction: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
};

export type AccountRow = {
  accountId: number;
  name: string;
  corporateNumber: string | null;
  prefecture: string | null;
  industry: string | null;
  employees: number | null;
  class: string;
  tier: string | null;
  isOnHold: boolean;
  holdReason: string | null;
  ownerId: number | null;
  ownerName: string | null;
  agencyId: number | null;
  agencyName: string | null;
  agencyRole: string | null;
  domain: string | null;
  phone: string | null;
  people: number;
  deciders: number;
  activities: number;
  lastActivityOn: string | null;
  openDeals: number;
  wonDeals: number;
  revenue36m: number | null;
  grossProfit36m: number | null;
  /** What it has ordered, by name. */
  products: string[];
  sources: number;
  targetStatus: string | null;
  status: string;
};

// What nobody asks for of the joins costs nothing: each finds one line at most, and PostgreSQL leaves it out.
const joined = sql`left join account_rollup r on r.account_id = a.account_id left join target_now t on t.account_id = a.account_id cross join lateral (select ${accountClass} as class) k`;
const fromAccounts = sql`account a ${joined}`;

function where(query: Pick<AccountQuery, 'filter' | 'search'>, context: FilterContext, viewer: Viewer) {
  const parts = [
    visibleTo(viewer),
    ...(query.filter ? [compileAccountFilter(query.filter, context)] : []),
    ...(query.search ? [searchFirst(query.search)] : []),
  ];
  return sql.join(parts, sql` and `);
}

/** What a line of the list tells; gross profit and the target list are null for viewers without the right. */
const columnsFor = (viewer: Viewer & { readonly seesGrossProfit: boolean }) => sql`
             a.account_id as "accountId", a.name, a.corporate_number as "corporateNumber", a.prefecture, a.industry, a.employees, k.class, a.tier,
             a.is_on_hold as "isOnHold", a.hold_reason as "holdReason", a.owner_id as "ownerId", coalesce(m.name, a.owner_name) as "ownerName", a.agency_id as "agencyId",
             (select g.name from account g where g.account_id = a.agency_id) as "agencyName", a.agency_role as "agencyRole", a.domain, a.phone, a.status,
             coalesce(r.person_count, 0) as people, coalesce(r.decider_count, 0) as deciders, coalesce(r.activity_count, 0) as activities, r.last_activity_on as "lastActivityOn",
             coalesce(r.open_deal_count, 0) as "openDeals", coalesce(r.won_deal_count, 0) as "wonDeals", r.revenue_36m_yen as "revenue36m",
             ${viewer.seesGrossProfit ? sql`r.gross_profit_36m_yen` : sql`null::bigint`} as "grossProfit36m", coalesce(r.source_count, 0) as sources,
             array(select distinct o.product from order_line o where o.account_id = a.account_id and o.product <> '' order by 1) as products,
             ${seesTargets(viewer) ? sql`t.status` : sql`null::text`} as "targetStatus"`;

/** The order of a list of companies `a`. */
const inOrder = (
  { sort, direction }: Pick<AccountQuery, 'sort' | 'direction'>,
  column: RawBuilder<unknown> = sql.ref(accountFields[sort].column),
) => sql`order by ${column} ${direction === 'asc' ? sql`asc nulls last` : sql`desc nulls last`}, a.account_id`;

/** A company with the name that the register gives its 法人番号. */
export type RegisteredAccountRow = AccountRow & { registeredName: string | null };

/** The list in its order. */
export function accountsInOrder(
  query: Omit<AccountQuery, 'offset' | 'limit'>,
  context: FilterContext,
  viewer: Viewer & { readonly seesGrossProfit: boolean },
): RawBuilder<RegisteredAccountRow> {
  return sql<RegisteredAccountRow>`
      select ${columnsFor(viewer)}, (select g.name from register_company g where g.corporate_number = a.corporate_number) as "registeredName"
        from ${fromAccounts} left join member m on m.member_id = a.owner_id
       where ${where(query, context, viewer)} ${inOrder(query)}`;
}

export async function countAccounts(
  db: Db,
  query: Pick<AccountQuery, 'filter' | 'search'>,
  context: FilterContext,
  viewer: Viewer,
): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`select count(*)::int as total from ${query.filter ? fromAccounts : sql`account a`} where ${where(query, context, viewer)}`.execute(
    db,
  );
  return rows[0]!.total;
}

/** One page of the company list. */
export async function listAccounts(
  db: Db,
  query: AccountQuery,
  context: FilterContext,
  viewer: Viewer & { readonly seesGrossProfit: boolean },
): Promise<{ rows: AccountRow[]; total: number }> {
  const { ids, total } = await findPage(db, query, context, viewer);
  const { rows } = await sql<AccountRow>`
      select ${columnsFor(viewer)}
        from unnest(${ids}::bigint[]) with ordinality page (account_id, place) join account a on a.account_id = page.account_id ${joined} left join member m on m.member_id = a.owner_id
       order by page.place`.execute(db);
  return { rows, total };
}

/** The companies of one page and how many there are in all: of a filter from one look at them, else by the order of the list. */
async function findPage(
  db: Db,
  query: AccountQuery,
  context: FilterContext,
  viewer: Viewer,
): Promise<{ ids: readonly string[]; total: number }> {
  const { filter, sort, offset, limit } = query;
  const condition = where(query, context, viewer);
  if (!filter) {
    const [page, total] = await Promise.all([
      sql<{ id: string }>`
        select a.account_id::text as id from ${fromAccounts} where ${condition} ${inOrder(query)} offset ${offset} limit ${limit}`.execute(
        db,
      ),
      countAccounts(db, query, context, viewer),
    ]);
    return { ids: page.rows.map(({ id }) => id), total };
  }
  const { rows } = await sql<{ ids: string[]; total: number }>`
      with found as materialized (select a.account_id, ${sql.ref(accountFields[sort].column)} as sort from ${fromAccounts} where ${condition})
      select array(select a.account_id from found a ${inOrder(query, sql`a.sort`)} offset ${offset} limit ${limit}) as ids, (select count(*)::int from found) as total`.execute(
    db,
  );
  return rows[0]!;
}

/** Ids of all accounts that a filter selects (全件選択), visible ones only; at most one more than `limit`. */
export async function listAccountIds(
  db: Db,
  query: Pick<AccountQuery, 'filter' | 'search'>,
  context: FilterContext,
  viewer: Viewer,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{
    account_id: number;
  }>`select a.account_id from ${fromAccounts} where ${where(query, context, viewer)} order by a.account_id limit ${limit + 1}`.execute(
    db,
  );
  return rows.map((row) => row.account_id);
}

/** True when this viewer may see the account. */
export async function isVisible(db: Db, accountId: number, viewer: Viewer): Promise<boolean> {
  const { rows } =
    await sql`select 1 from account a where a.account_id = ${accountId} and ${visibleTo(viewer)}`.execute(db);
  return rows.length > 0;
}
