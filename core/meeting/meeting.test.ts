import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import { getKpi } from '#core/kpi/catalogue.ts';
import {
  actionRate,
  actionStateOn,
  advanceAction,
  fiveNumbers,
  isConfirmationOverdue,
  isMeetingOverdue,
  meetingRate,
  toldCounts,
  missedWeeks,
} from './meeting.ts';

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('S1-35 after eight days without a meeting every first screen warns', () => {
  assert.equal(isMeetingOverdue('2026-04-01', '2026-01-01', '2026-04-08'), false);
  assert.equal(isMeetingOverdue('2026-04-01', '2026-01-01', '2026-04-09'), true);
  assert.equal(isMeetingOverdue(null, '2026-04-01', '2026-04-09'), true);
});

test('minutes that are a draft 24 hours after the meeting are asked for; it counts as over at 18:00', () => {
  const at = (time: string) => new Date(`2026-04-02T${time}+09:00`);
  assert.equal(isConfirmationOverdue('held', '2026-04-01', at('18:00:00')), false);
  assert.equal(isConfirmationOverdue('held', '2026-04-01', at('18:00:01')), true);
  assert.equal(isConfirmationOverdue('minutes_confirmed', '2026-04-01', at('23:00:00')), false);
});

test('what a line counts is told in one order, however it was kept; of a campaign nothing is left out', () => {
  assert.deepEqual(toldCounts('plays', { sal: 2, deals: 0, handed: 3, rejected: 1 }), [
    ['handed', 3],
    ['sal', 2],
    ['rejected', 1],
    ['deals', 0],
  ]);
  assert.deepEqual(toldCounts('movedAccounts', { set: 1, won: 2, lost: 0 }), [
    ['won', 2],
    ['set', 1],
  ]);
});

test('an action item may be late and still be done; dropping needs a reason', () => {
  assert.equal(advanceAction(advanceAction('open', 'pass_due'), 'finish'), 'done');
  assert.equal(advanceAction('open', 'drop', '不要になった'), 'dropped');
  assert.throws(() => advanceAction('open', 'drop'), refused('action_needs_reason'));
  assert.throws(() => advanceAction('done', 'drop', 'x'), refused('action_step_impossible'));
  for (const state of ['done', 'dropped'] as const) assert.equal(advanceAction(state, 'reopen'), 'open');
  assert.throws(() => advanceAction('open', 'reopen'), refused('action_step_impossible'));
});

test('an open action is late once its day has passed; one that is settled is not', () => {
  assert.equal(actionStateOn('open', '2026-04-10', '2026-04-10'), 'open');
  assert.equal(actionStateOn('open', '2026-04-10', '2026-04-11'), 'late');
  assert.equal(actionStateOn('open', null, '2026-04-11'), 'open');
  for (const state of ['done', 'dropped'] as const)
    assert.equal(actionStateOn(state, '2026-04-10', '2026-04-11'), state);
});

test('S1-35 each of the five numbers is held against a KPI that can have a target', () => {
  for (const code of Object.values(fiveNumbers)) assert.notEqual(getKpi(code).definition, null, code);
});

test('weeks without a meeting are told since the first one; the running week is not over', () => {
  assert.deepEqual(missedWeeks(['2026-04-03', '2026-04-21'], '2026-05-06'), ['2026-04-27', '2026-04-13', '2026-04-06']);
  assert.deepEqual(missedWeeks(['2026-04-03', '2026-04-21'], '2026-05-06', ['2026-04-15']), [
    '2026-04-27',
    '2026-04-06',
  ]);
  assert.deepEqual(missedWeeks([], '2026-05-06'), []);
});

test('rates count weeks once and only what is due', () => {
  const rate = meetingRate(['2026-04-06', '2026-04-07', '2026-04-20'], '2026-04-06', '2026-05-04');
  assert.deepEqual([rate.numerator, rate.denominator], [2, 4]);
  const actions = [
    { dueOn: '2026-04-10', doneOn: '2026-04-09' },
    { dueOn: '2026-04-10', doneOn: '2026-04-12' },
    { dueOn: '2026-04-10', doneOn: null },
    { dueOn: '2026-06-01', doneOn: null },
  ];
  assert.deepEqual(
    [actionRate(actions, '2026-05-01').numerator, actionRate(actions, '2026-05-01').denominator],
    [1, 3],
  );
});
