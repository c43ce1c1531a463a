import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrixRoute, type MatrixCase } from './balance-matrix.ts';

const cases: MatrixCase[] = (['icp', 'non_icp', 'unknown'] as const).flatMap((icp) =>
  [true, false].flatMap((isLikely) =>
    [0.5, 0.9, 1.1].flatMap((utilisation) =>
      (['strategic', 'lite', 'programmatic', null] as const).map((tier) => ({ icp, isLikely, utilisation, tier })),
    ),
  ),
);

/** The table of domain.md §7.8, written out once more as a person reads it. */
function expected({ icp, isLikely, utilisation, tier }: MatrixCase): string {
  const isNamed = tier === 'strategic' || tier === 'lite';
  const table = {
    icp: [isNamed ? 'account_sales' : 'sales', utilisation < 0.85 ? 'sales' : 'inside_sales'],
    non_icp: ['digital_sales', 'digital_nurture'],
    unknown: [isNamed ? 'account_sales' : 'sales', 'digital_nurture'],
  };
  return table[icp][isLikely ? 0 : 1]!;
}

test('G-ROUTE every combination of quality, likelihood, load and tier has exactly one queue', () => {
  assert.equal(cases.length, 72);
  for (const given of cases) assert.equal(matrixRoute(given).queue, expected(given), JSON.stringify(given));
});

test('G-ROUTE whoever is likely to order is answered fast unless the company is known not to fit', () => {
  for (const given of cases) {
    const found = matrixRoute(given);
    assert.equal(found.isHot, given.isLikely && given.icp !== 'non_icp');
    assert.equal(found.needsEnrichment, given.icp === 'unknown');
    assert.equal(found.isFutureIcp, given.isLikely && given.icp === 'non_icp');
  }
});
