import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { announcements } from '#core/notice/notice.ts';
import { addMember, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { listDeliveries } from '#db/deliveries.ts';
import { findEndpoint } from '#db/endpoints.ts';
import { defaultChoice, saveNoticeChoice } from '#db/notice-choices.ts';
import { inTransaction } from '#db/transaction.ts';
import { deliverNotices, testEndpoint } from './deliver-notices.ts';
import { answerHandOver, handOver, undoAnswer } from './hand-over.ts';
import { runHandoverClock } from './handover-clock.ts';
import { addEndpoint, changeEndpoint, rotateSecret, type EndpointDraft, type Sender } from './notice-endpoints.ts';
import { sendNotices } from './send-notices.ts';

type Taken = { path: string; headers: IncomingHttpHeaders; body: string };
const taken: Taken[] = [];
/** What the receiver answers, by path. */
const answers = new Map<string, number>();
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const path = request.url!;
    taken.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answers.get(path) ?? 200).end('ok');
  });
});
let opened: Awaited<ReturnType<typeof openTestWorld>>;
let sender: Sender;
let sales: TestMember;
let base: string;
let leads: string[];
const at = (time: string) => new Date(`2026-11-${time}:00Z`);
const actor = (time: string) => ({ memberId: sales.memberId, now: at(time) });
const draft = (more: Partial<EndpointDraft>): EndpointDraft => ({
  kind: 'webhook',
  name: 'SFA',
  address: `${base}/hook`,
  announces: announcements,
  isOpenToMembers: false,
  ...more,
});
const add = (more: Partial<EndpointDraft>) =>
  inTransaction(opened.world.database, (transaction) =>
    addEndpoint(transaction, draft(more), sender, actor('17T01:00')),
  );
const deliver = (time: string) => deliverNotices(opened.world.database, sender, at(time));
const inOne = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(opened.world.database, work);
const give = (cycleId: string, time: string) => inOne((transaction) => handOver(transaction, [cycleId], actor(time)));
const takenAt = (path: string) => taken.filter((one) => one.path === path);

before(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', () => resolve()));
  const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  base = `http://${host}`;
  opened = await openTestWorld('deliver');
  sender = { ...opened.world, outgoing: { allowed: [host] } };
  sales = await addMember(opened.world, 'inside_sales', { name: '早乙女 恵' });
  await takeIn(
    opened.world.database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,作成日\n${Array.from({ length: 6 }, (_, index) => `L${index},第${index}製作所株式会社,秘密,太郎,himitsu${index}@k${index}.co.jp,新規,2026/11/10`).join('\n')}\n`,
    },
    'salesforce-leads',
  );
  const { rows } = await opened.world.database.pool.query('select cycle_id from lead_cycle order by cycle_id');
  leads = rows.map((row) => row.cycle_id);
});
after(async () => {
  receiver.close();
  await opened?.close();
});

test('a webhook is signed as Standard Webhooks say, names nobody, and is sent once', async () => {
  const { id, secret } = await add({});
  await give(leads[0]!, '17T01:01');
  assert.deepEqual(await deliver('17T01:02'), { sent: 1, superseded: 0, failed: 0 });
  assert.deepEqual(await deliver('17T01:03'), { sent: 0, superseded: 0, failed: 0 });
  const [hook, ...more] = takenAt('/hook');
  assert.equal(more.length, 0);
  const { body, headers } = hook!;
  const verify = (key: string) => {
    const verifier = new Webhook(key);
    const now = Date.now;
    Date.now = () => at('17T01:02').getTime();
    try {
      return verifier.verify(body, headers as Record<string, string>);
    } finally {
      Date.now = now;
    }
  };
  const event = verify(secret!) as { type: string; data: { cycleId: string; url: string } };
  assert.deepEqual([event.type, event.data.cycleId], ['handover.handed_over', leads[0]]);
  assert.equal(event.data.url, `https://mori.example.jp/handovers?lead=${leads[0]}`);
  assert.throws(() => verify(`whsec_${Buffer.alloc(32).toString('base64')}`));
  for (const secretWord of ['秘密', 'himitsu', '製作所']) assert.ok(!body.includes(secretWord), secretWord);
  const stored = await findEndpoint(opened.world.database.db, id);
  assert.ok(!JSON.stringify(stored).includes(secret!) && !JSON.stringify(stored).includes('/hook'), 'sealed at rest');

  const rotated = await inOne((transaction) => rotateSecret(transaction, id, sender.seal, actor('17T01:04')));
  taken.length = 0;
  await testEndpoint(opened.world.database.db, id, sender, at('17T01:05'));
  assert.equal(String(taken[0]!.headers['webhook-signature']).split(' ').length, 2, 'old and new for a day');
  await testEndpoint(opened.world.database.db, id, sender, at('18T01:05'));
  assert.equal(String(taken[1]!.headers['webhook-signature']).split(' ').length, 1);
  assert.notEqual(rotated.secret, secret);
  await inOne((transaction) => changeEndpoint(transaction, id, { isActive: false }, actor('17T01:06')));
});

