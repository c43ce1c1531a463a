import { sql } from 'kysely';
import type { DealState } from '#core/demand/deal-state.ts';
import { setHere } from './appointments.ts';
import type { Db } from './pool.ts';
import { visibleName, type Viewer } from './visible.ts';

/** Reads for the page of one company. Each list is capped; totals stand beside it. */

/** The id itself and those that were merged into it: notes and decisions kept under an old id stay visible. */
export async function allIdsOf(db: Db, kind: 'account' | 'person', id: number): Promise<number[]> {
  const { rows } = await sql<{
    from_id: number;
  }>`select from_id from entity_redirect where kind = ${kind} and to_id = ${id}`.execute(db);
  return [id, ...rows.map((row) => row.from_id)];
}

export type PersonLine = {
  personId: number;
  name: string;
  kana: string | null;
  department: string | null;
  departmentKey: string;
  title: string | null;
  titleRank: number | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  knownBy: string[];
  mayMail: boolean | null;
  /** info@, sales@: an address of a desk, and nobody. */
  isRoleAddress: boolean;
  /** Mail to the address bounces. */
  bounces: boolean;
};

/** People of the company, those first who were seen here last: by department, the highest title first. */
export async function peopleOfPage(db: Db, accountId: number): Promise<PersonLine[]> {
  const { rows } = await sql<PersonLine>`
    select p.person_id as "personId", p.name, p.kana, f.department, f.department_key as "departmentKey", coalesce(f.title, p.title) as title, coalesce(f.title_rank, p.title_rank) as "titleRank", p.email, p.phone, p.mobile,
           p.may_mail as "mayMail", p.is_role_address as "isRoleAddress", coalesce(p.email = any(p.bounced_emails), false) as bounces,
           array(select distinct member_name from acquaintance k where k.person_id = p.person_id order by 1 limit 5) as "knownBy"
      from (select distinct on (person_id) * from affiliation where account_id = ${accountId} order by person_id, observed_on desc nulls last, (department_key <> '') desc) f
      join person p using (person_id)
     order by (p.account_id = ${accountId}) desc nulls last, f.department nulls last, coalesce(f.title_rank, p.title_rank) desc nulls last, p.name limit 500`.execute(
    db,
  );
  return rows;
}

export type TimelineEntry = {
  id: string;
  day: string;
  kind: string;
  type: string;
  subject: string | null;
  memberName: string | null;
  personId: number | null;
  personName: string | null;
  source: string;
  amountYen: number | null;
  /** What became of an appointment. */
  appointment: string | null;
};

/** One timeline over all sources: activities, deals, orders. Newest first. */
export async function timelineOf(
  db: Db,
  column: 'account_id' | 'person_id',
  id: number,
  before: string,
  limit: number,
): Promise<TimelineEntry[]> {
  const isAccount = column === 'account_id';
  const { rows } = await sql<TimelineEntry>`
    select e.*, p.name as "personName" from (
      (select event_id::text as id, day::text as day, 'activity' as kind, type, subject, member_name as "memberName", person_id as "personId", source, null::bigint as "amountYen", appointment_status as appointment
        from activity where ${sql.ref(column)} = ${id} and day < ${before}::date order by day desc limit ${limit})
      union all
      (select 'set/' || h.appointment_id, h.meets_on::text, 'activity', 'meeting', h.subject, m.name, h.now_person_id, 'mori', null,
              case when h.status = 'scheduled' and h.meets_on < (now() at time zone 'Asia/Tokyo')::date then 'unknown' else h.status end
        from ${setHere} h join member m on m.member_id = h.host_id
       where ${sql.ref(`h.now_${column}`)} = ${id} and h.meets_on < ${before}::date order by 2 desc limit ${limit})
      union all
      (select deal_id::text, coalesce(closed_on, created_on), 'deal', state, name || coalesce(' / ' || stage, ''), owner_name, person_id, source, amount_yen, null
        from deal where ${sql.ref(column)} = ${id} and coalesce(closed_on, created_on) < ${before} order by 2 desc limit ${limit})
      ${
        isAccount
          ? sql`union all
      (select order_line_id::text, ordered_on, 'order', 'order', product, null, null, source, revenue_yen, null
        from order_line where account_id = ${id} and ordered_on < ${before} order by ordered_on desc limit ${limit})`
          : sql``
      }
    ) e left join person p on p.person_id = e."personId"
    order by day desc, id limit ${limit}`.execute(db);
  return rows;
}

export type DealLine = {
  dealId: string;
  name: string;
  stage: string;
  state: DealState;
  postponedUntil: string | null;
  amountYen: number | null;
  termMonths: number | null;
  oneOffYen: number | null;
  opportunityType: string | null;
  lostReason: string | null;
  lostNote: string | null;
  createdOn: string | null;
  closedOn: string | null;
  product: string | null;
  ownerName: string | null;
  source: string;
};

