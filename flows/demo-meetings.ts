import { instantOf } from '#core/period/business-clock.ts';
import { businessDayAfter, defaultCalendar, isBusinessDay } from '#core/period/business-calendar.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { addAgendaItem } from './agenda-items.ts';
import { followMeetings } from './follow-meetings.ts';
import { planMeetings, tellMeeting } from './plan-meetings.ts';
import { addMeetingItem, confirmMinutes, holdMeeting, settleAction } from './weekly-meeting.ts';

type Members = { readonly marketing: number; readonly sales: number };
const attendees = '堂島、高瀬、藤代';

/**
 * The weekly meetings of the demo company: one held two weeks ago, one that nobody came to, one on the last working day with lines
 * that people brought, and the next four, planned on the same weekday.
 */
export async function tellDemoMeetings(database: Database, members: Members, now: Date): Promise<void> {
  const today = todayJst(now);
  const last = workingDayBefore(today);
  const first = openDay(addDays(last, -14));
  const missed = openDay(addDays(last, -7));
  await inTransaction(database, (transaction) => holdFirst(transaction, members, first));
  await inTransaction(database, (transaction) => plan(transaction, members, missed, 1, noonOf(first)));
  await followMeetings(database, noonOf(addDays(missed, 1)));
  await inTransaction(database, async (transaction) => {
    await explainMissed(transaction, members, missed);
    await holdLast(transaction, members, last, now);
    const next = addDays(last, 7);
    await plan(transaction, members, next < today ? addDays(last, 14) : next, 4, now);
    await addAgendaItem(
      transaction,
      { text: '来月の展示会に招く会社を決めたい', accountId: await someTarget(transaction, 1) },
      members.marketing,
    );
  });
  await followMeetings(database, now);
}

/** Before the missed one: a rule that can be taken back, an action that was done in time and one that was given up. */
async function holdFirst(transaction: Transaction, members: Members, on: DateText): Promise<void> {
  const by = { memberId: members.marketing, now: noonOf(on) };
  const { meetingId } = await holdMeeting(transaction, { on, attendees }, by);
  await addMeetingItem(
    transaction,
    meetingId,
    {
      kind: 'decision',
      text: '展示会のリードは、従業員100名以上の会社だけを営業へ引き渡す',
      affects: 'handoverRules',
      isReversible: true,
    },
    members.marketing,
  );
  const ask = (text: string, ownerId: number, inDays: number) =>
    addMeetingItem(
      transaction,
      meetingId,
      { kind: 'action', text, ownerId, dueOn: addDays(on, inDays) },
      members.marketing,
    );
  const called = await ask('差し戻しの理由「その他」を読み直し、3社に電話する', members.sales, 7);
  const given = await ask('展示会の来場者リストを業種で分ける', members.marketing, 10);
  const evidence = '3社に電話済み。1社は来月に提案';
  await settleAction(transaction, called.itemId, 'finish', { evidence }, addDays(on, 5), members.sales);
  const reason = '規模で絞ると決めたので、業種では分けない';
  await settleAction(transaction, given.itemId, 'drop', { reason }, addDays(on, 13), members.marketing);
  await confirmMinutes(transaction, meetingId, { memberId: members.sales, now: noonOf(addDays(on, 1)) });
}

async function explainMissed(transaction: Transaction, members: Members, on: DateText): Promise<void> {
  const { meeting_id } = await transaction.db
    .selectFrom('meeting')
    .select('meeting_id')
    .where('meets_on', '=', on)
    .executeTakeFirstOrThrow();
  const why = '営業が展示会に出ていて、集まれなかった';
  const by = { memberId: members.sales, now: noonOf(addDays(on, 1)) };
  await tellMeeting(transaction, meeting_id, { kind: 'explain', why }, by);
}

/** On the last working day: lines that people brought, decisions with what they affect, and what is to be done by when. */
async function holdLast(transaction: Transaction, members: Members, on: DateText, now: Date): Promise<void> {
  const by = { memberId: members.marketing, now };
  const company = await someTarget(transaction, 0);
  await addAgendaItem(
    transaction,
    { text: '部門長が代わった。あいさつに誰が行くか', accountId: company },
    members.sales,
  );
  await addAgendaItem(transaction, { text: '返事待ちのリードを誰がいつ確認するか' }, members.marketing);
  const { meetingId } = await holdMeeting(transaction, { on, attendees }, by);
  const decide = (text: string, about: object) =>
    addMeetingItem(transaction, meetingId, { kind: 'decision', text, ...about }, members.marketing);
  const ask = (text: string, ownerId: number, dueOn: DateText) =>
    addMeetingItem(transaction, meetingId, { kind: 'action', text, ownerId, dueOn }, members.marketing);
  await decide('返事待ちのリードは、木曜の朝に営業マネージャーが確認する', {
    affects: 'handoverRules',
    isReversible: true,
  });
  await decide('新しい部門長には、堂島と高瀬であいさつに行く', {
    affects: 'company',
    accountId: company,
    isReversible: false,
  });
  await ask('90日接点のないターゲット3社に、営業から電話する', members.sales, addDays(todayJst(now), 4));
  await ask('差し戻しの多いセミナーの案内先を見直す', members.marketing, addDays(todayJst(now), 7));
  const sent = await ask('部門長の経歴と、これまでの取引を1枚にまとめて高瀬に渡す', members.marketing, on);
  await settleAction(transaction, sent.itemId, 'finish', { evidence: '高瀬に渡した' }, on, members.marketing);
  await confirmMinutes(transaction, meetingId, { memberId: members.sales, now });
}

const plan = (transaction: Transaction, members: Members, first: DateText, weeks: number, now: Date) =>
  planMeetings(
    transaction,
    { first, weeks, whenClosed: 'move' },
    { meetsAt: '10:00', leaderId: members.sales, attendees },
    { memberId: members.marketing, now },
  );

/** A company on the list, the same ones every time. */
async function someTarget({ db }: Transaction, at: number): Promise<number> {
  const found = await db
    .selectFrom('target_line')
    .select('account_id')
    .where('status', '=', 'active')
    .orderBy('target_line_id')
    .offset(at)
    .limit(1)
    .executeTakeFirstOrThrow();
  return found.account_id;
}

const noonOf = (day: DateText) => new Date(instantOf(day, 12 * 60));
const openDay = (day: DateText) =>
  isBusinessDay(day, defaultCalendar) ? day : businessDayAfter(day, 1, defaultCalendar);

function workingDayBefore(today: DateText): DateText {
  let day = addDays(today, -1);
  while (!isBusinessDay(day, defaultCalendar)) day = addDays(day, -1);
  return day;
}
