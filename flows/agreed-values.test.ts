import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch } from './decide-match.ts';
import { editAccounts } from './edit-accounts.ts';
import { readToldValues } from './read-told-values.ts';
import { rebuild } from './rebuild.ts';
import { undoDecision } from './undo-decision.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('agreed_values');
});
after(() => database.close());

const companies = (source: string, ...lines: string[]) =>
  takeIn(database, { text: ['会社名,住所,URL,電話', ...lines, ''].join('\r\n') }, 'companies', { source });
const cards = (...lines: string[]) =>
  takeIn(
    database,
    { text: ['会社名,姓,名,e-mail,TEL,直通電話,名刺交換日', ...lines, ''].join('\r\n') },
    'sansan-cards',
  );
const people = (...lines: string[]) =>
  takeIn(
    database,
    {
      text: ['人物ID,会社名,住所,氏名,メールアドレス,メール不達,更新日', ...lines, ''].join('\r\n'),
      name: `${lines[0]}.csv`,
    },
    'people',
  );
const account = async (name: string) => {
  const { rows } = await database.pool.query('select account_id as id, phone, domain from account where name = $1', [
    name,
  ]);
  assert.equal(rows.length, 1, name);
  return { ...rows[0], id: Number(rows[0].id) } as { id: number; phone: string; domain: string };
};
const phoneOf = async (name: string) => (await account(name)).phone;
const undo = (batchId: number) => inTransaction(database, (transaction) => undoImport(transaction, batchId, null));
const told = async (name: string, attribute: string) => {
  const { id } = await account(name);
  return (
    (await inTransaction(database, (transaction) => readToldValues(transaction, 'account', id))).get(attribute) ?? []
  );
};
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

const aozora = '株式会社青空商事,東京都千代田区丸の内1-2-3,https://aozora.co.jp';
test('the number that more sources tell is the company’s, and then the one that more rows tell', async () => {
  await companies('crm', `${aozora},03-1111-0001`);
  await companies('fair', `${aozora},03-1111-0002`);
  assert.equal(await phoneOf('株式会社青空商事'), '0311110001', 'nothing agrees: one of equals, always the same');
  const list = await companies('list', `${aozora},03-1111-0002`);
  assert.equal(await phoneOf('株式会社青空商事'), '0311110002');
  assert.deepEqual(
    (await told('株式会社青空商事', 'phone')).map(({ value, rows }) => [value, rows]),
    [
      ['0311110002', 2],
      ['0311110001', 1],
    ],
  );
  await isRebuiltAlike();
  await undo(list.batch);
  assert.equal(await phoneOf('株式会社青空商事'), '0311110001', 'what an import agreed on goes with it');
  await isRebuiltAlike();
  await companies('list', `${aozora},03-1111-0002`);
});

test('a number that somebody decided stands, and what rows agree on comes back when it is decided no longer', async () => {
  const { id } = await account('株式会社青空商事');
  const edit = (change: Parameters<typeof editAccounts>[2]) =>
    inTransaction(database, (transaction) => editAccounts(transaction, [id], change, null, 'test'));
  await edit({ values: { phone: '0399998888' } });
  await companies('fair2', `${aozora},03-1111-0002`);
  assert.equal(await phoneOf('株式会社青空商事'), '0399998888');
  await isRebuiltAlike();
  await edit({ values: {}, unpin: ['phone'] });
  assert.equal(await phoneOf('株式会社青空商事'), '0311110002');
});

test('a line that one person carries as 直通 gives way to the company’s, unless a row calls it both', async () => {
  await companies('crm', '緑川工業株式会社,大阪府大阪市北区梅田1-1,https://midorikawa.co.jp,06-2222-0009');
  await cards('緑川工業株式会社,山田,太郎,yamada@midorikawa.co.jp,06-2222-0001,06-2222-0009,2020/04/01');
  assert.equal(await phoneOf('緑川工業株式会社'), '0622220001');
  const [, lost] = await told('緑川工業株式会社', 'phone');
  assert.equal(lost?.value, '0622220009');
  await cards('緑川工業株式会社,佐藤,花子,sato@midorikawa.co.jp,,06-2222-0009,2020/04/02');
  assert.equal(await phoneOf('緑川工業株式会社'), '0622220009', 'a line of two people is nobody’s own');
  await isRebuiltAlike();
});

const office = '03-7777-0000';
const tenants = ['赤城電機', '石狩製薬', '宇治精工', '江戸川樹脂'].map((name) => `株式会社${name}`);
const tenant = (place: number, phone: string) =>
  `${tenants[place]},東京都港区芝${place + 1}-2-2,https://tenant${place}.co.jp,${phone}`;
