import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import { checkItem, decisionObjects } from './item.ts';

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const decision = { kind: 'decision', text: '規模で絞る' } as const;
const action = { kind: 'action', text: '電話する', ownerId: 1, dueOn: '2026-11-24' } as const;

test('a decision may say what it affects and whether it can be taken back; a company is named, and nothing else has one', () => {
  checkItem(decision);
  checkItem({ ...decision, isReversible: false });
  for (const affects of decisionObjects) {
    const [named, bare] = [
      { ...decision, affects, accountId: 1 },
      { ...decision, affects },
    ];
    const [right, wrong] = affects === 'company' ? [named, bare] : [bare, named];
    checkItem(right);
    assert.throws(() => checkItem(wrong), refused('decision_needs_company'), affects);
  }
  assert.throws(() => checkItem({ ...decision, accountId: 1 }), refused('decision_needs_company'));
});

test('an action has somebody and a day, and affects nothing', () => {
  checkItem(action);
  assert.throws(() => checkItem({ ...action, ownerId: undefined }), refused('action_needs_owner'));
  assert.throws(() => checkItem({ ...action, dueOn: undefined }), refused('action_needs_owner'));
  assert.throws(() => checkItem({ ...action, isReversible: true }), refused('action_affects_nothing'));
  assert.throws(() => checkItem({ ...action, affects: 'plays' }), refused('action_affects_nothing'));
});
