import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serviceLevels } from '#core/period/due.ts';
import { defaultHandoverRule } from '#core/demand/handover.ts';
import { inTransaction } from '#db/transaction.ts';
import { addMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { readAnswerTimes, listAnswerTimes } from './answer-times.ts';
import { changeHandoverSettings, previewHandoverSettings } from './change-handover-settings.ts';
import { guardFollowUps } from './follow-up-guard.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { runHandoverClock } from './handover-clock.ts';
import { saveOffer } from './edit-offers.ts';

// A Tuesday, 10:00; Monday 23 November 2026 is a public holiday.
const handedAt = new Date('2026-11-17T01:00:00Z');
let opened: Awaited<ReturnType<typeof openTestWorld>>;
const ids: Record<string, string> = {};

before(async () => {
  opened = await openTestWorld('clock_classes');
  const { database } = opened.world;
  await addMember(opened.world, 'inside_sales', { name: '早乙女 恵' });
  await addMember(opened.world, 'sales_manager', { name: '堂島 剛' });
  const lines = ['hot', 'tal', 'normal'].map((name) => `${name},${name}精機株式会社,佐藤,${name},,新規,2026/11/16`);
  await takeIn(
    database,
    { text: `リード ID,会社名,姓,名,メール,リード状況,作成日\n${lines.join('\n')}\n` },
    'salesforce-leads',
  );
  const { rows } = await database.pool.query('select lead_id, external_key, account_id from lead');
  for (const row of rows) ids[row.external_key] = row.lead_id;
  const tal = rows.find((row) => row.external_key === 'tal');
  await database.pool.query(
    "insert into target_line (account_id, status, owner_id, origin, created_at) values ($1, 'active', (select member_id from member where name = '早乙女 恵'), 'sales_nominated', now())",
    [tal.account_id],
  );
  await inTransaction(database, async (transaction) => {
    const { offerId } = await saveOffer(
      transaction,
      null,
      {
        name: '見積依頼',
        kind: 'quote',
        words: ['見積'],
        exceptWords: [],
        product: null,
        startsOn: '2026-11-01',
        endsOn: null,
        isActNow: true,
      },
      { memberId: null, now: handedAt },
    );
    await transaction.db
      .insertInto('offer_take')
      .values({
        row_key: ids.hot!,
        offer_id: offerId,
        on_day: '2026-11-16',
        outcome: 'handed_over',
        cycle_id: ids.hot!,
        taken_at: handedAt,
      })
      .execute();
    await handOver(transaction, Object.values(ids), { memberId: null, now: handedAt });
  });
});
after(() => opened.close());

const set = (classes: typeof serviceLevels | null) =>
  inTransaction(opened.world.database, (transaction) =>
    changeHandoverSettings(transaction, { rule: { ...defaultHandoverRule, classes } }, null),
  );
const told = async () =>
  (
    await opened.world.database.pool.query(
      "select l.external_key || ' ' || n.kind as said from notice n join lead l on l.lead_id = n.cycle_id where n.kind <> 'handed_over' order by 1",
    )
  ).rows.map((row) => row.said);
const clock = (at: string) => runHandoverClock(opened.world.database, new Date(at));

test('each hand-over knows its class; until somebody switches the classes on, all of them have until the next business day', async () => {
  const { rows } = await opened.world.database.pool.query(
    'select l.external_key, c.clock_class from lead_cycle c join lead l using (lead_id) order by 1',
  );
  assert.deepEqual(
    rows.map((row) => [row.external_key, row.clock_class]),
    [
      ['hot', 'hot'],
      ['normal', 'normal'],
      ['tal', 'tal'],
    ],
  );
  await clock('2026-11-17T05:00:00Z');
  assert.deepEqual(await told(), []);
});

test('switched on, a hot lead is reminded after one business hour and goes to the manager after two', async () => {
  const preview = await previewHandoverSettings(
    opened.world.database.db,
    { rule: { ...defaultHandoverRule, classes: serviceLevels } },
    new Date('2026-11-17T02:30:00Z'),
  );
  assert.deepEqual(
    preview.examples.map(({ clockClass, after: due }) => [clockClass, due.toISOString()]),
    [
      // From 11:30: over lunch to 14:30; eight hours on to the next morning; sixteen to the one after.
      ['hot', '2026-11-17T05:30:00.000Z'],
      ['tal', '2026-11-18T02:30:00.000Z'],
      ['normal', '2026-11-19T02:30:00.000Z'],
      ['agency', '2026-11-20T09:00:00.000Z'],
    ],
  );
  await set(serviceLevels);
  await clock('2026-11-17T02:00:00Z');
  assert.deepEqual(await told(), ['hot reminded']);
  await clock('2026-11-17T04:00:00Z');
  await clock('2026-11-17T04:00:00Z');
  assert.deepEqual(await told(), ['hot overdue', 'hot reminded']);
  await clock('2026-11-18T01:00:00Z');
  assert.deepEqual(await told(), ['hot overdue', 'hot reminded', 'normal reminded', 'tal overdue', 'tal reminded']);
});

test('answers in time are counted by class, and open to their leads', async () => {
  const { database } = opened.world;
  await inTransaction(database, (transaction) =>
    answerHandOver(
      transaction,
      [ids.normal!],
      { kind: 'accept', nextAction: '電話', nextOn: '2026-11-20' },
      { memberId: null, now: new Date('2026-11-18T02:00:00Z') },
    ),
  );
  const period = { from: '2026-11-01', to: '2026-12-01' };
  const now = new Date('2026-11-18T03:00:00Z');
  const found = await readAnswerTimes(database.db, period, now);
  assert.deepEqual(
    found.map(({ clockClass, in_time, late, missed, waiting, rate }) => [
      clockClass,
      in_time,
      late,
      missed,
      waiting,
      rate.value,
    ]),
    [
      ['hot', 0, 0, 1, 0, 0],
      ['tal', 0, 0, 1, 0, 0],
      ['normal', 1, 0, 0, 0, 1],
    ],
  );
  const rows = await listAnswerTimes(database.db, period, { clockClass: 'hot', time: 'missed' }, now);
  assert.deepEqual([rows.total, rows.rows[0]!.cycleId], [1, ids.hot]);
});

test('five business days after its own due moment a hot lead is ignored; the first contact is due by its class as well', async () => {
  // Due Tuesday the 17th at noon; the 23rd is a holiday, so the fifth business day is Wednesday the 25th.
  assert.equal((await clock('2026-11-25T02:59:00Z')).lapsed, 0);
  assert.equal((await clock('2026-11-25T03:00:00Z')).lapsed, 1);
  const { rows } = await opened.world.database.pool.query('select state from lead_cycle where cycle_id = $1', [
    ids.hot,
  ]);
  assert.deepEqual(rows, [{ state: 'ignored' }]);
  // Accepted on the 18th at 11:00 as an ordinary lead: 40 business hours for the first contact end on the 26th at 11:00.
  assert.equal((await guardFollowUps(opened.world.database, new Date('2026-11-26T01:59:00Z'))).lapsed, 0);
  assert.equal((await guardFollowUps(opened.world.database, new Date('2026-11-26T02:00:00Z'))).lapsed, 1);
});

test('switched off again, what still waits has until the next business day as before', async () => {
  await set(null);
  const preview = await previewHandoverSettings(
    opened.world.database.db,
    { rule: { ...defaultHandoverRule, classes: serviceLevels } },
    new Date('2026-11-17T02:30:00Z'),
  );
  assert.deepEqual(
    new Set(preview.examples.slice(0, 3).map(({ before: due }) => due.toISOString())),
    new Set(['2026-11-18T09:00:00.000Z']),
  );
});
