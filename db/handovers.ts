import { sql, type RawBuilder } from 'kysely';
import type { CycleState } from '#core/demand/cycle.ts';
import type { Db } from './pool.ts';
import { visibleTo, type Viewer } from './visible.ts';

/** Which leads a list of hand-overs shows. */
export type HandoverView = 'mine' | 'waiting' | 'candidates' | 'accepted' | 'returned' | 'ignored' | 'new';

export type HandoverLine = {
  cycleId: string;
  state: CycleState;
  number: number;
  accountId: number | null;
  accountName: string | null;
  personId: number | null;
  personName: string | null;
  department: string | null;
  title: string | null;
  campaign: string | null;
  leadSource: string | null;
  handedOn: string | null;
  clockFrom: Date | null;
  postponedUntil: string | null;
  followedUpAt: string | null;
  receiverKind: string | null;
  receiverId: string | null;
  receiverName: string | null;
  ownerNameInFile: string | null;
  reason: string | null;
  nextAction: string | null;
  nextOn: string | null;
  isOnTargetList: boolean;
  tier: string | null;
};

const states: Readonly<Record<HandoverView, readonly CycleState[]>> = {
  mine: ['handed_over'],
  waiting: ['handed_over'],
  candidates: ['mql_candidate'],
  accepted: ['accepted', 'accepted_ignored', 'sql'],
  returned: ['rejected', 'returned', 'recycled'],
  ignored: ['ignored'],
  new: ['new', 'nurturing'],
};

export type HandoverReader = Viewer & { readonly memberId: number };

/** Everything this member answers for: own items, those of members who are away and named them, the agency's own. */
export function answeredBy(reader: HandoverReader): RawBuilder<boolean> {
  if (reader.role === 'agency')
    return sql`(c.receiver_kind = 'agency' and c.receiver_id = ${String(reader.agencyAccountId ?? -1)})`;
  return sql`(c.receiver_kind = 'member' and (c.receiver_id = ${String(reader.memberId)} or c.receiver_id in (
    select b.member_id::text from absence b where b.deputy_id = ${reader.memberId}
       and (now() at time zone 'Asia/Tokyo')::date between b.from_on and b.to_on)))`;
}

function where(view: HandoverView, reader: HandoverReader): RawBuilder<boolean> {
  const inState = sql<boolean>`c.state = any(${states[view]}::text[])`;
  const own = view === 'mine' || reader.role === 'agency' ? answeredBy(reader) : sql<boolean>`true`;
  const seen = sql<boolean>`(c.account_id is null or ${visibleTo(reader)})`;
  return sql<boolean>`(${inState} and ${own} and ${seen})`;
}

const lines = sql`
      select c.cycle_id as "cycleId", c.state, c.number, c.account_id as "accountId", a.name as "accountName", c.person_id as "personId",
             coalesce(p.name, l.name) as "personName", p.department, p.title, l.campaign, c.source as "leadSource", c.mql_at as "handedOn",
             c.clock_from as "clockFrom", c.postponed_until as "postponedUntil", c.followed_up_at as "followedUpAt", c.receiver_kind as "receiverKind", c.receiver_id as "receiverId",
             coalesce(m.name, g.name) as "receiverName", l.owner_name as "ownerNameInFile", c.reason, c.next_action as "nextAction", c.next_on as "nextOn",
             coalesce(t.status = 'active', false) as "isOnTargetList", coalesce(t.tier, a.tier) as tier
        from lead_cycle c
        left join lead l on l.lead_id = c.lead_id
        left join account a on a.account_id = c.account_id
        left join person p on p.person_id = c.person_id
        left join target_line t on t.account_id = c.account_id
        left join member m on c.receiver_kind = 'member' and m.member_id::text = c.receiver_id
        left join account g on c.receiver_kind = 'agency' and g.account_id::text = c.receiver_id`;

/** One hand-over as the lists show it. */
export async function readHandover(db: Db, cycleId: string): Promise<HandoverLine | undefined> {
  const { rows } = await sql<HandoverLine>`${lines} where c.cycle_id = ${cycleId}`.execute(db);
  return rows[0];
}

/** One page of hand-overs, the longest waiting first; closed ones newest first. */
export async function listHandovers(
  db: Db,
  view: HandoverView,
  reader: HandoverReader,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ rows: HandoverLine[]; total: number }> {
  const order = view === 'mine' || view === 'waiting' ? sql`c.clock_from` : sql`coalesce(c.clock_from, now()) desc`;
  const [{ rows }, counted] = await Promise.all([
    sql<HandoverLine>`${lines}
       where ${where(view, reader)} order by ${order}, c.cycle_id offset ${page.offset} limit ${page.limit}`.execute(
      db,
    ),
    sql<{ total: number }>`
      select count(*)::int as total from lead_cycle c left join account a on a.account_id = c.account_id where ${where(view, reader)}`.execute(
      db,
    ),
  ]);
  return { rows, total: counted.rows[0]!.total };
}

/** How many leads stand in each list, for the tabs. */
export async function countHandovers(db: Db, reader: HandoverReader): Promise<Record<HandoverView, number>> {
  const views = Object.keys(states) as HandoverView[];
  const counts = views.map((view) => sql`(count(*) filter (where ${where(view, reader)}))::int as ${sql.ref(view)}`);
  const { rows } = await sql<Record<HandoverView, number>>`
    select ${sql.join(counts)} from lead_cycle c left join account a on a.account_id = c.account_id`.execute(db);
  return rows[0]!;
}

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

/** Open deals of the lead's company that it can be added to. */
export async function openDealsOf(
  db: Db,
  accountId: number | null,
): Promise<{ dealId: string; name: string; stage: string; amountYen: number | null }[]> {
  if (accountId === null) return [];
  const rows = await db
    .selectFrom('deal')
    .select(['deal_id', 'name', 'stage', 'amount_yen'])
    .where('account_id', '=', accountId)
    .where('state', '=', 'open')
    .orderBy('created_on', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => ({ dealId: row.deal_id, name: row.name, stage: row.stage, amountYen: row.amount_yen }));
}

/** Who a hand-over can be given to: members who sell, and agencies. */
export async function listReceivers(
  db: Db,
): Promise<{ members: { id: string; name: string }[]; agencies: { id: string; name: string }[] }> {
  const members = await db
    .selectFrom('member')
    .select(['member_id', 'name'])
    .where('is_active', '=', true)
    .where('role', 'in', ['inside_sales', 'account_executive', 'sales_manager'])
    .orderBy('name')
    .execute();
  const { rows } = await sql<{ account_id: number; name: string }>`
    select distinct g.account_id, g.name, g.name_order from account g
     where g.agency_role is not null or exists (select 1 from account a where a.agency_id = g.account_id) order by g.name_order limit 500`.execute(
    db,
  );
  return {
    members: members.map((member) => ({ id: String(member.member_id), name: member.name })),
    agencies: rows.map((row) => ({ id: String(row.account_id), name: row.name })),
  };
}
