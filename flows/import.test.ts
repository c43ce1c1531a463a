import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { shiftJis } from '#fixtures/exports.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Database } from '#db/pool.ts';
import { decideMatch } from './decide-match.ts';
import { splitRows } from './split-rows.ts';
import { undoDecision } from './undo-decision.ts';
import { demoFiles } from './load-demo.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

const publicData = join(import.meta.dirname, '..', '..', 'shared', 'data');
const demo = join(import.meta.dirname, '..', 'fixtures', 'demo');
let database: Database;
before(async () => {
  database = await openTestDatabase('imports');
});
after(() => database.close());

const crm =
  '取引先 ID,取引先名,電話,Web サイト,町名・番地(請求先),法人番号,取引先 所有者\r\n001A,株式会社青空商事,03-1234-5679,https://aozora.co.jp,東京都千代田区丸の内1-2-3,4011001098993,高瀬 亮介\r\n001B,北斗電子株式会社,06-1111-2222,,大阪府大阪市北区梅園3-1-1,,岸本 健太\r\n001C,株式会社アシスト,052-111-2222,,愛知県名古屋市中区栄町1-1-1,,岸本 健太\r\n';
const cards =
  '名刺ID,会社名,部署名,役職,氏名,e-mail,TEL,名刺交換日,名刺所有者\r\nC1,㈱青空商事,情報システム部,部長,山田 太郎,t.yamada@aozora.co.jp,03-1234-5679,2025/04/01,高瀬 亮介\r\nC2,北斗電子,購買部,課長,佐藤 花子,,(06)1111-2222,令和7年5月1日,岸本 健太\r\n';
const seminar =
  '展示会 参加者一覧,,,,\r\n貴社名,お名前,メールアドレス,セミナー名,開催日\r\n青空商事,山田太郎,t.yamada@aozora.co.jp,自動化展,2025年6月10日\r\nアシスト,鈴木 次郎,,自動化展,2025年6月10日\r\n';
const one = async <T>(text: string) => (await database.pool.query(text)).rows[0] as T;

test('S1-40 S2-41 one company in three files of three encodings becomes one', async () => {
  assert.deepEqual(pick(await takeIn(database, { text: shiftJis(crm) })), {
    rows: 3,
    new: 3,
    matched: 0,
    review: 0,
    rejected: 0,
    unchanged: 0,
  });
  assert.deepEqual(pick(await takeIn(database, { text: `\ufeff${cards}` })), {
    rows: 2,
    new: 2,
    matched: 0,
    review: 0,
    rejected: 0,
    unchanged: 0,
  });
  const result = await takeIn(database, { text: Buffer.from(`\ufeff${seminar}`, 'utf16le') });
  assert.equal(result.rows, 2);
  const { accounts } = await one<{ accounts: number }>(
    "select count(*)::int as accounts from account where name_safe = '青空商事'",
  );
  assert.equal(accounts, 1);
  const { people } = await one<{ people: number }>(
    "select count(*)::int as people from person where name_key = '山田太郎'",
  );
  assert.equal(people, 1);
});

test('across sources a frequent name alone goes to review; the verdict survives a rebuild', async () => {
  const open = await one<{ left_id: number; right_id: number }>(
    "select left_id, right_id from review where state = 'open' and kind = 'account'",
  );
  assert.ok(open, 'the seminar list names アシスト only by name, and many are called so');
  const before = await one<{ n: number }>('select count(*)::int as n from account');
  const { keptId, decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', leftId: open.left_id, rightId: open.right_id }, null),
  );
  assert.equal(keptId, Math.min(open.left_id, open.right_id));
  assert.equal((await one<{ n: number }>('select count(*)::int as n from account')).n, before.n - 1);
  const merged = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), merged);
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  assert.equal((await one<{ n: number }>('select count(*)::int as n from account')).n, before.n);
  const undone = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), undone);
});

