import { handoverClock } from '#core/demand/handover.ts';
import { isBusinessDay } from '#core/period/business-calendar.ts';
import { minuteOfDay } from '#core/period/business-clock.ts';
import { todayJst } from '#core/period/day.ts';
import {
  claimDigest,
  countAnswers,
  lastDigest,
  listDigestReaders,
  listPromises,
  listStopped,
  listWaiting,
  saveDigest,
  type DigestReader,
} from '#db/digest.ts';
import { readNoticeChoices } from '#db/notice-choices.ts';
import type { Database, Db } from '#db/pool.ts';
import { listCredits } from '#db/qualification-rules.ts';
import { readHandoverSettings, ruleFor, type HandoverSettings } from './handover-settings.ts';
import { readCalendars } from './receiver-calendars.ts';
import type { MailDoor } from './send-notices.ts';

/** 8:30, and until noon should the server have slept. */
const fromMinute = 8 * 60 + 30;
const untilMinute = 12 * 60;
const shownMax = 8;
const dayMs = 86_400_000;

/**
 * 朝のまとめ: one letter to each member at 8:30 of a working day with what waits today, what is due and what changed. Nobody
 * gets an empty one, one on a holiday or while away, or one they turned off; running it twice sends nothing twice.
 */
export async function sendMorningDigests(
  database: Database,
  door: MailDoor,
  now: Date,
): Promise<{ sent: number; empty: number; failed: number }> {
  const { db } = database;
  const done = { sent: 0, empty: 0, failed: 0 };
  const settings = await readHandoverSettings(db);
  const day = todayJst(now);
  const minute = minuteOfDay(now);
  if (!door.post || minute < fromMinute || minute >= untilMinute || !isBusinessDay(day, settings.calendar)) return done;
  const readers = await listDigestReaders(db, day);
  const choices = await readNoticeChoices(
    db,
    readers.map((reader) => reader.memberId),
  );
  for (const reader of readers) {
    const choice = choices.get(reader.memberId)!;
    if (!choice.channels.digest.includes('mail') || (choice.quiet && minute < choice.quiet.to)) continue;
    const sections = await readSections(db, reader, settings, now);
    const items = sections.reduce((sum, section) => sum + section.items.length, 0);
    if (!(await claimDigest(db, reader.memberId, day, items))) continue;
    if (items === 0) {
      done.empty++;
      continue;
    }
    const text = letterText(reader, sections, door.publicUrl);
    try {
      await door.post({ to: reader.email, subject: `朝のまとめ ${day.slice(5).replace('-', '/')}(${items}件)`, text });
      await saveDigest(db, reader.memberId, day, now, null);
      done.sent++;
    } catch (error) {
      await saveDigest(
        db,
        reader.memberId,
        day,
        null,
        error instanceof Error ? error.message.slice(0, 300) : 'unknown',
      );
      done.failed++;
    }
  }
  return done;
}

type Section = { readonly title: string; readonly items: readonly string[] };

async function readSections(db: Db, reader: DigestReader, settings: HandoverSettings, now: Date): Promise<Section[]> {
  const today = todayJst(now);
  const since = (await lastDigest(db, reader.memberId)) ?? new Date(now.getTime() - dayMs);
  const [waiting, promises, answers, credits, stopped] = await Promise.all([
    listWaiting(db, reader, today),
    listPromises(db, reader.memberId, today),
    countAnswers(db, reader.memberId, since),
    listCredits(db, reader.memberId, since),
    reader.role === 'admin' ? listStopped(db, since) : [],
  ]);
  const calendarOf = await readCalendars(db, settings.calendar);
  const due = waiting.map((one) => {
    const held = { state: 'handed_over', clockFrom: one.at?.toISOString() ?? null, postponedUntil: one.on } as const;
    const rule = ruleFor(settings, one.clockClass);
    return { ...one, dueAt: handoverClock({ ...held, followedUpAt: null }, rule, calendarOf(one), now)?.dueAt ?? null };
  });
  const sections = [
    {
      title: '返事を待っているリード',
      items: due.map((one) => `${one.title ?? '企業が分からないリード'}(${dueWords(one.dueAt, now)})`),
    },
    {
      title: '期日が来ている約束と宿題',
      items: promises.map((one) => `${one.title}(${(one.on ?? '').slice(5).replace('-', '/')} まで)`),
    },
    {
      title: '前回から変わったこと',
      items: [
        ...answers.map(({ kind, n }) => `引き渡したリードへの返事: ${answerWords[kind] ?? kind} ${n}件`),
        ...credits.map((credit) => `あなたの声でルールが変わりました(${credit.version}): ${credit.sentence.ja}`),
        ...stopped.map(({ name, because }) => `通知先「${name}」: ${because ?? ''}`),
      ],
    },
  ];
  return sections.filter((section) => section.items.length > 0);
}

const answerWords: Readonly<Record<string, string>> = {
  accept: '受け入れ',
  join_deal: '既存商談に追加',
  reject: '差し戻し',
  return: '受け入れ後の差し戻し',
  lapse: '未対応(期限切れ)',
};

function dueWords(dueAt: Date | null, now: Date): string {
  if (dueAt === null) return '期限なし';
  const time = new Date(dueAt.getTime() + 9 * 3_600_000).toISOString().slice(11, 16);
  if (dueAt < now) return '期限を過ぎています';
  const day = todayJst(dueAt);
  return day === todayJst(now) ? `今日 ${time} まで` : `${day.slice(5).replace('-', '/')} ${time} まで`;
}

function letterText(reader: DigestReader, sections: readonly Section[], publicUrl: string): string {
  const lines = sections.flatMap(({ title, items }) => [
    `■ ${title} ${items.length}件`,
    ...items.slice(0, shownMax).map((item) => `・${item}`),
    ...(items.length > shownMax ? [`・ほか ${items.length - shownMax}件`] : []),
    '',
  ]);
  return [
    `${reader.name}さん、おはようございます。今日の対応です。`,
    '',
    ...lines,
    `Mori を開く: ${publicUrl}/`,
    `この知らせを止める: ${publicUrl}/notices`,
  ].join('\n');
}
