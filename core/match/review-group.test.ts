import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reviewGroups, type Touched, type WaitingPair } from './review-group.ts';

const pair = (leftId: number, rightId: number, probability: number | null = 0.5): WaitingPair => ({
  leftId,
  rightId,
  probability,
});
const rows = (count: number, more: Partial<Touched> = {}): Touched => ({
  rows: count,
  openDeals: 0,
  tier: null,
  ...more,
});
const touching = (known: Readonly<Record<number, Touched>>) => (id: number) => known[id] ?? rows(1);

test('records that may be one with a third are looked at together', () => {
  const groups = reviewGroups([pair(2, 1), pair(3, 2), pair(9, 8)], touching({}));
  assert.deepEqual(
    groups.map(({ ids, pairs }) => [ids, pairs.length]),
    [
      [[1, 2, 3], 2],
      [[8, 9], 1],
    ],
  );
});

test('first comes what is least sure, touches most, and belongs to the better tier', () => {
  const known = { 11: rows(1, { openDeals: 1 }), 21: rows(1, { tier: 'strategic' }), 22: rows(1, { tier: 'listed' }) };
  const groups = reviewGroups([pair(2, 1, 0.98), pair(22, 21), pair(12, 11), pair(32, 31, null)], touching(known));
  assert.deepEqual(
    groups.map(({ ids, priority }) => [ids[0], priority]),
    [
      [11, { probability: 0.5, rows: 2, openDeals: 1, tier: null }],
      [21, { probability: 0.5, rows: 2, openDeals: 0, tier: 'strategic' }],
      [31, { probability: null, rows: 2, openDeals: 0, tier: null }],
      [1, { probability: 0.98, rows: 2, openDeals: 0, tier: null }],
    ],
  );
});

test('a group stays small enough to look at: the likeliest stand together, the rest comes after', () => {
  const spokes = Array.from({ length: 12 }, (_, at) => pair(100, at, 0.5 + at / 100));
  const groups = reviewGroups(spokes, touching({}));
  assert.deepEqual(
    groups.map(({ ids }) => ids),
    [
      [5, 6, 7, 8, 9, 10, 11, 100],
      [0, 1, 2, 3, 4, 100],
    ],
  );
});

test('two 法人番号 never stand in one question of three and more', () => {
  const known = { 1: rows(1, { corporateNumber: '4011001098993' }), 3: rows(1, { corporateNumber: '7123456789012' }) };
  assert.deepEqual(
    reviewGroups([pair(2, 1, 0.9), pair(3, 2, 0.8)], touching(known)).map(({ ids }) => ids),
    [
      [2, 3],
      [1, 2],
    ],
  );
  assert.equal(reviewGroups([pair(3, 1)], touching(known)).length, 1);
});

test('every pair is in exactly one group, with both of its records, whatever the order they came in', () => {
  const anyPair = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .filter(([one, other]) => one !== other);
  const pairs = fc
    .uniqueArray(anyPair, {
      selector: ([one, other]) => `${Math.max(one, other)}-${Math.min(one, other)}`,
      maxLength: 60,
    })
    .map((found) => found.map(([one, other, chance]) => pair(Math.max(one, other), Math.min(one, other), chance)));
  fc.assert(
    fc.property(pairs, (given) => {
      const groups = reviewGroups(given, touching({}));
      const seen = groups.flatMap((group) => group.pairs);
      assert.equal(seen.length, given.length);
      assert.equal(new Set(seen).size, given.length);
      for (const { ids, pairs: own } of groups) {
        assert.ok(ids.length >= 2 && ids.length <= 8);
        assert.ok(own.every(({ leftId, rightId }) => ids.includes(leftId) && ids.includes(rightId)));
      }
      assert.deepEqual(reviewGroups(given.toReversed(), touching({})), groups);
    }),
  );
});
