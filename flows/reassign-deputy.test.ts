import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays, todayJst } from '#core/period/day.ts';
import { addMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { listHandovers } from '#db/handovers.ts';
import { countByReceiver } from '#db/routing.ts';
import { inTransaction } from '#db/transaction.ts';
import { addAbsence } from './edit-absences.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { runHandoverClock } from './handover-clock.ts';
import { applyReassignments } from './apply-reassignments.ts';
import { planReassignment, previewReassignment } from './reassign.ts';

// The inbox looks at today's absences by the clock of the database.
const now = new Date();
const today = todayJst(now);
const later = new Date(now.getTime() + 26 * 3_600_000);
const companies = ['待つ工業株式会社', '受けた電子株式会社', '渡した物産株式会社', '残る商事株式会社'] as const;
let opened: Awaited<ReturnType<typeof openTestWorld>>;
const ids: Record<string, number> = {};
const leads: Record<string, string> = {};

before(async () => {
  opened = await openTestWorld('reassign_deputy');
  const { world } = opened;
  const members = { owner: '高瀬 亮介', deputy: '白川 奈々', heir: '三田村 香織', other: '岸本 健太' };
  for (const [key, name] of Object.entries(members))
    ids[key] = (await addMember(world, 'account_executive', { name })).memberId;
  await takeIn(
    world.database,
    {
      text: `会社コード,会社名,URL,担当営業,都道府県\n${companies
        .map((name, n) => `K${n},${name},https://www.deputy${n}.co.jp,高瀬 亮介,${n === 3 ? '三重県' : '愛知県'}`)
        .join('\n')}\n`,
    },
    'companies',
  );
  await takeIn(
    world.database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,作成日\n${companies
        .map((name, n) => `L${n},${name},佐藤,${n}郎,d${n}@deputy${n}.co.jp,新規,${today}`)
        .join('\n')}\n`,
    },
    'salesforce-leads',
  );
  const { rows } = await world.database.pool.query(
    'select a.name, c.cycle_id from account a join lead_cycle c using (account_id)',
  );
  for (const row of rows) leads[row.name] = row.cycle_id;
  await inTransaction(world.database, async (transaction) => {
    await addAbsence(
      transaction,
      { memberId: ids.owner!, fromOn: today, toOn: addDays(today, 10), deputyId: ids.deputy! },
      ids.owner!,
    );
    await handOver(transaction, Object.values(leads), { memberId: null, now });
    const by = { memberId: ids.deputy!, now: new Date(now.getTime() + 60_000) };
    const accept = { kind: 'accept', nextAction: '訪問する', nextOn: addDays(today, 3) } as const;
    await answerHandOver(transaction, [leads[companies[1]]!], accept, by);
    const to = { kind: 'member', id: String(ids.other) } as const;
    await answerHandOver(transaction, [leads[companies[2]]!], { kind: 'reroute', to }, by);
  });
});
after(() => opened.close());

const held = async () => {
  const { rows } = await opened.world.database.pool.query(
    'select a.name, c.state, c.receiver_id, c.clock_from, c.next_action from lead_cycle c join account a using (account_id)',
  );
  return Object.fromEntries(rows.map((row) => [row.name, row]));
};
const wanted = () => ({
  fromId: ids.owner!,
  shares: [{ toId: String(ids.deputy), prefectures: ['三重県'] }, { toId: String(ids.heir) }],
  effectiveOn: addDays(today, 1),
  actionsTo: null,
  note: null,
});

test('what a deputy holds in the owner’s stead moves with the company; what the deputy passed on, or takes over, stays', async () => {
  const { database } = opened.world;
  const before = await held();
  assert.deepEqual(
    companies.map((name) => Number(before[name].receiver_id)),
    [ids.deputy, ids.deputy, ids.other, ids.deputy],
  );
  const preview = await previewReassignment(database.db, wanted(), today);
  assert.deepEqual(
    preview.shares.map(({ toId, openHandovers, accepted }) => [toId, openHandovers, accepted]),
    [
      [String(ids.deputy), 1, 0],
      [String(ids.heir), 1, 1],
      [null, 0, 0],
    ],
  );
  await inTransaction(database, (transaction) => planReassignment(transaction, wanted(), null, now));
  assert.deepEqual(await applyReassignments(database, later), { applied: 1 });
  assert.deepEqual(await applyReassignments(database, later), { applied: 0 });
  const moved = await held();
  assert.deepEqual(
    companies.map((name) => [moved[name].state, Number(moved[name].receiver_id)]),
    [
      ['handed_over', ids.heir],
      ['accepted', ids.heir],
      ['handed_over', ids.other],
      ['handed_over', ids.deputy],
    ],
  );
  assert.equal(moved[companies[0]].clock_from.getTime(), later.getTime(), 'its clock begins anew');
  assert.equal(moved[companies[1]].next_action, '訪問する');
  assert.deepEqual(
    moved[companies[3]].clock_from,
    before[companies[3]].clock_from,
    'who stood in and takes over goes on',
  );
  const { rows } = await database.pool.query('select moved from reassignment');
  assert.deepEqual(rows[0].moved, { accounts: 4, targets: 0, cycles: 2, clocks: 1, appointments: 0, actions: 0 });
});

test('the new owner is told and finds it in the inbox, the deputy does not any more; the acceptance stays the deputy’s', async () => {
  const { database } = opened.world;
  await runHandoverClock(database, later);
  const { rows } = await database.pool.query(
    "select member_id from notice where cycle_id = $1 and kind = 'handed_over'",
    [leads[companies[0]]],
  );
  assert.deepEqual(rows, [{ member_id: ids.heir }]);
  const inbox = async (memberId: number) =>
    (
      await listHandovers(
        database.db,
        'mine',
        { role: 'account_executive', memberId, agencyAccountId: null },
        { offset: 0, limit: 10 },
      )
    ).rows.map((row) => row.accountName);
  assert.deepEqual(await inbox(ids.heir!), [companies[0]]);
  assert.deepEqual(await inbox(ids.deputy!), [companies[3]]);
  const shares = await countByReceiver(database.db, today, addDays(today, 1));
  assert.equal(shares.find((share) => share.id === String(ids.deputy))!.accepted, 1);
});
