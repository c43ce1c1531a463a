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
let inside: TestMember;
let manager: TestMember;
let sales: TestMember;
const now = new Date('2026-11-20T01:00:00Z');

type List = { rows: { cycleId: string; accountName: string; receiverName: string | null }[]; total: number };
const list = async (member: TestMember, view: string) =>
  (await call<List>(app, member, 'GET', `/api/handovers?view=${view}`)).body;
const cycleOf = async (company: string) =>
  (
    await opened.world.database.pool.query(
      'select cycle_id from lead_cycle join account using (account_id) where name = $1 order by 1',
      [company],
    )
  ).rows.map((row) => row.cycle_id as string);
const handOver = (cycleIds: readonly string[]) =>
  call(app, marketing, 'POST', '/api/handovers/hand-over', { cycleIds });
const answer = (member: TestMember, cycleId: string, said: object) =>
  call(app, member, 'POST', '/api/handovers/answer', { cycleIds: [cycleId], answer: said });
type Total = { mql: number; sal: number; rejected: number };

before(async () => {
  opened = await openTestWorld('handover_inbox');
  const world = { ...opened.world, now: () => now };
  app = await createApp(world);
  marketing = await addMember(world, 'marketing_manager');
  inside = await addMember(world, 'inside_sales', { name: '早乙女 恵' });
  manager = await addMember(world, 'sales_manager', { name: '堂島 剛' });
  sales = await addMember(world, 'account_executive', { name: '三田村 香織' });
  await takeIn(
    world.database,
    {
      text: '会社コード,会社名,URL,担当営業\nK0,青空精機株式会社,https://www.aozora.co.jp,三田村 香織\nK1,北斗電子株式会社,https://www.hokuto.co.jp,\n',
    },
    'companies',
  );
  await takeIn(
    world.database,
    {
      text: `リード ID,会社名,姓,名,メール,電話,リード状況,キャンペーン,作成日
L0,青空精機株式会社,佐藤,一郎,sato@aozora.co.jp,03-1234-5678,新規,展示会,2026/11/18
L1,青空精機株式会社,佐藤,一郎,sato@aozora.co.jp,03-1234-5678,新規,ウェビナー,2026/11/19
L2,北斗電子株式会社,田中,二郎,tanaka@hokuto.co.jp,,新規,展示会,2026/11/18
`,
    },
    'salesforce-leads',
  );
});
after(async () => {
  await app.close();
  await opened.close();
});

test('marketing takes its own hand-over back, as a whole', async () => {
  const [id] = await cycleOf('北斗電子株式会社');
  assert.equal((await handOver([id!])).status, 200);
  assert.equal(
    (await call(app, sales, 'POST', '/api/handovers/undo', { cycleIds: [id] })).body.code,
    'nothing_to_undo',
  );
  assert.deepEqual((await call(app, marketing, 'POST', '/api/handovers/undo', { cycleIds: [id] })).body, { undone: 1 });
  assert.deepEqual((await list(marketing, 'candidates')).total, 0, 'a lead again, not left as a candidate');
  assert.equal((await list(marketing, 'new')).total, 3);
});

test('what waits in a queue stands on the first screen of those who look after it, and is theirs once accepted', async () => {
  const [id] = await cycleOf('北斗電子株式会社');
  await handOver([id!]);
  await answer(manager, id!, { kind: 'reroute', to: { kind: 'queue', id: 'inside_sales' } });
  assert.equal((await list(inside, 'mine')).total, 1);
  assert.equal((await list(sales, 'mine')).total, 0);
  assert.equal((await list(manager, 'mine')).total, 0);
  await answer(inside, id!, { kind: 'reroute', to: { kind: 'queue', id: 'sales_manager' } });
  assert.deepEqual([(await list(inside, 'mine')).total, (await list(manager, 'mine')).total], [0, 1]);
  await answer(manager, id!, { kind: 'accept', nextAction: '電話', nextOn: '2026-11-25' });
  assert.equal((await list(manager, 'accepted')).rows[0]!.receiverName, '堂島 剛');
});

test('S2-05 after the acceptance the need and one of budget, authority and timing make an SQL; from there back to nurturing', async () => {
  const [id] = await cycleOf('北斗電子株式会社');
  assert.equal((await answer(manager, id!, { kind: 'confirm', need: '人手不足' })).body.code, 'cycle_needs_bant');
  assert.equal((await answer(manager, id!, { kind: 'confirm', need: '人手不足', timing: '来期' })).status, 200);
  const detail = (await call<{ state: string; possible: string[] }>(app, manager, 'GET', `/api/handovers/${id}`)).body;
  assert.equal(detail.state, 'sql');
  assert.ok(detail.possible.includes('recycle'));
});

