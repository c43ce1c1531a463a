import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { parseEmail } from '#core/contact/email.ts';
import { parseDepartment } from '#core/company/department.ts';
import type { CompanySeen, PersonSeen } from '#core/observation/observation.ts';
import { parsePersonName } from '#core/person/name.ts';
import { accountModel } from '#core/match/account-model.ts';
import { accountRecord, type AccountRecord } from '#core/match/account-record.ts';
import { personModel } from '#core/match/person-model.ts';
import { personRecord } from '#core/match/person-record.ts';
import { basePriorBits, Scorer } from '#core/match/score.ts';
import { BaseFrequencies } from './base-frequencies.ts';
import { narrowerKeys, widestKeys } from './candidates.ts';
import { Directory, namesakesMax } from './directory.ts';
import { identifyAccount } from './identify-account.ts';
import { identifyPerson } from './identify-person.ts';
import { accountLookup, personLookup } from './lookup-keys.ts';
import { readAccount, readPerson, storeAccount, storePerson } from './profile.ts';
import { nobodyBeside, reconsider } from './reconsider.ts';

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

/** Walks rows in order, in a base of so many companies, and tells the id and method of each. */
function walk(
  rows: readonly [source: string, seen: CompanySeen][],
  baseSize = 1_000,
  directory = new Directory(),
  owners: ReadonlyMap<string, number> = new Map(),
  isRecord = false,
) {
  const frequencies = new BaseFrequencies(directory, { accounts: baseSize, people: baseSize, owners });
  const scorer = new Scorer(accountModel, frequencies, baseSize, basePriorBits(accountModel, baseSize));
  let next = 1;
  return rows.map(([source, seen]) => {
    const record = accountRecord(seen);
    const keys = accountLookup(record, seen, source);
    directory.unasked(widestKeys([keys]));
    for (const depth of [1, 2]) directory.unasked(narrowerKeys([keys], directory, depth));
    frequencies.learn(record);
    return identifyAccount({ seen, record, keys }, directory, scorer, () => next++, undefined, { isRecord });
  });
}

