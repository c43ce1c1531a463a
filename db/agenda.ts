import { sql, type RawBuilder } from 'kysely';
import type { TallyPart } from '#core/demand/tally.ts';
import { titleOfDeal } from '#core/demand/deal-title.ts';
import { addDays } from '#core/period/day.ts';
import type { Words } from '#core/words.ts';
import { isNotWon } from './deal-states.ts';
import { isInPart } from './handover-check.ts';
import type { MeasureRow } from './measures/rows.ts';
import { countEach } from './measures/window.ts';
import { isStalled, quietDays, standsStill, undecidedDeals } from './open-deals.ts';
import type { Db } from './pool.ts';

/** One line of the agenda: what it is about, where it opens, and what is to be said of it. */
export type AgendaLine = {
  readonly subject: string;
  readonly accountId: number | null;
  readonly cycleId: string | null;
  readonly detail: string | null;
  readonly on: string | null;
  /** What a deal is worth, and what somebody said in words; only where the part tells it. */
  readonly amountYen?: number | null;
  readonly said?: Words | null;
  /** What it adds up to, by name: what happened at a company, or how a campaign went. */
  readonly counts?: Readonly<Record<string, number>>;
};
export type AgendaPart = { readonly count: number; readonly lines: readonly AgendaLine[] };

/** The numbers of the last seven days and of the four weeks whose leads are judged. */
export type AgendaNumbers = {
  readonly handed: number;
  readonly sal: number;
  readonly rejected: number;
  readonly ignored: number;
  readonly cohortHanded: number;
  readonly cohortSal: number;
  /** With `cohortSal` the four parts of those handed over; agendas of earlier versions did not keep them. */
  readonly cohortRejected?: number;
  readonly cohortIgnored?: number;
  readonly cohortPending?: number;
  readonly cohortDeals: number;
};

const linesMax = 5;
/** Every strategic target comes up at least this often. */
const focusWeeks = 4;
const cohortDays = 28;

/** Each number of the week as one condition over the cycle `c`, so that it and its rows can never differ. */
function conditions(today: string) {
  const lastWeek = (column: string) =>
    sql<boolean>`(${sql.ref(column)} > ${addDays(today, -7)} and ${sql.ref(column)} <= ${today})`;
  const inCohort = (part: TallyPart) =>
    sql<boolean>`(c.mql_at > ${addDays(today, -cohortDays)} and c.mql_at <= ${today} and ${isInPart(part)})`;
  return {
    handed: sql<boolean>`(${lastWeek('c.mql_at')} and ${isInPart('handed')})`,
    sal: lastWeek('c.sal_at'),
    rejected: lastWeek('c.rejected_at'),
    ignored: lastWeek('c.ignored_at'),
    cohortHanded: inCohort('handed'),
    cohortSal: inCohort('sal'),
    cohortRejected: inCohort('rejected'),
    cohortIgnored: inCohort('ignored'),
    cohortPending: inCohort('pending'),
    cohortDeals: sql<boolean>`(${inCohort('handed')} and c.deal_at is not null)`,
  } satisfies Record<keyof AgendaNumbers, RawBuilder<boolean>>;
}

/** Events of the seven days up to `today`, and the leads handed over in the four weeks before. */
export async function agendaNumbers(db: Db, today: string): Promise<AgendaNumbers> {
  const { rows } = await sql<AgendaNumbers>`select ${countEach(conditions(today))} from lead_cycle c`.execute(db);
  return rows[0]!;
}

