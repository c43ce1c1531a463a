import { sql } from 'kysely';
import type { CycleState } from '#core/demand/cycle.ts';
import type { CycleEvent } from '#core/demand/cycle-event.ts';
import { handoverClock, type ClockClass, type HandoverClock } from '#core/demand/handover.ts';
import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { noticeTime } from '#core/period/due.ts';
import { addCycleEvent } from '#db/cycle-events.ts';
import { saveCycle } from '#db/lead-cycles.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { advance, isPossible } from '#core/demand/advance.ts';
import { readHandoverSettings, ruleFor, type HandoverSettings } from './handover-settings.ts';
import { readCycles } from './lead-cycles.ts';
import { readCalendars } from './receiver-calendars.ts';

type Waiting = {
  cycle_id: string;
  state: CycleState;
  receiver_kind: string;
  receiver_id: string;
  clock_class: ClockClass;
  clock_from: Date;
  postponed_until: string | null;
  followed_up_at: string | null;
  /** Handed over here, not told by a file. */
  is_own: boolean;
};

export type NoticeKind = 'handed_over' | 'reminded' | 'overdue' | 'unfollowed' | 'asked_again';

type Held = { readonly receiver_kind: string; readonly receiver_id: string };

/**
 * Looks at every hand-over that waits: tells its receiver of it, reminds at 50 % of the time, tells the sales managers at
 * 100 %, and five business days later counts it as ignored (domain.md §9.5). Which notices are sent, and whether an ignored lead
 * goes back to nurturing by itself, is a setting. Running it twice tells nobody twice; a clock that began anew, by a re-routing or
 * 後で判断, tells everybody again.
 */
export async function runHandoverClock(database: Database, now: Date): Promise<{ lapsed: number; notices: number }> {
  return inTransaction(database, async (transaction) => {
    const { db } = transaction;
    const settings = await readHandoverSettings(db);
    const { rows } = await sql<Waiting>`
      select c.cycle_id, c.state, c.receiver_kind, c.receiver_id, c.clock_class, c.clock_from, c.postponed_until, c.followed_up_at,
             exists (select 1 from cycle_event e where e.cycle_id = c.cycle_id and e.undone_at is null) as is_own
        from lead_cycle c where c.state = 'handed_over' and c.clock_from is not null order by c.cycle_id for update of c`.execute(
      db,
    );
    const lapsed: string[] = [];
    const told = await readTold(transaction);
    const superiors = await managersOf(transaction);
    const calendarOf = await readCalendars(db, settings.calendar);
    const known = new Map<string, readonly number[]>();
    const sendAt = noticeTime(now, settings.quiet, settings.calendar);
    let notices = 0;
    for (const row of rows) {
      const calendar = calendarOf({ receiverKind: row.receiver_kind, receiverId: row.receiver_id });
      const clock = clockOf(row, settings, calendar, now);
      if (clock?.state === 'ignored') lapsed.push(row.cycle_id);
      if (!clock || !row.is_own) continue;
      const receiver = `${row.receiver_kind}/${row.receiver_id}`;
      const receivers = known.get(receiver) ?? (await receiversOf(transaction, row, now));
      known.set(receiver, receivers);
      for (const { kind, since } of noticesAt(clock, row, settings)) {
        const untold = (kind === 'overdue' ? superiors : receivers).filter((memberId) => {
          const at = told.get(`${row.cycle_id}/${kind}/${memberId}`);
          return !at || at < since;
        });
        notices += await note(transaction, untold, row.cycle_id, kind, sendAt, since);
      }
    }
    await lapse(transaction, lapsed, settings, now);
    return { lapsed: lapsed.length, notices };
  });
}

/** What has been said of a hand-over by the time its clock stands there, and from when on: what was said before is of an earlier clock. */
function noticesAt(
  { state, remindAt, dueAt }: HandoverClock,
  { clock_from: handedAt }: Waiting,
  { notices }: HandoverSettings,
): { kind: NoticeKind; since: Date }[] {
  const isReminded = notices.reminder && (state === 'reminded' || state === 'overdue');
  const isEscalated = notices.manager && state === 'overdue';
  return [
    { kind: 'handed_over', since: handedAt },
    ...(isReminded ? [{ kind: 'reminded' as const, since: remindAt }] : []),
    ...(isEscalated ? [{ kind: 'overdue' as const, since: dueAt }] : []),
  ];
}

