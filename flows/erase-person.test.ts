import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { placesOf } from '#fixtures/places-of.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { Refusal } from '#core/refusal.ts';
import { decideMatch } from './decide-match.ts';
import { erasePerson } from './erase-person.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('erasure');
});
after(() => database.close());

const request = { requestedOn: '2026-05-01', reason: '本人からの請求' };
const cards =
  '名刺ID,会社名,部署名,役職,氏名,e-mail,携帯電話,名刺交換日,名刺所有者,メモ\r\nC1,㈱青空商事,情報システム部,部長,山田 太郎,T.Yamada@aozora.co.jp,090-1111-2222,2025/04/01,高瀬 亮介,山田様は釣りが好き\r\nC2,㈱青空商事,購買部,課長,佐藤 花子,h.sato@aozora.co.jp,,2025/05/01,岸本 健太,\r\nC3,独歩製作所,,代表,遠山 金四郎,k.toyama@doppo.example.jp,,2025/05/01,岸本 健太,\r\n';
const seminar =
  '貴社名,お名前,メールアドレス,セミナー名,開催日\r\n青空商事,山田太郎,t.yamada@aozora.co.jp,自動化展,2025年6月10日\r\n青空商事,鈴木 次郎,j.suzuki@aozora.co.jp,自動化展,2025年6月10日\r\n';
const leads =
  'リード ID,会社名,姓,名,メール,リード状況,作成日\r\n00Q1,青空商事,山田,太郎,t.yamada@aozora.co.jp,営業受入,2025/04/02\r\n00Q2,青空商事,鈴木,次郎,j.suzuki@aozora.co.jp,営業受入,2025/04/02\r\n';
/** What must be found nowhere afterwards. */
const canaries = ['yamada', '山田', '太郎', '09011112222', '090-1111-2222', '釣り'];

const one = async <T>(text: string, values: unknown[] = []) => (await database.pool.query(text, values)).rows[0] as T;
const personId = async (name: string) =>
  (await one<{ person_id: number } | undefined>('select person_id from person where name_key = $1', [name]))?.person_id;

/** A rebuild gives the identical state. What spoke for the link of an emptied row is told by the row alone from then on. */
async function assertRebuildsAlike(): Promise<void> {
  const dump = async () => {
    const { row_link: links, ...rest } = await dumpDerived(database);
    const told = (links as { person_id: number | null; score: number; evidence: object }[]).map((link) =>
      link.person_id === null ? { ...link, score: null, evidence: null } : link,
    );
    return { ...rest, told };
  };
  const state = await dump();
  await rebuild(database);
  assert.deepEqual(await dump(), state);
}

test('104 a person who asks to be erased is gone from every table; the company and its lead stay', async () => {
  const undone = await takeIn(database, { text: seminar, name: 'seminar.csv' });
  await inTransaction(database, (transaction) => undoImport(transaction, undone.batch, null));
  await takeIn(database, { text: cards });
  await takeIn(database, { text: leads });
  await takeIn(database, { text: `${seminar}青空商事,,t.yamada@aozora.co.jp,自動化展,2025年6月10日,余分\r\n` });
  const id = await personId('山田太郎');
  await database.pool.query(
    "insert into note (subject_kind, subject_id, text) values ('person', $1, '山田様は多忙'), ('person', $2, '別の人')",
    [id, await personId('佐藤花子')],
  );
  await database.pool.query(
    "insert into audit_entry (action, subject_kind, subject_id, after) values ('person.edit', 'person', $1, '{\"email\":\"t.yamada@aozora.co.jp\"}')",
    [String(id)],
  );
  await database.pool.query(
    `with host as (insert into member (email, name, role) values ('host@shiomi.example', '高瀬 亮介', 'account_executive') returning member_id)
     insert into appointment (account_id, person_id, subject, status, meets_on, host_id, set_by, set_at)
     select account_id, person_id, '山田太郎様に会う', 'scheduled', '2026-12-01', member_id, member_id, now() from person, host where person_id = $1`,
    [id],
  );
  assert.notDeepEqual(await placesOf(database, canaries), []);
  const before = await one<{ leads: number; accounts: number; people: number }>(
    "select (select count(*) from lead_event where stage = 'sal')::int as leads, (select count(*) from account)::int as accounts, (select count(*) from person)::int as people",
  );
  const file = await one<{ file_path: string }>("select file_path from import_batch where file_name = 'seminar.csv'");
  const { rows } = await erasePerson(database, id!, request, null);
  assert.ok(rows >= 4, `${rows} rows`);
  assert.deepEqual(await placesOf(database, canaries), []);
  assert.ok(!existsSync(file.file_path), 'the uploaded file is gone');
  assert.deepEqual(
    await one(
      "select (select count(*) from lead_event where stage = 'sal')::int as leads, (select count(*) from account)::int as accounts, (select count(*) from person)::int as people",
    ),
    { ...before, people: before.people - 1 },
  );
  assert.ok(await personId('佐藤花子'));
  assert.equal((await one<{ n: number }>('select count(*)::int as n from note')).n, 1);
  assert.deepEqual(await one('select person_id, subject from appointment'), {
    person_id: null,
    subject: '(消去済み)様に会う',
  });
});

