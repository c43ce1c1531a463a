import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonWords } from './reasons.ts';
import { defaultStageTable, stageWords, statusKey } from './stage-table.ts';
import { activityTypeOf, activityTypeWords, dealStateOf, dealStateWords } from './words.ts';

test('each word of ours is understood as what it stands for', () => {
  for (const [state, word] of Object.entries(dealStateWords)) assert.equal(dealStateOf(word), state);
  for (const [type, word] of Object.entries(activityTypeWords)) assert.equal(activityTypeOf(word), type);
  for (const source of ['csv', 'salesforce', 'hubspot', 'marketo']) {
    const statuses = Object.entries(defaultStageTable(source).statuses);
    for (const [stage, word] of Object.entries(stageWords))
      assert.equal(statuses.find(([status]) => statusKey(status) === statusKey(word))?.[1], stage, `${source} ${word}`);
  }
});

test('words of files for how a deal stands', () => {
  const meant = {
    open: [
      '提案',
      '検討中',
      '保留解除',
      '受注見込み',
      'Engaging',
      'Prospecting',
      'Qualified',
      '見積再開',
      'Contract Pending',
    ],
    won: ['受注', 'Closed Won', 'Won', '契約締結'],
    lost: ['失注', 'Closed Lost', 'Lost', '失注(見送り)', 'キャンセル'],
    no_decision: ['見送り', '検討中止', 'No Decision', 'Closed - no decision', '自然消滅', '受注見送り'],
    postponed: [
      '保留',
      '延期',
      '来期へ先送り',
      'ペンディング',
      '凍結',
      'On Hold',
      'on-hold',
      'Postponed',
      '受注延期',
      'Pending',
    ],
  };
  for (const [state, words] of Object.entries(meant))
    for (const word of words) assert.equal(dealStateOf(word), state, word);
});

for (const [given, ja, en] of [
  ['no_budget', '予算なし', 'No budget'],
  ['来期の予算が未定', '予算なし', 'No budget'],
  ['担当者が退院待ち', '担当者が退院待ち', '担当者が退院待ち'],
  ['other', 'その他(要記入)', 'Other (say what)'],
] as const)
  test(`the reason ${given} reads ${ja}`, () => {
    const words = reasonWords(given);
    assert.deepEqual([words.ja, words.en], [ja, en]);
  });
