import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dealPhaseOf } from './deal-phase.ts';

test('stages of the usual systems are read as one of six steps, what somebody set comes first', () => {
  const read = {
    1: ['初回訪問', 'Prospecting', 'アポ獲得'],
    2: ['ヒアリング', 'Qualification', 'Needs Analysis', 'Engaging'],
    3: ['提案', 'presentationscheduled', 'Value Proposition'],
    4: ['見積提出', '提案・見積', 'Proposal/Price Quote'],
    5: ['条件交渉', 'Negotiation/Review'],
    6: ['稟議中', '契約手続き', 'contractsent', '受注見込み'],
  };
  for (const [phase, stages] of Object.entries(read))
    for (const stage of stages) assert.equal(dealPhaseOf(stage, {}), Number(phase), stage);
  assert.equal(dealPhaseOf('A', {}), undefined);
  assert.equal(dealPhaseOf('', {}), undefined);
  assert.equal(dealPhaseOf('Ａ ', { a: 5 }), 5);
  assert.equal(dealPhaseOf('提案', { 提案: null }), undefined);
});
