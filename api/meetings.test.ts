import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { readZip } from '#fixtures/read-zip.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import { inTransaction } from '#db/transaction.ts';
import { decidePlans, draftPlans } from '#flows/edit-plans.ts';
import { writeAgenda } from '#flows/write-agenda.ts';
import { addDays } from '#core/period/day.ts';
import { createApp } from './app.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let marketing: TestMember;
let sales: TestMember;
let now = new Date('2026-11-20T01:00:00Z');

type Target = { number: string; code: string; value: number; target: number; achievement: number; status: string };
type Agenda = {
  targets: Target[];
  ruleChanges: { count: number };
  stalledDeals: { count: number; lines: { subject: string; detail: string; amountYen: number }[] };
  fieldVoice: { count: number; lines: { subject: string; detail: string; said: { ja: string } }[] };
  lastActions: { itemId: number; text: string; state: string; evidence: string | null }[];
  numbers: Record<
    | 'handed'
    | 'sal'
    | 'rejected'
    | 'ignored'
    | 'cohortHanded'
    | 'cohortSal'
    | 'cohortRejected'
    | 'cohortIgnored'
    | 'cohortPending'
    | 'cohortDeals',
    number
  > & {
    salRate: { value: number | null };
  };
  handovers: { count: number; lines: { subject: string; detail: string }[] };
  listChanges: { count: number };
  focusAccount: { lines: { subject: string; said: { ja: string } | null }[] };
  movedAccounts: { lines: { subject: string; counts: Record<string, number> }[] };
  plays: { lines: { subject: string; counts: Record<string, number> }[] };
};
type Added = { agendaItemId: number; text: string; accountName: string | null; addedBy: string };
type Meetings = { isMissing: boolean; agenda: Agenda; added: Added[]; meetings: { meetingId: number }[] };
const read = async () => (await call<Meetings>(app, marketing, 'GET', '/api/meetings')).body;

before(async () => {
  opened = await openTestWorld('meetings');
  app = await createApp({ ...opened.world, now: () => now });
  marketing = await addMember(opened.world, 'marketing_manager', { name: '藤代 まりえ' });
  sales = await addMember(opened.world, 'sales_manager', { name: '堂島 剛' });
  await takeIn(
    opened.world.database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,作成日,引き渡し日,SAL日,差し戻し理由\nL1,青空精機株式会社,佐藤,一郎,a@aozora.co.jp,営業受入,2026/11/10,2026/11/16,2026/11/18,\nL2,北斗電子株式会社,鈴木,二郎,b@hokuto.co.jp,差し戻し,2026/11/10,2026/11/17,,予算なし\nL3,東雲物産株式会社,高橋,三郎,c@shinonome.co.jp,営業引渡済,2026/11/10,2026/11/19,,\n',
    },
    'salesforce-leads',
  );
});
after(async () => {
  await app.close();
  await opened.close();
});

/** A target of the running quarter that both sides agreed on. */
async function agreeOn(kpiCode: string, target: number): Promise<void> {
  const own = { verdict: 'approve', isProxy: false } as const;
  const actors = { marketing: { memberId: marketing.memberId, now }, sales: { memberId: sales.memberId, now } };
  const period = periodOf('quarter', '2026-11-20', april);
  await inTransaction(opened.world.database, async (transaction) => {
    const { planIds } = await draftPlans(transaction, [{ kpiCode, target, period, scope: 'all' }], actors.marketing);
    await decidePlans(transaction, planIds, { verdict: 'submit' }, actors.marketing);
    for (const side of ['marketing', 'sales'] as const)
      await decidePlans(transaction, planIds, { ...own, side, memberId: actors[side].memberId }, actors[side]);
  });
}

test('S1-35 the agenda writes itself from the last week', async () => {
  const { agenda, isMissing } = await read();
  assert.equal(isMissing, false, 'nothing is due before there are targets');
  assert.deepEqual([agenda.numbers.handed, agenda.numbers.sal, agenda.numbers.cohortHanded], [3, 1, 3]);
  assert.equal(agenda.numbers.salRate.value, 1 / 3);
  assert.equal(agenda.handovers.count, 2);
  assert.deepEqual(agenda.handovers.lines.map((line) => line.subject).sort(), ['北斗電子株式会社', '東雲物産株式会社']);
});

