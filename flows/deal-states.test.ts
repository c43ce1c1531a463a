import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { lastReopening } from '#core/demand/deal-life.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readDealStories } from './deal-stories.ts';
import { handOver } from './hand-over.ts';
import { rebuild } from './rebuild.ts';
import { takeDealStep, undoDealStep } from './take-deal-step.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
let doer: { memberId: number; now: Date };

before(async () => {
  database = await openTestDatabase('deal_states');
  const { rows } = await database.pool.query(
    "insert into member (email, name, role) values ('s@example.jp', '高瀬', 'account_executive') returning member_id",
  );
  doer = { memberId: rows[0].member_id, now: new Date() };
});
after(() => database?.close());

type Line = readonly [key: string, stage: string, closesOn: string, changedOn: string, until?: string];
const takeInDeals = async (lines: readonly Line[]) => {
  const rows = lines.map(
    ([key, stage, closesOn, changedOn, until = '']) =>
      `${key},商談${key},会社${key}株式会社,${stage},100,${closesOn},2026/01/05,${changedOn},${until}`,
  );
  const header = '商談 ID,商談名,取引先名,フェーズ,金額,完了予定日,作成日,最終更新日,再開予定日';
  return takeIn(database, { text: `${header}\n${rows.join('\n')}\n` }, 'salesforce-opportunities');
};
const deals = async () => {
  const { rows } = await database.pool.query(
    'select external_key as key, state, closed_on as "closedOn", postponed_until as until, lost_reason as reason from deal order by 1',
  );
  return Object.fromEntries(rows.map(({ key, ...deal }) => [key, Object.values(deal)]));
};
const idOf = async (key: string): Promise<string> =>
  (await database.pool.query('select deal_id from deal where external_key = $1', [key])).rows[0].deal_id;
const storyOf = async (key: string) => {
  const id = await idOf(key);
  return (await readDealStories(database.db, [id], 'all')).get(id)!;
};
const logOf = async (key: string) => {
  const { life, sourceOf } = await storyOf(key);
  return life.log.map((step) => {
    const source = sourceOf(step)!;
    return [step.kind, step.on, 'batchId' in source ? 'file' : source.memberName];
  });
};
const said = (key: string, step: Parameters<typeof takeDealStep>[2]) =>
  inTransaction(database, async (transaction) => takeDealStep(transaction, await idOf(key), step, doer));
const staysAfterRebuild = async () => {
  const state = await dumpDerived(database);
  const logs = await Promise.all(['006A', '006B', '006C', '006D'].map(logOf));
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
  assert.deepEqual(await Promise.all(['006A', '006B', '006C', '006D'].map(logOf)), logs);
};

const first: readonly Line[] = [
  ['006A', '失注', '2026/04/01', '2026/04/02'],
  ['006B', '見送り', '2026/04/01', '2026/04/02'],
  ['006C', '保留', '2026/09/30', '2026/04/02', '2026/08/01'],
  ['006D', '提案', '2026/09/30', '2026/04/02'],
];

test('a file tells who was lost, given up and put off until when; the same file twice tells nothing new', async () => {
  await takeInDeals(first);
  const told = {
    '006A': ['lost', '2026-04-01', null, null],
    '006B': ['no_decision', '2026-04-01', null, 'no_decision'],
    '006C': ['postponed', '2026-09-30', '2026-08-01', null],
    '006D': ['open', '2026-09-30', null, null],
  };
  assert.deepEqual(await deals(), told);
  const { rows, unchanged } = await takeInDeals(first);
  assert.equal(rows - unchanged, 0);
  assert.deepEqual(await deals(), told);
  assert.deepEqual(await Promise.all(['006A', '006B', '006C', '006D'].map(logOf)), [
    [['lose', '2026-04-01', 'file']],
    [['give_up', '2026-04-01', 'file']],
    [['postpone', '2026-04-02', 'file']],
    [],
  ]);
  await staysAfterRebuild();
});

test('a deal opened again keeps its id and says so, in time or late; taken back with its import, told again with it', async () => {
  const standing = async () => {
    const { deal, deal_stage, lead_event, lead_cycle } = await dumpDerived(database);
    return { deal, deal_stage, lead_event, lead_cycle };
  };
  const before = await standing();
  const id = await idOf('006A');
  const again: readonly Line[] = [
    ['006A', '提案', '2026/12/31', '2026/06/30'],
    ['006B', '提案', '2026/12/31', '2026/09/30'],
    ['006C', '提案', '2026/12/31', '2026/08/03'],
  ];
  const { batch } = await takeInDeals(again);
  assert.equal(await idOf('006A'), id);
  assert.deepEqual(
    [await logOf('006A'), await logOf('006B'), await logOf('006C')],
    [
      [
        ['lose', '2026-04-01', 'file'],
        ['reopen', '2026-06-30', 'file'],
      ],
      [
        ['give_up', '2026-04-01', 'file'],
        ['reopen_late', '2026-09-30', 'file'],
      ],
      [
        ['postpone', '2026-04-02', 'file'],
        ['resume', '2026-08-03', 'file'],
      ],
    ],
  );
  assert.deepEqual(lastReopening((await storyOf('006B')).life), {
    on: '2026-09-30',
    endedOn: '2026-04-01',
    days: 182,
    isLate: true,
  });
  const after = await standing();
  await staysAfterRebuild();
  await inTransaction(database, (transaction) => undoImport(transaction, batch, null));
  assert.deepEqual(await standing(), before);
  assert.deepEqual(await logOf('006A'), [['lose', '2026-04-01', 'file']]);
  await takeInDeals(again);
  assert.deepEqual((await deals())['006A'], ['open', '2026-12-31', null, null]);
  assert.deepEqual(await standing(), after);
  await staysAfterRebuild();
});

