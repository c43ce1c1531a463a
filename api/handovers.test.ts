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
let sales: TestMember;
let other: TestMember;
let manager: TestMember;
const names = { sales: '三田村 香織', other: '白川 奈々' };
const now = new Date('2026-11-20T01:00:00Z');

type Row = {
  cycleId: string;
  accountName: string;
  clock: { state: string; dueAt: string } | null;
  receiverName: string;
};
const list = async (member: TestMember, view: string) =>
  (await call(app, member, 'GET', `/api/handovers?view=${view}`)).body as {
    rows: Row[];
    total: number;
    counts: Record<string, number>;
  };
const answer = (member: TestMember, cycleIds: string[], said: object) =>
  call(app, member, 'POST', '/api/handovers/answer', { cycleIds, answer: said });
type Detail = {
  state: string;
  possible: string[];
  mayAnswer: boolean;
  because: { ja: string }[];
  events: { kind: string; by: string | null }[];
};
const detail = async (member: TestMember, id: string) =>
  (await call<Detail>(app, member, 'GET', `/api/handovers/${id}`)).body;
type Total = { mql: number; sal: number; rejected: number };
const total = async () =>
  (await call<{ total: Total }>(app, marketing, 'GET', '/api/waterfall?from=2026-11&to=2026-11')).body.total;

before(async () => {
  opened = await openTestWorld('handovers');
  const world = { ...opened.world, now: () => now };
  app = await createApp(world);
  marketing = await addMember(world, 'marketing_manager');
  sales = await addMember(world, 'account_executive', { name: names.sales });
  other = await addMember(world, 'account_executive', { name: names.other });
  manager = await addMember(world, 'sales_manager');
  const owners = [names.sales, names.sales, ''];
  const companies = ['青空精機株式会社', '北斗電子株式会社', '東雲物産株式会社'];
  const companyLines = companies.map(
    (name, index) => `K${index},${name},https://www.kaisha${index}.co.jp,${owners[index]}`,
  );
  await takeIn(world.database, { text: `会社コード,会社名,URL,担当営業\n${companyLines.join('\n')}\n` }, 'companies');
  const leadLines = [0, 1, 2, 0].map(
    (company, index) =>
      `L${index},${companies[company]},佐藤,${'一二三四'[index]}郎,l${index}@kaisha${company}.co.jp,新規,展示会,2026/11/18`,
  );
  await takeIn(
    world.database,
    { text: `リード ID,会社名,姓,名,メール,リード状況,キャンペーン,作成日\n${leadLines.join('\n')}\n` },
    'salesforce-leads',
  );
});
after(async () => {
  await app.close();
  await opened.close();
});

test('S2-28 a lead is handed to the owner of its company, with the reason and a due time; nobody else may answer', async () => {
  const { rows, counts } = await list(marketing, 'new');
  assert.equal(counts.new, 4);
  const ids = rows.map((row) => row.cycleId);
  assert.equal((await call(app, sales, 'POST', '/api/handovers/hand-over', { cycleIds: ids })).status, 403);
  assert.deepEqual((await call(app, marketing, 'POST', '/api/handovers/hand-over', { cycleIds: ids })).body, {
    handedOver: 4,
  });
  const mine = await list(sales, 'mine');
  assert.equal(mine.total, 3);
  assert.equal(mine.rows[0]!.clock!.state, 'waiting');
  assert.equal(
    mine.rows[0]!.clock!.dueAt,
    '2026-11-24T09:00:00.000Z',
    'the next business day after a weekend and a holiday',
  );
  const id = mine.rows[0]!.cycleId;
  const found = await detail(sales, id);
  assert.match(found.because.at(-1)!.ja, /担当/);
  assert.deepEqual(
    ['accept', 'join_deal', 'reroute', 'give_to_agency', 'postpone', 'reject'].filter(
      (kind) => !found.possible.includes(kind),
    ),
    [],
  );
  assert.equal((await answer(other, [id], { kind: 'follow_up' })).status, 403);
  const queued = (await list(marketing, 'waiting')).rows.find((row) => row.accountName === '東雲物産株式会社')!;
  assert.equal(
    (await detail(other, queued.cycleId)).mayAnswer,
    true,
    'who belongs to nobody waits in the common queue',
  );
});

