import { sql, type RawBuilder } from 'kysely';
import type { CycleState } from '#core/demand/cycle.ts';
import type { Tally, TallyPart } from '#core/demand/tally.ts';
import type { ClockClass } from '#core/demand/handover.ts';
import { answeredBy, knownTo, type HandoverReader } from './answered-by.ts';
import { isUndecided } from './deal-states.ts';
import { countNow, isInPart } from './handover-check.ts';
import type { Db } from './pool.ts';
import { visibleTo, type Viewer } from './visible.ts';

/** Which leads a list of hand-overs shows. */
export type HandoverView =
  | 'mine'
  | 'waiting'
  | 'candidates'
  | 'accepted'
  | 'unfollowed'
  | 'returned'
  | 'ignored'
  | 'new';

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
  /** Sales made it: nobody handed it over. */
  isSalesMade: boolean;
  /** バッティング: given to an agency while our own sales is active at the company. */
  isClash: boolean;
  /** The act-now offer that brought it, the latest where there are several. */
  actNow: string | null;
  clockClass: ClockClass;
};

const states: Readonly<Record<HandoverView, readonly CycleState[]>> = {
  mine: ['handed_over'],
  waiting: ['handed_over'],
  candidates: ['mql_candidate'],
  accepted: ['accepted', 'sql'],
  unfollowed: ['accepted_ignored'],
  returned: ['rejected', 'returned', 'recycled'],
  ignored: ['ignored'],
  new: ['new', 'nurturing'],
};

function where(view: HandoverView, reader: HandoverReader, part?: TallyPart): RawBuilder<boolean> {
  if (part) return sql<boolean>`(${isInPart(part)} and ${knownTo(reader)})`;
  const inState = sql<boolean>`c.state = any(${states[view]}::text[])`;
  return sql<boolean>`(${inState} and ${view === 'mine' ? answeredBy(reader) : knownTo(reader)})`;
}

/** H and its four parts as this member sees them, at this moment. */
export function countParts(db: Db, reader: HandoverReader): Promise<Tally> {
  return countNow(db, knownTo(reader));
}

const activeDays = 90;

/** Our own sales was in touch with the company lately or has an undecided deal there, while an agency holds the lead. */
const salesIsActive = sql`(c.receiver_kind is not distinct from 'agency' and c.account_id is not null and (
        exists (select 1 from deal d where d.account_id = c.account_id and ${isUndecided('d.state')})
        or exists (select 1 from activity v where v.account_id = c.account_id and v.type in ('visit', 'meeting', 'call')
                     and v.day > (now() at time zone 'Asia/Tokyo')::date - ${activeDays}::int)))`;

/** A company that an agency may not open comes with its name alone. */
const lines = (reader: Viewer) => sql`
      select c.cycle_id as "cycleId", c.state, c.number, case when ${visibleTo(reader)} then c.account_id end as "accountId", a.name as "accountName", c.person_id as "personId",
             coalesce(p.name, l.name) as "personName", p.department, p.title, l.campaign, c.source as "leadSource", c.mql_at as "handedOn",
             c.clock_from as "clockFrom", c.postponed_until as "postponedUntil", c.followed_up_at as "followedUpAt", c.receiver_kind as "receiverKind", c.receiver_id as "receiverId",
             coalesce(m.name, g.name) as "receiverName", l.owner_name as "ownerNameInFile", c.reason, c.next_action as "nextAction", c.next_on as "nextOn",
             coalesce(t.status = 'active', false) as "isOnTargetList", coalesce(t.tier, a.tier) as tier,
             c.is_sales_made as "isSalesMade", ${salesIsActive} as "isClash", c.clock_class as "clockClass",
             (select o.name from offer_take x join offer o using (offer_id) where x.cycle_id = c.cycle_id order by x.on_day desc, x.taken_at desc limit 1) as "actNow"
        from lead_cycle c
        left join lead l on l.lead_id = c.lead_id
        left join account a on a.account_id = c.account_id
        left join person p on p.person_id = c.person_id
        left join target_now t on t.account_id = c.account_id
        left join member m on c.receiver_kind = 'member' and m.member_id::text = c.receiver_id
        left join account g on c.receiver_kind = 'agency' and g.account_id::text = c.receiver_id`;

