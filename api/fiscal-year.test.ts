import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { headlineDeals, headlineLeads } from '#fixtures/headline.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

/** Everything that counts by the fiscal year, in a house whose year begins in June. */
let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let marketing: TestMember;
let sales: TestMember;

type Named = { from: string; to: string; label: { ja: string } };
const get = async <T>(url: string) => (await call<T>(app, marketing, 'GET', url)).body;
const post = async <T>(url: string, body: object, member = marketing) => {
  const { status, body: told } = await call<T>(app, member, 'POST', url, body);
  assert.equal(status, 200, url);
  return told;
};
const shown = ({ from, to, label }: Named) => [from, to, label.ja];
const half = { kpiCode: 'K6.1', period: 'half', at: '2026-05-01', scope: 'all', target: 0.5 };

before(async () => {
  opened = await openTestWorld('fiscal_year', '2026-08-20T03:00:00Z');
  const { database } = opened.world;
  await takeIn(database, { text: headlineDeals() });
  await takeIn(database, { text: headlineLeads() });
  app = await createApp(opened.world);
  marketing = await addMember(opened.world, 'marketing_manager');
  sales = await addMember(opened.world, 'sales_manager');
  const admin = await addMember(opened.world, 'admin');
  await post('/api/plans', { plans: [half] });
  await takeIn(
    database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,作成日\nL1,光洋薬品株式会社,堤,直,tsutsumi@koyo.example,新規,2026/08/10\n',
    },
    'salesforce-leads',
  );
  assert.equal((await call(app, admin, 'PUT', '/api/settings/fiscal', { startMonth: 6 })).status, 200);
});
after(async () => {
  await app?.close();
  await opened?.close();
});

test('the KPI board, its trends and the tiles count quarters from June', async () => {
  const { period } = await get<{ period: Named }>('/api/kpis?period=quarter&at=2026-08-19');
  assert.deepEqual(shown(period), ['2026-06-01', '2026-09-01', '2026年度Q1']);
  const year = await get<{ period: Named }>('/api/kpis?period=year&at=2026-05-31');
  assert.deepEqual(shown(year.period), ['2025-06-01', '2026-06-01', '2025年度']);
  const { periods } = await get<{ periods: Named[] }>('/api/kpis/trends?period=half&at=2026-08-19');
  assert.deepEqual(
    periods.slice(-2).map(({ label }) => label.ja),
    ['2025年度下期', '2026年度上期'],
  );
  const { tiles } = await get<{ tiles: { period: Named }[] }>('/api/home/tiles');
  for (const tile of tiles)
    assert.ok(['2026年度Q1', '2025年度Q4'].includes(tile.period.label.ja), tile.period.label.ja);
});

test('a running quarter is held against as many business days of the one before, and says so', async () => {
  type Board = {
    kpis: { code: string; previous: object | null; soFar: { previous: string; lastYear: string } | null }[];
  };
  const told = async (at: string) =>
    (await get<Board>(`/api/kpis?period=quarter&at=${at}`)).kpis.find(({ code }) => code === 'K5.1')!;
  // 57 business days from 1 June to 20 August, without 海の日 and 山の日; 57 from 2 March without 春分の日, 昭和の日 and three days of May.
  assert.deepEqual((await told('2026-08-19')).soFar, { previous: '2026-05-26', lastYear: '2025-08-21' });
  assert.equal((await told('2026-03-01')).soFar, null, 'a quarter that is over stands against the whole one before');
});

test('the waterfall and the before/after page open with years and quarters from June', async () => {
  const { from, to } = await get<{ from: string; to: string }>('/api/waterfall');
  assert.deepEqual([from, to], ['2024-06-01', '2025-06-01']);
  const compared = await get<{ startMonth: number; after: Named; before: Named }>('/api/comparison?kind=quarter');
  assert.equal(compared.startMonth, 6);
  const starts = [compared.before.from, compared.after.from];
  assert.deepEqual(starts, ['2024-12-01', '2025-03-01']);
});

test('targets are set for periods from June; one set before for an April half keeps its months', async () => {
  const { planIds } = await post<{ planIds: number[] }>('/api/plans', {
    plans: [{ ...half, period: 'quarter', at: '2026-08-01' }],
  });
  assert.equal(planIds.length, 1);
  type Sheet = { lines: { period: { ja: string } }[]; problems: object[] };
  const sheet = await post<Sheet>('/api/plans/sheet', { text: 'K6.2\t2026年度Q4\t50%', isCheck: false });
  assert.deepEqual(sheet.problems, []);
  type Plans = { year: number; startMonth: number; plans: { period: { ja: string }; from: string; to: string }[] };
  const { year, startMonth, plans } = await get<Plans>('/api/plans');
  assert.deepEqual([year, startMonth], [2026, 6]);
  assert.deepEqual(
    plans.map(({ period, from, to }) => [period.ja, from, to]),
    [
      ['2026年4月〜9月', '2026-04-01', '2026-10-01'],
      ['2026年度Q1', '2026-06-01', '2026-09-01'],
      ['2026年度Q4', '2027-03-01', '2027-06-01'],
    ],
  );
  const { text } = await call(app, marketing, 'GET', '/api/exports/plans.csv?year=2026');
  assert.match(text, /"K6\.1","2026年4月〜9月","50%"/);
});

test('a lead without budget comes back with the year that begins in June', async () => {
  const { db } = opened.world.database;
  const { cycle_id: id } = await db
    .selectFrom('lead_cycle')
    .select('cycle_id')
    .where('state', '=', 'new')
    .executeTakeFirstOrThrow();
  await post('/api/handovers/hand-over', { cycleIds: [id] });
  await post('/api/handovers/answer', { cycleIds: [id], answer: { kind: 'reject', reason: 'no_budget' } }, sales);
  const cycle = db.selectFrom('lead_cycle').select(['state', 'recycle_on']).where('cycle_id', '=', id);
  assert.deepEqual(await cycle.executeTakeFirst(), { state: 'recycled', recycle_on: '2027-06-01' });
});
