import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { DepartmentChangeInput } from '#core/company/department-changes.ts';
import type { DepartmentNode } from '#core/company/department-tree.ts';
import { listPeople } from '#db/people.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import {
  changeDepartments,
  decideSuccession,
  previewDepartmentChange,
  undoDepartmentChange,
} from './change-departments.ts';
import { departmentScope, departmentsOfPage, findDepartmentToday, readDepartments } from './read-departments.ts';
import { readFamily } from './read-family.ts';
import { readPeopleOf } from './read-employments.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
let accountId: number;
let memberId: number;
before(async () => {
  database = await openTestDatabase('change-departments');
  const header = '会社名,氏名,部署名,e-mail,名刺交換日\r\n';
  const rows = [
    ...['山田 太郎', '佐藤 花子', '鈴木 次郎'].flatMap((name, at) => [
      `青空商事株式会社,${name},営業企画部,p${at}@aozora.co.jp,2023/04/0${at + 1}`,
      `青空商事株式会社,${name},事業企画部,p${at}@aozora.co.jp,2024/04/0${at + 1}`,
    ]),
    '青空商事株式会社,高瀬 亮介,営業企画部,takase@aozora.co.jp,2023/05/01',
    '青空商事株式会社,水沢 直子,営業部,mizusawa@aozora.co.jp,2023/05/01',
    '青空商事株式会社,榎本 真,営業部,enomoto@aozora.co.jp,2023/05/01',
    '青空商事株式会社,御厨 壮一郎,購買部,mikuriya@aozora.co.jp,2023/05/01',
  ];
  await takeIn(database, { text: `${header}${rows.join('\r\n')}\r\n` }, 'sansan-cards');
  accountId = (await database.pool.query('select account_id from account')).rows[0].account_id;
  memberId = (
    await database.pool.query(
      "insert into member (email, name, role) values ('a@x.jp', '佐藤 営業', 'admin') returning member_id",
    )
  ).rows[0].member_id;
});
after(() => database.close());

const today = '2024-07-01';
const staff = { memberId: 1, role: 'admin' as const, agencyAccountId: null };
const input = (given: Partial<DepartmentChangeInput>): DepartmentChangeInput => ({
  kind: 'rename',
  fromKeys: [],
  into: [],
  parentKey: undefined,
  on: '2024-04-01',
  ...given,
});
const to = (name: string, ...personIds: number[]) => ({ name, personIds });
const change = (given: Partial<DepartmentChangeInput>) =>
  inTransaction(database, (transaction) => changeDepartments(transaction, accountId, input(given), today, memberId));
const undo = (changeId: number) =>
  inTransaction(database, (transaction) => undoDepartmentChange(transaction, changeId, memberId));
const page = async () =>
  (await departmentsOfPage(database.db, accountId)).map(({ name, people, formers }) => [name, people, formers]);
const tree = async () => {
  const shown = (nodes: readonly DepartmentNode[]): unknown[] =>
    nodes.map(({ name, children }) => (children.length > 0 ? [name, shown(children)] : name));
  return shown((await readDepartments(database.db, accountId)).tree);
};
const untouched = [
  ['営業企画部', 4, []],
  ['事業企画部', 3, []],
  ['営業部', 2, []],
  ['購買部', 1, []],
];
const idOf = async (name: string) =>
  (await departmentsOfPage(database.db, accountId)).find((one) => one.name === name)!.departmentId;

test('renamed by hand: the preview tells who moves, people and history stand under the new name, the old id leads there', async () => {
  assert.deepEqual(await page(), untouched);
  const old = await idOf('営業企画部');
  const given = { fromKeys: ['営業企画部'], into: [to('事業企画部')] };
  const preview = await previewDepartmentChange(database.db, accountId, input(given), today);
  assert.deepEqual(
    preview.people.map(({ name, from, to: into }) => [name, from, into]).sort(),
    ['佐藤 花子', '山田 太郎', '鈴木 次郎', '高瀬 亮介'].map((name) => [name, '営業企画部', '事業企画部']),
  );
  assert.deepEqual(await page(), untouched, 'a preview writes nothing');
  const { changeId } = await change(given);
  assert.deepEqual(await page(), [
    ['事業企画部', 4, ['営業企画部']],
    ['営業部', 2, []],
    ['購買部', 1, []],
  ]);
  const found = await findDepartmentToday(database.db, old);
  assert.deepEqual([found!.name, found!.people], ['事業企画部', 4]);
  const people = await listPeople(
    database.db,
    { sort: 'name', direction: 'asc', offset: 0, limit: 50, ...(await departmentScope(database.db, old)) },
    staff,
  );
  assert.deepEqual([people.total, people.rows.some(({ name }) => name === '高瀬 亮介')], [4, true]);
  const takase = (await readPeopleOf(database.db, accountId, staff)).find(({ name }) => name === '高瀬 亮介');
  assert.deepEqual([takase!.department, takase!.departmentNow], ['営業企画部', '事業企画部']);
  const state = await page();
  await rebuild(database);
  assert.deepEqual(await page(), state);
  await undo(changeId);
  assert.deepEqual(await page(), untouched);
  await assert.rejects(undo(changeId), { code: 'already_undone' });
});

