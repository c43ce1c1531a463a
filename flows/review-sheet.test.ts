import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readXlsx, writeXlsx } from 'hucre';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatches } from './decide-match.ts';
import { readReviewPairs } from './read-reviews.ts';
import { rebuild } from './rebuild.ts';
import { readReviewSheet, reviewWorkbook } from './review-sheet.ts';

const folder = mkdtempSync(join(tmpdir(), 'mori-sheets-'));
let database: Database;
before(async () => {
  database = await openTestDatabase('review_sheet');
  await takeIn(
    database,
    {
      text: '会社名,住所,業種\r\n株式会社アシスト,東京都港区芝1-1-1,機械\r\n株式会社ライズ,大阪府大阪市北区梅田1-1,化学\r\n株式会社トラスト,愛知県名古屋市中区栄1-1,機械\r\n',
    },
    'companies',
    { source: 'crm' },
  );
  await takeIn(
    database,
    { text: '会社名,業種\r\nアシスト㈱,機械\r\nライズ㈱,化学\r\nトラスト㈱,機械\r\n' },
    'companies',
    { source: 'list' },
  );
});
after(() => database.close());

/** The sheet as somebody fills it in: verdicts by name of the left company. */
async function filledIn(words: Readonly<Record<string, string>>): Promise<Buffer> {
  const { sheets } = await readXlsx(Buffer.from(await reviewWorkbook(database.db, 'account', 'ja')));
  const [header, ...rows] = sheets[0]!.rows as string[][];
  const [name, verdict] = [header!.indexOf('左の名前'), header!.lastIndexOf('判断')];
  for (const row of rows) row[verdict] = words[row[name]!] ?? '';
  return Buffer.from(await writeXlsx({ sheets: [{ name: 'x', rows: [header!, ...rows] }] }));
}

test('verdicts of a sheet are told before they count, and what is none is named with its row', async () => {
  const sheet = await filledIn({ アシスト株式会社: '同じ会社', ライズ株式会社: 'たぶん' });
  const { verdicts, rows, problems } = await readReviewSheet(database.db, 'account', sheet, folder, 'ja');
  assert.deepEqual(
    [rows, verdicts.map(({ leftName, verdict }) => [leftName, verdict])],
    [3, [['アシスト株式会社', 'same']]],
  );
  assert.match(problems.join(), /行目の「たぶん」は選べません/);
});

test('a sheet says why each pair is asked about, and shorter words and those of older sheets are understood', async () => {
  const { sheets } = await readXlsx(Buffer.from(await reviewWorkbook(database.db, 'account', 'ja')));
  const [header, first] = sheets[0]!.rows as string[][];
  const cells = ['確認の理由', '一致', '不一致'].map((title) => first![header!.indexOf(title)]);
  assert.deepEqual(cells, ['名前だけが同じです', '名前・法人格', '']);
  const sheet = await filledIn({ アシスト株式会社: '同じ', ライズ株式会社: '保留', トラスト株式会社: 'グループ会社' });
  const { verdicts, problems } = await readReviewSheet(database.db, 'account', sheet, folder, 'ja');
  assert.deepEqual(new Set(verdicts.map(({ verdict }) => verdict)), new Set(['same', 'unsure', 'group']));
  assert.deepEqual(problems, []);
});

test('an English sheet is understood in any session, and what is wrong is told in the language of the session', async () => {
  const { sheets } = await readXlsx(Buffer.from(await reviewWorkbook(database.db, 'account', 'en')));
  const [header, ...rows] = sheets[0]!.rows as string[][];
  assert.ok(!/[^\x20-\x7e]/.test(header!.join()), header!.join());
  const [name, verdict, note] = [
    header!.indexOf('Left name'),
    header!.lastIndexOf('Verdict'),
    header!.lastIndexOf('Note'),
  ];
  for (const row of rows) row[verdict] = row[name] === 'アシスト株式会社' ? 'same company' : 'perhaps';
  rows[0]![note] = 'seen';
  const sheet = Buffer.from(await writeXlsx({ sheets: [{ name: 'x', rows: [header!, ...rows] }] }));
  const english = await readReviewSheet(database.db, 'account', sheet, folder, 'en');
  assert.deepEqual(
    english.verdicts.map((one) => [one.verdict, one.leftName]),
    [['same', 'アシスト株式会社']],
  );
  assert.match(english.problems.join(), /“perhaps” cannot be chosen. Use one of: Same company, /);
  const japanese = await readReviewSheet(database.db, 'account', sheet, folder, 'ja');
  assert.deepEqual(japanese.verdicts, english.verdicts);
  assert.match(japanese.problems.join(), /「perhaps」は選べません/);
});

test('many verdicts are recorded at once, leave the queue and survive a rebuild', async () => {
  const sheet = await filledIn({ アシスト株式会社: '同じ会社', ライズ株式会社: '別の会社' });
  const { verdicts } = await readReviewSheet(database.db, 'account', sheet, folder, 'ja');
  const decisions = verdicts.map((one) => ({ ...one, kind: 'account' as const }));
  const decided = await inTransaction(database, (transaction) => decideMatches(transaction, decisions, null));
  assert.equal(decided.length, 2);
  const open = await readReviewPairs(database.db, 'account', 10);
  assert.deepEqual(
    open.map(({ left }) => left.name),
    ['トラスト株式会社'],
  );
  const { rows } = await database.pool.query("select count(*)::int as n from account where name like '%アシスト%'");
  assert.equal(rows[0].n, 1);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
  const again = await readReviewSheet(database.db, 'account', sheet, folder, 'ja');
  assert.deepEqual([again.verdicts, again.problems.length], [[], 2]);
});
