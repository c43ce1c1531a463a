import { sql, type RawBuilder } from 'kysely';
import { unassignedQueue } from '#core/route/plan.ts';
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
