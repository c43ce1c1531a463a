import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Database } from '#db/pool.ts';
import { openDatabase } from '#db/pool.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { beginImport } from './begin-import.ts';
import { followForms } from './follow-forms.ts';
import { runImport } from './import-file.ts';
import { rebuild } from './rebuild.ts';
import { matchLeads, takeLeads, type LeadTold } from './take-leads.ts';
import { inTransaction } from '#db/transaction.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
const now = new Date('2026-04-10T03:00:00Z');
const website = { kind: 'lead', source: 'website', memberId: null, now } as const;
const card = { kind: 'card', source: 'card-desk', memberId: null, now } as const;
const take = async (told: LeadTold, from: typeof website | typeof card = website) =>
  (await takeLeads(database, [told], from))[0]!;
const match = async (told: LeadTold) => (await matchLeads(database, [told], website))[0]!;

before(async () => {
  database = await openTestDatabase('take_leads');
  await takeIn(database, {
    text: `企業ID,会社名,住所,電話番号,URL,担当営業
1,株式会社青嶺精機,東京都港区芝浦3-4-1,03-5440-1201,https://www.seireiseiki.co.jp/,山田 太郎
2,青嶺物流株式会社,東京都港区芝浦3-4-1,03-5440-1301,https://www.midori-group.co.jp/,
3,株式会社ミドリ商事,大阪府大阪市北区梅田1-1-3,06-6341-2201,https://www.midori-group.co.jp/,
4,アシスト株式会社,福岡県福岡市博多区博多駅前2-1-1,092-411-1101,,
`.replaceAll('\n', '\r\n'),
  });
});
after(() => database.close());

test('a lead with the domain of a company goes there, with the reason in words and bits that add up', async () => {
  const answer = await match({
    companyName: '(株)青嶺精機',
    personName: '佐藤 花子',
    email: 'h.sato@seireiseiki.co.jp',
    department: '生産技術部',
  });
  assert.equal(answer.result, 'account');
  assert.equal(answer.account?.name, '株式会社青嶺精機');
  assert.deepEqual(answer.account?.owner, { memberId: null, name: '山田 太郎' });
  assert.equal(answer.account?.target, null);
  assert.equal(answer.method, 'domain');
  assert.ok(answer.score! > 0.99);
  const { priorBits, lines, bits } = answer.explanation!;
  const sum = lines.reduce((total, line) => total + line.bits, priorBits);
  assert.ok(Math.abs(sum - bits) < 1e-9, `${sum} ${bits}`);
  assert.match(lines[0]!.words.ja, /社名|ドメイン/);
  assert.equal(answer.person?.name, '佐藤 花子');
});

test('asking stores nothing, and asking twice answers the same', async () => {
  const before = await dumpDerived(database);
  const told = { companyName: '新顔製作所', personName: '田中 一郎', email: 'tanaka@shingao.example.jp' };
  const answers = [await match(told), await match(told)];
  assert.deepEqual(answers[0], answers[1]);
  assert.equal(answers[0]!.result, 'new');
  assert.equal(answers[0]!.account, null);
  assert.deepEqual(await dumpDerived(database), before);
  assert.equal((await database.pool.query('select 1 from import_batch where form_on is not null')).rowCount, 0);
});

test('free mail needs a name and a phone or an address; without them the company stays open and the nearest is named', async () => {
  const told = { companyName: '青嶺精機', personName: '鈴木 次郎', email: 'jiro.suzuki@gmail.com' };
  const open = await take(told);
  assert.equal(open.result, 'unresolved');
  assert.equal(open.openReason, 'too_little');
  assert.equal(open.account, null);
  assert.equal(open.best?.account.name, '株式会社青嶺精機');
  assert.ok(open.person?.personId);
  const again = await take(told);
  assert.equal(again.outcome, 'unchanged');
  assert.equal(again.best?.account.name, '株式会社青嶺精機');
  assert.equal(
    (await match({ ...told, mobile: '090-5440-1201' })).result,
    'unresolved',
    'a mobile number is the person’s',
  );
  assert.equal(
    (await match({ ...told, personPhone: '03-5440-1288' })).account?.name,
    '株式会社青嶺精機',
    'a line of theirs',
  );
  const withPhone = await match({ ...told, companyPhone: '03-5440-1201' });
  assert.equal(withPhone.result, 'account');
  assert.equal(withPhone.method, 'name_phone');
  assert.equal((await match({ personName: '鈴木 次郎', email: 'jiro.suzuki@gmail.com' })).result, 'unresolved');
});

