import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { consensusOf, roleWeights, stances, type BuyingRole, type Member, type Stance } from './consensus.ts';
import { budgetFits, offerNearness, orderLikelihood } from './order-likelihood.ts';

for (const [id, consensus, budget, offer, score, isHigh, weakest] of [
  ['G-LIK-1', 0.7, 0.8, 0.7, '72.50', true, 'consensus'],
  ['G-LIK-2', 0.9, 0.9, 0.2, '65.50', false, 'offer'],
  ['G-LIK-3', 0.325, 0.35, 0.7, '46.25', false, 'consensus'],
] as const)
  test(`${id} consensus ${consensus}, budget ${budget}, offer ${offer} score ${score}`, () => {
    const found = orderLikelihood({ consensus, budget, offer });
    assert.deepEqual([found.score.toFixed(2), found.isHigh, found.weakest], [score, isHigh, weakest]);
  });

test('a refused budget is never high, however much the rest says', () => {
  const found = orderLikelihood({ consensus: 1, budget: budgetFits.none, offer: 0.95 });
  assert.deepEqual([found.score > 60, found.isHigh, found.weakest], [true, false, 'budget']);
});

const member = (role: BuyingRole, stance: Stance, isStrong = false): Member => ({ role, stance, isStrong });

test('G-LIK-3 a champion and half a user make .325 while the decision maker is unknown', () => {
  const found = consensusOf([member('champion', 'agree'), member('user', 'favour')]);
  assert.deepEqual([Number(found.value.toFixed(3)), found.caps], [0.325, ['no_decision_maker']]);
});

test('caps: no decision maker .5, somebody strong against it .4, no champion .6', () => {
  const everyone = (Object.keys(roleWeights) as BuyingRole[]).map((role) => member(role, 'agree'));
  const but = (role: BuyingRole) => everyone.filter((one) => one.role !== role);
  const found = [everyone, but('decision_maker'), but('champion'), [...everyone, member('user', 'oppose', true)]];
  assert.deepEqual(
    found.map((members) => [consensusOf(members).value, consensusOf(members).label]),
    [
      [1, 'agreed'],
      [0.5, 'mostly'],
      [0.6, 'mostly'],
      [0.4, 'partly'],
    ],
  );
  assert.equal(consensusOf([]).label, 'unformed');
});

test('the nearest offer counts, halved after 45 days; further people add a little', () => {
  const demo = { personId: 'a', nearness: 0.7, on: '2026-04-01' };
  assert.equal(offerNearness([demo], '2026-04-01'), 0.7);
  assert.equal(offerNearness([demo], '2026-05-16'), 0.35);
  assert.equal(offerNearness([demo], '2026-07-31'), 0);
  assert.equal(offerNearness([demo], '2026-03-31'), 0);
  const others = ['b', 'c', 'd'].map((personId) => ({ ...demo, personId, nearness: 0.35 }));
  assert.equal(offerNearness([demo, ...others.slice(0, 1)], '2026-04-01').toFixed(2), '0.75');
  assert.equal(offerNearness([demo, ...others], '2026-04-01').toFixed(2), '0.80');
  assert.equal(offerNearness([{ ...demo, nearness: 0.95 }, ...others], '2026-04-01'), 1);
});

test('consensus and likelihood stay in their bounds, and agreeing never lowers a consensus', () => {
  const one = fc.record<Member>({
    role: fc.constantFrom(...(Object.keys(roleWeights) as BuyingRole[])),
    stance: fc.constantFrom(...(Object.keys(stances) as Stance[])),
    isStrong: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 10 }), (members) => {
      const before = consensusOf(members);
      assert.ok(before.value >= 0 && before.value <= 1 && before.value <= before.raw);
      const after = consensusOf(members.map((given) => ({ ...given, stance: 'agree' as const })));
      assert.ok(after.value >= before.value);
      const { score } = orderLikelihood({ consensus: before.value, budget: 0.25, offer: 0.5 });
      assert.ok(score >= 0 && score <= 100);
    }),
  );
});
