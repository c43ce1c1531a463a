import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import type { World } from './world.ts';

let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let marketing: TestMember;
let sales: TestMember;
let admin: TestMember;

before(async () => {
  ({ world, close } = await openTestWorld('journeys'));
  app = await createApp(world);
  admin = await addMember(world, 'admin');
  marketing = await addMember(world, 'marketing_manager');
  sales = await addMember(world, 'sales_manager', { name: '堂島 剛' });
  await takeIn(world.database, {
    text: '会社コード,会社名,業種,担当営業,電話番号\r\nA1,株式会社青空商事,卸売業,堂島 剛,03-1234-5679\r\nA2,北斗電子株式会社,電気機器,,06-1111-2222\r\nA3,公益財団法人青葉会,その他,,\r\n',
  });
});
after(async () => {
  await app.close();
  await close();
});

const accountId = async (name: string) =>
  (await world.database.pool.query('select account_id from account where name like $1', [`%${name}%`])).rows[0]
    .account_id as number;
type Targets = {
  rows: {
    targetLineId: number;
    accountId: number;
    status: string;
    class: string | null;
    ownerName: string | null;
    salesApproved: boolean;
    hasProxy: boolean;
    origin: string;
  }[];
};
const line = async (id: number) =>
  (await call<Targets>(app, admin, 'GET', '/api/targets')).body.rows.find((row) => row.accountId === id)!;

test('S2-36 S1-31 sales nominates from its wish list: match, candidates, not found; the owner is who nominated', async () => {
  const { body } = await call<{ wishListId: number }>(app, sales, 'POST', '/api/wish-lists', {
    name: '希望',
    lines: [{ text: '㈱青空商事', nominatedBy: '堂島 剛' }, { text: '北斗電機' }, { text: '架空重機ホールディングス' }],
  });
  const list = await call<{ items: { outcome: string }[] }>(app, sales, 'GET', `/api/wish-lists/${body.wishListId}`);
  assert.deepEqual(
    list.body.items.map((item) => item.outcome),
    ['match', 'candidates', 'none'],
  );
  const added = await call<{ added: number }>(app, sales, 'POST', `/api/wish-lists/${body.wishListId}/nominate`);
  assert.equal(added.body.added, 1);
  const target = await line(await accountId('青空商事'));
  assert.deepEqual([target.status, target.ownerName, target.origin], ['candidate', '堂島 剛', 'sales_nominated']);
});

test('S0-08 a target line is not active with one approval', async () => {
  const target = await line(await accountId('青空商事'));
  const decide = (member: TestMember, body: object) =>
    call<{ changed: { status: string }[] }>(app, member, 'POST', '/api/targets/decide', {
      lineIds: [target.targetLineId],
      verdict: 'approve',
      ...body,
    });
  assert.equal((await decide(sales, {})).body.changed[0]?.status, 'awaiting_marketing');
  assert.equal((await decide(sales, { side: 'marketing' })).status, 403);
  assert.equal((await decide(sales, { side: 'marketing', isProxy: true })).status, 422);
  assert.equal((await line(target.accountId)).status, 'awaiting_marketing');
  assert.equal((await decide(marketing, {})).body.changed[0]?.status, 'active');
});

test('approval on behalf needs the meeting and is marked', async () => {
  const id = await accountId('北斗電子');
  await call(app, admin, 'POST', '/api/targets', {
    targets: [{ accountId: id, ownerName: '岸本 健太', origin: 'marketing' }],
  });
  const { targetLineId } = await line(id);
  for (const side of ['sales', 'marketing'])
    await call(app, admin, 'POST', '/api/targets/decide', {
      lineIds: [targetLineId],
      verdict: 'approve',
      side,
      isProxy: true,
      proxyNote: '2026年4月3日 営業会議(堂島・藤代)',
    });
  const target = await line(id);
  assert.deepEqual([target.status, target.hasProxy], ['active', true]);
});

test('S1-01 an organisation (団体) can be a target as well', async () => {
  const id = await accountId('青葉会');
  assert.equal((await call(app, admin, 'PATCH', `/api/accounts/${id}`, { kind: 'organisation' })).status, 200);
  const { body } = await call<{ added: number }>(app, sales, 'POST', '/api/targets', {
    targets: [{ accountId: id, ownerName: '堂島 剛', origin: 'sales_nominated' }],
  });
  assert.equal(body.added, 1);
});

