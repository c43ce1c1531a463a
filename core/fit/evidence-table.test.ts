import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evidenceTable } from './evidence-table.ts';

const industries = [
  { name: '製造業', positives: 18, negatives: 12 },
  { name: '情報通信', positives: 8, negatives: 18 },
  { name: '卸売', positives: 4, negatives: 20 },
  { name: 'その他', positives: 0, negatives: 20 },
];

test('G-WOE-1 thirty good customers and seventy others by industry', () => {
  const table = evidenceTable(industries);
  const column = (of: (bin: (typeof table.bins)[number]) => number | null, digits: number) =>
    table.bins.map((bin) => Number(of(bin)!.toFixed(digits)));
  assert.deepEqual(
    column((bin) => bin.weightOfEvidence, 4),
    [1.203, 0.0332, -0.7054, -2.9026],
  );
  assert.deepEqual(
    column((bin) => bin.lift, 3),
    [2, 1.026, 0.556, 0],
  );
  assert.deepEqual(
    column((bin) => bin.shrunk, 4),
    [0.525, 0.3056, 0.2059, 0.1],
  );
  assert.equal(table.informationValue.toFixed(4), '1.3696');
  assert.equal(table.strength, 'suspicious');
  const [manufacturing] = table.bins;
  assert.deepEqual(
    [manufacturing!.rate.low!.toFixed(3), manufacturing!.rate.high!.toFixed(3), manufacturing!.grade],
    ['0.423', '0.754', 'A'],
  );
});

test('small bins are a hypothesis, however good they look', () => {
  const bins = [
    { name: '8社', positives: 6, negatives: 2 },
    { name: '5社', positives: 5, negatives: 0 },
    { name: '4社', positives: 4, negatives: 0 },
    { name: 'ほか', positives: 20, negatives: 80 },
  ];
  assert.deepEqual(
    evidenceTable(bins).bins.map(({ grade }) => grade),
    ['B', 'C', 'D', 'C'],
  );
});

test('nothing counted is null, not zero', () => {
  const empty = evidenceTable([{ name: '製造業', positives: 0, negatives: 0 }]);
  const [bin] = empty.bins;
  assert.deepEqual([empty.base.value, bin!.lift, bin!.shrunk, bin!.grade], [null, null, null, 'D']);
  assert.deepEqual(evidenceTable([]).bins, []);
});

test('an attribute never tells less than nothing, and tells nothing where all bins are alike', () => {
  const count = fc.integer({ min: 0, max: 500 });
  const bin = fc.record({ name: fc.string(), positives: count, negatives: count });
  fc.assert(
    fc.property(fc.array(bin, { minLength: 1, maxLength: 8 }), (bins) => {
      assert.ok(evidenceTable(bins).informationValue >= 0);
    }),
  );
  const alike = Array.from({ length: 4 }, (_, at) => ({ name: `${at}`, positives: 30, negatives: 70 }));
  assert.equal(evidenceTable(alike).strength, 'not_useful');
});