/** One hand-over as the lists show it. */
export async function readHandover(db: Db, cycleId: string, reader: Viewer): Promise<HandoverLine | undefined> {
  const { rows } = await sql<HandoverLine>`${lines(reader)} where c.cycle_id = ${cycleId}`.execute(db);
  return rows[0];
}

/** `q` is part of a company's, a person's or a campaign's name; empty looks for nothing. */
export type HandoverPage = {
  readonly offset: number;
  readonly limit: number;
  readonly q?: string;
  readonly reason?: string | undefined;
  /** Kind and id of who has them, such as `member/12`. */
  readonly receiver?: string | undefined;
  /** A part of H instead of a list. */
  readonly part?: TallyPart | undefined;
};

/** What was asked for within a list. */
function isSought({ q = '', reason, receiver }: HandoverPage): RawBuilder<boolean> {
  const part = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(${reason === undefined ? sql`true` : sql`c.reason = ${reason}`}
       and ${receiver === undefined ? sql`true` : sql`concat(c.receiver_kind, '/', c.receiver_id) = ${receiver}`}
       and ${q === '' ? sql`true` : sql`(a.name ilike ${part} or p.name ilike ${part} or l.name ilike ${part} or l.campaign ilike ${part})`})`;
}

/** One page of hand-overs: who wants to be called at once, then the longest waiting first; closed ones newest first. */
export async function listHandovers(
  db: Db,
  view: HandoverView,
  reader: HandoverReader,
  page: HandoverPage,
): Promise<{ rows: HandoverLine[]; total: number }> {
  const order =
    !page.part && (view === 'mine' || view === 'waiting')
      ? sql`c.clock_class <> 'hot', c.clock_from`
      : sql`coalesce(c.clock_from, now()) desc`;
  const [{ rows }, counted] = await Promise.all([
    sql<HandoverLine>`${lines(reader)}
       where ${where(view, reader, page.part)} and ${isSought(page)} order by ${order}, c.cycle_id offset ${page.offset} limit ${page.limit}`.execute(
      db,
    ),
    sql<{ total: number }>`
      select count(*)::int as total from lead_cycle c left join account a on a.account_id = c.account_id
             ${page.q ? sql`left join lead l on l.lead_id = c.lead_id left join person p on p.person_id = c.person_id` : sql``}
       where ${where(view, reader, page.part)} and ${isSought(page)}`.execute(db),
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

/** Everything that waits for an answer, as its clock needs it. */
export async function listWaiting(db: Db): Promise<
  {
    cycleId: string;
    accountName: string | null;
    personName: string | null;
    clockClass: ClockClass;
    clockFrom: Date;
    postponedUntil: string | null;
    followedUpAt: string | null;
  }[]
> {
  const rows = await db
    .selectFrom('lead_cycle as c')
    .leftJoin('lead as l', 'l.lead_id', 'c.lead_id')
    .leftJoin('account as a', 'a.account_id', 'c.account_id')
    .leftJoin('person as p', 'p.person_id', 'c.person_id')
    .select([
      'c.cycle_id as cycleId',
      'a.name as accountName',
      sql<string | null>`coalesce(p.name, l.name)`.as('personName'),
      sql<ClockClass>`c.clock_class`.as('clockClass'),
      sql<Date>`c.clock_from`.as('clockFrom'),
      'c.postponed_until as postponedUntil',
      'c.followed_up_at as followedUpAt',
    ])
    .where('c.state', '=', 'handed_over')
    .where('c.clock_from', 'is not', null)
    .orderBy('c.clock_from')
    .orderBy('c.cycle_id')
    .execute();
  return rows;
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