test('a domain of several companies and no name is the group; a name beside it is the company', async () => {
  const told = { personName: '高橋 三郎', email: 'takahashi@midori-group.co.jp' };
  const group = await take(told);
  assert.equal(group.result, 'group');
  assert.deepEqual(
    group.group.map(({ name }) => name),
    ['青嶺物流株式会社', '株式会社ミドリ商事'],
  );
  assert.equal(group.account, null);
  const named = await match({ ...told, companyName: 'ミドリ商事' });
  assert.equal(named.result, 'account');
  assert.equal(named.account?.name, '株式会社ミドリ商事');
  assert.equal(named.best?.account.name, '青嶺物流株式会社', 'the best that was not taken');
});

test('a name alone is asked about, never merged', async () => {
  const answer = await take({
    companyName: 'アシスト',
    personName: '伊藤 四郎',
    email: 'ito@assist-tokyo.example.jp',
    prefecture: '東京都',
  });
  assert.ok(['asked', 'new'].includes(answer.result), answer.result);
  assert.notEqual(answer.account?.name, 'アシスト株式会社');
  assert.equal(answer.best?.account.name, 'アシスト株式会社');
});

test('somebody known at a company of that name speaks for it where the name alone does not', async () => {
  await takeIn(database, {
    text: '人物ID,氏名,会社名\r\nP1,鷲尾 冬馬,株式会社緋色計測\r\n',
  });
  const told = { companyName: '緋色計測', email: 'washio@hiiro-keisoku.co.jp' };
  assert.equal((await match({ ...told, personName: '犬飼 春菜' })).result, 'asked');
  const known = await match({ ...told, personName: '鷲尾 冬馬' });
  assert.equal(known.result, 'account');
  assert.ok(known.evidence.matched.includes('people'));
  const { priorBits, lines, bits } = known.explanation!;
  assert.ok(Math.abs(lines.reduce((sum, line) => sum + line.bits, priorBits) - bits) < 1e-9);
  assert.ok(lines.some(({ words }) => words.ja === '人物: この企業に同じ人が登録されている'));
});

test('the same key with other content is the next version, the same day as well', async () => {
  const told = { leadKey: 'L-1', companyName: '青嶺精機', personName: '渡辺 五郎', email: 'goro@gmail.com' };
  assert.equal((await take(told)).result, 'unresolved');
  const mended = await take({ ...told, email: 'watanabe@seireiseiki.co.jp' });
  assert.equal(mended.result, 'account');
  assert.equal(mended.account?.name, '株式会社青嶺精機');
  const { rows } = await database.pool.query(
    "select max(version) as version, count(*)::int as n from raw_row where external_key = 'L-1'",
  );
  assert.deepEqual(rows[0], { version: 2, n: 2 });
});

test('a card is a contact of its day, and what cannot be read is refused with its sentence', async () => {
  const answer = await take(
    {
      companyName: '株式会社青嶺精機',
      personName: '中村 六郎',
      email: 'nakamura@seireiseiki.co.jp',
      createdOn: '2026-04-08',
    },
    card,
  );
  assert.equal(answer.result, 'account');
  const { rows } = await database.pool.query(
    "select day::text as day from activity where type = 'card' and person_id = $1",
    [answer.person!.personId],
  );
  assert.deepEqual(rows, [{ day: '2026-04-08' }]);
  const refused = await take({ companyPhone: '03-1111-2222' }, card);
  assert.equal(refused.result, 'rejected');
  assert.equal(refused.problem?.code, 'E_NO_PERSON');
});

