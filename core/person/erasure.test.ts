import assert from 'node:assert/strict';
import { test } from 'node:test';
import { erasedCell, erasedMark, isErasedRow } from './erasure.ts';

test('an erased cell keeps what tells of the company', () => {
  for (const [field, cell, expected] of [
    ['personName', '山田 太郎', erasedMark],
    ['familyName', '山田', erasedMark],
    ['givenName', '太郎', ''],
    ['email', 't.yamada@aozora.co.jp', 'mori-erased@aozora.co.jp'],
    [
      'email',
      'Taro <T.Yamada@Aozora.co.jp>; taro@mail.aozora.co.jp',
      'mori-erased@aozora.co.jp; mori-erased@mail.aozora.co.jp',
    ],
    ['email', 't.yamada@aozora.co.jp', 'mori-erased@aozora.co.jp'],
    ['email', 'ヤマダ', erasedMark],
    ['mobile', '090-1111-2222', ''],
    ['subject', '山田様と打合せ', ''],
    ['companyName', '青空商事', '青空商事'],
    ['companyPhone', '03-1234-5679', '03-1234-5679'],
    ['personName', ' ', ' '],
    [undefined, '趣味はゴルフ', ''],
  ] as const)
    assert.equal(erasedCell(field, cell), expected, `${field} ${cell}`);
});

test('an erased row is known by its name or its address', () => {
  assert.ok(isErasedRow(['青空商事', erasedMark]));
  assert.ok(isErasedRow(['青空商事', 'mori-erased@aozora.co.jp']));
  assert.ok(!isErasedRow(['青空商事', '山田 太郎', 't.yamada@aozora.co.jp']));
});