test('a rebuild keeps them erased and gives the identical state', async () => {
  await assertRebuildsAlike();
  assert.deepEqual(await placesOf(database, canaries), []);
});

test('a later import refuses the person in a sentence, from any source, and takes the others in', async () => {
  const again = await takeIn(database, { text: cards.replace('課長', '部長') });
  assert.deepEqual([again.rejected, again.unchanged + again.matched], [1, 2]);
  const rejected = await one<{ code: string; detail: string; detail_en: string; cells: string[] }>(
    'select code, detail, detail_en, cells from rejected_row where import_batch_id = $1',
    [again.batch],
  );
  assert.equal(rejected.code, 'E_SUPPRESSED');
  assert.match(rejected.detail, /^本人の請求で消去した人物の行/);
  assert.match(rejected.detail_en, /^The person was erased on their own request/);
  assert.equal(rejected.cells[1], '㈱青空商事');
  for (const row of [
    '青空商事,山田太郎,other@aozora.co.jp,別の展示会,2025年9月1日',
    '別会社,ヤマダ,t.yamada@aozora.co.jp,別の展示会,2025年9月1日',
  ]) {
    const result = await takeIn(database, { text: `貴社名,お名前,メールアドレス,セミナー名,開催日\r\n${row}\r\n` });
    assert.deepEqual([result.rejected, result.rows], [1, 1], row);
  }
  const namesake = await takeIn(database, {
    text: '貴社名,お名前,メールアドレス,セミナー名,開催日\r\n北斗電子,山田太郎,yamada@hokuto.example.jp,別の展示会,2025年9月1日\r\n',
  });
  assert.deepEqual([namesake.rejected, namesake.new + namesake.review], [0, 1]);
  assert.deepEqual(await placesOf(database, ['t.yamada', '090-1111-2222', '釣り']), []);
});

test('a company that only the erased person told of stays, without them', async () => {
  const id = await personId('遠山金四郎');
  const account = 'select account_id, name from account where name like $1';
  const held = await one(account, ['%独歩%']);
  await erasePerson(database, id!, request, null);
  assert.deepEqual(await one(account, ['%独歩%']), held);
  assert.deepEqual(await placesOf(database, ['toyama', '遠山']), []);
  await assertRebuildsAlike();
});

test('two people whom somebody merged are erased as one; the merge is not replayed', async () => {
  await takeIn(database, {
    text: '名刺ID,会社名,氏名,e-mail,名刺交換日\r\nC8,南洋物産,二宮 尊,t.ninomiya@nanyo.example.jp,2025/04/01\r\nC9,南洋物産,二宮 金次郎,kinjiro@nanyo.example.jp,2025/04/01\r\n',
  });
  const [left, right] = [await personId('二宮尊'), await personId('二宮金次郎')];
  await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'person', verdict: 'same', leftId: left!, rightId: right! }, null),
  );
  await erasePerson(database, right!, request, null);
  assert.deepEqual(await placesOf(database, ['ninomiya', 'kinjiro', '二宮']), []);
  await assertRebuildsAlike();
});

test('rows of somebody who is erased while their file is taken in are left out of the rest of it', async () => {
  const header = '名刺ID,会社名,氏名,e-mail,名刺交換日\r\n';
  const card = (id: string) => `${id},伊吹通商,伊吹 華,hana.ibuki@ibuki.example.jp,2025/04/01\r\n`;
  await takeIn(database, { text: header + card('D1') });
  const id = await personId('伊吹華');
  const others = Array.from(
    { length: 1_800 },
    (_, index) => `E${index},第${index}商会,見本 一郎,e${index}@m${index}.example.jp,2025/04/01\r\n`,
  );
  const importing = takeIn(database, { text: header + others.join('') + card('D2') });
  while (!(await one("select 1 from import_batch where state = 'running'"))) await setTimeout(2);
  await Promise.all([importing, erasePerson(database, id!, request, null)]);
  assert.equal((await importing).rejected, 1);
  assert.deepEqual(await placesOf(database, ['ibuki@', '伊吹 華', '伊吹華']), []);
});

test('a day that has not come and a person who is not there are refused', async () => {
  const id = await personId('佐藤花子');
  await assert.rejects(
    erasePerson(database, id!, { ...request, requestedOn: '2999-01-01' }, null),
    (error) => error instanceof Refusal && error.code === 'erasure_in_future',
  );
  await assert.rejects(
    erasePerson(database, 999_999, request, null),
    (error) => error instanceof Refusal && error.code === 'person_not_found',
  );
});
