import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
const members: Record<string, TestMember> = {};

type Plan = {
  planId: number;
  kpiCode: string;
  period: { ja: string };
  version: number;
  target: number;
  state: string;
  events: { verdict: string; side: string | null; memberName: string | null; isProxy: boolean }[];
};
type Reading = {
  code: string;
  plan: {
    target: number;
    achievement: number;
    pace: number;
    landing: number;
    status: string;
    approvals: object;
  } | null;
};
const plans = async () =>
  (await call<{ plans: Plan[] }>(app, members.marketing_manager, 'GET', '/api/plans?year=2026')).body.plans;
const planned = async (code: string, query = 'period=quarter&at=2026-05-01') =>
  (await call<{ kpis: Reading[] }>(app, members.marketing_manager, 'GET', `/api/kpis?${query}`)).body.kpis.find(
    (kpi) => kpi.code === code,
  )!.plan;
const draft = (kpiCode: string, target: number, more: object = {}) =>
  call<{ planIds: number[]; code: string }>(app, members.marketing_manager, 'POST', '/api/plans', {
    plans: [{ kpiCode, period: 'quarter', at: '2026-05-01', scope: 'all', target, ...more }],
  });
const submit = (planIds: number[]) => call(app, members.marketing_manager, 'POST', '/api/plans/submit', { planIds });
const decide = (role: string, planIds: number[], more: object = { verdict: 'approve' }) =>
  call<{ changed: { state: string }[]; code: string }>(app, members[role], 'POST', '/api/plans/decide', {
    planIds,
    ...more,
  });

before(async () => {
  opened = await openTestWorld('api_plans', '2026-08-20T03:00:00Z');
  await fillMeasuredWorld(opened.world.database);
  app = await createApp(opened.world);
  for (const role of ['admin', 'ops', 'marketing_manager', 'sales_manager', 'account_executive'] as const)
    members[role] = await addMember(opened.world, role);
});
after(async () => {
  await app?.close();
  await opened?.close();
});

test('S2-11 a target of the SAL rate holds once marketing and sales agreed, and the board reads it against the actual', async () => {
  const { planIds } = (await draft('K6.1', 0.5)).body;
  assert.equal(await planned('K6.1'), null, 'a draft is no target');
  await submit(planIds);
  assert.equal((await decide('marketing_manager', planIds)).body.changed[0]!.state, 'submitted');
  assert.equal(await planned('K6.1'), null, 'one side alone is no target');
  assert.equal((await decide('sales_manager', planIds)).body.changed[0]!.state, 'in_force');
  const plan = (await planned('K6.1'))!;
  assert.deepEqual([plan.target, plan.achievement, plan.status], [0.5, 0.8, 'amber']);
  assert.deepEqual(plan.approvals, { marketing: 'marketing_manager', sales: 'sales_manager' });
});

test('a changed target is the next version, and the one before stays in force until both agreed anew', async () => {
  const { planIds } = (await draft('K6.1', 0.4)).body;
  assert.equal((await planned('K6.1'))!.target, 0.5);
  await submit(planIds);
  await decide('sales_manager', planIds);
  await decide('marketing_manager', planIds);
  const plan = (await planned('K6.1'))!;
  assert.deepEqual([plan.target, plan.achievement, plan.status], [0.4, 1, 'green']);
  const versions = (await plans()).filter(({ kpiCode }) => kpiCode === 'K6.1');
  assert.deepEqual(
    versions.map(({ version, state }) => [version, state]),
    [
      [2, 'in_force'],
      [1, 'superseded'],
    ],
  );
  assert.deepEqual(
    versions[1]!.events.map(({ verdict, side }) => [verdict, side]),
    [
      ['create', null],
      ['submit', null],
      ['approve', 'marketing'],
      ['approve', 'sales'],
      ['supersede', null],
    ],
  );
});

test('the same target again changes nothing', async () => {
  const before = await plans();
  assert.equal((await draft('K6.1', 0.4)).status, 200);
  assert.deepEqual(await plans(), before);
});

test('S3-18 three agreed months of a sum are the target of their quarter, with pace and landing', async () => {
  const ids: number[] = [];
  for (const [at, target] of [
    ['2026-07-01', 2_000_000],
    ['2026-08-01', 3_000_000],
    ['2026-09-01', 1_000_000],
  ] as const)
    ids.push(...(await draft('K3.3', target, { period: 'month', at })).body.planIds);
  await submit(ids);
  await decide('marketing_manager', ids);
  await decide('sales_manager', ids);
  const month = (await planned('K3.3', 'period=month&at=2026-08-20'))!;
  assert.deepEqual([month.target, month.pace], [3_000_000, 0]);
  assert.equal((await planned('K3.3', 'period=quarter&at=2026-08-20'))!.target, 6_000_000);
  assert.equal(await planned('K3.3', 'period=half&at=2026-08-20'), null, 'a quarter without target leaves no half');
  assert.equal(await planned('K3.3', 'period=quarter&at=2026-08-20&scope=inside'), null);
});

