import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeXlsx } from 'hucre';
import yazl from 'yazl';
import { Refusal } from '#core/refusal.ts';
import type { Database } from '#db/pool.ts';
import { shiftJis } from '#fixtures/exports.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { prepareFile } from '#sources/file/prepare.ts';

/** Bad inputs of the reliability plan with the outcome each must have. The number is the case's number there. */
let database: Database;
before(async () => {
  database = await openTestDatabase('bad_inputs');
});
after(() => database.close());

const header = '会社コード,会社名,電話番号,業種';
const file = (...lines: string[]) => `${header}\r\n${lines.join('\r\n')}\r\n`;
const good = file('K1,青空商事,03-1234-5679,卸売業');
const store = (bytes: string | Buffer) => {
  const path = join(tmpdir(), `bad-${randomUUID()}`);
  writeFileSync(path, bytes);
  return path;
};

async function refusedAs(bytes: string | Buffer): Promise<string> {
  try {
    await takeIn(database, { text: bytes }, 'companies', { source: `bad${randomUUID().slice(0, 6)}` });
  } catch (error) {
    if (error instanceof Refusal) {
      assert.ok(error.message.length > 10, 'a refusal says what to do');
      return error.code;
    }
    throw error;
  }
  return 'taken in';
}

function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name, { compress: true });
  zip.end();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
  });
}
const workbook = '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>';
const relations = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>';
const bookOf = (sheet: string | Buffer, more: Record<string, string | Buffer> = {}) =>
  zipOf({
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relations,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  });
const cells = (row: number, values: string[]) =>
  `<row r="${row}">${values.map((value, index) => `<c r="${String.fromCharCode(65 + index)}${row}" t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;

const refusals: [number, string, () => Promise<string | Buffer> | string | Buffer, string][] = [
  [1, '0 bytes', () => '', 'E_EMPTY_FILE'],
  [2, 'only a byte order mark', () => '\ufeff', 'E_EMPTY_FILE'],
  [3, 'only a header', () => `${header}\r\n`, 'E_NO_ROWS'],
  [4, 'only blank lines and commas', () => ',,,\r\n\r\n,,,\r\n', 'E_NO_ROWS'],
  [7, 'UTF-16 without a mark', () => Buffer.from(good, 'utf16le'), 'E_ENCODING_UNKNOWN'],
  [
    13,
    'UTF-32',
    () => Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from('a\0\0\0')]),
    'E_ENCODING_UNSUPPORTED',
  ],
  [15, 'a PNG named .csv', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'E_NOT_A_TABLE'],
  [16, 'an HTML page named .xls', () => '<!DOCTYPE html><table></table>', 'E_NOT_A_TABLE'],
  [17, 'a PDF', () => '%PDF-1.7 …', 'E_NOT_A_TABLE'],
  [18, 'an old .xls', () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]), 'E_XLS_OLD'],
  [28, 'a quote that never closes', () => file('K1,"青空商事,03-1234-5679,卸売業', 'K2,北斗電子,,'), 'E_QUOTE_OPEN'],
  [
    38,
    '10,000 columns',
    () => `${Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')}\r\n1\r\n`,
    'E_TOO_MANY_COLUMNS',
  ],
  [40, 'one line of 100 MB', () => `${header}\r\n${'x,'.repeat(50_000_000)}`, 'E_LINE_TOO_LONG'],
  [53, 'a truncated workbook', async () => (await bookOf('<worksheet/>')).subarray(0, 300), 'E_ARCHIVE_BAD'],
  [
    54,
    'a workbook with a password',
    () =>
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    'E_PASSWORD',
  ],
  [55, 'a workbook without workbook.xml', () => zipOf({ 'xl/styles.xml': 'x' }), 'E_XLSX_PART_MISSING'],
  [56, 'a document type with entities', () => bookOf('<!DOCTYPE x [<!ENTITY a "aa">]><worksheet/>'), 'E_XML_DTD'],
  [57, 'XML that is not well formed', () => bookOf('<worksheet><sheetData><row></worksheet>'), 'E_XML_BAD'],
  [47, 'a zip bomb', () => bookOf(Buffer.alloc(610 * 1024 * 1024, ' ')), 'E_UNPACKED_TOO_LARGE'],
];
for (const [number, name, make, code] of refusals) {
  test(`bad input ${number}: ${name} is refused as ${code}`, async () => {
    const bytes = await make();
    const started = Date.now();
    assert.equal(await refusedAs(bytes), code);
    assert.ok(Date.now() - started < 10_000, 'within 10 seconds');
  });
}