test('what somebody says of a deal holds until its file tells something else, and is taken back by who said it', async () => {
  const told = (await deals())['006D'];
  await said('006D', { kind: 'postpone', until: '2099-01-31', why: '来期の予算待ち' });
  assert.deepEqual((await deals())['006D'], ['postponed', '2026-09-30', '2099-01-31', null]);
  await takeInDeals([['006D', '見積', '2026/10/31', '2026/05/01']]);
  assert.deepEqual((await deals())['006D'], ['postponed', '2026-10-31', '2099-01-31', null]);
  await staysAfterRebuild();
  await said('006D', { kind: 'give_up', why: '先方の計画がなくなった' });
  const today = (await logOf('006D')).at(-1)![1];
  assert.deepEqual((await deals())['006D'], ['no_decision', today, null, 'no_decision']);
  await staysAfterRebuild();
  await assert.rejects(() => said('006D', { kind: 'postpone', until: '2099-01-31', why: 'x' }), {
    code: 'deal_step_impossible',
  });
  const id = await idOf('006D');
  await assert.rejects(
    () => inTransaction(database, (transaction) => undoDealStep(transaction, id, { ...doer, memberId: -1 })),
    { code: 'nothing_to_undo' },
  );
  for (const expected of [
    ['postponed', '2026-10-31', '2099-01-31', null],
    ['open', '2026-10-31', null, null],
  ]) {
    await inTransaction(database, (transaction) => undoDealStep(transaction, id, doer));
    assert.deepEqual((await deals())['006D'], expected);
    await staysAfterRebuild();
  }
  await said('006D', { kind: 'give_up', why: '先方の計画がなくなった' });
  await takeInDeals([['006D', '受注', '2026/10/31', '2026/10/31']]);
  assert.deepEqual((await deals())['006D'], ['won', '2026-10-31', null, null]);
  assert.deepEqual(told, ['open', '2026-09-30', null, null]);
  await staysAfterRebuild();
});

test('what cannot be said of a deal is refused: an end long ago, a day that has come, a deal that is not there', async () => {
  await takeInDeals([['006E', '失注', '2020/04/01', '2020/04/01']]);
  await assert.rejects(() => said('006E', { kind: 'reopen', why: 'x' }), { code: 'deal_closed_too_long' });
  await assert.rejects(() => said('006A', { kind: 'postpone', until: '2020-01-01', why: 'x' }), {
    code: 'deal_needs_until',
  });
  await assert.rejects(
    () =>
      inTransaction(database, (transaction) =>
        takeDealStep(transaction, '00000000-0000-0000-0000-000000000001', { kind: 'give_up', why: 'x' }, doer),
      ),
    { code: 'deal_not_found' },
  );
});

test('the lead that a deal came from goes back to it when the deal is opened again, and is won by it', async () => {
  await takeIn(
    database,
    {
      text: 'リード ID,会社名,姓,名,リード状況,作成日,取引の開始後の商談 ID\n00Q1,会社006F株式会社,小松,誠,Open,2026/01/05,006F\n',
    },
    'salesforce-leads',
  );
  const { rows } = await database.pool.query("select lead_id from lead where external_key = '00Q1'");
  const leadId: string = rows[0].lead_id;
  await inTransaction(database, (transaction) =>
    handOver(transaction, [leadId], { memberId: null, now: new Date(Date.now() - 60_000) }),
  );
  const cycle = async () =>
    (
      await database.pool.query(
        'select state, won_at is not null as won, deal_at is not null as deal from lead_cycle where cycle_id = $1',
        [leadId],
      )
    ).rows[0];
  const steps: readonly (readonly [string, string, string, boolean])[] = [
    ['提案', '2026/10/01', 'deal', false],
    ['見送り', '2026/10/10', 'lost', false],
    ['提案', '2026/10/20', 'deal', false],
    ['受注', '2026/10/30', 'won', true],
    ['提案', '2026/11/01', 'deal', false],
  ];
  for (const [stage, on, state, won] of steps) {
    await takeInDeals([['006F', stage, on, on]]);
    assert.deepEqual(await cycle(), { state, won, deal: true }, stage);
    const derived = await dumpDerived(database);
    await rebuild(database);
    assert.deepEqual(await dumpDerived(database), derived, stage);
  }
});
