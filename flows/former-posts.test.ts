import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideMatch } from './decide-match.ts';
import { listJobChanges } from './job-changes.ts';
import { readEmployments } from './read-employments.ts';
import { rebuild } from './rebuild.ts';
import { undoDecision } from './undo-decision.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('former-posts');
});
after(() => database.close());

const header = '取引先責任者 ID,取引先名,姓,名,部署,役職,メール,最終更新日\r\n';
const contacts = (...rows: string[]) =>
  takeIn(database, { text: `${header}${rows.join('\r\n')}\r\n`, name: `${rows[0]}.csv` }, 'salesforce-contacts');
const colleague = '0039,青空商事株式会社,水沢,直子,総務部,主任,mizusawa@aozora.co.jp,2024/04/01';
const atAozora = '0031,青空商事株式会社,岸本,健太,営業部,課長,kishimoto@aozora.co.jp,2024/04/01';
const atShiomi = '0031,汐見精機株式会社,岸本,健太,企画部,部長,k.kishimoto@shiomi-seiki.co.jp,2026/03/02';
const atMinato = '0031,港電子株式会社,岸本,健太,企画部,部長,kishimoto@minato-denshi.co.jp,';

async function told() {
  const { rows } = await database.pool.query("select person_id from person where family = '岸本'");
  assert.equal(rows.length, 1);
  const employments = await readEmployments(database.db, [rows[0].person_id], { role: 'admin', agencyAccountId: null });
  return employments
    .get(rows[0].person_id)!
    .map(({ accountName, isListed, lastOn, left, stays }) => [
      accountName,
      isListed,
      lastOn,
      left && [left.why, left.by, left.nextAccountName, left.source],
      stays.map(({ department, title }) => [department, title]),
    ]);
}
const rebuilt = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};
const count = async (name: string) =>
  (
    await database.pool.query(
      'select person_count from account_rollup join account using (account_id) where name = $1',
      [name],
    )
  ).rows[0]?.person_count;

const shiomi = ['汐見精機株式会社', true, '2026-03-02', null, [['企画部', '部長']]];
const aozora = [
  '青空商事株式会社',
  true,
  '2024-04-01',
  ['changed', '2026-03-02', '汐見精機株式会社', 'salesforce'],
  [['営業部', '課長']],
];

test('a record of a person that names another company in a later import leaves a former employment', async () => {
  await contacts(colleague, atAozora);
  assert.equal(await count('青空商事株式会社'), 2);
  const { batch } = await contacts(atShiomi);
  assert.deepEqual(await told(), [shiomi, aozora]);
  assert.deepEqual([await count('青空商事株式会社'), await count('汐見精機株式会社')], [1, 1]);
  await rebuilt();
  assert.deepEqual(await told(), [shiomi, aozora]);
  // The record follows its person: nobody is asked whether it is one.
  assert.deepEqual(await listJobChanges(database.db, { today: '2026-04-01' }), []);
  await inTransaction(database, (transaction) => undoImport(transaction, batch, null));
  assert.deepEqual(await told(), [['青空商事株式会社', true, '2024-04-01', null, [['営業部', '課長']]]]);
  assert.deepEqual([await count('青空商事株式会社'), await count('汐見精機株式会社')], [2, undefined]);
  await rebuilt();
});

test('a company that only the record named is kept by its name, and a record without a date by the day of its import', async () => {
  await contacts(atShiomi);
  await contacts(atMinato);
  const { rows } = await database.pool.query(
    "select to_char(max(created_at) at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as today from import_batch",
  );
  const expected = [
    ['港電子株式会社', true, null, null, [['企画部', '部長']]],
    ['汐見精機株式会社', false, '2026-03-02', ['changed', rows[0].today, null, 'salesforce'], [['企画部', '部長']]],
    [
      '青空商事株式会社',
      true,
      '2024-04-01',
      ['changed', '2026-03-02', '汐見精機株式会社', 'salesforce'],
      [['営業部', '課長']],
    ],
  ];
  assert.deepEqual(await told(), expected);
  await rebuilt();
  assert.deepEqual(await told(), expected);
});

test('where both companies become one, nobody left; taking it back tells it again', async () => {
  const before = await told();
  const { rows } = await database.pool.query(
    "select account_id as id from account where name in ('青空商事株式会社', '港電子株式会社') order by 1",
  );
  const [left, right] = rows.map(({ id }) => id);
  const { decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', leftId: right, rightId: left }, null),
  );
  assert.deepEqual(
    (await told()).map(([name, , , why]) => [name, (why as string[] | null)?.[0] ?? null]),
    [
      ['青空商事株式会社', null],
      ['汐見精機株式会社', 'changed'],
    ],
  );
  await rebuilt();
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  assert.deepEqual(await told(), before);
  await rebuilt();
});
