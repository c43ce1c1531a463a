import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeXlsx } from 'hucre';
import { bookOf, prepared, sheetOf, textCell, textRow } from '#fixtures/bad-file.ts';
import { shiftJis } from '#fixtures/exports.ts';
import { recogniseHeader } from '../recognise.ts';
import { rowReader } from '../to-observation.ts';

/** Files that are unusual and right: as Japanese offices and their systems write them. */
const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
const columnsOf = (header: readonly string[]) => recogniseHeader(header)?.mapping.columns;

test('cells merged over two rows of a header: each column has its name, no row of names is data', async () => {
  const { header, sample, format } = await prepared(
    csv(
      '会社名,業種,住所,ご担当者,,',
      ',,,氏名,部署,メールアドレス',
      '青空商事,機械,東京都,山田 太郎,営業部,y@aozora.co.jp',
    ),
  );
  assert.deepEqual(header, ['会社名', '業種', '住所', '氏名', '部署', 'メールアドレス']);
  assert.deepEqual([format.headerRow, format.notes, sample.length], [2, ['I_TWO_ROW_HEADER'], 1]);
});

test('a title above several columns tells equal names apart', async () => {
  const { header } = await prepared(
    csv('会社名,本社,,工場,', ',住所,電話番号,住所,電話番号', '青空商事,東京都,03-1234-5679,大阪府,06-1234-5679'),
  );
  assert.deepEqual(header, ['会社名', '住所', '電話番号', '工場 住所', '工場 電話番号']);
  assert.deepEqual(columnsOf(header), { companyName: '会社名', street: '住所', companyPhone: '電話番号' });
});

test('a row of units below the names goes to the names, and amounts are read in them', async () => {
  const { header, sample, format } = await prepared(
    csv('取引先一覧,,,', '会社名,売上高,従業員数,業種', ',（千円）,単位:名,', '青空商事,1234,50,機械'),
  );
  assert.deepEqual(header, ['会社名', '売上高(千円)', '従業員数(単位:名)', '業種']);
  assert.deepEqual([sample[0]?.[0], format.notes], ['青空商事', ['I_TWO_ROW_HEADER', 'I_PREAMBLE']]);
  const { columns, moneyUnits } = recogniseHeader(header)!.mapping;
  assert.deepEqual(
    [columns.revenue, columns.employees, moneyUnits],
    ['売上高(千円)', '従業員数(単位:名)', { revenue: 1000 }],
  );
});

test('one row of names is one row, whatever stands below it', async () => {
  for (const below of ['青空商事,,機械', ',03-1234-5679,', '名称未定,電話,', '株式会社業種,,'])
    assert.equal(
      (await prepared(csv('会社名,電話番号,業種', below, '北斗電子,03-1234-5670,電機'))).format.headerRow,
      1,
      below,
    );
});

test('marks of forms on a header do not hide what it says', () =>
  assert.deepEqual(columnsOf(['※貴社名【必須】', '■お名前', 'メールアドレス（半角）', '★開催日', '【任意】部署名']), {
    companyName: '※貴社名【必須】',
    department: '【任意】部署名',
    personName: '■お名前',
    email: 'メールアドレス（半角）',
    occurredOn: '★開催日',
  }));

test('files that were put behind each other keep their marks out of the cells', async () => {
  const one = '\ufeff"会社名","業種"\r\n"青空商事","機械"\r\n';
  const { header, sample } = await prepared(`${one}${one.replace('青空商事', '北斗, 電子')}`);
  assert.deepEqual(header, ['会社名', '業種']);
  assert.deepEqual(sample, [
    ['青空商事', '機械'],
    ['会社名', '業種'],
    ['北斗, 電子', '機械'],
  ]);
});

test('Eight writes remarks above its header', async () => {
  const header =
    "会社名,部署名,役職,氏名,e-mail,郵便番号,住所,TEL会社,TEL部門,TEL直通,Fax,携帯電話,URL,名刺交換日,Eightでつながっている人,再データ化中の名刺,'?'を含んだデータ";
  const row =
    '青空商事,"",部長,山田太郎,y@aozora.co.jp,1050001,東京都港区1-2-3,03-1234-5679,"","","","090-1234-5679",,2026/05/26,1,"",""';
  const remarks = [
    '02月08日23時00分 JST に生成された名刺リストです。',
    '合計 1 件',
    '*認識できない文字は「?」で代替されます。',
    '',
    '',
  ];
  const { header: found, sample } = await prepared(csv(...remarks, header, row));
  assert.equal(recogniseHeader(found)?.preset.name, 'eight-cards');
  assert.equal(sample[0]?.[3], '山田太郎');
});

test('texts that a system wrote as formulas are those texts', async () => {
  const { header, sample, format } = await prepared(
    csv('会社コード,会社名,電話番号', '="0012",="青空 ""A"" 商事",="0312345679"'),
  );
  const { preset, mapping } = recogniseHeader(header)!;
  const read = rowReader(preset, mapping, header).read(sample[0]!, 1, () => 1);
  assert.ok('company' in read);
  assert.deepEqual(
    [read.row.externalKey, read.company?.name?.raw, read.company?.phones, read.flags, format.notes],
    ['0012', '青空 "A" 商事', ['0312345679'], [], []],
  );
});

