import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let manager: TestMember;
let seller: TestMember;

type Figure = {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number;
  note: string | null;
  interval: { low: number } | null;
};
type Reading = {
  code: string;
  figure: Figure;
  opens: 'parts' | 'cases' | 'accounts' | null;
  unmeasured: { ja: string; en: string } | null;
  lastYear: Figure | null;
  caution: { ja: string } | null;
  question: { ja: string };
};
type Board = { period: { label: { ja: string } }; asOf: string; isSettled: boolean; kpis: Reading[] };
const q1 = 'period=quarter&at=2026-05-01';
const board = async (member: TestMember, query = q1) =>
  (await call<Board>(app, member, 'GET', `/api/kpis?${query}`)).body;
const rows = (code: string, query: string) =>
  call<{
    code: string;
    total: number;
    sum: number;
    rows: { kind: string; accountName: string; part: number }[];
    accounts: { name: string; figure: Figure }[];
  }>(app, manager, 'GET', `/api/kpis/${code}/rows?${q1}${query}`);

before(async () => {
  opened = await openTestWorld('api_kpis', '2026-08-20T03:00:00Z');
  await fillMeasuredWorld(opened.world.database);
  app = await createApp(opened.world);
  manager = await addMember(opened.world, 'marketing_manager');
  seller = await addMember(opened.world, 'inside_sales');
});
after(async () => {
  await app?.close();
  await opened?.close();
});

test('the board of a fiscal quarter names its period and tells each KPI with question, n, interval and note', async () => {
  const { period, asOf, isSettled, kpis } = await board(manager);
  assert.deepEqual([period.label.ja, asOf, isSettled], ['2026年度Q1', '2026-06-30', true]);
  const rate = kpis.find(({ code }) => code === 'K6.1')!;
  assert.deepEqual([rate.figure.value, rate.figure.n, rate.figure.note], [0.4, 5, null]);
  assert.ok(rate.figure.interval!.low > 0.1 && rate.question.ja.endsWith('か'));
  const meetings = kpis.find(({ code }) => code === 'K3.2a')!;
  assert.deepEqual([meetings.figure.value, meetings.unmeasured!.en.slice(0, 16)], [null, 'Not measured yet']);
});

const periods: [string, string][] = [
  ['period=month&at=2026-05-31', '2026年5月'],
  ['period=half&at=2026-09-30', '2026年度上期'],
  ['period=half&at=2026-10-01', '2026年度下期'],
  ['period=year&at=2026-03-31', '2025年度'],
  ['', '2026年度Q1'],
];
for (const [query, label] of periods)
  test(`${query || 'no period'} reads ${label}`, async () =>
    assert.equal((await board(manager, query)).period.label.ja, label));

test('gross profit stays hidden from those without the right, and an agency sees no KPI', async () => {
  const codes = async (member: TestMember) => (await board(member)).kpis.map(({ code }) => code);
  assert.ok((await codes(manager)).includes('K4.3'));
  assert.ok(!(await codes(seller)).includes('K4.3'));
  const agency = await addMember(opened.world, 'agency', { agencyAccountId: 1 });
  assert.equal((await call(app, agency, 'GET', '/api/kpis')).status, 403);
});

test('a rate opens to the leads of its numerator and denominator; a win rate to companies, each with its own', async () => {
  assert.equal((await rows('K6.1', '&part=denominator')).body.total, 5);
  const accepted = (await rows('K6.1', '&part=numerator')).body;
  assert.deepEqual([accepted.total, accepted.rows[0]!.kind], [2, 'lead']);
  const won = (await rows('K5.4', '')).body.accounts;
  assert.deepEqual(
    won.map(({ name, figure }) => [name, figure.value]),
    [
      ['みなと商会株式会社', 1],
      ['青空精機株式会社', 0.5],
      ['光洋薬品株式会社', 0.5],
    ],
  );
  assert.equal((await rows('K2.1', '')).body.code, 'kpi_without_rows');
  assert.equal((await rows('K9.9', '')).status, 404);
});

