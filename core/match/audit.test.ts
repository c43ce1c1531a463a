import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agrees, type AnsweredCase, drawSize, measureAudit } from './audit.ts';

const one = (given: Partial<AnsweredCase>): AnsweredCase => ({
  origin: 'automatic',
  kind: 'account',
  method: 'domain',
  source: 'sansan',
  answer: 'same',
  isMerged: true,
  ...given,
});

test('one in a hundred is drawn, and of a few at least one', () => {
  for (const [population, share, drawn] of [
    [0, 0.01, 0],
    [1, 0.01, 1],
    [100, 0.01, 1],
    [101, 0.01, 2],
    [300, 0.01, 3],
    [700, 0.01, 7],
    [20, 0.05, 1],
    [40, 1, 40],
    [40, 0, 0],
  ] as const)
    assert.equal(drawSize(population, share), drawn, `${population} × ${share}`);
});

test('without an answer there is no precision; all right is no certainty', () => {
  assert.equal(measureAudit([]).precision.value, null);
  assert.equal(measureAudit([]).agreement.value, null);
  const { precision } = measureAudit([one({}), one({}), one({})]);
  assert.deepEqual([precision.value, precision.n, precision.note], [1, 3, 'small']);
  // Wilson for 3 of 3: 1 / (1 + z²/3).
  assert.ok(Math.abs(precision.interval!.low - 1 / (1 + 1.959963984540054 ** 2 / 3)) < 1e-12);
});

test('what cannot be told stands beside the precision, and second opinions do not enter it', () => {
  const result = measureAudit([
    one({}),
    one({ answer: 'different' }),
    one({ answer: 'unsure' }),
    one({ origin: 'verdict', answer: 'different', isMerged: false }),
    one({ origin: 'verdict', answer: 'different', isMerged: true }),
    one({ origin: 'verdict', answer: 'unsure' }),
    one({ origin: 'shared', answer: 'different' }),
  ]);
  assert.deepEqual([result.precision.numerator, result.precision.denominator, result.unsure], [1, 2, 1]);
  assert.deepEqual([result.agreement.numerator, result.agreement.denominator], [1, 2]);
  assert.ok(agrees({ answer: 'same', isMerged: true }));
});

test('the slices of each way of counting add up to the whole', () => {
  const anyCase = fc.record({
    origin: fc.constantFrom('automatic' as const, 'verdict' as const, 'shared' as const),
    kind: fc.constantFrom('account', 'person'),
    method: fc.constantFrom('domain', 'email', 'automatic'),
    source: fc.constantFrom('crm', 'sansan'),
    answer: fc.constantFrom('same' as const, 'different' as const, 'unsure' as const),
    isMerged: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyCase), (cases) => {
      const { precision, slices } = measureAudit(cases);
      for (const by of ['kind', 'method', 'source']) {
        const parts = slices.filter((slice) => slice.by === by).map((slice) => slice.precision);
        const sum = (of: 'numerator' | 'denominator') => parts.reduce((total, part) => total + part[of]!, 0);
        assert.deepEqual([sum('numerator'), sum('denominator')], [precision.numerator, precision.denominator]);
      }
    }),
  );
});
