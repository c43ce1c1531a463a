import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { JobChangeVerdict } from '#core/person/job-change.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideJobChange, undoJobChange } from './decide-job-change.ts';
import { listJobChanges } from './job-changes.ts';
import { readEmployments } from './read-employments.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('job-changes');
});
after(() => database.close());

const today = '2024-07-01';
const header = '会社名,氏名,部署名,役職,e-mail,携帯電話,名刺交換日,所有者\r\n';
const before2021 = `${header}青空商事株式会社,岸本 健太,営業部,課長,kishimoto@aozora.co.jp,090-1111-2222,2021/04/01,佐藤 花子\r\n青空商事株式会社,高瀬 亮介,技術部,部長,takase@aozora.co.jp,090-3333-4444,2018/04/01,\r\n`;
const since = `${header}汐見精機株式会社,岸本 健太,営業部,部長,k.kishimoto@shiomi-seiki.co.jp,090-1111-2222,2024/06/01,\r\n汐見精機株式会社,高瀬 亮介,技術部,部長,takase@shiomi-seiki.co.jp,090-3333-4444,2020/06/01,\r\n`;
const list = (more: Partial<Parameters<typeof listJobChanges>[1]> = {}) =>
  listJobChanges(database.db, { today, ...more });
const decide = (verdict: JobChangeVerdict) =>
  inTransaction(database, async (transaction) => {
    const [change] = await listJobChanges(transaction.db, { today, withAnswered: true });
    const { personId, otherPersonId, from, to } = change!;
    return decideJobChange(
      transaction,
      { personId, otherPersonId, fromId: from.accountId, toId: to.accountId, verdict },
      today,
      null,
    );
  });
const undo = (answerId: number) => inTransaction(database, (transaction) => undoJobChange(transaction, answerId, null));
const rebuilt = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

test('a person seen at another company is told once, however often the rows come, and only while it is news', async () => {
  await takeIn(database, { text: before2021 }, 'sansan-cards');
  assert.deepEqual(await list(), []);
  await takeIn(database, { text: since }, 'sansan-cards');
  await takeIn(database, { text: since, name: 'again.csv' }, 'sansan-cards');
  const told = await list();
  assert.deepEqual(
    told.map(({ name, from, to, knownBy, answer }) => [
      name,
      [from.accountName, from.department, from.title, from.lastOn],
      [to.accountName, to.title, to.firstOn],
      knownBy,
      answer,
    ]),
    [
      [
        '岸本 健太',
        ['青空商事株式会社', '営業部', '課長', '2021-04-01'],
        ['汐見精機株式会社', '部長', '2024-06-01'],
        ['佐藤 花子'],
        null,
      ],
    ],
  );
  assert.ok(told[0]!.matched.includes('mobile'));
  assert.deepEqual(await list({ today: '2025-07-02' }), []);
  assert.equal((await list({ personId: told[0]!.personId, today: '2025-07-02' })).length, 1);
});

test("it is told to owners of both companies and to those who know the person; what is nobody's to whom looks after data", async () => {
  const { rows } = await database.pool.query(
    "insert into member (email, name, role) values ('a@x.jp', '佐藤 花子', 'account_executive'), ('b@x.jp', '田中 一', 'account_executive'), ('c@x.jp', '管理 者', 'admin') returning member_id, name",
  );
  const [knows, owner, admin] = rows.map((row) => ({ memberId: row.member_id, name: row.name, isSteward: false }));
  const told = async (member: typeof knows) => (await list({ concerned: member })).length;
  assert.deepEqual([await told(knows), await told(owner), await told(admin)], [1, 0, 0]);
  assert.equal(await told({ ...admin!, isSteward: true }), 0, 'somebody knows the person');
  for (const name of ['青空商事株式会社', '汐見精機株式会社']) {
    await database.pool.query('update account set owner_id = $1 where name = $2', [owner!.memberId, name]);
    assert.equal(await told(owner), 1);
    await database.pool.query('update account set owner_id = null');
  }
  await database.pool.query('delete from acquaintance');
  assert.deepEqual([await told(knows), await told({ ...admin!, isSteward: true })], [0, 1]);
  await rebuild(database);
  assert.equal(await told(knows), 1);
});

