import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { agendaHandovers } from '#db/agenda.ts';
import { inTransaction } from '#db/transaction.ts';
import { checkHandovers } from './check-handovers.ts';
import { guardFollowUps } from './follow-up-guard.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { runHandoverClock } from './handover-clock.ts';
import { sendNotices } from './send-notices.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
const cycles: string[] = [];
const companies = ['青空精機株式会社', '北斗電子株式会社', '東雲物産株式会社'];

before(async () => {
  opened = await openTestWorld('follow_up_guard');
  const { database } = opened.world;
  const sales = await addMember(opened.world, 'account_executive', { name: '高瀬 亮介' });
  await addMember(opened.world, 'sales_manager', { name: '堂島 剛' });
  const lines = companies.map((name, index) => `K${index},${name},https://www.kaisha${index}.co.jp,高瀬 亮介`);
  await takeIn(database, { text: `会社コード,会社名,URL,担当営業\n${lines.join('\n')}\n` }, 'companies');
  const leads = companies.map(
    (name, index) => `L${index},${name},佐藤,${index}郎,l${index}@kaisha${index}.co.jp,新規,2026/11/13`,
  );
  await takeIn(
    database,
    { text: `リード ID,会社名,姓,名,メール,リード状況,作成日\n${leads.join('\n')}\n` },
    'salesforce-leads',
  );
  const { rows } = await database.pool.query(
    'select cycle_id from lead_cycle join account using (account_id) order by name_safe',
  );
  cycles.push(...rows.map((row) => row.cycle_id));
  const actor = { memberId: sales.memberId, now: new Date('2026-11-16T01:00:00Z') };
  await inTransaction(database, async (transaction) => {
    await handOver(transaction, cycles, actor);
    await answerHandOver(transaction, cycles, { kind: 'accept', nextAction: '電話', nextOn: '2026-11-17' }, actor);
  });
});
after(() => opened.close());

const guard = (at: string) => guardFollowUps(opened.world.database, new Date(at));
const states = async () =>
  (
    await opened.world.database.pool.query(
      'select state from lead_cycle order by array_position($1::uuid[], cycle_id)',
      [cycles],
    )
  ).rows.map((row) => row.state);
const contact = (cycleId: string, day: string) =>
  opened.world.database.pool.query(
    "insert into activity (account_id, day, event_id, type, source) select account_id, $2, gen_random_uuid(), 'visit', 'sfa' from lead_cycle where cycle_id = $1",
    [cycleId, day],
  );

test('an accepted lead without contact in five business days counts as accepted-but-ignored; receiver and manager are told once', async () => {
  await contact(cycles[0]!, '2026-11-18');
  assert.deepEqual(
    await guard('2026-11-24T08:59:00Z'),
    { followedUp: 0, lapsed: 0, notices: 0 },
    'a holiday lies between',
  );
  assert.deepEqual(await guard('2026-11-24T09:01:00Z'), { followedUp: 1, lapsed: 2, notices: 4 });
  assert.deepEqual(await states(), ['accepted', 'accepted_ignored', 'accepted_ignored']);
  assert.deepEqual(await guard('2026-11-24T09:06:00Z'), { followedUp: 0, lapsed: 0, notices: 0 });
  const kinds: string[] = [];
  const post = async (letter: { subject: string }) => void kinds.push(letter.subject.split(':')[0]!);
  await sendNotices(opened.world.database, post, 'https://mori.example.jp', new Date('2026-11-25T01:00:00Z'));
  assert.deepEqual(kinds, Array(4).fill('受け入れたまま連絡の記録がないリード'));
});

test('the weekly agenda names it, and a contact that comes later sets it right', async () => {
  const agenda = await agendaHandovers(opened.world.database.db, '2026-11-25');
  assert.equal(agenda.lines.filter((line) => line.detail === 'unfollowed').length, 2);
  await contact(cycles[1]!, '2026-11-25');
  assert.deepEqual(await guard('2026-11-25T10:00:00Z'), { followedUp: 1, lapsed: 0, notices: 0 });
  assert.deepEqual(await states(), ['accepted', 'accepted', 'accepted_ignored']);
  const { rows } = await opened.world.database.pool.query('select followed_up_at from lead_cycle where cycle_id = $1', [
    cycles[1],
  ]);
  assert.equal(rows[0].followed_up_at, '2026-11-25');
});

test('H = SAL + rejected + ignored + pending holds all along; a setting sends ignored leads back to nurturing', async () => {
  const { database } = opened.world;
  const check = await checkHandovers(database.db, new Date('2026-11-26T00:00:00Z'));
  assert.deepEqual([check.isBalanced, check.total], [true, { handed: 3, sal: 3, rejected: 0, ignored: 0, pending: 0 }]);
  await database.db
    .insertInto('setting')
    .values({
      name: 'handover',
      value: JSON.stringify({ afterIgnored: 'recycle', notices: { reminder: false, manager: false } }),
      changed_at: new Date(),
      changed_by: null,
    })
    .execute();
  await takeIn(
    database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,作成日\nL9,${companies[0]},鈴木,花,l9@kaisha0.co.jp,新規,2026/11/25\n`,
    },
    'salesforce-leads',
  );
  const { rows } = await database.pool.query("select cycle_id from lead_cycle where state = 'new'");
  const [cycleId] = rows.map((row) => row.cycle_id as string);
  await inTransaction(database, (transaction) =>
    handOver(transaction, [cycleId!], { memberId: null, now: new Date('2026-11-26T01:00:00Z') }),
  );
  assert.equal(
    (await runHandoverClock(database, new Date('2026-11-27T10:00:00Z'))).notices,
    1,
    'no reminder, no escalation',
  );
  assert.equal((await runHandoverClock(database, new Date('2026-12-07T01:00:00Z'))).lapsed, 1);
  const line = await database.pool.query('select state, ignored_at from lead_cycle where cycle_id = $1', [cycleId]);
  assert.deepEqual(line.rows[0], { state: 'recycled', ignored_at: '2026-12-07' });
  const again = await checkHandovers(database.db, new Date('2026-12-08T00:00:00Z'));
  assert.deepEqual([again.isBalanced, again.total.handed, again.total.ignored], [true, 4, 1]);
});
