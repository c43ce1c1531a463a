import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

const now = new Date('2026-11-20T03:00:00Z');
let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let manager: TestMember;
let seller: TestMember;
type Counted = { deals: number; amountYen: number };
type Deals = {
  views: Record<'stalled' | 'past_closing' | 'quiet' | 'open' | 'postponed' | 'no_decision' | 'ended', Counted>;
  rows: {
    name: string;
    isPastClosing: boolean;
    isResumeDue: boolean;
    isQuiet: boolean;
    lastContactOn: string | null;
  }[];
};

before(async () => {
  opened = await openTestWorld('deals');
  const { database } = opened.world;
  app = await createApp({ ...opened.world, now: () => now });
  manager = await addMember(opened.world, 'sales_manager', { name: '堂島 剛' });
  seller = await addMember(opened.world, 'account_executive', { name: '高瀬 亮介' });
  await takeIn(
    database,
    {
      text: '会社コード,会社名,URL,担当営業\nK0,青空精機株式会社,https://www.k0.co.jp,高瀬 亮介\nK1,北斗電子株式会社,https://www.k1.co.jp,堂島 剛\n',
    },
    'companies',
  );
  const deals = [
    'D1,荷役設備,青空精機株式会社,提案,3000000,2026/10/02,2026/10/31',
    'D2,搬送設備,青空精機株式会社,提案,9000000,2026/11/02,2027/03/31',
    'D3,検査装置,北斗電子株式会社,見積提出,5000000,2026/02/02,2027/01/31',
    'D4,制御盤,北斗電子株式会社,見積提出,,2026/02/02,2026/11/19',
    'D5,治具,北斗電子株式会社,失注,8000000,2026/02/02,2026/04/01',
  ];
  await takeIn(
    database,
    { text: `商談ID,商談名,会社名,フェーズ,金額,作成日,完了予定日\n${deals.join('\n')}\n` },
    'deals',
  );
});
after(async () => {
  await app.close();
  await opened.close();
});

const read = async (query = '', member = manager) =>
  (await call<Deals>(app, member, 'GET', `/api/deals?${query}`)).body;
const namesOf = ({ rows }: Deals) => rows.map(({ name }) => name);

test('deals stand still past their closing day or without contact, the largest first, with what they are worth', async () => {
  const stalled = await read();
  assert.deepEqual(
    stalled.rows.map(({ name, isPastClosing, isQuiet }) => [name, isPastClosing, isQuiet]),
    [
      ['検査装置', false, true],
      ['荷役設備', true, false],
      ['制御盤', true, true],
    ],
  );
  assert.deepEqual(stalled.views, {
    stalled: { deals: 3, amountYen: 8_000_000 },
    past_closing: { deals: 2, amountYen: 3_000_000 },
    quiet: { deals: 2, amountYen: 5_000_000 },
    open: { deals: 4, amountYen: 17_000_000 },
    postponed: { deals: 0, amountYen: 0 },
    no_decision: { deals: 0, amountYen: 0 },
    ended: { deals: 0, amountYen: 0 },
  });
  for (const view of ['stalled', 'past_closing', 'quiet', 'open'] as const)
    assert.equal((await read(`view=${view}`)).rows.length, stalled.views[view].deals, view);
  assert.deepEqual(namesOf(await read('view=quiet')), ['検査装置', '制御盤']);
});

test('a seller sees the deals of the own companies, pages and the target list narrow', async () => {
  assert.deepEqual(namesOf(await read('whose=mine', seller)), ['荷役設備']);
  assert.deepEqual(namesOf(await read('view=open&offset=1&limit=2')), ['検査装置', '荷役設備']);
  await opened.world.database.pool.query(
    "insert into target_line (account_id, origin, status, activated_at) select account_id, 'proposal', 'active', '2026-04-01' from account where name like '北斗%'",
  );
  assert.deepEqual(namesOf(await read('scope=inside')), ['検査装置', '制御盤']);
  assert.deepEqual(namesOf(await read('scope=outside')), ['荷役設備']);
});

test('the weekly meeting and the first screen count the same deals', async () => {
  const { views } = await read();
  const { agenda } = (await call<{ agenda: { stalledDeals: { count: number } } }>(app, manager, 'GET', '/api/meetings'))
    .body;
  assert.equal(agenda.stalledDeals.count, views.stalled.deals);
  const countFor = async (member: TestMember) =>
    (await call<{ counts: Record<string, number> }>(app, member, 'GET', '/api/home')).body.counts.stalledDeals;
  assert.deepEqual([await countFor(manager), await countFor(seller)], [3, 1]);
});

