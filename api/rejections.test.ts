import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { feedbackLink } from '#flows/give-feedback.ts';
import { createApp } from './app.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let marketing: TestMember;
let sales: TestMember;
let manager: TestMember;
let agency: TestMember;
let time = '2026-10-20T01:00:00Z';
let given: { cycleId: string; isFair: boolean }[] = [];

type Proposals = {
  proposals: {
    id: number;
    state: string;
    month: string;
    proposal: { value: string; kind: string; effect: Record<string, unknown>; sentence: { ja: string } };
  }[];
  versions: { version: string; holds: { value: string }[] }[];
};
const proposals = async () => (await call<Proposals>(app, marketing, 'GET', '/api/rule-proposals')).body;
const handOver = (cycleIds: string[], more = {}) =>
  call(app, marketing, 'POST', '/api/handovers/hand-over', { cycleIds, ...more });
const post = (member: TestMember | undefined, url: string, body: object) => call(app, member, 'POST', url, body);

before(async () => {
  opened = await openTestWorld('rejections');
  const world = { ...opened.world, now: () => new Date(time) };
  app = await createApp(world);
  marketing = await addMember(world, 'marketing_manager');
  sales = await addMember(world, 'inside_sales', { name: '三田村 香織' });
  manager = await addMember(world, 'sales_manager');
  await takeIn(world.database, { text: '会社名,代理店区分\r\n共栄商事,一次店\r\n' });
  const { rows: agencies } = await world.database.pool.query('select account_id from account');
  agency = await addMember(world, 'agency', { agencyAccountId: agencies[0].account_id });
  const lines = Array.from({ length: 44 }, (_, index) => {
    const campaign = index < 22 ? '工場自動化展' : 'Web問い合わせ';
    return `L${index},第${index}製作所株式会社,佐藤,一郎,s${index}@k${index}.co.jp,新規,${campaign},2026/10/10`;
  });
  await takeIn(
    world.database,
    { text: `リード ID,会社名,姓,名,メール,リード状況,キャンペーン,作成日\n${lines.join('\n')}\n` },
    'salesforce-leads',
  );
  const { rows } = await world.database.pool.query(
    'select cycle_id, campaign from lead_cycle join lead using (lead_id) order by campaign, external_key',
  );
  given = rows.map((row) => ({ cycleId: row.cycle_id, isFair: row.campaign === '工場自動化展' }));
  const first = given.filter((_, index) => index % 22 < 20).map((lead) => lead.cycleId);
  assert.equal((await handOver(first)).status, 200);
  const fair = given
    .filter((lead) => lead.isFair)
    .slice(0, 20)
    .map((lead) => lead.cycleId);
  const web = given
    .filter((lead) => !lead.isFair)
    .slice(0, 20)
    .map((lead) => lead.cycleId);
  const said = (cycleIds: string[], answer: object) => post(manager, '/api/handovers/answer', { cycleIds, answer });
  for (const [ids, answer] of [
    [fair.slice(0, 8), { kind: 'reject', reason: 'wrong_company' }],
    [fair.slice(8, 14), { kind: 'reject', reason: 'unreachable' }],
    [fair.slice(14), { kind: 'accept', nextAction: '電話', nextOn: '2026-10-30' }],
    [web.slice(0, 1), { kind: 'reject', reason: 'no_need' }],
    [web.slice(1), { kind: 'accept', nextAction: '電話', nextOn: '2026-10-30' }],
  ] as const)
    assert.equal((await said([...ids], answer)).status, 200);
});
after(async () => {
  await app?.close();
  await opened?.close();
});