/** The leads behind one number of the week that ended on `today`, newest first. */
export async function agendaNumberRows(
  db: Db,
  today: string,
  number: keyof AgendaNumbers,
  limit: number,
): Promise<{ rows: MeasureRow[]; total: number }> {
  const { rows } = await sql<MeasureRow & { total: number }>`
    select 'lead' as kind, c.cycle_id as id, c.account_id as "accountId", a.name as "accountName", c.person_id as "personId",
           coalesce(p.name, l.name) as label, c.state, c.mql_at as day, null::bigint as "amountYen", 1 as part, c.is_inferred as "isInferred", count(*) over ()::int as total
      from lead_cycle c left join account a on a.account_id = c.account_id left join person p on p.person_id = c.person_id
      left join lead l on l.lead_id = c.lead_id
     where ${conditions(today)[number]} order by c.mql_at desc nulls last, c.cycle_id limit ${limit}`.execute(db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Hand-overs that nobody answered yet, that were accepted and left alone, or that came back in the last week, the oldest first. */
export async function agendaHandovers(db: Db, today: string): Promise<AgendaPart> {
  const { rows } = await sql<AgendaLine & { n: number }>`
    select coalesce(a.name, l.name, '—') as subject, c.account_id as "accountId", c.cycle_id as "cycleId",
           case c.state when 'handed_over' then 'waiting' when 'ignored' then 'ignored' when 'accepted_ignored' then 'unfollowed' else coalesce(c.reason, 'other') end as detail,
           coalesce(c.rejected_at, c.mql_at) as "on", count(*) over ()::int as n
      from lead_cycle c left join account a on a.account_id = c.account_id left join lead l on l.lead_id = c.lead_id
     where c.state in ('handed_over', 'accepted_ignored') or c.rejected_at > ${addDays(today, -7)} or c.ignored_at > ${addDays(today, -7)}
     order by c.state = 'accepted_ignored' desc, c.clock_from nulls last, c.cycle_id limit ${linesMax}`.execute(db);
  return partOf(rows);
}

/** The company that an id leads to since companies were put together. */
const now = (column: string) =>
  sql`coalesce((select to_id from entity_redirect d where d.kind = 'account' and d.from_id = ${sql.ref(column)}), ${sql.ref(column)})`;

/** Lines of the target list with their company, whatever it was put together with since. */
const targets = sql`target_line t join account a on a.account_id = ${now('t.account_id')}`;

/** What happened at a target company in a week. */
const moves = {
  won: ({ from, to }: Days) =>
    sql`select account_id from deal where state = 'won' and closed_on between ${from} and ${to}`,
  lost: ({ from, to }: Days) =>
    sql`select account_id from deal where ${isNotWon('state')} and closed_on between ${from} and ${to}`,
  deals: ({ from, to }: Days) => sql`select account_id from deal where created_on between ${from} and ${to}`,
  sql: ({ from, to }: Days) => sql`select account_id from lead_cycle where sql_at between ${from} and ${to}`,
  held: ({ from, to }: Days) =>
    sql`select ${now('account_id')} as account_id from appointment where taken_back_at is null and status = 'held' and meets_on between ${from}::date and ${to}::date`,
  set: ({ from, to }: Days) =>
    sql`select ${now('account_id')} as account_id from appointment where taken_back_at is null and (set_at at time zone 'Asia/Tokyo')::date between ${from}::date and ${to}::date`,
  handed: ({ from, to }: Days) => sql`select account_id from lead_cycle where mql_at between ${from} and ${to}`,
  contacts: ({ from, to }: Days) =>
    sql`select account_id from activity where day between ${from}::date and ${to}::date`,
} as const;
type Days = { readonly from: string; readonly to: string };
type Move = keyof typeof moves;

/** Target companies that moved in the last week: deals and stages first, then those with most contact. */
export async function agendaMoved(db: Db, today: string): Promise<AgendaPart> {
  const days = { from: addDays(today, -6), to: today };
  const names = Object.keys(moves) as Move[];
  const facts = names.map(
    (name) => sql`select account_id, ${name}::text as move from (${moves[name](days)}) ${sql.ref(name)}`,
  );
  const counts = names.map((name) => sql`(count(*) filter (where f.move = ${name}))::int as ${sql.ref(name)}`);
  const { rows } = await sql<AgendaLine & Record<Move, number> & { n: number }>`
    select a.name as subject, a.account_id as "accountId", null as "cycleId", null as detail, null as "on", ${sql.join(counts)}, count(*) over ()::int as n
      from ${targets}
      join (${sql.join(facts, sql` union all `)}) f on f.account_id = a.account_id
     where t.status = 'active' group by a.account_id, a.name
     order by count(*) filter (where f.move <> 'contacts') desc, count(*) desc, a.account_id limit ${linesMax}`.execute(
    db,
  );
  return partOf(
    rows.map(({ won, lost, deals, sql: qualified, held, set, handed, contacts, ...line }) => ({
      ...line,
      counts: { won, lost, deals, sql: qualified, held, set, handed, contacts },
    })),
  );
}

/** How the leads of each campaign that were handed over in the four weeks went, the largest first. */
export async function agendaPlays(db: Db, today: string): Promise<AgendaPart> {
  const { rows } = await sql<AgendaLine & Record<'handed' | 'sal' | 'rejected' | 'deals', number> & { n: number }>`
    select coalesce(nullif(l.campaign, ''), c.source) as subject, null::bigint as "accountId", null as "cycleId", null as detail, null as "on",
           count(*)::int as handed, count(c.sal_at)::int as sal, count(c.rejected_at)::int as rejected, count(c.deal_at)::int as deals, count(*) over ()::int as n
      from lead_cycle c left join lead l on l.lead_id = c.lead_id
     where ${conditions(today).cohortHanded} and c.state <> 'merged'
     group by 1 order by handed desc, subject limit ${linesMax}`.execute(db);
  return partOf(
    rows.map(({ handed, sal, rejected, deals, ...line }) => ({ ...line, counts: { handed, sal, rejected, deals } })),
  );
}

/** Target companies nobody was in touch with for ninety days. */
export async function agendaStalled(db: Db, today: string): Promise<AgendaPart> {
  const { rows } = await sql<AgendaLine & { n: number }>`
    select a.name as subject, a.account_id as "accountId", null as "cycleId", null as detail, r.last_activity_on as "on", count(*) over ()::int as n
      from ${targets} left join account_rollup r on r.account_id = a.account_id
     where t.status = 'active' and (r.last_activity_on is null or r.last_activity_on < ${addDays(today, -quietDays)})
     order by r.last_activity_on nulls first, a.account_id limit ${linesMax}`.execute(db);
  return partOf(rows);
}

/** Undecided deals that stand still, the largest first: those of the page of deals on that day. */
export async function agendaStalledDeals(db: Db, today: string): Promise<AgendaPart> {
  const isPast = standsStill('past_closing', today);
  const isDue = standsStill('resume_due', today);
  const { rows } = await sql<AgendaLine & { company: string | null; n: number }>`
    select d.name as subject, a.name as company, d.account_id as "accountId", null as "cycleId",
           case when ${isPast} then 'past_closing' when ${isDue} then 'resume_due' else 'quiet' end as detail,
           case when ${isPast} then d.closed_on when ${isDue} then d.postponed_until else r.last_activity_on end as "on", d.amount_yen::float8 as "amountYen", count(*) over ()::int as n
      from ${undecidedDeals} and ${isStalled(today)}
     order by d.amount_yen desc nulls last, d.deal_id limit ${linesMax}`.execute(db);
  return partOf(rows.map(({ company, subject, ...line }) => ({ subject: titleOfDeal(company, subject), ...line })));
}

/** Changes of the qualification rule that rejections speak for and nobody has decided on. */
export async function agendaRuleChanges(db: Db): Promise<AgendaPart> {
  const { rows } = await sql<AgendaLine & { n: number }>`
    select proposal -> 'sentence' ->> 'ja' as subject, null::bigint as "accountId", null as "cycleId", null as detail, null as "on",
           proposal -> 'sentence' as said, count(*) over ()::int as n
      from rule_proposal where state = 'open' order by month desc, rule_proposal_id limit ${linesMax}`.execute(db);
  return partOf(rows);
}

/** What sales and agencies said of hand-overs in the last week, the latest first. */
export async function agendaFieldVoice(db: Db, today: string): Promise<AgendaPart> {
  const day = sql`to_char(f.given_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD')`;
  const { rows } = await sql<AgendaLine & { n: number }>`
    select coalesce(a.name, l.name, '—') as subject, c.account_id as "accountId", f.cycle_id as "cycleId", f.code as detail, ${day} as "on",
           case when coalesce(f.text, '') <> '' then json_build_object('ja', f.text, 'en', f.text) end as said, count(*) over ()::int as n
      from feedback f join lead_cycle c using (cycle_id) left join account a on a.account_id = c.account_id left join lead l on l.lead_id = c.lead_id
     where ${day} > ${addDays(today, -7)} and ${day} <= ${today}
     order by f.given_at desc, f.cycle_id limit ${linesMax}`.execute(db);
  return partOf(rows);
}

/**
 * The companies to talk about at length this week, with the next step that is agreed there: of the strategic targets (階層) each
 * comes up at least every four weeks (domain.md §11.4); without any, one target after the other.
 */
export async function agendaFocus(db: Db, week: number): Promise<AgendaPart> {
  const { rows } = await sql<AgendaLine & { n: number }>`
    select f.subject, f."accountId", null as "cycleId", f.owner as detail, f."on", next.said, count(*) over ()::int as n from (
      select a.name as subject, a.account_id as "accountId", coalesce(m.name, t.owner_name) as owner, r.last_activity_on as "on",
             coalesce(t.tier = 'strategic', false) as is_strategic, bool_or(t.tier = 'strategic') over () as has_strategic,
             count(*) over (partition by coalesce(t.tier = 'strategic', false)) as among, row_number() over (partition by coalesce(t.tier = 'strategic', false) order by t.target_line_id) - 1 as place
        from ${targets} left join member m on m.member_id = t.owner_id
        left join account_rollup r on r.account_id = a.account_id
       where t.status = 'active') f
      left join lateral (
        select json_build_object('ja', c.next_action, 'en', c.next_action) as said from lead_cycle c
         where c.account_id = f."accountId" and c.state in ('accepted', 'sql', 'deal') and coalesce(c.next_action, '') <> ''
         order by c.next_on desc nulls last, c.cycle_id limit 1) next on true
     where case when coalesce(has_strategic, false) then is_strategic and place % least(${focusWeeks}, among) = ${week}::bigint % least(${focusWeeks}, among)
                else place = ${week}::bigint % among end
     order by place`.execute(db);
  return partOf(rows);
}

/** Companies proposed for the list that wait for one side or both. */
export async function agendaListChanges(db: Db): Promise<AgendaPart> {
  const { rows } = await sql<AgendaLine & { n: number }>`
    select a.name as subject, a.account_id as "accountId", null as "cycleId", t.status as detail, null as "on", count(*) over ()::int as n
      from ${targets}
     where t.status in ('candidate', 'awaiting_sales', 'awaiting_marketing')
     order by t.status desc, t.target_line_id limit ${linesMax}`.execute(db);
  return partOf(rows);
}

function partOf(rows: readonly (AgendaLine & { n: number })[]): AgendaPart {
  return { count: rows[0]?.n ?? 0, lines: rows.map(({ n: _, ...line }) => line) };
}
