import { sql } from 'kysely';
import type { Cycle } from '#core/demand/cycle.ts';
import { dayOf } from '#core/demand/cycle.ts';
import type { DateText } from '#core/value/date.ts';
import type { Db } from './pool.ts';

/**
 * Folds the stages that files tell into one line per cycle. `lapsesOn` says when an unanswered hand-over of a day counts as
 * ignored; what lies behind today is. What people decided here is folded in afterwards, cycle by cycle.
 */
export async function deriveCycles(db: Db, lapsesOn: (day: DateText) => DateText): Promise<void> {
  await sql`delete from lead_cycle`.execute(db);
  const { rows: days } = await sql<{ at: string }>`select distinct at from lead_event where stage = 'mql'`.execute(db);
  const reached = (stage: string) => sql`min(e.at) filter (where e.stage = ${sql.lit(stage)})`;
  await sql`
    with reached as (
      select e.cycle_id, min(e.source) as source, min(e.account_id) as account_id, min(e.person_id) as person_id, min(e.member_name) as owner_name,
             ${reached('mql')} as mql, ${reached('sal')} as sal, ${reached('sql')} as sql, ${reached('deal')} as deal, ${reached('won')} as won,
             ${reached('lost')} as lost, ${reached('rejected')} as rejected, bool_or(e.is_inferred) as is_inferred, min(e.reason) as reason
        from lead_event e group by e.cycle_id
    ), lapse (handed_on, lapses_on) as (
      select * from unnest(${days.map(({ at }) => at)}::text[], ${days.map(({ at }) => lapsesOn(at))}::text[])
    )
    insert into lead_cycle (cycle_id, lead_id, source, account_id, person_id, state, mql_at, sal_at, sql_at, deal_at, won_at, rejected_at, ignored_at,
                            receiver_kind, receiver_id, clock_from, reason, is_inferred, is_sales_made)
    select r.cycle_id, r.cycle_id, r.source, r.account_id, r.person_id,
           case when won is not null then 'won' when lost is not null then 'lost' when deal is not null then 'deal' when r.sql is not null then 'sql'
                when sal is not null then 'accepted' when rejected is not null then 'rejected'
                when mql is null then 'new' when p.lapses_on <= to_char(now() at time zone 'Asia/Tokyo', 'YYYY-MM-DD') then 'ignored' else 'handed_over' end,
           mql, sal, r.sql, deal, won, rejected,
           case when coalesce(won, lost, deal, r.sql, sal, rejected) is null and p.lapses_on <= to_char(now() at time zone 'Asia/Tokyo', 'YYYY-MM-DD') then p.lapses_on end,
           case when mql is null then null when m.member_id is null then 'queue' else 'member' end,
           case when mql is null then null else coalesce(m.member_id::text, 'inside_sales') end,
           (mql || ' 09:00')::timestamp at time zone 'Asia/Tokyo', r.reason, r.is_inferred,
           not exists (select 1 from lead l where l.lead_id = r.cycle_id)
      from reached r left join lapse p on p.handed_on = r.mql left join member m on m.name = r.owner_name and m.is_active`.execute(
    db,
  );
}

/** Writes the state of cycles that people decided on. */
export async function saveCycle(
  db: Db,
  cycle: Cycle,
  of: { readonly source: string; readonly accountId: number | null; readonly personId: number | null },
): Promise<void> {
  const accepted = cycle.events.findLast((event) => event.kind === 'accept');
  const day = (state: keyof Cycle['reached']) => (cycle.reached[state] ? dayOf(cycle.reached[state]) : null);
  const line = {
    lead_id: cycle.leadId,
    number: cycle.number,
    source: of.source,
    account_id: of.accountId,
    person_id: of.personId,
    state: cycle.state,
    candidate_at: day('mql_candidate'),
    mql_at: day('handed_over'),
    sal_at: day('accepted'),
    sql_at: day('sql'),
    deal_at: day('deal') ?? (cycle.deal?.link === 'joined' ? day('accepted') : null),
    won_at: day('won'),
    rejected_at: day('rejected'),
    ignored_at: day('ignored'),
    receiver_kind: cycle.receiver?.kind ?? null,
    receiver_id: cycle.receiver?.id ?? null,
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
  await db
    .insertInto('lead_cycle')
    .values({ cycle_id: cycle.cycleId, ...line })
    .onConflict((conflict) => conflict.column('cycle_id').doUpdateSet(line))
    .execute();
}
