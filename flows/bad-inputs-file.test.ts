import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import Encoding from 'encoding-japanese';
import type { Database } from '#db/pool.ts';
import { companyFile, companyHeader, goodFile, newSource, outcomeOf, refusedAs, zipOf } from '#fixtures/bad-file.ts';
import { shiftJis } from '#fixtures/exports.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { prepareFile } from '#sources/file/prepare.ts';

/** Bad inputs 1–24 of the reliability plan, files and encodings. The number is the case's number there. */
let database: Database;
before(async () => {
  database = await openTestDatabase('bad_inputs_file');
});
after(() => database.close());

const inJapanese = (text: string, to: 'EUCJP' | 'JIS') =>
  Buffer.from(Encoding.convert(Encoding.stringToCode(text), { to, from: 'UNICODE' }));
const oldOffice = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]);

const refusals: [number, string, () => Promise<string | Buffer> | string | Buffer, string][] = [
  [1, '0 bytes', () => '', 'E_EMPTY_FILE'],
  [2, 'only a byte order mark', () => '\ufeff', 'E_EMPTY_FILE'],
  [3, 'only a header', () => `${companyHeader}\r\n`, 'E_NO_ROWS'],
  [4, 'only blank lines and commas', () => ',,,\r\n\r\n,,,\r\n', 'E_NO_ROWS'],
  [7, 'UTF-16 without a mark', () => Buffer.from(goodFile, 'utf16le'), 'E_ENCODING_UNKNOWN'],
  [13, 'UTF-32', () => Buffer.from('\u00ff\u00fe\0\0a\0\0\0', 'latin1'), 'E_ENCODING_UNSUPPORTED'],
  [15, 'a PNG named .csv', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'E_NOT_A_TABLE'],
  [16, 'an HTML page named .xls', () => '<!DOCTYPE html><table></table>', 'E_NOT_A_TABLE'],
  [17, 'a PDF', () => '%PDF-1.7 …', 'E_NOT_A_TABLE'],
  [17, 'a zip of a CSV', () => zipOf({ 'list.csv': goodFile }), 'E_NOT_A_TABLE'],
  [17, 'a 7z archive', () => Buffer.from('7z\u00bc\u00af\u0027\u001c', 'latin1'), 'E_NOT_A_TABLE'],
  [18, 'an old .xls', () => oldOffice, 'E_XLS_OLD'],
  [
    19,
    'an .ods',
    () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
    'E_FORMAT_UNSUPPORTED',
  ],
  [19, 'a .numbers', () => zipOf({ 'Index/Document.iwa': 'x' }), 'E_FORMAT_UNSUPPORTED'],
];
for (const [number, name, make, code] of refusals)
  test(`bad input ${number}: ${name} is refused as ${code}`, async () =>
    assert.equal(await refusedAs(database, await make()), code));

const accepted: [number, string, string | Buffer][] = [
  [5, 'UTF-8 with a mark', `\ufeff${goodFile}`],
  [6, 'UTF-16LE with a mark', Buffer.from(`\ufeff${goodFile}`, 'utf16le')],
  [8, 'CP932', shiftJis(goodFile)],
  [9, 'EUC-JP', inJapanese(goodFile, 'EUCJP')],
  [10, 'ISO-2022-JP', inJapanese(goodFile, 'JIS')],
];
for (const [number, name, bytes] of accepted)
  test(`bad input ${number}: ${name} is read`, async () =>
    assert.deepEqual((await outcomeOf(database, bytes)).names, ['青空商事']));

test('bad input 8: CP932 loses no character', async () =>
  assert.deepEqual((await outcomeOf(database, shiftJis(companyFile('K1,①㈱髙﨑～商会,,')))).names, [
    '①株式会社髙﨑～商会',
  ]));

test('bad input 11: broken bytes refuse their row only', async () => {
  const rows = Array.from({ length: 60 }, (_, index) => `K${index},青空商事${index},,卸売業`);
  const bytes = Buffer.from(companyFile(...rows));
  bytes[bytes.indexOf('青空商事30') + 1] = 0xff;
  const { rejected, names } = await outcomeOf(database, bytes);
  assert.deepEqual([rejected, names.length], [['E_BAD_BYTES'], 59]);
});

test('bad input 12: a megabyte of ASCII before the first kanji', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, index) => `K${index},Company ${index} Trading and Sons Holdings,,retail and wholesale`,
  );
  assert.equal(
    (await outcomeOf(database, shiftJis(companyFile(...rows, 'K99999,青空商事,,')))).names.at(-1),
    '青空商事',
  );
});

test('bad input 14: NUL in a cell', async () => {
  const { rejected, names } = await outcomeOf(database, companyFile('K1,青\u0000空,,', 'K2,北斗電子,,'));
  assert.deepEqual([rejected, names], [['E_NUL_CHAR'], ['北斗電子']]);
});

test('bad input 20: a file over 2 GB is refused before it is read', async () => {
  const path = join(tmpdir(), `bad-huge-${process.pid}`);
  writeFileSync(path, goodFile);
  truncateSync(path, 2 * 1024 ** 3 + 1);
  const started = Date.now();
  await assert.rejects(prepareFile(path), { code: 'E_TOO_LARGE', status: 413 });
  assert.ok(Date.now() - started < 1000);
  truncateSync(path, 0);
});

test('bad input 22: the same file twice doubles nothing', async () => {
  const source = newSource();
  await takeIn(database, { text: goodFile }, 'companies', { source });
  assert.equal((await takeIn(database, { text: goodFile }, 'companies', { source })).unchanged, 1);
});
