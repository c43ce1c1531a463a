import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { april, periodOf } from '#core/period/fiscal.ts';
import { countCycles, countHandovers } from '#db/measures/handovers.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { addAbsence } from './edit-absences.ts';
import { handOver } from './hand-over.ts';
import { runHandoverClock } from './handover-clock.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { readCalendars } from './receiver-calendars.ts';
import { recountDays } from './recount-days.ts';

let database: Database;
const members = new Map<string, number>();
const handedAt = new Date('2026-06-01T01:00:00Z');

before(async () => {
  database = await openTestDatabase('receiver_calendars');
  for (const name of ['三田村 香織', '白川 奈々']) {
    const { rows } = await database.pool.query(
      "insert into member (email, name, role) values ($1, $2, 'account_executive') returning member_id",
      [`${members.size}@example.jp`, name],
    );
    members.set(name, rows[0].member_id);
  }
  const companies = [...members.keys()].map((name, n) => `K${n},会社${n}株式会社,https://www.kaisha${n}.co.jp,${name}`);
  await takeIn(database, { text: `会社コード,会社名,URL,担当営業\n${companies.join('\n')}\n` }, 'companies');
  const leads = [0, 1].map((n) => `L${n},会社${n}株式会社,佐藤 ${n}郎,未対応,2026/05/30`);
  await takeIn(database, { text: `リードID,会社名,氏名,リード状況,作成日\n${leads.join('\n')}\n` }, 'leads');
  const { rows } = await database.pool.query('select cycle_id from lead_cycle');
  await inTransaction(database, (transaction) =>
    handOver(
      transaction,
      rows.map((row) => row.cycle_id),
      { memberId: null, now: handedAt },
    ),
  );
  await inTransaction(database, (transaction) =>
    addAbsence(
      transaction,
      { memberId: members.get('三田村 香織')!, fromOn: '2026-06-02', toOn: '2026-06-12', deputyId: null },
      null,
    ),
  );
});
after(() => database.close());

const stateOf = async (name: string) =>
  (await database.pool.query('select state from lead_cycle where receiver_id = $1', [String(members.get(name))]))
    .rows[0].state as string;

test('S2-24 the clock runs by the calendar of the receiver: away without a deputy it stands still', async () => {
  const settings = await readHandoverSettings(database.db);
  const calendarOf = await readCalendars(database.db, settings.calendar);
  const away = calendarOf({ receiverKind: 'member', receiverId: String(members.get('三田村 香織')) });
  assert.ok(away.daysOff.has('2026-06-02') && away.daysOff.has('2026-06-12'));
  assert.equal(calendarOf({ receiverKind: 'queue', receiverId: 'inside_sales' }), settings.calendar);
  const due = new Date('2026-06-02T10:00:00Z');
  await runHandoverClock(database, due);
  const { rows } = await database.pool.query("select member_id from notice where kind = 'reminded'");
  assert.deepEqual(
    rows.map((row) => row.member_id),
    [members.get('白川 奈々')],
  );
});

test('S2-23 the status ignored and the ignore rate share one moment, whoever was away', async () => {
  const now = new Date('2026-06-10T03:00:00Z');
  await runHandoverClock(database, now);
  assert.deepEqual([await stateOf('白川 奈々'), await stateOf('三田村 香織')], ['ignored', 'handed_over']);
  const settings = await readHandoverSettings(database.db);
  const [window] = measureWindows([periodOf('year', '2026-06-01', april)], settings, now);
  const counted = await countCycles(database.db, window!, { kind: 'all' });
  assert.deepEqual([counted.cycles_ignored, counted.cycles_ignore_due, counted.cycles_pending], [1, 1, 1]);
  await recountDays(database, now);
  assert.deepEqual(await countHandovers.count(database.db, window!, { kind: 'all' }), counted);
});
