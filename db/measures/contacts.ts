import { sql, type RawBuilder } from 'kysely';
import { inScope, type MeasureReader } from './window.ts';

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

/** Rows about people that were taken in during the period; usable are those with a company and a way to reach the person. */
export const countOwnedContacts: MeasureReader = {
  measures: ['owned_contacts_imported', 'owned_contacts_usable'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    select count(*)::int as owned_contacts_imported,
           (count(*) filter (where ${usableContact}))::int as owned_contacts_usable
      from import_batch b join raw_row r using (import_batch_id) join row_link l on l.row_key = r.row_key and l.version = r.version and l.role = 'main'
      join person p on p.person_id = l.person_id
     where b.created_at >= (${window.from}::date)::timestamp at time zone 'Asia/Tokyo' and b.created_at < (${window.to}::date)::timestamp at time zone 'Asia/Tokyo'
       and ${inScope(sql`l.account_id`, scope, window)}`.execute(db);
    return rows[0]!;
  },
};
