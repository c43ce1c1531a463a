import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { MeetingStepKind } from '#core/meeting/course.ts';
import { Refusal } from '#core/refusal.ts';
import { lastMeeting, lastMissed, readMeeting, readMeetings, readPlannedMeetings } from '#db/meetings.ts';
import { inTransaction } from '#db/transaction.ts';
import { addMember, type TestMember } from '#fixtures/api-client.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { addAgendaItem } from './agenda-items.ts';
import { followMeetings } from './follow-meetings.ts';
import { planMeetings, tellMeeting, undoMeetings, type ToldOfMeeting } from './plan-meetings.ts';
import { keptAgenda } from './write-agenda.ts';
import { addMeetingItem, confirmMinutes, holdMeeting, settleAction } from './weekly-meeting.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let sales: TestMember;
let marketing: TestMember;
/** Friday, 20 November 2026; the Monday after is 勤労感謝の日. */
const friday = new Date('2026-11-20T01:00:00Z');
const at = (moment: string) => new Date(`${moment}:00+09:00`);
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

before(async () => {
  opened = await openTestWorld('plan_meetings');
  sales = await addMember(opened.world, 'sales_manager', { name: '堂島 剛' });
  marketing = await addMember(opened.world, 'marketing_manager', { name: '藤代 まりえ' });
});
after(() => opened.close());

const db = () => opened.world.database.db;
const by = (now: Date, who = sales) => ({ memberId: who.memberId, now });
const plan = (first: string, weeks: number, now = friday, whenClosed: 'move' | 'skip' = 'move') =>
  inTransaction(opened.world.database, (transaction) =>
    planMeetings(
      transaction,
      { first, weeks, whenClosed },
      { meetsAt: '10:00', leaderId: sales.memberId, attendees: '堂島、藤代' },
      by(now),
    ),
  );
const tell = (id: number, told: ToldOfMeeting, now: Date) =>
  inTransaction(opened.world.database, (transaction) => tellMeeting(transaction, id, told, by(now)));
const undo = (ids: number[], kind: MeetingStepKind, now: Date, who = sales) =>
  inTransaction(opened.world.database, (transaction) => undoMeetings(transaction, ids, kind, by(now, who)));
const hold = (on: string, now: Date) =>
  inTransaction(opened.world.database, (transaction) => holdMeeting(transaction, { on, attendees: '' }, by(now)));
const planned = async (today: string) =>
  (await readPlannedMeetings(db(), today)).map(({ meetsOn, state }) => [meetsOn, state]);
const past = async (today: string) => (await readMeetings(db(), today)).map(({ meetsOn, state }) => [meetsOn, state]);

test('a series is planned with one tap: a holiday moves on, a day with a meeting is left out, and all of it is taken back at once', async () => {
  const { meetingIds, days } = await plan('2026-11-23', 3);
  assert.deepEqual(
    days.map(({ meetsOn, why }) => [meetsOn, why]),
    [
      ['2026-11-24', 'moved'],
      ['2026-11-30', null],
      ['2026-12-07', null],
    ],
  );
  const again = await plan('2026-11-23', 4);
  assert.deepEqual(
    again.days.map(({ why }) => why),
    ['taken', 'taken', 'taken', null],
  );
  await assert.rejects(plan('2026-11-23', 3), refuses('no_day_to_meet'));
  await assert.rejects(plan('2026-11-19', 1), refuses('meeting_day_passed'));
  await undo(again.meetingIds, 'plan', friday);
  await assert.rejects(undo(meetingIds, 'plan', friday, marketing), refuses('nothing_to_undo'));
  assert.equal((await planned('2026-11-20')).length, 3);
});

