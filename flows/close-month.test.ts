import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getKpi } from '#core/kpi/catalogue.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import type { Refusal } from '#core/refusal.ts';
import { readClosings, readFrozenFigures } from '#db/months.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { checkClosedMonths, checkMonth, readChangedCases } from './check-month.ts';
import { closeMonth, reopenMonth, writeTexts } from './close-month.ts';
import { writeFiscalStart } from './fiscal-settings.ts';
import { decidePlans, draftPlans, type NewPlan } from './edit-plans.ts';
import { readMonthReport } from './month-report.ts';
import { readKpis } from './read-kpis.ts';

const now = new Date('2026-08-20T03:00:00Z');
const month = '2026-06';
let database: Database;
let ownerId: number;
let otherId: number;

before(async () => {
  database = await openTestDatabase('close_month');
  ({ ownerId } = await fillMeasuredWorld(database));
  const { rows } = await database.pool.query(
    "insert into member (email, name, role) values ('sales@example.jp', '堂島 剛', 'sales_manager') returning member_id",
  );
  otherId = rows[0].member_id;
});
after(() => database?.close());

const report = (asked = month) => readMonthReport(database.db, asked, now, () => true);
const line = async (code: string) => (await report()).results.find((one) => one.code === code)!;
/** Drafted, submitted and approved by both sides. */
async function agreeOn(plans: readonly Omit<NewPlan, 'scope'>[]): Promise<void> {
  const doer = { memberId: ownerId, now };
  await inTransaction(database, async (transaction) => {
    const { planIds } = await draftPlans(
      transaction,
      plans.map((plan) => ({ ...plan, scope: 'all' as const })),
      doer,
    );
    await decidePlans(transaction, planIds, { verdict: 'submit' }, doer);
    const approval = { verdict: 'approve', isProxy: false } as const;
    await decidePlans(transaction, planIds, { ...approval, side: 'marketing', memberId: ownerId }, doer);
    await decidePlans(transaction, planIds, { ...approval, side: 'sales', memberId: otherId }, doer);
  });
}
const refusal = (code: string) => (error: Refusal) => error.code === code;

test('a month that runs, or whose late files still come, cannot be closed', async () => {
  const early = (day: string, asked: string) => closeMonth(database, asked, ownerId, new Date(day));
  await assert.rejects(early('2026-08-20T03:00:00Z', '2026-08'), refusal('month_not_over'));
  await assert.rejects(early('2026-07-02T03:00:00Z', month), refusal('month_not_settled'));
  assert.equal((await readClosings(database.db)).length, 0);
});

test('an open month is told as the data stands: plan empty, last year, to date from April, landing by business days', async () => {
  const won = await line('K5.5d');
  assert.deepEqual([won.month.figure.value, won.month.target, won.month.achievement], [5_000_000, null, null]);
  assert.deepEqual([won.lastYear.value, won.yearOnYear.value], [null, null]);
  assert.equal(won.toDate.figure.value, 6_000_000);
  // 241 business days in fiscal 2026, 61 of them until the end of June.
  assert.equal(won.landing.figure.value, Math.round(6_000_000 / (61 / 241)));
  const rate = await line('K6.1');
  assert.equal(rate.landing.figure.value, null);
  const { trend, funnel } = await report();
  assert.deepEqual(
    trend.map((one) => [one.month, one.value, one.lastYear]),
    [
      ['2026-04', 1_000_000, null],
      ['2026-05', 0, null],
      ['2026-06', 5_000_000, null],
    ],
  );
  assert.deepEqual(
    funnel.map(({ stage, toDate }) => [stage, stage === 'mql' ? toDate.value : toDate.numerator, toDate.note]),
    [
      ['mql', 5, null],
      ['sal', 2, null],
      ['sql', 2, 'immature'],
      ['deal', 1, 'immature'],
      ['won', 1, 'immature'],
    ],
  );
});

