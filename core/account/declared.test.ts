import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CompanyAttribute, Observation } from '#core/observation/observation.ts';
import { changedDeclarations, declarableAttributes, declaredOn, type DeclaredSources } from './declared.ts';
import { emptyGolden, surviveCompany } from './survive.ts';
import { toldValues } from './told-values.ts';

type Row = readonly [key: string, source: string, trust: number, on: string, told: Told];
type Told = Partial<Record<CompanyAttribute, string | number>>;

const observed = ([key, source, trust, on, attributes]: Row): Observation =>
  ({
    row: { key, source, trust },
    observedOn: on,
    company: { ownKey: undefined, domains: [], phones: [], attributes },
  }) as unknown as Observation;

function companyOf(rows: readonly Row[], declared: DeclaredSources) {
  const golden = emptyGolden();
  for (const row of rows) surviveCompany(golden, observed(row), undefined, declared);
  return golden;
}

const crm: Row = ['a', 'crm', 80, '2026-05-01', { industry: '化学', employees: 300, capital: 5, foundedOn: '1950' }];
const list: Row = ['b', 'list', 30, '2024-01-01', { industry: '卸売業', employees: 120, foundedOn: '1951' }];
const newer: Row = ['c', 'list', 30, '2025-01-01', { employees: 110 }];

for (const [title, rows, declared, industry, employees, capital] of [
  ['nothing is declared: the more trusted source', [crm, list, newer], {}, '化学', 300, 5],
  ['one attribute is declared, the others go by rank', [crm, list, newer], { industry: 'list' }, '卸売業', 300, 5],
  ['among rows of the declared source the newest', [crm, list, newer], { employees: 'list' }, '化学', 110, 5],
  ['the declared source is silent on the attribute', [crm, list], { capital: 'list' }, '化学', 300, 5],
  ['the declared source has no row of this company', [crm, list], { industry: 'cards' }, '化学', 300, 5],
  ['the declared source won before as well', [crm, list], { industry: 'crm' }, '化学', 300, 5],
] as const)
  test(`whose value stands: ${title}`, () => {
    for (const order of [rows, rows.toReversed()]) {
      const { values } = companyOf(order, declared);
      assert.deepEqual([values.industry, values.employees, values.capital], [industry, employees, capital]);
      assert.equal(values.foundedOn, '1950', 'what cannot be declared goes by rank');
    }
  });

const someRows = fc
  .array(
    fc.record({
      source: fc.constantFrom('crm', 'cards', 'list'),
      trust: fc.integer({ min: 0, max: 2 }),
      on: fc.constantFrom('', '2025-01-01', '2026-01-01'),
      told: fc.record(
        {
          industry: fc.constantFrom('化学', '機械'),
          employees: fc.integer({ min: 1, max: 3 }),
          foundedOn: fc.constant('1950'),
        },
        { requiredKeys: [] },
      ),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((rows) => rows.map(({ source, trust, on, told }, place): Row => [`r${place}`, source, trust, on, told]));
const someDeclared = fc.record(
  { industry: fc.constantFrom('crm', 'cards', 'list'), employees: fc.constantFrom('crm', 'cards', 'list') },
  { requiredKeys: [] },
);

test('whatever is declared, every order of arrival gives the same company, and no other source stands before the declared one', () => {
  const shuffled = someRows.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length })),
  );
  fc.assert(
    fc.property(shuffled, someDeclared, ([rows, others], declared) => {
      const golden = companyOf(rows, declared);
      assert.deepEqual(companyOf(others, declared), golden);
      for (const [attribute, source] of Object.entries(declared)) {
        const tells = rows.some((row) => row[1] === source && row[4][attribute as 'industry'] !== undefined);
        if (tells) assert.equal(golden.provenance[attribute as 'industry']?.source, source);
      }
      const told = toldValues(
        rows.map((row) => companyOf([row], declared)),
        declared,
      );
      for (const [attribute, [first]] of told) assert.equal(first!.value, golden.values[attribute]);
    }),
  );
});

test('a change tells the attributes that are declared otherwise, with the sources that gain or lose them', () => {
  assert.deepEqual(declarableAttributes, ['industry', 'employees', 'revenue', 'capital']);
  assert.deepEqual(changedDeclarations({}, {}), []);
  assert.deepEqual(
    changedDeclarations(
      { industry: 'crm', employees: 'crm', capital: 'crm' },
      { industry: 'list', employees: 'crm', revenue: 'crm' },
    ),
    [
      { attribute: 'industry', sources: ['crm', 'list'] },
      { attribute: 'revenue', sources: ['crm'] },
      { attribute: 'capital', sources: ['crm'] },
    ],
  );
});

test('what was declared on a day is what was declared last until then', () => {
  const spans = [
    { from: '2026-01-10', declared: { industry: 'crm' } },
    { from: '2026-02-10', declared: {} },
    { from: '2026-02-10', declared: { industry: 'list' } },
  ];
  assert.deepEqual(
    ['2026-01-09', '2026-01-10', '2026-02-09', '2026-03-01'].map((day) => declaredOn(spans, day).industry),
    [undefined, 'crm', 'crm', 'list'],
  );
});
