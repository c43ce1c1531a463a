import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { headlineDeals, headlineLeads } from '#fixtures/headline.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

let app: FastifyInstance;
let close: () => Promise<void>;
let marketing: TestMember;
const months = 'from=2024-10&to=2026-03';

before(async () => {
  const opened = await openTestWorld('waterfall');
  close = opened.close;
  app = await createApp(opened.world);
  marketing = await addMember(opened.world, 'marketing_manager');
  await takeIn(opened.world.database, { text: headlineDeals() });
  await takeIn(opened.world.database, { text: headlineLeads() });
  const recent = ['2026-03-30', '2026-03-31', '2026-04-01', '2026-04-07'].flatMap((day, index) =>
    [0, 1, 2, 3, 4]
      .slice(0, index === 2 ? 5 : 1)
      .map(
        (one) =>
          `R${index}-${one},新緑${index}${one}商会,緑,${one},m${index}${one}@midori-${index}${one}.example.jp,未対応,${day},${day}`,
      ),
  );
  await takeIn(opened.world.database, {
    text: ['リード ID,会社名,姓,名,メール,リード状況,作成日,引き渡し日', ...recent, ''].join('\r\n'),
  });
});
after(async () => {
  await app.close();
  await close();
});

type Figure = { value: number | null; numerator: number; denominator: number; note: string | null };
type Counts = Record<'mql' | 'sal' | 'sql' | 'deal' | 'won' | 'rejected' | 'lapsed' | 'waiting', number>;
const get = async <T>(path: string) => (await call<T>(app, marketing, 'GET', `/api/waterfall${path}`)).body;

test('young months carry 未成熟, period ratios 期間比', async () => {
  const { cohorts, period } = await get<{
    cohorts: { cohort: string; isMature: boolean; registrationRate: Figure }[];
    period: { salRatio: Figure };
  }>('?from=2024-10&to=2026-04');
  assert.deepEqual(
    cohorts.map(({ cohort, isMature, registrationRate }) => [cohort, isMature, registrationRate.note]),
    [
      ['2024-11', true, null],
      ['2025-05', true, null],
      ['2026-03', true, 'small'],
      ['2026-04', false, 'immature'],
    ],
  );
  assert.deepEqual([period.salRatio.numerator, period.salRatio.note], [155, 'period_ratio']);
});

test('groups of every breakdown add up to the whole, also inside another group', async () => {
  const { total } = await get<{ total: Counts }>(`?${months}`);
  for (const split of ['source', 'campaign', 'owner', 'agency']) {
    const { groups } = await get<{ groups: Counts[] }>(`/breakdown?${months}&split=${split}`);
    for (const stage of ['mql', 'sal', 'deal', 'rejected'] as const)
      assert.equal(
        groups.reduce((sum, group) => sum + group[stage], 0),
        total[stage],
        `${split} ${stage}`,
      );
  }
  const owner = `by=owner&key=${encodeURIComponent('堂島 剛')}`;
  const { groups } = await get<{ groups: (Counts & { key: string })[] }>(
    `/breakdown?${months}&split=campaign&${owner}`,
  );
  const rows = await get<{ total: number }>(
    `/rows?${months}&${owner}&stage=sal&split=campaign&splitKey=${encodeURIComponent(groups[0]!.key)}`,
  );
  assert.equal(rows.total, groups[0]!.sal);
});

test('S2-28 SAL by origin: each with its parts and interval, and opened to its leads', async () => {
  type Group = Counts & { key: string; salRate: Figure & { interval: { low: number; high: number } | null } };
  const { groups } = await get<{ groups: Group[] }>(`/breakdown?${months}&split=campaign`);
  assert.ok(groups.length >= 2);
  for (const { key, mql, sal, rejected, lapsed, waiting, salRate } of groups) {
    assert.equal(mql, sal + rejected + lapsed + waiting, `H is its four parts: ${key}`);
    assert.deepEqual([salRate.numerator, salRate.denominator, salRate.value], [sal, mql, sal / mql]);
    assert.ok(salRate.interval!.low <= sal / mql && sal / mql <= salRate.interval!.high, key);
    const opened = await get<{ total: number }>(
      `/rows?${months}&stage=sal&split=campaign&splitKey=${encodeURIComponent(key)}`,
    );
    assert.equal(opened.total, sal, key);
  }
});

test('velocity and value are of the same leads', async () => {
  const { steps } = await get<{ steps: { to: string; median: Figure }[] }>(`/velocity?from=2025-05&to=2025-05`);
  assert.deepEqual(
    steps.slice(0, 1).map(({ to, median }) => [to, median.value]),
    [['sal', 3]],
  );
  const { lost, lostReasons } = await get<{ lost: number; lostReasons: { reason: string; deals: number }[] }>(
    '/value?from=2025-05&to=2025-05',
  );
  assert.equal(
    lostReasons.reduce((sum, { deals }) => sum + deals, 0),
    lost,
    'every lost deal has its reason, or is told to have none',
  );
  for (const { reason, deals } of lostReasons) {
    const { total } = await get<{ total: number }>(`/deals?from=2025-05&to=2025-05&kind=lost&lostReason=${reason}`);
    assert.equal(total, deals, reason);
  }
  const value = await get<Record<'deals' | 'won' | 'lost' | 'wonYen' | 'unnamed', number>>(
    '/value?from=2025-05&to=2025-05',
  );
  assert.deepEqual([value.deals, value.unnamed, value.wonYen], [65, 0, value.won * 1_200_000]);
});

test('cells of the heat map stay empty until a cohort has come to that age', async () => {
  const { columns, cohorts } = await get<{
    columns: number[];
    cohorts: { cohort: string; cells: (Figure | null)[] }[];
  }>('/curve?from=2026-04&to=2026-04&stage=sal');
  assert.deepEqual(columns, [3, 7, 14, 30, 60, 90]);
  assert.deepEqual(
    cohorts[0]!.cells.map((cell) => cell?.note ?? null),
    ['immature', 'immature', null, null, null, null],
  );
});