test('rejections by reason × source × rule version add up, and every number opens to its leads', async () => {
  type Table = {
    handed: number;
    rejected: { numerator: number; denominator: number };
    rows: {
      source: string;
      ruleVersion: string;
      handed: number;
      rejected: { numerator: number };
      reasons: { reason: string; count: number }[];
    }[];
  };
  const { body } = await call<Table>(app, marketing, 'GET', '/api/rejections?from=2026-10&to=2026-10');
  assert.deepEqual([body.handed, body.rejected.numerator], [40, 15]);
  assert.deepEqual(
    body.rows.map((row) => [row.source, row.ruleVersion, row.handed, row.rejected.numerator]),
    [
      ['工場自動化展', 'by_hand', 20, 14],
      ['Web問い合わせ', 'by_hand', 20, 1],
    ],
  );
  for (const row of body.rows) {
    assert.equal(
      row.reasons.reduce((sum, one) => sum + one.count, 0),
      row.rejected.numerator,
    );
    for (const { reason, count } of row.reasons) {
      const query = new URLSearchParams({
        from: '2026-10',
        to: '2026-10',
        source: row.source,
        ruleVersion: row.ruleVersion,
        reason,
      });
      const opened = await call<{ total: number; rows: { reason: string }[] }>(
        app,
        marketing,
        'GET',
        `/api/rejections/rows?${query}`,
      );
      assert.deepEqual([opened.body.total, opened.body.rows.every((one) => one.reason === reason)], [count, true]);
    }
  }
});

test('H of the same span is its four parts, and each opens to its leads', async () => {
  type Parts = Record<'handed' | 'sal' | 'rejected' | 'ignored' | 'pending', number>;
  const span = 'from=2026-10&to=2026-10';
  const { parts } = (await call<{ parts: Parts }>(app, marketing, 'GET', `/api/rejections?${span}`)).body;
  assert.deepEqual(parts, { handed: 40, sal: 25, rejected: 15, ignored: 0, pending: 0 });
  const rows = async (outcome: string) =>
    (await call<{ total: number }>(app, marketing, 'GET', `/api/rejections/rows?${span}&of=handed&outcome=${outcome}`))
      .body.total;
  for (const outcome of ['sal', 'rejected', 'ignored', 'pending'] as const)
    assert.equal(await rows(outcome), parts[outcome]);
});

test('one tap of the receiver counts once, can be changed and taken back, and nobody else may give it', async () => {
  const { cycleId } = given.find((lead) => lead.isFair)!;
  const tap = (member: TestMember, body: object) => call(app, member, 'PUT', `/api/feedback/${cycleId}`, body);
  assert.equal((await tap(marketing, { code: 'useful' })).status, 403);
  assert.equal((await tap(agency, { code: 'useful' })).status, 404, 'an agency knows only what it was given');
  assert.equal((await tap(sales, { code: 'useful', text: 'x'.repeat(201) })).status, 422);
  assert.equal((await tap(sales, { code: 'useful' })).status, 200);
  assert.equal((await tap(sales, { code: 'wrong_company', text: '当社の製品を使わない業種' })).status, 200);
  type Mine = { mine: { code: string; text: string } | null };
  const mine = async () => (await call<Mine>(app, sales, 'GET', `/api/feedback/${cycleId}`)).body.mine;
  assert.deepEqual((await mine())?.code, 'wrong_company');
  const rate = async () =>
    (
      await call<{ rate: { numerator: number; denominator: number } }>(
        app,
        marketing,
        'GET',
        '/api/feedback?from=2026-10&to=2026-10',
      )
    ).body.rate;
  assert.deepEqual([(await rate()).numerator, (await rate()).denominator], [1, 40]);
  assert.deepEqual((await call(app, sales, 'DELETE', `/api/feedback/${cycleId}`)).body, { taken: true });
  assert.equal((await mine()) ?? null, null);
  assert.equal((await tap(sales, { code: 'wrong_company' })).status, 200);
  const audit = await opened.world.database.db
    .selectFrom('audit_entry')
    .select(['action'])
    .where('subject_id', '=', cycleId)
    .where('action', 'like', 'feedback.%')
    .orderBy('audit_entry_id')
    .execute();
  assert.deepEqual(
    audit.map((entry) => entry.action),
    ['feedback.give', 'feedback.give', 'feedback.take_back', 'feedback.give'],
  );
});