test('the plan that marketing and sales agreed on is frozen with the month', async () => {
  const agree = (target: number) =>
    agreeOn([{ kpiCode: 'K5.5d', period: periodOf('month', '2026-06-01', april), target }]);
  await agreeOn([{ kpiCode: 'K6.1', period: periodOf('year', '2026-06-01', april), target: 0.8 }]);
  await agree(4_000_000);
  const won = await line('K5.5d');
  assert.deepEqual([won.month.target, won.month.achievement, won.toDate.target], [4_000_000, 1.25, null]);
  assert.deepEqual([(await line('K6.1')).month.target, (await line('K6.1')).toDate.target], [0.8, 0.8]);
  await closeMonth(database, month, ownerId, now);
  await agree(8_000_000);
  assert.equal((await line('K5.5d')).month.achievement, 1.25);
  await inTransaction(database, (transaction) => reopenMonth(transaction, month, '計画の変更', ownerId, now));
  assert.equal((await line('K5.5d')).month.achievement, 0.625);
});

test('a closed month keeps every KPI with numerator, denominator, n and version as they were', async () => {
  const { closingId } = await closeMonth(database, month, ownerId, now);
  const frozen = await readFrozenFigures(database.db, closingId);
  const period = periodOf('month', '2026-06-01', april);
  const readings = await readKpis(database.db, [getKpi('K5.5d'), getKpi('K6.1')], period, { kind: 'all' }, now);
  for (const { kpi, figure } of readings) {
    const kept = frozen.find(({ code, from, to }) => code === kpi.code && from === period.from && to === period.to)!;
    assert.deepEqual([kept.figure, kept.version], [figure, kpi.version], kpi.code);
  }
  assert.equal(frozen.find(({ code, from }) => code === 'K5.5d' && from === period.from)!.target, 8_000_000);
  const coverage = frozen.find(({ code, from }) => code === 'K1.1' && from === period.from)!;
  assert.deepEqual([coverage.figure.note, coverage.missing], ['unmeasured', ['icp']]);
  await assert.rejects(closeMonth(database, month, ownerId, now), refusal('month_closed'));
});

test('what is corrected later stands beside the frozen figure and never replaces it', async () => {
  assert.deepEqual(await checkMonth(database, month, now), { differences: 0 });
  await database.pool.query(
    "update deal set amount_yen = 2500000 where name = '荷役設備'; update deal set closed_on = '2026-07-01' where name = '搬送ライン更新'",
  );
  assert.ok((await checkMonth(database, month, now)).differences > 0);
  const { corrections, results, closing } = await report();
  const won = corrections.find(({ code, from }) => code === 'K5.5d' && from === '2026-06-01')!;
  assert.deepEqual(
    [won.frozen.value, won.now.value, won.difference, won.casesChanged],
    [5_000_000, 2_500_000, -2_500_000, 2],
  );
  assert.equal(results.find(({ code }) => code === 'K5.5d')!.month.figure.value, 5_000_000);
  const toDate = corrections.find(({ code, from }) => code === 'K5.5d' && from === '2026-04-01')!;
  assert.deepEqual([toDate.difference, toDate.casesChanged], [-2_500_000, null]);
  assert.equal(closing!.differences, corrections.length);
  const { rows, changed } = await readChangedCases(database.db, month, 'K5.5d', now, 100);
  assert.equal(changed, 2);
  assert.deepEqual(rows.map(({ change, amountFrozenYen, amountYen }) => [change, amountFrozenYen, amountYen]).sort(), [
    ['amount', 2_000_000, 2_500_000],
    ['removed', 3_000_000, null],
  ]);
});

test('an acceptance that came after the closing is told as progress of the cohort', async () => {
  await database.pool.query(
    "update lead_cycle set sal_at = '2026-07-10', state = 'accepted' where mql_at = '2026-06-29'",
  );
  await checkMonth(database, month, now);
  const rate = (await report()).corrections.find(({ code, from }) => code === 'K6.1' && from === '2026-06-01')!;
  assert.deepEqual([rate.frozen.value, rate.now.value, rate.casesChanged, rate.mayProgress], [0, 1, 1, true]);
});

