import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { historyOf } from '#db/account-page.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch } from './decide-match.ts';
import { editAccounts } from './edit-accounts.ts';
import { undoBulkEdit } from './undo-bulk-edit.ts';
import { rebuild } from './rebuild.ts';
import { undoDecision } from './undo-decision.ts';

let database: Database;
let [one, other]: [number, number] = [0, 0];
let memberId: number;
before(async () => {
  database = await openTestDatabase('handed_pins');
  const { rows: members } = await database.pool.query(
    "insert into member (email, name, role) values ('owner@example.jp', '持ち主', 'admin') returning member_id",
  );
  memberId = Number(members[0].member_id);
  const text = '会社名,住所\r\n株式会社青葉化学,大阪府大阪市北区梅田1-1\r\n緑川工業株式会社,東京都港区芝2-2\r\n';
  await takeIn(database, { text }, 'companies', { source: 'crm' });
  const { rows } = await database.pool.query('select account_id as id from account order by 1');
  [one, other] = [rows[0].id, rows[1].id];
});
after(() => database.close());

const edit = (id: number, change: Parameters<typeof editAccounts>[2]) =>
  inTransaction(database, (transaction) => editAccounts(transaction, [id], change, memberId, 'test'));
const shown = async () =>
  (
    await database.pool.query(
      'select name, tier, is_on_hold as held, owner_id as owner from account order by account_id',
    )
  ).rows.map(({ name, tier, held, owner }) => [name, tier, held, owner === null ? null : Number(owner)]);
const merge = () =>
  inTransaction(database, async (transaction) => {
    const pair = { kind: 'account', verdict: 'same', leftId: one, rightId: other } as const;
    return (await decideMatch(transaction, pair, null)).decisionId;
  });
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

test('what people decided about dealings holds when the company goes into another, unless they decided about that one too', async () => {
  await edit(other, { values: { tier: 'strategic', is_on_hold: true, owner_id: memberId, name: '緑川' } });
  await edit(one, { values: { tier: 'lite' } });
  const apart = await shown();
  assert.deepEqual(apart, [
    ['株式会社青葉化学', 'lite', false, null],
    ['緑川', 'strategic', true, memberId],
  ]);
  const decisionId = await merge();
  assert.deepEqual(await shown(), [['株式会社青葉化学', 'lite', true, memberId]]);
  await takeIn(database, { text: '会社名,住所\r\n株式会社青葉化学,大阪府大阪市北区梅田1-1\r\n' }, 'companies', {
    source: 'list',
  });
  assert.deepEqual(await shown(), [['株式会社青葉化学', 'lite', true, memberId]], 'a later file changes nothing');
  await isRebuiltAlike();
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  assert.deepEqual(await shown(), apart);
  await isRebuiltAlike();
});

test('decided no longer, it follows the files, whichever of the two it was decided about', async () => {
  await merge();
  await edit(one, { values: {}, unpin: ['is_on_hold', 'owner_id'] });
  assert.deepEqual(await shown(), [['株式会社青葉化学', 'lite', false, null]]);
  await isRebuiltAlike();
});

test('an owner chosen by name goes along into another company and comes back with it', async () => {
  const text =
    '会社名,住所,担当営業\r\n黄金製菓株式会社,奈良県奈良市登大路町1-1,高瀬 亮介\r\n株式会社紅葉電機,広島県広島市中区基町1-1,白川 恵\r\n藤色商会株式会社,京都府京都市中京区1-1,江藤 結\r\n';
  await takeIn(database, { text }, 'companies', { source: 'crm' });
  const { rows } = await database.pool.query('select account_id as id from account order by 1 desc limit 2');
  const [gone, kept] = rows.map(({ id }) => id as number) as [number, number];
  const owners = async () =>
    (
      await database.pool.query(
        'select owner_id, owner_name from account where account_id = any($1) order by account_id',
        [[gone, kept]],
      )
    ).rows.map(({ owner_id, owner_name }) => [owner_id === null ? null : Number(owner_id), owner_name]);
  await edit(gone, { values: { owner_name: '高瀬 亮介' } });
  await edit(kept, { values: { tier: 'lite' } });
  const { decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', leftId: kept, rightId: gone }, null),
  );
  assert.deepEqual(await owners(), [[null, '高瀬 亮介']]);
  await isRebuiltAlike();
  await edit(kept, { values: { owner_name: null } });
  assert.deepEqual(await owners(), [[null, null]], 'decided about the one that stays');
  await isRebuiltAlike();
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  assert.deepEqual(await owners(), [
    [null, null],
    [null, '高瀬 亮介'],
  ]);
  await isRebuiltAlike();
});

const restore = (bulkEditId: number) =>
  inTransaction(database, (transaction) => undoBulkEdit(transaction, bulkEditId, memberId));
const dealings = async (id: number) => {
  const { rows } = await database.pool.query(
    'select tier, is_on_hold as held, owner_id as owner from account where account_id = $1',
    [id],
  );
  return rows.map(({ tier, held, owner }) => [tier, held, owner === null ? null : Number(owner)]);
};

test('an edit is taken back where the company is now, also after it went into another and came back', async () => {
  const text = '会社名,住所\r\n赤城精工株式会社,群馬県前橋市大手町1-1\r\n株式会社碧海電子,愛知県安城市桜町2-2\r\n';
  await takeIn(database, { text }, 'companies', { source: 'crm' });
  const { rows } = await database.pool.query('select account_id as id from account order by 1 desc limit 2');
  const [gone, kept] = rows.map(({ id }) => id as number) as [number, number];
  const { bulkEditId } = await edit(gone, { values: { tier: 'strategic', is_on_hold: true, owner_id: memberId } });
  const { decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', leftId: kept, rightId: gone }, null),
  );
  assert.deepEqual(await dealings(kept), [['strategic', true, memberId]]);
  // Left to the files again and back: what had been decided about the one that went in is decided again.
  const freed = await edit(kept, { values: {}, unpin: ['tier', 'is_on_hold', 'owner_id'] });
  assert.deepEqual(await dealings(kept), [[null, false, null]]);
  await restore(freed.bulkEditId);
  assert.deepEqual(await dealings(kept), [['strategic', true, memberId]]);
  await isRebuiltAlike();
  await restore(bulkEditId);
  assert.deepEqual(await dealings(kept), [[null, false, null]]);
  await isRebuiltAlike();
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  assert.deepEqual([await dealings(kept), await dealings(gone)], [[[null, false, null]], [[null, false, null]]]);
  await isRebuiltAlike();
});

test('the history of a company tells that an edit was taken back, from what to what', async () => {
  const { bulkEditId } = await edit(one, { values: { industry: '繊維' } });
  await restore(bulkEditId);
  const [last] = await historyOf(database.db, 'account', one);
  assert.deepEqual(
    [last!.action, last!.before, last!.after, last!.memberName],
    ['account.undo_edit', { industry: '繊維' }, { industry: null }, '持ち主'],
  );
});
