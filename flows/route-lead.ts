import type { Receiver } from '#core/demand/cycle-event.ts';
import { sql } from 'kysely';
import type { Db } from '#db/pool.ts';

/** Who receives a lead, and why, as it is shown: the rules in their order, the one that decided last. */
export type Routed = { readonly receiver: Receiver; readonly explanation: readonly RouteReason[] };
export type RouteReason = {
  readonly rule: 'target_owner' | 'agency' | 'account_owner' | 'lead_owner' | 'queue';
  readonly isMatch: boolean;
  readonly name: string | null;
};

/** Where a lead goes that nobody is in charge of. */
export const commonQueue = 'inside_sales';

type Known = {
  target_owner_id: number | null;
  target_owner: string | null;
  agency_id: number | null;
  agency: string | null;
  owner_id: number | null;
  owner: string | null;
  lead_owner_id: number | null;
  lead_owner: string | null;
};

/**
 * A target account's lead goes to the owner the list names, never round; a lead of an agency's account to the agency; else to
 * whoever owns the account or the lead; else to the queue, so that no lead is without somebody.
 */
export async function routeLead(db: Db, cycleId: string): Promise<Routed> {
  const { rows } = await sql<Known>`
    select tm.member_id as target_owner_id, tm.name as target_owner, g.account_id as agency_id, g.name as agency, om.member_id as owner_id, om.name as owner,
           lm.member_id as lead_owner_id, lm.name as lead_owner
      from lead_cycle c
      left join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id
      left join target_line t on t.account_id = c.account_id and t.status = 'active'
      left join member tm on tm.member_id = t.owner_id and tm.is_active
      left join account g on g.account_id = a.agency_id
      left join member om on om.member_id = a.owner_id and om.is_active
      left join member lm on lm.name = l.owner_name and lm.is_active
     where c.cycle_id = ${cycleId}`.execute(db);
  const known = rows[0];
  const member = (id: number | null | undefined): Receiver | null => (id ? { kind: 'member', id: String(id) } : null);
  const tries: [RouteReason['rule'], Receiver | null, string | null | undefined][] = [
    ['target_owner', member(known?.target_owner_id), known?.target_owner],
    ['agency', known?.agency_id ? { kind: 'agency', id: String(known.agency_id) } : null, known?.agency],
    ['account_owner', member(known?.owner_id), known?.owner],
    ['lead_owner', member(known?.lead_owner_id), known?.lead_owner],
    ['queue', { kind: 'queue', id: commonQueue }, commonQueue],
  ];
  const decided = tries.findIndex(([, receiver]) => receiver !== null);
  return {
    receiver: tries[decided]![1]!,
    explanation: tries.slice(0, decided + 1).map(([rule, receiver, name]) => ({
      rule,
      isMatch: receiver !== null,
      name: name ?? null,
    })),
  };
}
