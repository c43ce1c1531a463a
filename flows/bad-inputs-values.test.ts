import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { companyFile, outcomeOf, type Stored } from '#fixtures/bad-file.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { safeCell } from '#sources/file/csv-row.ts';
import { flagWords } from '#sources/describe-flag.ts';

/** Bad inputs 78–100 of the reliability plan, the values of cells. A bad cell is flagged and its row stays. */
let database: Database;
before(async () => {
  database = await openTestDatabase('bad_inputs_values');
});
after(() => database.close());

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
let companies = 0;
/** One column of a company list, a row per cell: the flags, and the column of the account that the cells became. */
async function companyColumn(column: string, cells: readonly string[], stored = 'name') {
  const rows = cells.map((cell) => `${quoted(`${column}の会社${++companies}`)},機械,${quoted(cell)}`);
  const outcome = await outcomeOf(database, `会社名,業種,${column}\r\n${rows.join('\r\n')}\r\n`);
  assert.deepEqual([outcome.rejected, outcome.names.length], [[], cells.length]);
  return { ...explained(outcome), values: await valuesOf(outcome.batch, `a.${stored}`) };
}
let columnsRead = 0;
async function personColumn(column: string, cells: readonly string[], stored = 'email') {
  const used = columnsRead++;
  const rows = cells.map((cell, index) => `山田 太郎${used}の${index},総務部,${quoted(cell)}`);
  const outcome = await outcomeOf(database, `氏名,部署,${column}\r\n${rows.join('\r\n')}\r\n`, 'people');
  assert.deepEqual(outcome.rejected, []);
  return { ...explained(outcome), values: await valuesOf(outcome.batch, `p.${stored}`) };
}

function explained(outcome: Stored) {
  for (const flag of outcome.flagged) {
    const { ja, en } = flagWords(flag);
    assert.match(ja, /^「.+」の「.*」: .+。$/s, 'a flag says what was given and what to do');
    assert.match(en, /^.+: “.*” .+\.$/s, 'and says it in English');
    assert.doesNotMatch(en, /cannot be read\. Check it/, `${flag.code} has its own sentence`);
  }
  return { flags: outcome.flags, flagged: outcome.flagged };
}

async function valuesOf(batch: number, column: string): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    `select ${column} as value from raw_row r join row_link l using (row_key, version)
       left join account a using (account_id) left join person p on p.person_id = l.person_id
      where import_batch_id = $1 order by row_number`,
    [batch],
  );
  return rows.map(({ value }) => value);
}

test('bad input 78: what is no address is left out', async () => {
  const broken = ['yamada', 'a@@b.jp', 'a b@c.jp', '"a b"@c.jp', 'a@b.jp.', `${'x'.repeat(250)}@b.jp`];
  const { flags, values } = await personColumn('メールアドレス', broken);
  assert.deepEqual([flags, values], [broken.map(() => 'E_EMAIL'), broken.map(() => null)]);
});

test('bad input 79: a full-width address is mended and told', async () => {
  const { flags, values } = await personColumn('メールアドレス', ['ｙａｍａｄａ＠ａｏｚｏｒａ－ｂ．ｊｐ']);
  assert.deepEqual([flags, values], [['I_EMAIL_CORRECTED'], ['yamada@aozora-b.jp']]);
});

test('bad input 80: an address with a line break carries no mail header', async () => {
  const cells = ['a@line-x.jp\r\nBcc: c@line-y.jp', 'b@line-z.jp\nX-Header: 1'];
  const { flags, values } = await personColumn('メールアドレス', cells);
  assert.deepEqual(
    [flags, values],
    [
      ['E_EMAIL', 'E_EMAIL'],
      [null, null],
    ],
  );
});

test('bad input 81: of two addresses in a cell both are known, the first one is used', async () => {
  const { flags, values } = await personColumn('メールアドレス', ['a@two-x.jp; b@two-x.jp', 'c@two-y.jp\nd@two-y.jp']);
  assert.deepEqual(
    [flags, values],
    [
      ['E_EMAIL_MULTIPLE', 'E_EMAIL_MULTIPLE'],
      ['a@two-x.jp', 'c@two-y.jp'],
    ],
  );
});

test('bad input 82: addresses of desks and throw-away addresses are taken and told', async () => {
  const { flags, values } = await personColumn('メールアドレス', ['info@desk-x.jp', 'taro@mailinator.com']);
  assert.deepEqual(
    [flags, values],
    [
      ['I_EMAIL_ROLE', 'W_EMAIL_DISPOSABLE'],
      ['info@desk-x.jp', 'taro@mailinator.com'],
    ],
  );
});

