import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** Further passes of leads that came back. */
export async function addPasses(
  db: Db,
  passes: readonly { cycleId: string; leadId: string; number: number; openedBy: number | null; why: string | null }[],
  now: Date,
): Promise<void> {
  if (passes.length === 0) return;
  await db
    .insertInto('lead_pass')
    .values(
      passes.map((pass) => ({
        cycle_id: pass.cycleId,
        lead_id: pass.leadId,
        number: pass.number,
        opened_at: now,
        opened_by: pass.openedBy,
        why: pass.why,
      })),
    )
    .execute();
}

/** The furthest pass of each of these leads. */
export async function latestPasses(db: Db, leadIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ lead_id: string; number: number }>`
    select lead_id, max(number) as number from lead_pass where lead_id = any(${leadIds}::uuid[]) group by lead_id`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.lead_id, row.number]));
}

const batchMax = 500;

/** Recycled leads whose day has come by `today`, without a later cycle of their own and with nobody else holding the person. */
export async function listRecycledUntil(db: Db, today: string): Promise<string[]> {
  const { rows } = await sql<{ cycle_id: string }>`
    select c.cycle_id from lead_cycle c join lead l on l.lead_id = c.lead_id
     where c.state = 'recycled' and c.recycle_on <= ${today}
       and exists (select 1 from cycle_event e where e.cycle_id = c.cycle_id and e.undone_at is null)
       and not exists (select 1 from lead_pass p where p.lead_id = c.lead_id and p.number > c.number)
       and not exists (select 1 from lead_cycle o where o.person_id = c.person_id and o.state in ('handed_over', 'accepted', 'accepted_ignored', 'sql', 'deal'))
     order by c.recycle_on, c.cycle_id limit ${batchMax}`.execute(db);
  return rows.map((row) => row.cycle_id);
}
