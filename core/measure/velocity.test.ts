import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pipelineVelocity, weightedPipeline } from './velocity.ts';

test('G-VEL-1 18 deals, 24 %, 18,000 and 75 days make 1,036.8 a day', () => {
  const figure = pipelineVelocity({ deals: 18, winRate: 0.24, averageAmountYen: 18_000, cycleDays: 75 });
  assert.equal(figure.value!.toFixed(1), '1036.8');
});

test('a missing part makes no velocity', () => {
  const parts = { deals: 18, winRate: 0.24, averageAmountYen: 18_000, cycleDays: 75 };
  for (const part of ['winRate', 'averageAmountYen', 'cycleDays'] as const)
    assert.equal(pipelineVelocity({ ...parts, [part]: null }).value, null);
  assert.equal(
    weightedPipeline([
      { amountYen: 1_000_000, p: 0.5 },
      { amountYen: 2_000_001, p: 0.25 },
    ]),
    1_000_000,
  );
});
