import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import type { AccountFilter } from '#db/account-filter.ts';
import { listAccountIds, listAccounts } from '#db/accounts.ts';
import { listMeasureRows } from '#db/measures/rows.ts';
import { countTargets, listTargets, targetOf } from '#db/targets.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideMatch } from './decide-match.ts';
import { exportAccounts } from './export.ts';
import { handOver } from './hand-over.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { countMeasures } from './read-kpis.ts';
import { undoDecision } from './undo-decision.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;

before(async () => {
  opened = await openTestWorld('target_now');
});
after(async () => {
  await opened.close();
});

/** In the list of companies, its filters, its CSV and bulk edits, on the company's page, and in the figures of the list. */
async function assertIsTarget(accountId: number): Promise<void> {
  const { db } = opened.world.database;
  const context = { memberId: 0, department: null, today: '2026-11-17' };
  const viewer = { role: 'admin', memberId: 0, agencyAccountId: null, seesGrossProfit: true } as const;
  const page = { sort: 'targetStatus', direction: 'asc', offset: 0, limit: 10 } as const;
  for (const filter of [
    { quick: 'on_target_list' },
    { field: 'targetStatus', op: 'eq', value: 'active' },
  ] as AccountFilter[]) {
    const { rows, total } = await listAccounts(db, { ...page, filter }, context, viewer);
    assert.deepEqual([rows.map((row) => [row.accountId, row.targetStatus]), total], [[[accountId, 'active']], 1]);
    assert.deepEqual(await listAccountIds(db, { filter }, context, viewer, 10), [accountId]);
    let csv = '';
    for await (const piece of await exportAccounts(opened.world.database, { filter }, context, viewer, 'ja'))
      csv += piece;
    assert.equal(csv.trim().split('\n').length, 2);
  }
  assert.equal((await listAccounts(db, page, context, viewer)).rows[0]!.targetStatus, 'active');
  assert.equal((await targetOf(db, accountId))?.status, 'active');
  const [window] = measureWindows(
    [{ from: '2026-10-01', to: '2027-01-01' }],
    await readHandoverSettings(db),
    new Date('2026-11-17T03:00:00Z'),
  );
  const lines = (await listMeasureRows(db, 'lines_proposed', window!, { kind: 'inside' }, 10))!;
  assert.deepEqual(
    lines.rows.map((row) => row.accountId),
    [accountId],
  );
  assert.equal((await countMeasures(db, ['lines_proposed'], window!, { kind: 'inside' })).lines_proposed, 1);
}

test('S2-24 a target put together with an older company stays one: its leads go to its owner, and it is handed on with the rest', async () => {
  const { database } = opened.world;
  const { memberId } = await addMember(opened.world, 'account_executive', { name: '高瀬 亮介' });
  await takeIn(
    database,
    {
      text: '会社コード,会社名,URL\nK0,青空商事株式会社,https://www.aozora.co.jp\nK1,アオゾラ機工株式会社,https://www.aozora-kiko.co.jp\n',
    },
    'companies',
  );
  const idOf = async (name: string): Promise<number> =>
    (await database.pool.query('select account_id from account where name = $1', [name])).rows[0].account_id;
  const [kept, gone] = [await idOf('青空商事株式会社'), await idOf('アオゾラ機工株式会社')];
  await database.pool.query(
    "insert into target_line (account_id, origin, status, owner_id, activated_at, created_at) values ($1, 'sales_nominated', 'active', $2, '2026-10-01', '2026-10-01')",
    [gone, memberId],
  );
  const { decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', leftId: kept, rightId: gone }, null),
  );
  await takeIn(
    database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,作成日\nL1,青空商事株式会社,佐藤,一郎,sato@aozora.co.jp,新規,2026/11/16\n',
    },
    'salesforce-leads',
  );
  const { rows } = await database.pool.query('select cycle_id, account_id from lead_cycle');
  assert.equal(rows[0].account_id, kept);
  await inTransaction(database, (transaction) =>
    handOver(transaction, [rows[0].cycle_id], { memberId: null, now: new Date('2026-11-17T01:00:00Z') }),
  );
  const { rows: given } = await database.pool.query('select receiver_kind, receiver_id, clock_class from lead_cycle');
  assert.deepEqual(given, [{ receiver_kind: 'member', receiver_id: String(memberId), clock_class: 'tal' }]);
  const { rows: lists } = await database.pool.query('select account_id from target_now');
  assert.deepEqual(lists, [{ account_id: kept }]);
  await assertIsTarget(kept);
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  const { rows: apart } = await database.pool.query('select account_id from target_now');
  assert.deepEqual(apart, [{ account_id: gone }], 'taken back, the line is of its own company again');
});

test('two targets put together stand on the list once, as the line that is furthest; taken back, both stand there', async () => {
  const { database } = opened.world;
  await takeIn(
    database,
    {
      text: '会社コード,会社名,URL\nK8,緑川製作所,https://midorikawa.example.jp\nK9,ミドリカワ精機,https://midorikawa-seiki.example.jp\n',
    },
    'companies',
  );
  const { rows } = await database.pool.query(
    "select account_id as id from account where name in ('緑川製作所', 'ミドリカワ精機') order by 1",
  );
  const [kept, gone] = rows.map(({ id }) => id);
  await database.pool.query(
    "insert into target_line (account_id, origin, status) values ($1, 'proposal', 'declined'), ($2, 'sales_nominated', 'candidate')",
    [kept, gone],
  );
  const listed = async () =>
    (await listTargets(database.db, {}))
      .filter(({ accountId }) => accountId === kept || accountId === gone)
      .map(({ accountId, status }) => [accountId, status]);
  const counts = async () => {
    const { candidate, declined } = await countTargets(database.db);
    return [candidate, declined];
  };
  assert.deepEqual([(await listed()).length, await counts()], [2, [1, 1]]);
  const { decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', leftId: kept, rightId: gone }, null),
  );
  assert.deepEqual([await listed(), await counts()], [[[kept, 'candidate']], [1, undefined]]);
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  assert.deepEqual([(await listed()).length, await counts()], [2, [1, 1]]);
});
