import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { roleQuestions } from '#core/kpi/role-questions.ts';
import { createApp } from './app.ts';
import { roles } from './policy.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
const members = new Map<string, TestMember>();

type Tile = {
  code: string;
  question: { ja: string };
  figure: { value: number | null; n: number };
  unmeasured: { ja: string } | null;
  period: { label: { ja: string } };
  plan: { target: number } | null;
  asOf: string;
  scope: string;
  next: { to: string };
};
const home = async (role: string) =>
  (
    await call<{ tiles: Tile[]; isChosen: boolean; choices: object[] }>(
      app,
      members.get(role),
      'GET',
      '/api/home/tiles',
    )
  ).body;
const choose = (role: string, codes: string[]) =>
  call<{ code: string }>(app, members.get(role), 'PUT', '/api/home/tiles', { codes });

before(async () => {
  opened = await openTestWorld('api_home', '2026-06-30T03:00:00Z');
  await fillMeasuredWorld(opened.world.database);
  app = await createApp(opened.world);
  for (const role of roles)
    members.set(role, await addMember(opened.world, role, role === 'agency' ? { agencyAccountId: 1 } : {}));
});
after(async () => {
  await app?.close();
  await opened?.close();
});

test('every role has its own first screen of three questions with date, period and next step', async () => {
  const codes = new Set<string>();
  for (const role of roles) {
    const { tiles, isChosen } = await home(role);
    assert.deepEqual([tiles.length, isChosen], [3, false], role);
    assert.deepEqual(
      tiles.map(({ code }) => code),
      roleQuestions[role]!.slice(0, 3).map(({ code }) => code),
    );
    for (const tile of tiles) {
      assert.ok(tile.question.ja && tile.next.to.startsWith('/') && /^\d{4}-/.test(tile.asOf), `${role} ${tile.code}`);
      assert.ok(tile.figure.value !== null || tile.unmeasured || tile.figure.n === 0, `${role} ${tile.code}`);
    }
    codes.add(tiles.map(({ code }) => code).join());
  }
  assert.ok(codes.size >= 7);
});

test('S3-17 what has no source yet says what it needs, never 0, and leads to where it comes in', async () => {
  await choose('inside_sales', ['K3.2a']);
  const meetings = (await home('inside_sales')).tiles.find(({ code }) => code === 'K3.2a')!;
  assert.deepEqual([meetings.figure.value, meetings.unmeasured!.ja], [null, '未計測(必要:面談の設定・実施の記録)']);
  assert.equal(meetings.next.to, '/imports');
});

test('a seller sees their own companies', async () => {
  const { rows } = await opened.world.database.pool.query<{ member_id: number }>(
    'update account set owner_id = $1 where account_id = 2 returning owner_id as member_id',
    [members.get('account_executive')!.memberId],
  );
  assert.equal(rows.length, 1);
  const deals = (await home('account_executive')).tiles.find(({ code }) => code === 'K3.5')!;
  assert.deepEqual([deals.scope, deals.figure.value], ['owner', 1]);
});

test('S3-18 a target of the running month decides the period of its tile; without one it is the quarter', async () => {
  const pipeline = async () => (await home('sales_manager')).tiles.find(({ code }) => code === 'K3.3')!;
  assert.deepEqual([(await pipeline()).period.label.ja, (await pipeline()).next.to], ['2026年度Q1', '/plans']);
  const drafted = await call<{ planIds: number[] }>(app, members.get('marketing_manager'), 'POST', '/api/plans', {
    plans: [{ kpiCode: 'K3.3', period: 'month', at: '2026-06-01', scope: 'all', target: 2_000_000 }],
  });
  const { planIds } = drafted.body;
  await call(app, members.get('marketing_manager'), 'POST', '/api/plans/submit', { planIds });
  for (const role of ['marketing_manager', 'sales_manager'])
    await call(app, members.get(role), 'POST', '/api/plans/decide', { planIds, verdict: 'approve' });
  const planned = await pipeline();
  assert.deepEqual(
    [planned.period.label.ja, planned.plan!.target, planned.figure.value, planned.next.to],
    ['2026年6月', 2_000_000, 1_000_000, '/targets'],
  );
});

test('a member chooses up to seven and goes back to the three', async () => {
  const seven = ['K6.1', 'K6.2', 'K6.3', 'K6.4', 'K3.1', 'K3.3', 'K4.1'];
  assert.equal((await choose('executive', seven)).status, 200);
  const own = await home('executive');
  assert.deepEqual([own.tiles.map(({ code }) => code), own.isChosen], [seven, true]);
  assert.equal((await home('ops')).isChosen, false);
  assert.equal((await choose('executive', [...seven, 'K5.1'])).body.code, 'tiles_invalid');
  assert.equal((await choose('account_executive', ['K4.3'])).body.code, 'tiles_invalid', 'gross profit stays hidden');
  await choose('executive', []);
  assert.equal((await home('executive')).tiles.length, 3);
});

