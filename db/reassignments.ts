import { sql, type RawBuilder } from 'kysely';
import { setHere } from './appointments.ts';
import { isUndecided } from './deal-states.ts';
import { isGone, worksAt } from './employments.ts';
import type { Db } from './pool.ts';

/** Ids of the companies that were this member's until a 担当替え whose month of double ownership still runs. */
export function formerAccounts(memberId: number): RawBuilder<unknown> {
  return sql`select x.account_id from reassignment_account x join reassignment r using (reassignment_id)
     where r.from_id = ${memberId} and r.state = 'applied' and x.outcome = 'moved'
       and r.shared_until >= (now() at time zone 'Asia/Tokyo')::date`;
}

/** Who owned the company until its last 担当替え, while the month of double ownership runs. */
export async function formerOwnerOf(
  db: Db,
  accountId: number | null,
): Promise<{ name: string; until: string } | undefined> {
  const { rows } = await sql<{ name: string; until: string }>`
    select m.name, r.shared_until::text as until
      from reassignment_account x join reassignment r using (reassignment_id) join member m on m.member_id = r.from_id
     where x.account_id = ${accountId ?? -1} and r.state = 'applied' and x.outcome = 'moved'
       and r.shared_until >= (now() at time zone 'Asia/Tokyo')::date
     order by r.applied_at desc limit 1`.execute(db);
  return rows[0];
}

export type OwnedAccount = {
  accountId: number;
  name: string;
  prefecture: string | null;
  industry: string | null;
  isTarget: boolean;
  people: number;
  openDeals: number;
  lastActivityOn: string | null;
  /** Leads that wait for an answer. */
  openHandovers: number;
  /** Accepted leads and open deals of leads, with their next steps. */
  accepted: number;
  /** Meetings that were set and wait for their day or their result. */
  appointments: number;
};

const openStates = sql`('handed_over', 'accepted', 'accepted_ignored', 'sql', 'deal')`;

/**
 * Whether a cycle is held for this member: as its receiver, or by the deputy whom the routing gave it to while the member was away and
 * who has held it since. What a deputy got in another way is the deputy's own.
 */
function heldFor(memberId: number): RawBuilder<boolean> {
  const standsIn = JSON.stringify([{ code: 'deputy_stands_in', memberId: String(memberId) }]);
  return sql<boolean>`(c.receiver_kind = 'member' and (c.receiver_id = ${String(memberId)} or exists (
    select 1 from cycle_event e
     where e.cycle_id = c.cycle_id and e.undone_at is null and e.kind = 'hand_over' and e.explanation -> 'because' @> ${standsIn}::jsonb
       and not exists (select 1 from cycle_event f where f.cycle_id = c.cycle_id and f.undone_at is null and f.cycle_event_id > e.cycle_event_id
                          and f.kind in ('hand_over', 'reroute', 'give_to_agency', 'reassign')))))`;
}

/** Companies that a member owns, by the target list first and the company else; `among` narrows to some of them. */
export async function accountsOwnedBy(db: Db, memberId: number, among?: readonly number[]): Promise<OwnedAccount[]> {
  const { rows } = await sql<OwnedAccount>`
    select a.account_id as "accountId", a.name, a.prefecture, a.industry, coalesce(t.status = 'active', false) as "isTarget",
           coalesce(r.person_count, 0) as people, coalesce(r.open_deal_count, 0) as "openDeals", r.last_activity_on as "lastActivityOn",
           coalesce(c.waiting, 0) as "openHandovers", coalesce(c.accepted, 0) as accepted,
           (select count(*)::int from ${setHere} h where h.now_account_id = a.account_id and h.host_id = ${memberId} and h.status = 'scheduled') as appointments
      from account a
      left join target_now t on t.account_id = a.account_id
      left join account_rollup r on r.account_id = a.account_id
      left join lateral (select (count(*) filter (where c.state = 'handed_over'))::int as waiting,
                                (count(*) filter (where c.state <> 'handed_over'))::int as accepted
                           from lead_cycle c where c.account_id = a.account_id and c.state in ${openStates} and ${heldFor(memberId)}) c on true
     where coalesce(t.owner_id, a.owner_id) = ${memberId} and ${among ? sql`a.account_id = any(${among}::bigint[])` : sql`true`}
     order by coalesce(t.status = 'active', false) desc, a.name_order, a.account_id`.execute(db);
  return rows;
}

/**
 * Leads of these companies that are held for their owner and not closed: hand-overs waiting and accepted ones, with those a deputy holds. What
 * the new owner holds already, having stood in, stays and its clock runs on.
 */
