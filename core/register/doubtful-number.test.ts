import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtOfNumber, type Called, type NumberDoubt } from './doubtful-number.ts';

const called = (name: string, more: Partial<Called> = {}): Called => ({
  name,
  formerNames: [],
  kana: null,
  englishName: null,
  ...more,
});

const cases: readonly [ours: Called, registered: Called, expected: NumberDoubt | undefined][] = [
  [called('(株)青空商事'), called('株式会社青空商事'), undefined],
  [called('髙橋製作所'), called('株式会社高橋製作所'), undefined],
  [called('アオゾラ商事'), called('あおぞら商事株式会社'), undefined],
  [called('青空商事 東京支店'), called('青空商事株式会社'), undefined],
  // Only the English name or the reading of the register tells that it is right.
  [called('Aozora Trading'), called('青空商事株式会社', { englishName: 'Aozora Trading Co., Ltd.' }), undefined],
  [called('アオゾラシヨウジ'), called('青空商事株式会社', { kana: 'アオゾラショウジ' }), undefined],
  [called('Aozora Trading'), called('青空商事株式会社'), undefined],
  [called('緑電機'), called('株式会社ミドリテック', { formerNames: ['緑電機株式会社'] }), undefined],
  [called('ミドリテック', { formerNames: ['緑電機'] }), called('緑電機株式会社'), undefined],
  [called('緑工業'), called('青空商事株式会社'), 'other_name'],
  // The number of the holding beside the company, and of one of its sisters.
  [called('青空商事'), called('青空商事ホールディングス株式会社'), 'other_name'],
  [called('青空東日本'), called('青空西日本株式会社'), 'other_name'],
];
for (const [ours, registered, expected] of cases)
  test(`${ours.name} with the number of ${registered.name}: ${expected ?? 'no doubt'}`, () =>
    assert.equal(doubtOfNumber(ours, registered, true), expected));

test('only the whole register tells that there is no such number', () => {
  assert.equal(doubtOfNumber(called('青空商事'), undefined, true), 'unknown');
  assert.equal(doubtOfNumber(called('青空商事'), undefined, false), undefined);
});