test('one company over three sources: number, domain, name with phone', () => {
  const found = walk([
    [
      'crm',
      company('株式会社青空商事', {
        corporateNumber: '4011001098993',
        domains: ['aozora.co.jp'],
        phones: ['0312345679'],
      }),
    ],
    ['cards', company('Aozora Shoji Inc.', { domains: ['aozora.co.jp'] })],
    ['invoices', company('㈱青空商事', { phones: ['0312345679'] })],
    ['register', company('株式会社青空商事', { corporateNumber: '4011001098993' })],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 1, 1, 1],
  );
  assert.deepEqual(
    found.map((one) => one.method),
    ['new', 'domain', 'name_phone', 'corporate_number'],
  );
  assert.deepEqual(found[2]!.evidence.matched, ['name', 'legal_form', 'phone']);
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

test('across sources a name alone is a question, however rare; within one source it links', () => {
  const found = walk([
    ['sfa', company('株式会社アシスト', { ownKey: '001' })],
    ['sfa', company('アシスト')],
    ['cards', company('アシスト㈱')],
    ['crm', company('株式会社青空精密技研', { phones: ['0312345679'] })],
    ['cards', company('㈱青空精密技研')],
    ['cards', company('青空精密技研株式会社')],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 1, 2, 3, 4, 4],
  );
  assert.deepEqual(
    found[4]!.proposals.map(({ leftId, rightId, reason, state }) => [leftId, rightId, reason, state]),
    [[4, 3, 'name_only', 'open']],
  );
  assert.ok(found[2]!.isDoubtful && found[4]!.isDoubtful && !found[5]!.isDoubtful);
});

test('a lead and the deal it became name one company, unless their names show two', () => {
  const found = walk([
    ['crm', company('株式会社青空商事', { domains: ['aozora.co.jp'], dealKey: 'D1' })],
    ['crm', company('Aozora Trading', { dealKey: 'D1' })],
    ['crm', company('北斗電子株式会社', { dealKey: 'D1' })],
    ['sfa', company('青空商事', { dealKey: 'D1' })],
  ]);
  assert.deepEqual(
    found.map(({ id, method }) => [id, method]),
    [
      [1, 'new'],
      [1, 'same_deal'],
      [2, 'new'],
      [3, 'new'],
    ],
  );
});

test('a row of the CRM names its record of that name, whoever else was heard by it, but not one written otherwise', () => {
  const found = walk([
    ['crm', company('株式会社青空精密', { ownKey: '001', phones: ['0312345679'] })],
    ['crm', company('株式会社青空精密', { domains: ['hokuto.co.jp'], phones: ['0677778888'] })],
    ['crm', company('株式会社青空精密')],
    ['crm', company('青空精密株式会社')],
  ]);
  assert.deepEqual(
    found.map(({ id, method }) => [id, method]),
    [
      [1, 'new'],
      [1, 'own_name'],
      [1, 'own_name'],
      [2, 'new'],
    ],
  );
});

test('a mail domain makes no namesake where our owner is shared', () => {
  const named = company('株式会社青空精密技研', { domains: ['aozora.co.jp'], owner: '高瀬亮介' });
  const rows = (owner: string): [string, CompanySeen][] => [
    ['crm', { ...named, ownKey: '001' }],
    ['crm', company('株式会社青空精密技研', { domains: ['hokuto.co.jp'], owner })],
  ];
  assert.equal(walk(rows('高瀬亮介'))[1]!.id, 1);
  assert.equal(walk(rows('荻野俊'))[1]!.id, 2);
});

test('another name at the domain, line and place of a company is that company; a line and a place alone are an office’s', () => {
  const at = { phones: ['0312345679'], address: '東京都港区海風1-2-3' };
  const rows = (domains: string[]): [string, CompanySeen][] => [
    ['crm', company('株式会社青空商事', { ...at, domains: ['aozora.co.jp'] })],
    ['cards', company('株式会社北斗電子', { ...at, domains })],
  ];
  assert.equal(walk(rows(['aozora.co.jp']))[1]!.id, 1);
  assert.equal(walk(rows([]))[1]!.id, 2);
});

test('kana that cannot be the reading of a name is another name, even at one domain', () => {
  const domains = ['aozora.co.jp'];
  const found = (name: string) =>
    walk([
      ['crm', company('株式会社菊森倉庫', { domains })],
      ['cards', company(name, { domains })],
    ])[1]!.id;
  assert.deepEqual([found('ｷｸﾓﾘｿｳｺ'), found('ミライズシステム'), found('Miraiz')], [1, 2, 1]);
});

test('beside a name: our owner, by how many companies they have, and the block of somebody’s line', () => {
  const name = '株式会社青空精密技研';
  const owners = new Map([
    ['高瀬亮介', 80],
    ['荻野俊', 900],
  ]);
  const found = (known: Parameters<typeof company>[1], row: Parameters<typeof company>[1]) =>
    walk(
      [
        ['crm', company(name, { ...known, address: '東京都港区海風1-2-3' })],
        ['sfa', company(name, row)],
      ],
      1_000,
      new Directory(),
      owners,
    )[1]!;
  assert.equal(found({ owner: '高瀬 亮介' }, { owner: '高瀬亮介' }).id, 1);
  assert.equal(found({ owner: '荻野 俊' }, { owner: '荻野俊' }).id, 2);
  const line = found({ phones: ['0357431200'] }, { directPhone: '0357431278' });
  assert.equal(line.id, 1);
  assert.deepEqual(line.evidence.matched, ['name', 'legal_form', 'phone']);
  assert.equal(found({ phones: ['0357431200'] }, { directPhone: '0120431278' }).id, 2);
});

test('the larger the base, the less a name and a town say', () => {
  const rows: [string, CompanySeen][] = [
    ['crm', company('株式会社青空商事', { address: '東京都千代田区丸の内1-2-3' })],
    ['cards', company('青空商事株式会社', { address: '東京都千代田区丸の内' })],
  ];
  assert.equal(walk(rows, 1_000)[1]!.id, 1);
  const large = walk(rows, 10_000_000)[1]!;
  assert.equal(large.id, 2);
  assert.equal(large.proposals[0]?.rightId, 1);
});

test('a domain that another company carries as well is a group’s and proves nothing', () => {
  const found = walk([
    ['crm', company('株式会社青空商事', { domains: ['aozora.co.jp'] })],
    ['crm', company('株式会社北斗電子', { domains: ['aozora.co.jp'] })],
    ['cards', company('Skyblue K.K.', { domains: ['aozora.co.jp'] })],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 2, 3],
  );
});

test('a wrong company on one row joins nobody: another name is believed when it is heard twice', () => {
  const first: [string, CompanySeen][] = [
    ['crm', company('株式会社青空商事', { domains: ['aozora.co.jp'] })],
    ['crm', company('北斗電子株式会社', { phones: ['0611112222'] })],
    ['ma', company('HOKUTO', { domains: ['aozora.co.jp'] })],
  ];
  const directory = new Directory();
  assert.deepEqual(
    walk(first, 1_000, directory).map((one) => one.id),
    [1, 2, 1],
  );
  assert.equal(directory.accounts.get(1)!.record.names.length, 1);
  const again = new Directory();
  walk([...first, ['seminar', company('HOKUTO', { domains: ['aozora.co.jp'], phones: ['0312345679'] })]], 1_000, again);
  assert.equal(again.accounts.get(1)!.record.names.length, 2);
});

test('a name that too many carry is looked up with its prefecture', () => {
  const directory = new Directory();
  const like = (index: number): Parameters<typeof company>[1] => ({
    address: `東京都港区芝${index + 1}-1-1`,
    phones: [`03${10_000_000 + index * 100_007}`],
    domains: [`assist${String.fromCharCode(97 + index)}.co.jp`],
  });
  const many = Array.from({ length: namesakesMax + 5 }, (_, index): [string, CompanySeen] => [
    'crm',
    company('株式会社アシスト', { ...like(index), ownKey: `K${index}` }),
  ]);
  const last: [string, CompanySeen] = ['cards', company('㈱アシスト', like(namesakesMax + 4))];
  const found = walk([...many, last], 1_000, directory);
  assert.equal(new Set(found.map((one) => one.id)).size, many.length);
  assert.equal(found.at(-1)!.id, found.at(-2)!.id);
});

test('a stored profile reads back as what it was', () => {
  const directory = new Directory();
  const [{ id } = { id: 0 }] = walk(
    [
      [
        'crm',
        company('株式会社青空(旧社名:北斗)', {
          corporateNumber: '4011001098993',
          domains: ['aozora.co.jp'],
          phones: ['0312345679'],
          address: '東京都千代田区丸の内1-2-3 青空ビル5F',
          attributes: { employees: 120 },
        }),
      ],
    ],
    1_000,
    directory,
  );
  const profile = directory.accounts.get(id)!;
  assert.deepEqual(readAccount(id, JSON.parse(JSON.stringify(storeAccount(profile)))), profile);
  const known = personRecord(
    person('山田 太郎', {
      mail: 't.yamada@aozora.co.jp',
      mobile: '09012345679',
      department: parseDepartment('営業部'),
    }),
    '7',
  );
  assert.deepEqual(readPerson(JSON.parse(JSON.stringify(storePerson(known)))), known);
});

test('two halves of one company become one when more is known, and the older id stays', () => {
  const directory = new Directory();
  walk(
    [
      ['crm', company('株式会社青空商事', { phones: ['0312345679'] })],
      ['cards', company('Skyblue Trading', { domains: ['aozora.co.jp'] })],
      ['seminar', company('株式会社青空商事', { phones: ['0312345679'], domains: ['aozora.co.jp'] })],
    ],
    1_000_000,
    directory,
  );
  const frequencies = new BaseFrequencies(directory, { accounts: 1_000, people: 1_000, owners: new Map() });
  const scorer = new Scorer(accountModel, frequencies, 1_000, basePriorBits(accountModel, 1_000));
  const rules = {
    apart: [],
    twoRecords: [],
    rowsOf: () => undefined,
    learn: (known: never) => known,
    mayMerge: () => true,
    settles: () => false,
    beside: () => nobodyBeside,
    isLarge: () => false,
  };
  const found = reconsider(scorer, directory.accounts, [{ leftId: 2, rightId: 1 }], rules as never);
  assert.deepEqual(found.merges, [{ keptId: 1, goneId: 2 }]);
});

test('a register of companies that nobody looks after makes no owner rarer', () => {
  const owners = new Map([
    ['三田村 香織', 30],
    ['堂島 剛', 50],
  ]);
  const shareBeside = (accounts: number) =>
    new BaseFrequencies(new Directory(), { accounts, people: 0, owners }).shareOfOwner('三田村 香織');
  assert.equal(shareBeside(5_000_000), shareBeside(80));
  assert.equal(shareBeside(80), (30 + 12.5) / (80 + 50));
});

test('who is held apart is not brought together by way of a third', () => {
  const record = (place: number) =>
    accountRecord(company('青空商事', { domains: ['aozora.co.jp'], phones: [`031234567${place}`] }));
  const profiles = new Map([1, 2, 3].map((id) => [id, { record: record(id) }]));
  const scorer = new Scorer(accountModel, { of: () => 1e-6 }, 1_000, basePriorBits(accountModel, 1_000));
  const pairs = [
    { leftId: 3, rightId: 1 },
    { leftId: 3, rightId: 2 },
  ];
  const merged = (apart: readonly { leftId: number; rightId: number }[]) =>
    reconsider(scorer, profiles, pairs, {
      apart,
      twoRecords: [],
      rowsOf: () => undefined,
      learn: (known) => known,
      mayMerge: () => true,
      settles: () => false,
      beside: () => nobodyBeside,
      isLarge: () => false,
    }).merges;
  assert.equal(merged([]).length, 2, 'nobody objects: all three are one');
  assert.deepEqual(merged([{ leftId: 2, rightId: 1 }]), [{ keptId: 1, goneId: 3 }]);
});

test('what joins two groups of rows must be surer than what adds a row to one', () => {
  const record = (place: number) =>
    accountRecord(company('青空商事', { domains: ['aozora.co.jp'], phones: [`031234567${place}`] }));
  const profiles = new Map([1, 2, 3].map((id) => [id, { record: record(id) }]));
  const bits = new Scorer(accountModel, { of: () => 1e-6 }, 1_000).score(record(1), record(2));
  // Sure, but by less than a bridge needs.
  const auto = bits - accountModel.settings.guard.bridge / 2;
  const settings = { ...accountModel.settings, thresholds: { ...accountModel.settings.thresholds, auto } };
  const scorer = new Scorer({ ...accountModel, settings }, { of: () => 1e-6 }, 1_000);
  const merged = (large: readonly number[], pairs: readonly { leftId: number; rightId: number }[]) => {
    const rules = {
      apart: [],
      twoRecords: [],
      rowsOf: () => undefined,
      learn: (known: AccountRecord) => known,
      mayMerge: () => true,
      settles: () => false,
    };
    const isLarge = (id: number) => large.includes(id);
    return reconsider(scorer, profiles, pairs, { ...rules, beside: () => nobodyBeside, isLarge });
  };
  const pair = [{ leftId: 2, rightId: 1 }];
  assert.equal(merged([1], pair).merges.length, 1, 'a row joins a group');
  const held = merged([1, 2], pair);
  assert.deepEqual([held.merges, held.rest[0]!.answer], [[], 'review'], 'two groups are a question');
  const chain = [{ leftId: 3, rightId: 2 }, ...pair];
  assert.equal(merged([1, 3], chain).merges.length, 1, 'a group stays one, whatever joined it');
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

test('name and address agree; another place of the same name is another question', () => {
  const found = walk([
    ['crm', company('青空商事', { address: '東京都千代田区丸の内1-2-3' })],
    ['list', company('株式会社青空商事', { address: '東京都千代田区丸の内一丁目2番3号' })],
    ['list', company('合同会社アシスト', { address: '大阪府大阪市北区梅田3-1-1' })],
  ]);
  assert.deepEqual([found[0]!.id, found[1]!.id, found[1]!.method, found[2]!.id], [1, 1, 'name_address', 2]);
});

function walkPeople(rows: readonly [source: string, account: number, seen: PersonSeen][]) {
  const directory = new Directory();
  const scorer = new Scorer(
    personModel,
    new BaseFrequencies(directory, { accounts: 1_000, people: 3_000, owners: new Map() }),
    3_000,
    basePriorBits(personModel, 3_000),
  );
  let next = 1;
  return rows.map(([source, account, seen]) => {
    const record = personRecord(seen, String(account));
    const keys = personLookup(record, seen, source);
    directory.unasked(widestKeys([keys]));
    return identifyPerson({ seen, record, keys }, directory, scorer, () => next++);
  });
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

test('two lines of one list of companies, one name in two prefectures, are two until somebody decides; a card may name a branch', () => {
  const tokyo = company('株式会社アシスト', { address: '東京都新宿区西新宿3-3-13' });
  const osaka = company('株式会社アシスト', { address: '大阪府大阪市北区梅田1-1-3' });
  const moved = company('株式会社アシスト', { address: '東京都新宿区西新宿5-1-1' });
  const ids = (isRecord: boolean) =>
    walk(
      [
        ['list', tokyo],
        ['list', osaka],
        ['list', moved],
      ],
      100_000,
      new Directory(),
      new Map(),
      isRecord,
    ).map(({ id }) => id);
  assert.equal(new Set(ids(false)).size, 1);
  const [first, second] = ids(true);
  assert.notEqual(first, second);
});

test('a house of many companies is no reason to ask whether two tenants are one; its tenant written again is found', () => {
  const office = { address: '東京都渋谷区神宮前6-23-4 桑野ビル2階' };
  const tenants = ['株式会社プラスナイン', '株式会社緑原', '合同会社赤坂屋', '株式会社白川精機', '有限会社金子'];
  const at = (names: readonly string[]) =>
    walk(
      names.map((name) => ['list', company(name, office)]),
      100_000,
      new Directory(),
      new Map(),
      true,
    );
  const few = at([tenants[0]!, '株式会社HP']).at(-1)!;
  assert.equal(few.proposals.length, 1, 'two in one house may be one company in two scripts');
  const many = at([...tenants, '株式会社HP', 'プラスナイン（株）']);
  assert.deepEqual(
    many.at(-2)!.proposals.filter(({ state }) => state === 'open'),
    [],
  );
  assert.equal(many.at(-1)!.id, many[0]!.id);
});