test('S1-35 the numbers stand against the targets both sides agreed; deals that stopped and the voice of the field come up', async () => {
  const { database } = opened.world;
  await agreeOn('K6.1', 0.5);
  await takeIn(database, {
    text: '商談 ID,商談名,取引先名,フェーズ,金額,作成日,完了予定日,所有者\nD1,荷役設備,南風精工株式会社,提案,"3,000,000",2026/10/02,2026/10/31,堂島 剛\nD2,搬送設備,南風精工株式会社,提案,"9,000,000",2026/11/02,2027/03/31,堂島 剛\n',
  });
  const cycleId = (await database.pool.query("select cycle_id from lead_cycle where state = 'rejected'")).rows[0]
    .cycle_id;
  await database.pool.query(
    "insert into feedback (cycle_id, member_id, side, code, text, through, given_at) values ($1, $2, 'sales', 'wrong_person', '窓口は購買部でした', 'screen', $3)",
    [cycleId, sales.memberId, now],
  );
  const { agenda } = await read();
  assert.deepEqual(
    agenda.targets.map(({ number, code, target, value, achievement, status }) => [
      number,
      code,
      target,
      value.toFixed(3),
      achievement.toFixed(3),
      status,
    ]),
    [['salRate', 'K6.1', 0.5, '0.333', '0.667', 'red']],
  );
  assert.deepEqual(
    agenda.stalledDeals.lines.map(({ subject, detail, amountYen }) => [subject, detail, amountYen]),
    [['南風精工株式会社 荷役設備', 'past_closing', 3_000_000]],
  );
  assert.deepEqual(
    agenda.fieldVoice.lines.map(({ subject, detail, said }) => [subject, detail, said.ja]),
    [['北斗電子株式会社', 'wrong_person', '窓口は購買部でした']],
  );
  assert.equal(agenda.ruleChanges.count, 0);
});

test('S1-35 campaigns are told with what became of their leads; targets that moved with what moved; waiting leads with their clock', async () => {
  const { database } = opened.world;
  const target =
    "insert into target_line (account_id, origin, status, tier) select account_id, 'proposal', 'active', $2 from account where name = $1";
  await database.pool.query(target, ['青空精機株式会社', null]);
  await database.pool.query(
    "insert into appointment (account_id, status, meets_on, host_id, set_by, set_at) select account_id, 'scheduled', '2026-12-01', $1, $1, '2026-11-18T00:00:00Z' from account where name = '青空精機株式会社'",
    [sales.memberId],
  );
  const { agenda } = await read();
  assert.deepEqual(
    agenda.plays.lines.map(({ counts }) => counts),
    [{ handed: 3, sal: 1, rejected: 1, deals: 0 }],
  );
  assert.deepEqual(
    agenda.movedAccounts.lines.map(({ subject, counts }) => [subject, counts.handed, counts.set, counts.deals]),
    [['青空精機株式会社', 1, 1, 0]],
  );
  await database.pool.query(
    "update lead_cycle set clock_from = '2026-11-19T00:00:00Z', clock_class = 'normal', receiver_kind = 'member', receiver_id = $1 where state = 'handed_over'",
    [String(sales.memberId)],
  );
  assert.ok((await read()).agenda.handovers.lines.some(({ detail }) => detail === 'near'));
});

test('a target stays in the agenda when its company is put together with another', async () => {
  const { database } = opened.world;
  await database.pool.query('update target_line set account_id = 900001');
  await database.pool.query(
    "insert into entity_redirect (kind, from_id, to_id) select 'account', 900001, account_id from account where name = '青空精機株式会社'",
  );
  const { agenda } = await read();
  assert.deepEqual(
    [agenda.movedAccounts.lines[0]!.subject, agenda.focusAccount.lines[0]!.subject],
    Array(2).fill('青空精機株式会社'),
  );
  await database.pool.query('delete from target_line');
});

test('S1-35 every strategic target is in focus at least every four weeks, whatever the year', async () => {
  const { database } = opened.world;
  const names = Array.from({ length: 6 }, (_, index) => `重点${index}株式会社`);
  await takeIn(
    database,
    { text: `会社コード,会社名\n${names.map((name, index) => `S${index},${name}`).join('\n')}\n` },
    'companies',
  );
  await database.pool.query(
    "insert into target_line (account_id, origin, status, tier) select account_id, 'proposal', 'active', 'strategic' from account where name like '重点%'",
  );
  for (const monday of ['2026-12-07', '2026-12-14', '2026-12-21']) {
    const seen = new Set<string>();
    for (let week = 0; week < 4; week++) {
      const { focusAccount } = await writeAgenda(database.db, addDays(monday, 7 * week));
      for (const { subject } of focusAccount.lines) seen.add(subject);
      assert.ok(focusAccount.lines.length <= 2, 'shared out evenly');
    }
    assert.deepEqual([...seen].sort(), names);
  }
  await database.pool.query('delete from target_line');
});

