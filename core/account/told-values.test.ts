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
