import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeXlsx } from 'hucre';
import type { Database } from '#db/pool.ts';
import {
  bookOf,
  bookParts,
  claim,
  emptyEntries,
  outcomeOf,
  prepared,
  refusalSeconds,
  refusedAs,
  sheetOf,
  textCell,
  textRow,
  zipOf,
} from '#fixtures/bad-file.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';

/** Bad inputs 47–77 of the reliability plan, workbooks. */
let database: Database;
before(async () => {
  database = await openTestDatabase('bad_inputs_workbook');
});
after(() => database.close());

const header = textRow(1, ['会社コード', '会社名', '電話番号', '業種', '口座開設日']);
const good = sheetOf(header, textRow(2, ['K1', '青空商事', '03-1234-5679', '卸売業', '2026/4/1']));
const sheetPart = 'xl/worksheets/sheet1.xml';
const mebibyte = 1024 ** 2;
const oleWithPassword = Buffer.concat([
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
  Buffer.alloc(600),
  Buffer.from('EncryptedPackage', 'utf16le'),
]);
const sharedCell = (reference: string, index: number) => `<c r="${reference}" t="s"><v>${index}</v></c>`;

const refusals: [number, string, () => Promise<Buffer> | Buffer, string][] = [
  [47, 'a zip bomb', () => bookOf(Buffer.alloc(610 * mebibyte, ' ')), 'E_UNPACKED_TOO_LARGE'],
  [
    48,
    'a claim of 4 GB over a few bytes',
    async () => claim(await bookOf(good), sheetPart, 'uncompressedSize', 0xfffffff0),
    'E_ARCHIVE_BAD',
  ],
  [
    49,
    'a claim of 1 KB over 64 MB',
    async () => claim(await bookOf(Buffer.alloc(64 * mebibyte, ' ')), sheetPart, 'uncompressedSize', 1024),
    'E_UNPACKED_TOO_LARGE',
  ],
  [50, 'a zip inside a sheet', async () => bookOf(await bookOf(good)), 'E_ARCHIVE_BAD'],
  [50, 'a zip of zips', async () => zipOf({ 'r/r.zip': await zipOf({ 'r.zip': 'PK' }) }), 'E_ARCHIVE_BAD'],
  [
    50,
    'parts that overlap',
    async () => claim(await bookOf(good, { 'xl/styles.xml': '<styleSheet/>' }), 'xl/styles.xml', 'localHeader', 0),
    'E_ARCHIVE_BAD',
  ],
  [51, '65,000 entries', () => emptyEntries(65_000), 'E_ARCHIVE_BAD'],
  [53, 'a truncated workbook', async () => (await bookOf(good)).subarray(0, 300), 'E_ARCHIVE_BAD'],
  [54, 'a workbook with a password', () => oleWithPassword, 'E_PASSWORD'],
  [55, 'no workbook.xml', () => zipOf({ 'xl/styles.xml': '<styleSheet/>' }), 'E_XLSX_PART_MISSING'],
  [55, 'no sheet', () => zipOf(bookParts), 'E_XLSX_PART_MISSING'],
  [55, 'no sharedStrings', () => bookOf(sheetOf(`<row>${sharedCell('A1', 0)}</row>`)), 'E_XLSX_PART_MISSING'],
  [56, 'a document type with entities', () => bookOf('<!DOCTYPE x [<!ENTITY a "aa">]><worksheet/>'), 'E_XML_DTD'],
  [56, 'an external entity', () => bookOf('<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'), 'E_XML_DTD'],
  [57, 'XML that is not well formed', () => bookOf('<worksheet><sheetData><row></worksheet>'), 'E_XML_BAD'],
];
for (const [number, name, make, code] of refusals)
  test(`bad input ${number}: ${name} is refused as ${code}`, async () => {
    const bytes = await make();
    const seconds = await refusalSeconds(async () => assert.equal(await refusedAs(database, bytes), code));
    assert.ok(seconds < 10, `within 10 seconds, not ${seconds}`);
  });

