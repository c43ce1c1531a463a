import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { inTransaction } from '#db/transaction.ts';
import { handOverAgain } from '#flows/next-cycle.ts';
import { createApp } from './app.ts';

/** Files tell of May 2025 only; what happens in November 2026 is decided here. */
const now = new Date('2026-11-20T01:00:00Z');
let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let marketing: TestMember;
let manager: TestMember;

before(async () => {
  opened = await openTestWorld('waterfall_behind');
  const world = { ...opened.world, now: () => now };
  app = await createApp(world);
  marketing = await addMember(world, 'marketing_manager');
  manager = await addMember(world, 'sales_manager');
  await takeIn(world.database, {
    text: [
      '商談 ID,商談名,取引先名,フェーズ,金額,作成日,完了予定日,所有者',
      'D1,荷役設備,青空精機株式会社,提案,"3,000,000",2026/11/02,2027/02/01,堂島 剛',
      'D2,搬送ライン,西風工業株式会社,成立(受注),"5,000,000",2026/10/05,2026/11/10,堂島 剛',
      '',
    ].join('\r\n'),
  });
  await takeIn(world.database, {
    text: [
      'リード ID,会社名,姓,名,メール,リード状況,作成日,引き渡し日',
      'L0,青空精機株式会社,佐藤,一郎,l0@aozora-z.co.jp,新規,2026/11/18,',
      'L1,北斗電子株式会社,佐藤,二郎,l1@hokuto-z.co.jp,新規,2026/11/18,',
      'L2,東雲物産株式会社,佐藤,三郎,l2@shinonome-z.co.jp,未対応,2025/05/01,2025/05/02',
      '',
    ].join('\r\n'),
  });
  const { rows } = await leads('new');
  const ids = rows.map((row) => row.cycleId);
  assert.equal((await call(app, marketing, 'POST', '/api/handovers/hand-over', { cycleIds: ids })).status, 200);
});
after(async () => {
  await app.close();
  await opened.close();
});

type Row = { cycleId: string; accountName: string };
const leads = async (view: string) =>
  (await call<{ rows: Row[] }>(app, marketing, 'GET', `/api/handovers?view=${view}`)).body;
const answer = async (cycleId: string, said: object) =>
  assert.equal(
    (await call(app, manager, 'POST', '/api/handovers/answer', { cycleIds: [cycleId], answer: said })).status,
    200,
  );
const get = async <T>(path: string) => (await call<T>(app, marketing, 'GET', `/api/waterfall${path}`)).body;
type LeadRows = { total: number; rows: (Row & { stages: { stage: string; at: string }[] })[] };
const november = 'from=2026-11&to=2026-11';
const stagesOf = ({ rows }: LeadRows, name: RegExp) =>
  rows.filter(({ accountName }) => name.test(accountName)).map(({ stages }) => stages.map(({ stage }) => stage));

test('a lead shows the stages that were decided here, and a deal joined here brings its value', async () => {
  const { rows } = await leads('waiting');
  const idOf = (name: RegExp) => rows.find(({ accountName }) => name.test(accountName))!.cycleId;
  const { deals } = await get<{ deals: { dealId: string }[] }>(`/deals?${november}&kind=sales_made`);
  await answer(idOf(/青空/), { kind: 'join_deal', dealId: deals[0]!.dealId });
  await answer(idOf(/北斗/), { kind: 'reject', reason: 'no_need' });
  const found = await get<LeadRows>(`/rows?${november}&stage=mql`);
  assert.deepEqual(stagesOf(found, /青空/), [['lead', 'mql', 'sal', 'deal']]);
  assert.deepEqual(stagesOf(found, /北斗/), [['lead', 'mql', 'rejected']]);
  const value = await get<{ deals: number; unnamed: number; openYen: number }>(`/value?${november}`);
  assert.deepEqual([value.deals, value.unnamed, value.openYen], [1, 0, 3_000_000]);
});

test('a lead that came back is a row of its own in every number', async () => {
  const { rows } = await get<LeadRows>('/rows?from=2025-05&to=2025-05&stage=ignored');
  const { rows: lapsed } = await get<LeadRows>('/rows?from=2025-05&to=2025-05&stage=mql');
  assert.deepEqual([rows.length, stagesOf({ total: 1, rows: lapsed }, /東雲/)[0]!.at(-1)], [1, 'ignored']);
  await inTransaction(opened.world.database, (transaction) =>
    handOverAgain(transaction, [lapsed[0]!.cycleId], '資料請求', { memberId: marketing.memberId, now }, 'test'),
  );
  const { total } = await get<{ total: { mql: number } }>(`?${november}`);
  const again = await get<LeadRows>(`/rows?${november}&stage=mql`);
  assert.deepEqual([total.mql, again.total, again.rows.length], [3, 3, 3]);
  assert.deepEqual(stagesOf(again, /東雲/), [['mql']]);
});

test('money opens to deals that add up to it, also those sales made, inside or outside the list', async () => {
  const { salesMade } = await get<{ salesMade: { deals: number; won: number } }>(`?${november}`);
  for (const [kind, shown, yen] of [
    ['open', 1, 3_000_000],
    ['won', 0, 0],
    ['named', 1, 3_000_000],
    ['sales_made', salesMade.deals, 3_000_000],
    ['sales_made_won', salesMade.won, 5_000_000],
  ] as const) {
    const found = await get<{ total: number; amountYen: number; deals: { amountYen: number }[] }>(
      `/deals?${november}&kind=${kind}`,
    );
    assert.deepEqual([found.total, found.deals.length, found.amountYen], [shown, shown, yen], kind);
  }
  const inside = await get<{ salesMade: { deals: number } }>(`?${november}&scope=inside`);
  assert.equal(inside.salesMade.deals, 0, 'no company is on the list');
  const group = await get<{ salesMade: null }>(`?${november}&by=source&key=salesforce`);
  assert.equal(group.salesMade, null);
});

test('outside the list no company counts as a target', async () => {
  await opened.world.database.pool.query(
    "insert into target_line (account_id, origin, status, activated_at) select account_id, 'proposal', 'active', '2026-04-01' from account order by account_id limit 2",
  );
  for (const [scope, targets] of [
    ['all', 2],
    ['inside', 2],
    ['outside', 0],
  ] as const) {
    const { stages } = await get<{ stages: { counts: string | null; total: number }[] }>(
      `/vocabulary?${november}&version=demand_unit&scope=${scope}`,
    );
    assert.equal(stages.find(({ counts }) => counts === 'target')!.total, targets, scope);
  }
});

test('every number of a vocabulary that counts companies opens to as many', async () => {
  const { stages } = await get<{
    stages: { counts: string | null; total: number; existing: number; prospect: number }[];
  }>(`/vocabulary?${november}&version=demand_unit`);
  const counting = stages.filter((one) => one.counts !== null);
  assert.ok(counting.some(({ total }) => total > 0));
  for (const { counts, ...shown } of counting)
    for (const column of ['total', 'existing', 'prospect'] as const) {
      const only = column === 'total' ? '' : `&class=${column}`;
      const { total, accounts } = await get<{ total: number; accounts: unknown[] }>(
        `/accounts?${november}&stage=${counts}${only}`,
      );
      assert.deepEqual([total, accounts.length], [shown[column], shown[column]], `${counts} ${column}`);
    }
});