test('a number that more than three companies carry gives way, also where they came before, until one leaves again', async () => {
  await companies('crm', tenant(0, office), tenant(1, office), tenant(2, office));
  await companies('fair', tenant(0, '03-5555-0001'));
  await companies('seminar', tenant(0, office));
  assert.equal(await phoneOf(tenants[0]!), '0377770000', 'three carry it');
  const fourth = await companies('crm2', tenant(3, office));
  assert.equal(await phoneOf(tenants[0]!), '0355550001');
  assert.equal(await phoneOf(tenants[1]!), '0377770000', 'where nothing else is told it stands');
  await isRebuiltAlike();
  await undo(fourth.batch);
  assert.equal(await phoneOf(tenants[0]!), '0377770000');
  await isRebuiltAlike();
});

test('merged companies count the rows of both, and count their own again when they are taken apart', async () => {
  await companies('crm', '北斗化成株式会社,愛知県名古屋市中区栄1-1,https://hokuto-a.co.jp,052-111-0001');
  await companies('crm', 'ホクトケミカル株式会社,福岡県福岡市博多区1-1,https://hokuto-b.co.jp,092-111-0002');
  await companies('fair', 'ホクトケミカル株式会社,福岡県福岡市博多区1-1,https://hokuto-b.co.jp,092-111-0002');
  const [one, other] = [await account('北斗化成株式会社'), await account('ホクトケミカル株式会社')];
  const { decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict: 'same', leftId: one.id, rightId: other.id }, null),
  );
  const { rows } = await database.pool.query('select phone from account where account_id = any($1)', [
    [one.id, other.id],
  ]);
  assert.deepEqual(rows, [{ phone: '0921110002' }]);
  await isRebuiltAlike();
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  assert.deepEqual(
    [await phoneOf('北斗化成株式会社'), await phoneOf('ホクトケミカル株式会社')],
    ['0521110001', '0921110002'],
  );
  await isRebuiltAlike();
});

test('the domain is the one that most people get mail under', async () => {
  const name = '株式会社白浜機械';
  const record = (id: string, person: string, mail: string, bounced = '') =>
    `${id},${name},兵庫県神戸市中央区港島1-1,${person},${mail},${bounced},2024-04-01`;
  await companies('crm', `${name},兵庫県神戸市中央区港島1-1,https://shirahama.co.jp,078-111-0001`);
  await people(record('1', '森 一郎', 'mori@shirahama-kikai.jp'), record('2', '林 二郎', 'hayashi@shirahama.co.jp'));
  const second = await people(
    record('3', '原 三郎', 'hara@mail.shirahama.co.jp'),
    record('9', '', 'info@shirahama-kikai.jp'),
  );
  assert.deepEqual(
    (await told(name, 'domain')).map(({ value, people: n }) => [value, n]),
    [
      ['shirahama.co.jp', 2],
      ['shirahama-kikai.jp', 1],
    ],
  );
  assert.equal((await account(name)).domain, 'shirahama.co.jp');
  await isRebuiltAlike();
  await people(
    record('2', '林 二郎', 'hayashi@shirahama.co.jp', 'true'),
    record('3', '原 三郎', 'hara@mail.shirahama.co.jp', 'true'),
  );
  assert.equal((await account(name)).domain, 'shirahama-kikai.jp', 'mail that bounces reaches nobody');
  await isRebuiltAlike();
  await undo(second.batch);
  await isRebuiltAlike();
});

test('a company of which no row tells a name is called by the domain that holds, and found by it', async () => {
  const keyed = (code: string, mail: string, bounced = '') => `${code},N1,${mail},${bounced},2024-04-01`;
  const file = (...lines: string[]) =>
    takeIn(
      database,
      { text: ['人物ID,会社コード,メールアドレス,メール不達,更新日', ...lines, ''].join('\r\n') },
      'people',
      { source: 'nameless' },
    );
  await file(keyed('1', 'ono@kasuga-seiki.jp'), keyed('2', 'abe@kasuga.co.jp'), keyed('3', 'oda@kasuga.co.jp'));
  const { rows: before } = await database.pool.query('select name from account where domain = $1', ['kasuga.co.jp']);
  assert.deepEqual(before, [{ name: 'kasuga.co.jp' }]);
  await isRebuiltAlike();
  await file(keyed('2', 'abe@kasuga.co.jp', 'true'), keyed('3', 'oda@kasuga.co.jp', 'true'));
  const { rows: since } = await database.pool.query(
    "select a.name, s.grams @> array['se', 'ik'] as found from account a join account_search s using (account_id) where a.domain = $1",
    ['kasuga-seiki.jp'],
  );
  assert.deepEqual(since, [{ name: 'kasuga-seiki.jp', found: true }]);
  await isRebuiltAlike();
});
