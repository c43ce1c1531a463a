import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCorporateNumber } from '#core/company/corporate-number.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import type { CompanySeen } from '#core/observation/observation.ts';
import { accountModel } from './account-model.ts';
import { accountProfile, accountRecord, type AccountRecord } from './account-record.ts';
import { decidePair, decideRow } from './decide.ts';
import { explainPair } from './explain.ts';
import { TermFrequencies } from './frequencies.ts';
import { Scorer } from './score.ts';

type Given = { name?: string; number?: string; domain?: string; phone?: string; address?: string };

function row({ name, number, domain, phone, address }: Given): AccountRecord {
  const seen: CompanySeen = {
    name: name === undefined ? undefined : parseCompanyName(name),
    ownKey: undefined,
    corporateNumber: number === undefined ? undefined : parseCorporateNumber(number),
    domains: domain === undefined ? [] : [domain],
    phones: phone === undefined ? [] : [phone],
    address: address === undefined ? undefined : parseAddress([address]),
    attributes: {},
  };
  return accountRecord(seen);
}

const register = { name: new Map([['アシスト', 2.4e-4]]) };
const million = new Scorer(accountModel, new TermFrequencies({ register }), 1_000_000);

test('the worked example of identity.md §2.5: アシスト alone is new, with a street a question, with a domain sure', () => {
  const alone = decidePair(million, row({ name: '株式会社アシスト' }), row({ name: '株式会社アシスト' }));
  assert.ok(alone.bits > -8.5 && alone.bits < -6.5, String(alone.bits));
  const place = '東京都千代田区丸の内1-1-1';
  const street = decidePair(
    million,
    row({ name: '株式会社アシスト', address: place }),
    row({ name: '株式会社アシスト', address: place }),
  );
  assert.equal(street.answer, 'review');
  const domain = decidePair(
    million,
    row({ name: '株式会社アシスト', domain: 'a.co.jp' }),
    row({ name: '株式会社アシスト', domain: 'a.co.jp' }),
  );
  assert.equal(domain.answer, 'same');
});

test('G-NUM-1 two valid 法人番号 never merge, an invalid one is no evidence', () => {
  const fields = { name: '株式会社蒼穹海辺', domain: 'soukyu.co.jp', phone: '0312345678' };
  const one = row({ ...fields, number: '4011001098993' });
  assert.equal(decidePair(million, one, row({ ...fields, number: '1180301018771' })).bits, Number.NEGATIVE_INFINITY);
  assert.equal(decidePair(million, one, row({ ...fields, number: '5011001098993' })).answer, 'same');
  assert.equal(
    decidePair(
      million,
      row({ number: '4011001098993', name: '甲社' }),
      row({ number: '4011001098993', name: '乙産業' }),
    ).answer,
    'review',
  );
});

test('G-NAME-1 a branch in the name field is the same company', () => {
  const decision = decidePair(
    million,
    row({ name: '㈱ＡＢＣ商事　東京支店', phone: '0312345678' }),
    row({ name: 'ABC商事株式会社', phone: '0312345678' }),
  );
  assert.equal(decision.answer, 'same');
});

test('words stand before bits, and the bits add up', () => {
  const one = row({ name: '㈱髙橋商事', domain: 'takahashi.co.jp', phone: '0312345678' });
  const explanation = explainPair(
    million,
    one,
    row({ name: '株式会社高橋商事', domain: 'takahashi.co.jp', phone: '0312345679' }),
  );
  const sum = explanation.lines.reduce((total, { bits }) => total + bits, explanation.priorBits);
  assert.ok(Math.abs(sum - explanation.bits) < 1e-9);
  assert.ok(explanation.lines.some(({ words }) => words.ja === '名称: 旧字・異体字をそろえると一致'));
  assert.equal(explanation.answer, 'same');
});

test('a row goes to the sure entity, and to nobody when two are as sure', () => {
  const sure = row({ name: '株式会社蒼穹海辺', domain: 'soukyu.co.jp' });
  const far = row({ name: '株式会社緑山' });
  const decision = decideRow(million, sure, [far, sure]);
  assert.deepEqual([decision.answer, decision.best?.candidate === sure], ['same', true]);
  assert.equal(decideRow(million, sure, [sure, { ...sure }]).answer, 'review');
  assert.equal(decideRow(million, sure, []).answer, 'different');
});

test('a row meets a profile that no single record of it meets', () => {
  const profile = accountProfile([
    row({ name: '株式会社蒼穹海辺', phone: '0312345678' }),
    row({ domain: 'soukyu.co.jp', phone: '0312345678' }),
  ]);
  assert.equal(decidePair(million, row({ name: '蒼穹海辺', domain: 'soukyu.co.jp' }), profile).answer, 'same');
});

test('scoring has no sides', () => {
  const names = fc.constantFrom(
    '株式会社青空',
    '青空㈱',
    '有限会社青空',
    '青空HD',
    '青空商事 東京支店',
    '蒼空商事',
    'Aozora Inc.',
    'アオゾラ',
  );
  const given = fc.record({
    name: names,
    number: fc.option(fc.constantFrom('4011001098993', '1180301018771'), { nil: undefined }),
    domain: fc.option(fc.constantFrom('aozora.co.jp', 'aozora.com', 'midori.jp'), { nil: undefined }),
    phone: fc.option(fc.constantFrom('0312345678', '0312345679', '0612345678'), { nil: undefined }),
  });
  fc.assert(
    fc.property(given, given, (one, other) => {
      const [left, right] = [row(one as Given), row(other as Given)];
      assert.deepEqual(decidePair(million, left, right), decidePair(million, right, left));
    }),
    { seed: 20260401, numRuns: 1_000 },
  );
});
test('companies of a group are called alike in short, and stay apart even so', () => {
  const domain = 'aozora-holdings.jp';
  const maker = accountProfile([row({ name: '株式会社アオゾラ製造', domain }), row({ name: 'AOZORA', domain })]);
  const carrier = accountProfile([row({ name: 'アオゾラ物流株式会社', domain }), row({ name: 'AOZORA', domain })]);
  assert.notEqual(decidePair(million, maker, carrier).answer, 'same');
  assert.notEqual(decidePair(million, maker, row({ name: 'アオゾラ情報システム㈱', domain })).answer, 'same');
  assert.equal(decidePair(million, maker, row({ name: '㈱アオゾラ製造', domain })).answer, 'same');
});