test('bad input 52: entries that climb out of their folder are ignored and written nowhere', async () => {
  const climbing = { 'aa/evil1': '../evil1', 'b/evil2': '//evil2', 'cc/evil3': '..\\evil3', evil4x: 'evil4\0' };
  const harmless = await bookOf(good, Object.fromEntries(Object.keys(climbing).map((name) => [name, 'x'])));
  const bytes = Object.entries(climbing).reduce(
    (text, [name, evil]) => text.replaceAll(name, evil),
    harmless.toString('latin1'),
  );
  assert.deepEqual((await outcomeOf(database, Buffer.from(bytes, 'latin1'))).names, ['青空商事']);
  assert.ok(!existsSync(join(tmpdir(), '..', 'evil1')) && !existsSync(join(tmpdir(), 'evil1')));
});

test('bad input 58: a shared text that does not exist is flagged, the row stays', async () => {
  const sheet = sheetOf(
    header,
    `<row r="2">${textCell('A2', 'K1')}${textCell('B2', '青空商事')}${sharedCell('D2', 99)}</row>`,
  );
  const book = await bookOf(sheet, { 'xl/sharedStrings.xml': '<sst><si><t>機械</t></si></sst>' });
  const { names, flagged } = await outcomeOf(database, book);
  assert.deepEqual([names, flagged], [['青空商事'], [{ field: '業種', code: 'E_CELL_REF', given: '99' }]]);
});

test('bad input 59: a million different shared texts fit', async () => {
  const texts = Array.from({ length: 1_000_000 }, (_, index) => `<si><t>会社${index}</t></si>`).join('');
  const rows = sheetOf(header, `<row r="2">${textCell('A2', 'K1')}${sharedCell('B2', 999_999)}</row>`);
  const book = await bookOf(rows, { 'xl/sharedStrings.xml': `<sst>${texts}</sst>` });
  assert.deepEqual((await outcomeOf(database, book)).names, ['会社999999']);
});

test('bad input 60: a sheet that claims a million rows and uses one', async () => {
  const sheet = good.replace('<sheetData>', '<dimension ref="A1:Z1048576"/><sheetData>');
  assert.equal((await prepared(await bookOf(sheet))).sample.length, 1);
});

test('bad input 61: cells without a place or with one place for two are flagged, the row stays', async () => {
  const row = (number: number, ...cells: string[]) =>
    `<row r="${number}">${textCell(`A${number}`, `K${number}`)}${textCell(`B${number}`, `会社${number}`)}${cells.join('')}</row>`;
  const sheet = sheetOf(
    header,
    row(2, textCell('ZZZZ2', '03-1111-2222')),
    row(3, textCell('C-3', '03-1111-3333')),
    row(4, textCell('D4', '機械'), textCell('D4', '化学')),
    row(5, textCell('D5', '機械')),
  );
  const { names, flagged } = await outcomeOf(database, await bookOf(sheet));
  assert.deepEqual(names, ['会社2', '会社3', '会社4', '会社5']);
  assert.deepEqual(
    flagged.map(({ code, given }) => [code, given]),
    [
      ['E_CELL_REF', '03-1111-2222'],
      ['E_CELL_REF', '03-1111-3333'],
      ['E_CELL_REF', '機械 化学'],
    ],
  );
});

test('bad input 62 63 64: only saved values of formulas are read; without one, and for errors, the cell is flagged', async () => {
  const sheet = sheetOf(
    header,
    `<row r="2">${textCell('A2', 'K1')}<c r="B2" t="str"><f>CONCAT("a","b")</f><v>青空商事</v></c><c r="C2"><f>1+1</f></c><c r="D2" t="e"><v>#N/A</v></c></row>`,
  );
  const { names, flags } = await outcomeOf(database, await bookOf(sheet));
  assert.deepEqual([names, flags.sort()], [['青空商事'], ['E_CELL_ERROR', 'E_FORMULA_NO_VALUE']]);
});

test('bad input 65: of merged cells only the first holds the text, and the preview says so', async () => {
  const sheet = sheetOf(header, textRow(2, ['K1', '青空商事', '', '機械']), textRow(3, ['K2', '北斗電子'])).replace(
    '</sheetData>',
    '</sheetData><mergeCells><mergeCell ref="D2:D3"/></mergeCells>',
  );
  const { format, sample } = await prepared(await bookOf(sheet));
  assert.deepEqual(format.notes, ['W_MERGED']);
  assert.deepEqual(
    sample.map((cells) => cells[3]),
    ['機械', ''],
  );
});

