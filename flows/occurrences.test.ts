import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Occurrences } from './occurrences.ts';

test('equal rows are counted, however many others come between', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { maxLength: 50 }), (hashes) => {
      const counts = new Occurrences();
      const seen = new Map<bigint, number>();
      for (const hash of [...hashes, ...hashes, 0n, 1n]) {
        // Nought is no hash of its own in the table: it counts with one.
        const key = hash === 0n ? 1n : hash;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        assert.equal(counts.next(hash), seen.get(key));
      }
    }),
  );
});

test('the table grows with its rows and forgets none', () => {
  const counts = new Occurrences();
  for (let hash = 1n; hash <= 20_000n; hash++) assert.equal(counts.next(hash * 0x9e3779b97f4a7c15n), 1);
  for (let hash = 1n; hash <= 20_000n; hash += 997n) assert.equal(counts.next(hash * 0x9e3779b97f4a7c15n), 2);
});
