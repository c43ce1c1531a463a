import { sql } from 'kysely';
import { advance, isPossible } from '#core/demand/advance.ts';
import type { CycleEvent } from '#core/demand/cycle-event.ts';
import { instantOf } from '#core/period/business-clock.ts';
import type { ClockClass } from '#core/demand/handover.ts';
import { dueTimes, noticeTime } from '#core/period/due.ts';
import { setHere } from '#db/appointments.ts';
import { addCycleEvent } from '#db/cycle-events.ts';
import { saveCycle } from '#db/lead-cycles.ts';
import { addNotices } from '#db/notices.ts';
import type { Database, Db } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { addresseesOf } from './addressees.ts';
import { readHandoverSettings, ruleFor, type HandoverSettings } from './handover-settings.ts';
import { readCycles } from './lead-cycles.ts';

type Accepted = {
  cycle_id: string;
  receiver_kind: string;
  receiver_id: string;
  contact_on: string | null;
};

/**
 * Looks at leads that were accepted here and whose time for a first follow-up has passed (domain.md §9.2, "acceptance theatre"):
 * a visit, call or meeting since then counts as followed up; without one the lead counts as accepted-but-ignored, and its
 * receiver and the sales managers are told. A later contact sets it right. A second run changes nothing.
 */
export async function guardFollowUps(
  database: Database,
  now: Date,
): Promise<{ followedUp: number; lapsed: number; notices: number }> {
  return inTransaction(database, async (transaction) => {
    const { db } = transaction;
    const settings = await readHandoverSettings(db);
    const rows = new Map((await listPastFollowUp(db, settings, now)).map((row) => [row.cycle_id, row]));
    const done = { followedUp: 0, lapsed: 0, notices: 0 };
    const sendAt = noticeTime(now, settings.quiet, settings.calendar);
    for (const { cycle, ...of } of (await readCycles(db, [...rows.keys()], now)).values()) {
      const row = rows.get(cycle.cycleId)!;
      const event = row.contact_on ? contact(row.contact_on, cycle.events.at(-1)?.at ?? '', now) : lapse(now);
      if (!isPossible(cycle, event.kind) || (event.kind === 'lapse_follow_up' && cycle.followedUpAt)) continue;
      await addCycleEvent(db, cycle.cycleId, event);
      await saveCycle(db, advance(cycle, event), of);
      if (event.kind === 'follow_up') {
        done.followedUp++;
        continue;
      }
      done.lapsed++;
      const held = { receiverKind: row.receiver_kind, receiverId: row.receiver_id };
      const told = await addresseesOf(db, 'unfollowed', held, now);
      done.notices += await addNotices(db, told, { cycleId: cycle.cycleId, kind: 'unfollowed', sendAt });
    }
    return done;
  });
}

const lapse = (now: Date): CycleEvent => ({ kind: 'lapse_follow_up', at: now.toISOString(), by: null });

/** Files know the day of a contact; it counts at the end of that day's work, after what was recorded before it. */
function contact(day: string, last: string, now: Date): CycleEvent {
  const after = Math.max(instantOf(day, 18 * 60), last === '' ? 0 : Date.parse(last) + 1);
  return {
    kind: 'follow_up',
    at: new Date(Math.min(after, now.getTime())).toISOString(),
    by: null,
    why: `活動の記録(${day})`,
  };
}

/** Accepted here, without deal or recorded follow-up, whose follow-up is due by now. */
async function listPastFollowUp(db: Db, settings: HandoverSettings, now: Date): Promise<Accepted[]> {
  const accepted = sql`c.state in ('accepted', 'accepted_ignored') and c.followed_up_at is null and c.deal_at is null
     and exists (select 1 from cycle_event e where e.cycle_id = c.cycle_id and e.kind = 'accept' and e.undone_at is null)`;
  const { rows: waiting } = await sql<{ cycle_id: string; clock_class: ClockClass; at: Date }>`
    select c.cycle_id, c.clock_class, max(e.at) as at from lead_cycle c join cycle_event e on e.cycle_id = c.cycle_id
     where ${accepted} and e.kind = 'accept' and e.undone_at is null group by c.cycle_id, c.clock_class`.execute(db);
  const due = waiting
    .filter(
      ({ at, clock_class }) => dueTimes(at, ruleFor(settings, clock_class).followUp, settings.calendar).dueAt <= now,
    )
    .map((row) => row.cycle_id);
  const { rows } = await sql<Accepted>`
    select c.cycle_id, c.receiver_kind, c.receiver_id, v.contact_on
      from lead_cycle c
      left join lateral (select min(day)::text as contact_on from (
                          select day from activity v
                           where v.account_id = c.account_id and v.type in ('visit', 'meeting', 'call') and v.day >= c.sal_at::date
                          union all
                          select meets_on from ${setHere} h
                           where h.now_account_id = c.account_id and h.status = 'held' and h.meets_on >= c.sal_at::date) told) v on true
     where ${accepted} and c.cycle_id = any(${due}::uuid[]) and (c.state = 'accepted' or v.contact_on is not null)
     order by c.cycle_id for update of c`.execute(db);
  return rows;
}
