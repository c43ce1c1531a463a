import { sql, type RawBuilder } from 'kysely';
import { unassignedQueue } from '#core/route/plan.ts';
import type { Db } from './pool.ts';
import { formerAccounts } from './reassignments.ts';
import type { Viewer } from './visible.ts';

/** Who looks at hand-overs: what they see, and what they answer for. */
export type HandoverReader = Viewer & { readonly memberId: number };

/**
 * Everything this member answers for: own items, those of members who are away and named them, for a month those of companies
 * that were theirs, the queue their role looks after, the agency's own.
 */
export function answeredBy(reader: HandoverReader): RawBuilder<boolean> {
  if (reader.role === 'agency')
    return sql`(c.receiver_kind = 'agency' and c.receiver_id = ${String(reader.agencyAccountId ?? -1)})`;
  return sql`(${queueOf(reader)} or c.receiver_kind = 'member' and (c.receiver_id = ${String(reader.memberId)} or c.receiver_id in (
    select b.member_id::text from absence b where b.deputy_id = ${reader.memberId}
       and (now() at time zone 'Asia/Tokyo')::date between b.from_on and b.to_on)
    or c.account_id in (${formerAccounts(reader.memberId)})))`;
}

/** Inside sales looks after the common queue, sales managers after what has no owner. */
function queueOf({ role }: HandoverReader): RawBuilder<boolean> {
  if (role === 'sales_manager') return sql`(c.receiver_kind = 'queue' and c.receiver_id = ${unassignedQueue})`;
  return role === 'inside_sales'
    ? sql`(c.receiver_kind = 'queue' and c.receiver_id <> ${unassignedQueue})`
    : sql`false`;
}

/** An agency knows of its own leads alone. */
export function knownTo(reader: HandoverReader): RawBuilder<boolean> {
  return reader.role === 'agency' ? answeredBy(reader) : sql<boolean>`true`;
}

/** Whether the reader may answer for the lead `c`, and say how good it was: sales managers and administrators for everybody. */
export function answerableBy(reader: HandoverReader): RawBuilder<boolean> {
  if (reader.role === 'admin' || reader.role === 'sales_manager') return sql<boolean>`true`;
  const queue = reader.role === 'agency' ? sql`false` : sql`c.receiver_kind = 'queue'`;
  return sql<boolean>`coalesce(${answeredBy(reader)} or ${queue}, false)`;
}

/** How many of these leads the reader may not answer for. */
export async function countAnsweredByOthers(
  db: Db,
  cycleIds: readonly string[],
  reader: HandoverReader,
): Promise<number> {
  const { rows } = await sql<{ others: number }>`
    select count(*)::int as others from lead_cycle c where c.cycle_id = any(${cycleIds}::uuid[]) and not ${answerableBy(reader)}`.execute(
    db,
  );
  return rows[0]!.others;
}

/** Those of these leads that are there and that the reader may know of. */
export async function findKnown(db: Db, cycleIds: readonly string[], reader: HandoverReader): Promise<Set<string>> {
  const { rows } = await sql<{ cycle_id: string }>`
    select c.cycle_id from lead_cycle c where c.cycle_id = any(${cycleIds}::uuid[]) and ${knownTo(reader)}`.execute(db);
  return new Set(rows.map((row) => row.cycle_id));
}
