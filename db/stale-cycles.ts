import { sql } from 'kysely';
import type { LinkedFact } from './facts.ts';
import { copyLine, type Transaction } from './transaction.ts';

/** Activities by which sales follows up: they date acceptances and follow-ups. */
export const salesContacts = ['visit', 'meeting', 'call'] as const;
const isSalesContact = new Set<string>(salesContacts);

/** Notes which leads, deals and people these facts speak of: their cycles are derived again. */
export async function markFacts(transaction: Transaction, facts: readonly LinkedFact[]): Promise<void> {
  const marks = new Set<string>();
  for (const { observation, personId } of facts) {
    const { row, fact } = observation;
    if (fact?.kind === 'lead' || fact?.kind === 'deal') marks.add(copyLine([fact.kind, row.key]));
    const activity = fact?.kind === 'lead' ? fact.activity : fact;
    if (activity?.kind === 'activity' && personId !== undefined && isSalesContact.has(activity.type))
      marks.add(copyLine(['person', personId]));
  }
  await transaction.copy('cycle_stale', ['kind', 'id'], [...marks]);
}

/** The same for facts that stand under these rows and are about to go. */
export async function markStanding(transaction: Pick<Transaction, 'db'>, rowKeys: readonly string[]): Promise<void> {
  const keys = sql`${rowKeys}::uuid[]`;
  await sql`
    insert into cycle_stale (kind, id)
    select 'lead', lead_id::text from lead where lead_id = any(${keys})
    union all select 'deal', deal_id::text from deal where deal_id = any(${keys})
    union all select distinct 'person', person_id::text from activity where event_id = any(${keys}) and person_id is not null and type = any(${salesContacts}::text[])`.execute(
    transaction.db,
  );
}

export async function markPeople({ db }: Pick<Transaction, 'db'>, personIds: readonly number[]): Promise<void> {
  await sql`insert into cycle_stale (kind, id) select 'person', id::text from unnest(${personIds}::bigint[]) id`.execute(
    db,
  );
}

/** Deals of which people said something, or took it back. */
export async function markDeals({ db }: Pick<Transaction, 'db'>, dealIds: readonly string[]): Promise<void> {
  await sql`insert into cycle_stale (kind, id) select 'deal', id from unnest(${dealIds}::text[]) id`.execute(db);
}

/** Leads whose facts were taken back. */
export async function markLeads({ db }: Pick<Transaction, 'db'>, leadIds: readonly string[]): Promise<void> {
  await sql`insert into cycle_stale (kind, id) select 'lead', id from unnest(${leadIds}::text[]) id`.execute(db);
}

/** Leads whose files name somebody who has just become, or is no longer, a member. */
export async function markLeadsOfOwner({ db }: Pick<Transaction, 'db'>, name: string): Promise<void> {
  await sql`insert into cycle_stale (kind, id) select 'lead', lead_id::text from lead where owner_name = ${name}`.execute(
    db,
  );
}

/** Any number that nothing else locks on: two derivations at once would write the same cycles. */
const derivationLock = 7_264_014;

/**
 * Fills the temporary table touched_cycle with every cycle that the marks concern, or with all there are, and takes the marks away.
 * A deal that a lead names, or named before, is concerned with that lead: it is a cycle of its own only while no lead names it.
 */
export async function takeStaleCycles(transaction: Transaction, which: 'all' | 'stale'): Promise<{ cycles: number }> {
  await sql`select pg_advisory_xact_lock(${derivationLock})`.execute(transaction.db);
  await transaction.run(
    'create temp table if not exists touched_cycle (cycle_id uuid primary key) on commit delete rows; truncate touched_cycle',
  );
  const all = sql`select lead_id from lead union select deal_id from deal union select cycle_id from lead_cycle union select cycle_id from lead_pass`;
  const stale = sql`
    select lead_id from touched_lead union select deal_id from touched_deal
    union select d.deal_id from touched_lead join lead l using (lead_id) join deal d on d.source = l.source and d.external_key = l.deal_key
    union select c.named_deal_id from touched_lead t join lead_cycle c on c.cycle_id = t.lead_id where c.named_deal_id is not null
    union select p.cycle_id from touched_lead join lead_pass p using (lead_id)`;
  const { rows } = await sql<{ cycles: number }>`
    with mark as (delete from cycle_stale returning kind, id),
    touched_deal as materialized (select distinct id::uuid as deal_id from mark where kind = 'deal'),
    touched_lead as materialized (
      select id::uuid as lead_id from mark where kind = 'lead'
      union select l.lead_id from (select distinct id::bigint as person_id from mark where kind = 'person') p join lead l using (person_id)
      union select l.lead_id from touched_deal join deal d using (deal_id) join lead l on l.source = d.source and l.deal_key = d.external_key
      union select c.cycle_id from touched_deal t join lead_cycle c on c.named_deal_id = t.deal_id),
    added as (insert into touched_cycle ${which === 'all' ? all : stale} returning 1)
    select count(*)::int as cycles from added`.execute(transaction.db);
  await transaction.run('analyze touched_cycle');
  return rows[0]!;
}

/** Deals that are being derived and of which people said something. */
export async function listTouchedDeals({ db }: Pick<Transaction, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ deal_id: string }>`
    select d.deal_id from touched_cycle t join deal d on d.deal_id = t.cycle_id
     where exists (select 1 from deal_event e where e.deal_id = d.deal_id and e.undone_at is null) order by 1`.execute(
    db,
  );
  return rows.map((row) => row.deal_id);
}

/** Cycles that are being derived and that people decided on: further passes are opened here and nowhere else. */
export async function listTouchedDecided({ db }: Pick<Transaction, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ cycle_id: string }>`
    select t.cycle_id from touched_cycle t 
     where exists (select 1 from cycle_event e where e.cycle_id = t.cycle_id) or exists (select 1 from lead_pass p where p.cycle_id = t.cycle_id) order by 1`.execute(
    db,
  );
  return rows.map((row) => row.cycle_id);
}