test('bad input 83: a domain is found in any web address; an address of a machine is left out', async () => {
  const cells = [
    'https://www.dom-a.co.jp/about?x=1',
    'WWW.DOM-B.CO.JP.',
    'http://dom-c.co.jp:8080',
    'ｄｏｍ－ｄ．ｊｐ',
    'https://例え.jp/',
    'https://xn--r8jz45g.jp/',
    '127.0.0.1',
    'localhost',
  ];
  const { flags, values } = await companyColumn('URL', cells, 'domain');
  assert.deepEqual(flags, ['E_DOMAIN', 'E_DOMAIN']);
  assert.deepEqual(values, [
    'dom-a.co.jp',
    'dom-b.co.jp',
    'dom-c.co.jp',
    'dom-d.jp',
    'xn--r8jz45g.jp',
    'xn--r8jz45g.jp',
    null,
    null,
  ]);
});

test('bad input 84: free mail tells no company apart', async () => {
  const { flags, values } = await companyColumn('URL', ['https://gmail.com', 'http://www.gmail.com/'], 'domain');
  assert.deepEqual(
    [flags, values],
    [
      ['I_DOMAIN_SHARED', 'I_DOMAIN_SHARED'],
      [null, null],
    ],
  );
});

test('bad input 85: addresses that run as a script are not kept', async () => {
  const { flags, values } = await companyColumn('URL', ['javascript:alert(1)', 'data:text/html,x'], 'website');
  assert.deepEqual(
    [flags, values],
    [
      ['E_URL_SCHEME', 'E_URL_SCHEME'],
      [null, null],
    ],
  );
});

const dates: [number, string, string, string | null, string[]][] = [
  [86, 'a day that does not exist', '2024/2/30', null, ['E_DATE_INVALID']],
  [86, 'a month that does not exist', '13/13/2024', null, ['E_DATE_INVALID']],
  [87, 'an order that cannot be told', '03/04/05', null, ['E_DATE_AMBIGUOUS']],
  [88, 'a Japanese year', '令和6年5月1日', '2024-05-01', []],
  [88, 'a Japanese year in short', 'R6.5.1', '2024-05-01', []],
  [88, 'a day after its era', '昭和64年1月8日', null, ['E_DATE_INVALID']],
  [89, 'an hour that does not exist', '2024-13-01T25:00', null, ['E_DATE_INVALID']],
  [89, 'a time past midnight', '2024-03-01T24:30:00Z', null, ['E_DATE_INVALID']],
  [89, 'an offset that does not exist', '2024-03-01T10:00:00+99:99', null, ['E_DATE_INVALID']],
  [89, 'a time without an offset is Japanese time', '2026-03-31 23:30', '2026-03-31', []],
  [89, 'a time with an offset becomes the Japanese day', '2026-03-31T23:30:00Z', '2026-04-01', []],
  [90, 'the hour that summer time of 1949 left out keeps its day', '1949-04-03 00:30', '1949-04-03', []],
  [90, 'the hour that New York left out', '2026-03-08T02:30:00-05:00', '2026-03-08', []],
  [91, 'the year 1', '0001/1/1', null, ['E_DATE_RANGE']],
  [91, 'the year 9999', '9999/12/31', null, ['E_DATE_RANGE']],
  [91, 'the year 20240', '20240/1/1', null, ['E_DATE_RANGE']],
];
for (const [number, name, cell, expected, codes] of dates)
  test(`bad input ${number}: ${name}: ${cell}`, async () => {
    const { flags, values } = await companyColumn('口座開設日', [cell], 'trade_account_opened_on');
    assert.deepEqual([values, flags], [[expected], codes]);
  });

const amounts: [number, string, number | null, string[]][] = [
  [92, '１，２３４', 1234, []],
  [92, '¥1,234', 1234, []],
  [92, '1.234,56', null, ['E_NUMBER_AMBIGUOUS']],
  [92, '(1,234)', -1234, []],
  [92, '約100万円', null, ['E_NUMBER_AMBIGUOUS']],
  [92, '1e400', null, ['E_NUMBER_INVALID']],
  [92, 'NaN', null, ['E_NUMBER_INVALID']],
  [92, '-0', 0, []],
  [93, '9007199254740993', null, ['E_NUMBER_RANGE']],
  [93, '99999999999999999999', null, ['E_NUMBER_RANGE']],
  [93, '9007199254740991', Number.MAX_SAFE_INTEGER, []],
];
for (const [number, cell, expected, codes] of amounts)
  test(`bad input ${number}: the amount ${cell}`, async () => {
    const { flags, values } = await companyColumn('売上高', [cell], 'revenue_yen');
    assert.deepEqual([values.map((value) => (value === null ? null : Number(value))), flags], [[expected], codes]);
  });

