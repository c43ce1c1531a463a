import { sql } from 'kysely';
import type { ClockClass } from '#core/demand/handover.ts';
import type { Db } from './pool.ts';

/** A lead that somebody holds: waiting for their answer, or accepted and left alone. */
export type HeldLead = {
  readonly cycleId: string;
  readonly state: 'handed_over' | 'accepted_ignored';
  readonly receiverKind: string;
  readonly receiverId: string;
  readonly receiverName: string | null;
  readonly clockClass: ClockClass;
  readonly clockFrom: Date | null;
  readonly postponedUntil: string | null;
  readonly followedUpAt: string | null;
};

/** Every lead that waits for an answer or was accepted and left alone, with who has it. */
export async function listHeldLeads(db: Db): Promise<HeldLead[]> {
  const { rows } = await sql<HeldLead>`
    select c.cycle_id as "cycleId", c.state, c.receiver_kind as "receiverKind", c.receiver_id as "receiverId", coalesce(m.name, g.name) as "receiverName",
           c.clock_class as "clockClass", c.clock_from as "clockFrom", c.postponed_until as "postponedUntil", c.followed_up_at as "followedUpAt"
      from lead_cycle c
      left join member m on c.receiver_kind = 'member' and m.member_id::text = c.receiver_id
      left join account g on c.receiver_kind = 'agency' and g.account_id::text = c.receiver_id
     where c.state in ('handed_over', 'accepted_ignored') and c.receiver_kind is not null`.execute(db);
  return rows;
}
