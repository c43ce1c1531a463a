import { noticeTime, type QuietHours } from '#core/period/due.ts';
import { announce, queueForMember } from '#db/deliveries.ts';
import { readNoticeChoices, type NoticeChoice } from '#db/notice-choices.ts';
import { addNotices, listDueNotices, readDueNotices, saveNotices, type DueNotice } from '#db/notices.ts';
import type { Database, Db } from '#db/pool.ts';
import { addresseesOf } from './addressees.ts';
import type { HandoverSettings } from './handover-settings.ts';
import { lettersOf } from './notice-letters.ts';
import { readDeadlines, readStandings, type Deadlines } from './notice-standing.ts';
import type { Seal } from './seal.ts';

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };
export type Post = (letter: Letter) => Promise<void>;
/** How letters leave the house; without a mail server notices stand on the first screen and go to chats alone. */
export type MailDoor = { readonly post: Post | undefined; readonly publicUrl: string; readonly seal: Seal };

const noticesPerRun = 200;

/**
 * Tells members what is due where they chose to be told: a letter, a chat, both, or nothing. One that falls into the member's own
 * quiet hours waits for them to end, and whatever waited is looked at again right before it goes out: a notice whose lead was
 * answered, given to somebody else or taken back meanwhile ends as superseded, with the reason. Links open a page on
 * which something is confirmed; opening them decides nothing, because mail scanners open links too. A letter that cannot be sent
 * says why and is tried again at the next run.
 */
export async function sendNotices(
  database: Database,
  door: MailDoor,
  now: Date,
): Promise<{ sent: number; superseded: number; failed: number }> {
  const { db } = database;
  const notices = await listDueNotices(db, now, noticesPerRun);
  const choices = await readNoticeChoices(db, [...new Set(notices.map((notice) => notice.memberId))]);
  const deadlines = await readDeadlines(db);
  const done = { sent: 0, superseded: 0, failed: 0 };
  const due: DueNotice[] = [];
  for (const notice of notices) {
    const sendAt = timeFor(choices.get(notice.memberId)!.quiet, deadlines.settings, now);
    if (sendAt > now) await saveNotices(db, [notice.id], { send_at: sendAt, problem: null });
    else due.push(notice);
  }
  for (const alike of Map.groupBy(due, ({ memberId, kind }) => `${memberId}/${kind}`).values()) {
    const { standing, superseded } = await lookAgain(db, alike, deadlines, now);
    done.superseded += superseded;
    const byMail: DueNotice[] = [];
    for (const notice of standing)
      if ((await isWrittenTo(database, notice, choices.get(notice.memberId)!, now)) && door.post) byMail.push(notice);
      else {
        await saveNotices(db, [notice.id], { sent_at: now, problem: null });
        done.sent++;
      }
    for (const written of lettersOf(byMail, deadlines, door, now)) {
      const problem = await posted(door, written.letter);
      const ids = written.notices.map(({ id }) => id);
      await saveNotices(db, ids, problem === null ? { sent_at: now, problem } : { problem });
      done[problem === null ? 'sent' : 'failed'] += ids.length;
    }
  }
  return done;
}

/**
 * Which of these notices still concern their reader at this moment. The clock tells a new receiver of what waits; of anything else
 * whoever holds the lead now is told here.
 */
async function lookAgain(
  db: Db,
  notices: readonly DueNotice[],
  deadlines: Deadlines,
  now: Date,
): Promise<{ standing: DueNotice[]; superseded: number }> {
  const found = await readDueNotices(
    db,
    notices.map(({ id }) => id),
  );
  const reasons = await readStandings(db, found, deadlines, now);
  for (const [index, because] of reasons.entries()) {
    if (because === null) continue;
    const { id, kind, cycleId, ...held } = found[index]!;
    await saveNotices(db, [id], { superseded_at: now, superseded_because: because, problem: null });
    if (because !== 'moved' || (kind !== 'unfollowed' && kind !== 'asked_again')) continue;
    await addNotices(db, await addresseesOf(db, kind, held, now), { cycleId, kind, sendAt: now });
  }
  const standing = found.filter((_, index) => reasons[index] === null);
  return { standing, superseded: found.length - standing.length };
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
  const rooms = endpoints.length > 0 ? await queueForMember(db, notice, endpoints, now) : 0;
  if (notice.kind !== 'handed_over')
    await announce(db, notice.kind, notice.cycleId, `notice/${notice.cycleId}/${notice.kind}/${clockOf(notice)}`, now);
  // Somebody whose chat was removed is not left in the dark.
  return chosen.includes('mail') || (endpoints.length > 0 && rooms === 0);
}

/** Which clock of a hand-over a notice is of: a re-routing or 後で判断 begins another one, of which rooms of the company are told again. */
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
