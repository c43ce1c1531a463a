import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseCorporateNumber } from '#core/company/corporate-number.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { placeByTowns } from '#core/town/place-by-towns.ts';
import { readTown } from '#core/town/town.ts';
import { parseEmail } from '#core/contact/email.ts';
import { parseLocalPhone, parsePhone } from '#core/contact/phone.ts';
import { parsePersonName } from '#core/person/name.ts';
import { accountModel } from './account-model.ts';
import { accountRecord, type AccountRecord } from './account-record.ts';
import {
  compareAddresses,
  addressLevels,
  compareEmails,
  emailLevels,
  comparePhones,
  phoneLevels,
} from './compare-contact.ts';
import { compareCompanyNames, type CompanyNameLevel } from './compare-company-name.ts';
import { compareDepartments, compareTitles, departmentLevels, titleLevels } from './compare-role.ts';
import { decidePair } from './decide.ts';
import { TermFrequencies } from './frequencies.ts';
import type { Answer, Settings } from './model.ts';
import { personFrequencies, personModel } from './person-model.ts';
import { personRecord, type PersonRecord } from './person-record.ts';
import { Scorer } from './score.ts';
import { accountSettings } from './account-settings.ts';
import { personSettings } from './person-settings.ts';

/**
 * The 255 labelled pairs of identity.md §3.13, each decided on the one field it is about. The list is small (100 companies, 50
 * people), so that the prior allows a merge on the name; the frequency table is fixed.
 */
const pairs = readFileSync(join(import.meta.dirname, 'test-pairs.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(
    (line) =>
      line.split('\t') as [
        id: string,
        kind: string,
        left: string,
        right: string,
        expect: string,
        level: string,
        reason: string,
      ],
  );

const frequencies = new TermFrequencies({
  register: {
    name: new Map([
      ['アシスト', 1051 / 4_400_000],
      ['三和', 400 / 4_400_000],
    ]),
  },
});
const accounts = new Scorer(accountModel, frequencies, 100);
const people = new Scorer(personModel, personFrequencies(), 50);

/** What no rule knows, as a register or the customer's alias table would give it. */
const aliases: Readonly<Record<string, string>> = {
  日本電気: '7010401022916',
  nec: '7010401022916',
  キヤノン: '6010801003186',
  canon: '6010801003186',
};
const readings: Readonly<Record<string, string>> = { 日本青空: 'ニツポンアオゾラ', 三和: 'サンワ' };

function company(raw: string): AccountRecord {
  const name = parseCompanyName(raw);
  const kana = readings[name.safe];
  return accountRecord(
    {
      name,
      ownKey: undefined,
      corporateNumber: undefined,
      domains: [],
      phones: [],
      address: undefined,
      attributes: kana ? { kana } : {},
    },
    { aliasesOf: ({ safe }) => (aliases[safe] ? [aliases[safe]] : []) },
  );
}

function person(full: string, account?: string): PersonRecord {
  const nothing = {
    ownKey: undefined,
    emails: [],
    phone: undefined,
    mobile: undefined,
    department: undefined,
    title: undefined,
    hasOptedOut: false,
  };
  return personRecord({ ...nothing, name: parsePersonName({ full }) }, account);
}

const prototypeLevel: Partial<Record<CompanyNameLevel, string>> = {
  core: '0',
  safe: '1',
  loose: '2',
  doubtful: '2',
  skeleton: '3',
  bracketed: '3',
  plural: '3',
  slip: '4',
  near: '4',
};

/** What one field says by itself. */
function says(settings: Settings, comparison: string, codes: readonly string[], code: string | undefined): Answer {
  return settings.levels[comparison]?.[codes.indexOf(code ?? '')]?.says ?? 'different';
}

function phoneDigits(raw: string): string | undefined {
  return parsePhone(raw)?.digits ?? parseLocalPhone(raw);
}

const decide: Readonly<Record<string, (left: string, right: string, id: string) => Answer>> = {
  company: (left, right) => decidePair(accounts, company(left), company(right)).answer,
  person: (left, right, id) =>
    decidePair(people, person(left, id === '175' ? 'A' : undefined), person(right, id === '175' ? 'B' : undefined))
      .answer,
  address: (left, right) => {
    const [one, other] = [left, right].map((raw) => {
      const address = parseAddress([raw]);
      return address && (placeByTowns(address, towns)?.address ?? address);
    });
    return says(accountSettings, 'address', addressLevels, one && other && compareAddresses(one, other));
  },
  phone: (left, right) => {
    const [one, other] = [phoneDigits(left), phoneDigits(right)];
    return says(accountSettings, 'phone', phoneLevels, one && other && comparePhones(one, other));
  },
  email: (left, right) => {
    const [one, other] = [parseEmail(left), parseEmail(right)];
    return says(personSettings, 'email', emailLevels, one && other && compareEmails(one, other));
  },
  corpno: (left, right) => {
    const number = parseCorporateNumber(left);
    return number !== undefined && number === parseCorporateNumber(right) ? 'same' : 'different';
  },
  dept: (left, right) => says(personSettings, 'department', departmentLevels, compareDepartments(left, right)),
  title: (left, right) => says(personSettings, 'title', titleLevels, compareTitles(left, right)),
};

/** Romaji addresses are read with a town table, as the Japanese postal service publishes one. */
const towns = [
  readTown({
    prefecture: '東京都',
    city: '千代田区',
    name: '丸の内',
    cityReading: 'CHIYODA KU',
    reading: 'MARUNOCHI',
    isKana: false,
  })!,
];

const answers: Readonly<Record<string, Answer>> = {
  SAME: 'same',
  REVIEW: 'review',
  RELATED: 'related',
  DIFF: 'different',
};
/** DIFF pairs that are two companies of one group or an organisation and its part: an edge is drawn between them (§2.7, pair 116). */
const withEdge = new Set(['116', '134', '151']);

for (const [id, kind, left, right, expect, level, reason] of pairs) {
  test(`pair ${id} ${left} · ${right}: ${expect} (${reason})`, () => {
    if (kind === 'company') {
      const [one, other] = [company(left).names[0]!, company(right).names[0]!];
      assert.equal(prototypeLevel[compareCompanyNames(one, other)] ?? '5', level, 'level');
    }
    const answer = decide[kind]!(left, right, id);
    assert.equal(answer, withEdge.has(id) ? 'related' : answers[expect], reason);
    assert.equal(decide[kind]!(right, left, id), answer, 'the mirror image has the same answer');
  });
}

test('every pair of every kind is here', () => {
  assert.deepEqual(
    Object.fromEntries([...Map.groupBy(pairs, ([, kind]) => kind)].map(([kind, rows]) => [kind, rows.length])),
    { company: 151, person: 30, address: 25, phone: 10, email: 10, corpno: 5, dept: 12, title: 12 },
  );
  assert.equal(pairs.filter(([, kind, , , , level]) => kind === 'company' && /^[0-5]$/.test(level)).length, 151);
});

test('a holding and its company get an edge, not a merge', () => {
  const decision = decidePair(accounts, company('青空ホールディングス株式会社'), company('青空株式会社'));
  assert.deepEqual([decision.answer, decision.relation], ['related', 'parent']);
});
