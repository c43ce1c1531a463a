import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getKpi } from '#core/kpi/catalogue.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import { Refusal } from '#core/refusal.ts';
import { listAppointments, waitingFor, withAccount } from '#db/appointments.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { addMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { guardFollowUps } from './follow-up-guard.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { mergeEntities } from './merge-entities.ts';
import { readFigures } from './read-kpis.ts';
import { setAppointment, tellAppointment, undoAppointment, type Told } from './set-appointments.ts';

const quarter = periodOf('quarter', '2026-11-16', april);
const at = (day: string) => new Date(`${day}T01:00:00Z`);
let opened: Awaited<ReturnType<typeof openTestWorld>>;
let [winner, seller, manager] = [0, 0, 0];
let accountId = 0;
let otherId = 0;
let cycleId = '';

before(async () => {
  opened = await openTestWorld('set_appointments');
  const { world } = opened;
  winner = (await addMember(world, 'inside_sales', { name: '早乙女 恵' })).memberId;
  seller = (await addMember(world, 'account_executive', { name: '高瀬 亮介' })).memberId;
  manager = (await addMember(world, 'sales_manager', { name: '堂島 剛' })).memberId;
  await takeIn(
    world.database,
    {
      text: '会社コード,会社名,URL\nK1,青空精機株式会社,https://www.aozora.co.jp\nK2,北斗電子株式会社,https://www.hokuto.co.jp\n',
    },
    'companies',
  );
  await takeIn(
    world.database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,リード 所有者,作成日\nL1,青空精機株式会社,佐藤,一郎,sato@aozora.co.jp,新規,早乙女 恵,2026/11/13\n',
    },
    'salesforce-leads',
  );
  const { rows } = await world.database.pool.query('select account_id, name from account order by name desc');
  [accountId, otherId] = rows.map((row) => row.account_id);
  await world.database.pool.query(
    "insert into target_line (account_id, origin, status, activated_at, created_at) values ($1, 'sales_nominated', 'active', '2026-10-01', '2026-10-01')",
    [accountId],
  );
  cycleId = (await world.database.pool.query('select cycle_id from lead_cycle')).rows[0].cycle_id;
  await run(async (transaction) => {
    const by = { memberId: winner, now: at('2026-11-02') };
    await handOver(transaction, [cycleId], by);
    await answerHandOver(transaction, [cycleId], { kind: 'accept', nextAction: '電話', nextOn: '2026-11-04' }, by);
  });
});
after(() => opened.close());

const run = <T>(work: (transaction: Transaction) => Promise<T>) => inTransaction(opened.world.database, work);
const set = (day: string, meetsOn: string, given: { cycleId?: string | null; accountId?: number } = {}, by = winner) =>
  run((transaction) =>
    setAppointment(
      transaction,
      { accountId, personId: null, cycleId: null, subject: '課題のヒアリング', hostId: seller, ...given },
      { meetsOn, meetsAt: '14:00' },
      { memberId: by, now: at(day) },
      true,
    ),
  ).then(({ appointmentId }) => appointmentId);
const tell = (id: number, day: string, kind: 'hold' | 'no_show' | 'cancel', by = seller) =>
  run((transaction) => tellAppointment(transaction, id, { kind, why: null }, { memberId: by, now: at(day) }));
const move = (id: number, day: string, meetsOn: string) =>
  run((transaction) =>
    tellAppointment(transaction, id, { kind: 'move', meetsOn, meetsAt: null, why: '先方の都合' } satisfies Told, {
      memberId: seller,
      now: at(day),
    }),
  );
const undo = (id: number, by: number, day = '2026-11-30') =>
  run((transaction) => undoAppointment(transaction, id, { memberId: by, now: at(day) }));
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

async function counted() {
  const codes = ['K3.2c', 'K3.2a', 'K3.2d'];
  const found = await readFigures(
    opened.world.database.db,
    codes.map(getKpi),
    quarter,
    { kind: 'all' },
    at('2026-12-20'),
  );
  return codes.map((code) => found.get(code)!.figure.value);
}
const followedUpAt = async () =>
  (await opened.world.database.pool.query('select followed_up_at from lead_cycle')).rows[0].followed_up_at;
const lastContact = async () =>
  (
    await opened.world.database.pool.query('select last_activity_on from account_rollup where account_id = $1', [
      accountId,
    ])
  ).rows[0].last_activity_on;

test('S3-17 an appointment set from a lead follows it up; taken back, neither stands', async () => {
  const id = await set('2026-11-04', '2026-11-10', { cycleId });
  assert.equal(await followedUpAt(), '2026-11-04');
  assert.deepEqual(await counted(), [1, 0, 0]);
  await assert.rejects(undo(id, seller), refuses('nothing_to_undo'));
  await undo(id, winner);
  assert.equal(await followedUpAt(), null);
  assert.deepEqual(await counted(), [null, null, null]);
  await assert.rejects(undo(id, winner), refuses('appointment_not_found'));
});