test('a contact lets a deal move again; an agency sees none of it', async () => {
  await takeIn(
    opened.world.database,
    { text: '活動ID,種別,件名,会社名,活動日\nA1,訪問,打合せ,北斗電子株式会社,2026/11/10\n' },
    'activities',
  );
  assert.deepEqual(namesOf(await read('view=quiet')), []);
  assert.deepEqual(namesOf(await read()), ['荷役設備', '制御盤']);
  const agency = await addMember(opened.world, 'agency', { agencyAccountId: 1 });
  assert.equal((await call(app, agency, 'GET', '/api/deals')).status, 403);
});

test('a deal is put off by who works with it: left in peace until its day, told apart from its file, taken back', async () => {
  const { rows } = await opened.world.database.pool.query("select deal_id from deal where name = '荷役設備'");
  const url = `/api/deals/${rows[0].deal_id}`;
  type History = {
    state: string;
    toldState: string | null;
    postponedUntil: string | null;
    log: { kind: string; why: string | null; memberName: string | null; file: object | null }[];
    possible: string[];
    mayUndo: boolean;
  };
  const history = async (member = seller) => (await call<History>(app, member, 'GET', url)).body;
  assert.deepEqual((await history()).possible, ['postpone', 'give_up']);
  const postpone = { kind: 'postpone', until: '2027-01-31', why: '来期の予算待ち' };
  const { views } = await read();
  assert.equal((await call(app, seller, 'POST', `${url}/steps`, postpone)).status, 200);
  const after = await read();
  assert.deepEqual(
    [after.views.stalled.deals, after.views.open.deals, after.views.postponed],
    [views.stalled.deals - 1, views.open.deals - 1, { deals: 1, amountYen: 3_000_000 }],
  );
  const { state, toldState, postponedUntil, log, possible, mayUndo } = await history();
  assert.deepEqual([state, toldState, postponedUntil, mayUndo], ['postponed', 'open', '2027-01-31', true]);
  assert.deepEqual(
    log.map(({ kind, why, memberName, file }) => [kind, why, memberName, file]),
    [['postpone', '来期の予算待ち', '高瀬 亮介', null]],
  );
  assert.deepEqual(possible, ['postpone', 'give_up', 'resume']);
  assert.equal((await call(app, manager, 'POST', `${url}/steps/undo`)).status, 409);
  const executive = await addMember(opened.world, 'executive');
  assert.deepEqual((await history(executive)).possible, []);
  assert.equal((await call(app, executive, 'POST', `${url}/steps`, postpone)).status, 403);
  const { rows: entries } = await opened.world.database.pool.query(
    "select action from audit_entry where subject_kind = 'deal' order by audit_entry_id",
  );
  assert.deepEqual(entries, [{ action: 'deal.postpone' }]);
  assert.equal((await call(app, seller, 'POST', `${url}/steps/undo`)).status, 200);
  assert.deepEqual((await read()).views, views);
});

test('a deal that rests stands still again once its day has passed, or without a day when nobody is in touch', async () => {
  const deals = [
    'D6,塗装設備,青空精機株式会社,保留,1000000,2026/01/02,2026/03/31,2026/11/19',
    'D7,搬送機,青空精機株式会社,On Hold,2000000,2026/01/02,2026/03/31,2026/11/20',
    'D8,溶接機,青空精機株式会社,延期,4000000,2026/01/02,2026/03/31,',
    'D9,研磨機,青空精機株式会社,見送り,6000000,2026/01/02,2026/11/01,',
  ];
  await takeIn(
    opened.world.database,
    { text: `商談ID,商談名,会社名,フェーズ,金額,作成日,完了予定日,再開予定日\n${deals.join('\n')}\n` },
    'deals',
  );
  const { rows, views } = await read('whose=mine', seller);
  const told = rows.map(({ name, isPastClosing, isResumeDue, isQuiet }) => [name, isPastClosing, isResumeDue, isQuiet]);
  assert.deepEqual(
    told.filter(([name]) => name !== '荷役設備'),
    [
      ['溶接機', false, false, true],
      ['塗装設備', false, true, false],
    ],
  );
  assert.deepEqual(
    [views.postponed.deals, views.no_decision, views.ended.deals],
    [3, { deals: 1, amountYen: 6_000_000 }, 1],
  );
  assert.deepEqual(namesOf(await read('view=ended')), ['研磨機']);
  assert.deepEqual(namesOf(await read('view=no_decision')), ['研磨機']);
});