test('an administrator enters what a meeting agreed, with its day and who was there', async () => {
  const { planIds } = (await draft('K6.3', 0.1)).body;
  await submit(planIds);
  assert.equal((await decide('admin', planIds)).status, 403);
  const entered = { verdict: 'approve', isProxy: true, side: 'marketing' };
  assert.equal((await decide('admin', planIds, entered)).body.code, 'proxy_note_missing');
  assert.equal((await decide('sales_manager', planIds, { ...entered, note: '会議' })).status, 403);
  const note = '2026/10/02 定例 藤代・堂島';
  await decide('admin', planIds, { ...entered, note });
  await decide('admin', planIds, { ...entered, side: 'sales', note });
  const plan = (await plans()).find(({ kpiCode }) => kpiCode === 'K6.3')!;
  assert.deepEqual([plan.state, plan.events.at(-1)!.isProxy], ['in_force', true]);
});

test('a target comes back with a reason and is withdrawn', async () => {
  const { planIds } = (await draft('K6.4', 0.9)).body;
  await submit(planIds);
  assert.equal((await decide('sales_manager', planIds, { verdict: 'return' })).body.code, 'reason_missing');
  const back = await decide('sales_manager', planIds, { verdict: 'return', note: '四半期では届かない' });
  assert.equal(back.body.changed[0]!.state, 'draft');
  await call(app, members.marketing_manager, 'POST', '/api/plans/withdraw', { planIds });
  assert.equal((await submit(planIds)).body.code, 'plan_step_impossible');
  assert.deepEqual((await plans()).find(({ kpiCode }) => kpiCode === 'K6.4')?.state, 'withdrawn');
});

test('a pasted sheet is checked, taken in, and its export pasted back changes nothing', async () => {
  const text = '指標\t期間\t目標\nMQL数\t2026年度Q3\t120件\nK4.1\t2026年度\t150%';
  const sheet = (isCheck: boolean, pasted = text) =>
    call<{ lines: { kpiCode: string; target: number }[]; problems: { line: number; en: string }[]; changed: number }>(
      app,
      members.marketing_manager,
      'POST',
      '/api/plans/sheet',
      { text: pasted, isCheck },
    );
  const before = (await plans()).length;
  const checked = (await sheet(true)).body;
  assert.deepEqual(
    [checked.lines.map(({ kpiCode, target }) => [kpiCode, target]), checked.changed],
    [[['K5.1', 120]], 0],
  );
  assert.equal(checked.problems[0]!.line, 3);
  assert.equal((await plans()).length, before);
  assert.equal((await sheet(false)).body.changed, 1);
  for (const language of ['ja', 'en']) {
    const url = `/api/exports/plans.csv?year=2026&language=${language}`;
    const { text: exported } = await call(app, members.marketing_manager, 'GET', url);
    assert.match(exported, language === 'en' ? /^\ufeff"?Code"?,"?Period"?,/ : /^\ufeff"?コード/);
    const inForce = exported
      .split('\n')
      .filter((line) => !/旧版|取り下げ|Old version|Withdrawn/.test(line))
      .join('\n');
    const again = (await sheet(false, inForce)).body;
    assert.deepEqual([again.changed, again.problems], [0, []]);
  }
  assert.equal((await sheet(true, '指標\t期間\t目標')).status, 422);
});

test('who may not plan or approve is told so, and every change stands in the audit log', async () => {
  assert.equal((await call(app, members.account_executive, 'POST', '/api/plans', { plans: [] })).status, 403);
  assert.equal((await decide('ops', [1])).status, 403);
  assert.equal((await draft('K5.4', 0.5)).body.code, 'plan_not_possible');
  assert.equal((await draft('K6.1', 1.5)).body.code, 'plan_target_invalid');
  assert.equal((await decide('sales_manager', [999])).body.code, 'plan_not_found');
  const { rows } = await opened.world.database.pool.query<{ action: string }>(
    "select distinct action from audit_entry where subject_kind = 'kpi_plan' order by 1",
  );
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['plan.approve', 'plan.draft', 'plan.return', 'plan.submit', 'plan.withdraw'],
  );
});