type Stored = { rejected: string[]; flags: string[]; names: string[] };
/** What became of the rows: codes of the rejected, codes of flagged cells, names that were stored. */
async function outcomeOf(bytes: string | Buffer, preset = 'companies'): Promise<Stored> {
  const { batch, ...counts } = await takeIn(database, { text: bytes }, preset, {
    source: `bad${randomUUID().slice(0, 6)}`,
  });
  assert.equal(counts.rows, counts.new + counts.matched + counts.review + counts.rejected + counts.unchanged);
  const rejected = await database.pool.query(
    'select code from rejected_row where import_batch_id = $1 order by row_number',
    [batch],
  );
  const flags = await database.pool.query(
    "select f->>'code' as code from raw_row, json_array_elements(flags) f where import_batch_id = $1 order by row_number",
    [batch],
  );
  const names = await database.pool.query(
    'select a.name from raw_row r join row_link l using (row_key, version) join account a using (account_id) where import_batch_id = $1 order by row_number',
    [batch],
  );
  return {
    rejected: rejected.rows.map((row) => row.code),
    flags: flags.rows.map((row) => row.code),
    names: names.rows.map((row) => row.name),
  };
}

const accepted: [number, string, string | Buffer][] = [
  [5, 'UTF-8 with a mark', `\ufeff${good}`],
  [6, 'UTF-16LE with a mark', Buffer.from(`\ufeff${good}`, 'utf16le')],
  [8, 'CP932', shiftJis(good)],
  [25, 'LF line ends', good.replaceAll('\r\n', '\n')],
  [26, 'semicolons', good.replaceAll(',', ';')],
  [26, 'tabs', good.replaceAll(',', '\t')],
  [35, 'title rows above the header', `顧客一覧\r\n出力日 2026/04/01\r\n${good}`],
  [37, 'a header with full-width spaces and zero-width marks', good.replace('会社名', '会\u200b社名　')],
  [42, 'a sep= line', `sep=,\r\n${good}`],
  [44, 'trailing blank lines', `${good}\r\n\r\n`],
];
for (const [number, name, bytes] of accepted)
  test(`bad input ${number}: ${name} is read`, async () =>
    assert.deepEqual((await outcomeOf(bytes)).names, ['青空商事']));

test('bad input 8: CP932 loses no character', async () =>
  assert.deepEqual((await outcomeOf(shiftJis(file('K1,①㈱髙﨑～商会,,')))).names, ['①株式会社髙﨑～商会']));
test('bad input 12: a megabyte of ASCII before the first kanji', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, index) => `K${index},Company ${index} Trading and Sons Holdings,,retail and wholesale`,
  );
  assert.equal((await outcomeOf(shiftJis(file(...rows, 'K99999,青空商事,,')))).names.at(-1), '青空商事');
});
test('bad input 11: broken bytes refuse their row only', async () => {
  const bytes = Buffer.from(file(...Array.from({ length: 60 }, (_, index) => `K${index},青空商事${index},,卸売業`)));
  bytes[bytes.indexOf('青空商事30') + 1] = 0xff;
  assert.deepEqual((await outcomeOf(bytes)).rejected, ['E_BAD_BYTES']);
});
test('bad input 14: NUL in a cell', async () =>
  assert.deepEqual((await outcomeOf(file('K1,青\u0000空,,', 'K2,北斗電子,,'))).rejected, ['E_NUL_CHAR']));
test('bad input 30 31: fewer and more columns', async () =>
  assert.deepEqual((await outcomeOf(file('K1,青空商事', 'K2,北斗電子,,,多い', 'K3,白樺精機,,'))).rejected, [
    'E_COLUMN_COUNT',
    'E_COLUMN_COUNT',
  ]));
test('bad input 34: a header that reaches into JavaScript', async () => {
  await outcomeOf(`__proto__,会社名,constructor\r\nx,青空商事,y\r\n`);
  assert.equal(({} as Record<string, unknown>).x, undefined);
});
test('bad input 43: lines that begin with # are data', async () =>
  assert.deepEqual((await outcomeOf(file('#1,青空商事,,'))).names, ['青空商事']));
test('bad input 46: a header repeated in the middle', async () =>
  assert.deepEqual((await outcomeOf(file('K1,青空商事,,', header, 'K2,北斗電子,,'))).rejected, ['W_HEADER_REPEATED']));
test('bad input 22: the same file twice', async () => {
  const source = `bad${randomUUID().slice(0, 6)}`;
  await takeIn(database, { text: good }, 'companies', { source });
  assert.equal((await takeIn(database, { text: good }, 'companies', { source })).unchanged, 1);
});
test('bad input 101: the same key with other values', async () =>
  assert.deepEqual((await outcomeOf(file('K1,青空商事,,', 'K1,別の会社,,'))).rejected, ['E_DUPLICATE_IN_FILE']));
test('bad input 72: a 法人番号 rounded by a spreadsheet', async () =>
  assert.deepEqual((await outcomeOf('会社名,法人番号,業種\r\n青空商事,4.011E+12,機械\r\n')).flags, [
    'E_NUMBER_ROUNDED',
  ]));
test('bad input 73: phone and postal code that lost their 0', async () =>
  assert.deepEqual(
    (await outcomeOf('会社名,電話番号,郵便番号,業種\r\n札幌商会,112345679,609018,機械\r\n')).flags.sort(),
    ['E_LEADING_ZERO', 'I_LEADING_ZERO'],
  ));
