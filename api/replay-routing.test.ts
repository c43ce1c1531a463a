import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { editAccounts } from '#flows/edit-accounts.ts';
import { inTransaction } from '#db/transaction.ts';
import { createApp } from './app.ts';

const time = '2026-11-10T01:00:00Z';
let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let marketing: TestMember;
let manager: TestMember;
let [takase, shirakawa] = [0, 0];
const span = { from: '2026-11', to: '2026-11' };

type Result = {
  leads: number;
  tried: number;
  pending: number;
  different: number;
  unrecorded: number;
  salRate: { numerator: number; denominator: number; value: number | null };
};
type Replay = {
  draft: Result;
  today: Result;
  newestFirst: Result;
  actual: Result;
  caveat: { ja: string };
  inputs: Inputs;
};
type Inputs = { input: string; known: number; assumed: number; later: number; never: number }[];
const replay = async (plan: object | null) =>
  (await call<Replay>(app, marketing, 'POST', '/api/replay/routing', { plan, ...span })).body;
const plan = (to: object, when = {}) => ({ rules: [{ code: 'a', name: '試す', when, to }], pools: [], members: {} });

before(async () => {
  opened = await openTestWorld('replay_routing');
  const world = { ...opened.world, now: () => new Date(time) };
  app = await createApp(world);
  marketing = await addMember(world, 'marketing_manager');
  manager = await addMember(world, 'sales_manager');
  takase = (await addMember(world, 'account_executive', { name: '高瀬 亮介' })).memberId;
  shirakawa = (await addMember(world, 'account_executive', { name: '白川 奈々' })).memberId;
  await world.database.pool.query("update member set created_at = '2026-04-01'");
  const names = Array.from({ length: 12 }, (_, n) => `第${n}製作所株式会社`);
  await takeIn(
    world.database,
    {
      text: `会社コード,会社名,URL,担当営業,都道府県,更新日\n${names
        .map(
          (name, n) =>
            `K${n},${name},https://www.k${n}.co.jp,${n < 8 ? '高瀬 亮介' : '白川 奈々'},${n % 2 ? '三重県' : '愛知県'},2026/10/01`,
        )
        .join('\n')}\n`,
    },
    'companies',
  );
  await takeIn(
    world.database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,作成日\n${names
        .map((name, n) => `L${n},${name},佐藤,一郎,s${n}@k${n}.co.jp,新規,2026/11/0${(n % 5) + 1}`)
        .join('\n')}\n`,
    },
    'salesforce-leads',
  );
  const { rows } = await world.database.pool.query(
    'select c.cycle_id from lead_cycle c join lead l using (lead_id) order by l.external_key',
  );
  const ids = rows.map((row) => row.cycle_id as string);
  assert.equal((await call(app, marketing, 'POST', '/api/handovers/hand-over', { cycleIds: ids })).status, 200);
  const owned = await world.database.pool.query(
    'select c.cycle_id, c.receiver_id from lead_cycle c order by c.cycle_id',
  );
  const of = (memberId: number) =>
    owned.rows.filter((row) => row.receiver_id === String(memberId)).map((row) => row.cycle_id as string);
  const answer = (cycleIds: string[], said: object) =>
    call(app, manager, 'POST', '/api/handovers/answer', { cycleIds, answer: said });
  const accept = { kind: 'accept', nextAction: '電話', nextOn: '2026-11-12' };
  await answer(of(takase).slice(0, 6), accept);
  await answer(of(takase).slice(6), { kind: 'reject', reason: 'no_need' });
  await answer(of(shirakawa).slice(0, 1), accept);
  await answer(of(shirakawa).slice(1, 3), { kind: 'reject', reason: 'no_need' });
  // A change after the hand-overs, by the clock of the database: what follows from it was not known then.
  await inTransaction(world.database, async (transaction) => {
    await transaction.db.updateTable('cycle_event').set({ at: '2026-11-10T01:00:00Z' }).execute();
    const all = await transaction.db.selectFrom('account').select('account_id').execute();
    await editAccounts(
      transaction,
      all.map((row) => row.account_id),
      { values: { owner_id: shirakawa } },
      null,
      '担当替え',
    );
    await transaction.db.updateTable('bulk_edit').set({ at: '2026-11-11T00:00:00Z' }).execute();
  });
});
after(async () => {
  await app?.close();
  await opened?.close();
});

