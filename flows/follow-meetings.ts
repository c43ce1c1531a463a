import { advanceMeeting, isPlanned } from '#core/meeting/course.ts';
import { businessDayAfter } from '#core/period/business-calendar.ts';
import { minuteOfDay } from '#core/period/business-clock.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { writeAudit } from '#db/audit.ts';
import { addStep, listPlannedUntil, saveMeeting } from '#db/meeting-steps.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { meetingNow, prepareMeeting } from './plan-meetings.ts';

/** The agenda is written at 7:00 of the business day before, so that it lies there when people come in. */
const writtenFrom = 7 * 60;

/**
 * What planned meetings do by themselves (domain.md §17.15): one whose day has passed is missed, and the agenda of one that is held
 * by the next business day is written. Each in a transaction of its own; a second run changes nothing.
 */
export async function followMeetings(database: Database, now: Date): Promise<{ missed: number; prepared: number }> {
  const today = todayJst(now);
  const { calendar } = await readHandoverSettings(database.db);
  const since = minuteOfDay(now) >= writtenFrom ? today : addDays(today, -1);
  const done = { missed: 0, prepared: 0 };
  const by = { memberId: null, now };
  for (const { meetingId, meetsOn, state } of await listPlannedUntil(
    database.db,
    businessDayAfter(since, 1, calendar),
  )) {
    if (meetsOn >= today && state === 'agenda_ready') continue;
    await inTransaction(database, async (transaction) => {
      const { db } = transaction;
      const meeting = await meetingNow(db, meetingId);
      // Somebody may have moved, held or called it off meanwhile.
      if (!isPlanned(meeting.state) || meeting.meetsOn !== meetsOn) return;
      if (meetsOn >= today) {
        await prepareMeeting(transaction, meetingId, by);
        done.prepared++;
        return;
      }
      await addStep(db, meetingId, { kind: 'miss' }, by);
      await saveMeeting(db, meetingId, advanceMeeting(meeting, { kind: 'miss' }, today), now);
      await writeAudit(db, {
        memberId: null,
        action: 'meeting.miss',
        subjectKind: 'meeting',
        subjectId: meetingId,
        after: { meetsOn },
      });
      done.missed++;
    });
  }
  return done;
}
