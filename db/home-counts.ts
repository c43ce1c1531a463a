import { sql } from 'kysely';
import type { DateText } from '#core/value/date.ts';
import type { Db } from './pool.ts';

/** How much there is and how much of it waits, for the first screen: each count by the name that the screen has for it. */
export async function countAtHome(db: Db, today: DateText): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from account)::int as accounts,
           (select count(*) from person)::int as people,
           (select count(*) from import_batch where state = 'done')::int as imports,
           (select count(*) from review where state = 'open')::int as reviews,
           (select count(*) from target_line where status = 'awaiting_sales')::int as "awaitingSales",
           (select count(*) from target_line where status = 'awaiting_marketing')::int as "awaitingMarketing",
           (select count(*) from target_line where status = 'candidate')::int as candidates,
           (select count(*) from target_line where status = 'active')::int as active,
           (select count(*) from lead_cycle where state in ('rejected', 'returned') and reason = 'unreachable')::int as "contactsToMend",
           (select count(*) from lead_cycle where state in ('rejected', 'returned') and reason = 'other')::int as "notesToRead",
           (select count(*) from lead_cycle where state in ('rejected', 'returned') and reason = 'no_capacity')::int as "noHands",
           (select count(*) from target_aim where person_id is null and search_due_on < ${today})::int as "overdueSearches",
           (select count(*) from lead_event where stage = 'mql')::int as mql,
           (select count(*) from wish_list)::int as "wishLists",
           (select count(*) from rejected_row r join import_batch b using (import_batch_id) where b.state = 'done' and r.code like 'E%')::int as "rejectedRows"`.execute(
    db,
  );
  return rows[0]!;
}
