import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateFigure } from './figure.ts';
import { acquisition, historicValue, predictedValue, repeatOrderValue } from './lifetime-value.ts';
import { differenceInDifferences, judgeableOn, returnOnInvestment } from './return.ts';

test('G-LTV-1 a million a year, 90 % retention, 10 % discount', () => {
  const given = { annualProfit: 1_000_000, retention: 0.9, discount: 0.1 };
  assert.equal(Math.round(predictedValue({ ...given, firstMargin: 'year_end' }).value), 4_500_000);
  assert.equal(Math.round(predictedValue({ ...given, firstMargin: 'at_once' }).value), 5_500_000);
});

test('where nobody leaves ten years are counted, and said so', () => {
  const capped = predictedValue({ annualProfit: 1_000_000, retention: 1, discount: 0, firstMargin: 'at_once' });
  assert.deepEqual(capped, { value: 10_000_000, isCapped: true });
  assert.throws(
    () => predictedValue({ annualProfit: 1, retention: -0.1, discount: 0, firstMargin: 'at_once' }),
    RangeError,
  );
  assert.equal(repeatOrderValue(100_000, 2, 0.25), 800_000);
  assert.equal(repeatOrderValue(100_000, 2, 0), 2_000_000);
});

test('historic value covers 36 months; a younger customer is scaled, under a year nothing is said', () => {
  const lines = [
    { on: '2022-04-01', grossProfitYen: 300 },
    { on: '2025-03-31', grossProfitYen: 60 },
    { on: '2025-04-01', grossProfitYen: 999 },
  ];
  assert.equal(historicValue(lines, '2026-04-01').value, 360);
  const young = historicValue([{ on: '2024-10-01', grossProfitYen: 100 }], '2026-04-01');
  assert.deepEqual([young.value, young.note], [200, 'immature']);
  assert.equal(historicValue([{ on: '2025-10-01', grossProfitYen: 100 }], '2026-04-01').value, null);
  assert.equal(historicValue([], '2026-04-01').value, null);
});

test('cost per customer and payback', () => {
  const found = acquisition(6_000_000, 6, 125_000);
  assert.deepEqual([found.costPerCustomer.value, found.paybackMonths], [1_000_000, 8]);
  assert.equal(acquisition(6_000_000, 0, 125_000).paybackMonths, null);
});

test('G-ROI-1 60 M at 60 % margin for 20 M return 0.8; without cost there is no ROI', () => {
  assert.equal(returnOnInvestment(60_000_000 * 0.6, 20_000_000).value, 0.8);
  assert.equal(returnOnInvestment(1, 0).value, null);
  assert.equal(differenceInDifferences({ before: 10, after: 16 }, { before: 8, after: 10 }), 4);
  assert.equal(judgeableOn('2026-04-01', [30, 60, 90, 120]), '2026-07-08');
  assert.equal(judgeableOn('2026-04-01', []), undefined);
});

test('G-ICP-3 G-COV-1 G-WEB-1 shares whose inputs come later', () => {
  const shares: [number, number, number][] = [
    [30, 100, 0.3],
    [30, 80, 0.375],
    [120, 200, 0.6],
    [120, 150, 0.8],
    [20, 50, 0.4],
    [80, 200, 0.4],
    [200, 500, 0.4],
  ];
  for (const [k, n, value] of shares) assert.equal(rateFigure(k, n).value, value);
});
