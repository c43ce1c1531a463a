import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { departmentsOf, findDepartment } from '#db/departments.ts';
import { listPeople } from '#db/people.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideMatch } from './decide-match.ts';
import { undoDecision } from './undo-decision.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('departments');
});
after(() => database.close());

const header = '会社名,氏名,部署名,e-mail,名刺交換日\r\n';
const first = `${header}青空商事,山田 太郎,第一営業部,yamada@aozora.co.jp,2025/04/01\r\n青空商事,佐藤 花子,営業1部,sato@aozora.co.jp,2025/05/01\r\n青空商事,鈴木 次郎,購買部,suzuki@aozora.co.jp,2025/05/01\r\n`;
const second = `${header}青空ホールディングス,岸本 健太,購買部,kishimoto@aozora-hd.co.jp,2025/05/01\r\n`;
const accountId = async (name: string) =>
  (await database.pool.query('select account_id from account where name = $1', [name])).rows[0].account_id as number;
const staff = { memberId: 1, role: 'admin' as const, agencyAccountId: null };

test('a department has one id however it is written, with its people, and keeps it', async () => {
  await takeIn(database, { text: first }, 'sansan-cards');
  const account = await accountId('青空商事');
  const departments = await departmentsOf(database.db, account);
  assert.deepEqual(
    departments.map(({ name, people }) => [name, people]),
    [
      ['営業1部', 2],
      ['購買部', 1],
    ],
  );
  const [sales] = departments;
  const page = { sort: 'name', direction: 'asc', offset: 0, limit: 50 } as const;
  const people = await listPeople(database.db, { ...page, departmentId: sales!.departmentId }, staff);
  assert.deepEqual(people.rows.map((row) => row.name).sort(), ['佐藤 花子', '山田 太郎']);
  assert.equal(people.total, sales!.people);
  await takeIn(database, { text: first.replace('購買部', '調達部') }, 'sansan-cards');
  const after = await departmentsOf(database.db, account);
  assert.equal(after.find((one) => one.name === '営業1部')!.departmentId, sales!.departmentId);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('merged companies share a department, the old id leads to it, and the merge can be taken back', async () => {
  await takeIn(database, { text: second }, 'sansan-cards');
  const [kept, gone] = [await accountId('青空商事'), await accountId('青空ホールディングス')];
  await takeIn(
    database,
    { text: `${header}青空商事,高瀬 亮介,購買部,takase@aozora.co.jp,2025/06/01\r\n` },
    'sansan-cards',
  );
  const idOf = async (account: number) =>
    (await departmentsOf(database.db, account)).find((one) => one.name === '購買部')!.departmentId;
  const [older, younger] = [await idOf(kept), await idOf(gone)];
  assert.notEqual(older, younger);
  const { decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', leftId: kept, rightId: gone }, null),
  );
  assert.deepEqual(await departmentsOf(database.db, gone), []);
  assert.equal(await idOf(kept), older);
  assert.deepEqual(await findDepartment(database.db, younger), await findDepartment(database.db, older));
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
  assert.equal((await findDepartment(database.db, younger))!.departmentId, older);
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  assert.deepEqual([await idOf(kept), await idOf(gone)], [older, younger]);
  assert.equal((await findDepartment(database.db, younger))!.departmentId, younger);
});
