import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decayed } from './decay.ts';
import { engagementScore } from './engagement-score.ts';
import { surgeOf } from './surge.ts';

for (const [id, points, score, breadth] of [
  ['G-AES-1', [100], 41.945, 1],
  ['G-AES-2', [20, 20, 20, 20, 20], 73.675, 5],
  ['G-AES-3', [60, 20, 10, 10], 56.826, 2.381],
] as const)
  test(`${id} points ${points.join(', ')} score ${score}`, () => {
    const found = engagementScore(points, null);
    assert.equal(Number(found.score.toFixed(3)), score);
    assert.equal(Number(found.breadth.toFixed(3)), breadth);
    assert.equal(found.intensity, 100);
  });

test('nobody engaged is 0; a small company needs fewer people and points than a large one', () => {
  assert.deepEqual(engagementScore([], 500), { score: 0, intensity: 0, breadth: 0 });
  const scores = [50, 299, 300, 2_999, 3_000].map((employees) => engagementScore([20, 20, 20], employees).score);
  assert.deepEqual(
    scores.toSorted((one, other) => other - one),
    scores,
  );
  assert.equal(scores[2], scores[3]);
});

test('a score lies between 0 and 100, and breadth never exceeds the number of people', () => {
  const points = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 12 });
  fc.assert(
    fc.property(points, (given) => {
      const { score, breadth } = engagementScore(given, null);
      assert.ok(score >= 0 && score <= 100);
      assert.ok(breadth <= given.length + 1e-9);
    }),
  );
});

test('G-DEC-1 half is left after each half-life', () => {
  const left = [0, 15, 30, 60, 90].map((age) => decayed(1, age, 30).toFixed(4));
  assert.deepEqual(left, ['1.0000', '0.7071', '0.5000', '0.2500', '0.1250']);
  assert.equal(decayed(10, -3, 30), 10);
});

for (const [id, recent, earlier, ratio, probability, isSurge] of [
  ['G-SUR-1', 9, 6, '2.67', '0.0008', true],
  ['G-SUR-2', 3, 12, '1.00', '0.6020', false],
  ['G-SUR-3', 12, 12, '2.50', '0.0010', true],
  ['G-SUR-4', 2, 0, '1.67', '0.0400', false],
] as const)
  test(`${id} ${recent} events after ${earlier} ${isSurge ? 'are' : 'are not'} a surge`, () => {
    const found = surgeOf({ recent, earlier, people: 2 });
    assert.deepEqual([found.ratio.toFixed(2), found.probability.toFixed(4)], [ratio, probability]);
    assert.equal(found.isSurge, isSurge);
  });

test('one visitor alone is no surge, and nothing at all neither', () => {
  assert.equal(surgeOf({ recent: 9, earlier: 6, people: 1 }).isSurge, false);
  assert.deepEqual(surgeOf({ recent: 0, earlier: 0, people: 0 }), { ratio: 1, probability: 1, isSurge: false });
});
