import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { todayJst } from '#core/period/day.ts';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { headlineDeals, headlineLeads } from '#fixtures/headline.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import type { World } from './world.ts';

let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let seller: TestMember;

before(async () => {
  ({ world, close } = await openTestWorld('comparison'));
  app = await createApp(world);
  seller = await addMember(world, 'sales_manager');
  await takeIn(world.database, { text: headlineDeals() });
  await takeIn(world.database, { text: headlineLeads() });
});
after(async () => {
  await app.close();
  await close();
});

type Figure = {
  value: number | null;
  numerator: number;
  denominator: number;
  interval: { low: number; high: number };
  note: string | null;
};
type Comparison = {
  before: Figure;
  after: Figure;
  difference: number;
  interval: { low: number; high: number };
  isClear: boolean;
  sentence: { ja: string; en: string };
};
type Side = {
  name: { ja: string; en: string } | null;
  scope: string;
  key: string | null;
  from: string;
  to: string;
  counts: Record<string, number>;
  isMature: boolean;
};
type Answer = {
  handovers: { first: string; last: string };
  chosen: { kind: string; because: string } | null;
  groups: { key: string; name: string; mql: number }[];
  before: Side;
  after: Side;
  rates: { kind: string; comparison: Comparison; period: { before: Figure; after: Figure } }[];
  days: { stage: string; median: { before: Figure; after: Figure } }[];
  sameAge: { day: number; sal: { before: Figure; after: Figure } } | null;
};
const compare = async (query = '') => (await call<Answer>(app, seller, 'GET', `/api/comparison?${query}`)).body;
const shown = ({ value, interval }: Figure) =>
  [value!, interval.low, interval.high].map((part) => (part * 100).toFixed(1));

test('S2-11 S2-35 S2-37 G-SAL-1 the headline case, imported from files, with its intervals', async () => {
  const { before, after, rates } = await compare();
  assert.deepEqual(
    [before.from, before.to, after.from, after.to],
    ['2024-10-01', '2025-04-01', '2025-04-01', '2025-10-01'],
  );
  const [sal, deal] = rates.map((rate) => rate.comparison);
  assert.deepEqual(shown(sal!.before), ['62.0', '52.2', '70.9']);
  assert.deepEqual(shown(sal!.after), ['93.0', '86.3', '96.6']);
  assert.deepEqual(
    [sal!.interval.low, sal!.interval.high].map((x) => (x * 100).toFixed(1)),
    ['19.8', '41.4'],
  );
  assert.equal(sal!.sentence.ja, 'SAL率は 62.0% から 93.0% へ +31.0pt 上がりました(95%区間 +19.8〜+41.4pt)。');
  assert.deepEqual([shown(deal!.before)[0], shown(deal!.after)[0]], ['40.0', '65.0']);
  assert.deepEqual([before.isMature, after.isMature, sal!.after.note], [true, true, null]);
});

test('of the accepted, the same registrations read 64.5 % and 69.9 %, and no difference can be confirmed', async () => {
  const deal = (await compare('denominator=sal')).rates[1]!.comparison;
  assert.deepEqual([shown(deal.before)[0], shown(deal.after)[0], deal.isClear], ['64.5', '69.9', false]);
  assert.match(deal.sentence.ja, /差は確認できません/);
});

test('hand-overs = accepted + returned + lapsed + waiting, and each count opens to as many leads', async () => {
  const { before } = await compare();
  const { mql, sal, rejected, lapsed, waiting } = before.counts;
  assert.deepEqual([mql, sal, rejected, lapsed, waiting], [100, 62, 19, 19, 0]);
  for (const stage of ['mql', 'sal', 'deal', 'won', 'rejected', 'lapsed', 'waiting']) {
    const { body } = await call<{ total: number }>(
      app,
      seller,
      'GET',
      `/api/waterfall/rows?from=2024-10&to=2025-03&stage=${stage}`,
    );
    assert.equal(body.total, before.counts[stage], stage);
  }
});

test('days and shares at the same age stand beside the rates', async () => {
  const { days, sameAge, rates } = await compare();
  assert.deepEqual(
    days.map(({ stage, median }) => [stage, median.before.value, median.after.value]),
    [
      ['sal', 3, 3],
      ['deal', null, 7],
    ],
  );
  assert.equal(sameAge!.day, 90);
  assert.equal(sameAge!.sal.after.value!.toFixed(2), '0.93');
  assert.deepEqual([rates[0]!.period.after.value, rates[0]!.period.after.note], [0.93, 'period_ratio']);
});

test('ignoring is not told while nobody logs follow-ups, and counted once they do', async () => {
  const ignored = async () =>
    (await call<{ comparison: Comparison }>(app, seller, 'GET', '/api/comparison/ignored')).body.comparison;
  assert.deepEqual([(await ignored()).before.note, (await ignored()).after.value], ['unmeasured', null]);
  await world.database.pool.query(
    `insert into activity (account_id, day, event_id, person_id, type, source)
     select account_id, handover_on::date + 1, gen_random_uuid(), person_id, 'mail', 'test' from lead where status = '未対応' and external_key in ('L0-98', 'L1-98')`,
  );
  const { before, after } = await ignored();
  assert.deepEqual([before.numerator, before.denominator, after.numerator, after.denominator], [18, 100, 2, 100]);
  const { body } = await call<{ total: number }>(
    app,
    seller,
    'GET',
    '/api/waterfall/rows?from=2024-10&to=2025-03&stage=ignored',
  );
  assert.equal(body.total, before.numerator);
});