export async function dealsOf(db: Db, accountId: number): Promise<DealLine[]> {
  const { rows } = await sql<DealLine>`
    select deal_id as "dealId", name, stage, state, postponed_until as "postponedUntil", amount_yen as "amountYen", term_months as "termMonths", one_off_yen as "oneOffYen", opportunity_type as "opportunityType", lost_reason as "lostReason", lost_note as "lostNote", created_on as "createdOn", closed_on as "closedOn", product, owner_name as "ownerName", source
      from deal where account_id = ${accountId} order by array_position(array['open', 'postponed'], state), coalesce(closed_on, created_on) desc nulls last limit 300`.execute(
    db,
  );
  return rows;
}

export type OrderLine = {
  orderLineId: string;
  orderNumber: string | null;
  orderedOn: string | null;
  product: string | null;
  quantity: number | null;
  revenueYen: number | null;
  grossProfitYen: number | null;
  billTo: string | null;
  shipTo: string | null;
  endUser: string | null;
  agency: string | null;
  source: string;
};

/** Orders of one company; an agency reads no name of another. */
export async function ordersOf(
  db: Db,
  accountId: number,
  viewer: Viewer & { readonly seesGrossProfit: boolean },
): Promise<OrderLine[]> {
  const name = (column: string) => visibleName(viewer, column);
  const { rows } = await sql<OrderLine>`
    select order_line_id as "orderLineId", order_number as "orderNumber", ordered_on as "orderedOn", product, quantity, revenue_yen as "revenueYen",
           ${viewer.seesGrossProfit ? sql`gross_profit_yen` : sql`null::bigint`} as "grossProfitYen",
           ${name('o.bill_to_id')} as "billTo", ${name('o.ship_to_id')} as "shipTo", ${name('o.end_user_id')} as "endUser", ${name('o.agency_id')} as agency, source
      from order_line o where account_id = ${accountId} order by ordered_on desc nulls last limit 300`.execute(db);
  return rows;
}

export type ProductCell = {
  product: string;
  orders: number;
  revenueYen: number | null;
  grossProfitYen: number | null;
  lastOrderedOn: string | null;
  openDeals: number;
};

/** 企業 × 製品 of one company: what it bought and what is open, product by product. */
export async function productsOf(db: Db, accountId: number, seesGrossProfit: boolean): Promise<ProductCell[]> {
  const { rows } = await sql<ProductCell>`
    select product, count(*) filter (where kind = 'order')::int as orders, sum(revenue)::bigint as "revenueYen",
           ${seesGrossProfit ? sql`sum(profit)::bigint` : sql`null::bigint`} as "grossProfitYen", max(ordered_on) as "lastOrderedOn", count(*) filter (where kind = 'deal')::int as "openDeals"
      from (select product, 'order' as kind, revenue_yen as revenue, gross_profit_yen as profit, ordered_on from order_line where account_id = ${accountId}
            union all select product, 'deal', null, null, null from deal where account_id = ${accountId} and state = 'open') x
     where coalesce(product, '') <> '' group by product order by 3 desc nulls last, product`.execute(db);
  return rows;
}

export type MergedRow = {
  rowKey: string;
  source: string;
  preset: string;
  fileName: string;
  batchId: number;
  rowNumber: number;
  externalKey: string | null;
  method: string;
  score: number;
  evidence: { matched: string[]; differs: string[] };
  cells: string[];
  header: string[];
  at: Date;
  role: string;
};

/** What is merged here and why: every source row with its method and evidence. */
export async function rowsOf(
  db: Db,
  kind: 'account' | 'person',
  id: number,
): Promise<{ rows: MergedRow[]; total: number }> {
  const { rows } = await sql<MergedRow & { total: number }>`
    select l.row_key as "rowKey", l.role, r.source, b.preset, b.file_name as "fileName", b.import_batch_id as "batchId", r.row_number as "rowNumber", r.external_key as "externalKey",
           ${kind === 'account' ? sql`coalesce(l.account_method, l.method)` : sql`l.method`} as method, l.score, l.evidence, r.cells, b.format->'header' as header, b.created_at as at, count(*) over ()::int as total
      from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version join import_batch b using (import_batch_id)
     where ${sql.ref(`l.${kind}_id`)} = ${id} order by r.arrival, r.row_number limit 200`.execute(db);
  return { rows, total: rows[0]?.total ?? 0 };
}

export type SiteLine = { name: string; address: string | null };
export async function sitesOf(db: Db, accountId: number): Promise<SiteLine[]> {
  return db
    .selectFrom('site')
    .select(['name', 'address'])
    .where('account_id', '=', accountId)
    .orderBy('name')
    .limit(100)
    .execute();
}

export type HistoryEntry = {
  id: number;
  at: Date;
  action: string;
  before: unknown;
  after: unknown;
  memberName: string | null;
};

/** Who changed what about a record and those merged into it, newest first. */
export async function historyOf(db: Db, kind: 'account' | 'person', id: number): Promise<HistoryEntry[]> {
  const ids = await allIdsOf(db, kind, id);
  return db
    .selectFrom('audit_entry as e')
    .leftJoin('member as m', 'm.member_id', 'e.member_id')
    .select(['e.audit_entry_id as id', 'e.at', 'e.action', 'e.before', 'e.after', 'm.name as memberName'])
    .where('e.subject_kind', '=', kind)
    .where('e.subject_id', 'in', ids.map(String))
    .orderBy('e.audit_entry_id', 'desc')
    .limit(200)
    .execute();
}
