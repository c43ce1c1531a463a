import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { readXlsx } from 'hucre';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import type { World } from './world.ts';

let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let admin: TestMember;
let sales: TestMember;
let [agencyId, colleagueId] = [0, 0];
const now = new Date('2026-11-20T01:00:00Z');
const names = ['青空商事', '北斗電子', '黒田物流', '白川工業'];

before(async () => {
  const opened = await openTestWorld('target_list');
  close = opened.close;
  world = { ...opened.world, now: () => now };
  app = await createApp(world);
  admin = await addMember(world, 'admin');
  sales = await addMember(world, 'account_executive', { name: '堂島 剛', department: '営業一部' });
  colleagueId = (await addMember(world, 'account_executive', { name: '高瀬 亮介', department: '営業一部' })).memberId;
  await takeIn(world.database, {
    text: `会社名,業種,代理店区分\r\n${names.map((name, at) => `${name},${at === 0 ? '卸売業' : '機械'},`).join('\r\n')}\r\n北谷商社,,一次店\r\n`,
  });
  const { rows } = await world.database.pool.query('select account_id, name from account');
  const idOf = (name: string) => Number(rows.find((row) => row.name === name).account_id);
  agencyId = idOf('北谷商社');
  const given = [
    { ownerName: '堂島 剛', origin: 'sales_nominated' },
    { ownerId: colleagueId, origin: 'proposal', tier: 'lite' },
    { ownerName: '田中 一郎', origin: 'sales_nominated' },
    { origin: 'marketing' },
  ];
  await call(app, admin, 'POST', '/api/targets', {
    targets: names.map((name, at) => ({ accountId: idOf(name), ...given[at] })),
  });
  const line = await lineOf('黒田物流');
  await call(app, admin, 'POST', `/api/targets/${line}/aims`, { department: '物流部', searchDueOn: '2026-11-01' });
  await call(app, admin, 'PATCH', `/api/targets/${await lineOf('北斗電子')}`, { agencyId });
  await call(app, sales, 'POST', '/api/targets/decide', { lineIds: [line], verdict: 'approve' });
});
after(async () => {
  await app.close();
  await close();
});

type Row = { targetLineId: number; name: string; ownerName: string | null; tier: string | null };
type List = { rows: Row[]; total: number; lineIds: number[]; counts: Record<string, number> };
const list = async (query: Record<string, string> = {}, member = sales) =>
  (await call<List>(app, member, 'GET', `/api/targets?${new URLSearchParams(query)}`)).body;
const lineOf = async (name: string) => (await list()).rows.find((row) => row.name === name)!.targetLineId;
const narrowedTo = async (filter: object) =>
  (await list({ filter: JSON.stringify(filter) })).rows.map(({ name }) => name);

test('what sales asked for comes first; a page holds a part, and the ids of all of them', async () => {
  const all = await list();
  assert.deepEqual(
    all.rows.map(({ name }) => name),
    ['青空商事', '黒田物流', '北斗電子', '白川工業'],
  );
  const page = await list({ offset: '1', limit: '2' });
  assert.deepEqual(
    page.rows.map(({ name }) => name),
    ['黒田物流', '北斗電子'],
  );
  assert.deepEqual([page.total, page.lineIds.length], [4, 4]);
  const byOwner = await list({ sort: 'ownerName', direction: 'desc' });
  assert.equal(byOwner.rows.at(-1)!.ownerName, null, 'nobody comes last either way');
});

const filters: [string, object, string[]][] = [
  ['mine, though it was given by name', { quick: 'mine' }, ['青空商事']],
  ['my department', { quick: 'my_department' }, ['青空商事', '北斗電子']],
  ['nobody’s', { quick: 'unassigned' }, ['白川工業']],
  ['a search that is overdue', { quick: 'overdue' }, ['黒田物流']],
  ['no person yet', { quick: 'no_person' }, ['青空商事', '黒田物流', '北斗電子', '白川工業']],
  ['sold through an agency', { quick: 'via_agency' }, ['北斗電子']],
  ['sold directly', { quick: 'direct' }, ['青空商事', '黒田物流', '白川工業']],
  ['one state', { quick: 'awaiting_marketing' }, ['黒田物流']],
  ['an agency by name', { field: 'agencyName', op: 'contains', value: '北谷' }, ['北斗電子']],
  ['an owner who has no login', { field: 'ownerName', op: 'contains', value: '田中' }, ['黒田物流']],
  ['a tier', { field: 'tier', op: 'eq', value: 'lite' }, ['北斗電子']],
  ['not that industry', { not: { field: 'industry', op: 'eq', value: '機械' } }, ['青空商事']],
];
for (const [what, filter, expected] of filters)
  test(`the list narrowed to ${what}`, async () => assert.deepEqual(await narrowedTo({ and: [filter] }), expected));

test('every state keeps its count while the list is narrowed to one, and gives way to the other conditions', async () => {
  const { counts, total } = await list({ filter: JSON.stringify({ and: [{ quick: 'awaiting_marketing' }] }) });
  assert.deepEqual([counts, total], [{ awaiting_marketing: 1, candidate: 3 }, 1]);
  const mine = await list({ filter: JSON.stringify({ and: [{ quick: 'mine' }] }) });
  assert.deepEqual(mine.counts, { candidate: 1 });
  assert.deepEqual(
    (await list({ search: '北斗' })).rows.map(({ name }) => name),
    ['北斗電子'],
  );
});

test('Excel and CSV hold what the list shows', async () => {
  const filter = encodeURIComponent(JSON.stringify({ and: [{ quick: 'via_agency' }] }));
  const sheet = await app.inject({ url: `/api/sheets/targets.xlsx?filter=${filter}`, headers: admin.headers });
  const rows = (await readXlsx(sheet.rawPayload)).sheets[0]!.rows as string[][];
  assert.deepEqual([rows.length, rows[1]!.includes('北谷商社')], [2, true]);
  const text = await app.inject({ url: `/api/exports/targets.csv?filter=${filter}`, headers: admin.headers });
  assert.deepEqual([text.body.trim().split('\n').length, text.body.includes('北斗電子')], [2, true]);
  const refused = await call(app, admin, 'GET', `/api/targets?filter=${encodeURIComponent('{"quick":"x"}')}`);
  assert.equal(refused.status, 422);
});

test('several lines are changed at once and taken back at once, by whoever changed them', async () => {
  const lineIds = [await lineOf('青空商事'), await lineOf('白川工業')];
  const changes = { ownerId: colleagueId, tier: 'strategic', agencyId };
  const { body } = await call<{ edited: number; bulkEditId: number }>(app, sales, 'POST', '/api/targets/edit', {
    ...{ lineIds, changes },
  });
  const told = async () =>
    (await list()).rows
      .filter(({ targetLineId }) => lineIds.includes(targetLineId))
      .map((row) => [row.ownerName, row.tier]);
  assert.equal(body.edited, 2);
  assert.deepEqual(await told(), [
    ['高瀬 亮介', 'strategic'],
    ['高瀬 亮介', 'strategic'],
  ]);
  const undo = (member: TestMember) =>
    call(app, member, 'POST', '/api/sheets/targets/undo', { bulkEditId: body.bulkEditId });
  assert.equal((await undo(admin)).body.code, 'edit_of_another');
  assert.equal((await undo(sales)).status, 200);
  assert.deepEqual(await told(), [
    ['堂島 剛', null],
    [null, null],
  ]);
});