test('marketing answers a rating; whoever gave it reads the answer, and another tap waits for another', async () => {
  const { cycleId } = given.find((lead) => lead.isFair)!;
  type Line = { memberId: number; answer: string | null; answeredBy: string | null };
  type List = { waiting: number; rows: Line[] };
  const list = async () => (await call<List>(app, marketing, 'GET', '/api/feedback?from=2026-10&to=2026-10')).body;
  const before = await list();
  const url = `/api/feedback/${cycleId}/answers/${sales.memberId}`;
  const answer = (member: TestMember, text: string, to = url) => call(app, member, 'PUT', to, { text });
  assert.equal((await answer(sales, '自分では返事できない')).status, 403);
  assert.equal((await answer(marketing, '   ')).status, 422);
  const nobody = await answer(marketing, '返事', `/api/feedback/${cycleId}/answers/${marketing.memberId}`);
  assert.deepEqual([nobody.status, nobody.body.code], [404, 'feedback_not_found']);
  assert.equal((await answer(marketing, '次の展示会から業種を絞ります')).status, 200);
  assert.equal((await list()).waiting, before.waiting - 1);
  type Told = { answers: { answer: string; answeredBy: string }[] };
  const told = async () => (await call<Told>(app, sales, 'GET', '/api/feedback/changes')).body.answers;
  assert.deepEqual(
    (await told()).map((row) => [row.answer, row.answeredBy]),
    [['次の展示会から業種を絞ります', 'marketing_manager']],
  );
  assert.equal((await call(app, marketing, 'DELETE', url)).status, 200);
  assert.deepEqual([(await told()).length, (await list()).waiting], [0, before.waiting]);
  await answer(marketing, '承知しました');
  await call(app, sales, 'PUT', `/api/feedback/${cycleId}`, { code: 'wrong_company' });
  assert.deepEqual([(await told()).length, (await list()).waiting], [0, before.waiting]);
  type Board = { kpis: { code: string; figure: { n: number; note: string } }[] };
  const { body: board } = await call<Board>(app, marketing, 'GET', `/api/kpis?period=month&at=${time.slice(0, 10)}`);
  assert.equal(board.kpis.find(({ code }) => code === 'K8.2b')!.figure.n, before.waiting);
});

