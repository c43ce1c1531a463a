import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDepartment } from '#core/company/department.ts';
import { parsePersonName } from './name.ts';
import { parseTitle } from './title.ts';

test('names are split by space, by family name, by length', () => {
  assert.deepEqual(
    ['山田　太郎 様', '長谷川健', '佐藤花子', 'SATO Taro', 'Taro Sato', 'Sato, Taro'].map((full) => {
      const name = parsePersonName({ full })!;
      return `${name.family}|${name.given}`;
    }),
    ['山田|太郎', '長谷川|健', '佐藤|花子', 'SATO|Taro', 'Sato|Taro', 'Sato|Taro'],
  );
});
test('family names of one, three and four characters are told from given ones', () => {
  assert.deepEqual(
    ['森健一', '森川健太', '関口誠', '勅使河原太郎', '長谷部誠', '小笠原一郎', '辻花子', '武者小路実'].map((full) => {
      const name = parsePersonName({ full })!;
      return `${name.family}|${name.given}`;
    }),
    ['森|健一', '森川|健太', '関口|誠', '勅使河原|太郎', '長谷部|誠', '小笠原|一郎', '辻|花子', '武者小路|実'],
  );
});
test('old kanji do not make another person, display keeps them', () => {
  const name = parsePersonName({ full: '髙橋 邊' })!;
  assert.deepEqual([name.display, name.key], ['髙橋 邊', '高橋辺']);
});
test('placeholders are nobody', () => {
  for (const full of [
    'ご担当者様',
    'ご担当者',
    '不明',
    '未入力',
    '匿名',
    'お名前',
    '採用ご担当',
    '代表者',
    'N/A',
    '?',
    '各位',
    'test',
    '－',
    'テスト',
  ])
    assert.equal(parsePersonName({ full }), undefined, full);
});
const titles: [string, number | undefined][] = [
  ['代表取締役社長', 10],
  ['執行役員', 8],
  ['執行役員 兼 営業本部長', 8],
  ['部長', 6],
  ['副部長', 5],
  ['部長代理', 5],
  ['課長補佐', 3],
  ['主任', 2],
  ['担当', 1],
  ['顧問', undefined],
  ['元部長', undefined],
  ['General Manager', 6],
  ['Assistant to the President', undefined],
  ['チーフエンジニア', 2],
  ['アシスタントマネージャー', 3],
  ['サブリーダー', 1],
  ['業務執行社員', 10],
  ['執行役社長', 10],
  ['支配人', 6],
  ['GL', 4],
  ['学部長', 7],
  ['園長', 10],
  ['', undefined],
];
for (const [raw, rank] of titles)
  test(`title ${raw || '(empty)'} has rank ${rank}`, () => assert.equal(parseTitle(raw).rank, rank));
test('departments know their function and ordinals move', () => {
  assert.equal(parseDepartment('情報システム部')?.function, 'it');
  assert.equal(parseDepartment('生産技術課')?.function, 'production_engineering');
  assert.equal(parseDepartment('第一営業部')?.key, parseDepartment('営業1部')?.key);
});
test('what is written around a name is no part of it', () => {
  for (const [full, family, given] of [
    ['鈴木(旧姓 佐藤) 花子', '鈴木', '花子'],
    ['佐藤太郎部長', '佐藤', '太郎'],
    ['林部長', '林', ''],
    ['高橋 一郎 課長代理', '高橋', '一郎'],
    ['佐藤_太郎', '佐藤', '太郎'],
    ['佐藤/太郎', '佐藤', '太郎'],
    ['Mr. Taro Sato', 'Sato', 'Taro'],
    ['Taro Yamada, Jr.', 'Yamada', 'Taro'],
    ['Dr. Sato', 'Sato', ''],
    ['Sato Taro', 'Sato', 'Taro'],
    ['Ohno Yuichi', 'Ohno', 'Yuichi'],
    ['Taro Ohno', 'Ohno', 'Taro'],
    ['ワタナベケンイチ', 'ワタナベ', 'ケンイチ'],
    ['ｻﾄｳﾀﾛｳ', 'ｻﾄｳ', 'ﾀﾛｳ'],
    ['はせがわゆうこ', 'はせがわ', 'ゆうこ'],
  ] as const) {
    const name = parsePersonName({ full });
    assert.deepEqual([name?.family, name?.given], [family, given], full);
  }
  for (const full of ['営業ご担当者様', '総務部 御中', '採用担当', 'テスト太郎', 'test user'])
    assert.equal(parsePersonName({ full }), undefined, full);
  assert.equal(parsePersonName({ full: 'Testa Maria' })?.family, 'Maria');
});

test('entities in a name are its characters', () => {
  assert.equal(parsePersonName({ full: '&#39640;橋 太郎' })?.display, '高橋 太郎');
  assert.equal(parsePersonName({ full: '&#x9ad8;橋 太郎' })?.key, parsePersonName({ full: '高橋 太郎' })?.key);
});
