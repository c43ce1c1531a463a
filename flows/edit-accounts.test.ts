import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { listAccounts } from '#db/accounts.ts';
import { historyOf } from '#db/account-page.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { createMember } from './create-member.ts';
import { editAccounts, type AccountChanges } from './edit-accounts.ts';
import type { Refusal } from '#core/refusal.ts';
import { exportAccounts } from './export.ts';
import { undoBulkEdit } from './undo-bulk-edit.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
let id: number;
before(async () => {
  database = await openTestDatabase('edit_accounts');
  await takeIn(database, { text: list('株式会社青空商事', '2025/04/01') });
  id = (await database.pool.query('select account_id from account')).rows[0].account_id;
});
after(() => database.close());

const list = (name: string, on: string) =>
  `会社コード,会社名,電話番号,住所,担当営業,更新日\r\nK1,${name},03-1234-5679,東京都千代田区丸の内1-1-1,堂島 剛,${on}\r\n`;
const company = async () =>
  (await database.pool.query('select * from account where account_id = $1', [id])).rows[0] as Record<string, unknown>;
const edit = (changes: AccountChanges) =>
  inTransaction(database, (transaction) => editAccounts(transaction, [id], changes, null, '企業の編集'));
const found = async (search: string) => {
  const query = { search, sort: 'name', direction: 'asc', offset: 0, limit: 10 } as const;
  const context = { memberId: 0, department: null, today: '2026-04-01' };
  const viewer = { role: 'admin', memberId: 0, agencyAccountId: null, seesGrossProfit: true } as const;
  return (await listAccounts(database.db, query, context, viewer)).total === 1;
};

test('a decided name and kana are found and sorted by, also after the next file', async () => {
  await edit({ values: { name: '深海電機株式会社', kana: 'シンカイデンキ' } });
  for (const text of [undefined, list('株式会社青空商事', '2026/04/01').replace('5679', '5670')]) {
    if (text) await takeIn(database, { text });
    assert.deepEqual(await Promise.all(['深海', 'しんかい', '青空', '山電'].map(found)), [true, true, true, false]);
    const { name, name_safe, name_order } = await company();
    assert.deepEqual([name, name_safe, name_order], ['深海電機株式会社', '深海電機', 'シンカイデンキ']);
  }
});

test('an address brings its prefecture, which beats the files', async () => {
  await edit({ values: { address: '大阪府大阪市北区梅田2-2-2' } });
  assert.deepEqual([(await company()).prefecture, (await company()).address], ['大阪府', '大阪府大阪市北区梅田2-2-2']);
});

test('a rebuild keeps what was decided and gives the identical state', async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('values that nobody decides any longer follow the files, and one undo decides them again', async () => {
  const { bulkEditId } = await edit({ values: {}, unpin: ['name', 'kana', 'prefecture', 'address'] });
  const freed = await company();
  assert.deepEqual(
    [freed.name, freed.kana, freed.prefecture, freed.name_order],
    ['株式会社青空商事', null, '東京都', '青空商事'],
  );
  assert.deepEqual(await Promise.all(['深海', '青空'].map(found)), [false, true]);
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, bulkEditId, null));
  const again = await company();
  assert.deepEqual([again.name, again.prefecture], ['深海電機株式会社', '大阪府']);
  assert.equal(await found('深海'), true);
});

test('an owner that nobody decides any longer is the one the files name', async () => {
  const { rows } = await database.pool.query(
    "insert into member (auth_user_id, email, name, role) values ('a', 'a@example.jp', '堂島 剛', 'account_executive'), ('b', 'b@example.jp', '白川 恵', 'account_executive') returning member_id",
  );
  const [dojima, shirakawa] = rows.map((row) => row.member_id as number);
  const { bulkEditId } = await edit({ values: { owner_id: shirakawa } });
  assert.equal((await company()).owner_id, shirakawa);
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, bulkEditId, null));
  assert.equal((await company()).owner_id, dojima);
});

