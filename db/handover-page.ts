import { sql } from 'kysely';
import { undecidedStates } from '#core/demand/deal-state.ts';
import { isUndecided } from './deal-states.ts';
import type { Db } from './pool.ts';

/** What is known of the lead's company and person, as far as it helps to decide: the last ten events. */
export async function recentEvents(
  db: Db,
  accountId: number | null,
  personId: number | null,
): Promise<{ day: string; type: string; subject: string | null; memberName: string | null; isPerson: boolean }[]> {
  const { rows } = await sql<{
    day: string;
    type: string;
    subject: string | null;
    memberName: string | null;
    isPerson: boolean;
  }>`
    select day::text as day, type, subject, member_name as "memberName", coalesce(person_id = ${personId ?? -1}, false) as "isPerson"
      from activity where account_id = ${accountId ?? -1} order by day desc, event_id limit 10`.execute(db);
  return rows;
}

/** What our own sales does at a company that an agency holds a lead of. */
export async function salesActivityAt(
  db: Db,
  accountId: number | null,
): Promise<{ ownerName: string | null; lastOn: string | null; openDeals: number } | undefined> {
  const { rows } = await sql<{ ownerName: string | null; lastOn: string | null; openDeals: number }>`
    select coalesce(m.name, a.owner_name) as "ownerName",
           (select max(v.day)::text from activity v where v.account_id = a.account_id and v.type in ('visit', 'meeting', 'call')) as "lastOn",
           (select count(*)::int from deal d where d.account_id = a.account_id and ${isUndecided('d.state')}) as "openDeals"
      from account a left join member m on m.member_id = a.owner_id where a.account_id = ${accountId ?? -1}`.execute(
    db,
  );
  return rows[0];
}

/** Deals of the lead's company that it can be added to: those worked on, and those that rest. */
export async function openDealsOf(
  db: Db,
  accountId: number | null,
): Promise<{ dealId: string; name: string; stage: string; amountYen: number | null }[]> {
  if (accountId === null) return [];
  const rows = await db
    .selectFrom('deal')
    .select(['deal_id', 'name', 'stage', 'amount_yen'])
    .where('account_id', '=', accountId)
    .where('state', 'in', [...undecidedStates])
    .orderBy('created_on', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => ({ dealId: row.deal_id, name: row.name, stage: row.stage, amountYen: row.amount_yen }));
}

/** How the person of a lead is reached. */
export async function contactOf(
  db: Db,
  personId: number | null,
): Promise<{ email: string | null; phone: string | null } | undefined> {
  if (personId === null) return undefined;
  return db
    .selectFrom('person')
    .select(['email', sql<string | null>`coalesce(phone, mobile)`.as('phone')])
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

/** Other leads that a lead may be the same as: of its person first, then of its company, latest first. */
export async function sameLeadsOf(
  db: Db,
  cycleId: string,
): Promise<
  { cycleId: string; personName: string | null; campaign: string | null; state: string; handedOn: string | null }[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof sameLeadsOf>>[number]>`
    with one as (select lead_id, person_id, account_id from lead_cycle where cycle_id = ${cycleId}),
    near as (
      select o.cycle_id from one join lead l on l.person_id = one.person_id join lead_cycle o on o.lead_id = l.lead_id
      union select o.cycle_id from one join lead_cycle o on o.account_id = one.account_id)
    select o.cycle_id as "cycleId", coalesce(p.name, l.name) as "personName", l.campaign, o.state, o.mql_at as "handedOn"
      from one cross join near join lead_cycle o using (cycle_id)
      join lead l on l.lead_id = o.lead_id left join person p on p.person_id = o.person_id
     where o.lead_id <> one.lead_id and o.state <> 'merged'
     order by (o.person_id = one.person_id) desc nulls last, o.mql_at desc nulls last, o.cycle_id limit 20`.execute(db);
  return rows;
}