test('every measured number opens to rows that add up to it, for whoever may see it', async () => {
  const opened: string[] = [];
  for (const { code, figure, opens } of (await board(manager)).kpis) {
    if (opens === null || opens === 'accounts') continue;
    const parts = opens === 'parts' ? ([figure.numerator, figure.denominator] as const) : [figure.value];
    for (const [index, value] of parts.entries()) {
      const { body, status } = await rows(code, index === 1 ? '&part=denominator' : '');
      assert.equal(status, 200, code);
      assert.equal(
        body.rows.reduce((sum, { part }) => sum + part, 0),
        body.sum,
        code,
      );
      if (/^K4\.3|^K6\.8/.test(code)) assert.equal(body.total, figure.n, `${code} lists what its median is of`);
      else assert.equal(body.sum, value, `${code} part ${index}`);
    }
    opened.push(code);
  }
  assert.ok(opened.length >= 25, opened.join(' '));
  assert.equal((await call(app, seller, 'GET', `/api/kpis/K4.3/rows?${q1}`)).status, 403);
});

test('money per case opens to mean, median and quartiles; with few cases the list stands instead of an interval', async () => {
  type Spread = { n: number; mean: Figure; median: Figure; quartiles: { low: number; high: number } };
  const spread = async (code: string) =>
    (await call<{ spread: Spread | null }>(app, manager, 'GET', `/api/kpis/${code}/rows?${q1}&limit=1`)).body.spread;
  const average = (await board(manager)).kpis.find(({ code }) => code === 'K5.5')!.figure;
  const told = (await spread('K5.5'))!;
  assert.deepEqual([told.n, told.mean.value, told.mean.interval], [average.n, average.value, null]);
  assert.ok(told.quartiles.low <= told.median.value! && told.median.value! <= told.quartiles.high);
  assert.equal(await spread('K6.1'), null);
});

test('completeness of data opens to its four parts, which add up to it', async () => {
  type Part = { noun: string; figure: Figure };
  const { body } = await call<{ completeness: Part[]; sum: number }>(app, manager, 'GET', `/api/kpis/K1.2a/rows?${q1}`);
  const told = (await board(manager)).kpis.find(({ code }) => code === 'K1.2a')!.figure;
  assert.deepEqual(
    body.completeness.map(({ noun }) => noun),
    ['company', 'department', 'person', 'title'],
  );
  const sum = (of: 'numerator' | 'denominator') => body.completeness.reduce((all, { figure }) => all + figure[of]!, 0);
  assert.deepEqual([sum('numerator'), sum('denominator')], [told.numerator, told.denominator]);
});

