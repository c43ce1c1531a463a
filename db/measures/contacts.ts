import { sql, type RawBuilder } from 'kysely';
import { inScope, type MeasureReader, type MeasureScope, type MeasureWindow } from './window.ts';

export const countLeads: MeasureReader = {
  measures: ['leads_created'],
  count: async (db, window, scope) => {
    const { rows } = await sql<{ leads_created: number }>`
    select count(*)::int as leads_created from lead d
     where d.created_on >= ${window.from} and d.created_on < ${window.to} and ${inScope(sql`d.account_id`, scope, window)}`.execute(
      db,
    );
    return rows[0]!;
  },
};

/** The link `l` of a row about the person `p`: known company, some way to reach the person. */
export const usableContact: RawBuilder<boolean> = sql<boolean>`(l.account_id is not null and coalesce(p.email, p.phone, p.mobile) is not null)`;

/** Imports `b` of the period. */
export const createdWithin = ({ from, to }: MeasureWindow) =>
  sql<boolean>`(b.created_at >= (${from}::date)::timestamp at time zone 'Asia/Tokyo' and b.created_at < (${to}::date)::timestamp at time zone 'Asia/Tokyo')`;

/** Rows about people that were taken in during the period; usable are those with a company and a way to reach the person. */
export const countOwnedContacts: MeasureReader = {
  measures: ['owned_contacts_imported', 'owned_contacts_usable'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    select count(*)::int as owned_contacts_imported,
           (count(*) filter (where ${usableContact}))::int as owned_contacts_usable
      from import_batch b join raw_row r using (import_batch_id) join row_link l on l.row_key = r.row_key and l.version = r.version and l.role = 'main'
      join person p on p.person_id = l.person_id
     where ${createdWithin(window)} and ${inScope(sql`l.account_id`, scope, window)}`.execute(db);
    return rows[0]!;
  },
};

/** Rows `r` of imports `b` of the period that tell what a record cost, each with the company and the person it came to. */
const pricedRows = (window: MeasureWindow, scope: MeasureScope) => sql`(
      select distinct on (r.row_key) r.row_key, r.arrival, l.account_id, l.person_id, b.unit_cost_yen, b.created_at
        from import_batch b join raw_row r using (import_batch_id) join row_link l on l.row_key = r.row_key and l.role = 'main'
       where b.state = 'done' and b.unit_cost_yen is not null and r.withdrawn_by is null and ${createdWithin(window)} and ${inScope(sql`l.account_id`, scope, window)}
       order by r.row_key, r.version) r`;

/** Who of them was not known before: no earlier row is about the person. */
const isNewContact = sql<boolean>`(r.account_id is not null and r.person_id is not null and not exists (
        select 1 from row_link e join raw_row w on w.row_key = e.row_key and w.withdrawn_by is null
         where e.person_id = r.person_id and w.arrival < r.arrival))`;

/** What imports cost (domain.md §10.4, K6.5), and whom they brought; a person whom several of their rows tell of is one. */
export const countImportCosts: MeasureReader = {
  measures: ['import_costs', 'contacts_gained'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    select coalesce(sum(r.unit_cost_yen), 0)::bigint as import_costs, (count(distinct r.person_id) filter (where ${isNewContact}))::int as contacts_gained
      from ${pricedRows(window, scope)}`.execute(db);
    return rows[0]!;
  },
};

/** The rows behind a cost, or the people behind their count. */
export function importCostCases(
  measure: 'import_costs' | 'contacts_gained',
  window: MeasureWindow,
  scope: MeasureScope,
): RawBuilder<unknown> {
  return measure === 'import_costs'
    ? pricedRows(window, scope)
    : sql`(select distinct on (r.person_id) r.* from ${pricedRows(window, scope)} where ${isNewContact} order by r.person_id, r.arrival) r`;
}
