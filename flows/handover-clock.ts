import { sql } from 'kysely';
import type { CycleState } from '#core/demand/cycle.ts';
import type { CycleEvent } from '#core/demand/cycle-event.ts';
import { handoverClock, type ClockClass, type HandoverClock } from '#core/demand/handover.ts';
import { isTold } from '#core/notice/standing.ts';
import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { noticeTime } from '#core/period/due.ts';
import { addCycleEvent } from '#db/cycle-events.ts';
import { saveCycle } from '#db/lead-cycles.ts';
import { addNotices } from '#db/notices.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { advance, isPossible } from '#core/demand/advance.ts';
import { addresseesOf } from './addressees.ts';
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
  /** When it came to its receiver: a re-routing need not start the clock anew. */
  received_at: Date | null;
  postponed_until: string | null;
  followed_up_at: string | null;
  /** Handed over here, not told by a file. */
  is_own: boolean;
};

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
             (select max(e.at) from cycle_event e where e.cycle_id = c.cycle_id and e.undone_at is null
                 and e.kind in ('hand_over', 'reroute', 'give_to_agency', 'reassign')) as received_at,
             exists (select 1 from cycle_event e where e.cycle_id = c.cycle_id and e.undone_at is null) as is_own
        from lead_cycle c where c.state = 'handed_over' and c.clock_from is not null order by c.cycle_id for update of c`.execute(
      db,
    );
    const lapsed: string[] = [];
    const told = await readTold(transaction);
    const calendarOf = await readCalendars(db, settings.calendar);
    const known = new Map<string, readonly number[]>();
    const sendAt = noticeTime(now, settings.quiet, settings.calendar);
    let notices = 0;
    for (const row of rows) {
      const calendar = calendarOf({ receiverKind: row.receiver_kind, receiverId: row.receiver_id });
      const clock = clockOf(row, settings, calendar, now);
      if (clock?.state === 'ignored') lapsed.push(row.cycle_id);
      if (!clock || !row.is_own) continue;
      const held = { receiverKind: row.receiver_kind, receiverId: row.receiver_id };
      for (const { kind, since } of noticesAt(clock, row, settings)) {
        const to = `${kind}/${row.receiver_kind}/${row.receiver_id}`;
        if (!known.has(to)) known.set(to, await addresseesOf(db, kind, held, now));
        const untold = known.get(to)!.filter((memberId) => {
          const at = told.get(`${row.cycle_id}/${kind}/${memberId}`);
          return !at || at < since;
        });
        notices += await addNotices(db, untold, { cycleId: row.cycle_id, kind, sendAt, since });
      }
    }
    await lapse(transaction, lapsed, settings, now);
    return { lapsed: lapsed.length, notices };
  });
}

/** What is told of a hand-over while its clock stands there, and from when on: what was said before is of an earlier clock or receiver. */
function noticesAt(
  { state, remindAt, dueAt }: HandoverClock,
  { clock_from: from, received_at: received }: Waiting,
  { notices }: HandoverSettings,
): { kind: 'handed_over' | 'reminded' | 'overdue'; since: Date }[] {
  return [
    { kind: 'handed_over' as const, since: received && received > from ? received : from, isWanted: true },
    { kind: 'reminded' as const, since: remindAt, isWanted: notices.reminder },
    { kind: 'overdue' as const, since: dueAt, isWanted: notices.manager },
  ].filter(({ kind, isWanted }) => isWanted && isTold(kind, state));
}

/** When notices that stand already go out, by `cycle/kind/member`: a run writes only what is new. */
async function readTold(transaction: Transaction): Promise<Map<string, Date>> {
  const rows = await transaction.db
    .selectFrom('notice')
    .innerJoin('lead_cycle', 'lead_cycle.cycle_id', 'notice.cycle_id')
    .select(['notice.cycle_id', 'notice.kind', 'notice.member_id', 'notice.send_at'])
    .where('lead_cycle.state', '=', 'handed_over')
    .where('notice.superseded_at', 'is', null)
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
