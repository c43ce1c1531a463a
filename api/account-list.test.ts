import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import type { World } from './world.ts';

/** What the list of companies is narrowed to by values that stand in other rows. */
let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let admin: TestMember;

before(async () => {
  ({ world, close } = await openTestWorld('account_list'));
  app = await createApp(world);
  admin = await addMember(world, 'admin');
  await takeIn(world.database, {
    text: '会社名,代理店区分\r\n青空商事,\r\n北斗電子,\r\n黒田物流,\r\n北谷商社,一次店\r\n',
  });
  await takeIn(
    world.database,
    {
      text: '注文番号,注文日,会社名,製品,金額\r\n1,2026/04/01,青空商事,検査装置,100000\r\n2,2026/05/01,青空商事,保守,20000\r\n3,2026/05/01,北斗電子,検査装置 EX,300000\r\n',
    },
    'orders',
  );
  const { rows } = await world.database.pool.query('select account_id, name from account');
  const idOf = (name: string) => Number(rows.find((row) => row.name === name).account_id);
  await call(app, admin, 'PATCH', `/api/accounts/${idOf('青空商事')}`, { agency_id: idOf('北谷商社') });
  await call(app, admin, 'PATCH', `/api/accounts/${idOf('黒田物流')}`, { is_on_hold: true });
});
after(async () => {
  await app.close();
  await close();
});

type Row = { name: string; products: string[] };
const rowsOf = async (filter: object) =>
  (await call<{ rows: Row[] }>(app, admin, 'GET', `/api/accounts?filter=${encodeURIComponent(JSON.stringify(filter))}`))
    .body.rows;

const filters: [string, object, string[]][] = [
  ['who bought a product', { field: 'product', op: 'eq', value: '検査装置' }, ['青空商事']],
  ['who bought any of its kind', { field: 'product', op: 'contains', value: '検査' }, ['北斗電子', '青空商事']],
  [
    'who bought one and not another',
    {
      and: [
        { field: 'product', op: 'contains', value: '検査' },
        { field: 'product', op: 'ne', value: '保守' },
      ],
    },
    ['北斗電子'],
  ],
  ['who bought nothing', { field: 'product', op: 'empty' }, ['北谷商社', '黒田物流']],
  ['who bought something', { not: { field: 'product', op: 'empty' } }, ['北斗電子', '青空商事']],
  ['an agency by its name', { field: 'agencyName', op: 'contains', value: '北谷' }, ['青空商事']],
  ['every other way', { field: 'agencyName', op: 'ne', value: '北谷商社' }, ['北斗電子', '北谷商社', '黒田物流']],
  ['no agency', { field: 'agencyName', op: 'empty' }, ['北斗電子', '北谷商社', '黒田物流']],
  ['what is on hold', { field: 'isOnHold', op: 'eq', value: 'true' }, ['黒田物流']],
];
for (const [what, filter, expected] of filters)
  test(`companies by ${what}`, async () =>
    assert.deepEqual((await rowsOf({ and: [filter] })).map(({ name }) => name).sort(), expected.sort()));

test('a line of the list tells what the company bought', async () => {
  const [row] = await rowsOf({ field: 'name', op: 'contains', value: '青空' });
  assert.deepEqual([...row!.products].sort(), ['保守', '検査装置']);
});
