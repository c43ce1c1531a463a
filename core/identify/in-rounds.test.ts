import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inRounds } from './in-rounds.ts';

const pairsOf = (...pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([leftId, rightId]) => ({ leftId, rightId }));

test('the first pair of every group comes before the second of any', () => {
  assert.deepEqual(
    inRounds(pairsOf([2, 1], [3, 1], [3, 2], [5, 4], [6, 5], [8, 7])),
    pairsOf([2, 1], [5, 4], [8, 7], [3, 1], [6, 5], [3, 2]),
  );
});

test('every pair comes once, pairs that hang together in their order, and whatever stands between two of them is of other groups', () => {
  const id = fc.integer({ min: 1, max: 12 });
  const drawn = fc.array(fc.tuple(id, id).filter(([one, other]) => one !== other));
  fc.assert(
    fc.property(drawn, (drawnPairs) => {
      const pairs = pairsOf(...drawnPairs).map((pair, place) => ({ ...pair, place }));
      const found = inRounds(pairs);
      assert.deepEqual(
        found.map(({ place }) => place).sort((one, other) => one - other),
        pairs.map(({ place }) => place),
      );
      const reach = new Map(
        pairs.flatMap(({ leftId, rightId }) => [leftId, rightId]).map((one) => [one, new Set([one])]),
      );
      for (const { leftId, rightId } of pairs) {
        const both = new Set([...reach.get(leftId)!, ...reach.get(rightId)!]);
        for (const one of both) reach.set(one, both);
      }
      for (const group of new Set(reach.values())) {
        const places = found.filter(({ leftId }) => group.has(leftId)).map(({ place }) => place);
        assert.deepEqual(
          places,
          places.toSorted((one, other) => one - other),
        );
      }
    }),
  );
});
