import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { readXlsx, writeXlsx } from 'hucre';
import { addMember, call, upload, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import type { World } from './world.ts';

/** Lists that go out to Excel and come back. */
let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let admin: TestMember;
let marketing: TestMember;
let sales: TestMember;

before(async () => {
  ({ world, close } = await openTestWorld('sheets'));
  app = await createApp(world);
  admin = await addMember(world, 'admin');
  marketing = await addMember(world, 'marketing_manager');
  sales = await addMember(world, 'sales_manager', { name: '堂島 剛' });
  await takeIn(world.database, {
    text: '会社コード,会社名,業種,担当営業,電話番号\r\nA1,株式会社青空商事,卸売業,堂島 剛,03-1234-5679\r\nA2,北斗電子株式会社,電気機器,,06-1111-2222\r\n',
  });
  await takeIn(world.database, {
    text: '人物ID,会社名,氏名,フリガナ,部署,役職,メールアドレス,電話番号\r\nP1,株式会社青空商事,高瀬 亮介,タカセ リョウスケ,製造部,部長,takase@aozora.co.jp,03-1234-5679\r\nP2,北斗電子株式会社,岸本 健太,キシモト ケンタ,情報システム部,課長,kishimoto@hokuto.co.jp,06-1111-2222\r\n',
  });
});
after(async () => {
  await app.close();
  await close();
});

type Rows = string[][];
type Change = {
  id: number;
  attribute: string;
  before: string;
  after: string;
  conflict: string | null;
};
type Compared = {
  changes: (Change & { name: string; title: string })[];
  problems: { code: string; row: number; choices: string[] }[];
};

async function takeOut(noun: string, query = ''): Promise<Rows> {
  const response = await app.inject({
    method: 'GET',
    url: `/api/sheets/${noun}.xlsx?${query}`,
    headers: admin.headers,
  });
  assert.equal(response.statusCode, 200);
  return (await readXlsx(response.rawPayload)).sheets[0]!.rows as Rows;
}
/** Writes a cell of the row that names this company or person, in the column that people see. */
function write(rows: Rows, name: string, title: string, value: string): void {
  const row = rows.find((cells) => cells.includes(name));
  assert.ok(row, name);
  row[rows[0]!.lastIndexOf(title)] = value;
}
async function bringBack(noun: string, rows: Rows, member = admin, language = 'ja'): Promise<Compared> {
  const book = Buffer.from(await writeXlsx({ sheets: [{ name: '表', rows }] }));
  const { status, body } = await upload<Compared>(
    app,
    member,
    `/api/sheets/${noun}/compare?language=${language}`,
    book,
    {
      name: 'a.xlsx',
    },
  );
  assert.equal(status, 200);
  return body;
}
const confirmed = (changes: readonly Change[]) =>
  changes.map(({ id, attribute, before, after, conflict }) => ({ id, attribute, before, after, conflict }));
const apply = (noun: string, changes: readonly Change[], given: object = {}, member = admin) =>
  call<{ applied: number; bulkEditId: number; code?: string }>(app, member, 'POST', `/api/sheets/${noun}/apply`, {
    changes: confirmed(changes),
    ...given,
  });
const undo = (noun: string, bulkEditId: number, member = admin) =>
  call(app, member, 'POST', `/api/sheets/${noun}/undo`, { bulkEditId });
const rowOf = async (text: string) => (await world.database.pool.query(text)).rows[0] as Record<string, unknown>;
const company = () => rowOf("select tier, class, is_on_hold, owner_id from account where name_safe = '北斗電子'");
const person = () => rowOf("select name, department, title, email from person where email like '%@hokuto.co.jp'");

test('companies: key and old values are hidden, choices are dropdowns, what cannot be chosen is told', async () => {
  const rows = await takeOut('accounts', `search=${encodeURIComponent('北斗')}`);
  assert.equal(rows.length, 2);
  assert.deepEqual(rows[0]!.slice(0, 3), ['mori:key', 'mori:owner_name', 'mori:class']);
  write(rows, '北斗電子株式会社', '階層', '1対1');
  write(rows, '北斗電子株式会社', '区分', 'だめ');
  write(rows, '北斗電子株式会社', '担当', 'いない 人');
  const { changes, problems } = await bringBack('accounts', rows);
  assert.deepEqual(
    changes.map(({ attribute, before, after, conflict }) => [attribute, before, after, conflict]),
    [['tier', '', '1対1', null]],
  );
  assert.deepEqual(
    problems.map(({ code, row }) => [code, row]),
    [
      ['owner_unknown', 2],
      ['choice_unknown', 2],
    ],
  );
});

test('companies: an owner without a login is chosen by the name that files know, and taken away by an empty cell', async () => {
  await takeIn(world.database, { text: '会社コード,会社名,担当営業\r\nA3,株式会社黒田物流,白川 恵\r\n' });
  const rows = await takeOut('accounts');
  write(rows, '北斗電子株式会社', '担当', '白川 恵');
  write(rows, '株式会社青空商事', '担当', '');
  write(rows, '株式会社黒田物流', '担当', '堂島 剛');
  const { changes, problems } = await bringBack('accounts', rows);
  assert.deepEqual(problems, []);
  const { body } = await apply('accounts', changes);
  const owners = async () =>
    (await world.database.pool.query('select name_safe, owner_id, owner_name from account order by 1')).rows.map(
      (row) => Object.values(row),
    );
  assert.deepEqual(await owners(), [
    ['北斗電子', null, '白川 恵'],
    ['青空商事', null, null],
    ['黒田物流', sales.memberId, '堂島 剛'],
  ]);
  const again = await takeOut('accounts');
  const ownerColumn = again[0]!.lastIndexOf('担当');
  const told = (name: string) => again.find((cells) => cells.includes(name))?.[ownerColumn] ?? '';
  assert.deepEqual(['北斗電子株式会社', '株式会社青空商事', '株式会社黒田物流'].map(told), ['白川 恵', '', '堂島 剛']);
  assert.equal((await undo('accounts', body.bulkEditId)).status, 200);
  assert.deepEqual(await owners(), [
    ['北斗電子', null, null],
    ['青空商事', sales.memberId, '堂島 剛'],
    ['黒田物流', null, '白川 恵'],
  ]);
});

test('an owner is understood by the family name that only one of our people has; of two with one name both are told', async () => {
  for (const name of ['佐藤 翔', '佐藤 恵']) await addMember(world, 'account_executive', { name });
  const rows = await takeOut('accounts');
  write(rows, '北斗電子株式会社', '担当', '堂島');
  write(rows, '株式会社青空商事', '担当', '堂島さん');
  write(rows, '株式会社黒田物流', '担当', '佐藤');
  const { changes, problems } = await bringBack('accounts', rows);
  // Whoever is the owner already is no change, however the name is shortened.
  assert.deepEqual(
    changes.map(({ name, after }) => [name, after]),
    [['北斗電子株式会社', '堂島 剛']],
  );
  assert.deepEqual(
    problems.map(({ code, choices }) => [code, choices]),
    [['owner_ambiguous', ['佐藤 恵', '佐藤 翔']]],
  );
  const { body } = await apply('accounts', changes);
  assert.equal((await company()).owner_id, sales.memberId);
  await undo('accounts', body.bulkEditId);
  assert.equal((await company()).owner_id, null);
});

test('a sheet that went out when tiers had other words brings back what was changed, and only that', async () => {
  await takeIn(world.database, { text: '会社コード,会社名\r\nA4,白鳥食品株式会社\r\nA5,赤城精工株式会社\r\n' });
  const given = await takeOut('accounts');
  write(given, '赤城精工株式会社', '階層', '1対1');
  const { body: first } = await apply('accounts', (await bringBack('accounts', given)).changes);
  const rows = await takeOut('accounts');
  for (const row of rows) for (const [place, cell] of row.entries()) if (cell === '1対1') row[place] = 'strategic';
  write(rows, '白鳥食品株式会社', '階層', 'programmatic');
  const { changes, problems } = await bringBack('accounts', rows);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    changes.map(({ name, before, after, conflict }) => [name, before, after, conflict]),
    [['白鳥食品株式会社', '', '1対多数', null]],
  );
  const { body: last } = await apply('accounts', changes);
  assert.equal((await rowOf("select tier from account where name_safe = '白鳥食品'")).tier, 'programmatic');
  for (const { bulkEditId } of [last, first]) assert.equal((await undo('accounts', bulkEditId)).status, 200);
});

