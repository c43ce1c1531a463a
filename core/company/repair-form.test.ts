import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from './name.ts';
import { repairForm } from './repair-form.ts';

test('a spoilt legal form is mended at either end', () => {
  for (const [given, mended] of [
    ['株式 会社青空化成', '株式会社青空化成'],
    ['青空ロジ株 式会 社', '青空ロジ株式会社'],
    ['有有会社青空', '有限会社青空'],
    ['株式会会青空', '株式会社青空'],
    ['株式〓社青空', '株式会社青空'],
    ['青空林式会社', '青空株式会社'],
    ['(株青空', '(株)青空'],
    ['株式青空', '株式会社青空'],
    ['青空販売有限', '青空販売有限会社'],
    ['合合会社青空', '合同会社青空'],
  ] as const)
    assert.equal(repairForm(given), mended);
});

test('what only looks like a legal form stays', () => {
  for (const name of ['合同製鐵', '有限責任青空監査法人', '有楽町', '協同会社', '三社電機', '株価通信', '青空会社案内'])
    assert.equal(repairForm(name), name);
});

test('a department goes off the name where no company is called so', () => {
  const parse = (raw: string) => {
    const { core, site } = parseCompanyName(raw);
    return [core, site];
  };
  assert.deepEqual(parse('合同会社青空テクノ経理部'), ['青空テクノ', '経理部']);
  assert.deepEqual(parse('青空運輸第一課'), ['青空運輸', '第一課']);
  assert.deepEqual(parse('株式会社青山企画室'), ['青山企画室', undefined]);
  assert.deepEqual(parse('株式会社東京営業部'), ['東京営業部', undefined]);
});