test('a duplicate is put together with the lead that stays: no rejection, and out of H', async () => {
  const [one, same] = await cycleOf('青空精機株式会社');
  await handOver([one!, same!]);
  const total = async () =>
    (await call<{ total: Total }>(app, marketing, 'GET', '/api/waterfall?from=2026-11&to=2026-11')).body.total;
  assert.equal((await total()).mql, 3);
  type Detail = { sameLeads: { cycleId: string }[]; contact: object };
  const found = (await call<Detail>(app, sales, 'GET', `/api/handovers/${one}`)).body;
  assert.deepEqual(
    found.sameLeads.map(({ cycleId }) => cycleId),
    [same],
  );
  assert.deepEqual(found.contact, { email: 'sato@aozora.co.jp', phone: '0312345678' });
  assert.equal((await answer(sales, one!, { kind: 'merge', intoCycleId: one })).status, 409);
  assert.equal((await answer(sales, one!, { kind: 'merge', intoCycleId: same })).status, 200);
  const counted = await total();
  assert.deepEqual([counted.mql, counted.rejected], [2, 0]);
  assert.equal((await answer(sales, same!, { kind: 'merge', intoCycleId: one })).body.code, 'same_lead_gone');
  await call(app, sales, 'POST', '/api/handovers/undo', { cycleIds: [one] });
  assert.equal((await total()).mql, 3);
});

test('a lead that came back is ended by marketing: nurtured again or excluded, and that can be taken back', async () => {
  const [id] = await cycleOf('青空精機株式会社');
  const end = (answered: object) =>
    call(app, marketing, 'POST', '/api/handovers/end', { cycleIds: [id], answer: answered });
  assert.equal((await end({ kind: 'recycle' })).body.code, 'cycle_not_back');
  await answer(sales, id!, { kind: 'reject', reason: 'unreachable' });
  assert.equal((await call<{ mayEnd: boolean }>(app, marketing, 'GET', `/api/handovers/${id}`)).body.mayEnd, true);
  assert.equal((await end({ kind: 'disqualify', why: '退職済み' })).status, 200);
  assert.equal(
    (await call<{ state: string }>(app, marketing, 'GET', `/api/handovers/${id}`)).body.state,
    'disqualified',
  );
  assert.equal((await call(app, marketing, 'POST', '/api/handovers/undo', { cycleIds: [id] })).status, 200);
  assert.equal((await end({ kind: 'recycle' })).status, 200);
});

test('a lead that a file tells as handed over stays with its owner once answered here', async () => {
  await takeIn(
    opened.world.database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,リード 所有者,キャンペーン,引き渡し日,作成日
L9,北斗電子株式会社,高木,三郎,takagi@hokuto.co.jp,引き渡し済,三田村 香織,展示会,2026/11/19,2026/11/18
`,
    },
    'salesforce-leads',
  );
  const { rows } = await list(sales, 'mine');
  const own = rows.find((row) => row.accountName === '北斗電子株式会社')!;
  assert.equal(own.receiverName, '三田村 香織');
  assert.equal(
    (await answer(sales, own.cycleId, { kind: 'accept', nextAction: '電話', nextOn: '2026-11-25' })).status,
    200,
  );
  const accepted = (await list(sales, 'accepted')).rows.find(({ cycleId }) => cycleId === own.cycleId)!;
  assert.equal(accepted.receiverName, '三田村 香織');
  assert.equal((await answer(sales, own.cycleId, { kind: 'follow_up' })).status, 200);
});

test('what follows from a rejection stands on the first screen of those who can act on it, and opens there', async () => {
  const counts = async (member: TestMember) =>
    (await call<{ counts: Record<string, number> }>(app, member, 'GET', '/api/home')).body.counts;
  const before = await counts(marketing);
  await takeIn(
    opened.world.database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,キャンペーン,作成日
R1,南風電機株式会社,青木,一,aoki@nanpu.co.jp,新規,展示会,2026/11/18
R2,南風電機株式会社,井上,二,inoue@nanpu.co.jp,新規,展示会,2026/11/18
R3,南風電機株式会社,上田,三,ueda@nanpu.co.jp,新規,展示会,2026/11/18
R4,南風電機株式会社,江川,四,egawa@nanpu.co.jp,新規,展示会,2026/11/18
R5,南風電機株式会社,小川,五,ogawa@nanpu.co.jp,新規,展示会,2026/11/18
`,
    },
    'salesforce-leads',
  );
  const ids = await cycleOf('南風電機株式会社');
  await handOver(ids.slice(0, 4));
  await answer(manager, ids[0]!, { kind: 'reject', reason: 'unreachable' });
  await answer(manager, ids[1]!, { kind: 'reject', reason: 'other', why: '社名が変わったようです' });
  await answer(manager, ids[2]!, { kind: 'reject', reason: 'no_capacity' });
  const [ofMarketing, ofManager, ofSales] = [await counts(marketing), await counts(manager), await counts(sales)];
  assert.equal(ofMarketing.contactsToMend, before.contactsToMend! + 1);
  assert.equal(ofMarketing.notesToRead, before.notesToRead! + 1);
  assert.deepEqual([ofMarketing.noHands, ofManager.noHands, ofSales.contactsToMend], [undefined, 1, undefined]);
  const found = await list(marketing, 'returned&reason=unreachable&q=%E5%8D%97%E9%A2%A8');
  assert.deepEqual(
    found.rows.map(({ cycleId }) => cycleId),
    [ids[0]],
  );
  assert.equal((await list(marketing, 'returned&q=%25')).total, 0, 'what is looked for is no pattern');
});

