import assert from 'node:assert/strict';
import { test } from 'node:test';
import { departmentPath } from './department-path.ts';
import { foreignForms } from './latin-form.ts';
import { compareForms } from './legal-form.ts';
import { parseCompanyName } from './name.ts';
import { relationOf } from './protected.ts';
import { companySkeleton } from './skeleton.ts';

test('names in two scripts meet in the skeleton', () => {
  for (const [one, other] of [
    ['エービーシー商事', 'ABC商事'],
    ['エヌ・テイ・テイ・データ', 'NTTデータ'],
    ['アオゾラ・インターナショナル', 'Aozora International'],
    ['A&B企画', 'AアンドB企画'],
    ['Müller', 'Muller'],
  ] as const)
    assert.equal(companySkeleton(parseCompanyName(one).safe), companySkeleton(parseCompanyName(other).safe));
  assert.notEqual(companySkeleton('エビ'), companySkeleton('ab'));
});

test('legal forms go together as the law says', () => {
  assert.equal(compareForms('KK', 'COLTD'), 'compatible');
  assert.equal(compareForms('YK', 'KK'), 'convertible');
  assert.equal(compareForms('GMBH', 'AG'), 'incompatible');
  assert.equal(compareForms('GMK', 'GK'), 'incompatible');
});

test('a foreign form goes with itself alone', () => {
  const codes = [...foreignForms, 'KK', 'COLTD', 'LTD', 'LLC'];
  const together = codes.flatMap((one, index) =>
    codes.slice(index + 1).flatMap((other) => (compareForms(one, other) === 'incompatible' ? [] : [`${one} ${other}`])),
  );
  assert.deepEqual(together, ['PTE PRIVATE', 'PVT PRIVATE', 'KK COLTD', 'KK LTD', 'COLTD LTD']);
  for (const code of codes) assert.equal(compareForms(code, code), 'equal');
});

test('bank forms are read: シヤ) is an association, ド) a 合同会社', () => {
  assert.equal(parseCompanyName('シヤ)アオゾラキヨウカイ').form?.code, 'SHA');
  assert.equal(parseCompanyName('ド）アオゾララボ').form?.code, 'GK');
});

test('a name that holds another is related to it', () => {
  const related = (one: string, other: string) => relationOf(parseCompanyName(one), parseCompanyName(other));
  assert.equal(related('青空ホールディングス', '青空'), 'parent');
  assert.equal(related('青空グループ', '青空'), 'group');
  assert.equal(related('青空大学医学部附属病院', '青空大学'), 'unit');
  assert.equal(related('青空商事', '緑商事'), undefined);
});

test('a department is a path', () => {
  assert.deepEqual(
    departmentPath('営業部 東京第一営業課').map(({ work, ordinal, area, unit }) => [work, ordinal, area, unit]),
    [
      ['営業', '', '', '部'],
      ['営業', '1', '東京', '課'],
    ],
  );
});