test('companies: all cells of a sheet are one edit, and one undo takes them back', async () => {
  const before = await company();
  const rows = await takeOut('accounts');
  write(rows, '北斗電子株式会社', '階層', '1対少数');
  write(rows, '北斗電子株式会社', '保留', 'はい');
  write(rows, '株式会社青空商事', '区分', '既存');
  const { changes } = await bringBack('accounts', rows);
  const { status, body } = await apply('accounts', changes);
  assert.deepEqual([status, body.applied], [200, 3]);
  assert.deepEqual(await company(), { ...before, tier: 'lite', is_on_hold: true });
  assert.equal((await undo('accounts', body.bulkEditId)).status, 200);
  assert.deepEqual(await company(), before);
  const other = await rowOf("select class from account where name_safe = '青空商事'");
  assert.equal(other.class, null);
});

test('people: the list as it is narrowed goes out, and what was mended comes back and beats the files', async () => {
  assert.equal((await takeOut('people', `search=${encodeURIComponent('高瀬')}`)).length, 2);
  const rows = await takeOut('people');
  assert.equal(rows.length, 3);
  write(rows, '岸本 健太', '部署', '品質保証部');
  write(rows, '岸本 健太', '役職', '部長');
  write(rows, '高瀬 亮介', 'メール', 'これは違う');
  write(rows, '高瀬 亮介', '氏名', '');
  const { changes, problems } = await bringBack('people', rows);
  assert.deepEqual(problems.map(({ code }) => code).sort(), ['email_invalid', 'name_missing']);
  assert.deepEqual(
    changes.map(({ name, attribute, before, after }) => [name, attribute, before, after]),
    [
      ['岸本 健太(北斗電子株式会社)', 'department', '情報システム部', '品質保証部'],
      ['岸本 健太(北斗電子株式会社)', 'title', '課長', '部長'],
    ],
  );
  const { body } = await apply('people', changes);
  const mended = await person();
  assert.deepEqual([mended.department, mended.title], ['品質保証部', '部長']);
  await takeIn(world.database, {
    text: '人物ID,会社名,氏名,部署,役職,メールアドレス\r\nP2,北斗電子株式会社,岸本 健太,総務部,係長,kishimoto@hokuto.co.jp\r\n',
  });
  assert.deepEqual(await person(), mended);
  await undo('people', body.bulkEditId);
  const followed = await person();
  assert.deepEqual([followed.department, followed.title], ['総務部', '係長']);
  assert.equal((await undo('people', body.bulkEditId)).status, 409);
});

