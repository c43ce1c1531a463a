import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { listHandovers } from '#db/handovers.ts';
import { listLetters, listReassignments } from '#db/reassignments.ts';
import { countByReceiver } from '#db/routing.ts';
import { inTransaction } from '#db/transaction.ts';
import { letterWorkbook } from './export-letters.ts';
import { addTargets, decideTargets } from './edit-targets.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { setAppointment } from './set-appointments.ts';
import { applyReassignments } from './apply-reassignments.ts';
import { planReassignment, previewReassignment, undoReassignment } from './reassign.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
const ids: Record<string, number> = {};
const leads = new Map<string, string>();
// The month of double ownership is counted from the day the database has.
const now = new Date();
const today = new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
const next = new Date(now.getTime() + 33 * 3_600_000).toISOString().slice(0, 10);
const later = new Date(now.getTime() + 26 * 3_600_000);
const companies = ['青空精機株式会社', '北斗電子株式会社', '東雲物産株式会社'];

before(async () => {
  opened = await openTestWorld('reassign');
  const { world } = opened;
  for (const [key, name] of Object.entries({ from: '高瀬 亮介', north: '白川 奈々', rest: '三田村 香織' }))
    ids[key] = (await addMember(world, 'account_executive', { name })).memberId;
  ids.manager = (await addMember(world, 'sales_manager', { name: '堂島 剛' })).memberId;
  const lines = companies.map(
    (name, index) =>
      `K${index},${name},https://www.kaisha${index}.co.jp,高瀬 亮介,${['愛知県', '三重県', '愛知県'][index]}`,
  );
  await takeIn(world.database, { text: `会社コード,会社名,URL,担当営業,都道府県\n${lines.join('\n')}\n` }, 'companies');
  const rows = companies.map(
    (name, index) => `L${index},${name},佐藤,${index}郎,l${index}@kaisha${index}.co.jp,新規,展示会,2026/11/18`,
  );
  await takeIn(
    world.database,
    { text: `リード ID,会社名,姓,名,メール,リード状況,キャンペーン,作成日\n${rows.join('\n')}\n` },
    'salesforce-leads',
  );
  const found = await world.database.pool.query(
    'select a.account_id, a.name, c.cycle_id from account a join lead_cycle c using (account_id)',
  );
  for (const row of found.rows) {
    leads.set(row.name, row.cycle_id);
    ids[row.name] = row.account_id;
  }
  const actor = { memberId: null, now };
  await inTransaction(world.database, async (transaction) => {
    const { lineIds } = await addTargets(transaction, [{ accountId: ids[companies[0]!]!, origin: 'marketing' }], null);
    for (const side of ['sales', 'marketing'] as const)
      await decideTargets(transaction, lineIds, { side, verdict: 'approve', isProxy: false }, null);
    await handOver(transaction, [...leads.values()], actor);
    const accept = { kind: 'accept', nextAction: '見積りを送る', nextOn: next } as const;
    await answerHandOver(transaction, [leads.get(companies[2]!)!], accept, { ...actor, memberId: ids.from! });
    const meeting = { personId: null, cycleId: null, subject: 'ご挨拶', hostId: ids.from! };
    for (const accountId of [ids[companies[0]!]!, ids[companies[1]!]!])
      await setAppointment(
        transaction,
        { ...meeting, accountId },
        { meetsOn: next, meetsAt: '14:30' },
        { memberId: ids.from!, now },
      );
  });
});
after(() => opened.close());

const wanted = () => ({
  fromId: ids.from!,
  shares: [{ toId: String(ids.north), targetsOnly: true }, { toId: String(ids.rest) }],
  effectiveOn: next,
  actionsTo: null,
  note: '4月の体制',
});
const plan = () =>
  inTransaction(opened.world.database, (transaction) => planReassignment(transaction, wanted(), ids.manager!, now));
const owners = async () => {
  const { rows } = await opened.world.database.pool.query(
    'select a.name, m.name as owner, c.receiver_id, c.clock_from from account a join member m on m.member_id = a.owner_id join lead_cycle c using (account_id) where a.name = any($1) order by c.cycle_id',
    [companies],
  );
  return new Map(
    rows.map((row) => [row.name as string, row as { owner: string; receiver_id: string; clock_from: Date }]),
  );
};

test('a preview shares out every company and says what goes along; nobody moves before the day', async () => {
  const preview = await previewReassignment(opened.world.database.db, wanted(), today);
  assert.deepEqual(
    preview.shares.map(({ toId, accounts, targets, openHandovers, accepted, appointments }) => [
      toId,
      accounts,
      targets,
      openHandovers,
      accepted,
      appointments,
    ]),
    [
      [String(ids.north), 1, 1, 1, 0, 1],
      [String(ids.rest), 2, 0, 1, 1, 1],
      [null, 0, 0, 0, 0, 0],
    ],
  );
  const { reassignmentId, accounts } = await plan();
  assert.equal(accounts, 3);
  assert.deepEqual(await applyReassignments(opened.world.database, now), { applied: 0 });
  const undo = () =>
    inTransaction(opened.world.database, (transaction) =>
      undoReassignment(transaction, reassignmentId, ids.manager!, now),
    );
  await undo();
  await assert.rejects(undo, { code: 'reassignment_settled' });
  assert.deepEqual(await applyReassignments(opened.world.database, later), { applied: 0 });
  assert.deepEqual(
    [...(await owners()).values()].map((row) => row.owner),
    ['高瀬 亮介', '高瀬 亮介', '高瀬 亮介'],
  );
});

