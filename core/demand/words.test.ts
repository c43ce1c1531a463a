import assert from 'node:assert/strict';
import { test } from 'node:test';
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
