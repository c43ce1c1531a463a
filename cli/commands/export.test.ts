import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { exportTo } from './export.ts';
import type { Database } from '#db/pool.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { choosePreset } from '#flows/begin-import.ts';
import { exportAccounts, exportLinks } from '#flows/export.ts';
import { takeReferenceFile } from '#flows/load-reference.ts';
import { registerTable } from '#flows/load-register.ts';

const companies = 3_500;
const context = { memberId: 0, department: null, today: '2026-05-01' };
const viewer = { role: 'admin', agencyAccountId: null, seesGrossProfit: true };
let database: Database;
before(async () => {
  database = await openTestDatabase('export');
  const rows = Array.from({ length: companies }, (_, at) => `E${at},青空${at}商事,"東京都港区芝${at}-1\n南館"`);
  await takeIn(database, { text: `会社コード,会社名,住所\r\n${rows.join('\r\n')}\r\n` }, 'companies');
});
after(() => database.close());

async function piecesOf(pieces: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const piece of pieces) read.push(piece);
  return read;
}
const linesOf = (text: string) => text.split('\r\n').length - 1;

test('a list is written in pieces of at most a thousand rows, never as one text', async () => {
  for (const pieces of [await exportAccounts(database, {}, context, viewer, 'ja'), exportLinks(database)]) {
    const read = await piecesOf(pieces);
    assert.deepEqual(read.map(linesOf), [1, 1_000, 1_000, 1_000, 500]);
    assert.equal(new Set(read.join('').split('\r\n')).size, companies + 2);
  }
});

test('whoever stops reading gives the connection back', async () => {
  const pieces = await exportAccounts(database, {}, context, viewer, 'ja');
  await pieces.next();
  await pieces.next();
  const { pool } = database;
  assert.equal(pool.totalCount - pool.idleCount, 1);
  await pieces.return(undefined);
  assert.equal(pool.totalCount, pool.idleCount);
});

test('what is written is of one moment, whatever changes meanwhile', async () => {
  const pieces = exportLinks(database);
  await pieces.next();
  const first = await pieces.next();
  await database.pool.query('begin; delete from row_link; commit');
  const rest = await piecesOf(pieces);
  assert.equal(linesOf([first.value, ...rest].join('')), companies);
});

test('mori export writes every company to its file and says how many', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'mori-export-')), 'accounts.csv');
  const results: object[] = [];
  await exportTo(database, 'accounts', out, {
    language: 'ja' as const,
    say: () => undefined,
    result: (value) => void results.push(value),
  });
  assert.deepEqual(results, [{ out, lines: companies }]);
  assert.equal(linesOf(readFileSync(out, 'utf8')), companies + 1);
});

for (const [language, title] of [
  ['ja', '企業名'],
  ['en', 'Company'],
] as const)
  test(`a plain export speaks the language of whoever asks (${language}), and is read again as companies`, async () => {
    const text = (await piecesOf(await exportAccounts(database, {}, context, viewer, language))).join('');
    const header = JSON.parse(`[${text.slice(1).split('\r\n')[0]}]`) as string[];
    assert.ok(header.includes(title), header.join());
    const hasJapanese = header.some((name) => /[^\x20-\x7e]/.test(name));
    assert.equal(hasJapanese, language === 'ja');
    const { preset, mapping } = choosePreset({ header, headerRow: 1 }, 'auto');
    assert.equal(preset.name, 'companies');
    const { companyName, corporateNumber, prefecture, industry, employees, owner } = mapping.columns;
    assert.deepEqual(
      [companyName, corporateNumber, prefecture, industry, employees, owner],
      language === 'ja'
        ? ['企業名', '法人番号', '都道府県', '業種', '従業員数', '担当']
        : ['Company', 'Corporate number', 'Prefecture', 'Industry', 'Employees', 'Owner'],
    );
  });

test('beside the name that is shown stands the one that the register gives the number', async () => {
  const [umi, path] = ['4011001098993', join(mkdtempSync(join(tmpdir(), 'mori-register-')), 'register.csv')];
  writeFileSync(path, registerLine({ number: umi, name: '海電機株式会社', updatedOn: '2021-04-01' }));
  await takeReferenceFile(database, registerTable, { path, name: 'register.csv' });
  await takeIn(database, { text: `会社名,法人番号\r\nウミ電機(株),${umi}\r\n` }, 'companies');
  const text = (await piecesOf(await exportAccounts(database, { search: umi }, context, viewer, 'ja'))).join('');
  const [header, line] = parse(text, { bom: true }) as [string[], string[]];
  const cell = (title: string) => line[header.indexOf(title)];
  assert.deepEqual([cell('企業名'), cell('正式名称(台帳)')], ['ウミ電機株式会社', '海電機株式会社']);
});
