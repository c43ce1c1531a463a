import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { departmentsOf } from '#db/departments.ts';
import { listPeople } from '#db/people.ts';
import type { PersonFilter } from '#db/person-filter.ts';
import type { Database } from '#db/pool.ts';
import { readEmployments, readPeopleOf, withLeavings } from './read-employments.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
let other: Database;
before(async () => {
  database = await openTestDatabase('employments');
  other = await openTestDatabase('employments-turned');
});
after(async () => {
  await database.close();
  await other.close();
});

const admin = { memberId: 1, role: 'admin' as const, agencyAccountId: null };
const header = '会社名,氏名,部署名,役職,e-mail,携帯電話,名刺交換日\r\n';
const card = (...cells: string[]) => ({ text: `${header}${cells.join(',')}\r\n`, preset: 'sansan-cards' });
/** One person's way through two companies, somebody at two of them at once, and two whom a file calls 退職. */
const files = [
  card('青空商事株式会社', '岸本 健太', '営業部', '課長', 'kishimoto@aozora.co.jp', '090-1111-2222', '2021/04/01'),
  card('青空商事株式会社', '岸本 健太', '企画部', '', 'kishimoto@aozora.co.jp', '090-1111-2222', '2022/05/01'),
  card(
    '汐見精機株式会社',
    '岸本 健太',
    '営業部',
    '部長',
    'k.kishimoto@shiomi-seiki.co.jp',
    '090-1111-2222',
    '2024/06/01',
  ),
  card('青空商事株式会社', '高瀬 亮介', '技術部', '部長', 'takase@aozora.co.jp', '090-3333-4444', '2023/04/01'),
  card(
    '汐見精機株式会社',
    '高瀬 亮介',
    '技術部',
    '取締役(兼務)',
    'takase@shiomi-seiki.co.jp',
    '090-3333-4444',
    '2024/06/01',
  ),
  card('青空商事株式会社', '水沢 直子', '総務部', '主任', 'mizusawa@aozora.co.jp', '', '2022/04/01'),
  {
    text: '人物ID,会社名,氏名,部署名,役職,メールアドレス,在籍状況,退職日,更新日\r\np-9,青空商事株式会社,水沢 直子,総務部,主任,mizusawa@aozora.co.jp,退職,2024/03/31,2024/05/01\r\n',
    preset: 'people',
  },
  card('青空商事株式会社', '榎本 真(退職)', '購買部', '', 'enomoto@aozora.co.jp', '', '2023/02/01'),
];

async function told(db: Database) {
  const { rows } = await db.pool.query('select person_id, name from person order by name');
  const employments = await readEmployments(
    db.db,
    rows.map((row) => row.person_id),
    admin,
  );
  return rows.map((row) => [
    row.name,
    employments.get(row.person_id)!.map((one) => ({
      at: one.accountName,
      period: [one.firstOn, one.lastOn],
      left: one.left && [one.left.why, one.left.on, one.left.by, one.left.nextAccountName, one.left.source],
      stays: one.stays.map((stay) => [stay.department, stay.title, stay.isCurrent]),
    })),
  ]);
}

test('current and former companies, with days and evidence', async () => {
  for (const file of files) await takeIn(database, file, file.preset);
  const [aozora, shiomi] = ['青空商事株式会社', '汐見精機株式会社'];
  assert.deepEqual(await told(database), [
    [
      '岸本 健太',
      [
        { at: shiomi, period: ['2024-06-01', '2024-06-01'], left: null, stays: [['営業部', '部長', true]] },
        {
          at: aozora,
          period: ['2021-04-01', '2022-05-01'],
          left: ['elsewhere', null, '2024-06-01', shiomi, 'sansan'],
          stays: [
            ['企画部', null, false],
            ['営業部', '課長', false],
          ],
        },
      ],
    ],
    [
      '榎本 真',
      [
        {
          at: aozora,
          period: ['2023-02-01', '2023-02-01'],
          left: ['told', null, '2023-02-01', null, 'sansan'],
          stays: [['購買部', null, false]],
        },
      ],
    ],
    [
      '水沢 直子',
      [
        {
          at: aozora,
          period: ['2022-04-01', '2024-05-01'],
          left: ['told', '2024-03-31', '2024-05-01', null, 'csv'],
          stays: [['総務部', '主任', false]],
        },
      ],
    ],
    [
      '高瀬 亮介',
      [
        { at: shiomi, period: ['2024-06-01', '2024-06-01'], left: null, stays: [['技術部', '取締役(兼務)', true]] },
        { at: aozora, period: ['2023-04-01', '2023-04-01'], left: null, stays: [['技術部', '部長', true]] },
      ],
    ],
  ]);
});

