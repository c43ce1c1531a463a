import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { addMember, type TestMember } from '#fixtures/api-client.ts';
import { openMailServer } from '#fixtures/mail-server.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { listDeliveries } from '#db/deliveries.ts';
import { defaultChoice, saveNoticeChoice } from '#db/notice-choices.ts';
import { addNotices, listNotices } from '#db/notices.ts';
import { inTransaction } from '#db/transaction.ts';
import { deliverNotices } from './deliver-notices.ts';
import { addAbsence } from './edit-absences.ts';
import { answerHandOver, handOver, undoAnswer, type Answer } from './hand-over.ts';
import { runHandoverClock } from './handover-clock.ts';
import { sendMorningDigests } from './morning-digest.ts';
import { addEndpoint, type Sender } from './notice-endpoints.ts';
import { sendNotices } from './send-notices.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let mail: Awaited<ReturnType<typeof openMailServer>>;
let sender: Sender;
const rooms: string[] = [];
const chat = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => rooms.push(chunk.toString()));
  request.on('end', () => response.writeHead(200).end('ok'));
});
const members = {} as Record<'takase' | 'mitamura' | 'shirakawa' | 'dojima', TestMember>;
let lead: string;
let taken = 0;

// Every test has a night of its own: handed over at 20:00, told at 8:30 of the next business day.
const at = (day: number, time: string) => new Date(`2026-06-${String(day).padStart(2, '0')}T${time}:00+09:00`);
const inOne = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(opened.world.database, work);
const by = (member: TestMember, now: Date) => ({ memberId: member.memberId, now });
const to = (member: TestMember) => ({ kind: 'member', id: String(member.memberId) }) as const;
const say = (answer: Answer, member: TestMember, now: Date) =>
  inOne((transaction) => answerHandOver(transaction, [lead], answer, by(member, now)));
const accept = { kind: 'accept', nextAction: '電話する', nextOn: '2026-12-01' } as const;
const door = () => ({ ...sender, post: mail.post });
/** What the worker does every five minutes. */
const tick = async (now: Date) => {
  await runHandoverClock(opened.world.database, now);
  return sendNotices(opened.world.database, door(), now);
};
const emailOf = async ({ memberId }: TestMember) =>
  (
    await opened.world.database.db
      .selectFrom('member')
      .select('email')
      .where('member_id', '=', memberId)
      .executeTakeFirstOrThrow()
  ).email;
/** How many letters about the lead of this test a member has. */
const told = async (member: TestMember, opening = 'リードの引き渡し') => {
  const email = await emailOf(member);
  return mail.letters.filter((one) => email.endsWith(one.to) && one.text.startsWith(opening) && one.text.includes(lead))
    .length;
};
/** What stands on the page 通知 of a member about the lead of this test. */
const shown = async ({ memberId }: TestMember, kind = 'handed_over') => {
  const reader = { role: 'account_executive', memberId, agencyAccountId: null };
  const rows = await listNotices(opened.world.database.db, reader, 50);
  const row = rows.find((one) => one.cycleId === lead && one.kind === kind);
  return row && (row.supersededBecause ?? (row.sentAt ? 'told' : 'waiting'));
};
const handOverTo = async (member: TestMember, now: Date) => {
  await inOne(async (transaction) => {
    await handOver(transaction, [lead], by(members.dojima, now));
    await answerHandOver(transaction, [lead], { kind: 'reroute', to: to(member) }, by(members.dojima, now));
  });
  await tick(new Date(now.getTime() + 60_000));
};