test('bad input 93: a count beyond its column is not cut, a long key stays as it is written', async () => {
  const { flags, values } = await companyColumn('従業員数', ['99999999999', '1.5万人', '2,000,000,000'], 'employees');
  assert.deepEqual([flags, values], [['E_NUMBER_RANGE'], [null, 15_000, 2_000_000_000]]);
  const { batch } = await outcomeOf(database, companyFile('90071992547409931234,長い番号の会社,,'));
  const { rows } = await database.pool.query('select external_key from raw_row where import_batch_id = $1', [batch]);
  assert.deepEqual(rows, [{ external_key: '90071992547409931234' }]);
});

test('bad input 94: 非公開 is empty, a range keeps its lower end with a note', async () => {
  const { flags, values } = await companyColumn('従業員数', ['非公開', '－', '該当なし', '100〜300名'], 'employees');
  assert.deepEqual([flags, values], [['I_RANGE'], [null, null, null, 100]]);
});

test('bad input 95: yes and no as people write them', async () => {
  const yes = ['はい', '有', '○', 'TRUE', '1', 'x', 'Ｙｅｓ'];
  const no = ['いいえ', '無', '×', 'FALSE', '0', 'no', ''];
  const { flags, values } = await personColumn('配信停止', [...yes, ...no], 'may_mail');
  assert.deepEqual([flags, values], [[], [...yes.map(() => false), ...no.map(() => null)]]);
});

test('bad input 96: an unknown option is left out with the nearest ones', async () => {
  const { flagged, values } = await personColumn('配信停止', ['Yess', '配信可能', 'たぶん'], 'may_mail');
  assert.deepEqual(
    flagged.map(({ code, given, choices }) => [code, given, choices?.[0], choices?.length]),
    [
      ['E_OPTION_UNKNOWN', 'Yess', 'yes', 3],
      ['E_OPTION_UNKNOWN', '配信可能', '配信可', 3],
      ['E_OPTION_UNKNOWN', 'たぶん', flagged[2]!.choices![0], 3],
    ],
  );
  assert.match(flagWords(flagged[0]!).ja, /「配信停止」の「Yess」: 選択肢にない値です。近いもの: yes、/);
  assert.match(flagWords(flagged[0]!).en, /^Opted out: “Yess” is none of the choices\./);
  assert.deepEqual(values, [null, null, null]);
});

test('bad input 97: broken characters refuse their row, marks go, the rest stays', async () => {
  const { names, rejected } = await outcomeOf(
    database,
    companyFile(
      'K1,\u202e青空\u200b商事,,',
      'K2,𠮷野商店😀,,',
      'K3,か\u3099き商会,,',
      'K4,青\ufdd0空,,',
      'K5,青\ufffd空,,',
    ),
  );
  assert.deepEqual(
    names.map((name) => name.normalize('NFC')),
    ['青空商事', '𠮷野商店😀', 'がき商会'],
  );
  assert.deepEqual(rejected, ['E_BAD_CHARACTER', 'E_BAD_BYTES']);
});

const inert: [number, string][] = [
  [98, '<script>alert(1)</script>'],
  [98, '"><img onerror=alert(1)>'],
  [98, '{{7*7}}商会'],
  [98, '${x}商会'],
  [99, "=cmd|'/c calc'!A1"],
  [99, '+1+1'],
  [99, '@SUM(A1)'],
  [99, '＝1+1商会'],
  [100, "'; drop table account; --"],
];
for (const [number, text] of inert)
  test(`bad input ${number}: ${text} stays text and leaves without running`, async () => {
    const { names } = await outcomeOf(database, companyFile(`K1,${quoted(text)},,`));
    assert.deepEqual(names, [text]);
    assert.doesNotMatch(safeCell(text), /^[=+\-@\t\r＝＋－＠]/);
  });

test('bad input 99: a formula behind a tab is text without the tab', async () =>
  assert.deepEqual((await outcomeOf(database, companyFile('K1,"\t=1+1",,'))).names, ['=1+1']));

test('a registration for qualified invoices is T and the 法人番号', async () => {
  const { flags, values } = await companyColumn('インボイス登録番号', ['T4011001098993', ''], 'corporate_number');
  assert.deepEqual(flags, []);
  assert.deepEqual(values, ['4011001098993', null]);
});

test('a registration of a sole trader is no 法人番号 and no slip of one', async () => {
  const { flags, values } = await companyColumn(
    '法人番号',
    ['T4011001098993', 'T4011001098992', 'Ｔ ４０１１００１０９８９９２', '4011001098992'],
    'corporate_number',
  );
  assert.deepEqual(flags, ['E_TRADER_NUMBER', 'E_TRADER_NUMBER', 'E_CORPORATE_NUMBER']);
  assert.deepEqual(values, ['4011001098993', null, null, null]);
});
