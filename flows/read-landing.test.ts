import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getKpi } from '#core/kpi/catalogue.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { closeMonth } from './close-month.ts';
import { decidePlans, draftPlans } from './edit-plans.ts';
import { writeFiscalStart } from './fiscal-settings.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { readMonthReport, readReportLanding } from './month-report.ts';
import { openKpi } from './open-kpi.ts';
import { openPipelineLanding, type OpenedLanding } from './read-landing.ts';
import { readFigures, readKpis } from './read-kpis.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
const now = new Date('2026-07-15T03:00:00Z');
const year = periodOf('year', '2026-07-15', april);

type Deal = readonly [key: string, stage: string, amount: number | '', closesOn: string];
const takeInDeals = (deals: readonly Deal[]) =>
  takeIn(
    database,
    {
      text: `商談 ID,商談名,取引先名,フェーズ,金額,完了予定日,作成日\n${deals
        .map(
          ([key, stage, amount, closesOn]) =>
            `${key},商談${key},会社${key}株式会社,${stage},${amount},${closesOn},2026/04/02`,
        )
        .join('\n')}\n`,
    },
    'salesforce-opportunities',
  );

before(async () => {
  database = await openTestDatabase('read_landing');
});
after(() => database?.close());

const read = async (): Promise<OpenedLanding> => {
  const [window] = measureWindows([year], await readHandoverSettings(database.db), now);
  return openPipelineLanding(database.db, window!, { kind: 'all' }, 100);
};
const addsUp = ({ figure, wonYen, openYen, deals, stages }: OpenedLanding) => {
  const parts = deals.reduce((sum, { partYen }) => sum + partYen, 0);
  assert.deepEqual([parts, stages.reduce((sum, { partYen }) => sum + partYen, 0)], [openYen, openYen]);
  assert.equal(figure.value, wonYen! + openYen);
};

test('without deals there is no landing, and without a decided one no likelihood', async () => {
  assert.deepEqual([(await read()).figure.value, (await read()).openDeals], [null, 0]);
  await takeInDeals([
    ['006A', '提案', 1_000_001, '2026/09/30'],
    ['006B', '提案', 3_000_003, '2026/08/31'],
    ['006C', '見積提出', 700_000, '2026/08/31'],
    ['006D', '提案', 500_000, '2026/08/31'],
  ]);
  const { figure, openDeals } = await read();
  assert.deepEqual([figure.value, openDeals], [null, 4]);
});

test('a stage is worth what its own deals came to; amounts, dates and stages that say nothing are told', async () => {
  await takeInDeals([
    ['006B', '受注', 3_000_003, '2026/06/30'],
    ['006C', '失注', 700_000, '2026/06/30'],
    ['006E', '提案', '', '2026/08/31'],
    ['006F', '提案', 900_000, '2026/07/01'],
    ['006G', '提案', 400_000, ''],
    ['006H', '提案', 800_000, '2027/04/01'],
    ['006I', '稟議中', 333_333, '2027/03/31'],
  ]);
  const opened = await read();
  addsUp(opened);
  // base = 1.5 / 3; 提案 was seen open in 006B, which was won: (1 + 5) / 11. 稟議中 was never decided: the base.
  assert.deepEqual(
    opened.deals.map(({ name, likelihood, decided, partYen }) => [name, likelihood, decided, partYen]),
    [
      ['商談006A', 6 / 11, 1, Math.round((1_000_001 * 6) / 11)],
      ['商談006D', 6 / 11, 1, Math.round((500_000 * 6) / 11)],
      ['商談006I', 0.5, 0, 166_667],
    ],
  );
  assert.deepEqual([opened.wonYen, opened.isWeak, opened.figure.note], [3_000_003, true, 'small']);
  assert.deepEqual(opened.leftOut, { withoutAmount: 1, withoutDate: 1, overdue: 1, overdueYen: 900_000, postponed: 0 });
});

test('undoing an import takes back the stages its rows told; taken in again and rebuilt they are the same', async () => {
  const before = await read();
  const { batch } = await takeInDeals([
    ['006A', '稟議中', 1_000_001, '2026/09/30'],
    ['006D', '失注', 500_000, '2026/07/10'],
  ]);
  const after = await read();
  assert.notDeepEqual(after.stages, before.stages);
  await inTransaction(database, (transaction) => undoImport(transaction, batch, null));
  assert.deepEqual(await read(), before);
  const derived = await dumpDerived(database);
  assert.equal(derived.deal_stage!.length, 9);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), derived);
  await takeInDeals([
    ['006A', '稟議中', 1_000_001, '2026/09/30'],
    ['006D', '失注', 500_000, '2026/07/10'],
  ]);
  assert.deepEqual(await read(), after);
  await rebuild(database);
  assert.deepEqual(await read(), after);
});

