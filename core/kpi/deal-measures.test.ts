import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodsBetween } from '#core/period/fiscal.ts';
import {
  annualValue,
  averageContractValue,
  averageOrders,
  contractRate,
  customerDealsAround,
  meetingsHeld,
  pipelineCreated,
  sqlCreated,
  winRateByAccount,
  type DealFacts,
} from './deal-measures.ts';

const deal = (accountId: number, state: DealFacts['state'], more: Partial<DealFacts> = {}): DealFacts => ({
  accountId,
  createdOn: '2026-05-01',
  state,
  amountCreatedYen: 1_000_000,
  amountYen: 1_000_000,
  termMonths: null,
  isOneOff: false,
  isOnTargets: true,
  isCustomer: false,
  ...more,
});

test('S3-20 four accounts with a deal, one won, two open: cohort 25 %, decided 50 %', () => {
  const found = contractRate([deal(1, 'won'), deal(2, 'lost'), deal(3, 'open'), deal(4, 'open')]);
  assert.equal(found.cohort.value, 0.25);
  assert.equal(found.decided.value, 0.5);
  assert.equal(found.openAccounts, 2);
});

test('S3-21 nine million over three years are three million a year', () => {
  assert.equal(annualValue(9_000_000, 36), 3_000_000);
  assert.equal(annualValue(500_000, 6), 500_000);
  assert.equal(annualValue(500_000, null), 500_000);
  const deals = [
    deal(1, 'won', { amountYen: 9_000_000, termMonths: 36 }),
    deal(2, 'won', { amountYen: 1_000_000 }),
    deal(3, 'won', { amountYen: 99_000_000, isOneOff: true }),
    deal(4, 'won', { isOnTargets: false }),
    deal(5, 'lost'),
  ];
  const figure = averageContractValue(deals);
  assert.deepEqual([figure.value, figure.n, figure.note], [2_000_000, 2, 'small']);
});

test('S3-18 pipeline is what deals were worth when created; today’s amount stands beside', () => {
  const found = pipelineCreated([
    deal(1, 'open', { amountCreatedYen: 5_000_000, amountYen: 8_000_000 }),
    deal(2, 'open', { amountCreatedYen: null, amountYen: 2_000_000 }),
    deal(3, 'open', { isOnTargets: false }),
  ]);
  assert.deepEqual(found, { createdYen: 5_000_000, presentYen: 10_000_000, withoutAmount: 1 });
});

test('S1-49 two accounts, 1 of 2 and 0 of 1, are shown apart', () => {
  const rates = winRateByAccount([deal(1, 'won'), deal(1, 'lost'), deal(2, 'lost'), deal(3, 'open')]);
  assert.deepEqual([rates.get(1)?.value, rates.get(1)?.n], [0.5, 2]);
  assert.deepEqual([rates.get(2)?.value, rates.get(2)?.n], [0, 1]);
  assert.equal(rates.get(3)?.value, null);
});

test('S1-50 average orders by fiscal quarter from April, first orders apart', () => {
  const order = (orderedOn: string, amountYen: number, isFirst = false) => ({
    orderedOn,
    amountYen,
    isFirst,
    products: isFirst ? 2 : 1,
  });
  const orders = [
    order('2026-03-31', 9),
    order('2026-04-01', 100, true),
    order('2026-06-30', 300),
    order('2026-07-01', 50),
  ];
  const trend = averageOrders(orders, periodsBetween('quarter', '2026-04-01', '2026-12-31'));
  assert.deepEqual(
    trend.map(({ period, all, first, productsPerFirst }) => [
      period.label.ja,
      all.value,
      first.value,
      productsPerFirst.value,
    ]),
    [
      ['2026年度Q1', 200, 100, 2],
      ['2026年度Q2', 50, null, null],
      ['2026年度Q3', null, null, null],
    ],
  );
});

test('S1-52 deals with existing customers, twelve months before and after', () => {
  const on = (createdOn: string, isCustomer = true) => deal(1, 'open', { createdOn, isCustomer });
  const found = customerDealsAround(
    [on('2025-03-31'), on('2025-04-01'), on('2026-04-01'), on('2027-03-31'), on('2027-04-01'), on('2026-06-01', false)],
    '2026-04-01',
  );
  assert.deepEqual([found.before.deals, found.after.deals, found.after.amountYen], [1, 2, 2_000_000]);
});

test('S3-16 SQLs count inside targets on that day, each cycle once', () =>
  assert.deepEqual(
    sqlCreated([
      { cycleId: 'a', isOnTargets: true },
      { cycleId: 'a', isOnTargets: true },
      { cycleId: 'b', isOnTargets: false },
    ]),
    { inside: 1, outside: 1 },
  ));

test('S3-17 a no-show is no meeting', () => {
  const meeting = (status: 'set' | 'held' | 'no_show' | 'cancelled', isOnTargets = true) => ({ status, isOnTargets });
  const found = meetingsHeld([meeting('held'), meeting('no_show'), meeting('set'), meeting('held', false)]);
  assert.deepEqual([found.held, found.noShow, found.waiting, found.heldOfSet.value], [1, 1, 1, 0.5]);
});