/** When notices that stand already go out, by `cycle/kind/member`: a run writes only what is new. */
async function readTold(transaction: Transaction): Promise<Map<string, Date>> {
  const rows = await transaction.db
    .selectFrom('notice')
    .innerJoin('lead_cycle', 'lead_cycle.cycle_id', 'notice.cycle_id')
    .select(['notice.cycle_id', 'notice.kind', 'notice.member_id', 'notice.send_at'])
    .where('lead_cycle.state', '=', 'handed_over')
    .execute();
  return new Map(rows.map((row) => [`${row.cycle_id}/${row.kind}/${row.member_id}`, row.send_at]));
}

function clockOf(
  row: Waiting,
  settings: HandoverSettings,
  calendar: BusinessCalendar,
  now: Date,
): HandoverClock | undefined {
  return handoverClock(
    {
      state: row.state,
      clockFrom: row.clock_from.toISOString(),
      postponedUntil: row.postponed_until,
      followedUpAt: row.followed_up_at,
    },
    ruleFor(settings, row.clock_class),
    calendar,
    now,
  );
}

async function lapse(
  transaction: Transaction,
  cycleIds: readonly string[],
  { afterIgnored }: HandoverSettings,
  now: Date,
): Promise<void> {
  const stamp = { at: now.toISOString(), by: null };
  for (const { cycle, ...of } of (await readCycles(transaction.db, cycleIds, now)).values()) {
    if (!isPossible(cycle, 'lapse')) continue;
    const steps: CycleEvent[] = [{ kind: 'lapse', ...stamp }];
    if (afterIgnored === 'recycle') steps.push({ kind: 'recycle', until: undefined, ...stamp });
    let next = cycle;
    for (const step of steps) {
      next = advance(next, step);
      await addCycleEvent(transaction.db, cycle.cycleId, step);
    }
    await saveCycle(transaction.db, next, of);
  }
}

/** The receiver; whoever deputises today as well; all of inside sales for the common queue; an agency's own members. */
export async function receiversOf(transaction: Transaction, row: Held, now: Date): Promise<number[]> {
  const { rows } = await sql<{ member_id: number }>`
    select m.member_id from member m
     where m.is_active and (
       (${row.receiver_kind} = 'member' and (m.member_id::text = ${row.receiver_id} or m.member_id in (
         select b.deputy_id from absence b where b.member_id::text = ${row.receiver_id}
            and (${now.toISOString()}::timestamptz at time zone 'Asia/Tokyo')::date between b.from_on and b.to_on)))
       or (${row.receiver_kind} = 'agency' and m.role = 'agency' and m.agency_account_id::text = ${row.receiver_id})
       or (${row.receiver_kind} = 'queue' and m.role = ${row.receiver_id === 'sales_manager' ? 'sales_manager' : 'inside_sales'}))`.execute(
    transaction.db,
  );
  return rows.map((member) => member.member_id);
}

/** Sales managers, who are told when time is up. */
export async function managersOf(transaction: Transaction): Promise<number[]> {
  const rows = await transaction.db
    .selectFrom('member')
    .select('member_id')
    .where('role', '=', 'sales_manager')
    .where('is_active', '=', true)
    .execute();
  return rows.map((member) => member.member_id);
}

/**
 * Writes down what members are to be told; what they were told already, from `since` on or ever, stays as it is. Says how many are
 * new.
 */
export async function note(
  transaction: Transaction,
  memberIds: readonly number[],
  cycleId: string,
  kind: NoticeKind,
  sendAt: Date,
  since?: Date,
): Promise<number> {
  if (memberIds.length === 0) return 0;
  const added = await transaction.db
    .insertInto('notice')
    .values(memberIds.map((memberId) => ({ member_id: memberId, cycle_id: cycleId, kind, send_at: sendAt })))
    .onConflict((conflict) => {
      const told = conflict.columns(['member_id', 'cycle_id', 'kind']);
      if (!since) return told.doNothing();
      return told.doUpdateSet({ send_at: sendAt, sent_at: null, problem: null }).where('notice.send_at', '<', since);
    })
    .returning('notice_id')
    .execute();
  return added.length;
}
