import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDepartment } from '#core/company/department.ts';
import { person, walkPeople } from '#fixtures/seen-rows.ts';

test('people by e-mail, by name in the company, by mobile', () => {
  const found = walkPeople([
    ['cards', 1, person('山田 太郎', { mail: 't.yamada@aozora.co.jp', mobile: '09012345679' })],
    ['ma', 1, person('山田太郎', { mail: 't.yamada@aozora.co.jp' })],
    ['list', 1, person('山田　太郎')],
    ['cards', 2, person('山田 太郎', { mobile: '09012345679' })],
  ]);
  assert.deepEqual(
    found.map((one) => [one.id, one.method]),
    [
      [1, 'new'],
      [1, 'email'],
      [1, 'account_name'],
      [1, 'mobile_name'],
    ],
  );
});

test('a name in one cell, in two, or turned round is one name at one company', () => {
  const found = walkPeople([
    ['cards', 1, person('山田 太郎', { phone: '0312345601' })],
    ['list', 1, { ...person('山田 太郎'), name: { ...person('山田 太郎').name!, family: '山田太郎', given: '' } }],
    ['list', 1, person('太郎 山田', { phone: '0312345601' })],
  ]);
  assert.deepEqual(
    found.map(({ id }) => id),
    [1, 1, 1],
  );
});

test('two work addresses under one name are two people until somebody decides', () => {
  const found = walkPeople([
    ['crm', 1, person('佐藤 誠', { mail: 'm.sato@big.co.jp' })],
    ['crm', 1, person('佐藤 誠', { mail: 'makoto.sato2@big.co.jp' })],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 2],
  );
  assert.equal(found[1]!.proposals[0]?.reason, 'namesake');
});

test('a row that fits two namesakes alike goes to neither, and names both', () => {
  const found = walkPeople([
    ['crm', 1, person('佐藤 誠', { mail: 'm.sato@big.co.jp', department: parseDepartment('営業部') })],
    ['crm', 1, person('佐藤 誠', { mail: 'makoto.sato2@big.co.jp', department: parseDepartment('品質保証部') })],
    ['list', 1, person('佐藤 誠', { department: parseDepartment('経理部') })],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 2, 3],
  );
  assert.deepEqual(found[2]!.proposals.map(({ rightId, state }) => [rightId, state]).sort(), [
    [1, 'open'],
    [2, 'open'],
  ]);
});

test('a married name with the former one beside it is found by the former one, and asked about', () => {
  const it = parseDepartment('開発部');
  const married = person('松本 由紀', { mail: 'matsumoto.y@big.co.jp', department: it });
  const found = walkPeople([
    ['cards', 1, person('渡辺 由紀', { mail: 'watanabe.y@big.co.jp', department: it })],
    ['cards', 1, { ...married, name: { ...married.name!, formerFamily: '渡辺' } }],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 2],
  );
  assert.deepEqual(
    found[1]!.proposals.map(({ rightId, state }) => [rightId, state]),
    [[1, 'open']],
  );
});

test('… but the same department makes them one', () => {
  const it = parseDepartment('情報システム部');
  const found = walkPeople([
    ['crm', 1, person('佐藤 誠', { mail: 'm.sato@big.co.jp', department: it })],
    ['cards', 1, person('佐藤 誠', { mail: 'sato-m@big.co.jp', department: it })],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 1],
  );
});

test('one address under two unlike names is shared', () => {
  const found = walkPeople([
    ['crm', 1, person('佐藤 誠', { mail: 'kaihatsu@big.co.jp' })],
    ['crm', 1, person('鈴木 一郎', { mail: 'kaihatsu@big.co.jp' })],
  ]);
  assert.deepEqual([found[1]!.id, found[1]!.proposals[0]?.reason], [2, 'email_shared']);
});
