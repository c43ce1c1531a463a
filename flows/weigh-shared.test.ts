import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { answerAudit, readAudit } from './match-audit.ts';
import { rebuild } from './rebuild.ts';
import { reconcileAll } from './reconcile.ts';

let database: Database;
const now = new Date('2026-04-13T00:00:00Z');
before(async () => {
  database = await openTestDatabase('weigh_shared');
});
after(() => database.close());

const take = (source: string, ...rows: string[]) =>
  takeIn(database, { text: `会社名,URL,住所,電話\r\n${rows.join('\r\n')}\r\n` }, 'companies', { source });
const count = async (text: string): Promise<number> => (await database.pool.query(text)).rows[0].n;
const accounts = () => count('select count(*)::int as n from account');
const waiting = async () => (await readAudit(database.db, null)).waiting;
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

test('five companies behind one phone: a link that stood on it alone becomes a question, and nothing is taken apart', async () => {
  await take(
    'crm',
    '株式会社青空商事,,東京都千代田区丸の内1-2-3,03-1234-5678',
    '株式会社桐谷工業,https://kiritani.co.jp,大阪府大阪市北区梅田3-1-1,03-1234-5678',
  );
  // 青空商事 is known by its phone alone, 桐谷工業 by its domain as well.
  await take('seminar', '青空商事,,,03-1234-5678', '桐谷工業,https://kiritani.co.jp,,03-1234-5678');
  assert.equal(await accounts(), 2);
  await reconcileAll(database);
  assert.equal((await waiting()).length, 0, 'two companies are not many');
  await take(
    'tenants',
    ...['海野製作所', '星川電機', '峰岸化学'].map(
      (name, place) => `株式会社${name},,北海道札幌市中央区大通西${place + 1}-2-3,03-1234-5678`,
    ),
  );
  assert.equal(await accounts(), 5);
  await reconcileAll(database);
  assert.equal(await accounts(), 5, 'nothing is taken apart unasked');
  const [question, ...others] = await waiting();
  assert.equal(others.length, 0);
  assert.deepEqual(
    [question!.origin, question!.name, question!.sharedValue, question!.source],
    ['shared', '株式会社青空商事', 'phone|0312345678', 'seminar'],
  );
  await reconcileAll(database);
  assert.equal((await waiting()).length, 1, 'asked once');
  await isRebuiltAlike();
});

test('the answer splits or holds, counts in no precision, and is not asked again', async () => {
  const [question] = await waiting();
  await inTransaction(database, (transaction) =>
    answerAudit(transaction, question!.auditId, 'different', { memberId: null, now }),
  );
  assert.equal(await accounts(), 6);
  assert.equal((await readAudit(database.db, null)).precision.value, null);
  await reconcileAll(database);
  assert.equal(await accounts(), 6);
  assert.equal((await waiting()).length, 0);
  await isRebuiltAlike();
});

test('a mail address of three people: who is known by nothing else is asked about', async () => {
  const people = (source: string, ...rows: string[]) =>
    takeIn(database, { text: `氏名,会社名,メールアドレス\r\n${rows.join('\r\n')}\r\n` }, 'people', { source });
  await people('crm', '佐藤 誠,株式会社雲井物産,kyouyuu@kumoi.co.jp');
  await people('list', '佐藤,,kyouyuu@kumoi.co.jp');
  assert.equal(await count("select count(*)::int as n from person where email = 'kyouyuu@kumoi.co.jp'"), 1);
  await people('forms', '高橋 健,株式会社雲井物産,kyouyuu@kumoi.co.jp', '渡辺 実,株式会社雲井物産,kyouyuu@kumoi.co.jp');
  assert.equal(await count("select count(*)::int as n from person where email = 'kyouyuu@kumoi.co.jp'"), 3);
  await reconcileAll(database);
  const found = await waiting();
  assert.deepEqual(
    found.map(({ kind, sharedValue }) => [kind, sharedValue]),
    [['person', 'email|kyouyuu@kumoi.co.jp']],
  );
});
