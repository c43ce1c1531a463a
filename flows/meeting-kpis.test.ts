import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getKpi } from '#core/kpi/catalogue.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import type { Database } from '#db/pool.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { openKpi } from './open-kpi.ts';
import { readFigures, readKpis } from './read-kpis.ts';

const now = new Date('2026-04-22T03:00:00Z');
const quarter = periodOf('quarter', '2026-04-22', april);
const kpis = [getKpi('K8.1'), getKpi('K8.1b')];
let database: Database;
before(async () => {
  database = await openTestDatabase('meeting_kpis');
});
after(() => database?.close());

test('without a meeting K8.1 is unmeasured, not 0', async () => {
  for (const { missing, figure } of (await readFigures(database.db, kpis, quarter, { kind: 'all' }, now)).values())
    assert.deepEqual([missing, figure.value], [['weekly_meetings'], null]);
});

test('K8.1 counts the weeks that have come, K8.1b what came due; both open to what they count', async () => {
  await database.pool.query(`
    with held as (insert into meeting (meets_on, state, agenda) values ('2026-04-03', 'held', '[]'), ('2026-04-14', 'held', '[]'), ('2026-04-16', 'minutes_confirmed', '[]') returning meeting_id)
    insert into meeting_item (meeting_id, kind, text, due_on, state, done_on)
    select (select min(meeting_id) from held), * from (values
      ('action', '電話する', '2026-04-10'::date, 'done', '2026-04-09'::date), ('action', '資料を送る', '2026-04-10'::date, 'done', '2026-04-12'::date),
      ('action', '訪問する', '2026-04-21'::date, 'late', null), ('action', '見積を出す', '2026-05-01'::date, 'open', null)) item`);
  const [met, done] = await readKpis(database.db, kpis, quarter, { kind: 'all' }, now);
  // Weeks from 30 March, 6, 13 and 20 April: two with a meeting. Three items came due: one in time.
  assert.deepEqual([met!.figure.numerator, met!.figure.denominator], [2, 4]);
  assert.deepEqual([done!.figure.numerator, done!.figure.denominator], [1, 3]);
  const [window] = measureWindows([quarter], await readHandoverSettings(database.db), now);
  for (const [kpi, figure] of [
    [kpis[0]!, met!.figure],
    [kpis[1]!, done!.figure],
  ] as const)
    for (const part of ['numerator', 'denominator'] as const)
      assert.equal((await openKpi(database.db, kpi, part, window!, { kind: 'all' }, 100)).sum, figure[part]);
  const [forAgency] = await readKpis(database.db, kpis, quarter, { kind: 'agency', agencyAccountId: 1 }, now);
  assert.equal(forAgency!.figure.value, null);
});

test('K8.1 counts held meetings alone: a week whose meeting was missed, called off or is still to come has none, and tells so', async () => {
  await database.pool.query(
    "insert into meeting (meets_on, state) values ('2026-04-07', 'missed'), ('2026-04-20', 'cancelled'), ('2026-04-23', 'scheduled')",
  );
  const [met] = await readKpis(database.db, kpis, quarter, { kind: 'all' }, now);
  assert.deepEqual([met!.figure.numerator, met!.figure.denominator], [2, 4]);
  const [window] = measureWindows([quarter], await readHandoverSettings(database.db), now);
  const { rows } = await openKpi(database.db, kpis[0]!, 'denominator', window!, { kind: 'all' }, 100);
  assert.deepEqual(Object.fromEntries(rows.map(({ day, state }) => [day, state])), {
    '2026-03-30': 'held',
    '2026-04-06': 'missed',
    '2026-04-13': 'held',
    '2026-04-20': null,
  });
});

test('with nothing but meetings that were missed K8.1 is 0, for they were to be held', async () => {
  await database.pool.query("update meeting set state = 'missed' where state in ('held', 'minutes_confirmed')");
  const [met] = await readKpis(database.db, kpis, quarter, { kind: 'all' }, now);
  assert.deepEqual([met!.figure.value, met!.figure.denominator], [0, 4]);
});
