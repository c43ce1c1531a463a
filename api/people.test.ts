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
let seller: TestMember;

before(async () => {
  ({ world, close } = await openTestWorld('people'));
  app = await createApp(world);
  seller = await addMember(world, 'account_executive', { name: '堂島 剛' });
  await takeIn(
    world.database,
    {
      text: '会社名,姓,名,部署名,役職,e-mail,名刺所有者\r\n株式会社青空商事,高瀬,亮介,製造部,部長,takase@aozora-shoji.co.jp,堂島 剛\r\n株式会社青空商事,三田村,香織,品質保証部,主任,,堂島 剛\r\n北斗電子株式会社,岸本,健太,情報システム部,課長,kishimoto@hokuto-denshi.co.jp,\r\n',
    },
    'sansan-cards',
  );
  await world.database.pool.query("update person set may_mail = false where family = '岸本'");
});
after(async () => {
  await app.close();
  await close();
});

const namesOf = async (query: string, member = seller) =>
  (await call<{ rows: { name: string }[] }>(app, member, 'GET', `/api/people?${query}`)).body.rows.map(
    (row) => row.name,
  );
test('people stand in the order of their readings; who has none follows', async () => {
  await takeIn(world.database, {
    text: '会社名,氏名,フリガナ,メールアドレス\r\n五十音商事,三田 修,ミタ オサム,mita@gojuon.co.jp\r\n五十音商事,渡辺 愛,ワタナベ アイ,watanabe@gojuon.co.jp\r\n五十音商事,青木 彩,アオキ アヤ,aoki@gojuon.co.jp\r\n五十音商事,上田 恵,,ueda@gojuon.co.jp\r\n',
  });
  const names = ['青木 彩', '三田 修', '渡辺 愛', '上田 恵'];
  const query = `filter=${encodeURIComponent(JSON.stringify({ field: 'company', op: 'eq', value: '五十音商事' }))}`;
  assert.deepEqual(await namesOf(query), names);
  assert.deepEqual(await namesOf(`${query}&direction=desc`), names.toReversed());
  await world.database.pool.query("delete from person where email like '%@gojuon.co.jp'");
});

const filtered = (filter: object) => namesOf(`filter=${encodeURIComponent(JSON.stringify(filter))}`);

for (const [claim, filter, names] of [
  ['company', { field: 'company', op: 'contains', value: '青空' }, ['三田村 香織', '高瀬 亮介']],
  ['kind of department', { field: 'function', op: 'eq', value: 'it' }, ['岸本 健太']],
  ['rank band', { field: 'band', op: 'eq', value: 'director' }, ['高瀬 亮介']],
  ['an e-mail address', { quick: 'has_email' }, ['岸本 健太', '高瀬 亮介']],
  ['who may be mailed', { quick: 'may_mail' }, ['高瀬 亮介']],
  ['who opted out', { quick: 'opted_out' }, ['岸本 健太']],
  ['deciders', { quick: 'decider' }, ['高瀬 亮介']],
  [
    'either of two, and not a third',
    {
      and: [
        { or: [{ quick: 'decider' }, { field: 'function', op: 'eq', value: 'it' }] },
        { not: { quick: 'opted_out' } },
      ],
    },
    ['高瀬 亮介'],
  ],
] as const)
  test(`people are narrowed by ${claim}`, async () =>
    assert.deepEqual((await filtered(filter)).sort(), [...names].sort()));

test('people are sorted by rank of their title, and searched by part of a name', async () => {
  assert.deepEqual(await namesOf('sort=rank&direction=desc'), ['高瀬 亮介', '岸本 健太', '三田村 香織']);
  assert.deepEqual(await namesOf(`search=${encodeURIComponent('三田')}`), ['三田村 香織']);
});

test('an unknown field is refused, and an agency sees nobody of other companies', async () => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'password', op: 'eq', value: 'x' }));
  assert.equal((await call(app, seller, 'GET', `/api/people?filter=${filter}`)).status, 422);
  const agency = await addMember(world, 'agency', { agencyAccountId: 999_999 });
  assert.deepEqual(await namesOf('', agency), []);
});