test('the agenda is written at 7:00 of the business day before, once, and its planning can still be taken back', async () => {
  const { database } = opened.world;
  assert.deepEqual(await followMeetings(database, at('2026-11-20T06:59')), { missed: 0, prepared: 0 });
  assert.deepEqual(await followMeetings(database, at('2026-11-20T07:00')), { missed: 0, prepared: 1 });
  assert.deepEqual(await followMeetings(database, at('2026-11-20T07:05')), { missed: 0, prepared: 0 }, 'once');
  assert.deepEqual((await planned('2026-11-20'))[0], ['2026-11-24', 'agenda_ready']);
  const [next] = await readPlannedMeetings(db(), '2026-11-20');
  const { agenda } = await readMeeting(db(), next!.meetingId, '2026-11-20');
  assert.equal(keptAgenda(agenda).on, '2026-11-20', 'with the numbers of the day it was written');
  assert.deepEqual([next!.lastStep, next!.lastBy], ['plan', sales.memberId], 'the clock takes no undo away');
  await undo([next!.meetingId], 'plan', friday);
  assert.equal((await planned('2026-11-20')).length, 2);
  await plan('2026-11-24', 1);
  await followMeetings(database, at('2026-11-20T07:10'));
});

test('postponing keeps the day it came from with why, asks for another agenda, and is taken back', async () => {
  const [next] = await readPlannedMeetings(db(), '2026-11-20');
  const move = { kind: 'move', meetsOn: '2026-11-26', meetsAt: '15:00', why: '堂島が出張' } as const;
  await tell(next!.meetingId, move, friday);
  const [moved] = await readPlannedMeetings(db(), '2026-11-20');
  assert.deepEqual(
    [moved!.meetsOn, moved!.meetsAt, moved!.state, moved!.movedFrom, moved!.movedBecause],
    ['2026-11-26', '15:00', 'scheduled', '2026-11-24', '堂島が出張'],
  );
  await assert.rejects(tell(next!.meetingId, { ...move, meetsOn: '2026-11-30' }, friday), refuses('meeting_exists'));
  await undo([next!.meetingId], 'move', friday);
  const [first, second] = await readPlannedMeetings(db(), '2026-11-20');
  const wanted = { ...move, meetsOn: '2026-11-27' };
  const told = { memberId: sales.memberId, now: friday };
  const late = await inTransaction(opened.world.database, async (transaction) => {
    await tellMeeting(transaction, first!.meetingId, wanted, told);
    const waiting = assert.rejects(tell(second!.meetingId, wanted, friday), refuses('meeting_exists'));
    await Promise.race([waiting, setTimeout(200)]);
    return { waiting };
  });
  await late.waiting;
  await undo([first!.meetingId], 'move', friday);
  assert.deepEqual((await planned('2026-11-20'))[0], ['2026-11-24', 'agenda_ready']);
});

test('started on its day it is held with the lines that were brought; by mistake it is taken back, with records no more', async () => {
  const { database } = opened.world;
  await inTransaction(database, (transaction) => addAgendaItem(transaction, { text: '展示会の分担' }, sales.memberId));
  await assert.rejects(hold('2026-11-24', friday), refuses('meeting_not_yet'));
  const now = at('2026-11-24T10:00');
  const { meetingId } = await hold('2026-11-24', now);
  const held = await readMeeting(db(), meetingId, '2026-11-24');
  assert.deepEqual(
    [held.state, held.attendees, held.leaderName, held.added.length],
    ['held', '堂島、藤代', '堂島 剛', 1],
    'who was to come and the leader stay',
  );
  await assert.rejects(hold('2026-11-24', now), refuses('meeting_exists'));
  await undo([meetingId], 'hold', now);
  assert.deepEqual((await planned('2026-11-24'))[0], ['2026-11-24', 'agenda_ready']);
  assert.equal(
    (await readMeeting(db(), meetingId, '2026-11-24')).added.length,
    1,
    'its lines are the next one’s again',
  );
  await hold('2026-11-24', now);
  const record = (item: Parameters<typeof addMeetingItem>[2]) =>
    inTransaction(database, (transaction) => addMeetingItem(transaction, meetingId, item, sales.memberId));
  const { itemId } = await record({
    kind: 'action',
    text: '3社に電話',
    ownerId: sales.memberId,
    dueOn: '2026-11-25',
  });
  await assert.rejects(undo([meetingId], 'hold', now), refuses('meeting_has_records'));
  const stateOf = async (today: string) => (await readMeeting(db(), meetingId, today)).items[0]!.state;
  assert.deepEqual(
    [await stateOf('2026-11-25'), await stateOf('2026-11-26')],
    ['open', 'late'],
    'late in the minutes too',
  );
  await inTransaction(database, (transaction) =>
    settleAction(transaction, itemId, 'drop', { reason: '先方が休業' }, '2026-11-27', sales.memberId),
  );
  await inTransaction(database, (transaction) => confirmMinutes(transaction, meetingId, by(now)));
  await undo([meetingId], 'confirm_minutes', now);
  await inTransaction(database, (transaction) => confirmMinutes(transaction, meetingId, by(now)));
});

