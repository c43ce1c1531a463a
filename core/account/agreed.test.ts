import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byAgreement, byPeople, reachTold, type ToldDomain, type ToldPhone } from './agreed.ts';
import type { Observation } from '#core/observation/observation.ts';

const origin = (row: string, rank = 40, on = '') => ({ row, source: 'crm', rank, on });
const phone = (value: string, told: Partial<ToldPhone> = {}): ToldPhone => ({
  value,
  origin: origin(value),
  rows: 1,
  sources: 1,
  isShared: false,
  isDirect: false,
  ...told,
});
const domain = (value: string, told: Partial<ToldDomain> = {}): ToldDomain => ({
  value,
  origin: origin(value),
  place: 1,
  rows: 1,
  people: 0,
  ...told,
});

test('which number is the company’s', () => {
  const cases: readonly (readonly [string, ToldPhone, ToldPhone])[] = [
    ['more sources', phone('b', { sources: 2, rows: 2 }), phone('a', { rows: 9, origin: origin('a', 90) })],
    ['more rows of as many sources', phone('b', { rows: 3 }), phone('a', { rows: 2, origin: origin('a', 90) })],
    [
      'trust where as many agree',
      phone('b', { origin: origin('b', 60) }),
      phone('a', { origin: origin('a', 40, '2026') }),
    ],
    ['then the date', phone('b', { origin: origin('b', 40, '2026') }), phone('c', { origin: origin('c', 40, '2025') })],
    ['never one that many share', phone('b'), phone('a', { isShared: true, sources: 5, rows: 9 })],
    ['never one person’s own line', phone('b'), phone('a', { isDirect: true, sources: 5, rows: 9 })],
    [
      'of those that give way again the most agreed',
      phone('b', { isShared: true, rows: 2 }),
      phone('a', { isDirect: true }),
    ],
  ];
  for (const [name, best, other] of cases) {
    assert.ok(byAgreement(best, other) < 0, name);
    assert.ok(byAgreement(other, best) > 0, name);
  }
});

test('which domain is the company’s', () => {
  const cases: readonly (readonly [string, ToldDomain, ToldDomain])[] = [
    ['more people', domain('b', { people: 2 }), domain('a', { people: 1, rows: 9, origin: origin('a', 90, '2026') })],
    [
      'then the newer',
      domain('b', { origin: origin('b', 10, '2026') }),
      domain('a', { origin: origin('a', 90, '2025') }),
    ],
    ['then trust', domain('a', { origin: origin('a', 90) }), domain('b', { origin: origin('b', 10) })],
    [
      'then what the row names first',
      domain('b', { origin: origin('r') }),
      domain('a', { origin: origin('r'), place: 2 }),
    ],
  ];
  for (const [name, best, other] of cases) {
    assert.ok(byPeople(best, other) < 0, name);
    assert.ok(byPeople(other, best) > 0, name);
  }
});

test('every order of arrival gives the same order', () => {
  const number = fc.record({ rows: fc.nat(3), sources: fc.nat(2), isShared: fc.boolean(), isDirect: fc.boolean() });
  fc.assert(
    fc.property(fc.array(number, { maxLength: 6 }), (told) => {
      const phones = told.map((one, place) => phone(String(place), one));
      assert.deepEqual(phones.toSorted(byAgreement), phones.toReversed().toSorted(byAgreement));
    }),
  );
});

test('what a row tells of the company by the way is trusted less', () => {
  const row = { source: 'crm', key: 'r', trust: 50 };
  const seen = {
    ...{ name: undefined, ownKey: undefined, corporateNumber: undefined, address: undefined, attributes: {} },
    domains: ['aozora.co.jp'],
    phones: ['0312345678'],
    directPhone: '0312349999',
  };
  const told = (about: object) => reachTold({ row, ...about } as unknown as Observation, seen);
  assert.deepEqual([told({ person: {} })?.rank, told({ fact: {} })?.rank, told({})?.rank], [30, 30, 50]);
  assert.equal(told({})?.directPhone, '0312349999');
  assert.equal(
    reachTold({ row } as unknown as Observation, { ...seen, domains: [], phones: [], directPhone: undefined! }),
    undefined,
  );
});
