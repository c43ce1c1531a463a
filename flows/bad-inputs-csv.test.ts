import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import {
  companyFile,
  companyHeader,
  goodFile,
  outcomeOf,
  prepared,
  refusalSeconds,
  refusedAs,
} from '#fixtures/bad-file.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';

/** Bad inputs 25–46 of the reliability plan, the shape of a CSV file. */
let database: Database;
before(async () => {
  database = await openTestDatabase('bad_inputs_csv');
});
after(() => database.close());

const manyColumns = `${Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')}\r\n1\r\n`;
const refusals: [number, string, () => string | Buffer, string][] = [
  [28, 'a quote that never closes', () => companyFile('K1,"青空商事,,', 'K2,北斗電子,,'), 'E_QUOTE_OPEN'],
  [38, '10,000 columns', () => manyColumns, 'E_TOO_MANY_COLUMNS'],
  [39, 'one cell of 50 MB', () => companyFile(`K1,"${'あ'.repeat(16_700_000)}",,`), 'E_CELL_TOO_LONG'],
  [40, 'one line of 100 MB', () => Buffer.alloc(100 * 1024 ** 2, 'x,'), 'E_LINE_TOO_LONG'],
  [41, '10 million empty rows', () => `${goodFile}${'\n'.repeat(10_000_200)}`, 'E_TOO_MANY_ROWS'],
];
for (const [number, name, make, code] of refusals)
  test(`bad input ${number}: ${name} is refused as ${code}`, async () => {
    const bytes = make();
    const seconds = await refusalSeconds(async () => assert.equal(await refusedAs(database, bytes), code));
    assert.ok(seconds < 10, `within 10 seconds, not ${seconds}`);
  });

const accepted: [number, string, string][] = [
  [25, 'LF line ends', goodFile.replaceAll('\r\n', '\n')],
  [25, 'CR line ends', goodFile.replaceAll('\r\n', '\r')],
  [26, 'semicolons', goodFile.replaceAll(',', ';')],
  [26, 'tabs', goodFile.replaceAll(',', '\t')],
  [35, 'title rows above the header', `顧客一覧\r\n出力日 2026/04/01\r\n${goodFile}`],
  [37, 'a header with full-width spaces and zero-width marks', goodFile.replace('会社名', '会\u200b社名　')],
  [42, 'a sep= line', `sep=,\r\n${goodFile}`],
  [43, 'lines that begin with #', companyFile('#1,青空商事,,')],
  [44, 'trailing blank lines', `${goodFile}\r\n\r\n`],
  [44, 'a final line without an end', goodFile.trimEnd()],
];
for (const [number, name, bytes] of accepted)
  test(`bad input ${number}: ${name} is read`, async () =>
    assert.deepEqual((await outcomeOf(database, bytes)).names, ['青空商事']));

test('bad input 27: quoted commas, line breaks and doubled quotes', async () => {
  const file = companyFile('K1,"青空,商事",,', 'K2,"北斗 ""N"" 電子",,"機械\r\n電気"', 'K3,"白樺\n精機",,');
  const { names, rejected } = await outcomeOf(database, file);
  assert.deepEqual([names, rejected], [['青空,商事', '北斗 "N" 電子', '白樺 精機'], []]);
});

test('bad input 29: a stray quote inside a bare cell is kept, and the preview says so', async () => {
  const file = companyFile('K1,引用"符商事,,機械', 'K2,"北斗 ""N"" 電子",,');
  assert.ok((await prepared(file)).format.notes.includes('W_STRAY_QUOTE'));
  assert.deepEqual((await outcomeOf(database, file)).names, ['引用"符商事', '北斗 "N" 電子']);
  assert.ok(!(await prepared(companyFile('K2,"北斗, ""N"" 電子",,'))).format.notes.includes('W_STRAY_QUOTE'));
});

test('bad input 30 31: rows with fewer and more columns are refused, the others are read', async () => {
  const { rejected, names } = await outcomeOf(
    database,
    companyFile('K1,青空商事', 'K2,北斗電子,,,多い', 'K3,白樺精機,,'),
  );
  assert.deepEqual([rejected, names], [['E_COLUMN_COUNT', 'E_COLUMN_COUNT'], ['白樺精機']]);
});

test('bad input 32: two columns of one name can be told apart in the preview', async () => {
  const { format, header, sample } = await prepared('会社名,会社名,業種\r\n青空商事,アオゾラ,機械\r\n');
  assert.deepEqual(header, ['会社名', '会社名 (2)', '業種']);
  assert.deepEqual([format.notes, sample[0]], [['E_HEADER_DUPLICATE 会社名 (2)'], ['青空商事', 'アオゾラ', '機械']]);
});

test('bad input 33: a column without a name is called by its letter', async () => {
  const { format, header } = await prepared('会社名,,業種\r\n青空商事,東京,機械\r\n');
  assert.deepEqual([header, format.notes], [['会社名', 'B列', '業種'], ['W_HEADER_EMPTY B列']]);
});

test('bad input 34: names that reach into JavaScript are neither columns nor words', async () => {
  const { names } = await outcomeOf(
    database,
    '__proto__,会社名,constructor,担当営業\r\nx,青空商事,y,constructor\r\nx,北斗電子,y,__proto__\r\n',
  );
  assert.deepEqual(names, ['青空商事', '北斗電子']);
  assert.equal(({} as Record<string, unknown>).x, undefined);
  const { rows } = await database.pool.query(
    "select owner_name from account where name = '青空商事' and owner_name is not null",
  );
  assert.deepEqual(rows, [{ owner_name: 'constructor' }]);
});

test('bad input 36: without a header the preview asks for its row, and row 0 keeps every row', async () => {
  const file = 'K1,青空商事,東京都\r\nK2,北斗電子,大阪府\r\n';
  assert.ok((await prepared(file)).format.notes.includes('W_HEADER_UNKNOWN'));
  const { header, sample } = await prepared(file, { headerRow: 0 });
  assert.deepEqual([header, sample.length], [['1', '2', '3'], 2]);
});

test('bad input 39: a cell over 32,767 characters is cut, flagged and its row kept', async () => {
  const { flags, names } = await outcomeOf(database, companyFile(`K1,青空商事,,${'あ'.repeat(40_000)}`));
  assert.deepEqual([flags, names], [['E_CELL_TOO_LONG'], ['青空商事']]);
});

test('bad input 45: backslash quotes of MySQL are read as quotes, and the preview lets that be changed', async () => {
  const file = `${companyHeader}\n"K1","青空 \\"Blue, Sky\\" 商事",\\N,"C:\\\\dir"\n`;
  const { format } = await prepared(file);
  assert.deepEqual([format.quoteEscape, format.notes], ['\\', ['W_BACKSLASH_QUOTE']]);
  assert.equal((await prepared(file, { quoteEscape: '"' })).format.quoteEscape, '"');
  const { names, flags } = await outcomeOf(database, file);
  assert.deepEqual([names, flags], [['青空 "Blue, Sky" 商事'], []]);
});

test('bad input 46: a header repeated in the middle', async () =>
  assert.deepEqual((await outcomeOf(database, companyFile('K1,青空商事,,', companyHeader, 'K2,北斗電子,,'))).rejected, [
    'W_HEADER_REPEATED',
  ]));
