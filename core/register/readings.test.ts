import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { corporationOf } from './corporation-of.ts';
import { readingsOf } from './readings.ts';
import type { NameCarrier, ReadingKind } from './name-carrier.ts';

const tokyo = ['東京都', '千代田区', '麹町５丁目４番地'] as const;
const osaka = ['大阪府', '大阪市北区', '梅田１丁目２番３号'] as const;
const carrier = (
  corporateNumber: string,
  writtenName: string,
  [prefecture, city, street]: readonly [string, string, string],
): NameCarrier => ({ corporateNumber, writtenName, isFormer: false, prefecture, city, street, postalCode: null });
const row = (name: string, address?: string) => ({
  name: parseCompanyName(name),
  address: address ? parseAddress([address]) : undefined,
});
const readAs = (
  corporateNumber: string,
  writtenName: string,
  [by, text]: readonly [ReadingKind, string],
  place: readonly [string, string, string],
  isFormer = false,
): NameCarrier => ({ ...carrier(corporateNumber, writtenName, place), isFormer, reading: { by, text } });
const [inTokyo, inOsaka, inYokohama] = [
  '東京都千代田区麹町5-4',
  '大阪府大阪市北区梅田1-2-3',
  '神奈川県横浜市西区みなとみらい2-3-1',
];
/** One alone that is read アオゾラセイキ, two ミドリ, one of each form ミナト, one that was once. */
const readers = {
  seiki: [readAs('11', '株式会社青空精機', ['kana', 'アオゾラセイキ'], tokyo)],
  midori: [
    readAs('12', '株式会社緑', ['kana', 'ミドリ'], tokyo),
    readAs('13', '株式会社美鳥', ['kana', 'ミドリ'], osaka),
  ],
  minato: [
    readAs('14', '株式会社湊', ['kana', 'ミナト'], tokyo),
    readAs('15', '有限会社港', ['kana', 'ミナト'], tokyo),
  ],
  hoshi: [
    readAs('16', '株式会社星', ['kana', 'ホシ'], tokyo),
    readAs('17', '株式会社干物本舗', ['kana', 'ホシ'], tokyo, true),
  ],
  english: [readAs('18', '株式会社青空精機', ['english', 'AOZORA SEIKI CO., LTD.'], tokyo)],
  /** Written in kana elsewhere, and read so in Tokyo. */
  asahi: [
    carrier('19', '株式会社アサヒ', osaka),
    readAs('19', '株式会社アサヒ', ['kana', 'アサヒ'], osaka),
    readAs('20', '株式会社旭', ['kana', 'アサヒ'], tokyo),
  ],
  /** Written so elsewhere in Tokyo by one alone. */
  aoyama: [
    carrier('24', '株式会社アオヤマ', ['東京都', '台東区', '上野１丁目']),
    readAs('25', '株式会社青山', ['kana', 'アオヤマ'], tokyo),
  ],
  abe: [readAs('21', '株式会社阿部商店', ['kana', 'アベショウテン'], tokyo)],
} as const;

for (const [name, whose, address, wanted] of [
  ['カブシキガイシャアオゾラセイキ', 'seiki', undefined, '11'],
  ['ｶ)ｱｵｿﾞﾗｾｲｷ', 'seiki', undefined, '11'],
  ['あおぞらせいき', 'seiki', inTokyo, '11'],
  ['アオゾラセイキ', 'seiki', inOsaka, undefined],
  ['有限会社アオゾラセイキ', 'seiki', inTokyo, undefined],
  ['アオゾラ精機', 'seiki', inTokyo, '11'],
  ['ミドリ', 'midori', undefined, undefined],
  ['ミドリ', 'midori', inTokyo, '12'],
  ['ミドリ', 'midori', inOsaka, '13'],
  ['ミドリ', 'midori', inYokohama, undefined],
  ['ミナト', 'minato', inTokyo, undefined],
  ['(株)ミナト', 'minato', inTokyo, '14'],
  ['ホシ', 'hoshi', inTokyo, '16'],
  ['ホシ', 'hoshi', undefined, undefined],
  ['AOZORA SEIKI CO., LTD.', 'english', undefined, '18'],
  ['Aozora Seiki', 'english', undefined, '18'],
  ['Aozora Seiki Inc.', 'english', inTokyo, '18'],
  ['Aozora Seiki', 'english', inOsaka, undefined],
  ['Aozora Seiki GmbH', 'english', undefined, undefined],
  ['アオゾラ精機', 'english', undefined, '18'],
  ['アサヒ', 'asahi', undefined, '19'],
  ['アサヒ', 'asahi', inOsaka, '19'],
  ['アサヒ', 'asahi', inTokyo, '20'],
  ['アサヒ', 'asahi', inYokohama, undefined],
  ['アオヤマ', 'aoyama', '東京都港区芝1-1', '24'],
  ['アオヤマ', 'aoyama', inTokyo, '25'],
  ['株式会社安部商店', 'abe', inTokyo, undefined],
  ['アベショウテン', 'abe', inTokyo, '21'],
] as const)
  test(`${name} at ${address ?? 'no address'} is read among ${whose} as ${wanted ?? 'nobody'}`, () =>
    assert.equal(corporationOf(row(name, address), readers[whose], true), wanted));

test('a part of the register tells who is read so in a town, not that nobody else is', () => {
  assert.equal(corporationOf(row('アオゾラセイキ'), readers.seiki, false), undefined);
  assert.equal(corporationOf(row('アオゾラセイキ', inTokyo), readers.seiki, false), '11');
});

test('an English name goes before furigana, and a name as it is written before both', () => {
  const both = [...readers.english, readAs('22', '株式会社蒼空精機', ['kana', 'アオゾラセイキ'], tokyo)];
  const seen = row('アオゾラセイキ', inTokyo);
  assert.equal(corporationOf(seen, both, true), '18');
  assert.equal(corporationOf(seen, [...both, carrier('23', 'アオゾラセイキ株式会社', tokyo)], true), '23');
});

for (const [name, attributes, isFound, wanted] of [
  ['株式会社青空', {}, false, []],
  ['アオゾラ精機', {}, false, []],
  ['アオゾラ精機', { kana: 'アオゾラセイキ' }, false, ['kana アオゾラセイキ']],
  ['アオゾラ精機', { kana: 'アオゾラセイキ' }, true, []],
  ['㈱ｱｵｿﾞﾗ', {}, false, ['kana アオゾラ']],
  ['㈱ｱｵｿﾞﾗ', { englishName: 'Blue Sky' }, true, ['kana アオゾラ']],
  ['Aozora & Co., Ltd.', {}, true, ['english aozora']],
  ['AOZORA 21', { kana: 'あおぞら' }, false, ['english aozora21', 'kana アオゾラ']],
  ['株式会社青空', { kana: '青空', englishName: 'Aozora Inc.' }, false, ['english aozora']],
  ['2020', {}, false, []],
] as const)
  test(`${name} with ${JSON.stringify(attributes)}, ${isFound ? 'found' : 'not found'} as written, asks for ${wanted.join(', ') || 'no reading'}`, () =>
    assert.deepEqual(
      readingsOf({ name: parseCompanyName(name), attributes }, isFound).map(({ by, loose }) => `${by} ${loose}`),
      wanted,
    ));
