import { sql, type RawBuilder } from 'kysely';
import type { Cycle } from '#core/demand/cycle.ts';
import { dayOf } from '#core/demand/cycle.ts';
import { clockClassOf } from '#core/demand/handover.ts';
import type { Sideways } from '#core/demand/reasons.ts';
import type { DateText } from '#core/value/date.ts';
import { markHandoverDays } from './measures/handover-days.ts';
import type { Db } from './pool.ts';
import { salesContacts } from './stale-cycles.ts';
import type { Transaction } from './transaction.ts';

/** What the line of stages does not tell of a lead: sales made it, or its reason to be sent back is none (domain.md §9.4). */
export type Aside = { readonly cycleId: string; readonly kind: 'sales_made' | Sideways };

/**
 * Folds the stages that files tell into one line per cycle, for the cycles in the temporary table touched_cycle. `lapsesOn` says when
 * an unanswered hand-over of a day counts as ignored; what lies behind today is. Told as sent back, a lead that joined a deal is
 * accepted, a duplicate is no hand-over, and one for somebody else still waits. What people decided here is folded in
 * afterwards, cycle by cycle.
 */
export async function deriveCycles(
  { db }: Pick<Transaction, 'db'>,
  lapsesOn: (day: DateText) => DateText,
  asides: readonly Aside[] = [],
): Promise<void> {
  const touched = sql<boolean>`cycle_id in (select t.cycle_id from touched_cycle t)`;
  await sql`
    with gone as (delete from lead_cycle where ${touched} returning mql_at)
    insert into handover_day_stale select distinct mql_at from gone where mql_at is not null`.execute(db);
  const { rows: days } = await sql<{ at: string }>`
    select distinct e.at from touched_cycle join lead_event e using (cycle_id) where e.stage = 'mql'`.execute(db);
  const reached = (stage: string) => sql`min(e.at) filter (where e.stage = ${sql.lit(stage)})`;
  const ended = sql`coalesce(won, lost, deal, r.sql, sal, rejected)`;
  const isLapsed = sql`p.lapses_on <= to_char(now() at time zone 'Asia/Tokyo', 'YYYY-MM-DD')`;
  await sql`
    with told as (
      select e.cycle_id, min(e.source) as source, min(e.account_id) as account_id, min(e.person_id) as person_id, min(e.member_name) as owner_name,
             ${reached('mql')} as mql, ${reached('sal')} as sal, ${reached('sql')} as sql, ${reached('deal')} as deal, ${reached('won')} as won,
             ${reached('lost')} as lost, ${reached('rejected')} as rejected, bool_or(e.is_inferred) as is_inferred, min(e.reason) as reason
        from touched_cycle join lead_event e using (cycle_id) group by e.cycle_id
    ), aside (cycle_id, kind) as (
      select * from unnest(${asides.map((one) => one.cycleId)}::uuid[], ${asides.map((one) => one.kind)}::text[])
    ), reached as (
      select t.cycle_id, source, account_id, person_id, owner_name, sql, won, lost, is_inferred, reason, kind = 'sales_made' as is_sales_made,
             kind = 'merge' and sal is null and deal is null as is_merged, case when kind = 'merge' and sal is null and deal is null then null else mql end as mql,
             case when kind = 'join_deal' then coalesce(sal, rejected) else sal end as sal,
             case when kind = 'join_deal' and sal is null then coalesce(deal, rejected) else deal end as deal, kind = 'join_deal' and sal is null and deal is null as is_joined,
             case when kind in ('join_deal', 'merge', 'reroute') then null else rejected end as rejected
        from told t left join aside using (cycle_id)
    ), lapse (handed_on, lapses_on) as (
      select * from unnest(${days.map(({ at }) => at)}::text[], ${days.map(({ at }) => lapsesOn(at))}::text[])
    )
    insert into lead_cycle (cycle_id, lead_id, source, account_id, person_id, state, mql_at, sal_at, sql_at, deal_at, won_at, rejected_at, ignored_at,
                            receiver_kind, receiver_id, clock_from, reason, named_deal_id, acquired_on, is_inferred, is_sales_made)
    select r.cycle_id, r.cycle_id, r.source, r.account_id, r.person_id,
           case when is_merged then 'merged' when won is not null then 'won' when lost is not null then 'lost' when is_joined then 'accepted' when deal is not null then 'deal'
                when r.sql is not null then 'sql' when sal is not null then 'accepted' when rejected is not null then 'rejected'
                when mql is null then 'new' when ${isLapsed} then 'ignored' else 'handed_over' end,
           mql, sal, r.sql, deal, won, rejected, case when ${ended} is null and ${isLapsed} then p.lapses_on end,
           case when mql is null and r.is_sales_made is not true then null when m.member_id is null then 'queue' else 'member' end,
           case when mql is null and r.is_sales_made is not true then null else coalesce(m.member_id::text, 'inside_sales') end,
           (mql || ' 09:00')::timestamp at time zone 'Asia/Tokyo', r.reason, d.deal_id, l.created_on::date, r.is_inferred, l.lead_id is null or r.is_sales_made is true
      from reached r left join lapse p on p.handed_on = r.mql left join member m on m.name = r.owner_name and m.is_active
      left join lead l on l.lead_id = r.cycle_id left join deal d on d.source = l.source and d.external_key = l.deal_key`.execute(
    db,
  );
  await markHandoverDays(
    db,
    days.map(({ at }) => at),
  );
  await dateFollowUps(db, touched);
}