test('a second import of the same file changes nothing', async () => {
  const state = await dumpDerived(database);
  assert.deepEqual(pick(await takeIn(database, { text: shiftJis(crm) })), {
    rows: 3,
    new: 0,
    matched: 0,
    review: 0,
    rejected: 0,
    unchanged: 3,
  });
  assert.deepEqual(pick(await takeIn(database, { text: `\ufeff${cards}` })), {
    rows: 2,
    new: 0,
    matched: 0,
    review: 0,
    rejected: 0,
    unchanged: 2,
  });
  assert.deepEqual(await dumpDerived(database), state);
});

test('an edited row changes that row only, as a new version of the same key', async () => {
  const edited = crm.replace('北斗電子株式会社,06-1111-2222', '北斗電子株式会社,06-9999-8888');
  assert.deepEqual(pick(await takeIn(database, { text: shiftJis(edited) })), {
    rows: 3,
    new: 0,
    matched: 1,
    review: 0,
    rejected: 0,
    unchanged: 2,
  });
  assert.equal(
    (
      await one<{ phone: string }>(
        "select phone from account where corporate_number is null and name_safe = '北斗電子' order by account_id",
      )
    ).phone,
    '0699998888',
  );
  const versions = await one<{ n: number }>("select count(*)::int as n from raw_row where external_key = '001B'");
  assert.equal(versions.n, 2);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('undo of an import takes its rows back, brings the earlier version back, and the file can be taken in again', async () => {
  const last = await one<{ import_batch_id: number }>(
    'select max(import_batch_id) as import_batch_id from import_batch',
  );
  await inTransaction(database, (transaction) => undoImport(transaction, last.import_batch_id, null));
  assert.equal(
    (await one<{ phone: string }>("select phone from account where name_safe = '北斗電子' order by account_id")).phone,
    '0611112222',
  );
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
  const again = await takeIn(database, { text: shiftJis(crm.replace('06-1111-2222', '06-9999-8888')) });
  assert.equal(again.matched, 1);
});

test('undo of the only file of a company removes it; taking it in again gives the same id', async () => {
  const text = '会社名,業種,従業員数\r\n千鳥製作所,機械,120\r\n';
  const first = await takeIn(database, { text });
  const { account_id } = await one<{ account_id: number }>(
    "select account_id from account where name_safe = '千鳥製作所'",
  );
  await inTransaction(database, (transaction) => undoImport(transaction, first.batch, null));
  assert.equal(await one("select 1 from account where name_safe = '千鳥製作所'"), undefined);
  await takeIn(database, { text });
  assert.equal(
    (await one<{ account_id: number }>("select account_id from account where name_safe = '千鳥製作所'")).account_id,
    account_id,
  );
});

test('rows split off get an id of their own and stay there', async () => {
  await takeIn(database, { text: '会社名,電話番号,業種\r\n夕凪工業,03-5555-6666,機械\r\n' }, 'companies', {
    source: 'one',
  });
  await takeIn(database, { text: '会社名,電話番号,業種\r\n夕凪工業,03-5555-6666,化学\r\n' }, 'companies', {
    source: 'two',
  });
  const account = await one<{ account_id: number; keys: string[] }>(
    "select account_id, array(select row_key::text from row_link l where l.account_id = a.account_id) as keys from account a where name_safe = '夕凪工業'",
  );
  assert.equal(account.keys.length, 2);
  const { rows } = await database.pool.query(
    "select row_key::text from raw_row where source = 'two' and row_key = any($1::uuid[])",
    [account.keys],
  );
  const { newId } = await inTransaction(database, (transaction) =>
    splitRows(
      transaction,
      'account',
      account.account_id,
      rows.map((row) => row.row_key),
      null,
    ),
  );
  assert.notEqual(newId, account.account_id);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('orders know their parties, and the value belongs to the end user', async () => {
  await takeIn(database, {
    text: '受注番号,明細番号,売上日,請求先,納入先,需要家,代理店,品名,売上金額,粗利\r\nJ1,1,2025年4月1日,商社物産株式会社,,株式会社青空商事,商社物産株式会社,搬送ロボット,"1,234千円",△500\r\n小計,,,,,,,,,\r\n',
  });
  const order = await one<{ value: string; bill: string; profit: number; revenue: number; role: string }>(
    "select a.name as value, b.name as bill, o.gross_profit_yen as profit, o.revenue_yen as revenue, b.agency_role as role from order_line o join account a using (account_id) join account b on b.account_id = o.bill_to_id where order_number = 'J1'",
  );
  assert.deepEqual(order, {
    value: '株式会社青空商事',
    bill: '商社物産株式会社',
    profit: -500,
    revenue: 1_234_000,
    role: '代理店',
  });
});

test('the demo files: every row has one outcome, and a rebuild is identical', async () => {
  const world = await openTestDatabase('demo');
  try {
    for (const { file } of demoFiles) {
      const result = await takeIn(world, { path: join(demo, file) });
      assert.equal(result.rows, result.new + result.matched + result.review + result.rejected + result.unchanged);
      const kept = await world.pool.query(
        'select (select count(*) from raw_row where import_batch_id = $1)::int + (select count(*) from rejected_row where import_batch_id = $1)::int as n',
        [result.batch],
      );
      assert.equal(kept.rows[0].n, result.rows, file);
    }
    const state = await dumpDerived(world);
    await rebuild(world);
    assert.deepEqual(await dumpDerived(world), state);
  } finally {
    await world.close();
  }
});

test('real public exports come in exactly', {
  skip: existsSync(publicData) ? false : 'the public data folder is absent',
}, async () => {
  const world = await openTestDatabase('public');
  try {
    for (const name of ['accounts', 'products', 'sales_teams', 'sales_pipeline'])
      await takeIn(world, { path: join(publicData, 'maven_crm', `${name}.csv`) });
    const { rows } = await world.pool.query(
      'select stage, count(*)::int as n, count(account_id)::int as linked from deal group by 1 order by 1',
    );
    assert.deepEqual(
      rows.map((row) => [row.stage, row.n]),
      [
        ['Engaging', 1589],
        ['Lost', 2473],
        ['Prospecting', 500],
        ['Won', 4238],
      ],
    );
    assert.equal(
      rows.reduce((sum, row) => sum + row.n - row.linked, 0),
      1425,
    );
    assert.equal((await world.pool.query('select count(*)::int as n from account')).rows[0].n, 85);
    for (const file of readdirSync(join(publicData, 'nta', 'daily')).sort())
      assert.equal((await takeIn(world, { path: join(publicData, 'nta', 'daily', file) })).rejected, 0, file);
    assert.ok(readFileSync(join(publicData, 'nta', 'daily', 'diff_20210714.csv')).length > 0);
  } finally {
    await world.close();
  }
});

test('a registry file that somebody gave a header row is read by it', async () => {
  const header =
    'sequenceNumber,corporateNumber,process,correct,updateDate,changeDate,name,nameImageId,kind,prefectureName,cityName,streetNumber,addressImageId,prefectureCode,cityCode,postCode,addressOutside,addressOutsideImageId,closeDate,closeCause,successorCorporateNumber,changeCause,assignmentDate,latest,enName,enPrefectureName,enCityName,enAddressOutside,furigana,hihyoji';
  const line = registerLine({ number: '4011001098993', name: '株式会社青空商事', updatedOn: '2026-04-01' });
  for (const preset of ['auto', 'nta']) {
    const { rows, rejected } = await takeIn(database, { text: `${header}\r\n${line}` }, preset);
    assert.deepEqual([rows, rejected], [1, 0], preset);
  }
});

function pick({ batch: _, ...counts }: Awaited<ReturnType<typeof takeIn>>) {
  return counts;
}