test('each number of the week opens to as many leads as it counts', async () => {
  const { numbers } = (await read()).agenda;
  const parts = ['cohortSal', 'cohortRejected', 'cohortIgnored', 'cohortPending'] as const;
  assert.equal(
    numbers.cohortHanded,
    parts.reduce((sum, part) => sum + numbers[part], 0),
    'H = SAL + rejected + ignored + pending',
  );
  for (const number of ['handed', 'sal', 'rejected', 'ignored', 'cohortHanded', ...parts, 'cohortDeals'] as const) {
    const { body } = await call<{ total: number; rows: object[] }>(
      app,
      sales,
      'GET',
      `/api/meetings/numbers/${number}?on=2026-11-20`,
    );
    assert.deepEqual([body.total, body.rows.length], [numbers[number], numbers[number]], number);
  }
  assert.equal((await call(app, sales, 'GET', '/api/meetings/numbers/other')).status, 422);
});

test('a line added by hand stands in the next agenda with who brought it, goes to the meeting held on it, and stays once minutes stand', async () => {
  const { pool } = opened.world.database;
  const { rows } = await pool.query("select account_id from account where name = '東雲物産株式会社'");
  const accountId = rows[0].account_id as number;
  const add = (body: object) => call<{ agendaItemId: number }>(app, sales, 'POST', '/api/meetings/agenda', body);
  const told = ({ text, accountName, addedBy }: Added) => [text, accountName, addedBy];
  const { agendaItemId } = (await add({ text: '展示会のあとの分担', accountId })).body;
  assert.deepEqual((await read()).added.map(told), [['展示会のあとの分担', '東雲物産株式会社', '堂島 剛']]);
  const gone = await call(app, sales, 'DELETE', `/api/meetings/agenda/${agendaItemId}`);
  assert.deepEqual(gone.body, { removed: { text: '展示会のあとの分担', accountId } });
  assert.equal((await call(app, sales, 'DELETE', `/api/meetings/agenda/${agendaItemId}`)).status, 404);
  assert.equal((await add({ text: '不明な企業', accountId: 990_000 })).status, 404);
  assert.equal((await add({ text: '不明な会議', meetingId: 990_000 })).status, 404);
  assert.equal((await add({ text: ' ' })).status, 422);
  await add({ text: '展示会のあとの分担', accountId: 900_003 });
  assert.deepEqual((await read()).added, [], 'a company nobody knows is refused');
  await pool.query("insert into entity_redirect (kind, from_id, to_id) values ('account', 900003, $1)", [accountId]);
  assert.equal((await add({ text: '展示会のあとの分担', accountId: 900_003 })).status, 200);

  const on = '2026-10-01';
  const { meetingId } = (await call<{ meetingId: number }>(app, sales, 'POST', '/api/meetings', { on })).body;
  assert.deepEqual((await read()).added, [], 'the next agenda begins anew');
  await add({ text: '会議中に出た話', meetingId });
  const held = async () => (await call<{ added: Added[] }>(app, sales, 'GET', `/api/meetings/${meetingId}`)).body.added;
  assert.deepEqual((await held()).map(told), [
    ['展示会のあとの分担', '東雲物産株式会社', '堂島 剛'],
    ['会議中に出た話', null, '堂島 剛'],
  ]);
  const slides = await app.inject({
    method: 'GET',
    url: `/api/meetings/${meetingId}/minutes.pptx`,
    headers: sales.headers,
  });
  const words = [...(await readZip(slides.rawPayload)).values()].map(String).join('');
  assert.ok(words.includes('東雲物産株式会社 展示会のあとの分担(手で追加: 堂島 剛)'));
  assert.equal((await call(app, sales, 'POST', `/api/meetings/${meetingId}/confirm`)).status, 200);
  const late = await add({ text: '後から', meetingId });
  assert.deepEqual([late.status, (late.body as unknown as { code: string }).code], [409, 'minutes_stand']);
  const decided = await call(app, sales, 'POST', `/api/meetings/${meetingId}/items`, {
    kind: 'decision',
    text: '後から',
  });
  assert.deepEqual([decided.status, decided.body.code], [409, 'minutes_stand']);
  const last = (await held())[1]!.agendaItemId;
  assert.equal((await call(app, sales, 'DELETE', `/api/meetings/agenda/${last}`)).status, 409);
  assert.equal((await held()).length, 2, 'a refusal takes nothing away');
  const { rows: audit } = await pool.query(
    "select action from audit_entry where subject_kind = 'agenda_item' and action = 'meeting.remove_agenda_item'",
  );
  assert.equal(audit.length, 1);
  await pool.query('delete from agenda_item');
  await pool.query('delete from meeting_event');
  await pool.query('delete from meeting');
});