test('a 担当替え refuses days gone by, the owner as receiver, and shares that take nothing', async () => {
  const attempt = (change: object) =>
    inTransaction(opened.world.database, (transaction) =>
      planReassignment(transaction, { ...wanted(), ...change }, null, now),
    );
  await assert.rejects(attempt({ effectiveOn: '2020-01-01' }), { code: 'reassignment_in_past' });
  await assert.rejects(attempt({ shares: [{ toId: String(ids.from) }] }), { code: 'reassignment_receiver' });
  await assert.rejects(attempt({ shares: [{ toId: String(ids.rest), prefectures: ['沖縄県'] }] }), {
    code: 'nothing_to_reassign',
  });
});

test('on the day companies, targets, open hand-overs and clocks move; old results stay; a second run finds nothing', async () => {
  const shares = async () => {
    const rows = await countByReceiver(opened.world.database.db, '2020-01-01', '2100-01-01');
    return rows.map(({ name, received, accepted, pending }) => [name, received, accepted, pending]);
  };
  assert.deepEqual(await shares(), [['高瀬 亮介', 3, 1, 2]]);
  const before = await owners();
  const { reassignmentId } = await plan();
  const third = opened.world.database.db.updateTable('account').set({ owner_id: ids.manager! });
  await third.where('account_id', '=', ids[companies[1]!]!).execute();
  assert.deepEqual(await applyReassignments(opened.world.database, later), { applied: 1 });
  assert.deepEqual(await applyReassignments(opened.world.database, later), { applied: 0 });
  const found = await owners();
  assert.deepEqual(
    companies.map((name) => [found.get(name)!.owner, Number(found.get(name)!.receiver_id)]),
    [
      ['白川 奈々', ids.north],
      ['堂島 剛', ids.from],
      ['三田村 香織', ids.rest],
    ],
    'what somebody else took over meanwhile is left alone',
  );
  const clock = (rows: typeof found, name: string) => rows.get(name)!.clock_from.getTime();
  assert.ok(clock(found, companies[0]!) > clock(before, companies[0]!), 'the clock begins anew');
  assert.deepEqual(await shares(), [
    ['高瀬 亮介', 2, 1, 1],
    ['白川 奈々', 1, 0, 1],
  ]);
  const [line] = await listReassignments(opened.world.database.db, reassignmentId);
  assert.deepEqual(
    [line!.state, line!.moved],
    ['applied', { accounts: 2, targets: 1, cycles: 2, clocks: 1, appointments: 1, actions: 0 }],
  );
  const { rows } = await opened.world.database.pool.query('select owner_id from target_line');
  assert.equal(rows[0].owner_id, ids.north);
  const hosts = await opened.world.database.pool.query(
    'select a.name, p.host_id from appointment p join account a using (account_id) order by 1',
  );
  assert.deepEqual(
    new Map(hosts.rows.map((row) => [row.name, row.host_id])),
    new Map([
      [companies[1], ids.from],
      [companies[0], ids.north],
    ]),
    'whoever takes a company over holds its meetings',
  );
  const audits = await opened.world.database.pool.query(
    "select action, count(*)::int as n from audit_entry where action like 'reassignment%' group by 1 order by 1",
  );
  assert.deepEqual(audits.rows, [
    { action: 'reassignment.apply', n: 1 },
    { action: 'reassignment.plan', n: 2 },
    { action: 'reassignment.undo', n: 1 },
  ]);
});

test('for a month the former owner still sees and may answer what was theirs', async () => {
  const mine = async (memberId: number) =>
    (
      await listHandovers(
        opened.world.database.db,
        'mine',
        { memberId, role: 'account_executive', agencyAccountId: null },
        { offset: 0, limit: 50 },
      )
    ).rows.map((row) => row.accountName);
  assert.deepEqual((await mine(ids.from!)).sort(), [companies[0], companies[1]].sort());
  assert.deepEqual(await mine(ids.north!), [companies[0]]);
  await opened.world.database.pool.query("update reassignment set shared_until = '2020-01-01'");
  assert.deepEqual(await mine(ids.from!), [companies[1]]);
});

test('the letters tell each successor about every company, on paper and as a sheet', async () => {
  const [line] = await listReassignments(opened.world.database.db);
  const letters = await listLetters(opened.world.database.db, line!.reassignmentId, { offset: 0, limit: 10 });
  assert.deepEqual(
    letters.map((letter) => [letter.name, letter.toName, letter.outcome]).sort(),
    [
      [companies[1], '三田村 香織', 'elsewhere'],
      [companies[2], '三田村 香織', 'moved'],
      [companies[0], '白川 奈々', 'moved'],
    ].sort(),
  );
  const accepted = letters.find((letter) => letter.name === companies[2])!;
  assert.deepEqual(
    [accepted.leads[0]!.nextAction, accepted.leads[0]!.nextOn, accepted.people.length],
    ['見積りを送る', next, 1],
  );
  assert.deepEqual(
    letters
      .map(({ name, appointments }) => [name, appointments.map(({ meetsOn, meetsAt }) => [meetsOn, meetsAt])])
      .sort(),
    [
      [companies[0], [[next, '14:30']]],
      [companies[1], [[next, '14:30']]],
      [companies[2], []],
    ].sort(),
  );
  const { readXlsx } = await import('hucre');
  const book = await readXlsx(await letterWorkbook(opened.world.database.db, line!));
  assert.equal(book.sheets[0]!.rows.length, 4);
});
