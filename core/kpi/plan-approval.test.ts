import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#core/refusal.ts';
import { getKpi } from './catalogue.ts';
import { advancePlan, checkTarget, isPlannable, type PlanStanding, type PlanStep } from './plan-approval.ts';

const draft: PlanStanding = { state: 'draft', approvals: { marketing: null, sales: null } };
const approve = (side: 'marketing' | 'sales', memberId: number, more: object = {}) =>
  ({ verdict: 'approve', side, memberId, isProxy: false, ...more }) as const;
const after = (...steps: PlanStep[]) => steps.reduce(advancePlan, draft);
const refused = (code: string, ...steps: PlanStep[]) =>
  assert.throws(
    () => after(...steps),
    (error) => error instanceof Refusal && error.code === code,
  );
const submit = { verdict: 'submit' } as const;

test('a target holds once marketing and sales agreed, in either order', () => {
  assert.equal(after(submit, approve('marketing', 1)).state, 'submitted');
  assert.equal(after(submit, approve('marketing', 1), approve('sales', 2)).state, 'in_force');
  assert.equal(after(submit, approve('sales', 2), approve('marketing', 1)).state, 'in_force');
});

test('one person cannot agree for both sides', () =>
  refused('plan_needs_two_people', submit, approve('marketing', 1), approve('sales', 1)));

test('what a meeting agreed may be entered by one person, with its day and attendees', () => {
  refused('proxy_note_missing', submit, approve('marketing', 1, { isProxy: true }));
  const note = '2026/10/02 定例 藤代・堂島';
  const entered = after(
    submit,
    approve('marketing', 1, { isProxy: true, note }),
    approve('sales', 1, { isProxy: true, note }),
  );
  assert.deepEqual([entered.state, entered.approvals.sales], ['in_force', { memberId: 1, isProxy: true }]);
});

test('a returned target is a draft again and needs both sides anew', () => {
  const back = after(submit, approve('sales', 2), { verdict: 'return', note: '高すぎる' }, submit);
  assert.deepEqual(back, { state: 'submitted', approvals: draft.approvals });
  refused('reason_missing', submit, { verdict: 'return', note: ' ' });
});

test('steps that are not possible are refused', () => {
  refused('plan_step_impossible', approve('sales', 2));
  refused('plan_step_impossible', submit, submit);
  refused('plan_step_impossible', submit, approve('marketing', 1), approve('sales', 2), { verdict: 'withdraw' });
  refused('plan_approved_already', submit, approve('sales', 2), approve('sales', 3));
});

test('no sequence of steps brings a target into force without two people or two entries of a meeting', () => {
  const step = fc.oneof(
    fc.constantFrom<PlanStep>(submit, { verdict: 'withdraw' }, { verdict: 'return', note: '見直し' }),
    fc.record({
      verdict: fc.constant('approve' as const),
      side: fc.constantFrom('marketing' as const, 'sales' as const),
      memberId: fc.integer({ min: 1, max: 3 }),
      isProxy: fc.constant(false),
    }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let plan = draft;
      for (const one of steps) {
        try {
          plan = advancePlan(plan, one);
        } catch (error) {
          assert.ok(error instanceof Refusal);
        }
      }
      const { marketing, sales } = plan.approvals;
      if (plan.state === 'in_force') assert.ok(marketing && sales && marketing.memberId !== sales.memberId);
    }),
  );
});

test('targets are set for KPIs with one number that is better high or low, within what can be meant', () => {
  assert.deepEqual(
    ['K6.1', 'K3.3', 'K5.4', 'K2.1'].map((code) => isPlannable(getKpi(code))),
    [true, true, false, false],
  );
  assert.equal(checkTarget(getKpi('K6.1'), 0.93), 0.93);
  for (const [code, target] of [
    ['K6.1', 1.2],
    ['K3.3', 0],
    ['K3.3', Number.NaN],
  ] as const)
    assert.throws(() => checkTarget(getKpi(code), target), /使えません/);
});
