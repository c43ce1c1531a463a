import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestWorld } from '#fixtures/test-database.ts';
import { openMailServer } from '#fixtures/mail-server.ts';
import { addMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { inTransaction } from '#db/transaction.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { runHandoverClock } from './handover-clock.ts';
import { sendNotices } from './send-notices.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let cycleId: string;
let mail: Awaited<ReturnType<typeof openMailServer>>;

before(async () => {
  opened = await openTestWorld('clock');
  await addMember(opened.world, 'inside_sales', { name: '早乙女 恵' });
  await addMember(opened.world, 'sales_manager', { name: '堂島 剛' });
  await takeIn(
    opened.world.database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,作成日\nL1,青空精機株式会社,佐藤,一郎,sato@aozora.co.jp,新規,2026/11/16\n',
    },
    'salesforce-leads',
  );
  const { cycle_id } = await opened.world.database.db
    .selectFrom('lead_cycle')
    .select('cycle_id')
    .executeTakeFirstOrThrow();
  cycleId = cycle_id;
  await inTransaction(opened.world.database, (transaction) =>
    handOver(transaction, [cycleId], { memberId: null, now: new Date('2026-11-17T01:00:00Z') }),
  );
  mail = await openMailServer();
});
after(async () => {
  mail.close();
  await opened.close();
});

const state = async () =>
  (await opened.world.database.db.selectFrom('lead_cycle').select('state').executeTakeFirstOrThrow()).state;
const clock = (at: string) => runHandoverClock(opened.world.database, new Date(at));
const send = (at: string) => sendNotices(opened.world.database, { ...opened.world, post: mail.post }, new Date(at));

test('S2-37 the receiver is told, reminded at half time, the manager at the end; five business days later it is ignored', async () => {
  assert.deepEqual(await clock('2026-11-17T01:05:00Z'), { lapsed: 0, notices: 1 });
  assert.deepEqual(await clock('2026-11-17T01:05:00Z'), { lapsed: 0, notices: 0 }, 'nobody is told twice');
  mail.state.isFull = true;
  assert.deepEqual(await send('2026-11-17T01:06:00Z'), { sent: 0, superseded: 0, failed: 1 });
  mail.state.isFull = false;
  assert.deepEqual(await send('2026-11-17T01:11:00Z'), { sent: 1, superseded: 0, failed: 0 }, 'tried again');
  const [{ to, text }] = mail.letters as [(typeof mail.letters)[number]];
  assert.match(to, /@example\.jp$/);
  assert.match(text, /青空精機株式会社 佐藤 ?一郎様/);
  assert.ok(text.includes(`https://mori.example.jp/handovers?lead=${cycleId}`));
  assert.match(text, /返事の期限: 2026\/11\/18 18:00/);
  assert.deepEqual(await clock('2026-11-18T01:00:00Z'), { lapsed: 0, notices: 1 }, 'half of two days is over');
  assert.deepEqual(await clock('2026-11-18T10:00:00Z'), { lapsed: 0, notices: 1 }, '18:00 of the next business day');
  assert.deepEqual(
    await send('2026-11-18T10:01:00Z'),
    { sent: 1, superseded: 0, failed: 0 },
    'the reminder; the manager sleeps',
  );
  assert.deepEqual(await send('2026-11-18T23:31:00Z'), { sent: 1, superseded: 0, failed: 0 }, '8:31 next morning');
  assert.deepEqual(await clock('2026-11-26T01:00:00Z'), { lapsed: 0, notices: 0 });
  assert.deepEqual(await clock('2026-11-26T09:01:00Z'), { lapsed: 1, notices: 0 }, 'a holiday lies between');
  assert.equal(await state(), 'ignored');
});

test('whoever a hand-over is given to next is told as well', async () => {
  const { memberId } = await addMember(opened.world, 'account_executive', { name: '高瀬 亮介' });
  await takeIn(
    opened.world.database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,作成日\nL2,北斗電子株式会社,鈴木,二郎,suzuki@hokuto.co.jp,新規,2026/11/16\n',
    },
    'salesforce-leads',
  );
  const { cycle_id: other } = await opened.world.database.db
    .selectFrom('lead_cycle')
    .select('cycle_id')
    .where('state', '=', 'new')
    .executeTakeFirstOrThrow();
  const at = (time: string) => ({ memberId: null, now: new Date(time) });
  await inTransaction(opened.world.database, (transaction) =>
    handOver(transaction, [other], at('2026-12-01T01:00:00Z')),
  );
  assert.equal((await clock('2026-12-01T01:05:00Z')).notices, 1);
  const to = { kind: 'member', id: String(memberId) } as const;
  await inTransaction(opened.world.database, (transaction) =>
    answerHandOver(transaction, [other], { kind: 'reroute', to }, at('2026-12-01T02:00:00Z')),
  );
  assert.equal((await clock('2026-12-01T02:05:00Z')).notices, 1);
  assert.equal((await clock('2026-12-01T02:10:00Z')).notices, 0);
});