test('merged, then put elsewhere, then renamed: taken back from the last one', async () => {
  const merged = await change({ kind: 'merge', fromKeys: ['営業部', '購買部'], into: [to('業務本部')] });
  const moved = await change({ kind: 'move', fromKeys: ['事業企画部'], parentKey: '業務本部' });
  assert.deepEqual(await tree(), ['営業企画部', ['業務本部', ['事業企画部']]]);
  const renamed = await change({ fromKeys: ['業務本部'], into: [to('営業業務本部')], on: '2024-06-01' });
  assert.deepEqual(await tree(), ['営業企画部', ['営業業務本部', ['事業企画部']]]);
  assert.deepEqual(
    (await page()).find(([name]) => name === '営業業務本部'),
    ['営業業務本部', 3, ['業務本部', '営業部', '購買部']],
  );
  await assert.rejects(undo(merged.changeId), { code: 'department_change_built_upon' });
  for (const { changeId } of [renamed, moved, merged]) await undo(changeId);
  assert.deepEqual(await page(), untouched);
});

test('split: each person goes to the part they were given to, others stay; a department is added by hand', async () => {
  const sales = (await readDepartments(database.db, accountId)).departments.find(({ name }) => name === '営業部')!;
  const mizusawa = sales.people.find(({ name }) => name === '水沢 直子')!;
  const split = await change({
    kind: 'split',
    fromKeys: ['営業部'],
    into: [to('法人営業部', mizusawa.personId), to('代理店営業部')],
  });
  const added = await change({ kind: 'add', into: [to('新規事業室')], parentKey: '購買部' });
  assert.deepEqual(
    (await page()).filter(([name]) => String(name).includes('営業部')),
    [
      ['営業部', 1, []],
      ['法人営業部', 1, ['営業部']],
      ['代理店営業部', 0, ['営業部']],
    ],
  );
  assert.ok(JSON.stringify(await tree()).includes('["購買部",["新規事業室"]]'));
  const { rows } = await database.pool.query(
    "select action, after from audit_entry where action like 'department.%' order by audit_entry_id desc limit 2",
  );
  assert.deepEqual(
    rows.map((row) => [row.action, row.after]),
    [
      ['department.add', { departments: ['新規事業室'], under: '購買部', on: '2024-04-01' }],
      ['department.split', { departments: ['法人営業部', '代理店営業部'], under: null, on: '2024-04-01' }],
    ],
  );
  for (const { changeId } of [added, split]) await undo(changeId);
  assert.deepEqual(await page(), untouched);
});

test('what the files suggest is a proposal; confirmed it is a change with its day, and open again it is none', async () => {
  await database.pool.query(
    "delete from affiliation where person_id = (select person_id from person where name = '高瀬 亮介')",
  );
  const states = async () =>
    (await readFamily(database.db, accountId)).moves.map(({ fromName, toName, state }) => [fromName, toName, state]);
  assert.deepEqual(await states(), [['営業企画部', '事業企画部', 'proposed']]);
  assert.equal((await readDepartments(database.db, accountId)).changes.length, 0, 'nothing happens by itself');
  const decide = (state: 'confirmed' | 'denied' | 'open') =>
    inTransaction(database, (transaction) =>
      decideSuccession(transaction, accountId, { fromKey: '営業企画部', toKey: '事業企画部', state }, today, memberId),
    );
  await decide('confirmed');
  await decide('confirmed');
  const { changes } = await readFamily(database.db, accountId);
  assert.deepEqual(
    changes.map(({ kind, from, into, on, memberName }) => [kind, from, into, on, memberName]),
    [['rename', ['営業企画部'], ['事業企画部'], '2024-04-01', '佐藤 営業']],
  );
  assert.deepEqual(await states(), [['営業企画部', '事業企画部', 'confirmed']]);
  await decide('denied');
  assert.deepEqual(await states(), [['営業企画部', '事業企画部', 'denied']]);
  assert.equal((await readDepartments(database.db, accountId)).changes.length, 0);
  await decide('open');
  assert.deepEqual(await states(), [['営業企画部', '事業企画部', 'proposed']]);
});
