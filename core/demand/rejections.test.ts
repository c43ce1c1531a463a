import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedbackRate, feedbackTextMax, feedbackWords } from './feedback.ts';
import type { RejectionReason } from './reasons.ts';
import { consequenceCounts, rejectionTable, type HandedLead } from './rejections.ts';
import { proposeRuleChanges } from './rule-proposal.ts';

let number = 0;
const leads = (count: number, source: string, reason: RejectionReason | null, ruleVersion = 'r1'): HandedLead[] =>
  Array.from({ length: count }, () => ({
    cycleId: `c${number++}`,
    ruleVersion,
    traits: { source, icp: null },
    outcome: reason ? 'rejected' : 'sal',
    reason,
    hasDeal: false,
  }));

test('rejections are told by reason, source and rule version', () => {
  const given = [
    ...leads(6, '展示会', 'wrong_company'),
    ...leads(2, '展示会', 'no_need'),
    ...leads(2, '展示会', null),
    ...leads(1, 'ウェビナー', 'no_need'),
    ...leads(9, 'ウェビナー', null),
    ...leads(5, 'ウェビナー', null, 'r2'),
  ];
  const table = rejectionTable(given);
  assert.deepEqual(
    table.map((row) => [row.source, row.ruleVersion, row.handed, row.rejected.value]),
    [
      ['展示会', 'r1', 10, 0.8],
      ['ウェビナー', 'r1', 10, 0.1],
      ['ウェビナー', 'r2', 5, 0],
    ],
  );
  assert.deepEqual(
    table[0]?.reasons.map(({ reason, count, share }) => [reason, count, share.value]),
    [
      ['wrong_company', 6, 0.6],
      ['no_need', 2, 0.2],
    ],
  );
  assert.deepEqual(consequenceCounts(given), { review_rule: 6, nurture: 3 });
});

test('a clearly worse group is proposed with what it would have changed', () => {
  const given = [
    ...leads(14, '展示会', 'wrong_company'),
    ...leads(6, '展示会', null),
    ...leads(8, 'ウェビナー', 'wrong_company'),
    ...leads(72, 'ウェビナー', null),
  ];
  const [proposal, ...others] = proposeRuleChanges(given);
  assert.deepEqual([proposal?.kind, proposal?.trait, proposal?.value], ['stop_handing_over', 'source', '展示会']);
  assert.equal(others.length, 0);
  const { effect } = proposal!;
  assert.deepEqual([effect.handedBefore, effect.handedAfter, effect.salMissed, effect.dealsMissed], [100, 80, 6, 0]);
  assert.deepEqual([effect.salRateBefore.value, effect.salRateAfter.value], [0.78, 0.9]);
  assert.ok(proposal!.evidence.interval!.low > 0);
  assert.equal(
    proposal?.sentence.ja,
    '「展示会」を営業へ渡さない。過去の実績では、引き渡し 100件 → 80件、SAL率 78.0% → 90.0%(95%区間 81.5〜94.8%)。受入 6件、商談 0件は得られませんでした。',
  );
});

test('small or unclear groups propose nothing; bad data asks for data, not for another rule', () => {
  assert.deepEqual(proposeRuleChanges([...leads(9, '名刺', 'wrong_role'), ...leads(50, 'ウェビナー', null)]), []);
  const alike = [...leads(3, '名刺', 'wrong_role'), ...leads(17, '名刺', null), ...leads(5, 'Web', 'wrong_role')];
  assert.deepEqual(proposeRuleChanges([...alike, ...leads(45, 'Web', null)]), []);
  const unreachable = [...leads(10, '名刺', 'unreachable'), ...leads(10, '名刺', null), ...leads(60, 'Web', null)];
  assert.deepEqual(
    proposeRuleChanges(unreachable).map(({ kind, value }) => [kind, value]),
    [['check_data_first', '名刺']],
  );
  const early = [...leads(10, '名刺', 'too_early'), ...leads(10, '名刺', null), ...leads(60, 'Web', null)];
  assert.equal(proposeRuleChanges(early)[0]?.kind, 'nurture_longer');
});

test('S2-46 feedback of sales and agencies counts once a hand-over', () => {
  const given = [
    { itemId: 'a', code: 'useful', by: 'sales' },
    { itemId: 'a', code: 'later', by: 'agency' },
    { itemId: 'x', code: 'useful', by: 'agency' },
  ] as const;
  const rate = feedbackRate(['a', 'b', 'c', 'd', 'e'], given);
  assert.deepEqual([rate.numerator, rate.denominator], [1, 5]);
  assert.equal(feedbackWords.length, 5);
  assert.equal(feedbackTextMax, 200);
});