test('S2-26 existing customers and prospects are told apart and filtered', async () => {
  const id = await accountId('青空商事');
  await call(app, admin, 'PATCH', `/api/accounts/${id}`, { class: 'existing', trade_account_opened_on: '2020-04-01' });
  const filter = encodeURIComponent(
    JSON.stringify({
      and: [{ field: 'class', op: 'eq', value: 'existing' }, { not: { field: 'tradeAccountOpenedOn', op: 'empty' } }],
    }),
  );
  const { body } = await call<{ rows: { accountId: number }[] }>(app, admin, 'GET', `/api/accounts?filter=${filter}`);
  assert.deepEqual(
    body.rows.map((row) => row.accountId),
    [id],
  );
});

test('S2-26 whoever ordered is an existing customer, whoever did not is none, until somebody decides otherwise', async () => {
  await takeIn(world.database, {
    text: '受注番号,明細番号,受注日,請求先,売上金額\r\nJ1,1,2026/04/01,北斗電子株式会社,100000\r\n',
  });
  const classOf = async (name: string) => {
    const { body } = await call<{ rows: { class: string }[] }>(
      app,
      admin,
      'GET',
      `/api/accounts?search=${encodeURIComponent(name)}`,
    );
    return body.rows.map((row) => row.class);
  };
  assert.deepEqual([await classOf('北斗電子'), await classOf('青葉会')], [['existing'], ['prospect']]);
  const filter = encodeURIComponent(JSON.stringify({ field: 'class', op: 'eq', value: 'existing' }));
  const { body } = await call<{ rows: { name: string }[] }>(app, admin, 'GET', `/api/accounts?filter=${filter}`);
  assert.ok(body.rows.some((row) => row.name === '北斗電子株式会社'));
  const id = await accountId('北斗電子');
  const page = async () =>
    (await call<{ account: { class: string } }>(app, admin, 'GET', `/api/accounts/${id}`)).body.account.class;
  assert.equal(await page(), 'existing');
  await call(app, admin, 'PATCH', `/api/accounts/${id}`, { class: 'prospect' });
  assert.deepEqual([await page(), await classOf('北斗電子')], ['prospect', ['prospect']]);
  await call(app, admin, 'PATCH', `/api/accounts/${id}`, { unpin: ['class'] });
});

test('S2-27 a target names its company; a list by rule alone cannot be made active', async () => {
  assert.equal((await call(app, admin, 'POST', '/api/targets', { targets: [{ origin: 'rule' }] })).status, 422);
  const { text } = await call(app, admin, 'GET', '/api/exports/targets.csv');
  assert.ok(text.includes('株式会社青空商事'));
});

test('a target may name a department without a person only with a day to find one', async () => {
  const { targetLineId } = await line(await accountId('青空商事'));
  assert.equal(
    (await call(app, sales, 'POST', `/api/targets/${targetLineId}/aims`, { department: '生産技術部' })).status,
    422,
  );
  assert.equal(
    (
      await call(app, sales, 'POST', `/api/targets/${targetLineId}/aims`, {
        department: '生産技術部',
        searchDueOn: '2026-05-31',
      })
    ).status,
    200,
  );
});

test('S2-40 a hundred cards at 40 yen: linked to companies, with a cost report', async () => {
  const rows = Array.from(
    { length: 100 },
    (_, index) =>
      `C${index},${index % 2 === 0 ? '株式会社青空商事' : `無名${index}株式会社`},${['青木', '井上', '上田', '江川', '岡田'][index % 5]} ${['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'][Math.floor(index / 10)]}郎,03-1234-5679,2026/04/01,堂島 剛`,
  );
  const { batch } = await takeIn(world.database, {
    text: `名刺ID,会社名,氏名,TEL,名刺交換日,名刺所有者\r\n${rows.join('\r\n')}\r\n`,
  });
  await world.database.db
    .updateTable('import_batch')
    .set({ unit_cost_yen: 40 })
    .where('import_batch_id', '=', batch)
    .execute();
  const { body } = await call<{
    rows: { batchId: number; rows: number; costYen: number; linked: number; onTargetList: number }[];
  }>(app, admin, 'GET', '/api/costs');
  const cost = body.rows.find((row) => row.batchId === batch)!;
  assert.deepEqual([cost.rows, cost.costYen, cost.linked, cost.onTargetList], [100, 4000, 100, 50]);
});

test('bulk edit of everything a filter selects, and one undo', async () => {
  const count = async () =>
    (await world.database.pool.query("select count(*)::int as n from account where tier = 'lite'")).rows[0].n as number;
  const { body } = await call<{ edited: number; bulkEditId: number }>(app, admin, 'POST', '/api/accounts/bulk-edit', {
    all: { filter: { field: 'name', op: 'contains', value: '無名' } },
    changes: { tier: 'lite' },
  });
  assert.equal(body.edited, 50);
  assert.equal(await count(), 50);
  await call(app, admin, 'POST', `/api/accounts/bulk-edit/${body.bulkEditId}/undo`);
  assert.equal(await count(), 0);
});

