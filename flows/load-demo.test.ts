import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getKpi } from '#core/kpi/catalogue.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { loadDemo } from './load-demo.ts';
import { readKpis } from './read-kpis.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
before(async () => {
  opened = await openTestWorld('demo_story');
  await loadDemo(opened.world);
});
after(() => opened?.close());

async function rateOf(code: string, on: string): Promise<number> {
  const { db } = opened.world.database;
  const [reading] = await readKpis(db, [getKpi(code)], periodOf('year', on, april), { kind: 'all' }, new Date());
  return reading!.figure.value!;
}

/** Share of the fiscal year before the target list, and of the one after, between which it has to lie. */
const story: [code: string, before: readonly [number, number], after: readonly [number, number]][] = [
  ['K6.1', [0.55, 0.65], [0.82, 0.93]],
  ['K6.2', [0.3, 0.42], [0.6, 0.72]],
  ['K6.4', [0.2, 0.35], [0.6, 0.8]],
  ['K6.3b', [0.35, 0.6], [0.05, 0.15]],
];
for (const [code, earlier, later] of story)
  test(`S2-11 the demo company's ${code} changes with the target list as the headline case tells`, async () => {
    for (const [on, [from, to]] of [
      ['2024-04-01', earlier],
      ['2025-04-01', later],
    ] as const) {
      const value = await rateOf(code, on);
      assert.ok(value >= from && value <= to, `${on}: ${value}`);
    }
  });

test('S3-17 the demo company has meetings that inside sales won with its targets, no-shows beside them', async () => {
  const { db } = opened.world.database;
  const codes = ['K3.2a', 'K3.2b', 'K3.2c', 'K3.2d'];
  const readings = await readKpis(
    db,
    codes.map(getKpi),
    periodOf('quarter', '2026-02-01', april),
    { kind: 'all' },
    new Date(),
  );
  assert.deepEqual(
    readings.map(({ figure }) => figure.value),
    [5, 1, 7, 1],
  );
});