test('an acceptance needs its next step, counts as SAL, and can be taken back', async () => {
  const id = (await list(sales, 'mine')).rows[0]!.cycleId;
  assert.equal((await answer(sales, [id], { kind: 'accept', nextAction: ' ', nextOn: '2026-11-25' })).status, 422);
  assert.equal(
    (await answer(sales, [id], { kind: 'accept', nextAction: '電話', nextOn: '2026-11-01' })).body.code,
    'cycle_needs_next_on',
  );
  assert.equal((await answer(sales, [id], { kind: 'accept', nextAction: '電話', nextOn: '2026-11-25' })).status, 200);
  assert.deepEqual([(await total()).mql, (await total()).sal], [4, 1]);
  assert.equal((await list(sales, 'accepted')).total, 1);
  assert.equal((await call(app, other, 'POST', '/api/handovers/undo', { cycleIds: [id] })).status, 409);
  assert.equal((await call(app, sales, 'POST', '/api/handovers/undo', { cycleIds: [id] })).status, 200);
  assert.equal((await total()).sal, 0);
  assert.equal((await answer(sales, [id], { kind: 'accept', nextAction: '電話', nextOn: '2026-11-25' })).status, 200);
  assert.equal(
    (await answer(sales, [id], { kind: 'accept', nextAction: '電話', nextOn: '2026-11-25' })).body.code,
    'cycle_step_impossible',
  );
});

test('S2-36 a rejection carries its reason and what follows from it; a wrong receiver is no rejection', async () => {
  const [first, second] = (await list(sales, 'mine')).rows.map((row) => row.cycleId) as [string, string];
  const later = { kind: 'postpone', until: '2026-12-01' };
  assert.equal((await answer(sales, [first], later)).status, 422, 'the clock is held with a reason only');
  assert.equal((await answer(sales, [first], { ...later, why: '担当者が出張中' })).status, 200);
  assert.equal((await call(app, sales, 'POST', '/api/handovers/undo', { cycleIds: [first] })).status, 200);
  assert.equal((await answer(sales, [first], { kind: 'reject', reason: 'other' })).body.code, 'cycle_needs_note');
  assert.equal(
    (await answer(sales, [first], { kind: 'reject', reason: 'too_early', recycleOn: '2027-02-01' })).status,
    200,
  );
  const returned = await detail(marketing, first);
  assert.equal(returned.state, 'recycled');
  assert.deepEqual(
    returned.events.slice(-2).map((event) => [event.kind, event.by]),
    [
      ['reject', names.sales],
      ['recycle', null],
    ],
  );
  const to = { kind: 'member', id: String(other.memberId) };
  assert.equal((await answer(manager, [second], { kind: 'reroute', to })).status, 200);
  assert.equal((await list(other, 'mine')).total, 1);
  assert.equal((await total()).rejected, 1);
});

test('what people decided survives a later file and a derivation', async () => {
  const earlier = await total();
  await takeIn(
    opened.world.database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,作成日\nL9,西風工業株式会社,鈴木,花,l9@example9.jp,新規,2026/11/19\n',
    },
    'salesforce-leads',
  );
  assert.deepEqual(await total(), earlier);
});

test('a lead of a company with an open deal stands in the list before anybody hands it over', async () => {
  const { database } = opened.world;
  await takeIn(database, {
    text: '商談 ID,商談名,取引先名,フェーズ,金額,作成日,完了予定日,所有者\nD7,搬送設備,青空精機株式会社,提案,"3,000,000",2026/05/02,2027/02/01,堂島 剛\n',
  });
  await takeIn(
    database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,作成日\nL7,青空精機株式会社,鈴木,花,l7@kaisha0.co.jp,新規,2026/11/19\n',
    },
    'salesforce-leads',
  );
  const { rows } = await list(marketing, 'new');
  assert.equal(
    rows.some((row) => row.accountName === '青空精機株式会社'),
    true,
  );
});

test('the line of H beside the lists is of this moment and adds up', async () => {
  type Parts = { handed: number; sal: number; rejected: number; ignored: number; pending: number };
  const { now: parts } = (await call<{ now: Parts }>(app, marketing, 'GET', '/api/handovers/check')).body;
  assert.equal(parts.handed, parts.sal + parts.rejected + parts.ignored + parts.pending);
  assert.equal(parts.pending, (await list(marketing, 'waiting')).total);
});
