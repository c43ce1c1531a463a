import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePersonName } from './name.ts';
import { familyReadings, givenReadings } from './readings.ts';

test('a kanji name has every usual reading', () => {
  assert.deepEqual(familyReadings('中田'), ['nakata', 'nakada']);
  assert.deepEqual(givenReadings('恵'), ['megumi', 'ke']);
});
test('旧姓 is kept, foreign katakana is taken apart at its dot', () => {
  assert.equal(parsePersonName({ full: '佐藤 太郎（旧姓：鈴木）' })?.formerFamily, '鈴木');
  assert.equal(parsePersonName({ full: 'バラック・ヤマダ' })?.given, 'ヤマダ');
});