const owner = async () => {
  const { owner_id, owner_name } = await company();
  return [owner_id, owner_name];
};
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

test('an owner is anybody whom a member or a file names, and nobody where that was decided', async () => {
  const dojima = (await company()).owner_id;
  await takeIn(database, { text: '会社コード,会社名,担当営業\r\nK9,株式会社黒田物流,高瀬 亮介\r\n' });
  const { bulkEditId: byName } = await edit({ values: { owner_name: '高瀬 亮介' } });
  assert.deepEqual(await owner(), [null, '高瀬 亮介']);
  await takeIn(database, { text: list('株式会社青空商事', '2026/05/01') });
  assert.deepEqual(await owner(), [null, '高瀬 亮介'], 'a later file changes nothing');
  await isRebuiltAlike();
  const { bulkEditId: toNobody } = await edit({ values: { owner_name: null } });
  assert.deepEqual(await owner(), [null, null]);
  await isRebuiltAlike();
  await edit({ values: { owner_name: '白川 恵' } });
  const { rows } = await database.pool.query("select member_id from member where name = '白川 恵'");
  assert.deepEqual(await owner(), [rows[0].member_id, '白川 恵'], 'the name of a member is that member');
  await isRebuiltAlike();
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, toNobody, null));
  assert.deepEqual(await owner(), [null, '高瀬 亮介']);
  await isRebuiltAlike();
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, byName, null));
  assert.deepEqual(await owner(), [dojima, '堂島 剛']);
  await isRebuiltAlike();
  await assert.rejects(edit({ values: { owner_name: '誰も 知らない' } }), { code: 'owner_unknown' });
});

test('whom people chose by name becomes the member of that name, also where such a choice comes back', async () => {
  const { bulkEditId } = await edit({ values: { owner_name: '高瀬 亮介' } });
  const taken = await edit({ values: {}, unpin: ['owner_id'] });
  const auth = { createLogin: async () => 'takase' };
  const given = { name: '高瀬 亮介', email: 'takase@example.jp', password: 'x', role: 'account_executive' };
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, taken.bulkEditId, null));
  const other = await edit({ values: { owner_name: '堂島 剛' } });
  const { memberId } = await createMember({ database, auth }, given);
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, other.bulkEditId, null));
  assert.deepEqual(await owner(), [memberId, '高瀬 亮介']);
  await isRebuiltAlike();
  const [last] = await historyOf(database.db, 'account', id);
  assert.deepEqual(
    [last!.before, last!.after].map((values) => Object.keys(values as object)),
    [['owner_id'], ['owner_id']],
  );
  assert.deepEqual((last!.after as { owner_id: number }).owner_id, memberId);
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, bulkEditId, null));
});

test('a member who comes takes up at once what people gave to the name', async () => {
  await takeIn(database, { text: '会社コード,会社名,担当営業\r\nK8,株式会社白鳥食品,江藤 結\r\n' });
  await edit({ values: { owner_name: '江藤 結' } });
  assert.deepEqual(await owner(), [null, '江藤 結']);
  const auth = { createLogin: async () => 'eto' };
  const given = { name: '江藤 結', email: 'eto@example.jp', password: 'x', role: 'account_executive' };
  const { memberId } = await createMember({ database, auth }, given);
  assert.deepEqual(await owner(), [memberId, '江藤 結']);
  await isRebuiltAlike();
});

test('no change at all is refused', async () => {
  await assert.rejects(edit({ values: {} }), { code: 'nothing_changed' });
});

test('a list that is too long to be written out whole is refused, not cut', async () => {
  const viewer = { role: 'admin', agencyAccountId: null, seesGrossProfit: true };
  const context = { memberId: 0, department: null, today: '2026-05-01' };
  const { rows } = await database.pool.query('select count(*)::int as n from account');
  assert.ok(rows[0].n >= 1);
  await assert.rejects(
    exportAccounts(database, {}, context, viewer, 'ja', rows[0].n - 1),
    (error: Refusal) => error.code === 'too_many_rows',
  );
});