/** Dates the first follow-up from the hand-over and from the acceptance on: a sales activity with the person, or one noted on the cycle. */
export async function dateFollowUps(db: Db, among: RawBuilder<boolean>): Promise<void> {
  const since = (at: string) => sql`(min(v.day) filter (where v.day >= ${sql.ref(at)}::date))::text`;
  const noted = (at: string) => sql`case when c.followed_up_at >= ${sql.ref(at)} then c.followed_up_at end`;
  await sql`
    with told as (
      select c.cycle_id, least(${since('c.mql_at')}, ${noted('c.mql_at')}) as followed_on, least(${since('c.sal_at')}, ${noted('c.sal_at')}) as sal_followed_on
        from (select * from lead_cycle where mql_at is not null and ${among}) c
        left join activity v on v.person_id = c.person_id and v.type = any(${salesContacts}::text[]) and v.day >= least(c.mql_at, c.sal_at)::date
       group by c.cycle_id, c.mql_at, c.sal_at, c.followed_up_at)
    update lead_cycle c set followed_on = told.followed_on, sal_followed_on = told.sal_followed_on
      from told where told.cycle_id = c.cycle_id
       and (c.followed_on, c.sal_followed_on) is distinct from (told.followed_on, told.sal_followed_on)`.execute(db);
}

export type CycleSubject = {
  readonly source: string;
  readonly accountId: number | null;
  readonly personId: number | null;
};

/** Writes the states of cycles that people decided on. */
export async function saveCycles(db: Db, cycles: readonly ({ readonly cycle: Cycle } & CycleSubject)[]): Promise<void> {
  if (cycles.length === 0) return;
  const lines = cycles.map(lineOf);
  const ids = lines.map((line) => line.cycle_id);
  const columns = Object.keys(lines[0]!) as (keyof (typeof lines)[number])[];
  const among = sql<boolean>`cycle_id = any(${ids}::uuid[])`;
  await sql`insert into handover_day_stale select distinct mql_at from lead_cycle where mql_at is not null and ${among}`.execute(
    db,
  );
  for (let start = 0; start < lines.length; start += linesPerInsert)
    await db
      .insertInto('lead_cycle')
      .values(lines.slice(start, start + linesPerInsert))
      .onConflict((conflict) =>
        conflict
          .column('cycle_id')
          .doUpdateSet(({ ref }) => Object.fromEntries(columns.map((column) => [column, ref(`excluded.${column}`)]))),
      )
      .execute();
  await markHandoverDays(db, [...new Set(lines.flatMap((line) => line.mql_at ?? []))]);
  await dateFollowUps(db, among);
}

/** The same for one cycle. */
export async function saveCycle(db: Db, cycle: Cycle, of: CycleSubject): Promise<void> {
  await saveCycles(db, [{ ...of, cycle }]);
}

/** PostgreSQL takes 65,535 values in one statement. */
const linesPerInsert = 1_000;

function lineOf({ cycle, ...of }: { readonly cycle: Cycle } & CycleSubject) {
  const accepted = cycle.events.findLast((event) => event.kind === 'accept');
  const day = (state: keyof Cycle['reached']) => (cycle.reached[state] ? dayOf(cycle.reached[state]) : null);
  return {
    cycle_id: cycle.cycleId,
    lead_id: cycle.leadId,
    number: cycle.number,
    source: of.source,
    account_id: of.accountId,
    person_id: of.personId,
    state: cycle.state,
    candidate_at: day('mql_candidate'),
    // A duplicate is no hand-over: without its day it is in no H.
    mql_at: cycle.state === 'merged' ? null : day('handed_over'),
    sal_at: day('accepted'),
    sql_at: day('sql'),
    deal_at: day('deal') ?? (cycle.deal?.link === 'joined' ? day('accepted') : null),
    won_at: day('won'),
    rejected_at: day('rejected'),
    ignored_at: day('ignored'),
    receiver_kind: cycle.receiver?.kind ?? null,
    receiver_id: cycle.receiver?.id ?? null,
    clock_class: clockClassOf(cycle),
    clock_from: cycle.clockFrom && cycle.clockFrom.length === 10 ? `${cycle.clockFrom}T00:00:00Z` : cycle.clockFrom,
    postponed_until: cycle.postponedUntil,
    reason: cycle.reason,
    recycle_on: cycle.recycleOn,
    next_action: accepted?.kind === 'accept' ? accepted.nextAction : null,
    next_on: accepted?.kind === 'accept' ? accepted.nextOn : null,
    deal_id: cycle.deal?.dealId ?? null,
    followed_up_at: cycle.followedUpAt ? dayOf(cycle.followedUpAt) : null,
    is_inferred: cycle.isInferred,
    is_sales_made: cycle.sourcedBy === 'sales',
  };
}