test('the same in the opposite order of arrival, in one file or many, and after a rebuild', async () => {
  for (const file of files.toReversed()) await takeIn(other, file, file.preset);
  const expected = await told(database);
  assert.deepEqual(await told(other), expected);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
  assert.deepEqual(await told(database), expected);
});

test('the company lists whoever is there first; lists mark those whom a row calls 退職', async () => {
  const { rows } = await database.pool.query("select account_id from account where name = '青空商事株式会社'");
  const people = await readPeopleOf(database.db, rows[0].account_id, admin);
  assert.deepEqual(
    people.map(({ name, left }) => [name, left?.why]),
    [
      ['高瀬 亮介', undefined],
      ['水沢 直子', 'told'],
      ['榎本 真', 'told'],
      ['岸本 健太', 'elsewhere'],
    ],
  );
  const page = { sort: 'name', direction: 'asc', offset: 0, limit: 50 } as const;
  const all = await listPeople(database.db, page, admin);
  assert.deepEqual(
    all.rows.filter((row) => row.hasLeft).map((row) => row.name),
    ['榎本 真', '水沢 直子'],
  );
  const left = await listPeople(database.db, { ...page, filter: { quick: 'left' } }, admin);
  assert.equal(left.total, 2);
});

test('an address of a desk is listed as one, and is nobody', async () => {
  await takeIn(
    database,
    card('青空商事株式会社', '', '総務部', '', 'info@aozora.co.jp', '', '2023/04/01'),
    'sansan-cards',
  );
  const { rows } = await database.pool.query("select account_id from account where name = '青空商事株式会社'");
  const people = await readPeopleOf(database.db, rows[0].account_id, admin);
  assert.deepEqual(
    people.filter(({ isRoleAddress }) => isRoleAddress).map(({ email }) => email),
    ['info@aozora.co.jp'],
  );
});

test('people who left and addresses of desks are not counted, and every count opens to its people', async () => {
  const { rows } = await database.pool.query(
    `select account_id, name, person_count, decider_count from account join account_rollup using (account_id)
      where name in ('青空商事株式会社', '汐見精機株式会社') order by name`,
  );
  const page = { sort: 'name', direction: 'asc', offset: 0, limit: 50 } as const;
  const listed = async (accountId: number, filter?: PersonFilter) =>
    (await listPeople(database.db, { ...page, accountId, filter }, admin)).rows.map(({ name }) => name);
  assert.deepEqual(
    rows.map((row) => [row.name, row.person_count, row.decider_count]),
    [
      ['汐見精機株式会社', 2, 2],
      ['青空商事株式会社', 1, 1],
    ],
  );
  const [shiomi, aozora] = rows.map((row) => row.account_id);
  assert.deepEqual((await listed(shiomi)).toSorted(), ['岸本 健太', '高瀬 亮介'].toSorted());
  assert.deepEqual(await listed(aozora), ['高瀬 亮介']);
  assert.deepEqual(await listed(aozora, { quick: 'decider' }), ['高瀬 亮介']);
  const departments = await departmentsOf(database.db, aozora);
  assert.deepEqual(
    departments.map(({ name, people }) => [name, people]),
    [['技術部', 1]],
  );
  for (const { departmentId, people } of departments)
    assert.equal((await listPeople(database.db, { ...page, departmentId }, admin)).total, people);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('an agency learns that somebody left its company, and not where to', async () => {
  await database.pool.query("update account set agency_id = 77 where name = '青空商事株式会社'");
  const agency = { memberId: 9, role: 'agency' as const, agencyAccountId: 77 };
  const { rows } = await database.pool.query(
    "select p.person_id, a.account_id from person p, account a where p.name = '岸本 健太' and a.name = '青空商事株式会社'",
  );
  const line = { personId: rows[0].person_id, accountId: rows[0].account_id };
  const [marked] = await withLeavings(database.db, [line], agency);
  assert.deepEqual(
    [marked!.left?.why, marked!.left?.nextAccountId, marked!.left?.nextAccountName],
    ['elsewhere', null, null],
  );
  const own = await readEmployments(database.db, [line.personId], agency);
  assert.deepEqual(
    own.get(line.personId)!.map(({ accountName }) => accountName),
    ['青空商事株式会社'],
  );
});
