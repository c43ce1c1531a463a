import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import type { Family } from '#flows/read-family.ts';
import { createApp } from './app.ts';
import type { World } from './world.ts';

let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let seller: TestMember;
let ids: Map<string, number>;
before(async () => {
  ({ world, close } = await openTestWorld('family'));
  app = await createApp(world);
  seller = await addMember(world, 'account_executive');
  await takeIn(world.database, {
    text: '会社コード,会社名,Webサイト,電話番号\r\nA1,株式会社青空商事,https://aozora.co.jp,03-1234-5679\r\nA2,青空商事ホールディングス株式会社,https://aozora.co.jp,06-1111-2222\r\nA3,海運輸株式会社,https://umi.jp,\r\n',
  });
  const { rows } = await call<{ rows: { accountId: number; name: string }[] }>(
    app,
    seller,
    'GET',
    '/api/accounts',
  ).then(({ body }) => body);
  ids = new Map(rows.map(({ name, accountId }) => [name, accountId]));
});
after(async () => {
  await app.close();
  await close();
});
const idOf = (name: string) => ids.get(name)!;
const family = async (name: string) =>
  (await call<Family>(app, seller, 'GET', `/api/accounts/${idOf(name)}/family`)).body;
const put = (name: string, body: object) =>
  call<{ code?: string }>(app, seller, 'PUT', `/api/accounts/${idOf(name)}/relations`, body);

test('a holding with the same domain is proposed as the parent, seen from both sides', async () => {
  assert.deepEqual(
    (await family('株式会社青空商事')).relations.map(({ kind, state, other }) => [
      kind,
      state,
      other.name,
      other.isAbove,
    ]),
    [['parent', 'proposed', '青空商事ホールディングス株式会社', true]],
  );
  const [below] = (await family('青空商事ホールディングス株式会社')).relations;
  assert.deepEqual([below!.other.name, below!.other.isAbove], ['株式会社青空商事', false]);
  assert.deepEqual(below!.evidence.map(({ code }) => code).sort(), ['domain', 'name']);
});

test('a denied relation stays denied, a confirmed one stays, and both can be taken back', async () => {
  const [{ fromId, toId, kind, evidence }] = (await family('株式会社青空商事')).relations as [
    Family['relations'][number],
  ];
  for (const state of ['denied', 'confirmed'] as const) {
    assert.equal((await put('株式会社青空商事', { fromId, toId, kind, evidence, state })).status, 200);
    assert.deepEqual(
      (await family('株式会社青空商事')).relations.map((line) => line.state),
      [state],
    );
  }
  await put('株式会社青空商事', { fromId, toId, kind, state: 'open' });
  assert.equal((await family('株式会社青空商事')).relations[0]?.state, 'proposed');
});

test('a relation that nobody proposed is set by hand; one between others is refused', async () => {
  const [sea, sky] = [idOf('海運輸株式会社'), idOf('株式会社青空商事')];
  await put('海運輸株式会社', { fromId: sea, toId: sky, kind: 'successor', state: 'confirmed' });
  const [line] = (await family('海運輸株式会社')).relations;
  assert.deepEqual([line!.kind, line!.state, line!.evidence[0]!.code], ['successor', 'confirmed', 'person']);
  const other = await put('青空商事ホールディングス株式会社', {
    fromId: sea,
    toId: sky,
    kind: 'group',
    state: 'confirmed',
  });
  assert.deepEqual([other.status, other.body.code], [400, 'relation_of_others']);
});

test('the whole family stands from the outermost company down, the same seen from each; denied and taken over companies are no part of it', async () => {
  await takeIn(world.database, {
    text: '会社コード,会社名,担当営業\r\nB1,白瀬グループ本社株式会社,\r\nB2,白瀬樹脂株式会社,堂島 剛\r\nB3,白瀬樹脂販売株式会社,\r\nB4,黒瀬運輸株式会社,\r\n',
  });
  const { rows } = (
    await call<{ rows: { accountId: number; name: string }[] }>(app, seller, 'GET', '/api/accounts?limit=200')
  ).body;
  for (const { name, accountId } of rows) ids.set(name, accountId);
  assert.equal((await family('白瀬樹脂販売株式会社')).tree, null);
  const belongs = (from: string, to: string, kind = 'parent', state = 'confirmed') =>
    put(from, { fromId: idOf(from), toId: idOf(to), kind, state });
  await belongs('白瀬樹脂株式会社', '白瀬グループ本社株式会社');
  await belongs('白瀬樹脂販売株式会社', '白瀬樹脂株式会社');
  await belongs('黒瀬運輸株式会社', '白瀬グループ本社株式会社', 'parent', 'denied');
  await belongs('海運輸株式会社', '白瀬樹脂株式会社', 'successor');
  type Tree = NonNullable<Family['tree']>;
  const drawn = ({ name, ownerName, children }: Tree): string =>
    `${name}${ownerName ? ` ${ownerName}` : ''}[${children.map(drawn).join(' ')}]`;
  for (const name of ['白瀬グループ本社株式会社', '白瀬樹脂株式会社', '白瀬樹脂販売株式会社'])
    assert.equal(
      drawn((await family(name)).tree!),
      '白瀬グループ本社株式会社[白瀬樹脂株式会社 堂島 剛[白瀬樹脂販売株式会社[]]]',
    );
  assert.equal((await family('黒瀬運輸株式会社')).tree, null);
});

