import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownPeopleOf, ownPersonOf } from './nominator.ts';
import { readWishText, writeWishText, type WishLine } from './wish-lines.ts';

const pasted: [string, string, WishLine[], boolean][] = [
  ['names alone', '青葉精機\n\n 北斗電子 \r\n', [{ text: '青葉精機' }, { text: '北斗電子' }], false],
  [
    'two columns',
    '青葉精機\t高瀬 亮介\n北斗電子\t',
    [{ text: '青葉精機', nominatedBy: '高瀬 亮介' }, { text: '北斗電子' }],
    false,
  ],
  ['the header of a sheet', '会社名\t担当\n青葉精機\t高瀬', [{ text: '青葉精機', nominatedBy: '高瀬' }], false],
  [
    'other columns, with a title above',
    '2026年度 希望\nNo\t担当者(営業)\t企業名\t備考\n1\t高瀬\t青葉精機\t至急',
    [{ text: '青葉精機', nominatedBy: '高瀬' }],
    true,
  ],
  [
    'a third column without a header',
    '青葉精機\t高瀬\t代理店 北商事',
    [{ text: '青葉精機', nominatedBy: '高瀬' }],
    true,
  ],
  [
    'agency and reason under their headers',
    '会社名\t担当\t代理店名\t推薦理由\n青葉精機\t高瀬\t北商事\t新工場の立ち上げ\n北斗電子\t\t\t',
    [{ text: '青葉精機', nominatedBy: '高瀬', agency: '北商事', reason: '新工場の立ち上げ' }, { text: '北斗電子' }],
    false,
  ],
  [
    'the same in English, with a column that is left out',
    'Company\tTier\tAgency\nAoba Seiki\t1:1\tKita Shoji',
    [{ text: 'Aoba Seiki', agency: 'Kita Shoji' }],
    true,
  ],
  ['commas of a name', 'Hanagusa Electric Co., Ltd.', [{ text: 'Hanagusa Electric Co., Ltd.' }], false],
];
for (const [name, text, lines, unread] of pasted)
  test(`a pasted wish list: ${name}`, () => assert.deepEqual(readWishText(text), { lines, unread }));

const titles = { company: '会社名', nominator: '担当', agency: '代理店', reason: '理由' };
for (const lines of [
  [{ text: '青葉精機', nominatedBy: '高瀬' }, { text: '北斗電子' }],
  [
    { text: '青葉精機', agency: '北商事' },
    { text: '北斗電子', nominatedBy: '高瀬', reason: '新工場の 立ち上げ' },
  ],
] satisfies WishLine[][])
  test(`a list that was written out reads back: ${lines.map(({ text }) => text).join()}`, () =>
    assert.deepEqual(readWishText(writeWishText(lines, titles)), { lines, unread: false }));

const ours = ['高瀬 亮介', '白川 奈々', '佐藤 翔', '佐藤 恵', 'Ann Lee'];
const written: [string, string | undefined][] = [
  ['高瀬 亮介', '高瀬 亮介'],
  ['高瀬 亮介', '高瀬 亮介'],
  ['高瀬亮介', '高瀬 亮介'],
  ['高瀬', '高瀬 亮介'],
  ['白川さん', '白川 奈々'],
  ['佐藤', undefined],
  ['佐藤恵', '佐藤 恵'],
  ['田中 一郎', undefined],
  ['高', undefined],
  ['ann lee', 'Ann Lee'],
  ['Ann', undefined],
  ['', undefined],
];
for (const [name, whose] of written)
  test(`「${name}」 is ${whose ?? 'nobody for certain'}`, () => assert.equal(ownPersonOf(name, ours), whose));

test('of two with one family name both could be meant', () =>
  assert.deepEqual(ownPeopleOf('佐藤', ours), ['佐藤 翔', '佐藤 恵']));

test('the same name known from two places is one person', () =>
  assert.equal(ownPersonOf('高瀬', ['高瀬 亮介', '高瀬 亮介']), '高瀬 亮介'));
