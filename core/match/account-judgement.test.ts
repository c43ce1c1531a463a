import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { areOneByPeople, mayShowPeople } from './account-judgement.ts';
import { accountModel } from './account-model.ts';
import { accountRecord, type AccountRecord } from './account-record.ts';
import { decidePair } from './decide.ts';
import { TermFrequencies } from './frequencies.ts';
import { basePriorBits, Scorer } from './score.ts';

type Told = { domain?: string; phone?: string; address?: string; owner?: string };

const company = (name: string, { domain, phone, address, owner }: Told): AccountRecord =>
  accountRecord({
    ownKey: undefined,
    corporateNumber: undefined,
    name: parseCompanyName(name),
    domains: domain ? [domain] : [],
    phones: phone ? [phone] : [],
    address: address ? parseAddress([address]) : undefined,
    owner,
    attributes: {},
  });
const aozora = company('株式会社青空商事', {
  domain: 'aozora.co.jp',
  phone: '0357431200',
  address: '東京都港区海風1-2-3',
});

test('people known at both settle another name on the same line, not one elsewhere, and not with nobody to speak of', () => {
  const brand = (told: Told) => company('ミライズ', told);
  assert.ok(areOneByPeople(aozora, brand({ phone: '0357431278' }), 12));
  assert.ok(!areOneByPeople(aozora, brand({ phone: '0357431278' }), 3));
  assert.ok(!areOneByPeople(aozora, brand({ domain: 'aozora.co.jp' }), 12), 'their mail address is the domain');
  assert.ok(!areOneByPeople(aozora, brand({ phone: '0357431278', address: '大阪府大阪市北区梅園3-1' }), 12));
  assert.ok(!mayShowPeople(aozora, brand({ domain: 'aozora.co.jp' })));
});

test('under one name they settle what a mail address at another company left open', () => {
  const moved = company('青空商事', { domain: 'hokuto.co.jp', owner: '高瀬 亮介' });
  assert.ok(areOneByPeople(aozora, moved, 12));
  assert.ok(!areOneByPeople(aozora, company('青空商事', { address: '大阪府大阪市北区梅園3-1' }), 12));
});

test('another name at the domain is asked about, but not where line and place speak against it', () => {
  const scorer = new Scorer(accountModel, new TermFrequencies(), 3_000, basePriorBits(accountModel, 3_000));
  const answer = (name: string, told: Told) => decidePair(scorer, aozora, company(name, told)).answer;
  const hokuto = (told: Told) => answer('株式会社北斗電子', { domain: 'aozora.co.jp', ...told });
  assert.equal(hokuto({}), 'review');
  assert.equal(hokuto({ phone: '0357431278' }), 'review');
  assert.equal(hokuto({ phone: '0668431200' }), 'different');
  assert.equal(hokuto({ phone: '0357431278', address: '東京都港区' }), 'review');
  const moved = (told: Told) => answer('株式会社青空商事', { domain: 'hokuto.co.jp', ...told });
  assert.equal(moved({}), 'review');
  assert.equal(moved({ phone: '0668431200' }), 'different');
});
