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
import { feedbackLink } from './give-feedback.ts';
import type { NoticeKind } from './handover-clock.ts';
import { readHandoverSettings, type HandoverSettings } from './handover-settings.ts';
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
  for (const notice of notices) {
    const choice = choices.get(notice.memberId)!;
    const sendAt = timeFor(choice.quiet, settings, now);
    if (!notice.isWaiting || !notice.isActive) {
      await saveNotice(db, notice.id, { sent_at: now, problem: null });
      done.dropped++;
    } else if (sendAt > now) await saveNotice(db, notice.id, { send_at: sendAt, problem: null });
    else if (await tell(database, notice, choice, door, now)) done.sent++;
    else done.failed++;
  }
  return done;
}

/** False where a letter could not be sent. */
async function tell(
  { db }: Database,
  notice: DueNotice,
  { channels }: NoticeChoice,
  door: MailDoor,
  now: Date,
): Promise<boolean> {
  // What somebody asks while sales holds their lead goes the way of a new hand-over.
  const chosen = channels[notice.kind === 'asked_again' ? 'handed_over' : notice.kind];
  const endpoints = chosen.filter((channel): channel is number => typeof channel === 'number');
  const queued = endpoints.length > 0 ? await queueForMember(db, notice, endpoints, now) : 0;
  if (notice.kind !== 'handed_over')
    await announce(db, notice.kind, notice.cycleId, `notice/${notice.cycleId}/${notice.kind}`, now);
  // Somebody whose chat was removed is not left in the dark.
  const wantsMail = chosen.includes('mail') || (endpoints.length > 0 && queued === 0);
  let problem: string | null = null;
  if (wantsMail && door.post)
    await door.post(letterOf(notice, door, now)).catch((error: unknown) => {
      problem = error instanceof Error ? error.message.slice(0, 300) : String(error);
    });
  await saveNotice(db, notice.id, problem === null ? { sent_at: now, problem } : { problem });
  return problem === null;
}

function timeFor(quiet: QuietHours | null, { calendar }: HandoverSettings, now: Date): Date {
  return quiet ? noticeTime(now, quiet, calendar) : now;
}

const openings: Readonly<Record<NoticeKind, string>> = {
  handed_over: 'リードの引き渡し',
  reminded: '返事の期限が近いリード',
  overdue: '返事の期限を過ぎたリード',
  unfollowed: '受け入れたまま連絡の記録がないリード',
  asked_again: '対応中のリードからの新しい申し込み',
};

function letterOf(notice: DueNotice, { publicUrl, seal }: MailDoor, now: Date): Letter {
  const about = [notice.accountName, notice.personName && `${notice.personName}様`].filter(Boolean).join(' ');
  const claim = { cycleId: notice.cycleId, memberId: notice.memberId };
  const link = (code: 'useful' | 'not_useful') => feedbackLink({ seal, publicUrl }, claim, code, now);
  return {
    to: notice.email,
    subject: `${openings[notice.kind]}: ${about || '企業が分からないリード'}`,
    text: [
      `${openings[notice.kind]}があります。`,
      '',
      about,
      notice.campaign ? `きっかけ: ${notice.campaign}` : '',
      '',
      '内容を見て、返事をしてください(このページを開いただけでは何も決まりません)。',
      `${publicUrl}/handovers?lead=${notice.cycleId}`,
      '',
      ...(notice.kind === 'handed_over'
        ? [
            'この引き渡しはどうでしたか(開いたページで確定します。30日間使えます)。',
            `良い: ${link('useful')}`,
            `違う: ${link('not_useful')}`,
          ]
        : []),
    ]
      .filter((line, index, lines) => line !== '' || lines[index - 1] !== '')
      .join('\n')
      .trimEnd(),
  };
}
