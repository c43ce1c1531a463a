import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { parseEmail } from '#core/contact/email.ts';
import { parsePersonName } from '#core/person/name.ts';
import { accountModel } from './account-model.ts';
import { accountRecord } from './account-record.ts';
import { keyWords } from './key-words.ts';
import { personModel } from './person-model.ts';
import { personRecord } from './person-record.ts';

test('every key of a record that has everything is named in words, and nothing else is', () => {
  const company = accountRecord({
    name: parseCompanyName('株式会社アオゾラシステム'),
    ownKey: undefined,
    registeredAs: '4011001098993',
    corporateNumber: '4011001098993',
    domains: ['aozora-system.co.jp'],
    phones: ['0312345678'],
    address: parseAddress(['〒100-0005 東京都千代田区丸の内1-2-3']),
    attributes: { kana: 'アオゾラシステム' },
  });
  const person = personRecord(
    {
      name: parsePersonName({ family: '高瀬', given: '亮介', kana: 'タカセ リョウスケ' }),
      ownKey: undefined,
      emails: [parseEmail('takase@aozora.co.jp')!],
      phone: undefined,
      mobile: '09012345678',
      department: undefined,
      title: undefined,
      hasOptedOut: false,
    },
    '7',
  );
  const kinds = (ladders: readonly (readonly string[])[]) =>
    [...new Set(ladders.map(([widest]) => widest!.slice(0, widest!.indexOf('|'))))].sort();
  assert.deepEqual(kinds(accountModel.keys(company)), Object.keys(keyWords.account).sort());
  assert.deepEqual(kinds(personModel.keys(person)), Object.keys(keyWords.person).sort());
});
