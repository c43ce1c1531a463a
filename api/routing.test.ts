import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { RoutingPlan } from '#core/route/plan.ts';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
const member: Record<string, TestMember> = {};
let now = new Date('2026-11-20T01:00:00Z');
const companies = ['青空精機株式会社', '北斗電子株式会社', '東雲物産株式会社', '西風工業株式会社'];
const idOf = new Map<string, number>();

type Rows = {
  rows: { cycleId: string; accountName: string; accountId: number | null; receiverName: string; isClash: boolean }[];
  total: number;
};
const list = async (who: string, view: string) =>
  (await call<Rows>(app, member[who], 'GET', `/api/handovers?view=${view}&limit=100`)).body;
const handOver = async (accountName: string) => {
  const found = (await list('marketing', 'new')).rows.find((row) => row.accountName === accountName)!;
  const sent = await call(app, member.marketing, 'POST', '/api/handovers/hand-over', { cycleIds: [found.cycleId] });
  assert.equal(sent.status, 200, sent.text);
  return found.cycleId;
};
type Detail = {
  lead: { receiverName: string; isClash: boolean };
  because: { ja: string; en: string }[];
  mayAnswer: boolean;
  salesActivity: { ownerName: string; openDeals: number; lastOn: string | null } | null;
};
const detail = async (who: string, cycleId: string) =>
  (await call<Detail>(app, member[who], 'GET', `/api/handovers/${cycleId}`)).body;
type Routing = { version: string; plan: RoutingPlan; versions: { versionId: number; savedBy: string; note: string }[] };
const routing = async () => (await call<Routing>(app, member.marketing, 'GET', '/api/routing')).body;

before(async () => {
  opened = await openTestWorld('routing');
  const world = { ...opened.world, now: () => now };
  app = await createApp(world);
  member.marketing = await addMember(world, 'marketing_manager', { name: '藤代 まりえ' });
  member.ae = await addMember(world, 'account_executive', { name: '高瀬 亮介' });
  member.deputy = await addMember(world, 'account_executive', { name: '白川 奈々' });
  member.manager = await addMember(world, 'sales_manager', { name: '堂島 剛' });
  member.is1 = await addMember(world, 'inside_sales', { name: '早乙女 恵' });
  member.is2 = await addMember(world, 'inside_sales', { name: '江藤 結' });
  const lines = companies.map((name, index) => {
    const owner = index === 0 ? '高瀬 亮介' : '';
    return `K${index},${name},https://www.kaisha${index}.co.jp,${owner},${['愛知県', '三重県', '岐阜県', '愛知県'][index]},${['機械', '電気機器', '卸売業', '機械'][index]},${(index + 1) * 100}`;
  });
  const header = '会社コード,会社名,URL,担当営業,都道府県,業種,従業員数';
  await takeIn(world.database, { text: `${header}\n${lines.join('\n')}\n` }, 'companies');
  const leads = Array.from({ length: 16 }, (_, index) => {
    const company = index % 4;
    return `L${index},${companies[company]},佐藤,${index}郎,l${index}@kaisha${company}.co.jp,新規,展示会,2026/11/18`;
  });
  await takeIn(
    world.database,
    { text: `リード ID,会社名,姓,名,メール,リード状況,キャンペーン,作成日\n${leads.join('\n')}\n` },
    'salesforce-leads',
  );
  const { rows } = await world.database.pool.query('select account_id, name from account');
  for (const row of rows) idOf.set(row.name, row.account_id);
});
after(async () => {
  await app.close();
  await opened.close();
});

