import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let marketing: TestMember;
let manager: TestMember;
let seller: TestMember;
let now = new Date('2026-11-17T01:00:00Z');

type Waiting = { receivers: { receiverId: string; receiverName: string; overdue: number; near: number }[] };
const waiting = async () => (await call<Waiting>(app, manager, 'GET', '/api/handovers/by-receiver')).body.receivers;
const countsOf = async (member: TestMember) =>
  (await call<{ counts: Record<string, number> }>(app, member, 'GET', '/api/home')).body.counts;

before(async () => {
  opened = await openTestWorld('waiting');
  const world = { ...opened.world, now: () => now };
  app = await createApp(world);
  marketing = await addMember(world, 'marketing_manager');
  manager = await addMember(world, 'sales_manager', { name: '堂島 剛' });
  seller = await addMember(world, 'account_executive', { name: '三田村 香織' });
  const companies = '会社コード,会社名\nK0,青空精機株式会社\nK1,北斗電子株式会社\nK2,南海ポンプ株式会社\n';
  await takeIn(world.database, { text: companies }, 'companies');
  const leads = ['L0,青空精機株式会社', 'L1,北斗電子株式会社', 'L2,南海ポンプ株式会社'].map(
    (one, index) => `${one},佐藤,一郎,sato${index}@example.co.jp,新規,2026/11/16`,
  );
  await takeIn(
    world.database,
    { text: `リード ID,会社名,姓,名,メール,リード状況,作成日\n${leads.join('\n')}\n` },
    'salesforce-leads',
  );
  const { rows } = await world.database.pool.query('select cycle_id from lead_cycle');
  const cycleIds = rows.map((row) => row.cycle_id as string);
  assert.equal((await call(app, marketing, 'POST', '/api/handovers/hand-over', { cycleIds })).status, 200);
  const give = async (ids: string[], { memberId }: TestMember) => {
    const to = { kind: 'member', id: String(memberId) };
    const { status } = await call(app, manager, 'POST', '/api/handovers/answer', {
      cycleIds: ids,
      answer: { kind: 'reroute', to },
    });
    assert.equal(status, 200);
  };
  await give(cycleIds.slice(0, 2), seller);
  await give(cycleIds.slice(2), manager);
});
after(async () => {
  await app.close();
  await opened.close();
});

test('a sales manager sees who keeps leads waiting, person by person, and each number opens to its leads', async () => {
  const told = async () => (await waiting()).map((one) => [one.receiverName, one.overdue, one.near]);
  assert.deepEqual(await told(), [
    ['三田村 香織', 0, 0],
    ['堂島 剛', 0, 0],
  ]);
  now = new Date('2026-11-18T03:00:00Z');
  assert.deepEqual((await told())[0], ['三田村 香織', 0, 2], 'more than half of the time is over');
  now = new Date('2026-11-19T03:00:00Z');
  assert.deepEqual(await told(), [
    ['三田村 香織', 2, 0],
    ['堂島 剛', 1, 0],
  ]);
  for (const { receiverId, overdue } of await waiting()) {
    const of = `view=waiting&receiver=member/${receiverId}`;
    const totalOf = async (query: string) =>
      (await call<{ total: number }>(app, manager, 'GET', `/api/handovers?${query}`)).body.total;
    assert.deepEqual([await totalOf(`${of}&clock=overdue`), await totalOf(`${of}&clock=near`)], [overdue, 0]);
  }
  assert.equal((await call(app, seller, 'GET', '/api/handovers/by-receiver')).status, 403, 'of persons: the manager’s');
});

test('what a role has to decide waits on its first screen: targets of KPIs, rules, lapsed and unfollowed leads', async () => {
  const { pool } = opened.world.database;
  const plan = { kpiCode: 'K6.1', scope: 'all', period: 'quarter', at: '2026-10-01', target: 0.8 };
  const { body } = await call<{ planIds: number[] }>(app, marketing, 'POST', '/api/plans', { plans: [plan] });
  const submit = await call(app, marketing, 'POST', '/api/plans/submit', { planIds: body.planIds });
  assert.equal(submit.status, 200, submit.text);
  assert.deepEqual([(await countsOf(manager)).plansToApprove, (await countsOf(marketing)).plansToApprove], [1, 1]);
  assert.equal((await countsOf(seller)).plansToApprove, undefined);
  const approve = { planIds: body.planIds, verdict: 'approve' };
  assert.equal((await call(app, marketing, 'POST', '/api/plans/decide', approve)).status, 200);
  assert.deepEqual([(await countsOf(manager)).plansToApprove, (await countsOf(marketing)).plansToApprove], [1, 0]);
  await pool.query("update lead_cycle set state = 'accepted_ignored' where receiver_id = $1", [
    String(seller.memberId),
  ]);
  assert.deepEqual([(await countsOf(manager)).unfollowed, (await countsOf(seller)).unfollowed], [2, 2]);
  assert.deepEqual([(await countsOf(marketing)).lapsed, (await countsOf(marketing)).ruleProposals], [0, 0]);
});