test('spaces around quotes belong to no cell; quotes inside cells do', async () => {
  const { header, sample, format } = await prepared(
    csv('会社名, 業種, 電話番号', '"青山, 商事" , "機械, 電機" , "03-1234-5679"', '赤坂 商事, "食品", x'),
  );
  assert.deepEqual(header, ['会社名', '業種', '電話番号']);
  assert.deepEqual(
    [sample, format.notes],
    [
      [
        ['青山, 商事', '機械, 電機', '03-1234-5679'],
        ['赤坂 商事', '食品', 'x'],
      ],
      [],
    ],
  );
  const inside = await prepared(csv('会社名,業種', '"青山, ""赤坂"" , 商事",機械', '北斗 "N" 電子,電機'));
  assert.deepEqual([inside.format.isSpaced, inside.sample[0]], [undefined, ['青山, "赤坂" , 商事', '機械']]);
});

test('a time behind a date hides it neither in the header nor in the cell', () =>
  assert.deepEqual(columnsOf(['会社名', '業種', '登録日時', '最終更新日時']), {
    companyName: '会社名',
    industry: '業種',
    createdOn: '登録日時',
    observedOn: '最終更新日時',
  }));

test('half-width kana of CP932 are no EUC-JP', async () => {
  const { format, sample } = await prepared(
    shiftJis(csv('会社名,フリガナ,業種', '青空,ｱｵｿﾞﾗ,機械', '北斗,ﾎｸﾄﾃﾞﾝｼ,電機')),
  );
  assert.deepEqual([format.encoding, sample[1]], ['shift_jis', ['北斗', 'ﾎｸﾄﾃﾞﾝｼ', '電機']]);
  const kana = await prepared(shiftJis(csv('name,kana,industry', 'A,ｱｵｿﾞﾗ,x', 'B,ﾎｸﾄﾃﾞﾝｼ,y')));
  assert.equal(kana.sample[1]?.[1], 'ﾎｸﾄﾃﾞﾝｼ');
});

const styled = (formatCode: string) => ({
  'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="${formatCode}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>`,
});
const cellOf = async (cell: string, formatCode = '') => {
  const sheet = sheetOf(textRow(1, ['会社名', '従業員数']), `<row r="2">${textCell('A2', '青空商事')}${cell}</row>`);
  return (await prepared(await bookOf(sheet, styled(formatCode)))).sample[0]?.[1];
};

test('a number with words behind it is a number, a date in words is a date', async () => {
  const cell = '<c r="B2" s="1"><v>300</v></c>';
  for (const format of ['General&quot;名&quot;', 'General', '0&quot;年&quot;', '#,##0&quot;円&quot;', '@'])
    assert.equal(await cellOf(cell, format), '300', format);
  for (const format of [
    'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;',
    '[$-411]ggge&quot;年&quot;m&quot;月&quot;',
    'yyyy/m/d;@',
  ])
    assert.equal(await cellOf('<c r="B2" s="1"><v>46113</v></c>', format), '2026-04-01', format);
});

test('numbers as Java writes them are those that Excel shows; a rounded one stays to be told', async () => {
  for (const [saved, shown] of [
    ['1.2345678E7', '12345678'],
    ['7.000012050002E12', '7000012050002'],
    ['-1.0E7', '-10000000'],
    ['300.0', '300'],
    ['0.30000000000000004', '0.3'],
    ['12.5', '12.5'],
    ['1.23457E+12', '1.23457E+12'],
  ] as const)
    assert.equal(await cellOf(`<c r="B2"><v>${saved}</v></c>`), shown);
});

test('a page of remarks in front is not the list; without any list that is known it is the first table', async () => {
  const remarks = [['この資料について'], ['作成日', '2026/4/1'], ['ご不明な点は総務まで']];
  const list = [
    ['会社名', '業種', '電話番号'],
    ['青空商事', '機械', '03-1234-5679'],
  ];
  const unknown = [
    ['a', 'b', 'c'],
    ['1', '2', '3'],
  ];
  const sheetOfBook = async (...sheets: { name: string; rows: string[][]; hidden?: boolean }[]) =>
    (await prepared(Buffer.from(await writeXlsx({ sheets })))).format.sheet;
  assert.equal(await sheetOfBook({ name: '表紙', rows: remarks }, { name: '名簿', rows: list }), '名簿');
  assert.equal(await sheetOfBook({ name: '表紙', rows: remarks }, { name: '集計', rows: unknown }), '表紙');
  assert.equal(await sheetOfBook({ name: '名簿', rows: list }, { name: '旧名簿', rows: list }), '名簿');
  assert.equal(
    await sheetOfBook({ name: '集計', rows: unknown }, { name: '選択肢', rows: list, hidden: true }),
    '集計',
  );
});
