import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CompanyCode, parseCompanyCode } from './company-code.ts';
import { isSlipOf, parseCorporateNumber, parseMisreadNumber } from './corporate-number.ts';

const cells: readonly (readonly [CompanyCode, string, string | undefined])[] = [
  ['tdbCode', '985012345', '985012345'],
  ['tdbCode', '９８５-０１２３４５', '985012345'],
  ['tdbCode', '85012345', '085012345'],
  ['tdbCode', '000000000', undefined],
  ['tdbCode', '123456789', undefined],
  ['tdbCode', '12345', undefined],
  ['tdbCode', '9850123456', undefined],
  ['tsrCode', '29-0123456', '290123456'],
  ['dunsNumber', '69-055-1234', '690551234'],
  ['dunsNumber', '99-999-9999', undefined],
  ['lei', '5493 006W 3QUS 5LMH 6R84', '5493006W3QUS5LMH6R84'],
  ['lei', '5493006w3qus5lmh6r84', '5493006W3QUS5LMH6R84'],
  ['lei', '5493006W3QUS5LMH6R85', undefined],
  ['lei', '5493006W3QUS5LMH6R', undefined],
  ['edinetCode', 'Ｅ０１２３４', 'E01234'],
  ['edinetCode', 'e01234', 'E01234'],
  ['edinetCode', 'E1234', undefined],
];
for (const [code, given, wanted] of cells)
  test(`${code} ${given}`, () => assert.equal(parseCompanyCode(code, given), wanted));

test('an LEI with a digit for another digit, or a letter for another letter, is none', () => {
  const lei = '5493006W3QUS5LMH6R84';
  const isDigit = (sign: string) => /\d/.test(sign);
  fc.assert(
    fc.property(fc.nat(19), fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), (place, sign) => {
      fc.pre(lei[place] !== sign && isDigit(lei[place]!) === isDigit(sign));
      assert.equal(parseCompanyCode('lei', `${lei.slice(0, place)}${sign}${lei.slice(place + 1)}`), undefined);
    }),
  );
});

const valid = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 })
  .map((digits) => parseCorporateNumber(digits.join(''))!);

test('a number with one digit written otherwise, or two neighbours swapped, is a slip of it; with two others it is not', () => {
  fc.assert(
    fc.property(valid, fc.nat(12), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
      const other = String((Number(number[place]) + shift) % 10);
      const misread = `${number.slice(0, place)}${other}${number.slice(place + 1)}`;
      assert.ok(isSlipOf(misread, number));
      assert.equal(isSlipOf(number, number), false);
      const far = (place + 3) % 13;
      const twice = `${misread.slice(0, far)}${(Number(misread[far]) + 1) % 10}${misread.slice(far + 1)}`;
      assert.equal(isSlipOf(twice, number), false);
    }),
  );
  assert.ok(isSlipOf('4101001098993', '4011001098993'));
  assert.equal(isSlipOf('401100109899', '4011001098993'), false);
});

test('of a cell that is no 法人番号 thirteen digits are kept, unless they were only filled in', () => {
  for (const [given, wanted] of [
    ['5011001098993', '5011001098993'],
    ['５０１１-００１０-９８９９-３', '5011001098993'],
    ['4011001098993', undefined],
    ['9999999999999', undefined],
    ['1111111111112', undefined],
    ['50110010', undefined],
  ] as const)
    assert.equal(parseMisreadNumber(given), wanted, given);
});
