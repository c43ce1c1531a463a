import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnHeader, returnValues, statusWords, type ReturnedLead } from './sfa-return.ts';
import { defaultStageTable } from './stage-table.ts';

const table = defaultStageTable('salesforce');
const lead: ReturnedLead = {
  state: 'handed_over',
  toldStatus: 'Open',
  toldOwner: '005A',
  receiver: '堂島 剛',
  reason: null,
  handedOn: '2026-11-16',
  acceptedOn: null,
  rejectedOn: null,
  recycleOn: null,
  nextAction: null,
  nextOn: null,
  isTarget: true,
  tier: 'T1',
  dealKey: null,
};

test('statuses come in the words and the language of the SFA', () => {
  const english = statusWords(table, ['Open', 'Contacted']);
  assert.deepEqual(
    [english.mql, english.sal, english.rejected],
    ['MQL', 'Contacted', 'Closed - Not Converted'],
    'the word its records use wins over the first of the table',
  );
  const japanese = statusWords(table, ['新規', '対応中']);
  assert.deepEqual([japanese.mql, japanese.sal, japanese.rejected], ['引き渡し済', '対応中', '差し戻し']);
  const own = statusWords({ ...table, statuses: { A1: 'mql' } }, []);
  assert.deepEqual([own.mql, own.won], ['A1', '受注']);
});

test('columns are named as its export named them, then by hand, then plainly in its language', () => {
  const header = returnHeader({ recordId: 'Lead ID', status: 'Lead Status' }, { owner: 'OwnerId' });
  assert.deepEqual(
    [header.recordId, header.status, header.owner, header.nextOn],
    ['Lead ID', 'Lead Status', 'OwnerId', 'Next Action Date'],
  );
  assert.equal(returnHeader({ recordId: 'リード ID' }, {}).nextOn, '次回予定日');
});

test('the owner goes back as the SFA calls them; a lead that was taken back says what the SFA said', () => {
  const words = statusWords(table, []);
  const values = returnValues(lead, words, new Map([['堂島 剛', '005X']]));
  assert.deepEqual([values.status, values.owner], ['引き渡し済', '005X']);
  const back = returnValues({ ...lead, state: 'new', handedOn: null }, words, new Map());
  assert.deepEqual([back.status, back.owner], ['Open', '005A']);
  assert.equal(returnValues({ ...lead, state: 'ignored' }, words, new Map()).reason, '未対応(期限切れ)');
  assert.equal(
    returnValues({ ...lead, state: 'returned', reason: 'wrong_role' }, words, new Map()).reason,
    '部署・役職が違う',
  );
});

test('a record goes back with whether its company is a target, and in which tier', () => {
  const values = returnValues(lead, statusWords(table, []), new Map());
  assert.deepEqual([values.target, values.tier], ['TRUE', 'T1']);
  assert.equal(
    returnValues({ ...lead, isTarget: false, tier: null }, statusWords(table, []), new Map()).target,
    'FALSE',
  );
  const header = returnHeader({ recordId: 'リード ID' }, {});
  assert.deepEqual([header.target, header.tier], ['ターゲット', '階層']);
});