test('a side that is younger than conversions take is marked, and one without leads cannot be compared', async () => {
  await takeIn(world.database, {
    text: 'リード ID,会社名,姓,名,メール,リード状況,作成日,引き渡し日\r\nN1,若葉商会,若葉,一,w@wakaba.example.jp,未対応,2026-04-08,2026-04-08\r\n',
  });
  const young = await compare('beforeFrom=2025-05&beforeTo=2025-05&afterFrom=2026-04&afterTo=2026-04');
  assert.deepEqual([young.after.isMature, young.sameAge], [false, null]);
  const none = await compare('beforeFrom=2020-01&beforeTo=2020-02&afterFrom=2025-05&afterTo=2025-05');
  assert.match(none.rates[0]!.comparison.sentence.ja, /比べられません/);
});

test('hand-overs made in Mori are compared and open to their leads, and those of last week are not proposed', async () => {
  const { rows } = await world.database.pool.query<{ cycle_id: string }>(
    "select cycle_id from lead_cycle where state = 'ignored' order by cycle_id limit 1",
  );
  const marketing = await addMember(world, 'marketing_manager');
  const ids = rows.map((row) => row.cycle_id);
  const handed = await call(app, marketing, 'POST', '/api/handovers/next-cycle', {
    cycleIds: ids,
    why: '展示会で再会',
  });
  assert.equal(handed.status, 200, JSON.stringify(handed.body));
  const today = todayJst(world.now());
  const { handovers, before, after } = await compare();
  assert.equal(handovers.last, today);
  assert.deepEqual([before.from, after.to], ['2024-10-01', '2025-10-01']);
  const month = today.slice(0, 7);
  const { body } = await call<{ total: number; rows: { stages: { stage: string; at: string }[] }[] }>(
    app,
    seller,
    'GET',
    `/api/waterfall/rows?from=${month}&to=${month}&stage=mql`,
  );
  assert.deepEqual([body.total, body.rows.length], [2, 2]);
  assert.deepEqual(body.rows[0]!.stages.at(-1), { stage: 'mql', at: today, isInferred: false, reason: null });
});

test('without months the latest ripe periods are chosen, of the kind asked for, and it is said why', async () => {
  const months = (answer: Answer) => [
    answer.before.from,
    answer.after.from,
    answer.chosen?.kind,
    answer.chosen?.because,
  ];
  assert.deepEqual(months(await compare()), ['2024-10-01', '2025-04-01', 'half', 'before']);
  assert.deepEqual(months(await compare('kind=year')), ['2024-04-01', '2025-04-01', 'year', 'before']);
  assert.deepEqual((await compare('kind=month')).chosen?.because, 'young', 'no two months in a row, none a year apart');
  const given = 'beforeFrom=2024-11&beforeTo=2024-11&afterFrom=2025-05&afterTo=2025-05';
  assert.equal((await compare(given)).chosen, null);
});

test('inside and outside the list are compared over one period, and open to their leads', async () => {
  await world.database.pool.query(
    `insert into target_line (account_id, origin, status, activated_at)
     select account_id, 'proposal', 'active', '2026-04-01' from
       (select account_id from lead_cycle where mql_on >= '2025-04-01' and mql_on < '2025-10-01' group by 1 having bool_and(sal_on is not null) order by 1 limit 9) won`,
  );
  const { before, after, rates, chosen, groups } = await compare('between=scope');
  assert.deepEqual(
    [before.name!.ja, after.name!.ja, before.scope, after.scope],
    ['ターゲットの外', 'ターゲットの中', 'outside', 'inside'],
  );
  assert.deepEqual([before.from, after.from, chosen?.because, groups], ['2025-04-01', '2025-04-01', 'before', []]);
  assert.equal(before.counts.mql! + after.counts.mql!, 100);
  assert.match(rates[0]!.comparison.sentence.ja, /差は確認できません\(ターゲットの外 .*、ターゲットの中 /);
  const { body } = await call<{ total: number }>(
    app,
    seller,
    'GET',
    '/api/waterfall/rows?from=2025-04&to=2025-09&scope=inside&stage=sal',
  );
  assert.equal(body.total, after.counts.sal);
});

test('two campaigns of one period: the largest and the next, or those asked for, each with its leads', async () => {
  const largest = await compare('between=campaign');
  assert.equal(largest.groups.length, 3);
  assert.deepEqual([largest.after.key, largest.before.key], [largest.groups[0]!.key, largest.groups[1]!.key]);
  assert.equal(
    largest.groups.reduce((sum, group) => sum + group.mql, 0),
    100,
  );
  const query = new URLSearchParams({ between: 'campaign', beforeKey: '工場設備展', afterKey: 'Web問い合わせ' });
  const { before, after, rates } = await compare(query.toString());
  assert.deepEqual([before.name!.ja, after.name!.ja], ['工場設備展', 'Web問い合わせ']);
  assert.match(rates[0]!.comparison.sentence.ja, /差は確認できません\(工場設備展 .*、Web問い合わせ /);
  for (const { key, counts } of [before, after]) {
    const rows = new URLSearchParams({
      from: '2025-04',
      to: '2025-09',
      split: 'campaign',
      splitKey: key!,
      stage: 'deal',
    });
    const { body } = await call<{ total: number }>(app, seller, 'GET', `/api/waterfall/rows?${rows}`);
    assert.equal(body.total, counts.deal, key!);
  }
  const ignored = await call<{ comparison: Comparison }>(app, seller, 'GET', `/api/comparison/ignored?${query}`);
  assert.deepEqual(
    [ignored.body.comparison.before.denominator, ignored.body.comparison.after.denominator],
    [before.counts.mql, after.counts.mql],
  );
});

test('an agency sees none of it', async () => {
  const agency = await addMember(world, 'agency', { agencyAccountId: 1 });
  for (const url of ['/api/comparison', '/api/comparison/ignored', '/api/waterfall/breakdown?split=agency'])
    assert.equal((await call(app, agency, 'GET', url)).status, 403);
});