test('many at once see each other: two of one newcomer make one company', async () => {
  const newcomer = (name: string) => ({
    companyName: '株式会社暁光学',
    personName: name,
    email: `${name === '林 七海' ? 'hayashi' : 'mori'}@akatsuki-optics.co.jp`,
  });
  const [one, other] = await takeLeads(database, [newcomer('林 七海'), newcomer('森 八重')], website);
  assert.equal(one!.result, 'new');
  assert.equal(other!.result, 'account');
  assert.equal(one!.account?.accountId, other!.account?.accountId);
});

test('two at the same moment on two connections make one company', async () => {
  const second = openDatabase(database.url, { connectionsMax: 1 });
  const told = (name: string) => ({ companyName: '黎明技研', personName: name, email: 'info@reimei-giken.co.jp' });
  const answers = await Promise.all([
    take(told('小林 九')),
    takeLeads(second, [told('加藤 十')], website).then(([answer]) => answer!),
  ]);
  await second.close();
  assert.equal(new Set(answers.map(({ account }) => account?.accountId)).size, 1);
  assert.deepEqual(answers.map(({ result }) => result).sort(), ['account', 'new']);
});

test('what follows a row is worked out later: sums, stages', async () => {
  assert.ok((await followForms(database, now)).rows > 0);
  assert.equal((await followForms(database, now)).rows, 0);
  const { rows } = await database.pool.query(
    "select person_count from account_rollup join account using (account_id) where name = '株式会社青嶺精機'",
  );
  assert.equal(rows[0].person_count, 2);
  assert.ok((await database.pool.query("select 1 from lead_cycle where source = 'website'")).rowCount! > 0);
});

test('a rebuild gives the same, and the kept size of the base is the counted one', async () => {
  const sizes = async () =>
    (
      await database.pool.query(
        "select kind, entities::int = case kind when 'account' then (select count(*) from account) else (select count(*) from person) end as holds from base_size order by kind",
      )
    ).rows;
  const counted = [
    { kind: 'account', holds: true },
    { kind: 'person', holds: true },
  ];
  assert.deepEqual(await sizes(), counted);
  const before = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), before);
  assert.deepEqual(await sizes(), counted);
});

test('a day of form rows is taken back as an import is, and the next row begins a new one', async () => {
  const { rows } = await database.pool.query(
    "select import_batch_id as id from import_batch where form_on is not null and source = 'website'",
  );
  await inTransaction(database, (transaction) => undoImport(transaction, rows[0].id, null));
  assert.equal((await database.pool.query("select 1 from account where name = '株式会社暁光学'")).rowCount, 0);
  const answer = await take({ companyName: '株式会社暁光学', personName: '林 七海', email: 'h@akatsuki-optics.co.jp' });
  assert.equal(answer.result, 'new');
});

test('an import in the background lets a form row in after a batch', async () => {
  const lines = Array.from(
    { length: 14_000 },
    (_, number) => `B${number},第${number}試作株式会社,https://www.b${number}-shisaku.co.jp/`,
  );
  const path = join(mkdtempSync(join(tmpdir(), 'mori-test-')), 'list.csv');
  writeFileSync(path, `企業ID,会社名,URL\r\n${lines.join('\r\n')}\r\n`);
  const { batchId } = await beginImport(database.db, { path, name: 'list.csv' }, 'companies', null, { source: 'slow' });
  const running = runImport(database, batchId);
  const cursor = async () =>
    (await database.pool.query('select cursor_row as at from import_batch where import_batch_id = $1', [batchId]))
      .rows[0].at;
  while ((await cursor()) === 0) await setTimeout(5);
  const asked = await cursor();
  const answer = await take({ companyName: '待たない工業', personName: '早瀬 急', email: 'hayase@matanai.co.jp' });
  const passed = (await cursor()) - asked;
  assert.equal(answer.result, 'new');
  assert.ok(passed <= 3 * 2_000, `${passed} rows were taken in meanwhile`);
  assert.equal((await running).new, 14_000);
});