test('bad input 65: what is merged downwards can be repeated in each row; what is merged sideways stays where it is', async () => {
  const sheet = sheetOf(
    header,
    textRow(2, ['K1', '青空商事', '03-1234-5679', '機械']),
    textRow(3, ['K2', '', '03-1234-5678', '']),
    textRow(4, ['K3', '', '03-1234-5677', '電機']),
    textRow(5, ['K4', '北斗電子', '', '']),
  ).replace(
    '</sheetData>',
    '</sheetData><mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="D2:D3"/><mergeCell ref="B5:D5"/></mergeCells>',
  );
  const { format, sample } = await prepared(await bookOf(sheet), { fillsMerged: true });
  assert.equal(format.fillsMerged, true);
  assert.deepEqual(
    sample.map((cells) => [cells[1], cells[3]]),
    [
      ['青空商事', '機械'],
      ['青空商事', '機械'],
      ['青空商事', '電機'],
      ['北斗電子', ''],
    ],
  );
});

test('bad input 66: hidden rows, columns and filters are told, and hidden rows can be left out', async () => {
  const sheet = sheetOf(header, textRow(2, ['K1', '青空商事'], 'hidden="1"'), textRow(3, ['K2', '北斗電子']))
    .replace('<sheetData>', '<cols><col min="3" max="3" hidden="1"/></cols><sheetData>')
    .replace('</sheetData>', '</sheetData><autoFilter ref="A1:E3"><filterColumn colId="0"/></autoFilter>');
  const book = await bookOf(sheet);
  const { format, sample } = await prepared(book);
  assert.deepEqual(format.notes.toSorted(), ['W_FILTERED', 'W_HIDDEN_COLUMNS', 'W_HIDDEN_ROWS']);
  assert.equal(sample.length, 2);
  assert.deepEqual(
    (await prepared(book, { skipsHidden: true })).sample.map((cells) => cells[1]),
    ['北斗電子'],
  );
});

test('bad input 24 67: workbook bytes behind a .csv name, several sheets to choose from', async () => {
  const sheets = [
    { name: '説明', rows: [['この表について']] },
    {
      name: '名簿',
      rows: [
        ['会社名', '業種'],
        ['青空商事', '機械'],
      ],
    },
  ];
  const { format, sample } = await prepared(Buffer.from(await writeXlsx({ sheets })));
  assert.equal(format.sheet, '名簿', 'the first sheet that holds a table');
  assert.deepEqual(
    [format.sheets, sample[0]],
    [
      ['説明', '名簿'],
      ['青空商事', '機械'],
    ],
  );
});

const dateStyles = {
  'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
};
/** What each cell of the date column reads as. */
let sheetsRead = 0;
async function datesOf(cells: readonly string[], more: Record<string, string> = {}) {
  const sheet = sheetsRead++;
  const rows = cells.map(
    (cell, index) =>
      `<row r="${index + 2}">${textCell(`A${index + 2}`, `D${sheet}-${index}`)}${textCell(`B${index + 2}`, `日付${sheet}${index}`)}${cell.replace('@', `E${index + 2}`)}</row>`,
  );
  const { batch, flags } = await outcomeOf(
    database,
    await bookOf(sheetOf(header, ...rows), { ...dateStyles, ...more }),
  );
  const { rows: dates } = await database.pool.query(
    'select a.trade_account_opened_on as on from raw_row r join row_link l using (row_key, version) join account a using (account_id) where import_batch_id = $1 order by row_number',
    [batch],
  );
  return { dates: dates.map(({ on }) => on), flags };
}
const serial = (value: number) => `<c r="@" s="1"><v>${value}</v></c>`;

test('bad input 68: dates of the 1904 system', async () => {
  const { dates } = await datesOf([serial(44651), serial(0)], {
    'xl/workbook.xml': bookParts['xl/workbook.xml'].replace('<sheets>', '<workbookPr date1904="1"/><sheets>'),
  });
  assert.deepEqual(dates, ['2026-04-01', '1904-01-01']);
});

