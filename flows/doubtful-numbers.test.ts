import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { doubtAboutNumber, listDoubtfulNumbers } from './doubtful-numbers.ts';
import { editAccounts } from './edit-accounts.ts';
import { takeReferenceFile } from './load-reference.ts';
import { registerTable } from './load-register.ts';
import { rebuild } from './rebuild.ts';
import { undoBulkEdit } from './undo-bulk-edit.ts';

const [midori, umi, aozora] = ['7000012050002', '4011001098993', '2011001098995'];
let database: Database;
let memberId: number;
before(async () => {
  database = await openTestDatabase('doubtful_numbers');
  const { rows } = await database.pool.query(
    "insert into member (email, name, role) values ('owner@example.jp', '持ち主', 'admin') returning member_id",
  );
  memberId = Number(rows[0].member_id);
  // 海電機 bears the number of 海電機ホールディングス, 山田製作所 one that nobody has.
  const text = `会社名,法人番号\r\n(株)緑電機,${midori}\r\n海電機株式会社,${aozora}\r\n株式会社山田製作所,${umi}\r\n`;
  await takeIn(database, { text }, 'companies', { source: 'crm' });
});
after(() => database.close());

const load = (name: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'mori-register-')), name);
  const line = { updatedOn: '2021-04-01', prefecture: '大阪府', city: '堺市堺区', street: '1番1号' };
  writeFileSync(
    path,
    registerLine({ ...line, number: midori, name: '緑電機株式会社' }) +
      registerLine({ ...line, number: aozora, name: '海電機ホールディングス株式会社' }),
  );
  return takeReferenceFile(database, registerTable, { path, name });
};
const told = async () =>
  (await listDoubtfulNumbers(database, { offset: 0, limit: 10 })).rows.map(({ name, why, registeredName }) => [
    name,
    why,
    registeredName,
  ]);
const idOf = async (name: string) =>
  Number((await database.pool.query('select account_id from account where name = $1', [name])).rows[0].account_id);
const edit = (id: number, number: string | null) =>
  inTransaction(database, (transaction) =>
    editAccounts(transaction, [id], { values: { corporate_number: number } }, memberId, '番号を直す'),
  );

test('without a register nothing is doubtful; a part of it tells of wrong names only; the whole of it of unknown numbers too', async () => {
  assert.deepEqual(await told(), []);
  await load('diff_20210401.csv');
  assert.deepEqual(await told(), [['海電機株式会社', 'other_name', '海電機ホールディングス株式会社']]);
  await load('00_zenkoku_all_20210430.csv');
  assert.deepEqual(await told(), [
    ['海電機株式会社', 'other_name', '海電機ホールディングス株式会社'],
    ['株式会社山田製作所', 'unknown', null],
  ]);
  const page = await listDoubtfulNumbers(database, { offset: 1, limit: 10 });
  assert.deepEqual([page.rows.length, page.total, page.isMore], [1, 2, false]);
});

test('a number that somebody says is right is told no more, taken back it is told again', async () => {
  const id = await idOf('海電機株式会社');
  const { bulkEditId } = await edit(id, aozora);
  assert.equal(await doubtAboutNumber(database, id), undefined);
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, bulkEditId, memberId));
  assert.equal((await doubtAboutNumber(database, id))?.registeredPlace, '大阪府堺市堺区');
});

test('a corrected number holds against the file and through a rebuild; what is no number is refused', async () => {
  const id = await idOf('株式会社山田製作所');
  await assert.rejects(edit(id, '1234567890123'), { code: 'corporate_number_invalid' });
  await edit(id, 'T8700110005901');
  const numberOf = async () =>
    (await database.pool.query('select corporate_number from account where account_id = $1', [id])).rows[0]
      .corporate_number;
  assert.equal(await numberOf(), '8700110005901');
  await edit(await idOf('海電機株式会社'), null);
  assert.deepEqual(await told(), []);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
  assert.equal(await numberOf(), '8700110005901');
});
