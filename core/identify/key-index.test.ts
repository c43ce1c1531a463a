import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { namesakesMax } from './directory.ts';
import { decimalOf, hashKey, keyHash } from './key-hash.ts';
import { KeyIndex } from './key-index.ts';

test('a key finds the oldest of its entities, whatever the order they came in', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 2 ** 32 - 1 })), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(pairs, (given) => {
      const index = new KeyIndex();
      const known = new Map<string, Set<number>>();
      for (const [key, id] of given) {
        index.add(hashKey(`k${key}`), id);
        known.set(`k${key}`, (known.get(`k${key}`) ?? new Set()).add(id));
      }
      for (const [key, ids] of known)
        assert.deepEqual(
          index.find(hashKey(key)),
          [...ids].sort((one, other) => one - other).slice(0, namesakesMax + 1),
        );
      assert.deepEqual(index.find(hashKey('unknown')), []);
    }),
  );
});

test('the index grows without losing a key', () => {
  const index = new KeyIndex();
  for (let id = 1; id <= 200_000; id++) index.add(hashKey(`3|${id}`), id);
  for (const id of [1, 77_777, 200_000]) assert.deepEqual(index.find(hashKey(`3|${id}`)), [id]);
});

test('a hash has one stored form, negative ones as well', () => {
  for (const text of ['a3|aozora.co.jp', 'p1', '', '株式会社青空']) {
    const { high, low } = hashKey(text);
    assert.equal(decimalOf({ high, low }), keyHash(text));
    assert.equal(BigInt.asIntN(64, BigInt(keyHash(text))), BigInt(keyHash(text)));
    assert.equal(Number(BigInt.asIntN(32, BigInt(keyHash(text)))), low);
  }
});
