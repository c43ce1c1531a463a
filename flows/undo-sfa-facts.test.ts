import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, type TestMember } from '#fixtures/api-client.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { writeSetting } from '#db/settings.ts';
import { inTransaction } from '#db/transaction.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let sales: TestMember;
const cycles = new Map<string, string>();
const now = (minute: number) => new Date(Date.UTC(2026, 10, 17, 1, minute));

const leads = async (lines: readonly (readonly [key: string, status: string, reason?: string, deal?: string])[]) => {
  const { batch } = await takeIn(
    opened.world.database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,リード 所有者,差し戻し理由,作成日,商談 ID\n${lines
        .map(
          ([key, status, reason = '', deal = '']) =>
            `${key},会社${key}株式会社,佐藤,一郎,sato@kaisha${key}.co.jp,${status},三田村 香織,${reason},2026/11/10,${deal}`,
        )
        .join('\n')}\n`,
    },
    'salesforce-leads',
  );
  return batch;
};
const deal = async (stage: string) => {
  const text = `商談 ID,商談名,取引先名,フェーズ,金額,完了予定日,作成日\n0061,設備,会社00Q3株式会社,${stage},100,2026/12/01,2026/11/18\n`;
  return (await takeIn(opened.world.database, { text }, 'salesforce-opportunities')).batch;
};
const undo = (batch: number) =>
  inTransaction(opened.world.database, (transaction) => undoImport(transaction, batch, sales.memberId));
const stateOf = async (key: string) => {
  const line = await opened.world.database.db
    .selectFrom('lead_cycle')
    .select(['state', 'sal_at', 'rejected_at', 'deal_at', 'reason', 'recycle_on'])
    .where('cycle_id', '=', cycles.get(key)!)
    .executeTakeFirst();
  return line ?? null;
};
const states = () => Promise.all(['00Q1', '00Q2', '00Q3'].map(stateOf));
const first = [
  ['00Q1', 'Open'],
  ['00Q2', 'Open'],
  ['00Q3', 'Open', '', '0061'],
] as const;
const second = [
  ['00Q1', 'Working - Contacted'],
  ['00Q2', 'Unqualified', 'ニーズなし'],
] as const;

before(async () => {
  opened = await openTestWorld('undo_sfa_facts');
  sales = await addMember(opened.world, 'account_executive', { name: '三田村 香織' });
  await writeSetting(opened.world.database.db, 'acceptance', { truth: 'sfa' }, null);
  await leads(first);
  const { rows } = await opened.world.database.pool.query('select lead_id, external_key from lead');
  for (const row of rows) cycles.set(row.external_key, row.lead_id);
  await inTransaction(opened.world.database, (transaction) =>
    handOver(transaction, [...cycles.values()], { memberId: null, now: now(0) }),
  );
});
after(() => opened.close());

test('undoing an import takes back the acceptances and rejections that its statuses told, and what followed from them', async () => {
  const untouched = await states();
  const batch = await leads(second);
  const told = await states();
  assert.deepEqual(
    told.map((line) => line!.state),
    ['accepted', 'recycled', 'handed_over'],
  );
  assert.deepEqual(await undo(batch), { withdrawn: 2, facts: 3 });
  assert.deepEqual(await states(), untouched);
  const derived = await dumpDerived(opened.world.database);
  await rebuild(opened.world.database);
  assert.deepEqual(await states(), untouched, 'a rebuild tells nothing of what was taken back');
  assert.deepEqual(await dumpDerived(opened.world.database), derived);

  await leads(second);
  const again = await states();
  assert.deepEqual(again, told, 'taken in again, the file tells it again');
  await rebuild(opened.world.database);
  assert.deepEqual(await states(), again);
  const { rows } = await opened.world.database.pool.query(
    "select count(*)::int as n, count(undone_at)::int as undone from cycle_event where explanation ? 'sfa'",
  );
  assert.deepEqual(rows, [{ n: 6, undone: 3 }]);
});

test('a deal is taken back with the import of the deal, and the button pressed meanwhile stays', async () => {
  const untouched = await stateOf('00Q3');
  const batch = await deal('提案');
  assert.equal((await stateOf('00Q3'))!.state, 'deal');
  await undo(batch);
  assert.deepEqual(await stateOf('00Q3'), untouched);
  await inTransaction(opened.world.database, (transaction) =>
    answerHandOver(
      transaction,
      [cycles.get('00Q3')!],
      { kind: 'accept', nextAction: '電話する', nextOn: '2099-01-05' },
      { memberId: sales.memberId, now: new Date() },
    ),
  );
  const accepted = await stateOf('00Q3');
  const next = await deal('提案');
  assert.equal((await stateOf('00Q3'))!.state, 'deal');
  await undo(next);
  assert.deepEqual(await stateOf('00Q3'), accepted);
});

test('a deal that a lead was added to by hand ends the lead: won or lost by a later import, the same after a rebuild, and taken back', async () => {
  const { database } = opened.world;
  const deals = async (won: string, lost: string) => {
    const lines = [
      `0071,増設,会社00Q5株式会社,${won},100,2026/12/01,2026/10/01`,
      `0072,更新,会社00Q6株式会社,${lost},100,2026/12/01,2026/10/01`,
    ];
    const text = `商談 ID,商談名,取引先名,フェーズ,金額,完了予定日,作成日\n${lines.join('\n')}\n`;
    return (await takeIn(database, { text }, 'salesforce-opportunities')).batch;
  };
  const open = [
    ['00Q5', 'Open'],
    ['00Q6', 'Open'],
  ] as const;
  await leads(open);
  await deals('提案', '提案');
  const keys = ['00Q5', '00Q6'];
  const { rows } = await database.pool.query(
    "select l.lead_id, l.external_key, d.deal_id from lead l join deal d on d.external_key = case l.external_key when '00Q5' then '0071' else '0072' end where l.external_key = any($1)",
    [keys],
  );
  const by = { memberId: sales.memberId, now: new Date(Date.now() - 60_000) };
  for (const row of rows) {
    cycles.set(row.external_key, row.lead_id);
    await inTransaction(database, async (transaction) => {
      await handOver(transaction, [row.lead_id], by);
      await answerHandOver(transaction, [row.lead_id], { kind: 'join_deal', dealId: row.deal_id }, by);
    });
  }
  const ends = () => Promise.all(keys.map(stateOf));
  const joined = await ends();
  await deals('提案中', '提案中');
  assert.deepEqual(await ends(), joined, 'an open deal says nothing of the lead that was added to it');
  const batch = await deals('受注', '失注');
  const told = await ends();
  assert.deepEqual(
    told.map((line) => line!.state),
    ['won', 'lost'],
  );
  assert.deepEqual(
    told.map((line) => line!.deal_at),
    joined.map((line) => line!.deal_at),
  );
  const derived = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await ends(), told);
  assert.deepEqual(await dumpDerived(database), derived);
  const { rows: links } = await database.pool.query(
    "select count(*)::int as n from lead_cycle c join deal d using (deal_id) where c.cycle_id = any($1) and d.external_key in ('0071', '0072')",
    [keys.map((key) => cycles.get(key))],
  );
  assert.deepEqual(links, [{ n: 2 }]);
  await undo(batch);
  assert.deepEqual(await ends(), joined);
});

test('of two imports the earlier is taken back: what the later one says still holds', async () => {
  await leads([['00Q4', 'Open']]);
  const { rows } = await opened.world.database.pool.query("select lead_id from lead where external_key = '00Q4'");
  cycles.set('00Q4', rows[0].lead_id);
  await inTransaction(opened.world.database, (transaction) =>
    handOver(transaction, [cycles.get('00Q4')!], { memberId: null, now: now(5) }),
  );
  const untouched = await stateOf('00Q4');
  const accepted = await leads([['00Q4', 'Working - Contacted']]);
  const converted = await leads([['00Q4', 'Closed - Converted']]);
  assert.equal((await stateOf('00Q4'))!.state, 'deal');
  await undo(accepted);
  assert.equal((await stateOf('00Q4'))!.state, 'deal');
  await undo(converted);
  assert.deepEqual(await stateOf('00Q4'), untouched);
  await rebuild(opened.world.database);
  assert.deepEqual(await stateOf('00Q4'), untouched);
});