export async function openCyclesOf(
  db: Db,
  memberId: number,
  accountIds: readonly number[],
  newOwnerId: number,
): Promise<string[]> {
  const { rows } = await sql<{ cycle_id: string }>`
    select c.cycle_id from lead_cycle c
     where c.account_id = any(${accountIds}::bigint[]) and c.state in ${openStates} and ${heldFor(memberId)}
       and c.receiver_id <> ${String(newOwnerId)} order by c.cycle_id for update`.execute(db);
  return rows.map((row) => row.cycle_id);
}

/** The companies of a 担当替え with who takes them; one that was merged since stands under the id it has now. */
export async function listShared(
  db: Db,
  reassignmentId: number,
): Promise<{ listedId: number; accountId: number; toId: number; toName: string }[]> {
  const { rows } = await sql<{ listedId: number; accountId: number; toId: number; toName: string }>`
    select x.account_id as "listedId", coalesce(d.to_id, x.account_id) as "accountId", x.to_id as "toId", m.name as "toName"
      from reassignment_account x join member m on m.member_id = x.to_id
      left join entity_redirect d on d.kind = 'account' and d.from_id = x.account_id
     where x.reassignment_id = ${reassignmentId} order by x.account_id`.execute(db);
  return rows;
}

/** Target lines of these companies go to their new owner. */
export async function moveTargets(
  db: Db,
  memberId: number,
  accountIds: readonly number[],
  to: { readonly memberId: number; readonly name: string },
): Promise<{ lineId: number; accountId: number }[]> {
  const { rows } = await sql<{ lineId: number; accountId: number }>`
    update target_line l set owner_id = ${to.memberId}, owner_name = ${to.name} from target_now t
     where t.target_line_id = l.target_line_id and l.owner_id = ${memberId} and t.account_id = any(${accountIds}::bigint[])
    returning l.target_line_id as "lineId", t.account_id as "accountId"`.execute(db);
  return rows;
}

/** Meetings with these companies that were set and have no result yet: somebody else goes there. */
export async function moveAppointments(
  db: Db,
  from: number,
  accountIds: readonly number[],
  to: number,
): Promise<{ appointmentId: number; accountId: number }[]> {
  const { rows } = await sql<{ appointmentId: number; accountId: number }>`
    update appointment p set host_id = ${to}
      from ${setHere} h
     where h.appointment_id = p.appointment_id and p.host_id = ${from} and p.status = 'scheduled' and h.now_account_id = any(${accountIds}::bigint[])
    returning p.appointment_id as "appointmentId", h.now_account_id as "accountId"`.execute(db);
  return rows;
}

/** Open actions of weekly meetings go to somebody else. */
export async function moveActions(db: Db, from: number, to: number): Promise<number[]> {
  const { rows } = await sql<{ meeting_item_id: number }>`
    update meeting_item set owner_id = ${to} where owner_id = ${from} and kind = 'action' and state in ('open', 'late')
    returning meeting_item_id`.execute(db);
  return rows.map((row) => row.meeting_item_id);
}

export async function countOpenActions(db: Db, memberId: number): Promise<number> {
  const { n } = await db
    .selectFrom('meeting_item')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('owner_id', '=', memberId)
    .where('kind', '=', 'action')
    .where('state', 'in', ['open', 'late'])
    .executeTakeFirstOrThrow();
  return Number(n);
}

export type ReassignmentLine = {
  reassignmentId: number;
  fromId: number;
  fromName: string;
  toNames: string[];
  effectiveOn: string;
  sharedUntil: string;
  note: string | null;
  state: 'planned' | 'applied' | 'undone';
  accounts: number;
  moved: {
    accounts: number;
    targets: number;
    cycles: number;
    clocks: number;
    appointments: number;
    actions: number;
  } | null;
  createdBy: string | null;
  createdAt: Date;
  appliedAt: Date | null;
};

/** All of them, the latest day first; or one. */
export async function listReassignments(db: Db, id?: number): Promise<ReassignmentLine[]> {
  const { rows } = await sql<ReassignmentLine>`
    select r.reassignment_id as "reassignmentId", r.from_id as "fromId", f.name as "fromName",
           coalesce(x.names, '{}') as "toNames", r.effective_on::text as "effectiveOn", r.shared_until::text as "sharedUntil", r.note, r.state,
           coalesce(x.accounts, 0) as accounts, '{"appointments": 0}'::jsonb || r.moved as moved, c.name as "createdBy", r.created_at as "createdAt", r.applied_at as "appliedAt"
      from reassignment r join member f on f.member_id = r.from_id left join member c on c.member_id = r.created_by
      left join lateral (select array_agg(distinct m.name) as names, count(*)::int as accounts
                           from reassignment_account y join member m on m.member_id = y.to_id where y.reassignment_id = r.reassignment_id) x on true
     where ${id === undefined ? sql`true` : sql`r.reassignment_id = ${id}`}
     order by r.effective_on desc, r.reassignment_id desc limit 200`.execute(db);
  return rows;
}

