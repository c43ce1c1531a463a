import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lostReasonOf, opportunityTypeOf } from './deal-words.ts';

test('the words of the usual systems say what kind of business a deal is', () => {
  for (const [text, type] of [
    ['新規', 'new'],
    ['New Business', 'new'],
    ['既存', 'cross_sell'],
    ['クロスセル', 'cross_sell'],
    ['既存顧客 - アップグレード', 'upsell'],
    ['契約更新', 'renewal'],
    ['休眠の掘り起こし', 'win_back'],
    ['その他', undefined],
  ] as const)
    assert.equal(opportunityTypeOf(text), type, text);
});

test('a lost deal keeps its reason; no decision is told by the stage where no reason is', () => {
  for (const [text, stage, reason] of [
    ['価格が高い', '失注', 'price'],
    ['他社(ミナト精機)に決定', '失注', 'competitor'],
    ['予算がつかず', '失注', 'budget'],
    ['機能不足', 'Closed Lost', 'function'],
    ['来期に延期', '失注', 'timing'],
    ['先方の担当者交代', '失注', 'relation'],
    ['Competitor', 'Closed Lost', 'competitor'],
    ['社内事情', '失注', 'other'],
    [undefined, '見送り', 'no_decision'],
    [undefined, '失注', undefined],
  ] as const)
    assert.equal(lostReasonOf(text, 'lost', stage), reason, `${text} ${stage}`);
  assert.equal(lostReasonOf(undefined, 'no_decision', '検討中止'), 'no_decision');
  assert.equal(lostReasonOf('予算がつかず', 'no_decision', '見送り'), 'budget');
  assert.equal(lostReasonOf('予算', 'postponed', '保留'), undefined);
  assert.equal(lostReasonOf('価格', 'won', '受注'), undefined);
});
