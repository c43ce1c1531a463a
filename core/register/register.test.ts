import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { corporationOf } from './corporation-of.ts';
import type { NameCarrier } from './name-carrier.ts';
import { foldRegisterRows, isLater, readRegisterRow, type RegisterRow } from './register-row.ts';

const carrier = (
  corporateNumber: string,
  writtenName: string,
  place: readonly [string, string, string],
): NameCarrier => ({
  corporateNumber,
  writtenName,
  isFormer: false,
  prefecture: place[0],
  city: place[1],
  street: place[2],
  postalCode: null,
});
const tokyo = ['東京都', '千代田区', '麹町５丁目４番地'] as const;
const osaka = ['大阪府', '大阪市北区', '梅田１丁目２番３号'] as const;
const carriers = [
  carrier('1', '株式会社アシスト', tokyo),
  carrier('2', '株式会社アシスト', osaka),
  carrier('3', '有限会社アシスト', osaka),
];
const row = (name: string, address?: string) => ({
  name: parseCompanyName(name),
  address: address ? parseAddress([address]) : undefined,
});

for (const [name, address, wanted] of [
  ['㈱アシスト', '東京都千代田区麹町5-4', '1'],
  ['アシスト', '大阪府大阪市北区梅田1-2-3', undefined],
  ['㈱アシスト', '大阪府大阪市北区梅田1-2-3', '2'],
  ['㈱アシスト', undefined, undefined],
  ['(有)アシスト', undefined, '3'],
  ['(有)アシスト', '東京都港区芝1-1', undefined],
  ['合同会社アシスト', '東京都千代田区麹町5-4', undefined],
] as const)
  test(`the register reads ${name} at ${address ?? 'no address'} as ${wanted ?? 'nobody'}`, () =>
    assert.equal(corporationOf(row(name, address), carriers, true), wanted));

test('a part of the register tells who sits in a town, not that nobody else carries a name', () => {
  assert.equal(corporationOf(row('(有)アシスト'), carriers, false), undefined);
  assert.equal(corporationOf(row('㈱アシスト', '東京都千代田区麹町5-4'), carriers, false), '1');
});

const given = fc.record({
  updatedOn: fc.constantFrom('2021-01-01', '2021-02-01'),
  changedOn: fc.constantFrom('2020-01-01', '2020-02-01', undefined),
  isLatest: fc.boolean(),
  name: fc.constantFrom('青空', '緑', '海'),
});
const rowOf = (some: {
  updatedOn: string;
  changedOn: string | undefined;
  isLatest: boolean;
  name: string;
}): RegisterRow => ({
  corporateNumber: '4011001098993',
  kana: undefined,
  englishName: undefined,
  kind: undefined,
  prefecture: undefined,
  city: undefined,
  street: undefined,
  postalCode: undefined,
  closedOn: undefined,
  closedCause: undefined,
  successorNumber: undefined,
  process: '01',
  ...some,
});

test('of several rows the latest stays, and every other name is a former one', () => {
  fc.assert(
    fc.property(fc.array(given, { minLength: 1, maxLength: 6 }), (some) => {
      const rows = some.map(rowOf);
      const { latest, formerNames } = foldRegisterRows(rows);
      const winner = latest.get('4011001098993')!;
      assert.ok(rows.every((other) => !isLater(other, winner)));
      const names = new Set([winner.name, ...formerNames.map(({ name }) => name)]);
      assert.deepEqual([...names].sort(), [...new Set(rows.map(({ name }) => name))].sort());
      assert.ok(formerNames.every(({ name }) => rows.some((other) => other.name === name)));
    }),
  );
});

test('no row is later than itself, and of two different states at most one is later', () => {
  fc.assert(
    fc.property(given, given, (one, other) => {
      assert.equal(isLater(rowOf(one), rowOf(one)), false);
      assert.ok(!(isLater(rowOf(one), rowOf(other)) && isLater(rowOf(other), rowOf(one))));
    }),
  );
});

test('a row that says nothing tells why', () => {
  const cells =
    '1,4011001098993,01,0,2021-07-14,2015-10-05,青空,,301,東京都,千代田区,麹町,,13,101,1020083,,,,,,,2015-10-05,1,,,,,アオゾラ,0'.split(
      ',',
    );
  assert.equal((readRegisterRow(cells) as RegisterRow).name, '青空');
  const changed = (column: number, text: string) => readRegisterRow(cells.with(column, text));
  assert.equal(changed(1, '4011001098994'), 'number');
  assert.equal(changed(6, ' '), 'name');
  assert.equal(changed(4, '2021/07/14'), 'date');
  assert.equal(readRegisterRow(cells.slice(1)), 'columns');
});