/** What a letter of hand-over tells of one company. */
export type Letter = {
  accountId: number;
  name: string;
  prefecture: string | null;
  industry: string | null;
  phone: string | null;
  isTarget: boolean;
  tier: string | null;
  reason: string | null;
  agencyName: string | null;
  toName: string;
  outcome: 'moved' | 'elsewhere' | null;
  people: { name: string; department: string | null; title: string | null; lastOn: string | null }[];
  aims: { department: string; role: string | null; personName: string | null; isGone: boolean }[];
  deals: { name: string; stage: string; amountYen: number | null; createdOn: string | null }[];
  leads: {
    personName: string | null;
    isGone: boolean;
    state: string;
    campaign: string | null;
    handedOn: string | null;
    nextAction: string | null;
    nextOn: string | null;
  }[];
  appointments: {
    meetsOn: string;
    meetsAt: string | null;
    personName: string | null;
    isGone: boolean;
    subject: string | null;
  }[];
  activities: { day: string; type: string; subject: string | null; memberName: string | null }[];
  notes: { text: string; memberName: string | null; on: string }[];
};

const perCompany = 5;
const goneFrom = (person: string) => sql`${isGone(sql.ref(person), sql`a.account_id`)} as "isGone"`;

/** Everything the next owner should know of each company of a 担当替え, company by company. */
export async function listLetters(
  db: Db,
  reassignmentId: number,
  page: { readonly offset: number; readonly limit: number },
): Promise<Letter[]> {
  const list = (columns: RawBuilder<unknown>, from: RawBuilder<unknown>) =>
    sql`coalesce((select json_agg(z) from (select ${columns} from ${from} limit ${sql.lit(perCompany)}) z), '[]')`;
  const { rows } = await sql<Letter>`
    select a.account_id as "accountId", a.name, a.prefecture, a.industry, a.phone, coalesce(t.status = 'active', false) as "isTarget", coalesce(t.tier, a.tier) as tier,
           t.reason, g.name as "agencyName", m.name as "toName", x.outcome,
           ${list(
             sql`p.name, p.department, p.title, (select max(v.day)::text from activity v where v.account_id = a.account_id and v.person_id = p.person_id) as "lastOn"`,
             sql`person p where ${worksAt(sql`a.account_id`)} order by p.title_rank desc nulls last, p.person_id`,
           )} as people,
           ${list(
             sql`i.department, i.role, p.name as "personName", ${goneFrom('i.person_id')}`,
             sql`target_aim i left join person p using (person_id) where i.target_line_id = t.target_line_id order by i.target_aim_id`,
           )} as aims,
           ${list(
             sql`d.name, d.stage, d.amount_yen as "amountYen", d.created_on as "createdOn"`,
             sql`deal d where d.account_id = a.account_id and ${isUndecided('d.state')} order by d.created_on desc nulls last, d.deal_id`,
           )} as deals,
           ${list(
             sql`coalesce(p.name, l.name) as "personName", ${goneFrom('c.person_id')}, c.state, l.campaign, c.mql_at as "handedOn", c.next_action as "nextAction", c.next_on as "nextOn"`,
             sql`lead_cycle c left join lead l on l.lead_id = c.lead_id left join person p on p.person_id = c.person_id
                  where c.account_id = a.account_id and c.state in ('handed_over', 'accepted', 'accepted_ignored', 'sql', 'deal') order by c.mql_at desc nulls last, c.cycle_id`,
           )} as leads,
           ${list(
             sql`h.meets_on::text as "meetsOn", to_char(h.meets_at, 'HH24:MI') as "meetsAt", p.name as "personName", ${goneFrom('h.now_person_id')}, h.subject`,
             sql`${setHere} h left join person p on p.person_id = h.now_person_id
                  where h.now_account_id = a.account_id and h.status = 'scheduled' order by h.meets_on, h.meets_at, h.appointment_id`,
           )} as appointments,
           ${list(
             sql`v.day::text as day, v.type, v.subject, v.member_name as "memberName"`,
             sql`activity v where v.account_id = a.account_id order by v.day desc, v.event_id`,
           )} as activities,
           ${list(
             sql`n.text, w.name as "memberName", (n.at at time zone 'Asia/Tokyo')::date::text as "on"`,
             sql`note n left join member w on w.member_id = n.member_id where n.subject_kind = 'account' and n.subject_id = a.account_id and n.deleted_at is null order by n.at desc`,
           )} as notes
      from reassignment_account x join account a on a.account_id = x.account_id join member m on m.member_id = x.to_id
      left join target_now t on t.account_id = a.account_id left join account g on g.account_id = a.agency_id
     where x.reassignment_id = ${reassignmentId}
     order by m.name, coalesce(t.status = 'active', false) desc, a.name_order, a.account_id offset ${page.offset} limit ${page.limit}`.execute(
    db,
  );
  return rows;
}
