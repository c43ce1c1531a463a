import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareAreaCodes } from '#core/match/compare-contact.ts';
import { prefecturesOfPhone } from './area-codes.ts';
import { prefectures as allPrefectures } from './prefectures.ts';

test('an area code tells the prefectures a line may stand in', () => {
  for (const [phone, prefectures] of [
    ['0312345678', '東京都'],
    ['0612345678', '大阪府 兵庫県'],
    ['0427123456', '東京都 神奈川県'],
    ['0425123456', '東京都'],
    ['0429123456', '埼玉県'],
    ['0471234567', '千葉県'],
    ['0764123456', '富山県'],
    ['0762123456', '石川県'],
    ['0552123456', '山梨県'],
    ['0559123456', '静岡県'],
    ['0827123456', '山口県'],
    ['0823123456', '広島県'],
    ['0888123456', '高知県'],
    ['0886123456', '徳島県'],
    ['0942123456', '福岡県 佐賀県'],
    ['0988123456', '沖縄県'],
    ['0985123456', '宮崎県'],
    ['0201234567', undefined],
    ['09012345678', undefined],
    ['0120123456', undefined],
    ['0570123456', undefined],
    ['05012345678', undefined],
    ['+14155550123', undefined],
  ] as const)
    assert.equal(prefecturesOfPhone(phone)?.join(' '), prefectures, phone);
  const every = new Set(
    Array.from({ length: 10_000 }, (_, code) => `${code}`.padStart(4, '0')).flatMap(
      (code) => prefecturesOfPhone(`${code}123456`) ?? [],
    ),
  );
  assert.deepEqual([...every].sort(), [...allPrefectures].sort());
});

test('an area code speaks against a company that sits elsewhere, and a branch is no conflict', () => {
  const at = (...prefectures: (string | undefined)[]) => prefectures.map((prefecture) => ({ prefecture }));
  assert.equal(compareAreaCodes(['0612345678'], at('東京都')), 'elsewhere');
  assert.equal(compareAreaCodes(['0612345678'], at('東京都', '大阪府')), 'here');
  assert.equal(compareAreaCodes(['0612345678', '0312345678'], at('東京都')), 'here');
  assert.equal(compareAreaCodes(['0612345678'], at('兵庫県')), 'here');
  for (const phone of ['09012345678', '0120123456', '05012345678'])
    assert.equal(compareAreaCodes([phone], at('東京都')), undefined);
  assert.equal(compareAreaCodes(['0612345678'], at(undefined)), undefined);
});
