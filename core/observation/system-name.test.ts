import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differenceOf, keyFormat, proposeSystemName } from './system-name.ts';

const crm = { columns: ['会社コード', '会社名', '住所', '業種'], keys: ['C0001', 'C0002'] };

for (const [what, other, expected] of [
  ['the next export of the same system', { ...crm, keys: ['C0999'] }, undefined],
  ['one more column', { columns: [...crm.columns, '電話番号'], keys: ['C0001'] }, undefined],
  [
    'the same columns in other letters',
    { columns: [' 会社コード', '会社名', '住所', '業種'], keys: ['Ｃ0003'] },
    undefined,
  ],
  [
    'other columns, the same keys',
    { columns: ['得意先コード', '会社名', '与信枠', '締日'], keys: ['C0001'] },
    'columns',
  ],
  ['the same columns, other keys', { ...crm, keys: ['10001', '10002'] }, 'keys'],
  ['one key of many that is built alike', { ...crm, keys: ['10001', 'C0300'] }, undefined],
  ['no keys at all', { columns: ['社名', 'メモ'], keys: [] }, undefined],
] as const)
  test(`two files of one system name: ${what}`, () => {
    assert.equal(differenceOf(crm, other), expected);
    assert.equal(differenceOf(other, crm), expected);
  });

test('numbers of any length are one format, letters tell another', () => {
  assert.deepEqual(['C-0012', 'c-9', '10012', 'K-1'].map(keyFormat), ['c-9', 'c-9', '9', 'k-9']);
});

test('a name is proposed from the file name, else the name in use gets a number', () => {
  const taken = new Set(['csv', 'erp', 'csv-2']);
  assert.equal(proposeSystemName('Kintone_customers_20260401.csv', 'csv', taken), 'kintone-customers');
  assert.equal(proposeSystemName('得意先一覧.xlsx', 'csv', taken), 'csv-3');
  assert.equal(proposeSystemName('ERP.csv', 'csv', taken), 'erp-2');
});

test('a proposed name may be used as it is and is not taken', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.array(fc.constantFrom('csv', 'csv-2', 'a', 'a-2')), (file, names) => {
      const proposed = proposeSystemName(file, 'csv', new Set(names));
      assert.match(proposed, /^[a-z0-9_-]{1,40}$/);
      assert.ok(!names.includes(proposed as never));
    }),
  ));