test('bad input 69: the 29 February 1900 that never was, and days before it', async () => {
  const { dates, flags } = await datesOf([serial(59), serial(60), serial(61)]);
  assert.deepEqual([dates, flags], [['1900-02-28', null, '1900-03-01'], ['E_DATE_INVALID']]);
});

test('bad input 70: a date as number, as text and as ISO text is the same day', async () => {
  const iso = '<c r="@" t="d"><v>2026-04-01T00:00:00</v></c>';
  const { dates } = await datesOf([serial(46113), textCell('@', '2026/4/1'), iso]);
  assert.deepEqual(dates, ['2026-04-01', '2026-04-01', '2026-04-01']);
});

test('bad input 71: ふりがな is no part of the text', async () => {
  const strings = '<sst><si><r><t>青空</t></r><r><t>商事</t></r><rPh sb="0" eb="2"><t>アオゾラ</t></rPh></si></sst>';
  const sheet = sheetOf(header, `<row r="2">${textCell('A2', 'K1')}${sharedCell('B2', 0)}</row>`);
  assert.deepEqual((await outcomeOf(database, await bookOf(sheet, { 'xl/sharedStrings.xml': strings }))).names, [
    '青空商事',
  ]);
});

test('bad input 72 73: numbers that a spreadsheet rounded or took the 0 from', async () => {
  const columns = ['会社名', '法人番号', '業種', '電話番号', '郵便番号'];
  const number = (reference: string, value: string) => `<c r="${reference}"><v>${value}</v></c>`;
  const sheet = sheetOf(
    textRow(1, columns),
    `<row r="2">${textCell('A2', '札幌商会')}${number('B2', '1.23457E+12')}${textCell('C2', '機械')}${number('D2', '112345679')}${number('E2', '609018')}</row>`,
  );
  const { flags } = await outcomeOf(database, await bookOf(sheet));
  assert.deepEqual(flags.sort(), ['E_LEADING_ZERO', 'E_NUMBER_ROUNDED', 'I_LEADING_ZERO']);
});

test('bad input 74 75: macros, links to other books and embedded files are left out and told', async () => {
  const book = await bookOf(good, {
    'xl/vbaProject.bin': 'Sub AutoOpen()',
    'xl/externalLinks/externalLink1.xml': '<externalLink/>',
    'xl/embeddings/oleObject1.bin': 'x',
  });
  assert.deepEqual((await prepared(book)).format.notes, [
    'I_MACROS_LEFT_OUT',
    'I_LINKS_LEFT_OUT',
    'I_OBJECTS_LEFT_OUT',
  ]);
  assert.deepEqual((await outcomeOf(database, book)).names, ['青空商事']);
});

test('bad input 76: strict OOXML and prefixes of any kind', async () => {
  const prefix = (xml: string) => xml.replace(/<(\/?)([a-zA-Z]+)/g, '<$1x:$2');
  const book = await zipOf({
    'xl/workbook.xml':
      '<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:rel="http://purl.oclc.org/ooxml/officeDocument/relationships"><x:sheets><x:sheet name="S" sheetId="1" rel:id="r1"/></x:sheets></x:workbook>',
    'xl/_rels/workbook.xml.rels': prefix(bookParts['xl/_rels/workbook.xml.rels']),
    [sheetPart]: prefix(good),
  });
  assert.deepEqual((await outcomeOf(database, book)).names, ['青空商事']);
});

test('bad input 77: kept spaces and escaped characters', async () => {
  const strings =
    '<sst><si><t xml:space="preserve">  青空商事_x000D_\n</t></si><si><t>_x005F_x000D_印の会社</t></si></sst>';
  const sheet = sheetOf(
    header,
    `<row r="2">${textCell('A2', 'K1')}${sharedCell('B2', 0)}</row>`,
    `<row r="3">${textCell('A3', 'K2')}${sharedCell('B3', 1)}</row>`,
  );
  assert.deepEqual((await outcomeOf(database, await bookOf(sheet, { 'xl/sharedStrings.xml': strings }))).names, [
    '青空商事',
    '_x000D_印の会社',
  ]);
});
