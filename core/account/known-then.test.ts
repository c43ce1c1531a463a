import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompanySeen, Observation } from '#core/observation/observation.ts';
import type { Saying } from '#core/observation/saying.ts';
import { KnownCompany, type CompanySaid } from './known-company.ts';
import { pinnedAt, pinSpans, type PinEdit } from './pin-history.ts';

function saying(
  key: string,
  from: string,
  industry: string,
  { isSure = true, trust = 50, source = 's' } = {},
): Saying<CompanySaid> {
  const seen: CompanySeen = {
    name: undefined,
    ownKey: undefined,
    corporateNumber: undefined,
    domains: [],
    phones: [],
    address: undefined,
    attributes: { industry },
  };
  const row: Observation['row'] = { source, key, externalKey: undefined, number: 1, hash: 0n, trust };
  return {
    from,
    isSure,
    said: { observation: { row, observedOn: isSure ? from : '2026-01-01', company: seen, flags: [] }, seen },
  };
}

test('a company is what its rows had told by the day; a row that was changed later is not sure', () => {
  const company = new KnownCompany();
  company.add([saying('a', '2024-01-01', '化学', { isSure: false }), saying('a', '2026-01-01', '化学')]);
  company.add([saying('b', '2025-03-01', '機械')]);
  const industry = (day: string) => company.on(day).industry;
  assert.deepEqual(industry('2023-12-31'), { value: null, isSure: true });
  assert.deepEqual(industry('2024-06-01'), { value: '化学', isSure: false });
  assert.deepEqual(
    industry('2025-06-01'),
    { value: '機械', isSure: true },
    'the day it was made, not of its last change',
  );
  assert.deepEqual(industry('2026-06-01'), { value: '化学', isSure: true });
  assert.deepEqual(company.days(), ['2024-01-01', '2025-03-01', '2026-01-01']);
});

test('a source stands before the others from the day it was declared until the day it no longer is', () => {
  const company = new KnownCompany([
    { from: '2025-06-01', declared: { industry: 'list' } },
    { from: '2026-06-01', declared: {} },
  ]);
  company.add([saying('a', '2024-01-01', '化学', { trust: 80 })]);
  company.add([saying('b', '2024-02-01', '機械', { trust: 30, source: 'list' })]);
  company.add([saying('c', '2026-01-01', '食品', { trust: 30, source: 'list' })]);
  const industry = (day: string) => company.on(day).industry.value;
  assert.deepEqual(['2025-05-31', '2025-06-01', '2026-01-01', '2026-06-01'].map(industry), [
    '化学',
    '機械',
    '食品',
    '化学',
  ]);
});

const at = (day: string) => new Date(`${day}T00:00:00Z`);
const edit = (on: string, was: unknown, more: Partial<PinEdit> = {}): PinEdit => ({
  at: at(on),
  undoneAt: null,
  was,
  wasPinned: false,
  ...more,
});

test('a pin holds from its edit until the next, or until the edit is taken back', () => {
  const two = pinSpans([edit('2026-02-01', 1), edit('2026-03-01', 2, { wasPinned: true })], { value: 3 });
  const values = (spans: typeof two, ...days: string[]) => days.map((day) => pinnedAt(spans, at(day))?.value);
  assert.deepEqual(values(two, '2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'), [undefined, 2, 2, 3]);
  const undone = [edit('2026-02-01', null, { undoneAt: at('2026-04-01'), made: { value: 7 } })];
  assert.deepEqual(values(pinSpans(undone, undefined), '2026-01-01', '2026-03-01', '2026-04-01'), [
    undefined,
    7,
    undefined,
  ]);
  const followsFiles = pinSpans([edit('2026-02-01', 4, { wasPinned: true, made: null })], undefined);
  assert.deepEqual(values(followsFiles, '2026-01-01', '2026-02-01'), [4, undefined]);
  const untold = [edit('2026-02-01', null, { undoneAt: at('2026-04-01') })];
  assert.deepEqual(values(pinSpans(untold, undefined), '2026-03-01'), [undefined]);
  assert.deepEqual(values(pinSpans([], { value: 5 }), '2020-01-01'), [5]);
});
