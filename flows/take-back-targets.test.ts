import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import type { Side, TargetVerdict } from '#core/target/line.ts';
import { listTargets } from '#db/targets.ts';
import { inTransaction } from '#db/transaction.ts';
import { addMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { applySheet } from './apply-sheet.ts';
import { decideMatch } from './decide-match.ts';
import { addTargets, decideTargets } from './edit-targets.ts';
import { keepVerdicts, removeTargets } from './take-back-targets.ts';
import { undoBulkEdit } from './undo-bulk-edit.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let [sales, marketing]: [number, number] = [0, 0];
let accounts: number[];
before(async () => {
  opened = await openTestWorld('take_back_targets');
  sales = (await addMember(opened.world, 'sales_manager', { name: '堂島 剛' })).memberId;
  marketing = (await addMember(opened.world, 'marketing_manager', { name: '藤代 美咲' })).memberId;
  const text = '会社名,担当者\n株式会社青葉化学,堂島 剛\n緑川工業株式会社,堂島 剛\n株式会社白井電機,堂島 剛\n';
  await takeIn(opened.world.database, { text }, 'companies', { source: 'crm' });
  const { rows } = await opened.world.database.pool.query('select account_id as id from account order by 1');
  accounts = rows.map(({ id }) => Number(id));
});
after(() => opened.close());

const add = (accountId: number, ownerName?: string) =>
  inTransaction(opened.world.database, (transaction) =>
    addTargets(transaction, [{ accountId, origin: 'sales_nominated', ownerName }], sales),
  );
const memberOf = { sales: () => sales, marketing: () => marketing };
/** Decides as one edit and returns how to take it back. */
const decide = async (lineIds: readonly number[], side: Side, verdict: TargetVerdict) => {
  const memberId = memberOf[side]();
  const bulkEditId = await inTransaction(opened.world.database, async (transaction) => {
    const { changed } = await decideTargets(
      transaction,
      lineIds,
      { side, verdict, reason: '規模不足', isProxy: false },
      memberId,
    );
    return keepVerdicts(transaction, changed, memberId);
  });
  return () => inTransaction(opened.world.database, (transaction) => undoBulkEdit(transaction, bulkEditId, memberId));
};
const stands = async (lineId: number) => {
  const row = (await listTargets(opened.world.database.db, {})).find((one) => one.targetLineId === lineId);
  return row && [row.status, row.salesApproved, row.marketingApproved];
};

test('a verdict taken back leaves the line as it was, with every approval that stood before', async () => {
  const { lineIds } = await add(accounts[0]!);
  const line = lineIds[0]!;
  await decide(lineIds, 'sales', 'approve');
  // 選択した全社を承認 reaches a line that this side had approved already.
  const again = await decide(lineIds, 'sales', 'approve');
  await again();
  assert.deepEqual(await stands(line), ['awaiting_marketing', true, false], 'the first approval stands');
  const active = await decide(lineIds, 'marketing', 'approve');
  for (const verdict of ['decline', 'hold', 'pause', 'exclude'] as const) {
    const undo = await decide(lineIds, 'marketing', verdict);
    assert.notEqual((await stands(line))![0], 'active');
    await undo();
    assert.deepEqual(await stands(line), ['active', true, true], verdict);
  }
  await active();
  assert.deepEqual(await stands(line), ['awaiting_marketing', true, false]);
  const { rows } = await opened.world.database.pool.query(
    'select activated_at from target_line where target_line_id = $1',
    [line],
  );
  assert.equal(rows[0].activated_at, null, 'it never was ターゲット確定');
  await assert.rejects(active(), (error) => error instanceof Refusal && error.code === 'already_undone');
});

test('an approval that came in a sheet is taken back, and nothing that was approved before', async () => {
  const { lineIds } = await add(accounts[1]!);
  await decide(lineIds, 'sales', 'approve');
  const { database } = opened.world;
  const { bulkEditId } = await inTransaction(database, (transaction) =>
    applySheet(
      transaction,
      'targets',
      [
        { id: lineIds[0]!, attribute: 'approval', before: '', after: '承認' },
        { id: lineIds[0]!, attribute: 'reason', before: '', after: '重点業種' },
      ],
      { memberId: sales, sides: ['sales'], isProxy: false },
    ),
  );
  await assert.rejects(
    inTransaction(database, (transaction) => undoBulkEdit(transaction, bulkEditId, marketing)),
    (error) => error instanceof Refusal && error.code === 'edit_of_another',
  );
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, bulkEditId, sales));
  assert.deepEqual(await stands(lineIds[0]!), ['awaiting_marketing', true, false]);
});

test('a company put on the list by mistake is taken off it, unless somebody decided about it', async () => {
  const { lineIds } = await add(accounts[2]!);
  const remove = () =>
    inTransaction(opened.world.database, (transaction) => removeTargets(transaction, lineIds, sales));
  const undo = await decide(lineIds, 'sales', 'approve');
  await assert.rejects(remove(), (error) => error instanceof Refusal && error.code === 'target_decided');
  await undo();
  assert.deepEqual(await remove(), { removed: 1 });
  assert.equal(await stands(lineIds[0]!), undefined);
});

test('a company on the list, itself or as one that went into it, comes onto it once; whoever wishes for it is its owner', async () => {
  const { database } = opened.world;
  const { lineIds } = await add(accounts[2]!, '高瀬 亮介');
  const { rows } = await database.pool.query('select owner_id, owner_name from target_line where target_line_id = $1', [
    lineIds[0],
  ]);
  assert.deepEqual(rows, [{ owner_id: null, owner_name: '高瀬 亮介' }], 'not the owner of the company');
  await inTransaction(database, (transaction) => removeTargets(transaction, [], sales));
  const text = '会社名,担当者\n株式会社黒田物流,堂島 剛\n';
  await takeIn(database, { text }, 'companies', { source: 'crm' });
  const { rows: last } = await database.pool.query('select max(account_id) as id from account');
  const gone = Number(last[0].id);
  const inner = await add(gone);
  await database.pool.query('delete from target_line where target_line_id = $1', [lineIds[0]]);
  await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', leftId: accounts[2]!, rightId: gone }, null),
  );
  assert.deepEqual([(await add(accounts[2]!)).added, (await add(gone)).added], [0, 0]);
  await inTransaction(database, (transaction) => removeTargets(transaction, inner.lineIds, sales));
  assert.equal((await add(gone)).added, 1, 'under the company that it went into');
});
