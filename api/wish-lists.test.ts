import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, upload, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import type { World } from './world.ts';

let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let sales: TestMember;

before(async () => {
  ({ world, close } = await openTestWorld('wish_lists'));
  app = await createApp(world);
  sales = await addMember(world, 'sales_manager', { name: '堂島 剛' });
  await takeIn(world.database, {
    text: '会社名,代理店区分\r\n株式会社青空商事,\r\n北斗電子株式会社,\r\n北谷商社,一次店\r\n',
  });
});
after(async () => {
  await app.close();
  await close();
});

type Item = { position: number; outcome: string; accountId: number | null; agencyName: string | null };
const idOf = async (name: string) =>
  Number(
    (await world.database.pool.query('select account_id from account where name_safe = $1', [name])).rows[0].account_id,
  );
const itemsOf = async (id: number) =>
  (await call<{ items: Item[] }>(app, sales, 'GET', `/api/wish-lists/${id}`)).body.items;
const choose = (id: number, position: number, body: object) =>
  call<{ code?: string }>(app, sales, 'PATCH', `/api/wish-lists/${id}/items/${position}`, body);

test('the agency and the reason that stand in the file come onto the list with the company', async () => {
  const file = Buffer.from(
    '会社名,担当,代理店,推薦理由\n青空商事,堂島,北谷商社,新工場の立ち上げ\n北斗電子,堂島,知らない商店,\n',
  );
  const { body: read } = await upload<{ lines: object[]; unread: boolean }>(app, sales, '/api/wish-lists/read', file, {
    name: 'wishes.csv',
  });
  assert.equal(read.unread, false);
  const { body } = await call<{ wishListId: number }>(app, sales, 'POST', '/api/wish-lists', {
    name: '希望',
    lines: read.lines,
  });
  assert.deepEqual(
    (await itemsOf(body.wishListId)).map(({ outcome, agencyName }) => [outcome, agencyName]),
    [
      ['match', '北谷商社'],
      ['match', null],
    ],
  );
  await call(app, sales, 'POST', `/api/wish-lists/${body.wishListId}/nominate`);
  const { body: targets } = await call<{
    rows: { name: string; agencyName: string | null; ownerName: string | null; reason: string | null }[];
  }>(app, sales, 'GET', '/api/targets');
  assert.deepEqual(
    targets.rows.map(({ name, agencyName, ownerName, reason }) => [name, agencyName, ownerName, reason]),
    [
      ['北斗電子株式会社', null, '堂島 剛', '営業の希望リスト'],
      ['株式会社青空商事', '北谷商社', '堂島 剛', '新工場の立ち上げ'],
    ],
  );
});

test('a line that found nothing is given any company that is held, and one that found the wrong one is asked again', async () => {
  const { body } = await call<{ wishListId: number }>(app, sales, 'POST', '/api/wish-lists', {
    name: '通称',
    lines: [{ text: 'あおぞらさん' }, { text: '北斗電子' }],
  });
  const id = body.wishListId;
  const wanted = await idOf('青空商事');
  assert.deepEqual(
    (await itemsOf(id)).map(({ outcome }) => outcome),
    ['none', 'match'],
  );
  assert.equal((await choose(id, 1, { accountId: 999_999 })).body.code, 'account_not_found');
  await choose(id, 1, { accountId: wanted });
  await choose(id, 2, { accountId: null, isOpenAgain: true });
  assert.deepEqual(
    (await itemsOf(id)).map(({ outcome, accountId }) => [outcome, accountId]),
    [
      ['match', wanted],
      ['none', null],
    ],
  );
});