test('two kanji are found, and so are kana width, domain and number, and a name with its legal form', async () => {
  const found = async (search: string) =>
    (
      await call<{ rows: { name: string }[] }>(app, admin, 'GET', `/api/accounts?search=${encodeURIComponent(search)}`)
    ).body.rows.map((row) => row.name);
  assert.deepEqual(await found('北斗'), ['北斗電子株式会社']);
  assert.deepEqual(await found('青空商事'), ['株式会社青空商事']);
  assert.deepEqual(await found('存在しない社名'), []);
  assert.ok((await found('株式会社')).length > 1, 'nothing is narrowed while the name is still to come');
  for (const pasted of ['北斗電子株式会社', '㈱北斗電子', '株式会社北斗'])
    assert.deepEqual(await found(pasted), ['北斗電子株式会社'], `${pasted}: with a legal form`);
});

test('exported cells never run as formulas, and come back as they were', async () => {
  await takeIn(world.database, { text: '会社名,業種,住所\r\n"=cmd|\'/c calc\'!A1商会",機械,\r\n' });
  const { text } = await call(app, admin, 'GET', '/api/exports/accounts.csv');
  assert.ok(!/(^|,)"[=+\-@]/m.test(text), 'a cell begins with a formula sign');
  assert.match(text, /"株式会社青空商事".*"既存".*"(?:候補|ターゲット確定|営業承認待ち|マーケ承認待ち)"\r\n/);
});

test('the waterfall: every number opens to its rows, inside and outside add up', async () => {
  await takeIn(world.database, {
    text: 'リード ID,会社名,姓,名,メール,リード状況,リード 所有者,作成日,MQL日,引き渡し日,SAL日,取引の開始後の商談 ID\r\nL1,青空商事,山田,太郎,y@aozora-x.co.jp,営業受入,堂島 剛,2026/04/01,2026/04/02,2026/04/03,2026/04/05,\r\nL2,北斗電子,佐藤,花子,s@hokuto-x.co.jp,差し戻し,堂島 剛,2026/04/01,2026/04/02,,,\r\nL3,別の会社,鈴木,次郎,z@betsu-x.co.jp,未対応,堂島 剛,2026/04/01,,,,\r\n',
  });
  type Total = {
    total: {
      mql: number;
      sal: number;
      rejected: number;
      salRate: { numerator: number; denominator: number; value: number };
    };
  };
  const read = async (scope: string) =>
    (await call<Total>(app, admin, 'GET', `/api/waterfall?from=2026-04&to=2026-04&scope=${scope}`)).body.total;
  const [all, inside, outside] = await Promise.all(['all', 'inside', 'outside'].map(read));
  assert.deepEqual([all!.mql, all!.sal, all!.rejected], [2, 1, 1]);
  assert.equal(inside!.mql + outside!.mql, all!.mql);
  assert.deepEqual([all!.salRate.numerator, all!.salRate.denominator, all!.salRate.value], [1, 2, 0.5]);
  for (const stage of ['mql', 'sal', 'rejected'] as const) {
    const rows = await call<{ total: number; rows: unknown[] }>(
      app,
      admin,
      'GET',
      `/api/waterfall/rows?from=2026-04&to=2026-04&stage=${stage}`,
    );
    assert.equal(rows.body.total, all![stage]);
  }
});

test('changing what a status means derives the stages anew', async () => {
  const { body } = await call<{
    tables: {
      source: string;
      table: { statuses: Record<string, string>; activityMeansSal: boolean; dealWithinDays: number };
    }[];
  }>(app, admin, 'GET', '/api/stage-tables');
  const { source, table } = body.tables[0]!;
  await call(app, admin, 'PUT', `/api/stage-tables/${source}`, {
    ...table,
    statuses: { ...table.statuses, 未対応: 'mql' },
  });
  const { rows } = await world.database.pool.query(
    "select is_inferred from lead_event e join lead l on l.lead_id = e.cycle_id where l.external_key = 'L3' and e.stage = 'mql'",
  );
  assert.deepEqual(rows, [{ is_inferred: true }]);
});

test('each change left an audit entry', async () => {
  const { body } = await call<{ rows: { action: string }[] }>(app, admin, 'GET', '/api/audit?limit=500');
  const actions = new Set(body.rows.map((row) => row.action));
  for (const action of [
    'target.add',
    'target.approve',
    'account.edit',
    'wish_list.match',
    'stage_table.change',
    'account.undo_edit',
  ])
    assert.ok(actions.has(action), action);
});