test('an absence: own for everybody, others by managers; hand-overs go to the deputy and say so', async () => {
  const absence = {
    memberId: member.ae!.memberId,
    fromOn: '2026-11-20',
    toOn: '2026-11-24',
    deputyId: member.deputy!.memberId,
  };
  const add = (who: string, body: object) => call(app, member[who], 'POST', '/api/absences', body);
  assert.equal((await add('deputy', absence)).body.code, 'absence_of_another');
  assert.equal((await add('ae', { ...absence, deputyId: absence.memberId })).body.code, 'deputy_unfit');
  assert.equal((await add('ae', { ...absence, toOn: '2026-11-19' })).body.code, 'absence_backwards');
  const added = await add('ae', absence);
  assert.equal(added.status, 200, added.text);
  assert.equal((await add('manager', absence)).body.code, 'absence_overlaps');
  const cycleId = await handOver(companies[0]!);
  const found = await detail('deputy', cycleId);
  assert.equal(found.lead.receiverName, '白川 奈々');
  assert.deepEqual(
    found.because.map(({ ja }) => ja),
    [
      'ルール「企業の担当へ」に合います',
      '企業の担当の高瀬 亮介さんへ',
      '高瀬 亮介さんは2026/11/24まで不在のため、代理の白川 奈々さんへ',
    ],
  );
  const { body } = await call<{ absences: { absenceId: number; mayRemove: boolean }[] }>(
    app,
    member.ae,
    'GET',
    '/api/absences',
  );
  assert.deepEqual(
    body.absences.map((one) => one.mayRemove),
    [true],
  );
  const path = `/api/absences/${body.absences[0]!.absenceId}`;
  assert.equal((await call(app, member.deputy, 'DELETE', path)).status, 403);
  assert.equal((await call(app, member.manager, 'DELETE', path)).status, 200);
  assert.equal((await detail('manager', await handOver(companies[0]!))).lead.receiverName, '高瀬 亮介');
});

const plan = (): RoutingPlan => ({
  rules: [
    {
      code: 'mie',
      name: '三重は白川',
      when: { prefectures: ['三重県'] },
      to: { kind: 'member', id: String(member.deputy!.memberId) },
    },
    {
      code: 'machines',
      name: '機械は順番',
      when: { industries: ['機械'], employees: { from: 200 } },
      to: { kind: 'pool', id: 'machines' },
    },
    { code: 'rest', name: '残り', when: {}, to: { kind: 'pool', id: 'inside_sales' } },
  ],
  pools: [
    { poolId: 'machines', name: '機械チーム', memberIds: [String(member.is1!.memberId), String(member.ae!.memberId)] },
  ],
  members: { [String(member.is1!.memberId)]: { capacity: 1, hours: { from: 600, to: 960 } } },
});

test('one company is tried before anything is saved: who, until when, and why', async () => {
  const trial = await call<{ receiver: { name: string }; because: { ja: string }[]; dueAt: string }>(
    app,
    member.marketing,
    'POST',
    '/api/routing/try',
    { accountId: idOf.get(companies[1]!), plan: plan() },
  );
  assert.equal(trial.status, 200, trial.text);
  assert.deepEqual(
    [trial.body.receiver.name, trial.body.because.map(({ ja }) => ja)],
    ['白川 奈々', ['ルール「三重は白川」に合います']],
  );
  const inForce = await call<{ receiver: { name: string } }>(app, member.marketing, 'POST', '/api/routing/try', {
    accountId: idOf.get(companies[1]!),
  });
  assert.match(inForce.body.receiver.name, /早乙女 恵|江藤 結/);
  assert.equal((await routing()).version, 'default');
});

test('a dry run over last month adds up, tells who changes, and writes nothing', async () => {
  for (const name of [companies[1]!, companies[1]!, companies[3]!, companies[3]!]) await handOver(name);
  const before = await routing();
  const run = await call<{
    items: number;
    changedCount: number;
    receivers: { receiver: { name: string }; before: number; after: number }[];
    changed: { accountName: string; before: { name: string }; after: { name: string }; because: { ja: string }[] }[];
  }>(app, member.marketing, 'POST', '/api/routing/dry-run', { plan: plan() });
  assert.equal(run.status, 200, run.text);
  const sum = (side: 'before' | 'after') => run.body.receivers.reduce((total, one) => total + one[side], 0);
  assert.deepEqual([run.body.items, sum('before'), sum('after')], [6, 6, 6]);
  const mie = run.body.changed.filter((one) => one.accountName === companies[1]);
  assert.deepEqual(
    mie.map((one) => one.after.name),
    ['白川 奈々', '白川 奈々'],
  );
  assert.equal(mie[0]!.because[0]!.ja, 'ルール「三重は白川」に合います');
  assert.equal(run.body.changedCount, run.body.changed.length);
  assert.deepEqual(await routing(), before);
});

