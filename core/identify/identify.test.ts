import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { parseEmail } from '#core/contact/email.ts';
import { parseDepartment } from '#core/company/department.ts';
import type { CompanySeen, PersonSeen } from '#core/observation/observation.ts';
import { parsePersonName } from '#core/person/name.ts';
import { accountKeys } from './account-keys.ts';
import { Directory } from './directory.ts';
import { identifyAccount } from './identify-account.ts';
import { identifyPerson } from './identify-person.ts';
import { personKeys } from './person-keys.ts';

const company = (
  name: string,
  more: Partial<Omit<CompanySeen, 'address'>> & { address?: string } = {},
): CompanySeen => ({
  ownKey: undefined,
  corporateNumber: undefined,
  domains: [],
  phones: [],
  attributes: {},
  ...more,
  name: parseCompanyName(name),
  address: more.address ? parseAddress([more.address]) : undefined,
});
const person = (full: string, more: Partial<PersonSeen> & { mail?: string } = {}): PersonSeen => ({
  name: parsePersonName({ full }),
  ownKey: undefined,
  phone: undefined,
  mobile: undefined,
  department: undefined,
  title: undefined,
  hasOptedOut: false,
  ...more,
  emails: more.mail ? [parseEmail(more.mail)!] : [],
});

/** Walks rows in order and tells the id and method of each. */
function walk(rows: readonly [source: string, seen: CompanySeen][]) {
  const directory = new Directory();
  let next = 1;
  return rows.map(([source, seen]) => identifyAccount(seen, accountKeys(seen, source), directory, () => next++));
}

test('one company over three sources: number, domain, name with phone', () => {
  const found = walk([
    [
      'crm',
      company('株式会社青空', { corporateNumber: '4011001098993', domains: ['aozora.co.jp'], phones: ['0312345679'] }),
    ],
    ['cards', company('Aozora Inc.', { domains: ['aozora.co.jp'] })],
    ['invoices', company('㈱青空', { phones: ['0312345679'] })],
    ['register', company('株式会社青空', { corporateNumber: '4011001098993' })],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 1, 1, 1],
  );
  assert.deepEqual(
    found.map((one) => one.method),
    ['new', 'domain', 'name_phone', 'corporate_number'],
  );
});

test('two valid corporate numbers never meet, whatever else agrees', () => {
  const found = walk([
    ['crm', company('株式会社青空', { corporateNumber: '4011001098993', domains: ['aozora.co.jp'] })],
    ['cards', company('株式会社青空', { corporateNumber: '1180301018771', domains: ['aozora.co.jp'] })],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 2],
  );
  assert.equal(found[1]!.proposals.length, 0);
});

test('across sources a name alone is a proposal, within one source it links', () => {
  const found = walk([
    ['sfa', company('株式会社青空', { ownKey: '001' })],
    ['sfa', company('青空')],
    ['cards', company('㈱青空')],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 1, 2],
  );
  assert.deepEqual(
    found[2]!.proposals.map(({ leftId, rightId, reason }) => [leftId, rightId, reason]),
    [[2, 1, 'name_only']],
  );
});

test('a holding company at the same domain is a proposal, not a merge', () => {
  const found = walk([
    ['crm', company('株式会社青空', { domains: ['aozora.co.jp'] })],
    ['cards', company('株式会社青空ホールディングス', { domains: ['aozora.co.jp'] })],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 2],
  );
  assert.equal(found[1]!.proposals[0]?.reason, 'protected_word');
});

test('name and address to the 丁目 agree', () => {
  const found = walk([
    ['crm', company('青空商事', { address: '東京都千代田区丸の内1-2-3' })],
    ['list', company('株式会社青空商事', { address: '東京都千代田区丸の内一丁目2番地' })],
    ['list', company('青空商事', { address: '大阪府大阪市北区梅田3-1-1' })],
  ]);
  assert.deepEqual([found[0]!.id, found[1]!.id, found[1]!.method], [1, 1, 'name_address']);
});

function walkPeople(rows: readonly [source: string, account: number, seen: PersonSeen][]) {
  const directory = new Directory();
  let next = 1;
  return rows.map(([source, account, seen]) =>
    identifyPerson(seen, personKeys(seen, source, account), directory, () => next++),
  );
}

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