test('confirmed: the notice goes, the company page says who confirmed, a rebuild keeps it, undo brings it back', async () => {
  const { answerId, personId } = await decide('confirmed');
  assert.deepEqual(await list(), []);
  await rebuilt();
  assert.deepEqual(await list(), []);
  const { rows } = await database.pool.query(
    "select verdict, cardinality(left_rows) as l, cardinality(right_rows) as r from match_decision where verdict = 'confirmed'",
  );
  assert.deepEqual(rows, [{ verdict: 'confirmed', l: 1, r: 1 }]);
  await undo(answerId);
  assert.deepEqual(
    (await list()).map((one) => one.personId),
    [personId],
  );
  await assert.rejects(undo(answerId), { code: 'already_undone' });
});

test('at both: both companies are current from then on, and count the person', async () => {
  const counted = async () => {
    const { rows } = await database.pool.query(
      "select person_count from account_rollup join account using (account_id) where name = '青空商事株式会社'",
    );
    return rows[0].person_count;
  };
  assert.equal(await counted(), 0);
  const { answerId, personId } = await decide('concurrent');
  const employments = await readEmployments(database.db, [personId], { role: 'admin', agencyAccountId: null });
  assert.deepEqual(
    employments.get(personId)!.map(({ left }) => left),
    [null, null],
  );
  assert.deepEqual(await list(), []);
  assert.equal(await counted(), 1);
  await rebuilt();
  await undo(answerId);
  assert.equal(await counted(), 0);
});

test('later: asked again when its day has come', async () => {
  const { answerId } = await decide('later');
  assert.deepEqual(await list(), []);
  assert.equal((await list({ today: '2024-07-31' })).length, 1);
  await undo(answerId);
});

test('not the same person: kept apart for good, also when the rows come again and after a rebuild; undo joins them', async () => {
  const { answerId } = await decide('different');
  const people = async () =>
    (await database.pool.query("select person_id from person where name = '岸本 健太'")).rows.length;
  assert.equal(await people(), 2);
  assert.deepEqual(await list(), []);
  await takeIn(database, { text: since, name: 'third.csv' }, 'sansan-cards');
  await rebuilt();
  assert.equal(await people(), 2);
  await undo(answerId);
  assert.equal(await people(), 1);
  assert.equal((await list()).length, 1);
  await rebuilt();
});

test('two records that 名寄せの確認 asks about, at two companies one after the other, are told as well, and confirming makes them one', async () => {
  const rare = `${header}港電子株式会社,御厨 壮一郎,開発部,部長,mikuriya@minato.co.jp,090-5555-6666,2022/04/01,\r\n`;
  const moved = `${header}若葉化学株式会社,御厨 壮一,開発部,部長,mikuriya@wakaba.co.jp,090-5555-6666,2024/06/15,\r\n`;
  await takeIn(database, { text: rare }, 'sansan-cards');
  await takeIn(database, { text: moved }, 'sansan-cards');
  const told = (await list()).filter(({ name }) => name.startsWith('御厨'));
  assert.deepEqual(
    told.map(({ from, to, otherPersonId }) => [from.accountName, to.accountName, otherPersonId !== null]),
    [['港電子株式会社', '若葉化学株式会社', true]],
  );
  const { personId, otherPersonId, from, to } = told[0]!;
  await inTransaction(database, (transaction) =>
    decideJobChange(
      transaction,
      { personId, otherPersonId, fromId: from.accountId, toId: to.accountId, verdict: 'confirmed' },
      today,
      null,
    ),
  );
  const { rows } = await database.pool.query("select person_id from person where name like '御厨%'");
  assert.equal(rows.length, 1);
  assert.deepEqual(
    (await list()).filter(({ name }) => name.startsWith('御厨')),
    [],
  );
  await rebuilt();
});
