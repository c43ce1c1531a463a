import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { listPeople } from '#db/people.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { editPerson } from './edit-person.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('bounced-mail');
});
after(() => database.close());

const cards = (...rows: string[]) =>
  takeIn(database, { text: `会社名,氏名,e-mail,携帯電話,名刺交換日\r\n${rows.join('\r\n')}\r\n` }, 'sansan-cards');
const list = (...rows: string[]) =>
  takeIn(
    database,
    {
      text: `人物ID,会社名,氏名,メールアドレス,メール不達,配信停止,メール配信の同意,更新日\r\n${rows.join('\r\n')}\r\n`,
      name: `${rows[0]}.csv`,
    },
    'people',
  );
const person = async () =>
  (
    await database.pool.query(
      "select person_id as id, email, emails, bounced_emails as bounced, may_mail as mail from person where family = '岸本'",
    )
  ).rows[0];
const rebuilt = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};
const admin = { memberId: 1, role: 'admin' as const, agencyAccountId: null };
const total = async (quick: 'may_mail' | 'bounces') =>
  (await listPeople(database.db, { sort: 'name', direction: 'asc', offset: 0, limit: 9, filter: { quick } }, admin))
    .total;
const [first, second] = ['kishimoto@aozora.co.jp', 'k.kishimoto@aozora.co.jp'];

test('an address that bounces gives way to the next newest one, and comes back when its record says so', async () => {
  await cards(
    `青空商事株式会社,岸本 健太,${first},090-1111-2222,2021/04/01`,
    `青空商事株式会社,岸本 健太,${second},090-1111-2222,2024/04/01`,
  );
  assert.equal((await person()).email, second);
  await list(`p-1,青空商事株式会社,岸本 健太,${second},1,,,2025/01/10`);
  assert.deepEqual([(await person()).email, (await person()).bounced], [first, [second]]);
  assert.deepEqual((await person()).emails.toSorted(), [first, second].toSorted());
  await rebuilt();
  await list(`p-1,青空商事株式会社,岸本 健太,${second},0,,,2025/02/10`);
  assert.deepEqual([(await person()).email, (await person()).bounced], [second, []]);
  await rebuilt();
});

test('where no address arrives the last is marked, and nobody may mail to it', async () => {
  await list(
    `p-1,青空商事株式会社,岸本 健太,${second},不達,,,2025/03/10`,
    `p-2,青空商事株式会社,岸本 健太,${first},不達,,,2025/03/11`,
  );
  assert.deepEqual([(await person()).email, (await person()).bounced.length], [first, 2]);
  assert.deepEqual([await total('may_mail'), await total('bounces')], [0, 1]);
  await rebuilt();
});

test('a decided address stays, whatever bounces, and files go on competing beneath it', async () => {
  const { id } = await person();
  const decided = 'kenta@aozora.co.jp';
  await inTransaction(database, (transaction) =>
    editPerson(transaction, id, { values: { email: decided }, unpin: [] }, null),
  );
  await cards(`青空商事株式会社,岸本 健太,kk@aozora.co.jp,090-1111-2222,2026/04/01`);
  assert.equal((await person()).email, decided);
  await rebuilt();
  await inTransaction(database, (transaction) => editPerson(transaction, id, { values: {}, unpin: ['email'] }, null));
  assert.equal((await person()).email, 'kk@aozora.co.jp');
  await rebuilt();
});

test('the most restrictive word about mail holds: a no to the consent, and no later yes takes it back', async () => {
  assert.equal((await person()).mail, null);
  await list(`p-3,青空商事株式会社,岸本 健太,kk@aozora.co.jp,,,いいえ,2026/05/10`);
  assert.equal((await person()).mail, false);
  await list(`p-4,青空商事株式会社,岸本 健太,kk@aozora.co.jp,,,はい,2026/06/10`);
  assert.equal((await person()).mail, false);
  await rebuilt();
});