test('the rules in force sent every lead where it went, by the owners of that day', async () => {
  const { draft, today, actual } = await replay(null);
  assert.deepEqual([today.leads, today.tried, today.pending, today.different], [12, 11, 1, 0]);
  assert.deepEqual([today.salRate.numerator, today.salRate.denominator], [7, 11]);
  assert.deepEqual(draft.salRate, today.salRate);
  assert.deepEqual(actual.salRate, today.salRate);
});

test('other rules count what happened to go there, open to the leads, and say what was never tried', async () => {
  const other = plan({ kind: 'member', id: String(takase) });
  const { draft, caveat } = await replay(other);
  assert.deepEqual([draft.tried, draft.pending, draft.different, draft.unrecorded], [8, 0, 4, 0]);
  assert.deepEqual([draft.salRate.numerator, draft.salRate.denominator], [6, 8]);
  assert.match(caveat.ja, /別の人に渡した 4件/);
  const rows = await call<{ total: number; rows: { part: string; wouldGo: { name: string } }[] }>(
    app,
    marketing,
    'POST',
    '/api/replay/routing/rows',
    { plan: other, ...span, policy: 'draft', part: 'different' },
  );
  assert.deepEqual(
    [rows.body.total, new Set(rows.body.rows.map((row) => row.wouldGo.name))],
    [4, new Set(['高瀬 亮介'])],
  );
  const whole = await call<{ total: number }>(app, marketing, 'POST', '/api/replay/routing/rows', {
    plan: other,
    ...span,
    policy: 'draft',
    receiver: `member/${takase}`,
  });
  assert.equal(whole.body.total, 12);
});

test('what was known only after a hand-over counts apart, opens to its leads and decides nothing', async () => {
  const known = `会社コード,会社名,URL,担当営業,都道府県,従業員数,更新日\nK0,第0製作所株式会社,https://www.k0.co.jp,高瀬 亮介,三重県,300,2026/11/12\n`;
  await takeIn(opened.world.database, { text: known }, 'companies');
  await opened.world.database.pool.query(
    "update import_batch set created_at = '2026-11-12' where import_batch_id = (select max(import_batch_id) from import_batch)",
  );
  const mie = { prefectures: ['三重県'], employees: { from: 1 } };
  const asked = plan({ kind: 'member', id: String(takase) }, mie);
  const { draft, inputs } = await replay(asked);
  assert.deepEqual(inputs, [
    { input: 'owner', known: 12, assumed: 0, later: 0, never: 0 },
    { input: 'prefecture', known: 12, assumed: 0, later: 0, never: 0 },
    { input: 'employees', known: 0, assumed: 0, later: 1, never: 11 },
  ]);
  assert.equal(draft.tried, 0, 'nobody knew how many people worked anywhere');
  const rows = await call<{ total: number; rows: { accountName: string }[] }>(
    app,
    marketing,
    'POST',
    '/api/replay/routing/rows',
    { plan: asked, ...span, policy: 'draft', input: { of: 'employees', state: 'later' } },
  );
  assert.deepEqual([rows.body.total, rows.body.rows[0]!.accountName], [1, '第0製作所株式会社']);
});

test('rules that lead nowhere are refused; a time without hand-overs has no rate', async () => {
  const broken = await call<{ code: string }>(app, marketing, 'POST', '/api/replay/routing', {
    plan: plan({ kind: 'member', id: '999' }),
    ...span,
  });
  assert.deepEqual([broken.status, broken.body.code], [422, 'routing_invalid']);
  const empty = await call<Replay>(app, marketing, 'POST', '/api/replay/routing', { from: '2020-01', to: '2020-03' });
  assert.deepEqual([empty.body.draft.leads, empty.body.draft.salRate.value], [0, null]);
});
