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
let agency: TestMember;

type Side = { picks: number; unknown: number; salRate: { numerator: number; denominator: number } };
type Replay = {
  rule: Side;
  newestFirst: Side;
  today: Side;
  againstToday: { sal: { sentence: { ja: string } } };
  caveat: { ja: string };
};
type Rows = { total: number; rows: { personName: string; chosenOn: string; accountName: string }[] };
const rule = { fit: {}, acts: { seminar: 50 }, windowDays: 90, threshold: 50, actNow: [], holds: [] };
const request = { rule, from: '2026-05', to: '2026-05', horizonDays: 90 };
const replay = (more = {}) => call<Replay>(app, marketing, 'POST', '/api/replay', { ...request, ...more });

/** A lead a day from 1 April; the even ones came to the seminar of 20 April and are taken, the odd ones are sent back. */
const leadDays = Array.from({ length: 24 }, (_, index) => ({
  index,
  createdOn: `2026/04/${String(index + 1).padStart(2, '0')}`,
  isHot: index % 2 === 0,
  handedOn: index < 16 ? `2026/05/${String(5 + index).padStart(2, '0')}` : '',
}));

before(async () => {
  opened = await openTestWorld('replay', '2026-11-20T01:00:00Z');
  app = await createApp(opened.world);
  marketing = await addMember(opened.world, 'marketing_manager');
  agency = await addMember(opened.world, 'agency', { agencyAccountId: 1 });
  const lines = leadDays.map(
    ({ index, createdOn, isHot, handedOn }) =>
      `L${index},第${index}製作所株式会社,佐藤,第${index}郎,s${index}@k${index}.co.jp,${handedOn ? (isHot ? 'SAL' : '差し戻し') : '新規'},${createdOn},${handedOn},${handedOn && isHot ? handedOn : ''},${handedOn && !isHot ? 'ニーズなし' : ''}`,
  );
  await takeIn(
    opened.world.database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,作成日,引き渡し日,受入日,差し戻し理由\n${lines.join('\n')}\n`,
    },
    'salesforce-leads',
  );
  const seen = leadDays
    .filter((lead) => lead.isHot)
    .map(
      ({ index }) =>
        `第${index}製作所株式会社,佐藤,第${index}郎,s${index}@k${index}.co.jp,来場,工場セミナー,2026/04/20`,
    );
  await takeIn(
    opened.world.database,
    { text: `会社名,姓,名,メール,参加状況,セミナー名,開催日\n${seen.join('\n')}\n` },
    'seminar',
  );
});
after(async () => {
  await app?.close();
  await opened?.close();
});

test('another rule is tried on own history against today’s and newest-first, with as many leads a week', async () => {
  const { body } = await replay();
  assert.equal(body.today.picks, 16);
  assert.deepEqual([body.today.salRate.numerator, body.today.salRate.denominator], [8, 16]);
  assert.equal(body.rule.picks, 12, 'only who came to the seminar');
  assert.deepEqual([body.rule.salRate.numerator, body.rule.salRate.denominator], [8, 8]);
  assert.equal(body.rule.unknown, 4, 'whom sales never saw');
  assert.match(body.againstToday.sal.sentence.ja, /^SAL率は 50\.0% から 100\.0% へ .*上がりました/);
  assert.ok(body.newestFirst.picks <= body.today.picks);
  assert.match(body.caveat.ja, /わからない/);
  const picked = await call<Rows>(app, marketing, 'POST', '/api/replay/rows', { ...request, policy: 'rule' });
  assert.deepEqual([picked.body.total, picked.body.rows.length], [12, 12]);
  assert.ok(picked.body.rows.every((row) => row.chosenOn.startsWith('2026-05') && row.accountName));
});

test('no look-ahead: a seminar after the choice changes nothing that was chosen', async () => {
  const before = (await call<Rows>(app, marketing, 'POST', '/api/replay/rows', { ...request, policy: 'rule' })).body;
  await takeIn(
    opened.world.database,
    {
      text: `会社名,姓,名,メール,参加状況,セミナー名,開催日\n${leadDays
        .filter((lead) => !lead.isHot)
        .map(
          ({ index }) =>
            `第${index}製作所株式会社,佐藤,第${index}郎,s${index}@k${index}.co.jp,来場,冬のセミナー,2026/07/01`,
        )
        .join('\n')}\n`,
    },
    'seminar',
  );
  const later = (await call<Rows>(app, marketing, 'POST', '/api/replay/rows', { ...request, policy: 'rule' })).body;
  assert.deepEqual(later, before);
});

test('traits count as they were known, and open to the leads of which they were known that far', async () => {
  const fit = { prefecture: { 愛知県: 5 } };
  const { inputs } = (await replay({ rule: { ...rule, fit } })).body as unknown as {
    inputs: { input: string; known: number; assumed: number; later: number; never: number }[];
  };
  assert.deepEqual(inputs, [{ input: 'prefecture', known: 0, assumed: 0, later: 0, never: 36 }]);
  const rows = await call<Rows>(app, marketing, 'POST', '/api/replay/inputs/rows', {
    from: request.from,
    to: request.to,
    input: 'prefecture',
    state: 'never',
  });
  assert.deepEqual([rows.body.total, rows.body.rows.length], [36, 36]);
});

test('what a rule keeps back is not chosen, a file holds the same leads, and an agency sees none of it', async () => {
  const holds = ['salesforce', '工場セミナー', '冬のセミナー'].map((value) => ({
    kind: 'stop_handing_over',
    trait: 'source',
    value,
  }));
  assert.equal((await replay({ rule: { ...rule, holds } })).body.rule.picks, 0);
  const file = await call(app, marketing, 'POST', '/api/replay/export', { ...request, policy: 'rule' });
  assert.equal(file.text.trim().split('\r\n').length, 13);
  assert.equal((await call(app, agency, 'POST', '/api/replay', request)).status, 403);
  assert.equal((await replay({ rule: { ...rule, threshold: 0 } })).status, 422);
  const fit = { source: { 工場セミナー: -100 } };
  assert.equal((await replay({ rule: { ...rule, fit } })).status, 200);
  const start = await call<{
    version: string | null;
    rule: { threshold: number };
    traits: { trait: string; values: string[] }[];
  }>(app, marketing, 'GET', '/api/replay/start');
  assert.deepEqual([start.body.version, start.body.rule.threshold], [null, 20]);
  const valuesOf = (trait: string) => start.body.traits.find((one) => one.trait === trait)!.values;
  assert.deepEqual(start.body.traits.map(({ trait }) => trait).slice(0, 3), ['source', 'industry', 'prefecture']);
  assert.ok(valuesOf('source').length > 0, 'what leads handed over had can be chosen');
  assert.deepEqual(valuesOf('industry'), []);
});
