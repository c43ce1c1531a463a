import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCalendar } from '#core/period/business-calendar.ts';
import { commonPart, markersOf, type DefinitionChange } from './definition-change.ts';
import { getKpi } from './catalogue.ts';
import { isAgreed, planFor, readPlan, type KpiPlan } from './plan.ts';

const plan: KpiPlan = {
  kpiCode: 'K3.3',
  scope: 'all',
  from: '2026-06-01',
  to: '2026-07-01',
  target: 22_000_000,
  approvals: { marketing: 'm1', sales: null },
};
const options = { asOf: '2026-06-15', calendar: defaultCalendar, direction: 'higher', isAdditive: true } as const;

test('a joint target needs both sides', () => {
  assert.equal(isAgreed(plan), false);
  assert.equal(isAgreed({ ...plan, approvals: { marketing: 'm1', sales: 's1' } }), true);
});

test('the target of a longer period is the sum of its parts where the KPI adds up, and only when none is missing', () => {
  const agreed = (from: string, to: string, target: number, kpiCode = 'K3.3') => ({
    ...plan,
    kpiCode,
    from,
    to,
    target,
    approvals: { marketing: 'm1', sales: 's1' },
  });
  const months = [
    agreed('2026-04-01', '2026-05-01', 1),
    agreed('2026-05-01', '2026-06-01', 2),
    agreed('2026-06-01', '2026-07-01', 4),
  ];
  const quarter = { from: '2026-04-01', to: '2026-07-01' };
  assert.equal(planFor(getKpi('K3.3'), months, 'all', quarter)?.target, 7);
  assert.equal(planFor(getKpi('K3.3'), months.slice(1), 'all', quarter), undefined);
  assert.equal(planFor(getKpi('K3.3'), months, 'inside', quarter), undefined);
  assert.equal(planFor(getKpi('K3.3'), [...months, agreed('2026-04-01', '2026-07-01', 9)], 'all', quarter)?.target, 9);
  const half = { from: '2026-04-01', to: '2026-08-01' };
  const mixed = [agreed('2026-04-01', '2026-07-01', 9), agreed('2026-07-01', '2026-08-01', 5), ...months];
  assert.equal(planFor(getKpi('K3.3'), mixed, 'all', half)?.target, 14);
  const rates = months.map((month) => ({ ...month, kpiCode: 'K6.1' }));
  assert.equal(planFor(getKpi('K6.1'), rates, 'all', quarter), undefined);
  assert.equal(planFor(getKpi('K3.3'), [{ ...months[0]!, approvals: plan.approvals }], 'all', months[0]!), undefined);
});

test('pace counts business days; landing adds the expected rest', () => {
  const reading = readPlan(plan, 11_000_000, { ...options, expectedRest: 9_000_000 });
  assert.deepEqual([reading.elapsedDays, reading.totalDays], [11, 22]);
  assert.deepEqual([reading.achievement, reading.pace, reading.status], [0.5, 1, 'green']);
  assert.equal(reading.landing, 20_000_000);
  assert.equal(readPlan(plan, 11_000_000, options).landing, 22_000_000);
});

const statuses: [number, string][] = [
  [11_000_000, 'green'],
  [8_800_000, 'amber'],
  [8_700_000, 'red'],
];
for (const [actual, status] of statuses)
  test(`${actual} yen by the middle of the month is ${status}`, () =>
    assert.equal(readPlan(plan, actual, options).status, status));

test('where lower is better target over actual counts; rates have no elapsed share', () => {
  const reading = readPlan({ ...plan, target: 0.2 }, 0.25, { ...options, direction: 'lower', isAdditive: false });
  assert.deepEqual([reading.achievement, reading.pace, reading.status], [0.8, 0.8, 'amber']);
  assert.equal(reading.landing, 0.25);
});

test('nothing to divide by gives null, never 0 or infinity', () => {
  assert.equal(readPlan({ ...plan, target: 0 }, 5, options).achievement, null);
  assert.equal(readPlan(plan, null, options).landing, null);
  assert.equal(readPlan(plan, 0, { ...options, direction: 'lower' }).achievement, null);
  const early = readPlan(plan, 0, { ...options, asOf: '2026-05-31' });
  assert.deepEqual([early.pace, early.landing, early.status], [null, null, 'none']);
});

test('after the end the whole period counts', () =>
  assert.equal(readPlan(plan, 22_000_000, { ...options, asOf: '2026-08-31' }).pace, 1));

test('a change of meaning inside the window is marked, and only the common part is compared', () => {
  const change = (on: string, code: string | null): DefinitionChange => ({
    on,
    what: 'definition',
    codes: code === null ? null : [code],
    version: '2',
    whatChanged: { ja: '数え方', en: 'the way of counting' },
    by: null,
  });
  const changes = [change('2026-05-01', null), change('2026-04-10', 'K6.1'), change('2026-04-20', 'K6.2')];
  assert.deepEqual(
    markersOf('K6.1', changes, '2026-04-01', '2026-07-01').map(({ on }) => on),
    ['2026-04-10', '2026-05-01'],
  );
  assert.deepEqual(commonPart('K6.1', changes, '2026-04-01', '2026-07-01'), { from: '2026-05-01', to: '2026-07-01' });
  assert.deepEqual(commonPart('K6.1', changes, '2026-05-01', '2026-07-01'), { from: '2026-05-01', to: '2026-07-01' });
});
