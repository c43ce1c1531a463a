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
let seller: TestMember;

before(async () => {
  ({ world, close } = await openTestWorld('record_page'));
  app = await createApp(world);
  marketing = await addMember(world, 'marketing_manager');
  seller = await addMember(world, 'account_executive');
  await takeIn(world.database, {
    text: '会社コード,会社名,電話番号\r\nA1,株式会社青空商事,03-1234-5679\r\nA2,青空ホールディングス株式会社,06-1111-2222\r\n',
  });
});
after(async () => {
  await app.close();
  await close();
});

const accounts = async () =>
  (await call<{ rows: { accountId: number; name: string }[] }>(app, marketing, 'GET', '/api/accounts')).body.rows;
type Page = {
  account: { name: string };
  redirectedFrom: number | null;
  notes: { noteId: number; text: string }[];
  rows: { total: number };
};
const pageOf = async (id: number) => (await call<Page>(app, marketing, 'GET', `/api/accounts/${id}`)).body;
const actionsOn = async (id: number) =>
  (
    await call<{ entries: { action: string }[] }>(app, marketing, 'GET', `/api/accounts/${id}/history`)
  ).body.entries.map((entry) => entry.action);

test('two companies that nobody proposed are compared, merged from the page, and taken apart again', async () => {
  const [one, other] = await accounts();
  const [kept, gone] = [one!.accountId, other!.accountId].sort((a, b) => a - b) as [number, number];
  const { body: sides } = await call<{ left: { id: number }; right: { id: number } }>(
    app,
    seller,
    'GET',
    `/api/reviews/compare?kind=account&leftId=${gone}&rightId=${kept}`,
  );
  assert.deepEqual([sides.left.id, sides.right.id], [gone, kept]);
  const merged = await call<{ decisionId: number; keptId: number }>(app, seller, 'POST', '/api/reviews/decide', {
    kind: 'account',
    leftId: gone,
    rightId: kept,
    verdict: 'same',
  });
  assert.equal(merged.body.keptId, kept);
  assert.equal((await accounts()).length, 1);
  const page = await pageOf(gone);
  assert.deepEqual([page.redirectedFrom, page.rows.total], [gone, 2]);
  assert.ok((await actionsOn(kept)).includes('match.same'));
  assert.equal((await call(app, seller, 'POST', `/api/decisions/${merged.body.decisionId}/undo`)).status, 200);
  assert.equal((await accounts()).length, 2);
  assert.equal((await pageOf(gone)).redirectedFrom, null);
  const reviews = await call<{ rows: { pairs: { reason: string }[] }[] }>(
    app,
    seller,
    'GET',
    '/api/reviews?kind=account',
  );
  assert.deepEqual(
    reviews.body.rows.flatMap(({ pairs }) => pairs.map(({ reason }) => reason)),
    ['taken_back'],
    'somebody once thought they were one: it is asked until somebody says that they are two',
  );
});

test('verdicts of a whole list, and what is taken back, stand in the history of each company', async () => {
  const [one, other] = await accounts();
  const pair = { leftId: one!.accountId, rightId: other!.accountId };
  const verdicts = [{ ...pair, verdict: 'group', note: '' }];
  const { body } = await call<{ decisionIds: number[] }>(app, seller, 'POST', '/api/reviews/account/decide-many', {
    verdicts,
  });
  const kept = Math.min(pair.leftId, pair.rightId);
  assert.equal((await actionsOn(kept))[0], 'match.group');
  const takeBack = () =>
    call<{ undone: number[] }>(app, seller, 'POST', '/api/decisions/undo-many', { decisionIds: body.decisionIds });
  assert.deepEqual((await takeBack()).body, { undone: body.decisionIds });
  for (const id of [pair.leftId, pair.rightId]) assert.equal((await actionsOn(id))[0], 'match.undo');
  assert.equal((await takeBack()).status, 409, 'alone it was taken back already');
});

test('a note is changed and deleted by who wrote it, and comes back', async () => {
  const id = (await accounts())[0]!.accountId;
  const texts = async () => (await pageOf(id)).notes.map((note) => note.text);
  const { body } = await call<{ noteId: number }>(app, seller, 'POST', `/api/accounts/${id}/notes`, {
    text: '来期予算に計上',
  });
  const change = (member: TestMember, changes: object) =>
    call(app, member, 'PATCH', `/api/notes/${body.noteId}`, changes);
  assert.equal((await change(marketing, { text: '別人の編集' })).status, 403);
  assert.equal((await change(seller, { text: '来期予算に計上済み' })).status, 200);
  assert.deepEqual(await texts(), ['来期予算に計上済み']);
  await change(seller, { isDeleted: true });
  assert.deepEqual(await texts(), []);
  await change(seller, { isDeleted: false });
  assert.deepEqual(await texts(), ['来期予算に計上済み']);
  assert.deepEqual((await actionsOn(id)).slice(0, 4), ['note.restore', 'note.delete', 'note.change', 'note.add']);
});
