import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getKpi } from '#core/kpi/catalogue.ts';
import { defaultCalendar, isBusinessDay } from '#core/period/business-calendar.ts';
import { todayJst } from '#core/period/day.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import { listModelVersions } from '#db/match-models.ts';
import { readMeeting, readMeetings, readPlannedMeetings } from '#db/meetings.ts';
import { closedAccounts } from '#db/register.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { listJobChanges } from './job-changes.ts';
import { loadDemo } from './load-demo.ts';
import { readKpis } from './read-kpis.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
before(async () => {
  opened = await openTestWorld('demo_story');
  await loadDemo(opened.world);
});
after(() => opened?.close());

async function rateOf(code: string, on: string): Promise<number> {
  const { db } = opened.world.database;
  const [reading] = await readKpis(db, [getKpi(code)], periodOf('year', on, april), { kind: 'all' }, new Date());
  return reading!.figure.value!;
}

/** Share of the fiscal year before the target list, and of the one after, between which it has to lie. */
const story: [code: string, before: readonly [number, number], after: readonly [number, number]][] = [
  ['K6.1', [0.55, 0.65], [0.82, 0.93]],
  ['K6.2', [0.3, 0.42], [0.6, 0.72]],
  ['K6.4', [0.2, 0.35], [0.6, 0.8]],
  ['K6.3b', [0.35, 0.6], [0.05, 0.15]],
];
for (const [code, earlier, later] of story)
  test(`S2-11 the demo company's ${code} changes with the target list as the headline case tells`, async () => {
    for (const [on, [from, to]] of [
      ['2024-04-01', earlier],
      ['2025-04-01', later],
    ] as const) {
      const value = await rateOf(code, on);
      assert.ok(value >= from && value <= to, `${on}: ${value}`);
    }
  });

test('S3-17 the demo company has meetings that inside sales won with its targets, no-shows beside them', async () => {
  const { db } = opened.world.database;
  const codes = ['K3.2a', 'K3.2b', 'K3.2c', 'K3.2d'];
  const readings = await readKpis(
    db,
    codes.map(getKpi),
    periodOf('quarter', '2026-02-01', april),
    { kind: 'all' },
    new Date(),
  );
  assert.deepEqual(
    readings.map(({ figure }) => figure.value),
    [5, 1, 7, 1],
  );
});

test('S1-35 the demo company meets weekly: one meeting was missed with its reason, the next ones are planned, and every field is shown', async () => {
  const { db } = opened.world.database;
  const today = todayJst(new Date());
  const past = await readMeetings(db, today);
  assert.deepEqual(
    past.map(({ state, reason }) => [state, reason !== null]),
    [
      ['minutes_confirmed', false],
      ['missed', true],
      ['minutes_confirmed', false],
    ],
  );
  const planned = await readPlannedMeetings(db, today);
  assert.equal(planned.length, 4);
  assert.ok(planned.every(({ meetsOn, leaderName }) => isBusinessDay(meetsOn, defaultCalendar) && leaderName));
  const [last, first] = await Promise.all(
    [past[0]!, past[2]!].map(({ meetingId }) => readMeeting(db, meetingId, today)),
  );
  assert.deepEqual(
    first!.items.map(({ state }) => state),
    ['recorded', 'done', 'dropped'],
  );
  assert.deepEqual([last!.added.length, last!.items.filter(({ accountName }) => accountName).length], [2, 1]);
  assert.ok(
    last!.items.some(({ evidence }) => evidence) && last!.items.some(({ isReversible }) => isReversible === false),
  );
});

test('the demo company has job changes to answer, companies that left the register and numbers of its own for the matching', async () => {
  const { db } = opened.world.database;
  const today = todayJst(new Date());
  const ae = await db
    .selectFrom('member')
    .select(['member_id as memberId', 'name'])
    .where('email', '=', 'ae@shiomi-mechatro.example.jp')
    .executeTakeFirstOrThrow();
  const changes = await listJobChanges(db, { today, concerned: { ...ae, isSteward: false } });
  assert.equal(changes.length, 2);
  for (const { from, to } of changes) assert.ok(from.lastOn! < to.firstOn! && to.firstOn! < today);
  const { rows } = await closedAccounts(db, {}, { offset: 0, limit: 9 });
  assert.ok(rows.some(({ successorAccountId }) => successorAccountId !== null));
  assert.ok(rows.some(({ successorNumber }) => successorNumber === null));
  const [inForce, shipped] = await listModelVersions(db, 'account');
  assert.deepEqual([inForce!.number, inForce!.origin, shipped!.origin], [2, 'edited', 'shipped']);
});