test('a meeting whose day passes is missed by itself, with the reason; it is not held, and a later one sets the list right', async () => {
  const { database } = opened.world;
  const nextDay = at('2026-12-01T00:05');
  assert.deepEqual(
    await past('2026-12-01'),
    [
      ['2026-11-30', 'missed'],
      ['2026-11-24', 'minutes_confirmed'],
    ],
    'told as missed before the clock came',
  );
  assert.deepEqual(await followMeetings(database, nextDay), { missed: 1, prepared: 0 });
  assert.deepEqual(await followMeetings(database, nextDay), { missed: 0, prepared: 0 });
  assert.equal(await lastMeeting(db(), '2026-12-01'), '2026-11-24');
  const missed = (await lastMissed(db(), '2026-12-01'))!;
  await tell(missed.meetingId, { kind: 'explain', why: '展示会で集まれなかった' }, nextDay);
  assert.equal((await lastMissed(db(), '2026-12-01'))!.reason, '展示会で集まれなかった');
  await assert.rejects(
    tell(missed.meetingId, { kind: 'cancel', why: null }, nextDay),
    refuses('meeting_step_impossible'),
  );
  await hold('2026-12-02', at('2026-12-02T10:00'));
  assert.equal(await lastMissed(db(), '2026-12-02'), undefined, 'what was held since stands for it');
  const { agenda } = await readMeeting(db(), (await readMeetings(db(), '2026-12-02'))[0]!.meetingId, '2026-12-02');
  assert.deepEqual(
    keptAgenda(agenda).lastActions.map(({ state, reason }) => [state, reason]),
    [['dropped', '先方が休業']],
    'what was given up since the last meeting is told with why',
  );
});

test('one that nobody recorded is recorded afterwards', async () => {
  const { meetingId } = await hold('2026-11-30', at('2026-12-03T10:00'));
  assert.equal((await readMeeting(db(), meetingId, '2026-12-03')).state, 'held');
  await undo([meetingId], 'hold', at('2026-12-03T10:01'));
  assert.equal((await readMeeting(db(), meetingId, '2026-12-03')).state, 'missed');
});

test('called off it leaves its day free, and it comes back only while that is so', async () => {
  const now = at('2026-12-03T10:00');
  const [next] = await readPlannedMeetings(db(), '2026-12-03');
  await tell(next!.meetingId, { kind: 'cancel', why: '全社会議と重なる' }, now);
  const { meetingIds } = await plan('2026-12-07', 1, now);
  await assert.rejects(undo([next!.meetingId], 'cancel', now), refuses('meeting_exists'));
  await undo(meetingIds, 'plan', now);
  await undo([next!.meetingId], 'cancel', now);
  assert.deepEqual(await planned('2026-12-03'), [['2026-12-07', 'scheduled']]);
});

test('how a meeting stands is what its facts come to, and nothing that was told is lost', async () => {
  const { pool } = opened.world.database;
  const { rows } = await pool.query('select count(*)::int as all, count(undone_at)::int as undone from meeting_event');
  assert.ok(rows[0].undone >= 8 && rows[0].all > rows[0].undone);
  const { rows: told } = await pool.query(
    "select action from audit_entry where subject_kind = 'meeting' group by action order by action",
  );
  assert.deepEqual(
    told.map(({ action }) => action),
    ['add_item', 'cancel', 'confirm', 'explain', 'hold', 'miss', 'move', 'plan', 'prepare', 'undo'].map(
      (what) => `meeting.${what}`,
    ),
  );
});