test('the target of a running period stands against both landings', async () => {
  const { rows } = await database.pool.query<{ member_id: number }>(
    "insert into member (email, name, role) values ('m@example.jp', '藤代', 'marketing_manager'), ('s@example.jp', '堂島', 'sales_manager') returning member_id",
  );
  const [marketing, sales] = rows.map(({ member_id }) => member_id) as [number, number];
  await inTransaction(database, async (transaction) => {
    const doer = { memberId: marketing, now };
    const plan = { kpiCode: 'K5.5d', period: year, scope: 'all', target: 10_000_000 } as const;
    const { planIds } = await draftPlans(transaction, [plan], doer);
    await decidePlans(transaction, planIds, { verdict: 'submit' }, doer);
    for (const [side, memberId] of [
      ['marketing', marketing],
      ['sales', sales],
    ] as const)
      await decidePlans(transaction, planIds, { verdict: 'approve', isProxy: false, side, memberId }, doer);
  });
  const [reading] = await readKpis(database.db, [getKpi('K5.5d')], year, { kind: 'all' }, now);
  const { figure } = await read();
  assert.deepEqual(reading!.plan!.pipeline, { figure, achievement: figure.value! / 10_000_000 });
  assert.ok(reading!.plan!.landing! > 3_000_003);
  const past = periodOf('quarter', '2026-04-01', april);
  const [over] = await readKpis(database.db, [getKpi('K5.5d')], past, { kind: 'all' }, now);
  assert.equal(over!.plan, null);
});

test('K3.6 the pipeline against what is left of the target opens to deals, target and what was won', async () => {
  const kpi = getKpi('K3.6');
  const { figure, missing } = (await readFigures(database.db, [kpi], year, { kind: 'all' }, now)).get('K3.6')!;
  const { openYen, wonYen } = await read();
  assert.deepEqual([missing, figure.numerator, figure.denominator], [[], openYen, 10_000_000 - wonYen!]);
  assert.equal(figure.value, openYen / (10_000_000 - wonYen!));
  const [window] = measureWindows([year], await readHandoverSettings(database.db), now);
  for (const part of ['numerator', 'denominator'] as const) {
    const { rows, sum, total } = await openKpi(database.db, kpi, part, window!, { kind: 'all' }, 100);
    assert.equal(sum, figure[part]);
    assert.deepEqual([rows.reduce((added, row) => added + row.part, 0), rows.length], [sum, total]);
  }
  const past = periodOf('year', '2025-07-15', april);
  const before = (await readFigures(database.db, [kpi], past, { kind: 'all' }, now)).get('K3.6')!;
  assert.deepEqual(before.missing, ['deals', 'plans']);
});

test('a closed month keeps the landing and the deals it was made of', async () => {
  const open = await readReportLanding(database.db, '2026-06', now);
  addsUp(open);
  await closeMonth(database, '2026-06', null, now);
  await takeInDeals([['006A', '受注', 9_000_000, '2026/07/14']]);
  const frozen = await readReportLanding(database.db, '2026-06', now);
  addsUp(frozen);
  assert.ok(frozen.isFrozen && frozen.leftOut === null);
  assert.deepEqual(frozen.figure, open.figure);
  assert.deepEqual(
    frozen.deals.map(({ dealId, amountYen, partYen }) => [dealId, amountYen, partYen]),
    open.deals.map(({ dealId, amountYen, partYen }) => [dealId, amountYen, partYen]),
  );
  const { results } = await readMonthReport(database.db, '2026-06', now, () => true);
  const won = results.find(({ code }) => code === 'K5.5d')!;
  assert.deepEqual([won.pipeline!.figure, won.pipeline!.target], [open.figure, 10_000_000]);
  assert.equal(results.find(({ code }) => code === 'K3.3')!.pipeline, null);
});

test('deals of another year are not in it, whatever month the fiscal year begins with', async () => {
  await inTransaction(database, (transaction) => writeFiscalStart(transaction, 10, null));
  await takeInDeals([
    ['006J', '提案', 200_000, '2026/09/30'],
    ['006K', '提案', 300_000, '2026/10/01'],
  ]);
  const landing = await readReportLanding(database.db, '2026-05', now);
  addsUp(landing);
  assert.equal(landing.to, '2026-10-01');
  assert.deepEqual(
    landing.deals.map(({ name }) => name),
    ['商談006J'],
  );
});

test('K3.6 is null once the target is reached', async () => {
  const { figure } = (await readFigures(database.db, [getKpi('K3.6')], year, { kind: 'all' }, now)).get('K3.6')!;
  assert.deepEqual([figure.value, figure.denominator], [null, 0]);
});