test('rules are saved as versions; who edits an old one is told; rules that lead nowhere are refused', async () => {
  const save = (who: string, basedOn: string, given: object, note: string | null = null) =>
    call<{ versionId: number; code: string }>(app, member[who], 'PUT', '/api/routing', { basedOn, plan: given, note });
  assert.equal((await save('ae', 'default', plan())).status, 403);
  const lost = { ...plan(), pools: [] };
  assert.equal((await save('manager', 'default', lost)).body.code, 'routing_invalid');
  const saved = await save('manager', 'default', plan(), '11月の体制');
  assert.equal(saved.status, 200, saved.text);
  assert.equal((await save('marketing', 'default', plan())).body.code, 'routing_changed');
  const inForce = await routing();
  assert.deepEqual(
    [inForce.version, inForce.versions[0]!.savedBy, inForce.versions[0]!.note],
    [String(saved.body.versionId), '堂島 剛', '11月の体制'],
  );
  assert.equal((await detail('manager', await handOver(companies[1]!))).lead.receiverName, '白川 奈々');
  const { lead, because } = await detail('manager', await handOver(companies[3]!));
  assert.equal(lead.receiverName, '高瀬 亮介');
  assert.deepEqual(
    because.map(({ ja }) => ja),
    ['ルール「機械は順番」に合います', '早乙女 恵さんは対応中が上限のため飛ばしました', '順番で高瀬 亮介さんへ'],
  );
});

test('fairness: every lead once, the parts make what was received, a re-route is no rejection', async () => {
  const waiting = (await list('manager', 'waiting')).rows;
  const rerouted = waiting.find((row) => row.receiverName === '白川 奈々')!;
  const to = { kind: 'member', id: String(member.ae!.memberId) };
  const say = (cycleId: string, answer: object) =>
    call(app, member.manager, 'POST', '/api/handovers/answer', { cycleIds: [cycleId], answer });
  assert.equal((await say(rerouted.cycleId, { kind: 'reroute', to })).status, 200);
  assert.equal((await say(rerouted.cycleId, { kind: 'accept', nextAction: '電話', nextOn: '2026-11-25' })).status, 200);
  const { body } = await call<{
    handed: number;
    receivers: {
      receiver: { name: string };
      received: number;
      accepted: number;
      rejected: number;
      ignored: number;
      pending: number;
      reRouted: number;
      acceptanceRate: { n: number };
    }[];
  }>(app, member.manager, 'GET', '/api/routing/fairness');
  assert.equal(body.handed, waiting.length, JSON.stringify(body));
  assert.equal(
    body.receivers.reduce((sum, one) => sum + one.received, 0),
    body.handed,
  );
  for (const one of body.receivers) {
    assert.equal(one.received, one.accepted + one.rejected + one.ignored + one.pending);
    assert.equal(one.acceptanceRate.n, one.received);
  }
  const of = (name: string) => body.receivers.find((one) => one.receiver.name === name)!;
  assert.deepEqual([of('白川 奈々').reRouted, of('白川 奈々').rejected, of('高瀬 亮介').accepted], [1, 0, 1]);
});

test('S2-46 an agency sees what was given to it with its deadline, never gross profit, and is warned where sales is active', async () => {
  const pool = opened.world.database.pool;
  const { rows } = await pool.query(
    "insert into account (account_id, name, name_safe, name_order, agency_role, provenance) values (900001, '中部商会', '中部商会', '中部商会', '一次店', '{}') returning account_id",
  );
  const agencyId = rows[0].account_id as number;
  member.agency = await addMember(opened.world, 'agency', { name: '代理店 太郎', agencyAccountId: agencyId });
  const id = (await list('manager', 'waiting')).rows.find((row) => row.accountName === companies[0])!.cycleId;
  assert.equal((await list('agency', 'mine')).total, 0);
  await call(app, member.manager, 'POST', '/api/handovers/answer', {
    cycleIds: [id],
    answer: { kind: 'give_to_agency', agencyId: String(agencyId) },
  });
  const mine = await list('agency', 'mine');
  assert.deepEqual(
    mine.rows.map((row) => [row.accountName, row.accountId, row.isClash]),
    [[companies[0], null, false]],
    'its name alone: the company is not the agency’s',
  );
  assert.equal((await detail('agency', id)).mayAnswer, true);
  const answer = { kind: 'reroute', to: { kind: 'member', id: String(member.ae!.memberId) } };
  const sent = await call(app, member.agency, 'POST', '/api/handovers/answer', { cycleIds: [id], answer });
  assert.equal(sent.body.code, 'answer_of_staff');
  await pool.query(
    "insert into deal (deal_id, account_id, source, name, stage, state) values (gen_random_uuid(), $1, 'sfa', '更新', '提案', 'open')",
    [idOf.get(companies[0]!)],
  );
  assert.equal((await list('agency', 'mine')).rows[0]!.isClash, true);
  assert.deepEqual((await detail('agency', id)).salesActivity, { ownerName: '高瀬 亮介', lastOn: null, openDeals: 1 });
  assert.equal((await list('manager', 'waiting')).rows.find((row) => row.cycleId === id)!.isClash, true);
  for (const path of [
    '/api/routing',
    '/api/routing/fairness',
    '/api/reassignments',
    '/api/absences',
    '/api/handover-settings',
  ])
    assert.equal((await call(app, member.agency, 'GET', path)).status, 403, path);
});