test('an agency counts only the leads it was given, opens them to their rows, and is told nothing of the house', async () => {
  const { pool } = opened.world.database;
  const id = (n: number) => `00000000-0000-4000-8000-f${String(n).padStart(11, '0')}`;
  await pool.query('update account set agency_id = 3 where account_id in (2, 4)');
  await pool.query('update account set agency_id = 5 where account_id = 1');
  const own = await addMember(opened.world, 'agency', { agencyAccountId: 3 });
  const other = await addMember(opened.world, 'agency', { agencyAccountId: 5 });
  const cycle = (n: number, account: number, kind: string, to: number, sal: string) =>
    `('${id(n)}', '${id(n)}', 'sfa', ${account}, ${sal ? "'accepted'" : "'handed_over'"}, '2026-06-0${n}', ${sal || 'null'}, '${kind}', '${to}', false, false)`;
  await pool.query(`insert into lead_cycle (cycle_id, lead_id, source, account_id, state, mql_at, sal_at, receiver_kind, receiver_id, is_inferred, is_sales_made) values
    ${[
      cycle(1, 2, 'agency', 3, "'2026-06-02'"),
      cycle(2, 4, 'agency', 3, ''),
      cycle(3, 2, 'member', own.memberId, "'2026-06-04'"),
      cycle(4, 1, 'agency', 5, "'2026-06-05'"),
      cycle(5, 1, 'agency', 3, "'2026-06-06'"),
    ].join(',\n    ')}`);
  type Body = {
    tiles: (Tile & { markers: object[]; figure: { numerator: number; denominator: number } })[];
    choices: { code: string }[];
  };
  const seen = async (member: TestMember) => (await call<Body>(app, member, 'GET', '/api/home/tiles')).body;
  const tiles = await seen(own);
  const sal = tiles.tiles.find(({ code }) => code === 'K6.1')!;
  // Not the one at its company that our own people have, and not the one at a company that is another agency's by now.
  assert.deepEqual([sal.scope, sal.figure.numerator, sal.figure.denominator], ['agency', 1, 2]);
  const others = (await seen(other)).tiles.find(({ code }) => code === 'K6.1')!;
  assert.deepEqual([others.figure.numerator, others.figure.denominator], [1, 1]);
  for (const tile of tiles.tiles)
    assert.deepEqual([tile.plan, tile.markers, /^\/(handovers|accounts)$/.test(tile.next.to)], [null, [], true]);
  assert.deepEqual(tiles.choices.map(({ code }) => code).sort(), ['K5.1', 'K6.1', 'K6.2', 'K6.3', 'K6.4']);
  assert.equal(
    (await call<{ code: string }>(app, own, 'PUT', '/api/home/tiles', { codes: ['K3.3'] })).body.code,
    'tiles_invalid',
  );
  for (const scope of ['all', 'inside', 'owner']) {
    const url = `/api/kpis/K6.1/rows?period=quarter&at=2026-04-01&part=denominator&scope=${scope}`;
    const { body } = await call<{ total: number; rows: { id: string }[] }>(app, own, 'GET', url);
    assert.deepEqual(body.rows.map((row) => row.id).sort(), [id(1), id(2)], scope);
    assert.equal(body.total, sal.figure.denominator);
  }
  assert.equal((await call(app, own, 'GET', '/api/kpis/K3.3/rows')).status, 403);
  assert.equal((await call(app, own, 'GET', '/api/kpis')).status, 403);
});

test('a quarter without a case shows the last one that had, by its name', async () => {
  const own = await openTestWorld('api_home_later', '2026-08-20T03:00:00Z');
  try {
    await fillMeasuredWorld(own.world.database);
    const later = await createApp(own.world);
    const marketing = await addMember(own.world, 'marketing_manager');
    const { body } = await call<{ tiles: Tile[] }>(later, marketing, 'GET', '/api/home/tiles');
    const told = body.tiles.map(({ code, period, figure }) => [code, period.label.ja, figure.value]);
    assert.deepEqual(told, [
      ['K6.1', '2026年度Q1', 0.4],
      ['K3.3', '2026年度Q2', 0],
      ['K6.3', '2026年度Q1', 0.25],
    ]);
    await later.close();
  } finally {
    await own.close();
  }
});