test('the nightly check finds the same, and nothing once the data is as it was', async () => {
  const before = (await report()).corrections;
  assert.equal(await checkClosedMonths(database, now), 1);
  assert.deepEqual((await report()).corrections, before);
  await database.pool.query(
    "update deal set amount_yen = 2000000 where name = '荷役設備'; update deal set closed_on = '2026-06-01' where name = '搬送ライン更新'; update lead_cycle set sal_at = null, state = 'handed_over' where mql_at = '2026-06-29'",
  );
  await checkClosedMonths(database, now);
  assert.deepEqual((await report()).corrections, []);
});

test('a contract term told after the closing is a changed case of the average, with its yearly amount', async () => {
  const termOf = (months: number | null) =>
    database.pool.query("update deal set term_months = $1 where name = '搬送ライン更新'", [months]);
  await termOf(36);
  await checkMonth(database, month, now);
  const codes = (await report()).corrections.filter(({ from }) => from === '2026-06-01').map(({ code }) => code);
  assert.deepEqual(codes, ['K4.2']);
  const { rows } = await readChangedCases(database.db, month, 'K4.2', now, 100);
  assert.deepEqual(
    rows.map(({ change, amountFrozenYen, amountYen }) => [change, amountFrozenYen, amountYen]),
    [['amount', 3_000_000, 1_000_000]],
  );
  await termOf(null);
  await checkMonth(database, month, now);
  assert.deepEqual((await report()).corrections, []);
});

test('a definition that changed since is told although the number is the same', async () => {
  await database.pool.query(
    "update month_figure set kpi_version = 0 where kpi_code = 'K5.1' and from_on = '2026-06-01'",
  );
  await checkMonth(database, month, now);
  const [changed] = (await report()).corrections;
  assert.deepEqual([changed!.code, changed!.difference, changed!.version, changed!.versionNow], ['K5.1', 0, 0, 1]);
});

test('a month is opened again only with a reason; its first closing stays', async () => {
  const reopen = (reason: string) =>
    inTransaction(database, (transaction) => reopenMonth(transaction, month, reason, ownerId, now));
  await assert.rejects(reopen(' '), refusal('month_needs_reason'));
  await reopen('受注の取込漏れ');
  await assert.rejects(reopen('もう一度'), refusal('month_not_closed'));
  await assert.rejects(checkMonth(database, month, now), refusal('month_not_closed'));
  await closeMonth(database, month, ownerId, now);
  const { closing, reopened } = await report();
  assert.deepEqual(
    [closing!.reopenedAt, reopened.map(({ reopenReason }) => reopenReason)],
    [null, ['受注の取込漏れ', '計画の変更']],
  );
  const { rows } = await database.pool.query("select action from audit_entry where subject_kind = 'month' order by 1");
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['month.close', 'month.close', 'month.close', 'month.reopen', 'month.reopen'],
  );
});

test('findings and requests are saved with their month, what stood before in the audit', async () => {
  const write = (findings: string) =>
    inTransaction(database, (transaction) =>
      writeTexts(transaction, month, { findings, requests: '展示会の増員' }, ownerId, now),
    );
  await write('受注は計画どおり');
  await write('受注は計画を上回った');
  const { texts } = await report();
  assert.deepEqual(
    [texts.findings, texts.requests, texts.changedByName],
    ['受注は計画を上回った', '展示会の増員', '三田村 香織'],
  );
  assert.equal((await report('2026-05')).texts.findings, '');
  const { rows } = await database.pool.query(
    "select before from audit_entry where action = 'month.write' order by audit_entry_id desc",
  );
  assert.equal(rows[0].before.findings, '受注は計画どおり');
});

test('the fiscal year starts as it is set; a closed month keeps the year it was closed in', async () => {
  await inTransaction(database, (transaction) => writeFiscalStart(transaction, 1, ownerId));
  assert.equal((await report()).periods.toDate.from, '2026-04-01');
  const open = await report('2026-05');
  assert.deepEqual(
    [open.periods.toDate.from, open.periods.year.to, open.trend.length],
    ['2026-01-01', '2027-01-01', 5],
  );
  await assert.rejects(
    inTransaction(database, (transaction) => writeFiscalStart(transaction, 13, ownerId)),
    refusal('fiscal_start_invalid'),
  );
});