test('S3-17 set, moved, held: one meeting; a no-show is none, until it is taken back and told otherwise', async () => {
  const held = await set('2026-11-04', '2026-11-10');
  await move(held, '2026-11-09', '2026-11-17');
  await assert.rejects(tell(held, '2026-11-16', 'hold'), refuses('appointment_not_yet'));
  await tell(held, '2026-11-17', 'hold');
  await assert.rejects(tell(held, '2026-11-18', 'cancel'), refuses('appointment_settled'));
  assert.equal(await lastContact(), '2026-11-17');
  const missed = await set('2026-11-05', '2026-11-19');
  await tell(missed, '2026-11-19', 'no_show');
  assert.deepEqual(await counted(), [2, 1, 1]);
  assert.equal(await lastContact(), '2026-11-17');
  await undo(missed, seller);
  await tell(missed, '2026-11-19', 'hold');
  assert.deepEqual(await counted(), [2, 2, 0]);
  assert.equal(await lastContact(), '2026-11-19');
});

test('an account executive sets one as well, which is no meeting that inside sales won', async () => {
  const id = await set('2026-11-05', '2026-11-18', {}, seller);
  await tell(id, '2026-11-18', 'hold');
  assert.deepEqual(await counted(), [2, 2, 0]);
});

test('its host is asked for the result once the day has passed; where the host has left, whoever set it', async () => {
  const { db } = opened.world.database;
  const id = await set('2026-11-10', '2026-11-24');
  const asked = async (memberId: number) =>
    (await listAppointments(db, '2026-11-26', waitingFor(memberId, '2026-11-26', 7))).map((line) => [
      line.appointmentId,
      line.status,
    ]);
  assert.deepEqual([await asked(seller), await asked(winner)], [[[id, 'unknown']], []]);
  await db.updateTable('member').set({ is_active: false }).where('member_id', '=', seller).execute();
  assert.deepEqual([await asked(seller), await asked(winner)], [[], [[id, 'unknown']]]);
  await db.updateTable('member').set({ is_active: true }).where('member_id', '=', seller).execute();
  await tell(id, '2026-11-26', 'cancel', manager);
});

test('one that a file tells of too is counted once, and follows its company into another', async () => {
  await takeIn(
    opened.world.database,
    {
      text: '活動ID,活動種別,活動日,会社名,会社コード,作成者,訪問結果\n1,訪問,2026-11-17,青空精機株式会社,K1,早乙女 恵,不参加\n2,訪問,2026-11-13,青空精機株式会社,K1,早乙女 恵,実施\n',
    },
    'activities',
  );
  assert.deepEqual(await counted(), [4, 3, 0]);
  await run((transaction) => mergeEntities(transaction, 'account', [{ keptId: otherId, goneId: accountId }], 'same'));
  const lines = await listAppointments(opened.world.database.db, '2026-12-20', withAccount(otherId));
  assert.equal(lines.length, 5);
  assert.equal((await listAppointments(opened.world.database.db, '2026-12-20', withAccount(accountId))).length, 0);
});

test('who does not work here meets nobody, and a lead of another company is none', async () => {
  await assert.rejects(
    set('2026-11-05', '2026-11-18', { cycleId: '00000000-0000-4000-8000-000000000000' }),
    refuses('lead_not_found'),
  );
  await assert.rejects(
    run((transaction) =>
      setAppointment(
        transaction,
        { accountId: otherId, personId: null, cycleId: null, subject: null, hostId: 999_999 },
        { meetsOn: '2026-11-20', meetsAt: null },
        { memberId: winner, now: at('2026-11-05') },
      ),
    ),
    refuses('member_not_found'),
  );
});

test('every step stands in the history of the company with who took it', async () => {
  const { rows } = await opened.world.database.pool.query(
    "select action, count(*)::int as n from audit_entry where action like 'appointment.%' group by action order by action",
  );
  assert.deepEqual(
    rows.map(({ action, n }) => [action, n]),
    [
      ['appointment.cancel', 1],
      ['appointment.hold', 3],
      ['appointment.move', 1],
      ['appointment.no_show', 1],
      ['appointment.set', 5],
      ['appointment.undo', 2],
    ],
  );
});

test('a meeting that was held here is a follow-up of the leads of its company', async () => {
  const done = await guardFollowUps(opened.world.database, at('2026-12-20'));
  assert.deepEqual([done.followedUp, done.lapsed], [1, 0]);
});