test('a hand-over that was re-routed or postponed and runs out again is told to the manager again', async () => {
  const { database } = opened.world;
  await takeIn(
    database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,作成日\nL9,南海ポンプ株式会社,田中,三郎,tanaka@nankai.co.jp,新規,2026/11/30\n',
    },
    'salesforce-leads',
  );
  const { cycle_id: lead } = await database.db
    .selectFrom('lead_cycle')
    .select('cycle_id')
    .where('state', '=', 'new')
    .executeTakeFirstOrThrow();
  const manager = await database.db
    .selectFrom('member')
    .select('member_id')
    .where('role', '=', 'sales_manager')
    .executeTakeFirstOrThrow();
  const by = (time: string) => ({ memberId: manager.member_id, now: new Date(time) });
  const answered = (answer: Parameters<typeof answerHandOver>[2], time: string) =>
    inTransaction(database, (transaction) => answerHandOver(transaction, [lead], answer, by(time)));
  const overdueLetters = () =>
    mail.letters.filter(({ text }) => text.startsWith('返事の期限を過ぎた') && text.includes(lead)).length;
  await inTransaction(database, (transaction) => handOver(transaction, [lead], by('2026-12-01T01:00:00Z')));
  await clock('2026-12-02T09:30:00Z');
  await send('2026-12-03T01:00:00Z');
  assert.equal(overdueLetters(), 1);
  await answered({ kind: 'reroute', to: { kind: 'queue', id: 'sales_manager' } }, '2026-12-03T02:00:00Z');
  await clock('2026-12-03T02:05:00Z');
  await send('2026-12-03T02:06:00Z');
  assert.equal(overdueLetters(), 1, 'its time began anew');
  await clock('2026-12-04T09:30:00Z');
  assert.equal((await clock('2026-12-04T09:35:00Z')).notices, 0, 'told once of the same clock');
  await send('2026-12-07T01:00:00Z');
  assert.equal(overdueLetters(), 2);
  await answered({ kind: 'postpone', until: '2026-12-10' }, '2026-12-07T02:00:00Z');
  await clock('2026-12-14T09:30:00Z');
  await send('2026-12-15T01:00:00Z');
  assert.equal(overdueLetters(), 3, 'postponed, and over again');
});

test('many leads handed over at once reach their receiver in one letter, each with its own link', async () => {
  await send('2026-12-02T03:00:00Z');
  const lines = [3, 4, 5, 6].map((n) => `L${n},会社${n}株式会社,山田,${n}郎,y${n}@kaisha${n}.co.jp,新規,2026/12/01`);
  await takeIn(
    opened.world.database,
    { text: `リード ID,会社名,姓,名,メール,リード状況,作成日\n${lines.join('\n')}\n` },
    'salesforce-leads',
  );
  const { rows } = await opened.world.database.pool.query("select cycle_id from lead_cycle where state = 'new'");
  const ids = rows.map((row) => row.cycle_id as string);
  const to = { kind: 'queue', id: 'sales_manager' } as const;
  await inTransaction(opened.world.database, async (transaction) => {
    const by = { memberId: null, now: new Date('2026-12-02T03:10:00Z') };
    await handOver(transaction, ids, by);
    await answerHandOver(transaction, ids, { kind: 'reroute', to }, by);
  });
  await clock('2026-12-02T03:15:00Z');
  mail.letters.length = 0;
  assert.equal((await send('2026-12-02T03:16:00Z')).failed, 0);
  const handed = mail.letters.filter(({ text }) => text.startsWith('リードの引き渡し'));
  assert.equal(handed.length, 1);
  const { text } = handed[0]!;
  assert.match(text, /リードの引き渡し 4件があります。/);
  for (const id of ids) assert.ok(text.includes(`https://mori.example.jp/handovers?lead=${id}`));
  assert.match(text, /会社3株式会社 山田 ?3郎様 \/ 期限 2026\/12\/03 18:00/);
});
