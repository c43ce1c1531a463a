import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { april, periodOf } from '#core/period/fiscal.ts';
import { countCycles, countHandovers } from '#db/measures/handovers.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { splitRows } from './split-rows.ts';
import { answerHandOver, handOver, undoAnswer } from './hand-over.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { demoFiles } from './load-demo.ts';
import { measureWindows } from './measure-window.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

const demo = join(import.meta.dirname, '..', 'fixtures', 'demo');
const actor = { memberId: null, now: new Date() };
let database: Database;
before(async () => {
  database = await openTestDatabase('derive');
});
after(() => database.close());

const header = 'リードID,会社名,氏名,リード状況,引き渡し日,作成日,商談ID\n';
const leads = (first: string, deal = 'D1') =>
  `${header}L1,北斗電子株式会社,佐藤 一郎,${first},2026/05/11,2026/05/01,${deal}\nL2,北斗電子株式会社,鈴木 花,未対応,2026/05/12,2026/05/02,\nL3,東雲物産株式会社,田中 守,未対応,,2026/05/03,\n`;
const deals =
  '商談ID,商談名,会社名,フェーズ,金額,作成日\nD1,検査装置,北斗電子株式会社,提案,800000,2026/06/20\nD2,保守,北斗電子株式会社,受注,500000,2026/06/21\n';
const activities = (day: string) =>
  `活動ID,件名,種別,日付,会社名,氏名\nA1,初回訪問,訪問,${day},北斗電子株式会社,佐藤 一郎\n`;

async function dump() {
  const read = async (query: string) => (await database.pool.query(query)).rows;
  return {
    events: await read('select * from lead_event order by cycle_id, stage'),
    cycles: await read('select * from lead_cycle order by cycle_id'),
  };
}

/** What was derived step by step is what all of it derived anew gives; so is what is counted by day. */
async function assertAsDerivedAnew(): Promise<void> {
  const settings = await readHandoverSettings(database.db);
  const periods = ['2023', '2024', '2025', '2026'].map((year) => periodOf('year', `${year}-04-01`, april));
  for (const window of measureWindows(periods, settings, new Date()))
    assert.deepEqual(
      await countHandovers.count(database.db, window, { kind: 'all' }),
      await countCycles(database.db, window, { kind: 'all' }),
    );
  const stepwise = await dump();
  await inTransaction(database, (transaction) => deriveLeadEvents(transaction, 'all'));
  assert.deepEqual(await dump(), stepwise);
}

const cycleOf = async (key: string) =>
  (
    await database.pool.query(
      'select c.*, c.xmin::text as written from lead_cycle c join lead l on l.lead_id = c.cycle_id where l.external_key = $1',
      [key],
    )
  ).rows[0];

test('the files of the demo, one after the other, give what all of them at once give', async () => {
  for (const { file } of demoFiles) await takeIn(database, { path: join(demo, file) });
  const { rows } = await database.pool.query('select count(*)::int as n from lead_cycle where mql_at is not null');
  assert.ok(rows[0].n > 100);
  await assertAsDerivedAnew();
});

test('a deal that comes after its lead belongs to it; one without a lead is a cycle of its own', async () => {
  await takeIn(database, { text: leads('未対応') }, 'leads', { source: 'sfa' });
  assert.equal((await cycleOf('L1')).deal_at, null);
  await takeIn(database, { text: deals }, 'deals', { source: 'sfa' });
  assert.equal((await cycleOf('L1')).deal_at, '2026-06-20');
  await assertAsDerivedAnew();
});

test('an activity dates the follow-up of its person only, and leaves the cycles of others as they lie', async () => {
  const before = await cycleOf('L2');
  await takeIn(database, { text: activities('2026/05/15') }, 'activities', { source: 'sfa' });
  assert.equal((await cycleOf('L1')).followed_on, '2026-05-15');
  assert.equal((await cycleOf('L2')).written, before.written);
  await assertAsDerivedAnew();
});

test('an import derives the cycles that its rows speak of and no others', async () => {
  const written = async () =>
    new Set(
      (await database.pool.query('select xmin::text || cycle_id as line from lead_cycle')).rows.map(({ line }) => line),
    );
  const before = await written();
  await takeIn(database, { text: leads('商談化', 'D2') }, 'leads', { source: 'sfa' });
  const kept = [...(await written())].filter((line) => before.has(line));
  assert.ok(before.size > 300);
  // L1 changed and took D2 over, which had been a cycle of its own; D1 became one.
  assert.equal(before.size - kept.length, 2);
  assert.equal((await cycleOf('L1')).deal_at, '2026-06-21');
  await assertAsDerivedAnew();
});

test('a follow-up goes with its activity: to another day, and away with a person who was somebody else', async () => {
  await takeIn(database, { text: activities('2026/05/20') }, 'activities', { source: 'sfa' });
  const { followed_on, person_id } = await cycleOf('L1');
  assert.equal(followed_on, '2026-05-20');
  const { rows } = await database.pool.query(
    "select event_id from activity where subject = '初回訪問' and day = '2026-05-20'",
  );
  await inTransaction(database, (transaction) => splitRows(transaction, 'person', person_id, [rows[0].event_id], null));
  assert.equal((await cycleOf('L1')).followed_on, null);
  await assertAsDerivedAnew();
});

test('what people decide stays, and its days are counted anew', async () => {
  const { cycle_id: id } = await cycleOf('L3');
  await inTransaction(database, (transaction) => handOver(transaction, [id], actor));
  await assertAsDerivedAnew();
  const answer = { kind: 'accept', nextAction: '電話する', nextOn: '2026-12-01' } as const;
  await inTransaction(database, (transaction) => answerHandOver(transaction, [id], answer, actor));
  assert.equal((await cycleOf('L3')).state, 'accepted');
  await assertAsDerivedAnew();
  const own = { ...actor, memberId: 1 };
  await assert.rejects(inTransaction(database, (transaction) => undoAnswer(transaction, [id], own)));
});

test('an undone import takes its stages back; a rebuild gives the same', async () => {
  const { rows } = await database.pool.query(
    "select import_batch_id from import_batch where preset = 'deals' order by 1",
  );
  await inTransaction(database, (transaction) => undoImport(transaction, rows.at(-1).import_batch_id, null));
  assert.equal((await cycleOf('L1')).named_deal_id, null);
  await assertAsDerivedAnew();
  const before = await dump();
  await rebuild(database);
  assert.deepEqual(await dump(), before);
  await assertAsDerivedAnew();
});