test('Teams, Slack and Chatwork get the shape they ask for, in business hours; webhooks do not wait', async () => {
  taken.length = 0;
  await add({ kind: 'teams', name: '営業チーム', address: `${base}/teams`, announces: ['rejected'] });
  await add({ kind: 'slack', name: '#sales', address: `${base}/slack`, announces: ['rejected'] });
  await add({
    kind: 'chatwork',
    name: '営業の部屋',
    address: `${base}/rooms/1/messages`,
    token: 'chatwork-token',
    announces: ['rejected'],
  });
  await add({ name: '夜も動く', address: `${base}/night`, announces: ['rejected'] });
  await give(leads[1]!, '17T02:00');
  await inOne((transaction) =>
    answerHandOver(transaction, [leads[1]!], { kind: 'reject', reason: 'no_need' }, actor('17T12:00')),
  );
  assert.deepEqual(await deliver('17T12:01'), { sent: 1, superseded: 0, failed: 0 }, '21:01 in Tokyo');
  assert.deepEqual(takenAt('/night').length, 1);
  assert.deepEqual(await deliver('17T23:31'), { sent: 3, superseded: 0, failed: 0 });
  assert.match(takenAt('/teams')[0]!.body, /AdaptiveCard.*差し戻されたリード.*理由: ニーズなし/);
  assert.match(takenAt('/slack')[0]!.body, /差し戻されたリード/);
  const chatwork = takenAt('/rooms/1/messages')[0]!;
  assert.equal(chatwork.headers['x-chatworktoken'], 'chatwork-token');
  assert.match(new URLSearchParams(chatwork.body).get('body')!, /担当: /);
  assert.ok(!chatwork.body.includes(encodeURIComponent('秘密')));
});

test('a failing receiver is tried again with the same id, holds nobody up, and is stopped with a sentence in the end', async () => {
  const { db } = opened.world.database;
  taken.length = 0;
  answers.set('/down', 500);
  const { id } = await add({ name: '落ちている', address: `${base}/down`, announces: ['handed_over'] });
  await add({ name: '元気', address: `${base}/up`, announces: ['handed_over'] });
  await give(leads[2]!, '17T23:40');
  await give(leads[3]!, '17T23:40');
  assert.deepEqual(await deliver('17T23:41'), { sent: 2, superseded: 0, failed: 1 });
  assert.deepEqual(await deliver('17T23:41'), { sent: 0, superseded: 0, failed: 0 }, 'not before its time');
  assert.deepEqual(await deliver('17T23:42'), { sent: 0, superseded: 0, failed: 1 });
  assert.equal(takenAt('/down').length, 2);
  assert.equal(takenAt('/down')[0]!.headers['webhook-id'], takenAt('/down')[1]!.headers['webhook-id']);
  const [waiting] = await listDeliveries(db, id, 5);
  assert.equal(waiting!.problem === null || waiting!.problem === '受信側が 500 を返しました。', true);
  answers.set('/down', 410);
  await deliver('18T00:30');
  const gone = await findEndpoint(db, id);
  assert.match(gone!.disabledBecause!, /止めました。.*終了した/);
  const before = takenAt('/down').length;
  await deliver('19T00:30');
  assert.equal(takenAt('/down').length, before, 'a stopped endpoint gets nothing');
  answers.delete('/down');
  const test = await testEndpoint(db, id, sender, at('19T00:31'));
  assert.deepEqual([test.state, test.status], ['sent', 200]);
  await inOne((transaction) => changeEndpoint(transaction, id, { isActive: true }, actor('19T00:32')));
  assert.ok((await deliver('19T00:33')).sent >= 1, 'and what waited goes');
});