before(async () => {
  opened = await openTestWorld('superseded');
  mail = await openMailServer();
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', () => resolve()));
  const host = `127.0.0.1:${(chat.address() as AddressInfo).port}`;
  sender = { ...opened.world, outgoing: { allowed: [host] } };
  members.takase = await addMember(opened.world, 'account_executive', { name: '高瀬 亮介' });
  members.mitamura = await addMember(opened.world, 'account_executive', { name: '三田村 香織' });
  members.shirakawa = await addMember(opened.world, 'account_executive', { name: '白川 奈々' });
  members.dojima = await addMember(opened.world, 'sales_manager', { name: '堂島 剛' });
});
beforeEach(async () => {
  const n = ++taken;
  await opened.world.database.pool.query("update lead_cycle set state = 'recycled' where state <> 'new'");
  await takeIn(
    opened.world.database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,作成日\nN${n},夜間${n}号工業株式会社,佐藤,一郎,n${n}@yakan${n}.co.jp,新規,2026/05/01\n`,
    },
    'salesforce-leads',
  );
  const { rows } = await opened.world.database.pool.query(
    'select c.cycle_id from lead_cycle c join lead l using (lead_id) where l.external_key = $1',
    [`N${n}`],
  );
  lead = rows[0].cycle_id;
});
after(async () => {
  mail.close();
  chat.close();
  await opened.close();
});

test('re-routed during quiet hours: the former receiver gets no letter and reads why, the new one gets theirs', async () => {
  await handOverTo(members.takase, at(1, '20:00'));
  assert.equal(await shown(members.takase), 'waiting');
  await say({ kind: 'reroute', to: to(members.mitamura) }, members.takase, at(1, '21:00'));
  await tick(at(1, '21:05'));
  await tick(at(2, '08:31'));
  assert.deepEqual([await told(members.takase), await told(members.mitamura)], [0, 1]);
  assert.deepEqual([await shown(members.takase), await shown(members.mitamura)], ['moved', 'told']);
});

test('passed on and given back: told again, although the clock of the hand-over did not begin anew', async () => {
  await handOverTo(members.takase, at(2, '10:00'));
  assert.equal(await told(members.takase), 1);
  await say({ kind: 'reroute', to: to(members.mitamura) }, members.takase, at(2, '20:00'));
  await tick(at(2, '20:05'));
  await say({ kind: 'reroute', to: to(members.shirakawa) }, members.mitamura, at(2, '20:30'));
  await tick(at(2, '20:35'));
  await say({ kind: 'reroute', to: to(members.takase) }, members.shirakawa, at(2, '21:00'));
  await tick(at(2, '21:05'));
  await tick(at(3, '08:31'));
  assert.deepEqual(
    [await told(members.takase), await told(members.mitamura), await told(members.shirakawa)],
    [2, 0, 0],
  );
  await say({ kind: 'reroute', to: to(members.mitamura) }, members.takase, at(3, '09:00'));
  await tick(at(3, '09:05'));
  assert.equal(await told(members.mitamura), 1, 'what was superseded is told when it holds again');
  await tick(at(3, '09:10'));
  assert.equal(await told(members.mitamura), 1, 'once');
});

test('answered during quiet hours: no letter; taken back by morning: the letter goes out', async () => {
  await handOverTo(members.takase, at(3, '20:00'));
  await say(accept, members.takase, at(3, '22:00'));
  assert.deepEqual(await tick(at(4, '08:31')), { sent: 0, superseded: 1, failed: 0 });
  assert.equal(await shown(members.takase), 'answered');
  await inOne((transaction) => undoAnswer(transaction, [lead], by(members.takase, at(4, '08:40'))));
  await tick(at(4, '08:45'));
  assert.deepEqual([await told(members.takase), await shown(members.takase)], [1, 'told']);
});

test('sent back with its consequences, or taken back, during quiet hours: no letter', async () => {
  await handOverTo(members.takase, at(4, '20:00'));
  await say({ kind: 'reject', reason: 'no_need' }, members.takase, at(4, '21:00'));
  await tick(at(5, '08:31'));
  assert.deepEqual([await told(members.takase), await shown(members.takase)], [0, 'closed']);
});

test('taken back during quiet hours: no letter', async () => {
  await inOne((transaction) => handOver(transaction, [lead], by(members.dojima, at(5, '20:00'))));
  await inOne((transaction) =>
    addNotices(transaction.db, [members.takase.memberId], {
      cycleId: lead,
      kind: 'handed_over',
      sendAt: at(8, '08:30'),
    }),
  );
  await inOne((transaction) => undoAnswer(transaction, [lead], by(members.dojima, at(5, '21:00'))));
  await tick(at(8, '08:31'));
  assert.deepEqual([await told(members.takase), await shown(members.takase)], [0, 'withdrawn']);
});

test('put off during quiet hours: told when its day has passed', async () => {
  await handOverTo(members.takase, at(8, '20:00'));
  await say({ kind: 'postpone', until: '2026-06-10' }, members.takase, at(8, '21:00'));
  await tick(at(9, '08:31'));
  assert.deepEqual([await told(members.takase), await shown(members.takase)], [0, 'postponed']);
  await tick(at(10, '09:00'));
  assert.equal(await told(members.takase), 0);
  await tick(at(11, '09:00'));
  assert.equal(await told(members.takase), 1);
});

test('a reminder and the letter to the manager are not sent of a clock that began anew', async () => {
  await handOverTo(members.takase, at(11, '10:00'));
  await runHandoverClock(opened.world.database, at(12, '19:30'));
  assert.deepEqual(
    [await shown(members.takase, 'reminded'), await shown(members.dojima, 'overdue')],
    ['waiting', 'waiting'],
  );
  await say({ kind: 'postpone', until: '2026-06-14' }, members.takase, at(12, '19:40'));
  await tick(at(15, '08:31'));
  assert.deepEqual(
    [await shown(members.takase, 'reminded'), await shown(members.dojima, 'overdue')],
    ['not_due', 'not_due'],
  );
  assert.deepEqual(
    [await told(members.takase, '返事の期限が近い'), await told(members.dojima, '返事の期限を過ぎた')],
    [0, 0],
  );
  await tick(at(16, '19:30'));
  await tick(at(17, '08:31'));
  assert.deepEqual(
    [await told(members.takase, '返事の期限が近い'), await told(members.dojima, '返事の期限を過ぎた')],
    [1, 1],
  );
});

test('the receiver became absent: the deputy gets a letter; back again before it went out: no letter for the deputy', async () => {
  const absent = (fromOn: string, toOn: string) =>
    inOne((transaction) =>
      addAbsence(
        transaction,
        { memberId: members.takase.memberId, fromOn, toOn, deputyId: members.shirakawa.memberId },
        members.dojima.memberId,
      ),
    );
  await handOverTo(members.takase, at(17, '20:00'));
  await absent('2026-06-18', '2026-06-18');
  await tick(at(18, '08:31'));
  assert.equal(await told(members.shirakawa), 1);
  await tick(at(18, '20:00'));
  assert.equal(await shown(members.shirakawa, 'reminded'), 'waiting');
  await tick(at(19, '08:31'));
  assert.deepEqual(
    [await told(members.shirakawa, '返事の期限が近い'), await shown(members.shirakawa, 'reminded')],
    [0, 'moved'],
  );
});

test('a letter that could not be sent is looked at again before the next attempt', async () => {
  await handOverTo(members.takase, at(22, '19:30'));
  mail.state.isFull = true;
  assert.deepEqual(await tick(at(23, '08:31')), { sent: 0, superseded: 0, failed: 1 });
  mail.state.isFull = false;
  await say({ kind: 'reroute', to: to(members.mitamura) }, members.takase, at(23, '08:33'));
  await tick(at(23, '08:36'));
  assert.deepEqual([await told(members.takase), await told(members.mitamura)], [0, 1]);
  assert.equal(await shown(members.takase), 'moved');
});

test('answered while other letters of the same run go out: its own does not', async () => {
  await handOverTo(members.takase, at(23, '19:30'));
  await inOne((transaction) =>
    addNotices(transaction.db, [members.dojima.memberId], {
      cycleId: lead,
      kind: 'unfollowed',
      sendAt: at(23, '08:00'),
    }),
  );
  await opened.world.database.pool.query("update lead_cycle set state = 'accepted_ignored' where cycle_id = $1", [
    lead,
  ]);
  const { memberId } = members.takase;
  await inOne((transaction) =>
    addNotices(transaction.db, [memberId], { cycleId: lead, kind: 'unfollowed', sendAt: at(24, '08:30') }),
  );
  const post: typeof mail.post = async (letter) => {
    await mail.post(letter);
    await opened.world.database.pool.query("update lead_cycle set state = 'accepted' where cycle_id = $1", [lead]);
  };
  await sendNotices(opened.world.database, { ...door(), post }, at(24, '08:31'));
  assert.deepEqual(
    [await shown(members.dojima, 'unfollowed'), await shown(members.takase, 'unfollowed')],
    ['told', 'answered'],
  );
});

test('what the clock does not tell goes on to whoever holds the lead now', async () => {
  await handOverTo(members.takase, at(24, '10:00'));
  await say(accept, members.takase, at(24, '11:00'));
  await inOne((transaction) =>
    addNotices(transaction.db, [members.takase.memberId], {
      cycleId: lead,
      kind: 'asked_again',
      sendAt: at(25, '08:30'),
    }),
  );
  await opened.world.database.pool.query('update lead_cycle set receiver_id = $2 where cycle_id = $1', [
    lead,
    String(members.mitamura.memberId),
  ]);
  await tick(at(25, '08:31'));
  await tick(at(25, '08:36'));
  assert.deepEqual([await told(members.takase, '対応中の'), await told(members.mitamura, '対応中の')], [0, 1]);
});

test('a chat that a member chose is not told either, and the log of the room says why; facts are told as they were', async () => {
  const base = `http://${sender.outgoing.allowed[0]}`;
  const room = (name: string, announces: readonly 'handed_over'[], isOpenToMembers: boolean) =>
    inOne((transaction) =>
      addEndpoint(
        transaction,
        { kind: 'slack', name, address: `${base}/${announces.length}`, announces, isOpenToMembers },
        sender,
        by(members.dojima, at(25, '09:00')),
      ),
    );
  const own = await room('自分の部屋', [], true);
  const team = await room('営業一部', ['handed_over'], false);
  const channels = { ...defaultChoice.channels, handed_over: [own.id] };
  await saveNoticeChoice(opened.world.database.db, members.takase.memberId, {
    channels,
    quiet: { from: 1_439, to: 0 },
  });
  await handOverTo(members.takase, at(25, '20:00'));
  assert.equal(await shown(members.takase), 'waiting', 'the company’s quiet hours');
  await tick(at(26, '08:31'));
  await say(accept, members.takase, at(26, '08:32'));
  await deliverNotices(opened.world.database, sender, at(26, '08:33'));
  const [message] = await listDeliveries(opened.world.database.db, own.id, 5);
  assert.deepEqual([message!.state, message!.supersededBecause], ['superseded', 'answered']);
  const [fact] = await listDeliveries(opened.world.database.db, team.id, 5);
  assert.equal(fact!.state, 'sent');
  assert.equal(rooms.length, 1);
  await inOne((transaction) => undoAnswer(transaction, [lead], by(members.takase, at(26, '08:40'))));
});

test('the letter of the morning holds what waits at that moment, at a second attempt as well', async () => {
  await handOverTo(members.mitamura, at(26, '20:00'));
  await say({ kind: 'reroute', to: to(members.shirakawa) }, members.mitamura, at(26, '21:00'));
  const company = `夜間${taken}号工業株式会社`;
  const isInDigest = async (member: TestMember) => {
    const email = await emailOf(member);
    const digests = mail.letters.filter((one) => email.endsWith(one.to) && one.text.includes('おはようございます'));
    return digests.at(-1)?.text.includes(company) ?? false;
  };
  const digest = (now: Date) => sendMorningDigests(opened.world.database, door(), now);
  await digest(at(29, '08:31'));
  assert.deepEqual([await isInDigest(members.mitamura), await isInDigest(members.shirakawa)], [false, true]);
  mail.state.isFull = true;
  assert.equal((await digest(at(30, '08:31'))).sent, 0);
  mail.state.isFull = false;
  mail.letters.length = 0;
  await say(accept, members.shirakawa, at(30, '08:33'));
  await digest(at(30, '08:36'));
  assert.equal(await isInDigest(members.shirakawa), false);
});
