import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { recordShippedModels } from '#flows/match-models.ts';
import { createApp } from './app.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let ops: TestMember;
let marketing: TestMember;
type Read = {
  version: { number: number; origin: string; unlikeShipped: number };
  keys: { ja: string }[];
  prior: { bits: number; entities: number };
  thresholds: { auto: { bits: number; probability: number; min: number; max: number } };
  comparisons: { name: string; words: { ja: string }; levels: { code: string; value: number; unit: string }[] }[];
  versions: { number: number; origin: string; reason: string | null; adoptedBy: string | null }[];
  proposal: {
    id: number;
    state: string;
    result: { pairs: number; counts: Record<string, Record<string, number>>; examples: { one: { name: string } }[] };
    difference: { thresholds: { name: string; before: number; after: number }[]; levels: { words: { ja: string } }[] };
  } | null;
};
const read = async () => (await call<Read>(app, ops, 'GET', '/api/match-models/account')).body;
const propose = (body: object, member = ops) =>
  call<{ id: number; code?: string; message?: string }>(
    app,
    member,
    'POST',
    '/api/match-models/account/proposals',
    body,
  );

before(async () => {
  opened = await openTestWorld('match_models_api');
  app = await createApp(opened.world);
  ops = await addMember(opened.world, 'ops', { name: '運用 太郎' });
  marketing = await addMember(opened.world, 'marketing_manager');
});
after(async () => {
  await app.close();
  await opened.close();
});

test('before anything was taken in: the model is told, and trying it says what is missing', async () => {
  const { version, keys, comparisons, thresholds, proposal } = await read();
  assert.deepEqual([version.number, version.origin, version.unlikeShipped], [0, 'shipped', 0]);
  assert.equal(keys[0]!.ja, '法人番号・企業コード');
  assert.equal(comparisons.find(({ name }) => name === 'phone')!.words.ja, '電話');
  assert.ok(Math.abs(thresholds.auto.probability - 0.99) < 1e-9);
  assert.equal(proposal, null);
  assert.equal((await propose({ origin: 'trained' })).status, 202);
  const failed = (await read()).proposal as unknown as { state: string; problem: string };
  assert.equal(failed.state, 'failed');
  assert.match(failed.problem, /先にファイルを取り込んで/);
});

test('only those who may have everything decided again see and change the model', async () => {
  assert.equal((await call(app, marketing, 'GET', '/api/match-models/account')).status, 403);
  assert.equal((await propose({ origin: 'trained' }, marketing)).status, 403);
});

test('tried, shown, adopted with a reason, and back again; each is in the audit', async () => {
  await recordShippedModels(opened.world.database, opened.world.now());
  const take = (source: string, row: string) =>
    takeIn(opened.world.database, { text: `会社名,URL,住所,電話\r\n${row}\r\n` }, 'companies', { source });
  await take('crm', '株式会社桐谷工業,https://kiritani.co.jp,,');
  await take('cards', '桐谷工業,https://kiritani.co.jp,,');
  const tooHigh = await propose({ origin: 'edited', change: { thresholds: { auto: 20 } } });
  assert.equal(tooHigh.status, 422);
  assert.equal(tooHigh.body.message, 'auto は 3.17 から 13.29 のあいだにしてください(入力: 20)。');
  const levels = [
    { comparison: 'name', level: 'core', value: 0.0001 },
    { comparison: 'domain', level: 'equal', value: 0 },
  ];
  const tried = await propose({ origin: 'edited', change: { thresholds: { auto: 13.2 }, levels } });
  assert.equal(tried.status, 202);
  const { proposal, version } = await read();
  assert.equal(version.number, 1);
  assert.equal(proposal!.state, 'ready');
  assert.deepEqual(
    proposal!.difference.thresholds.map(({ name, after }) => [name, after]),
    [['auto', 13.2]],
  );
  assert.deepEqual(
    proposal!.difference.levels.map(({ words }) => words.ja),
    ['名称: 法人格を除いて完全一致', 'ドメイン: 一致'],
  );
  assert.equal(proposal!.result.counts.same!.review, 1);
  assert.match(proposal!.result.examples[0]!.one.name, /桐谷工業/);
  const adopt = (body: object) =>
    call<{ number: number }>(app, ops, 'POST', `/api/match-models/proposals/${tried.body.id}/adopt`, body);
  assert.equal((await adopt({ reason: ' ' })).status, 422);
  assert.deepEqual((await adopt({ reason: '同名の会社が多いため' })).body, { number: 2 });
  assert.equal((await adopt({ reason: '同名の会社が多いため' })).status, 409);
  const now = await read();
  assert.deepEqual([now.version.number, now.version.unlikeShipped], [2, 3]);
  assert.deepEqual(
    now.versions.map(({ number, reason, adoptedBy }) => [number, reason, adoptedBy]),
    [
      [2, '同名の会社が多いため', '運用 太郎'],
      [1, 'account-1', null],
    ],
  );
  const back = await propose({ origin: 'returned', to: 1 });
  assert.equal((await call(app, ops, 'DELETE', `/api/match-models/proposals/${back.body.id}`)).status, 200);
  const { rows } = await opened.world.database.pool.query(
    "select action from audit_entry where subject_kind = 'match_model' order by audit_entry_id desc limit 4",
  );
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['match_model.drop', 'match_model.propose', 'match_model.adopt', 'match_model.propose'],
  );
});