test('a company that sales excluded is not handed over again without being asked about', async () => {
  const ids = await cycleOf('南風電機株式会社');
  await answer(manager, ids[3]!, { kind: 'reject', reason: 'competitor' });
  const refused = await handOver([ids[4]!]);
  assert.deepEqual([refused.status, refused.body.code], [409, 'handover_excluded']);
  assert.match(String(refused.body.message), /南風電機株式会社: 競合・同業/);
  const knowingly = { cycleIds: [ids[4]!], despiteRule: true };
  assert.equal((await call(app, marketing, 'POST', '/api/handovers/hand-over', knowingly)).status, 200);
});

test('S2-46 an agency learns of its own lead alone: no other agency, no deal of ours, nothing said before it got it', async () => {
  const { database } = opened.world;
  await takeIn(database, { text: '会社名,代理店区分\n共栄商事,一次店\n協和通商,一次店\n' });
  await takeIn(
    database,
    { text: '商談ID,商談名,会社名,フェーズ,金額,作成日\nD1,検査装置,青空精機株式会社,提案,8000000,2026/11/01\n' },
    'deals',
  );
  const { rows } = await database.pool.query(
    'select account_id from account where agency_role is not null order by name',
  );
  const [own, other] = rows.map((row) => row.account_id as number);
  await database.pool.query("update account set agency_id = $1 where name = '青空精機株式会社'", [other]);
  const agency = await addMember({ ...opened.world, now: () => now }, 'agency', { agencyAccountId: own });
  const { rows: waiting } = await database.pool.query(
    "select cycle_id from lead_cycle join account using (account_id) where name = '青空精機株式会社' and state = 'handed_over'",
  );
  const id = waiting[0].cycle_id as string;
  const staff = await call<Told>(app, manager, 'GET', `/api/handovers/${id}`);
  assert.equal(staff.body.deals.length, 1);
  await answer(manager, id!, { kind: 'reroute', to: { kind: 'queue', id: 'sales_manager' }, why: '値引きの話が多い' });
  const given = await answer(manager, id!, {
    kind: 'give_to_agency',
    agencyId: String(own),
    why: '訪問をお願いします',
  });
  assert.equal(given.status, 200, JSON.stringify(given.body));
  const told = (await call<Told>(app, agency, 'GET', `/api/handovers/${id}`)).body;
  assert.deepEqual([told.deals, told.clash, told.because], [[], [], []]);
  assert.deepEqual(
    told.events.map(({ kind, why }) => [kind, why]),
    [['give_to_agency', '訪問をお願いします']],
  );
  assert.doesNotMatch(JSON.stringify(told), /協和通商|値引き/);
  type Parts = Record<'handed' | 'sal' | 'rejected' | 'ignored' | 'pending', number>;
  const partsOf = async (member: TestMember) => (await call<Parts>(app, member, 'GET', '/api/handovers/parts')).body;
  const rowsOf = async (member: TestMember, part: string) =>
    (await call<{ total: number; rows: { cycleId: string }[] }>(app, member, 'GET', `/api/handovers?part=${part}`))
      .body;
  assert.deepEqual(await partsOf(agency), { handed: 1, sal: 0, rejected: 0, ignored: 0, pending: 1 });
  assert.deepEqual(
    (await rowsOf(agency, 'pending')).rows.map((row) => row.cycleId),
    [id],
  );
  const all = await partsOf(manager);
  assert.equal(all.handed, all.sal + all.rejected + all.ignored + all.pending);
  assert.ok(all.handed > 1);
  for (const [part, n] of Object.entries(all)) assert.equal((await rowsOf(manager, part)).total, n, part);
});

type Told = { deals: unknown[]; clash: string[]; because: unknown[]; events: { kind: string; why: string | null }[] };
