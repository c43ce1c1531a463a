import { sql, type RawBuilder } from 'kysely';
import type { KnownCycle } from '#core/demand/act-now.ts';
import type { CycleState } from '#core/demand/cycle.ts';
import type { TakeOutcome } from './offer-takes.ts';
import type { Db } from './pool.ts';

/** What somebody did of their own accord; visits and calls are what sales did. */
const ownActs = ['form', 'seminar', 'exhibition', 'card', 'mail', 'other'] as const;

/** A stored row as offers look at it: its names, its day and whom it is about. */
export type NamedRow = {
  rowKey: string;
  isLead: boolean;
  on: string;
  accountId: number | null;
  accountName: string | null;
  personId: number | null;
  personName: string | null;
  campaign: string | null;
  leadSource: string | null;
  subject: string | null;
  fileName: string | null;
  rowNumber: number;
  /** What it led to, if it took an offer already. */
  outcome: TakeOutcome | null;
  cycleId: string | null;
};

/** Which rows are looked at: those of one import, of a part of it (`from < row ≤ to`), of all imports since a moment, or these. */
export type RowScope =
  | { readonly batchId: number; readonly from?: number; readonly to?: number }
  | { readonly since: Date }
  | { readonly rowKeys: readonly string[] };

function inScope(scope: RowScope): RawBuilder<boolean> {
  if ('batchId' in scope)
    return sql`b.import_batch_id = ${scope.batchId} and r.row_number > ${scope.from ?? 0} and r.row_number <= ${scope.to ?? 2_147_483_647}`;
  if ('rowKeys' in scope) return sql`r.row_key = any(${scope.rowKeys}::uuid[])`;
  return sql`coalesce(b.finished_at, b.created_at) >= ${scope.since}`;
}

const rowsOf = (scope: RowScope, columns: RawBuilder<unknown>) => sql`
  select ${columns}
    from import_batch b join raw_row r using (import_batch_id)
    join row_link k on k.row_key = r.row_key and k.role = 'main' and k.version = r.version
    left join lead l on l.lead_id = r.row_key
    left join activity v on v.event_id = r.row_key
    left join offer_take t on t.row_key = r.row_key
   where ${inScope(scope)} and (l.lead_id is not null or v.type = any(${[...ownActs]}::text[]))`;

/** The different names in these rows: few, however many rows there are. */
export async function listRowNames(db: Db, scope: RowScope): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct n.name from (${rowsOf(scope, sql`l.campaign, l.lead_source, v.subject`)}) r
     cross join lateral (values (r.campaign), (r.lead_source), (r.subject)) n (name) where n.name is not null`.execute(
    db,
  );
  return rows.map((row) => row.name);
}

/** Rows with one of these names, or whatever they say, in the order of their days. */
export async function listNamedRows(db: Db, scope: RowScope, names: readonly string[] | 'any'): Promise<NamedRow[]> {
  if (names.length === 0) return [];
  const columns = sql`r.row_key, r.row_number, b.file_name, l.lead_id is not null as is_lead, l.campaign, l.lead_source, l.name as lead_name, v.subject,
    coalesce(v.day::text, l.created_on, to_char(coalesce(b.finished_at, now()) at time zone 'Asia/Tokyo', 'YYYY-MM-DD')) as on_day,
    coalesce(l.account_id, nullif(v.account_id, 0)) as account_id, coalesce(l.person_id, v.person_id) as person_id, t.outcome, t.cycle_id`;
  const { rows } = await sql<NamedRow>`
    select r.row_key as "rowKey", r.is_lead as "isLead", r.on_day as "on", r.account_id as "accountId", a.name as "accountName", r.person_id as "personId",
           coalesce(p.name, r.lead_name) as "personName", r.campaign, r.lead_source as "leadSource", r.subject, r.file_name as "fileName",
           r.row_number as "rowNumber", r.outcome, r.cycle_id as "cycleId"
      from (${rowsOf(scope, columns)}) r left join account a on a.account_id = r.account_id left join person p on p.person_id = r.person_id
     where ${names === 'any' ? sql`true` : sql`array[r.campaign, r.lead_source, r.subject] && ${names}::text[]`}
     order by r.on_day, r.row_key`.execute(db);
  return rows;
}

/** Every cycle of the people of these rows and of the rows themselves, the latest first, by row. */
export async function listCyclesOfRows(
  db: Db,
  rowKeys: readonly string[],
  personIds: readonly number[],
): Promise<(KnownCycle & { readonly personId: number | null })[]> {
  const { rows } = await sql<KnownCycle & { personId: number | null; state: CycleState }>`
    select c.cycle_id as "cycleId", l.lead_id as "leadId", c.state, c.person_id as "personId"
      from lead_cycle c left join lead l on l.lead_id = c.lead_id
     where c.person_id = any(${personIds}::bigint[]) or c.cycle_id = any(${rowKeys}::uuid[])
     order by coalesce(c.mql_at, l.created_on, c.deal_at) desc nulls last, c.number desc, c.cycle_id`.execute(db);
  return rows;
}
