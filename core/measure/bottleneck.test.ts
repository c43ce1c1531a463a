import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bottleneck } from './bottleneck.ts';

test('S2-22 the bottleneck of the sample is MQL→SAL', () => {
  const found = bottleneck({ mql: 200, sal: 90, sql: 50, deal: 32, won: 9 });
  assert.deepEqual([found?.code, found?.lost, found?.rate.value], ['mql_sal', 90, 0.45]);
});

const cases: [string, [number, number, number, number, number], string | undefined][] = [
  ['a later step that loses more is named', [100, 95, 20, 18, 9], 'sal_sql'],
  ['where every step meets its target there is none', [100, 95, 60, 50, 30], undefined],
  ['nothing handed over has no bottleneck', [0, 0, 0, 0, 0], undefined],
  ['of two equal losses the earlier is named', [100, 80, 30, 18, 9], 'mql_sal'],
];
for (const [claim, [mql, sal, sql, deal, won], code] of cases)
  test(claim, () => assert.equal(bottleneck({ mql, sal, sql, deal, won })?.code, code));

test('targets can be agreed otherwise', () => {
  const targets = { mql_sal: 0.4, sal_sql: 0.5, sql_deal: 0.6, deal_won: 0.9 };
  assert.equal(bottleneck({ mql: 200, sal: 90, sql: 50, deal: 32, won: 9 }, targets)?.code, 'deal_won');
});
