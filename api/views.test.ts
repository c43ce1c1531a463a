import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

let app: FastifyInstance;
let close: () => Promise<void>;
let [owner, colleague]: TestMember[] = [];

before(async () => {
  const opened = await openTestWorld('views');
  close = opened.close;
  app = await createApp(opened.world);
  owner = await addMember(opened.world, 'inside_sales', { name: '上田 遥', department: '営業推進部' });
  colleague = await addMember(opened.world, 'sales_manager', { department: '営業推進部' });
});
after(async () => {
  await app.close();
  await close();
});

type Views = { rows: { viewId: number; name: string }[] };
const namesOf = async (member: TestMember) =>
  (await call<Views>(app, member, 'GET', '/api/views?noun=people')).body.rows.map((view) => view.name);

test('a saved view is renamed and shared by who saved it, and deleted', async () => {
  const save = (name: string) =>
    call<{ viewId: number }>(app, owner, 'POST', '/api/views', { noun: 'people', name, definition: { search: '山' } });
  const { viewId } = (await save('決裁者')).body;
  await save('展示会の来場者');
  const change = (member: TestMember, body: object) =>
    call<{ code?: string }>(app, member, 'PATCH', `/api/views/${viewId}`, body);
  assert.equal((await change(owner!, { name: '部長以上', sharedWith: 'department' })).status, 200);
  assert.deepEqual(await namesOf(colleague!), ['部長以上']);
  assert.equal((await change(owner!, { name: '展示会の来場者' })).body.code, 'view_exists');
  assert.equal((await change(colleague!, { name: '私の表示' })).body.code, 'view_not_found');
  assert.equal((await call(app, colleague!, 'DELETE', `/api/views/${viewId}`)).status, 404);
  assert.equal((await call(app, owner!, 'DELETE', `/api/views/${viewId}`)).status, 200);
  assert.deepEqual(await namesOf(owner!), ['展示会の来場者']);
});