test('bad input 78 81: broken and double addresses', async () =>
  assert.deepEqual(
    (
      await outcomeOf(
        '氏名,メールアドレス,部署\r\n山田 太郎,yamada,総務部\r\n佐藤 花子,a@x-y.jp; b@x-y.jp,総務部\r\n',
        'people',
      )
    ).flags,
    ['E_EMAIL', 'E_EMAIL_MULTIPLE'],
  ));
test('bad input 85: a javascript: address', async () =>
  assert.deepEqual((await outcomeOf('会社名,URL,業種\r\n青空商事,javascript:alert(1),機械\r\n')).flags, [
    'E_URL_SCHEME',
  ]));
test('bad input 86 87 88 91: dates that do not exist or do not decide', async () =>
  assert.deepEqual(
    (
      await outcomeOf(
        '会社名,更新日,業種\r\nA社,2024/2/30,機械\r\nB社,03/04/05,機械\r\nC社,昭和64年1月8日,機械\r\nD社,0001/1/1,機械\r\n',
      )
    ).flags,
    ['E_DATE_INVALID', 'E_DATE_AMBIGUOUS', 'E_DATE_INVALID', 'E_DATE_RANGE'],
  ));
test('bad input 92: amounts', async () =>
  assert.deepEqual(
    (
      await outcomeOf(
        '会社名,売上高,業種\r\nA社,"1.234,56",機械\r\nB社,約100万円,機械\r\nC社,1e400,機械\r\nD社,"(1,234)",機械\r\n',
      )
    ).flags,
    ['E_NUMBER_AMBIGUOUS', 'E_NUMBER_AMBIGUOUS', 'E_NUMBER_INVALID'],
  ));
test('bad input 94: 非公開 is empty, a range keeps its lower end with a note', async () =>
  assert.deepEqual((await outcomeOf('会社名,従業員数,業種\r\nA社,非公開,機械\r\nB社,100〜300名,機械\r\n')).flags, [
    'I_RANGE',
  ]));
test('bad input 97 98 100: marks, markup and SQL stay text', async () => {
  const { names } = await outcomeOf(
    file('K1,\u202e青空\u200b商事,,', 'K2,<script>alert(1)</script>,,', "K3,'; drop table account; --,,"),
  );
  assert.deepEqual(names, ['青空商事', '<script>alert(1)</script>', "'; drop table account; --"]);
});
test('bad input 62 64: formulas without a value and error cells are flagged, the row stays', async () => {
  const sheet = `<worksheet><sheetData>${cells(1, ['会社コード', '会社名', '電話番号', '業種'])}<row r="2"><c r="A2" t="inlineStr"><is><t>K1</t></is></c><c r="B2" t="inlineStr"><is><t>青空商事</t></is></c><c r="C2"><f>1+1</f></c><c r="D2" t="e"><v>#N/A</v></c></row></sheetData></worksheet>`;
  const stored = await outcomeOf(await bookOf(sheet));
  assert.deepEqual([stored.names, stored.flags.sort()], [['青空商事'], ['E_CELL_ERROR', 'E_FORMULA_NO_VALUE']]);
});
test('bad input 71: ふりがな is no part of the text', async () => {
  const strings =
    '<sst><si><t>会社名</t></si><si><t>業種</t></si><si><t>電話番号</t></si><si><t>青空商事</t><rPh sb="0" eb="2"><t>アオゾラ</t></rPh></si></sst>';
  const sheet =
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2"><c r="A2" t="s"><v>3</v></c></row></sheetData></worksheet>';
  const stored = await prepareFile(store(await bookOf(sheet, { 'xl/sharedStrings.xml': strings })));
  assert.equal(stored.sample[0]?.[0], '青空商事');
});
test('bad input 60: a sheet that claims a million rows and uses one', async () => {
  const sheet = `<worksheet><dimension ref="A1:Z1048576"/><sheetData>${cells(1, ['会社名', '業種', '電話番号'])}${cells(2, ['青空商事', '機械', ''])}</sheetData></worksheet>`;
  assert.equal((await prepareFile(store(await bookOf(sheet)))).sample.length, 1);
});
test('bad input 24 67: workbook bytes behind a .csv name, several sheets to choose from', async () => {
  const book = await writeXlsx({
    sheets: [
      { name: '説明', rows: [['この表について']] },
      {
        name: '名簿',
        rows: [
          ['会社名', '業種'],
          ['青空商事', '機械'],
        ],
      },
    ],
  });
  const path = store(Buffer.from(book));
  const chosen = await prepareFile(path);
  assert.equal(chosen.format.sheet, '名簿', 'the first sheet that holds a table');
  assert.deepEqual(
    [chosen.format.sheets, chosen.sample[0]],
    [
      ['説明', '名簿'],
      ['青空商事', '機械'],
    ],
  );
});