test('decisions and actions are kept with the agenda as it stood; actions come back until they are done', async () => {
  const { body } = await call<{ meetingId: number }>(app, marketing, 'POST', '/api/meetings', {
    attendees: '藤代、堂島',
  });
  const url = `/api/meetings/${body.meetingId}`;
  assert.equal((await call(app, sales, 'POST', '/api/meetings', {})).status, 409, 'one meeting a day');
  const nobody = await call(app, sales, 'POST', `${url}/items`, { kind: 'action', text: '電話する' });
  assert.deepEqual([nobody.status, (nobody.body as { code: string }).code], [422, 'action_needs_owner']);
  const action = { kind: 'action', text: '東雲物産に電話する', ownerId: sales.memberId, dueOn: '2026-11-24' };
  const { itemId } = (await call<{ itemId: number }>(app, sales, 'POST', `${url}/items`, action)).body;
  await call(app, sales, 'POST', `${url}/items`, { kind: 'decision', text: '展示会のリードは規模で絞る' });
  now = new Date('2026-11-27T01:00:00Z');
  assert.deepEqual(
    (await read()).agenda.lastActions.map(({ text, state }) => [text, state]),
    [['東雲物産に電話する', 'late']],
  );
  const kept = (await call<{ agenda: Agenda; items: unknown[] }>(app, marketing, 'GET', url)).body;
  assert.deepEqual([kept.agenda.numbers.handed, kept.items.length], [3, 2]);
  assert.equal((await call(app, sales, 'PATCH', `/api/meetings/actions/${itemId}`, { event: 'drop' })).status, 422);
  assert.equal(
    (
      await call(app, sales, 'PATCH', `/api/meetings/actions/${itemId}`, {
        event: 'finish',
        evidence: ' 電話済み。来週訪問 ',
      })
    ).status,
    200,
  );
  assert.deepEqual(
    (await read()).agenda.lastActions.map(({ state, evidence }) => [state, evidence]),
    [['done', '電話済み。来週訪問']],
    'what was done since the last meeting is told, and by what one sees it',
  );
  const minutes = await app.inject({ method: 'GET', url: `${url}/minutes.pptx`, headers: sales.headers });
  assert.ok(
    [...(await readZip(minutes.rawPayload)).values()].map(String).join('').includes('結果: 電話済み。来週訪問'),
  );
  assert.equal((await call(app, sales, 'PATCH', `/api/meetings/actions/${itemId}`, { event: 'reopen' })).status, 200);
  assert.deepEqual(
    (await read()).agenda.lastActions.map(({ state, evidence }) => [state, evidence]),
    [['late', null]],
    'an action that was ticked by mistake is open again',
  );
  const mistake = { kind: 'decision', text: '書き間違い' };
  const added = (await call<{ itemId: number }>(app, sales, 'POST', `${url}/items`, mistake)).body;
  const gone = await call(app, sales, 'DELETE', `${url}/items/${added.itemId}`);
  assert.deepEqual([gone.status, gone.body], [200, { removed: mistake }]);
  assert.equal((await call(app, sales, 'DELETE', `${url}/items/${added.itemId}`)).status, 404);
  assert.equal((await call(app, marketing, 'POST', `${url}/confirm`)).status, 200);
  assert.equal((await call(app, marketing, 'POST', `${url}/confirm`)).status, 409);
  assert.equal((await call(app, sales, 'DELETE', `${url}/items/${itemId}`)).status, 409);
});