test('people: a decision of somebody else since the sheet went out is told, and a later one stops the writing', async () => {
  const rows = await takeOut('people');
  write(rows, '高瀬 亮介', '役職', '本部長');
  const { person_id: id } = await rowOf("select person_id from person where family = '高瀬'");
  await call(app, sales, 'PATCH', `/api/people/${id}`, { title: '工場長' });
  const { changes } = await bringBack('people', rows);
  assert.deepEqual([changes[0]!.before, changes[0]!.after, changes[0]!.conflict], ['部長', '本部長', '工場長']);
  await call(app, sales, 'PATCH', `/api/people/${id}`, { title: '副工場長' });
  const late = await apply('people', changes);
  assert.deepEqual([late.status, late.body.code], [409, 'sheet_changed_meanwhile']);
  const again = await bringBack('people', rows);
  const { body } = await apply('people', again.changes);
  assert.equal((await rowOf("select title from person where family = '高瀬'")).title, '本部長');
  await undo('people', body.bulkEditId);
  assert.equal((await rowOf("select title from person where family = '高瀬'")).title, '副工場長');
});

test('people: a row that was merged away since answers as the one that stayed', async () => {
  await takeIn(world.database, {
    text: '人物ID,会社名,氏名,部署,メールアドレス\r\nP9,青空商事別館,高瀬 亮介,製造部,takase@bekkan.co.jp\r\n',
  });
  const rows = await takeOut('people');
  const [gone, kept] = [
    Number((await rowOf("select person_id from person where email = 'takase@bekkan.co.jp'")).person_id),
    Number((await rowOf("select person_id from person where email = 'takase@aozora.co.jp'")).person_id),
  ];
  const merged = await call(app, admin, 'POST', '/api/reviews/decide', {
    kind: 'person',
    leftId: kept,
    rightId: gone,
    verdict: 'same',
  });
  assert.equal(merged.status, 200, merged.text);
  const row = rows.find((cells) => cells[0] === String(gone))!;
  row[rows[0]!.lastIndexOf('携帯')] = '090-1111-2222';
  const { changes, problems } = await bringBack('people', rows);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    changes.filter(({ attribute }) => attribute === 'mobile').map(({ id, after }) => [id, after]),
    [[kept, '090-1111-2222']],
  );
});

