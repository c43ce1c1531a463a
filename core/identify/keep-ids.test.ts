import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changesOf, keepIds } from './keep-ids.ts';

const links = (...groups: [from: number, to: number, rows: number][]) =>
  groups.flatMap(([from, to, rows]) => Array.from({ length: rows }, () => ({ from, to })));

test('the largest overlap keeps the id, the older one where two are as large; what is left over is new', () => {
  for (const [what, given, kept] of [
    ['nothing changes', links([1, 10, 3], [2, 11, 2]), { 10: 1, 11: 2 }],
    ['two become one', links([1, 10, 1], [2, 10, 3]), { 10: 2 }],
    ['two of one size become one', links([2, 10, 3], [1, 10, 3]), { 10: 1 }],
    ['one becomes two', links([1, 10, 1], [1, 11, 4]), { 10: undefined, 11: 1 }],
    ['rows go over', links([1, 10, 4], [1, 11, 1], [2, 11, 5]), { 10: 1, 11: 2 }],
  ] as const)
    assert.deepEqual(Object.fromEntries(keepIds(given)), kept, what);
});

test('a change is a merge where the entity is gone, a split where one is new, else a move', () => {
  const given = links([1, 10, 4], [1, 11, 1], [2, 11, 5], [3, 10, 1], [2, 12, 1]);
  const change = changesOf(keepIds(given));
  assert.deepEqual(
    [
      [1, 10],
      [1, 11],
      [3, 10],
      [2, 12],
    ].map(([from, to]) => change({ from: from!, to: to! })),
    [undefined, 'moved', 'merged', 'split'],
  );
});

test('no id is kept twice, and what was carried out once changes nothing the second time', () => {
  const link = fc.record({ from: fc.integer({ min: 1, max: 6 }), to: fc.integer({ min: 100, max: 106 }) });
  fc.assert(
    fc.property(fc.array(link), (given) => {
      const ids = keepIds(given);
      const kept = [...ids.values()].filter((id) => id !== undefined);
      assert.equal(new Set(kept).size, kept.length);
      const after = given.map(({ to }) => ({ from: ids.get(to) ?? to, to }));
      const change = changesOf(keepIds(after));
      assert.ok(after.every((one) => change(one) === undefined));
    }),
  );
});