type Settings = {
  rule: { answer: object; followUp: object; offersReRoute: boolean };
  spans: { from: number; to: number }[];
  weeklyDaysOff: number[];
  daysOff: string[];
};
test('settings: a preview tells what a change does to what waits; a calendar that never opens is refused', async () => {
  const { body } = await call<{ settings: Settings; isDefault: boolean; holidays: { name: string }[] }>(
    app,
    member.marketing,
    'GET',
    '/api/handover-settings',
  );
  assert.equal(body.isDefault, true);
  assert.ok(body.holidays.some(({ name }) => name === '勤労感謝の日'));
  now = new Date('2026-11-20T06:00:00Z');
  const strict = { ...body.settings, rule: { ...body.settings.rule, answer: { kind: 'business_hours', hours: 2 } } };
  const preview = await call<{
    waiting: number;
    places: { place: string; before: number; after: number }[];
    moved: object[];
    example: { before: string; after: string };
  }>(app, member.marketing, 'POST', '/api/handover-settings/preview', strict);
  assert.equal(preview.status, 200, preview.text);
  const waiting = (await list('manager', 'waiting')).total;
  const sum = (side: 'before' | 'after') => preview.body.places.reduce((total, one) => total + one[side], 0);
  assert.deepEqual([preview.body.waiting, sum('before'), sum('after')], [waiting, waiting, waiting]);
  assert.deepEqual(
    [preview.body.example.before, preview.body.example.after],
    ['2026-11-24T09:00:00.000Z', '2026-11-20T08:00:00.000Z'],
  );
  assert.ok(preview.body.moved.length > 0);
  const put = (given: object) => call<{ code: string }>(app, member.marketing, 'PUT', '/api/handover-settings', given);
  assert.equal((await put({ ...strict, weeklyDaysOff: [0, 1, 2, 3, 4, 5, 6] })).body.code, 'calendar_never_open');
  assert.equal((await put({ ...strict, spans: [{ from: 600, to: 540 }] })).body.code, 'hours_reversed');
  assert.equal((await call(app, member.manager, 'PUT', '/api/handover-settings', strict)).status, 403);
  assert.equal((await put(strict)).status, 200);
  const audit = await opened.world.database.pool.query(
    "select count(*)::int as n from audit_entry where action = 'handover_settings.change'",
  );
  assert.equal(audit.rows[0].n, 1);
  const clocks = (
    await call<{ rows: { clock: { state: string } }[] }>(app, member.manager, 'GET', '/api/handovers?view=waiting')
  ).body.rows.map((row) => row.clock.state);
  assert.ok(clocks.includes('overdue'));
});

test('the nightly check holds, and tells which lead vanished when one does', async () => {
  type Check = {
    check: { isBalanced: boolean; total: Record<string, number>; problems: { cycleId: string; why: string }[] };
  };
  const run = async () => (await call<Check>(app, member.marketing, 'POST', '/api/handovers/check')).body.check;
  const good = await run();
  const { handed, sal, rejected, ignored, pending } = good.total as Record<string, number>;
  assert.deepEqual([good.isBalanced, handed], [true, sal! + rejected! + ignored! + pending!]);
  const { rows } = await opened.world.database.pool.query(
    "select cycle_id from lead_cycle where state = 'handed_over' limit 1",
  );
  await opened.world.database.pool.query("update lead_cycle set state = 'nurturing' where cycle_id = $1", [
    rows[0].cycle_id,
  ]);
  const bad = await run();
  assert.deepEqual(
    [bad.isBalanced, bad.problems.map(({ cycleId, why }) => [cycleId, why])],
    [false, [[rows[0].cycle_id, 'nowhere']]],
  );
  const seen = (await call<Check>(app, member.manager, 'GET', '/api/handovers/check')).body.check;
  assert.equal(seen.isBalanced, false, 'everybody sees the alarm');
});
