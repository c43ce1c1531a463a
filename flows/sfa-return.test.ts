import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { writeSetting } from '#db/settings.ts';
import { inTransaction } from '#db/transaction.ts';
import { answerHandOver, handOver, undoAnswer, type Answer } from './hand-over.ts';
import { fetchReturn, makeSfaReturns, writeFullReturn, writeReturn } from './sfa-return.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let sales: TestMember;
let other: TestMember;
const cycles = new Map<string, string>();
const now = (minute: number) => new Date(Date.UTC(2026, 10, 17, 1, minute));

/** Leads as the SFA exports them: record id, status, owner, reason of rejection. */
const leads = (lines: readonly (readonly [key: string, status: string, owner: string, reason?: string])[]) =>
  takeIn(
    opened.world.database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,リード 所有者,差し戻し理由,作成日\n${lines
        .map(
          ([key, status, owner, reason = '']) =>
            `${key},会社${key}株式会社,佐藤,一郎,sato@kaisha${key}.co.jp,${status},${owner},${reason},2026/11/10`,
        )
        .join('\n')}\n`,
    },
    'salesforce-leads',
  );
const answer = (key: string, said: Answer, minute: number, member = sales) =>
  inTransaction(opened.world.database, (transaction) =>
    answerHandOver(transaction, [cycles.get(key)!], said, { memberId: member.memberId, now: now(minute) }),
  );
const line = async (key: string) =>
  opened.world.database.db
    .selectFrom('lead_cycle')
    .selectAll()
    .where('cycle_id', '=', cycles.get(key)!)
    .executeTakeFirstOrThrow();
const rowsOf = (bytes: Buffer) =>
  new TextDecoder()
    .decode(bytes)
    .trim()
    .split('\r\n')
    .map((row) => row.slice(1, -1).split('","'));

before(async () => {
  opened = await openTestWorld('sfa_return');
  sales = await addMember(opened.world, 'account_executive', { name: '三田村 香織' });
  other = await addMember(opened.world, 'account_executive', { name: '白川 奈々' });
  await leads([
    ['00Q1', 'Open', '三田村 香織'],
    ['00Q2', 'Open', '三田村 香織'],
    ['00Q3', 'Open', '三田村 香織'],
    ['00Q4', 'Working - Contacted', '三田村 香織'],
  ]);
  const { rows } = await opened.world.database.pool.query('select lead_id, external_key from lead');
  for (const row of rows) cycles.set(row.external_key, row.lead_id);
  await inTransaction(opened.world.database, (transaction) =>
    handOver(
      transaction,
      ['00Q1', '00Q2', '00Q3'].map((key) => cycles.get(key)!),
      { memberId: null, now: now(0) },
    ),
  );
  for (const key of ['00Q1', '00Q2', '00Q3'])
    await answer(key, { kind: 'reroute', to: { kind: 'member', id: String(sales.memberId) } }, 1);
});
after(() => opened.close());

test('a return carries record ids and the columns and statuses of the SFA, once', async () => {
  await answer('00Q1', { kind: 'accept', nextAction: '=電話で現状を聞く', nextOn: '2026-11-20' }, 5);
  const [made, ...more] = await makeSfaReturns(opened.world.database, now(10));
  assert.deepEqual([made!.source, made!.records, more.length], ['salesforce', 3, 0]);
  const file = await writeReturn(opened.world.database.db, made!.id);
  assert.deepEqual([...file.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'Excel reads UTF-8 by its mark');
  const [header, ...rows] = rowsOf(file.bytes);
  assert.deepEqual(header!.slice(0, 5), ['リード ID', 'リード状況', 'リード 所有者', '差し戻し理由', '引き渡し日']);
  assert.deepEqual(
    rows.map((row) => row.slice(0, 3)),
    [
      ['00Q1', 'Working - Contacted', '三田村 香織'],
      ['00Q2', 'MQL', '三田村 香織'],
      ['00Q3', 'MQL', '三田村 香織'],
    ],
    'the status that its records use most, else the first it knows',
  );
  assert.ok(rows[0]!.includes("'=電話で現状を聞く"), 'a cell that would run is made inert');
  assert.deepEqual(await makeSfaReturns(opened.world.database, now(11)), [], 'nothing changed');
  assert.deepEqual(await makeSfaReturns(opened.world.database, now(11), sales.memberId), []);
});

test('only what changed goes with the next return; the full file and CP932 hold the same', async () => {
  await answer('00Q2', { kind: 'reject', reason: 'wrong_role' }, 15);
  const [made] = await makeSfaReturns(opened.world.database, now(16));
  assert.equal(made!.records, 1);
  const changed = rowsOf((await writeReturn(opened.world.database.db, made!.id)).bytes);
  assert.deepEqual(changed[1]!.slice(0, 4), ['00Q2', 'Closed - Not Converted', '三田村 香織', '部署・役職が違う']);
  const full = await writeFullReturn(opened.world.database.db, 'salesforce', 'cp932');
  assert.equal(full.records, 3);
  assert.match(new TextDecoder('shift_jis').decode(full.bytes), /"リード ID".*\r\n"00Q1"/);
  const fetched = await fetchReturn(opened.world.database, 'salesforce', now(17));
  assert.equal(fetched.records, 3, 'everything since it was last fetched, whatever runs lay between');
  assert.equal((await fetchReturn(opened.world.database, 'salesforce', now(18))).records, 0);
});

test('a hand-over taken back returns what the SFA said itself', async () => {
  await leads([['00Q5', 'Nurturing', '白川 奈々']]);
  const { lead_id: cycleId } = await opened.world.database.db
    .selectFrom('lead')
    .select('lead_id')
    .where('external_key', '=', '00Q5')
    .executeTakeFirstOrThrow();
  const actor = { memberId: sales.memberId, now: now(20) };
  await inTransaction(opened.world.database, (transaction) => handOver(transaction, [cycleId], actor));
  await makeSfaReturns(opened.world.database, now(21));
  await inTransaction(opened.world.database, (transaction) => undoAnswer(transaction, [cycleId], actor));
  const [made] = await makeSfaReturns(opened.world.database, now(22));
  const rows = rowsOf((await writeReturn(opened.world.database.db, made!.id)).bytes);
  assert.deepEqual(rows[1]!.slice(0, 5), ['00Q5', 'Nurturing', '白川 奈々', '', '']);
});

test('while buttons decide, a status of the SFA changes no answer', async () => {
  await leads([['00Q3', 'Working - Contacted', '三田村 香織']]);
  assert.equal((await line('00Q3')).state, 'handed_over');
});

test('S2-36 where the SFA decides, its status is the answer: with its row as proof, once, and no second count', async () => {
  const { db } = opened.world.database;
  await writeSetting(db, 'acceptance', { truth: 'sfa' }, null);
  const file = [
    ['00Q1', 'Working - Contacted', '三田村 香織'],
    ['00Q3', 'Unqualified', '三田村 香織', 'ニーズなし'],
  ] as const;
  for (let time = 0; time < 2; time++) {
    await leads(file);
    const accepted = await line('00Q1');
    assert.deepEqual([accepted.state, accepted.sal_at], ['accepted', '2026-11-17'], 'the button was first');
    const returned = await line('00Q3');
    assert.deepEqual([returned.state, returned.reason], ['recycled', 'no_need'], 'with what follows from its reason');
  }
  const events = await db
    .selectFrom('cycle_event')
    .select(['cycle_id', 'kind', 'member_id', 'explanation', 'step'])
    .where('cycle_id', 'in', [cycles.get('00Q1')!, cycles.get('00Q3')!])
    .where('kind', 'in', ['accept', 'reject'])
    .orderBy('cycle_event_id')
    .execute();
  assert.deepEqual(
    events.map((event) => [event.kind, event.member_id]),
    [
      ['accept', sales.memberId],
      ['reject', null],
    ],
  );
  const { sfa } = events[1]!.explanation as { sfa: Record<string, unknown> };
  assert.deepEqual([sfa.status, sfa.statusBefore, sfa.fileName], ['Unqualified', 'Working - Contacted', 'test.csv']);
  assert.equal((events[1]!.step as { isInferred: boolean }).isInferred, true);
  const { rows } = await opened.world.database.pool.query(
    'select count(*)::int as h, count(sal_at)::int as sal, count(rejected_at)::int as rejected from lead_cycle where cycle_id = any($1)',
    [['00Q1', '00Q2', '00Q3'].map((key) => cycles.get(key))],
  );
  assert.deepEqual(rows[0], { h: 3, sal: 1, rejected: 2 });
});

test('another owner in the SFA is a re-routing, and a deal there is an answer wherever buttons decide', async () => {
  const { db } = opened.world.database;
  await leads([
    ['00Q6', 'Open', '三田村 香織'],
    ['00Q7', 'Open', '三田村 香織'],
  ]);
  const { rows } = await opened.world.database.pool.query(
    "select lead_id, external_key from lead where external_key in ('00Q6', '00Q7')",
  );
  for (const row of rows) cycles.set(row.external_key, row.lead_id);
  await inTransaction(opened.world.database, (transaction) =>
    handOver(
      transaction,
      ['00Q6', '00Q7'].map((key) => cycles.get(key)!),
      { memberId: null, now: now(30) },
    ),
  );
  await leads([['00Q6', 'Open', '白川 奈々']]);
  const moved = await line('00Q6');
  assert.deepEqual(
    [moved.state, moved.receiver_kind, moved.receiver_id],
    ['handed_over', 'member', String(other.memberId)],
  );
  await writeSetting(db, 'acceptance', { truth: 'mori' }, null);
  await leads([['00Q7', 'Closed - Converted', '三田村 香織']]);
  const deal = await line('00Q7');
  assert.equal(deal.state, 'deal');
  assert.ok(deal.sal_at && deal.deal_at);
});
