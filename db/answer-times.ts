import { sql } from 'kysely';
import type { ClockClass } from '#core/demand/handover.ts';
import type { Db } from './pool.ts';

/** Leads handed over here on the days of `[from, to)`, with the moment their clock began and that of the first answer. */
export async function listHandedHere(
  db: Db,
  from: string,
  to: string,
): Promise<
  {
    cycleId: string;
    clockClass: ClockClass;
    clockFrom: Date;
    postponedUntil: string | null;
    receiverKind: string | null;
    receiverId: string | null;
    answeredAt: Date | null;
  }[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof listHandedHere>>[number]>`
    select c.cycle_id as "cycleId", c.clock_class as "clockClass", c.clock_from as "clockFrom", c.postponed_until as "postponedUntil",
           c.receiver_kind as "receiverKind", c.receiver_id as "receiverId",
           (select min(e.at) from cycle_event e
             where e.cycle_id = c.cycle_id and e.undone_at is null and e.kind in ('accept', 'join_deal', 'reject')) as "answeredAt"
      from lead_cycle c
     where c.mql_at >= ${from} and c.mql_at < ${to} and c.state <> 'merged' and c.clock_from is not null
       and exists (select 1 from cycle_event e where e.cycle_id = c.cycle_id and e.undone_at is null and e.kind = 'hand_over')
     order by c.mql_at desc, c.cycle_id`.execute(db);
  return rows;
}