test('targets: alone on a laptop one approves for both sides as agreed in a meeting, and takes it back', async () => {
  const { account_id: accountId } = await rowOf("select account_id from account where name_safe = '青空商事'");
  await call(app, sales, 'POST', '/api/targets', { targets: [{ accountId, origin: 'sales_nominated' }] });
  const status = async () => (await rowOf('select status from target_line')).status;
  const rows = await takeOut('targets');
  write(rows, '株式会社青空商事', '承認', '承認');
  write(rows, '株式会社青空商事', '理由', '主力の設備');
  const { changes } = await bringBack('targets', rows);
  assert.equal((await apply('targets', changes)).body.code, 'side_missing');
  const both = { sides: ['sales', 'marketing'] };
  assert.equal((await apply('targets', changes, both)).body.code, 'side_not_yours');
  assert.equal((await apply('targets', changes, both, marketing)).body.code, 'side_not_yours');
  assert.equal((await apply('targets', changes, { ...both, isProxy: true })).body.code, 'proxy_note_missing');
  assert.equal(await status(), 'candidate');
  const { body } = await apply('targets', changes, {
    ...both,
    isProxy: true,
    proxyNote: '4月3日 営業会議(堂島・藤代)',
  });
  assert.equal(await status(), 'active');
  assert.equal((await undo('targets', body.bulkEditId, sales)).body.code, 'edit_of_another');
  await undo('targets', body.bulkEditId);
  assert.equal(await status(), 'candidate');
  assert.equal((await rowOf('select reason from target_line')).reason, null);
});

test('an English sheet has the same hidden key in English words, and comes back in whichever language the screen is', async () => {
  const rows = await takeOut('accounts', 'language=en');
  const header = rows[0]!;
  assert.deepEqual(header.slice(0, 5), ['mori:key', 'mori:owner_name', 'mori:class', 'mori:tier', 'mori:is_on_hold']);
  assert.ok(!/[^\x20-\x7e]/.test(header.join()), header.join());
  const before = await company();
  write(rows, '北斗電子株式会社', 'Class', 'Prospect');
  write(rows, '北斗電子株式会社', 'On hold', 'yes');
  write(rows, '株式会社青空商事', 'Tier', 'important');
  const english = await bringBack('accounts', rows, admin, 'en');
  assert.deepEqual(
    english.changes.map(({ title, before: was, after }) => [title, was, after]),
    [['On hold', 'No', 'Yes']],
  );
  assert.deepEqual(
    english.problems.map(({ code }) => code),
    ['choice_unknown'],
  );
  const japanese = await bringBack('accounts', rows);
  assert.deepEqual(
    japanese.changes.map(({ title, before: was, after }) => [title, was, after]),
    [['保留', 'いいえ', 'はい']],
  );
  for (const { changes } of [english, japanese]) {
    const { body } = await apply('accounts', changes);
    assert.equal((await company()).is_on_hold, true);
    await undo('accounts', body.bulkEditId);
    assert.deepEqual(await company(), before);
  }
});

test('sheets of people and targets go out in English and come back', async () => {
  const people = await takeOut('people', 'language=en');
  assert.ok(!/[^\x20-\x7e]/.test(people[0]!.join()), people[0]!.join());
  write(people, '岸本 健太', 'Department', 'QA');
  assert.deepEqual(
    (await bringBack('people', people, admin, 'en')).changes.map(({ title, after }) => [title, after]),
    [['Department', 'QA']],
  );
  const targets = await takeOut('targets', 'language=en');
  assert.ok(!/[^\x20-\x7e]/.test(targets[0]!.join()), targets[0]!.join());
  assert.ok(targets[1]!.includes('Candidate'), targets[1]!.join());
  write(targets, '株式会社青空商事', 'Approval', 'Approve');
  const { changes } = await bringBack('targets', targets, admin, 'en');
  assert.deepEqual(
    changes.map(({ attribute, after }) => [attribute, after]),
    [['approval', 'Approve']],
  );
  const { body } = await apply('targets', changes, { sides: ['marketing'] }, marketing);
  assert.equal((await rowOf('select status from target_line')).status, 'awaiting_sales');
  await undo('targets', body.bulkEditId, marketing);
});

test('a column that is no part of the list is not written', async () => {
  const { account_id: id } = await rowOf("select account_id from account where name_safe = '青空商事'");
  const change = { id: Number(id), attribute: 'agency_id', before: '', after: '1', conflict: null };
  assert.equal((await apply('accounts', [change])).body.code, 'sheet_column_unknown');
});

test('pairs go out for a verdict with the right to export alone, and people bring them back without it', async () => {
  for (const source of ['crm', 'list'])
    await takeIn(world.database, { text: '会社名,業種\r\n株式会社白瀬樹脂,化学\r\n' }, 'companies', { source });
  const seller = await addMember(world, 'account_executive');
  const out = (member: TestMember) =>
    app.inject({ method: 'GET', url: '/api/reviews/account/sheet.xlsx', headers: member.headers });
  assert.equal((await out(seller)).statusCode, 403);
  const sheet = await out(admin);
  assert.equal(sheet.statusCode, 200);
  const read = await upload(app, seller, '/api/reviews/account/sheet', sheet.rawPayload, { name: 'pairs.xlsx' });
  assert.deepEqual([read.status, read.body.rows], [200, 1]);
});
