import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { companyFile, goodFile, outcomeOf, prepared } from '#fixtures/bad-file.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';

/** Bad inputs 101–104 of the reliability plan, what rows mean and what they may not do. */
let database: Database;
before(async () => {
  database = await openTestDatabase('bad_inputs_meaning');
});
after(() => database.close());

const read = async <T>(statement: string, values: unknown[] = []) =>
  (await database.pool.query(statement, values)).rows as T[];

test('bad input 101: the second row of a key with other values is refused with the number of the first', async () => {
  const { batch, rejected, names } = await outcomeOf(database, companyFile('K1,青空商事,,', 'K1,別の会社,,'));
  assert.deepEqual([rejected, names], [['E_DUPLICATE_IN_FILE'], ['青空商事']]);
  const [row] = await read<{ detail: string; detail_en: string }>(
    'select detail, detail_en from rejected_row where import_batch_id = $1',
    [batch],
  );
  assert.match(row!.detail, /^1行目と同じキー「K1」/);
  assert.match(row!.detail_en, /^Has the key “K1” of row 1 /);
});

test('bad input 102: a row that fits two companies is joined to neither, and a person decides', async () => {
  await outcomeOf(database, '会社名,法人番号,業種\r\n鶴亀工業,7000012050002,機械\r\n');
  await outcomeOf(database, '会社名,URL,業種\r\n松竹工業,https://shochiku-x.co.jp,機械\r\n');
  const result = await takeIn(
    database,
    { text: '会社名,法人番号,URL,業種\r\n鶴亀松竹工業,7000012050002,https://shochiku-x.co.jp,機械\r\n' },
    'companies',
    { source: 'both' },
  );
  assert.deepEqual([result.rows, result.review, result.rejected], [1, 1, 0]);
  const reviews = await read<{ other: string; state: string }>(
    "select a.name as other, v.state from review v join account a on a.account_id = v.right_id where v.kind = 'account' order by v.state, 1",
  );
  assert.deepEqual(
    reviews.map(({ other, state }) => [other, state]),
    [
      ['鶴亀工業', 'open'],
      ['松竹工業', 'weak'],
    ],
  );
});

test('bad input 103: what only Mori sets is told in the preview and never taken from a file', async () => {
  const header = 'mori:key,会社コード,会社名,業種,階層,ターゲット区分,保留,承認,role,score,担当営業';
  const file = `${header}\r\n1,K103,青空商事,機械,strategic,A,はい,済,admin,100,堂島 剛\r\n`;
  const { format } = await prepared(file);
  assert.deepEqual(
    format.notes,
    ['mori:key', '階層', 'ターゲット区分', '保留', '承認', 'role', 'score'].map((name) => `E_FORBIDDEN_FIELD ${name}`),
  );
  const members = await read('select * from member');
  const { batch } = await outcomeOf(database, file);
  const [account] = await read(
    'select tier, class, is_on_hold from row_link l join raw_row r using (row_key, version) join account a using (account_id) where import_batch_id = $1',
    [batch],
  );
  assert.deepEqual(account, { tier: null, class: null, is_on_hold: false });
  assert.deepEqual(await read('select * from target_line'), []);
  assert.deepEqual(await read('select * from member'), members);
});

test('bad input 103: what a person pinned stays, whatever a file says', async () => {
  const source = 'pinned';
  const { batch } = await outcomeOf(database, companyFile('P1,固定商事,,機械'), 'companies', source);
  const [row] = await read<{ account_id: number }>(
    'select account_id from row_link join raw_row using (row_key, version) where import_batch_id = $1',
    [batch],
  );
  await read("insert into account_override (account_id, attribute, value) values ($1, 'industry', '\"化学\"')", [
    row!.account_id,
  ]);
  await outcomeOf(database, companyFile('P1,固定商事,,食品'), 'companies', source);
  assert.deepEqual(await read('select name, industry from account where account_id = $1', [row!.account_id]), [
    { name: '固定商事', industry: '化学' },
  ]);
});

const mayMail = async (email: string) =>
  (await read<{ may_mail: boolean | null }>('select may_mail from person where email = $1', [email])).map(
    (row) => row.may_mail,
  );

test('G-CON-1, bad input 104: who is on an opt-out list stays opted out in every later file', async () => {
  const optedOut =
    'メールアドレス,配信停止日,停止理由\r\nknown@stop-x.co.jp,2026/3/1,本人\r\nnew@stop-x.co.jp,2026/3/2,本人\r\n';
  const people = (department: string) =>
    `氏名,会社名,メールアドレス,部署,配信停止\r\n停止 一郎,停止商事,known@stop-x.co.jp,${department},いいえ\r\n停止 二郎,停止商事,new@stop-x.co.jp,${department},いいえ\r\n`;
  await outcomeOf(database, people('総務部').split('\r\n').slice(0, 2).join('\r\n'), 'people');
  const accounts = await read('select account_id from account');
  await takeIn(database, { text: optedOut });
  assert.deepEqual(await read('select account_id from account'), accounts, 'the list says nothing about companies');
  assert.deepEqual([await mayMail('known@stop-x.co.jp'), await mayMail('new@stop-x.co.jp')], [[false], [false]]);
  const later = await outcomeOf(database, people('営業部'), 'people');
  assert.deepEqual(later.rejected, []);
  assert.deepEqual([await mayMail('known@stop-x.co.jp'), await mayMail('new@stop-x.co.jp')], [[false], [false]]);
});

test('bad input 104: an address that stands alone is suppressed before anybody is known by it', async () => {
  await outcomeOf(database, 'メールアドレス,配信停止日\r\nalone@stop-y.co.jp,\r\n', 'opt-outs');
  await outcomeOf(database, '氏名,メールアドレス,部署\r\n後の 人,alone@stop-y.co.jp,総務部\r\n', 'people');
  assert.deepEqual(await read('select name, may_mail from person where email = $1', ['alone@stop-y.co.jp']), [
    { name: '後の 人', may_mail: false },
  ]);
});

test('bad input 104: consent without a date is no consent, the row stays', async () => {
  const { flagged } = await outcomeOf(
    database,
    '氏名,メールアドレス,部署,メール配信同意,同意日\r\n同意 一,one@ok-x.jp,総務部,はい,\r\n同意 二,two@ok-x.jp,総務部,はい,2026/4/1\r\n同意 三,three@ok-x.jp,総務部,いいえ,\r\n',
    'people',
  );
  assert.deepEqual(flagged, [{ field: 'メール配信の同意', code: 'W_CONSENT_NO_PROOF', given: 'はい' }]);
  assert.deepEqual(await mayMail('one@ok-x.jp'), [null]);
});

test('a good file is still good', async () => assert.deepEqual((await outcomeOf(database, goodFile)).flags, []));
