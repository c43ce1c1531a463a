import { handoverClock } from '#core/demand/handover.ts';
import { minuteOfDay } from '#core/period/business-clock.ts';
import { todayJst, writtenDay } from '#core/period/day.ts';
import type { NoticeKind } from '#core/notice/standing.ts';
import type { DueNotice } from '#db/notices.ts';
import { feedbackLink } from './give-feedback.ts';
import { ruleFor } from './handover-settings.ts';
import type { Deadlines } from './notice-standing.ts';
import type { Letter, MailDoor } from './send-notices.ts';

const openings: Readonly<Record<NoticeKind, string>> = {
  handed_over: 'リードの引き渡し',
  reminded: '返事の期限が近いリード',
  overdue: '返事の期限を過ぎたリード',
  unfollowed: '受け入れたまま連絡の記録がないリード',
  asked_again: '対応中のリードからの新しい申し込み',
};
const nobody = '企業が分からないリード';

/** More notices of one kind than this go into one letter. */
const lettersApart = 3;
const listedMax = 30;

/** The letters for notices of one kind to one member, each with the notices it stands for. */
export function lettersOf(
  notices: readonly DueNotice[],
  deadlines: Deadlines,
  door: MailDoor,
  now: Date,
): { letter: Letter; notices: readonly DueNotice[] }[] {
  if (notices.length > lettersApart) return [{ letter: listLetter(notices, deadlines, door, now), notices }];
  return notices.map((notice) => ({ letter: letterOf(notice, deadlines, door, now), notices: [notice] }));
}

function letterOf(notice: DueNotice, deadlines: Deadlines, { publicUrl, seal }: MailDoor, now: Date): Letter {
  const about = aboutOf(notice);
  const claim = { cycleId: notice.cycleId, memberId: notice.memberId };
  const link = (code: 'useful' | 'not_useful') => feedbackLink({ seal, publicUrl }, claim, code, now);
  const due = dueWords(notice, deadlines, now);
  const role = [notice.department, notice.title].filter(Boolean).join(' ');
  return {
    to: notice.email,
    subject: `${openings[notice.kind]}: ${about || nobody}`,
    text: [
      `${openings[notice.kind]}があります。`,
      '',
      about,
      ...(role ? [role] : []),
      ...(notice.campaign ? [`きっかけ: ${notice.campaign}`] : []),
      ...(due ? [`返事の期限: ${due}`] : []),
      '',
      '内容を見て、返事をしてください(このページを開いただけでは何も決まりません)。',
      `${publicUrl}/handovers?lead=${notice.cycleId}`,
      ...(notice.kind === 'handed_over'
        ? [
            '',
            'この引き渡しはどうでしたか(開いたページで確定します。30日間使えます)。',
            `良い: ${link('useful')}`,
            `違う: ${link('not_useful')}`,
          ]
        : []),
    ].join('\n'),
  };
}

/** One letter instead of many, when many leads are handed over at once. */
function listLetter(notices: readonly DueNotice[], deadlines: Deadlines, { publicUrl }: MailDoor, now: Date): Letter {
  const [first] = notices;
  const opening = `${openings[first!.kind]} ${notices.length}件`;
  const lines = notices.slice(0, listedMax).flatMap((notice) => {
    const due = dueWords(notice, deadlines, now);
    const said = [aboutOf(notice) || nobody, notice.campaign, due && `期限 ${due}`].filter(Boolean).join(' / ');
    return [`・${said}`, `  ${publicUrl}/handovers?lead=${notice.cycleId}`];
  });
  const rest = notices.length - listedMax;
  return {
    to: first!.email,
    subject: opening,
    text: [
      `${opening}があります。`,
      '',
      ...lines,
      ...(rest > 0 ? [`・ほか ${rest}件`] : []),
      '',
      'すべて見て、まとめて返事ができます(このページを開いただけでは何も決まりません)。',
      `${publicUrl}/handovers`,
    ].join('\n'),
  };
}

const aboutOf = ({ accountName, personName }: DueNotice) =>
  [accountName, personName && `${personName}様`].filter(Boolean).join(' ');

/** Until when an answer is due; null where none is waited for. */
function dueWords(notice: DueNotice, { settings, calendarOf }: Deadlines, now: Date): string | null {
  if (notice.kind === 'unfollowed' || notice.kind === 'asked_again' || notice.clockFrom === null) return null;
  const { postponedUntil, clockClass } = notice;
  const held = { state: 'handed_over', clockFrom: notice.clockFrom.toISOString(), postponedUntil } as const;
  const rule = ruleFor(settings, clockClass);
  const clock = handoverClock({ ...held, followedUpAt: null }, rule, calendarOf(notice), now);
  if (!clock) return null;
  const minute = minuteOfDay(clock.dueAt);
  const time = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  return `${writtenDay(todayJst(clock.dueAt))} ${time}`;
}
