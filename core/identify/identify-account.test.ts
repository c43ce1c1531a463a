import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompanySeen } from '#core/observation/observation.ts';
import { company, walkCompanies } from '#fixtures/seen-rows.ts';
import { Directory, namesakesMax } from './directory.ts';

test('one company over three sources: number, domain, name with phone', () => {
  const found = walkCompanies([
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
  const found = walkCompanies([
    ['crm', company('株式会社青空', { corporateNumber: '4011001098993', domains: ['aozora.co.jp'] })],
    ['cards', company('株式会社青空', { corporateNumber: '1180301018771', domains: ['aozora.co.jp'] })],
  ]);
  assert.deepEqual(
    found.map((one) => one.id),
    [1, 2],
  );
  assert.equal(found[1]!.proposals.length, 0);
});

test('codes of a credit agency find a company and hold two apart; a 法人番号 says more than they do', () => {
  const aozora = { corporateNumber: '4011001098993', attributes: { tdbCode: '985012345' } };
  const found = walkCompanies([
    ['crm', company('株式会社青空商事', aozora)],
    ['cards', company('青空商事', { attributes: { tdbCode: '985012345' } })],
    // One name, another code: two companies, and nobody is asked.
    ['list', company('株式会社青空商事', { phones: ['0312345679'], attributes: { tdbCode: '290555551' } })],
    // Codes of two keepers are not compared, and two branches may have two codes of one corporation.
    ['bank', company('㈱青空商事', { corporateNumber: '4011001098993', attributes: { tdbCode: '390555552' } })],
    ['list2', company('株式会社青空商事', { attributes: { tdbCode: '985012345', dunsNumber: '690551234' } })],
    ['list3', company('Aozora Trading', { attributes: { dunsNumber: '690551234' } })],
    ['list4', company('株式会社青空商事', { corporateNumber: '1180301018771', attributes: { tdbCode: '985012345' } })],
  ]);
  assert.deepEqual(
    found.map(({ id }) => id),
    [1, 1, 2, 1, 1, 1, 3],
  );
  assert.deepEqual(
    [found[1]!, found[3]!].map(({ method, evidence }) => [method, evidence.matched[0]]),
    [
      ['company_code', 'company_code'],
      ['corporate_number', 'corporate_number'],
    ],
  );
  assert.equal(found[2]!.proposals.length, 0);
});

test('a 法人番号 with one wrong digit speaks for the company it nearly is, and holds nobody apart', () => {
  const found = walkCompanies([
    ['crm', company('株式会社青空精密技研', { corporateNumber: '4011001098993' })],
    ['list', company('青空精密技研', { misreadNumber: '5011001098993' })],
    ['other', company('株式会社白川製作所', { misreadNumber: '5011001098993' })],
  ]);
  assert.deepEqual(
    found.map(({ id }) => id),
    [1, 1, 2],
  );
  assert.ok(found[1]!.evidence.matched.includes('number_slip'));
  assert.equal(found[2]!.proposals.length, 0);
});

test('a 法人番号 under two names is a question; under three names it was pasted and tells nothing', () => {
  const pasted = { corporateNumber: '4011001098993' };
  const found = walkCompanies(
    ['株式会社青空商事', '株式会社白川製作所', '株式会社緑川電機', '株式会社桐谷化学', '株式会社峰岸物流'].map(
      (name) => ['list', company(name, pasted)],
    ),
  );
  assert.deepEqual(
    found.map(({ id }) => id),
    [1, 2, 3, 4, 5],
  );
  assert.deepEqual(
    found.map(({ proposals }) => proposals.filter(({ state }) => state === 'open').length > 0),
    [false, true, true, false, false],
  );
});

test('across sources a name alone is a question, however rare; within one source it links', () => {
  const found = walkCompanies([
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
  const found = walkCompanies([
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
  const found = walkCompanies([
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
  assert.equal(walkCompanies(rows('高瀬亮介'))[1]!.id, 1);
  assert.equal(walkCompanies(rows('荻野俊'))[1]!.id, 2);
});

test('another name at the domain, line and place of a company is that company; a line and a place alone are an office’s', () => {
  const at = { phones: ['0312345679'], address: '東京都港区海風1-2-3' };
  const rows = (domains: string[]): [string, CompanySeen][] => [
    ['crm', company('株式会社青空商事', { ...at, domains: ['aozora.co.jp'] })],
    ['cards', company('株式会社北斗電子', { ...at, domains })],
  ];
  assert.equal(walkCompanies(rows(['aozora.co.jp']))[1]!.id, 1);
  assert.equal(walkCompanies(rows([]))[1]!.id, 2);
});

test('kana that cannot be the reading of a name is another name, even at one domain', () => {
  const domains = ['aozora.co.jp'];
  const found = (name: string) =>
    walkCompanies([
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
    walkCompanies(
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
  assert.equal(walkCompanies(rows, 1_000)[1]!.id, 1);
  const large = walkCompanies(rows, 10_000_000)[1]!;
  assert.equal(large.id, 2);
  assert.equal(large.proposals[0]?.rightId, 1);
});

test('a domain that another company carries as well is a group’s and proves nothing', () => {
  const found = walkCompanies([
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
    walkCompanies(first, 1_000, directory).map((one) => one.id),
    [1, 2, 1],
  );
  assert.equal(directory.accounts.get(1)!.record.names.length, 1);
  const again = new Directory();
  walkCompanies(
    [...first, ['seminar', company('HOKUTO', { domains: ['aozora.co.jp'], phones: ['0312345679'] })]],
    1_000,
    again,
  );
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
  const found = walkCompanies([...many, last], 1_000, directory);
  assert.equal(new Set(found.map((one) => one.id)).size, many.length);
  assert.equal(found.at(-1)!.id, found.at(-2)!.id);
});

test('a holding company at the same domain is a proposal, not a merge', () => {
  const found = walkCompanies([
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
  const found = walkCompanies([
    ['crm', company('青空商事', { address: '東京都千代田区丸の内1-2-3' })],
    ['list', company('株式会社青空商事', { address: '東京都千代田区丸の内一丁目2番3号' })],
    ['list', company('合同会社アシスト', { address: '大阪府大阪市北区梅田3-1-1' })],
  ]);
  assert.deepEqual([found[0]!.id, found[1]!.id, found[1]!.method, found[2]!.id], [1, 1, 'name_address', 2]);
});

test('two lines of one list of companies, one name in two prefectures, are two until somebody decides; a card may name a branch', () => {
  const tokyo = company('株式会社アシスト', { address: '東京都新宿区西新宿3-3-13' });
  const osaka = company('株式会社アシスト', { address: '大阪府大阪市北区梅田1-1-3' });
  const moved = company('株式会社アシスト', { address: '東京都新宿区西新宿5-1-1' });
  const ids = (isRecord: boolean) =>
    walkCompanies(
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
    walkCompanies(
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
