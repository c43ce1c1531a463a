import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { missingForActive, targetStatus, type TargetEvent } from './line.ts';
import { proposeTargets } from './propose.ts';

const whole = { hasOwner: true, hasClass: true };
const sales: TargetEvent = { verdict: 'approve', side: 'sales' };
const marketing: TargetEvent = { verdict: 'approve', side: 'marketing' };

test('S0-08 S2-36 a line is not active with one approval', () => {
  assert.equal(targetStatus([], whole), 'candidate');
  assert.equal(targetStatus([sales], whole), 'awaiting_marketing');
  assert.equal(targetStatus([marketing], whole), 'awaiting_sales');
  assert.equal(targetStatus([marketing, sales], whole), 'active');
});

test('without owner or class two approvals are not enough, and what lacks is said', () => {
  assert.equal(targetStatus([marketing, sales], { hasOwner: false, hasClass: true }), 'candidate');
  assert.deepEqual(missingForActive([marketing], { hasOwner: false, hasClass: true }), ['owner', 'sales']);
});

test('a decline takes both approvals back, a pause keeps them', () => {
  assert.equal(targetStatus([marketing, sales, { verdict: 'decline', side: 'sales' }], whole), 'declined');
  assert.equal(
    targetStatus(
      [marketing, sales, { verdict: 'decline', side: 'sales' }, { verdict: 'reopen', side: 'sales' }],
      whole,
    ),
    'candidate',
  );
  assert.equal(
    targetStatus([marketing, sales, { verdict: 'pause', side: 'sales' }, { verdict: 'resume', side: 'sales' }], whole),
    'active',
  );
});

test('no history without both sides ever gives an active line', () => {
  const verdict = fc.constantFrom(
    'approve',
    'withdraw',
    'hold',
    'decline',
    'pause',
    'resume',
    'exclude',
    'reopen' as const,
  );
  fc.assert(
    fc.property(fc.array(fc.record({ verdict, side: fc.constant('sales' as const) })), (events) =>
      assert.notEqual(targetStatus(events as TargetEvent[], whole), 'active'),
    ),
    { seed: 20260401 },
  );
});

test('the reasons of a proposal add up to its points', () => {
  const candidates = Array.from({ length: 40 }, (_, index) => ({
    accountId: index + 1,
    name: `社${index}`,
    value36mYen: index < 20 ? (20 - index) * 1_000_000 : 0,
    industry: index % 3 === 0 ? '機械' : '化学',
    employees: 50 + index * 20,
    openDeals: index % 4 === 0 ? 1 : 0,
    daysSinceActivity: index % 5 === 0 ? 10 : null,
    activities: index,
    people: index % 7,
  }));
  const proposals = proposeTargets(candidates, 50);
  assert.ok(proposals.length > 10);
  for (const proposal of proposals)
    assert.equal(
      proposal.points,
      proposal.reasons.reduce((sum, part) => sum + part.points, 0),
    );
  assert.equal(proposals[0]?.accountId, 1);
});