test('three days of failures end an endpoint', async () => {
  const { db } = opened.world.database;
  answers.set('/dead', 503);
  const { id } = await add({ name: '動かない', address: `${base}/dead`, announces: ['rerouted'] });
  await give(leads[4]!, '20T01:00');
  const other = await addMember(opened.world, 'account_executive', { name: '高瀬 亮介' });
  await inOne((transaction) =>
    answerHandOver(
      transaction,
      [leads[4]!],
      { kind: 'reroute', to: { kind: 'member', id: String(other.memberId) } },
      actor('20T01:01'),
    ),
  );
  let time = at('20T01:02');
  for (let attempts = 0; attempts < 12; attempts++) {
    await deliverNotices(opened.world.database, sender, time);
    time = new Date(time.getTime() + 25 * 3_600_000);
  }
  const [line] = await listDeliveries(db, id, 1);
  assert.deepEqual([line!.state, line!.attempts], ['failed', 10]);
  assert.ok((await findEndpoint(db, id))!.disabledAt);
});

test('what is taken back before it was told is not told, and a rolled-back fact never was', async () => {
  taken.length = 0;
  await add({ name: '取り消し', address: `${base}/undone`, announces: ['handed_over'] });
  await give(leads[5]!, '24T01:00');
  await inOne((transaction) => undoAnswer(transaction, [leads[5]!], actor('24T01:01')));
  await assert.rejects(
    inOne(async (transaction) => {
      await handOver(transaction, [leads[5]!], actor('24T01:02'));
      throw new Error('stop');
    }),
    /stop/,
  );
  await deliver('24T01:05');
  assert.deepEqual(takenAt('/undone'), []);
});

test('a member is told in the room they chose, outside their own quiet hours, and by mail where it is gone', async () => {
  taken.length = 0;
  const { db } = opened.world.database;
  const { id } = await add({
    kind: 'slack',
    name: '自分の部屋',
    address: `${base}/mine`,
    announces: [],
    isOpenToMembers: true,
  });
  const channels = { ...defaultChoice.channels, handed_over: [id], reminded: [] };
  await saveNoticeChoice(db, sales.memberId, { channels, quiet: { from: 18 * 60, to: 11 * 60 } });
  await give(leads[5]!, '25T00:00');
  await runHandoverClock(opened.world.database, at('25T00:05'));
  const letters: string[] = [];
  const door = { ...sender, post: async ({ subject }: { subject: string }) => void letters.push(subject) };
  const told = (time: string) => sendNotices(opened.world.database, door, at(time));
  await told('25T00:06');
  assert.deepEqual(takenAt('/mine'), [], '9:06 is before 11:00');
  await told('25T02:01');
  await deliver('25T02:02');
  const { rows } = await opened.world.database.pool.query(
    'select a.name from lead_cycle c join account a using (account_id) where cycle_id = $1',
    [leads[5]],
  );
  const mine = takenAt('/mine').filter((one) => one.body.includes(rows[0].name));
  assert.equal(mine.length, 1);
  assert.match(mine[0]!.body, /早乙女 恵さんへ: 新しい引き渡し/);
  const lettersOf = () => letters.filter((subject) => subject.includes(rows[0].name)).length;
  assert.equal(lettersOf(), 0);
  await opened.world.database.pool.query('delete from notice where cycle_id = $1', [leads[5]]);
  await inOne((transaction) => changeEndpoint(transaction, id, { isOpenToMembers: false }, actor('25T02:03')));
  await runHandoverClock(opened.world.database, at('25T03:05'));
  await told('25T03:06');
  assert.equal(lettersOf(), 1, 'nobody is left in the dark');
});