test('S2-46 an agency answers by the signed link of its letter: opening it changes nothing, confirming does; the feedback rate tells', async () => {
  const { cycleId } = given.find((lead) => !lead.isFair)!;
  const link = feedbackLink(
    { seal: opened.world.seal, publicUrl: 'https://mori.example.jp' },
    { cycleId, memberId: agency.memberId },
    'wrong_person',
    new Date(time),
  );
  assert.match(link, /^https:\/\/mori\.example\.jp\/feedback#token=.+&code=wrong_person$/);
  const token = new URLSearchParams(link.split('#')[1]).get('token')!;
  const count = async () =>
    (
      await opened.world.database.pool.query('select count(*)::int as n from feedback where member_id = $1', [
        agency.memberId,
      ])
    ).rows[0].n;
  for (let scan = 0; scan < 3; scan++) {
    assert.equal((await app.inject({ method: 'GET', url: '/feedback' })).statusCode < 500, true);
    assert.equal((await post(undefined, '/api/feedback-links/open', { token })).status, 200);
  }
  assert.equal(await count(), 0);
  const confirm = (body: object) => post(undefined, '/api/feedback-links/confirm', body);
  assert.equal(
    (await confirm({ token: `${token.slice(0, -2)}xx`, code: 'useful' })).body.code,
    'feedback_link_invalid',
  );
  assert.equal((await confirm({ token, code: 'wrong_person', text: '窓口は購買部でした' })).status, 200);
  assert.equal(await count(), 1);
  const { rows } = await opened.world.database.pool.query('select side, through from feedback where member_id = $1', [
    agency.memberId,
  ]);
  assert.deepEqual(rows[0], { side: 'agency', through: 'letter' });
  type Kpis = { rows?: unknown; kpis: { code: string; figure: { numerator: number; denominator: number } }[] };
  const found = (await call<Kpis>(app, marketing, 'GET', '/api/kpis?period=month&on=2026-10-15')).text;
  assert.match(found, /K8\.2/);
  time = '2026-11-25T01:00:00Z';
  assert.equal(
    (await confirm({ token, code: 'useful' })).body.code,
    'feedback_link_invalid',
    'a month later it is over',
  );
});

test('the monthly proposal tells its effect on history; accepted it is a new version of the rule that keeps the group back', async () => {
  time = '2026-11-02T01:00:00Z';
  assert.equal((await post(sales, '/api/rule-proposals', {})).status, 403);
  assert.deepEqual((await post(marketing, '/api/rule-proposals', {})).body, { month: '2026-11-01', added: 2 });
  assert.deepEqual((await post(marketing, '/api/rule-proposals', {})).body, { month: '2026-11-01', added: 0 });
  const [first] = (await proposals()).proposals;
  assert.deepEqual(
    [first!.proposal.value, first!.proposal.kind, first!.state],
    ['工場自動化展', 'stop_handing_over', 'open'],
  );
  assert.match(first!.proposal.sentence.ja, /引き渡し 40件 → 20件、SAL率 62\.5% → 95\.0%\(95%区間 .+\)。受入 6件/);
  const decide = (id: number, verdict: string, reason: string) =>
    post(marketing, `/api/rule-proposals/${id}/decide`, { verdict, reason });
  assert.equal((await decide(first!.id, 'accepted', '')).status, 422, 'a decision has its reason');
  const done = await decide(first!.id, 'accepted', '営業の声のとおり');
  assert.deepEqual(done.body, { ruleVersion: 'r1', thanked: 2 });
  assert.equal((await decide(first!.id, 'declined', 'やはり')).body.code, 'proposal_decided');
  const [, second] = (await proposals()).proposals.sort((one, other) => one.id - other.id);
  assert.equal((await decide(second!.id, 'declined', '同じ条件のため')).status, 200);
  assert.deepEqual(
    (await proposals()).versions[0]!.holds.map((hold) => hold.value),
    ['工場自動化展'],
  );

  const [held, free] = [given.filter((lead) => lead.isFair).at(-1)!, given.filter((lead) => !lead.isFair).at(-1)!];
  const refused = await handOver([held.cycleId, free.cycleId]);
  assert.deepEqual([refused.status, refused.body.code], [409, 'handover_held']);
  assert.match(String(refused.body.message), /ルール r1 .*工場自動化展.* 1件/);
  assert.equal((await handOver([free.cycleId])).status, 200);
  assert.equal((await handOver([held.cycleId], { despiteRule: true })).status, 200, 'a person may know better');
  type Changes = { rows: { version: string; inputs: number; sentence: { ja: string } }[] };
  const told = (await call<Changes>(app, sales, 'GET', '/api/feedback/changes')).body.rows;
  assert.deepEqual(
    told.map((row) => [row.version, row.inputs]),
    [['r1', 1]],
    'あなたの声で変わったこと',
  );
  assert.equal(told[0]!.sentence.ja, '「工場自動化展」は営業へ渡さないことになりました。', 'no figure of the house');
  assert.equal((await call<Changes>(app, marketing, 'GET', '/api/feedback/changes')).body.rows.length, 0);
  const table = await call<{ rows: { ruleVersion: string; handed: number }[] }>(
    app,
    marketing,
    'GET',
    '/api/rejections?from=2026-11&to=2026-11',
  );
  assert.deepEqual(
    table.body.rows.map((row) => [row.ruleVersion, row.handed]),
    [
      ['r1', 1],
      ['r1', 1],
    ],
  );
});

test('a group comes out of the rule as a new version; earlier hand-overs keep theirs', async () => {
  const release = (value: string) =>
    post(marketing, '/api/qualification-rule/release', { trait: 'source', value, reason: '展示会を替えた' });
  assert.equal((await release('別の展示会')).body.code, 'hold_not_found');
  assert.deepEqual((await release('工場自動化展')).body, { ruleVersion: 'r2' });
  const { versions } = await proposals();
  assert.deepEqual(
    versions.map((one) => [one.version, one.holds.length]),
    [
      ['r2', 0],
      ['r1', 1],
    ],
  );
});
