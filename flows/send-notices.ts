import { noticeTime, type QuietHours } from '#core/period/due.ts';
import { announce, queueForMember } from '#db/deliveries.ts';
import {
  listDueNotices,
  readNoticeChoices,
  saveNotice,
  type DueNotice,
  type NoticeChoice,
} from '#db/notice-choices.ts';
import type { Database } from '#db/pool.ts';
import { readHandoverSettings, type HandoverSettings } from './handover-settings.ts';
import { lettersOf } from './notice-letters.ts';
import { readCalendars } from './receiver-calendars.ts';
import type { Seal } from './seal.ts';

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };
export type Post = (letter: Letter) => Promise<void>;
/** How letters leave the house; without a mail server notices stand on the first screen and go to chats alone. */
export type MailDoor = { readonly post: Post | undefined; readonly publicUrl: string; readonly seal: Seal };

const noticesPerRun = 200;

/**
 * Tells members what is due where they chose to be told: a letter, a chat, both, or nothing. A notice about a lead that was
 * answered meanwhile is dropped; one that falls into the member's own quiet hours waits for them to end. Links open a page on
 * which something is confirmed; opening them decides nothing, because mail scanners open links too. A letter that cannot be sent
 * says why and is tried again at the next run.
 */
export async function sendNotices(
  database: Database,
  door: MailDoor,
  now: Date,
): Promise<{ sent: number; dropped: number; failed: number }> {
  const { db } = database;
  const notices = await listDueNotices(db, now, noticesPerRun);
  const choices = await readNoticeChoices(db, [...new Set(notices.map((notice) => notice.memberId))]);
  const settings = await readHandoverSettings(db);
  const done = { sent: 0, dropped: 0, failed: 0 };
  const due: DueNotice[] = [];
  for (const notice of notices) {
    const sendAt = timeFor(choices.get(notice.memberId)!.quiet, settings, now);
    if (!notice.isWaiting || !notice.isActive) {
      await saveNotice(db, notice.id, { sent_at: now, problem: null });
      done.dropped++;
    } else if (sendAt > now) await saveNotice(db, notice.id, { send_at: sendAt, problem: null });
    else due.push(notice);
  }
  const deadlines = { settings, calendarOf: await readCalendars(db, settings.calendar) };
  for (const alike of Map.groupBy(due, ({ memberId, kind }) => `${memberId}/${kind}`).values()) {
    const byMail: DueNotice[] = [];
    for (const notice of alike)
      if ((await isWrittenTo(database, notice, choices.get(notice.memberId)!, now)) && door.post) byMail.push(notice);
      else {
        await saveNotice(db, notice.id, { sent_at: now, problem: null });
        done.sent++;
      }
    for (const written of lettersOf(byMail, deadlines, door, now)) {
      const problem = await posted(door, written.letter);
      for (const { id } of written.notices)
        await saveNotice(db, id, problem === null ? { sent_at: now, problem } : { problem });
      done[problem === null ? 'sent' : 'failed'] += written.notices.length;
    }
  }
  return done;
}

/** Tells the chats a member chose, and says whether a letter is wanted besides. */
async function isWrittenTo(
  { db }: Database,
  notice: DueNotice,
  { channels }: NoticeChoice,
  now: Date,
): Promise<boolean> {
  // What somebody asks while sales holds their lead goes the way of a new hand-over.
  const chosen = channels[notice.kind === 'asked_again' ? 'handed_over' : notice.kind];
  const endpoints = chosen.filter((channel): channel is number => typeof channel === 'number');
  const queued = endpoints.length > 0 ? await queueForMember(db, notice, clockOf(notice), endpoints, now) : 0;
  if (notice.kind !== 'handed_over')
    await announce(db, notice.kind, notice.cycleId, `notice/${notice.cycleId}/${notice.kind}/${clockOf(notice)}`, now);
  // Somebody whose chat was removed is not left in the dark.
  return chosen.includes('mail') || (endpoints.length > 0 && queued === 0);
}

/** Which clock of a hand-over a notice is of: a re-routing or 後で判断 begins another one, of which chats are told again. */
const clockOf = ({ clockFrom, postponedUntil }: DueNotice) =>
  [clockFrom?.toISOString(), postponedUntil].filter(Boolean).join('/');

/** Why the letter could not be sent; null where it was. */
async function posted({ post }: MailDoor, letter: Letter): Promise<string | null> {
  try {
    await post?.(letter);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 300) : String(error);
  }
}

function timeFor(quiet: QuietHours | null, { calendar }: HandoverSettings, now: Date): Date {
  return quiet ? noticeTime(now, quiet, calendar) : now;
}