test('a domain tells whose it is, and departments stand as a tree with a rename to confirm', async () => {
  // Somebody writes from a machine of the branch: the domain is the company's all the same.
  const address = (person: number) => `p${person}@${person === 3 ? 'tokyo.umi.jp' : 'umi.jp'}`;
  const rows = [1, 2, 3].flatMap((person) => [
    `海運輸株式会社,人${person} 一郎,${address(person)},営業部,2026-01-1${person}`,
    `海運輸株式会社,人${person} 一郎,${address(person)},法人営業部 第一課,2026-03-0${person}`,
  ]);
  await takeIn(world.database, { text: `会社名,氏名,メールアドレス,部署,名刺交換日\r\n${rows.join('\r\n')}\r\n` });
  const { domains, departments, moves } = await family('海運輸株式会社');
  assert.deepEqual(
    domains.map(({ domain, owner }) => [domain, owner.kind, owner.people]),
    [['umi.jp', 'account', 3]],
  );
  assert.ok(departments.some(({ name, children }) => name === '法人営業部' && children.length === 1));
  assert.deepEqual(
    moves.map(({ fromName, toName, people, state }) => [fromName, toName, people, state]),
    [['営業部', '法人営業部 第一課', 3, 'proposed']],
  );
  const [{ fromKey, toKey }] = moves as [Family['moves'][number]];
  const url = `/api/accounts/${idOf('海運輸株式会社')}/department-successions`;
  await call(app, seller, 'PUT', url, { fromKey, toKey, state: 'confirmed' });
  const { changes, ...after } = await family('海運輸株式会社');
  assert.equal(after.moves[0]?.state, 'confirmed');
  assert.deepEqual(
    changes.map(({ kind, from, into, on }) => [kind, from, into, on]),
    [['rename', ['営業部'], ['法人営業部 第一課'], '2026-03-01']],
  );
  await call(app, seller, 'PUT', url, { fromKey, toKey, state: 'open' });
  assert.equal((await family('海運輸株式会社')).moves[0]?.state, 'proposed');
});

test('departments are changed by whoever may decide, looked at before, taken back after; an executive only reads', async () => {
  const url = `/api/accounts/${idOf('海運輸株式会社')}/department-changes`;
  const { standing } = await family('海運輸株式会社');
  const fromKeys = [standing.find(({ name }) => name === '営業部')!.key];
  const body = { kind: 'rename', fromKeys, into: [{ name: '国内営業部' }], on: '2026-02-01' };
  const preview = await call<{ people: { to: string }[] }>(app, seller, 'POST', `${url}/preview`, body);
  assert.deepEqual(
    preview.body.people.map(({ to }) => to),
    ['国内営業部', '国内営業部', '国内営業部'],
  );
  const executive = await addMember(world, 'executive');
  assert.equal((await call(app, executive, 'POST', url, body)).status, 403);
  const ahead = await call<{ code: string }>(app, seller, 'POST', url, { ...body, on: '2999-01-01' });
  assert.deepEqual([ahead.status, ahead.body.code], [422, 'department_change_ahead']);
  const { body: recorded } = await call<{ changeId: number }>(app, seller, 'POST', url, body);
  const page = await call<{ departments: { name: string; formers: string[] }[] }>(
    app,
    executive,
    'GET',
    `/api/accounts/${idOf('海運輸株式会社')}`,
  );
  assert.deepEqual(page.body.departments.find(({ name }) => name === '国内営業部')?.formers, ['営業部']);
  const undo = `/api/department-changes/${recorded.changeId}/undo`;
  assert.equal((await call(app, executive, 'POST', undo)).status, 403);
  assert.equal((await call(app, seller, 'POST', undo)).status, 200);
  assert.equal((await call(app, seller, 'POST', undo)).status, 409);
});
