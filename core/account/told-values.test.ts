import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { beats, type Origin } from './survive.ts';
import { toldValues } from './told-values.ts';

const origin = (row: string, rank: number, on: string): Origin => ({ row, source: 'crm', rank, on });

test('values that lost stand behind the one that holds, each with the row that speaks loudest for it', () => {
  const told = toldValues([
    { values: { phone: '0311' }, provenance: { phone: origin('a', 50, '2026-01-01') } },
    { values: { phone: '0322' }, provenance: { phone: origin('b', 60, '2025-01-01') } },
    { values: { phone: '0311' }, provenance: { phone: origin('c', 50, '2026-02-01') } },
  ]);
  assert.deepEqual(told.get('phone'), [
    { value: '0322', origin: origin('b', 60, '2025-01-01'), rows: 1 },
    { value: '0311', origin: origin('c', 50, '2026-02-01'), rows: 2 },
  ]);
});

test('one website with and without its last slash, one address in either width: one value, written as the loudest row does', () => {
  const told = toldValues([
    { values: { website: 'http://Aozora.example/' }, provenance: { website: origin('a', 50, '2026-01-01') } },
    { values: { website: 'https://aozora.example' }, provenance: { website: origin('b', 60, '2025-01-01') } },
    { values: { address: '東京都港区１－２－３' }, provenance: { address: origin('c', 50, '2026-01-01') } },
    { values: { address: '東京都港区1-2-3' }, provenance: { address: origin('d', 40, '2026-01-01') } },
    { values: { address: '東京都港区1-2-4' }, provenance: { address: origin('e', 30, '2026-01-01') } },
  ]);
  assert.deepEqual(told.get('website'), [
    { value: 'https://aozora.example', origin: origin('b', 60, '2025-01-01'), rows: 2 },
  ]);
  assert.deepEqual(
    told.get('address')!.map(({ value, rows }) => [value, rows]),
    [
      ['東京都港区１－２－３', 2],
      ['東京都港区1-2-4', 1],
    ],
  );
});

test('whatever the order of rows, the first value is the one of the greatest origin and every row is counted once', () => {
  const row = fc.record({
    value: fc.constantFrom('x', 'y', 'z'),
    rank: fc.integer({ min: 0, max: 3 }),
    on: fc.constantFrom('', '2026-01-01', '2026-02-01'),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      const given = rows.map(({ value, rank, on }, place) => ({
        values: { phone: value },
        provenance: { phone: origin(String(place), rank, on) },
      }));
      const best = given.reduce((one, other) => (beats(other.provenance.phone, one.provenance.phone) ? other : one));
      const told = toldValues(given).get('phone')!;
      assert.equal(told[0]!.value, best.values.phone);
      assert.equal(
        told.reduce((sum, one) => sum + one.rows, 0),
        rows.length,
      );
      assert.deepEqual(toldValues(given.toReversed()).get('phone'), told);
    }),
  );
});
