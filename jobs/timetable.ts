import type { PgBoss } from 'pg-boss';
import type { Database } from '#db/pool.ts';
import { tidySignInTries } from '#db/sign-in-tries.ts';
import { applyReassignments } from '#flows/apply-reassignments.ts';
import { checkHandovers } from '#flows/check-handovers.ts';
import { checkClosedMonths } from '#flows/check-month.ts';
import { deliverNotices } from '#flows/deliver-notices.ts';
import { drawAudit } from '#flows/draw-audit.ts';
import { followForms } from '#flows/follow-forms.ts';
import { followMeetings } from '#flows/follow-meetings.ts';
import { guardFollowUps } from '#flows/follow-up-guard.ts';
import { runHandoverClock } from '#flows/handover-clock.ts';
import { sendMorningDigests } from '#flows/morning-digest.ts';
import { reopenRecycled } from '#flows/next-cycle.ts';
import type { Sender } from '#flows/notice-endpoints.ts';
import { proposeForMonth } from '#flows/qualification-rules.ts';
import { reconcileAll } from '#flows/reconcile.ts';
import { recountDays } from '#flows/recount-days.ts';
import { sendNotices, type Post } from '#flows/send-notices.ts';
import { makeSfaReturns } from '#flows/sfa-return.ts';
import { tidyUploads } from '#flows/tidy-uploads.ts';
import { watchFolder } from './watch.ts';

export type Doors = {
  readonly database: Database;
  /** Folder of uploads. */
  readonly files: string;
  /** A folder whose files are taken in by themselves. */
  readonly watchedFolder?: string | undefined;
  /** How notices leave the house; without a mail server they go to chats and stand on the first screen. */
  readonly notices: Sender & { readonly post: Post | undefined };
};

type Entry = { readonly queue: string; readonly cron: string; readonly run: () => Promise<unknown> };

/**
 * What happens by itself, by the clock of Japan: every night undecided pairs of the matching are looked at again, uploads are tidied,
 * hand-overs counted through and closed months counted again; every five minutes the clock of hand-overs and follow-ups are looked
 * at, a 担当替え and a lead to be called again whose day has come take effect, weekly meetings get their agenda or count as missed and
 * the days of changed cycles are counted again; outbox, watched folder and rows that came one by one are looked into every minute;
 * each month begins with proposals, each week with cases drawn for the audit of the matching.
 */
function timetable(
  { database, files, notices, watchedFolder }: Doors,
  startImport: (batchId: number) => Promise<void>,
): Entry[] {
  const nightly: Entry[] = [
    { queue: 'reconcile', cron: '0 3 * * *', run: () => reconcileAll(database) },
    { queue: 'tidy-uploads', cron: '30 3 * * *', run: () => tidy(database, files) },
    { queue: 'handover-check', cron: '0 4 * * *', run: () => checkHandovers(database.db, new Date()) },
    { queue: 'check-months', cron: '30 4 * * *', run: () => checkClosedMonths(database, new Date()) },
  ];
  const everyMinute: Entry[] = [
    { queue: 'deliver-notices', cron: '* * * * *', run: () => deliverNotices(database, notices, new Date()) },
    { queue: 'follow-forms', cron: '* * * * *', run: () => followForms(database, new Date()) },
  ];
  if (watchedFolder) {
    const run = () => watchFolder(database, watchedFolder, files, startImport);
    everyMinute.push({ queue: 'watch-folder', cron: '* * * * *', run });
  }
  return [
    ...nightly,
    ...everyMinute,
    { queue: 'handover-clock', cron: '*/5 * * * *', run: () => lookAtTheClock(database, notices) },
    { queue: 'match-audit', cron: '0 5 * * 1', run: () => drawAudit(database, { memberId: null, now: new Date() }) },
    { queue: 'rule-proposals', cron: '15 4 1 * *', run: () => proposeForMonth(database, new Date()) },
  ];
}

/** Two runs of what is sent or followed every minute never overlap. */
const singletons: ReadonlySet<string> = new Set(['deliver-notices', 'follow-forms']);

/** Has everything of the timetable done when its time comes. */
export async function keepTimetable(
  boss: PgBoss,
  doors: Doors,
  startImport: (batchId: number) => Promise<void>,
): Promise<void> {
  for (const { queue, cron, run } of timetable(doors, startImport)) {
    await boss.createQueue(queue, singletons.has(queue) ? { policy: 'singleton' } : {});
    await boss.work(queue, async () => void (await run()));
    await boss.schedule(queue, cron, null, { tz: 'Asia/Tokyo' });
  }
}

async function tidy(database: Database, files: string): Promise<void> {
  await tidyUploads(database.db, files, new Date());
  await tidySignInTries(database.db);
}

async function lookAtTheClock(database: Database, notices: Doors['notices']): Promise<void> {
  await applyReassignments(database, new Date());
  await runHandoverClock(database, new Date());
  await reopenRecycled(database, new Date());
  await recountDays(database, new Date());
  await guardFollowUps(database, new Date());
  await followMeetings(database, new Date());
  await sendNotices(database, notices, new Date());
  await makeSfaReturns(database, new Date());
  await sendMorningDigests(database, notices, new Date());
}