test('a decision names what it affects and whether it can be taken back, also in the minutes and when it is recorded again', async () => {
  const on = '2026-10-02';
  const { meetingId } = (await call<{ meetingId: number }>(app, sales, 'POST', '/api/meetings', { on })).body;
  const { rows } = await opened.world.database.pool.query(
    "select account_id from account where name = '東雲物産株式会社'",
  );
  const accountId = rows[0].account_id as number;
  const url = `/api/meetings/${meetingId}`;
  const record = (body: object) =>
    call<{ itemId: number; code: string }>(app, sales, 'POST', `${url}/items`, {
      kind: 'decision',
      text: '購買部だけに渡す',
      ...body,
    });
  const named = { affects: 'company', accountId, isReversible: false };
  const { itemId } = (await record(named)).body;
  await record({ text: '規模の下限を上げる', affects: 'handoverRules', isReversible: true });
  const bare = await record({ affects: 'company' });
  assert.deepEqual([bare.status, bare.body.code], [422, 'decision_needs_company']);
  assert.equal((await record({ ...named, accountId: 990_000 })).status, 404);
  const { items } = (
    await call<{ items: { itemId: number; accountName: string; isReversible: boolean }[] }>(app, sales, 'GET', url)
  ).body;
  const found = items.find((item) => item.itemId === itemId)!;
  assert.deepEqual([found.accountName, found.isReversible], ['東雲物産株式会社', false]);
  const minutes = async (language: string) => {
    const { rawPayload } = await app.inject({
      method: 'GET',
      url: `${url}/minutes.pptx?language=${language}`,
      headers: sales.headers,
    });
    return [...(await readZip(rawPayload)).values()].map(String).join('');
  };
  const told = await minutes('ja');
  assert.ok(told.includes('購買部だけに渡す(影響: 東雲物産株式会社・やり直せない)'));
  assert.ok(told.includes('規模の下限を上げる(影響: 引き渡しのルール・やり直せる)'));
  assert.ok((await minutes('en')).includes('(affects the hand-over rules, can be taken back)'));
  const { body } = await call(app, sales, 'DELETE', `${url}/items/${itemId}`);
  assert.deepEqual(body, { removed: { kind: 'decision', text: '購買部だけに渡す', ...named } });
});

test('the first screens ask for minutes that are still a draft a day after the meeting', async () => {
  const due = async () =>
    (await call<{ unconfirmed: { meetsOn: string }[] }>(app, sales, 'GET', '/api/meetings/due')).body.unconfirmed;
  assert.deepEqual(
    (await due()).map(({ meetsOn }) => meetsOn),
    ['2026-10-02'],
  );
  const { rows } = await opened.world.database.pool.query(
    "select meeting_id from meeting where meets_on = '2026-10-02'",
  );
  assert.equal((await call(app, sales, 'POST', `/api/meetings/${rows[0].meeting_id}/confirm`)).status, 200);
  assert.deepEqual(await due(), []);
});

test('the minutes are slides with the five numbers, decisions, and actions with owner and day', async () => {
  const { meetings } = (await call<Meetings>(app, marketing, 'GET', '/api/meetings')).body;
  const url = `/api/meetings/${meetings[0]!.meetingId}/minutes.pptx`;
  for (const language of ['ja', 'en'] as const) {
    const response = await app.inject({
      method: 'GET',
      url: `${url}?language=${language}`,
      headers: marketing.headers,
    });
    assert.equal(response.statusCode, 200);
    const files = await readZip(response.rawPayload);
    const told = [...files].filter(([name]) => /slides\/slide\d+\.xml$/.test(name)).map(([, xml]) => xml.toString());
    assert.equal(told.length, 3, 'numbers with what was decided, and the agenda on two');
    const words = told.join('');
    for (const text of [
      '展示会のリードは規模で絞る',
      '東雲物産に電話する',
      '堂島 剛',
      '2026/11/24',
      '33.3%',
      '66.7%',
      '北斗電子株式会社',
      '南風精工株式会社 荷役設備',
      '窓口は購買部でした',
    ])
      assert.ok(words.includes(text), text);
    assert.ok(words.includes(language === 'ja' ? '予算なし' : 'No budget'));
  }
  assert.equal((await call(app, marketing, 'GET', '/api/meetings/999/minutes.pptx')).status, 404);
});

test('many actions go on over further slides', async () => {
  const { meetings } = (await call<Meetings>(app, marketing, 'GET', '/api/meetings')).body;
  const { meetingId } = meetings[0]!;
  await opened.world.database.pool.query(
    "insert into meeting_item (meeting_id, kind, text, owner_id, due_on, state) select $1, 'action', '宿題 ' || n, $2, '2026-12-01', 'open' from generate_series(1, 30) n",
    [meetingId, sales.memberId],
  );
  const response = await app.inject({
    method: 'GET',
    url: `/api/meetings/${meetingId}/minutes.pptx`,
    headers: marketing.headers,
  });
  const files = await readZip(response.rawPayload);
  const slides = [...files].filter(([name]) => /slides\/slide\d+\.xml$/.test(name));
  assert.equal(slides.length, 5);
  assert.ok(slides.some(([, xml]) => xml.toString().includes('宿題 30')));
});