test('rows leave as CSV by the right to export, and that is noted', async () => {
  const { text } = await call(app, manager, 'GET', `/api/exports/kpis/K6.1/rows.csv?${q1}&part=denominator`);
  assert.equal(text.trim().split('\n').length, 6);
  assert.match(text, /"リード",.*"青空精機株式会社","佐藤 一郎","受注"/);
  const english = await call(app, manager, 'GET', `/api/exports/kpis/K6.1/rows.csv?${q1}&part=denominator&language=en`);
  assert.match(english.text, /^\ufeff?"?Kind/);
  assert.match(english.text, /"Lead",.*"青空精機株式会社","佐藤 一郎","Won"/);
  for (const word of ['リード', '受注', '推定', '企業名']) assert.ok(!english.text.includes(word), word);
  assert.equal((await call(app, seller, 'GET', `/api/exports/kpis/K6.1/rows.csv?${q1}`)).status, 403);
});

test('S3-06 the board is asked for one phase', async () => {
  for (const phase of [1, 2, 3, 4]) {
    const { kpis } = await board(manager, `${q1}&phase=${phase}`);
    assert.ok(kpis.length >= 5, `phase ${phase}`);
    for (const { code } of kpis) assert.ok(code.startsWith(`K${phase}.`), code);
  }
  assert.equal((await call(app, manager, 'GET', '/api/kpis?phase=5')).status, 422);
});

type Trends = {
  periods: { label: { ja: string } }[];
  trends: { code: string; points: { figure: Figure; target: number | null }[]; markers: { on: string }[] }[];
};
const trends = async (query: string) => (await call<Trends>(app, manager, 'GET', `/api/kpis/trends?${query}`)).body;

test('S1-50 a KPI over twelve periods ends with the one that is shown, and early ones are 未計測, not 0', async () => {
  const { periods, trends: told } = await trends(`${q1}&code=K5.5`);
  assert.deepEqual([periods.length, periods[0]!.label.ja, periods[11]!.label.ja], [12, '2023年度Q2', '2026年度Q1']);
  const { points } = told[0]!;
  assert.deepEqual([points[0]!.figure.note, points[11]!.figure.value], ['unmeasured', 2_000_000]);
  const board1 = (await trends(`${q1}&phase=1`)).trends.map(({ code }) => code);
  assert.deepEqual(board1, ['K1.4'], 'what is known as of today only has no trend');
});

test('the board leaves as CSV and Excel by the right to export, and that is noted', async () => {
  const csv = await call(app, manager, 'GET', `/api/exports/kpis.csv?${q1}`);
  assert.match(csv.text, /"K6\.1","SAL率","2026年度Q1","0\.4","割合","2","5","5",/);
  assert.match(csv.text, /"K6\.1",.*"リードのサイクル","高いほど良い","1"/);
  assert.match(csv.text.split('\r\n')[0]!, /"目標","計画比","目標の合意","計算式","数える単位","見方","定義の版"$/);
  assert.match(csv.text, /"K3\.2a","ミーティング獲得数","2026年度Q1","","件","","","","","","未計測/);
  const english = await call(app, manager, 'GET', `/api/exports/kpis.csv?${q1}&language=en`);
  assert.match(english.text.split('\r\n')[0]!, /"Target","Against target",.*,"Version of the definition"$/);
  assert.match(english.text, /"K6\.1","SAL rate",.*"share","2","5","5",.*"higher is better","1"/);
  assert.doesNotMatch(english.text, /\p{Script=Han}/u);
  const sheet = await app.inject({ url: `/api/exports/kpis.xlsx?${q1}`, headers: manager.headers });
  assert.deepEqual([sheet.statusCode, sheet.rawPayload.subarray(0, 2).toString()], [200, 'PK']);
  assert.equal((await call(app, seller, 'GET', `/api/exports/kpis.csv?${q1}`)).status, 403);
  const { rows: noted } = await opened.world.database.pool.query(
    "select 1 from audit_entry where action like 'export.kpis.%'",
  );
  assert.equal(noted.length, 3);
});

test('what is asked wrongly is refused', async () => {
  for (const query of ['period=week', 'at=2026-13-01', 'at=yesterday', 'scope=mine'])
    assert.equal((await call(app, manager, 'GET', `/api/kpis?${query}`)).status, 422, query);
});

test('a change of meaning is marked in the trend and beside the comparison, whoever made it', async () => {
  const change = { on: '2026-04-10', codes: ['K6.1'], whatChanged: '資料請求だけのリードを除いた' };
  assert.equal((await call(app, seller, 'POST', '/api/kpis/changes', change)).status, 403);
  assert.equal((await call(app, manager, 'POST', '/api/kpis/changes', { ...change, codes: ['K9.9'] })).status, 404);
  assert.equal((await call(app, manager, 'POST', '/api/kpis/changes', change)).status, 200);
  const [one] = (await trends(`${q1}&code=K6.1`)).trends;
  assert.deepEqual(
    one!.markers.map(({ on }) => on),
    ['2026-04-10'],
  );
  const rate = (await board(manager)).kpis.find(({ code }) => code === 'K6.1')!;
  assert.match(rate.caution!.ja, /2026\/04\/10に意味が変わりました\(資料請求だけのリードを除いた\)/);
  assert.equal((await board(manager)).kpis.find(({ code }) => code === 'K6.2')!.caution, null);
  // Last of all: deriving the stages anew leaves nothing of the hand-made cycles.
  const table = { statuses: { 訪問済: 'sal' }, activityMeansSal: true, dealWithinDays: 90 };
  assert.equal((await call(app, manager, 'PUT', '/api/stage-tables/sfa', table)).status, 200);
  const { body } = await call<{ changes: { what: string; by: string; codes: string[] | null }[] }>(
    app,
    manager,
    'GET',
    '/api/kpis/changes',
  );
  assert.deepEqual(
    body.changes.map(({ what, by }) => [what, by]),
    [
      ['definition', 'marketing_manager'],
      ['stage_table', 'marketing_manager'],
    ],
  );
});
