import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import {
  advanceDeal,
  dealStory,
  isDealStepPossible,
  lastReopening,
  openDeal,
  reopenDays,
  type DealEvent,
  type DealTold,
} from './deal-life.ts';
import { dealStates, isDecided, leadEndOf, type DealState } from './deal-state.ts';

test('a deal is won, lost, undecided or postponed, and reopened within 90 days under its id', () => {
  const step = (event: DealEvent, deal = openDeal('d1')) => advanceDeal(deal, event);
  const lost = step({ kind: 'lose', reason: 'price', on: '2026-04-01', by: 'm1' });
  const reopened = step({ kind: 'reopen', on: addDays('2026-04-01', reopenDays), by: 'm1' }, lost);
  assert.deepEqual([reopened.state, reopened.dealId, reopened.closedOn, reopened.log.length], ['open', 'd1', null, 2]);
  assert.throws(
    () => step({ kind: 'reopen', on: '2026-07-01', by: null }, lost),
    (error) => error instanceof Refusal && error.code === 'deal_closed_too_long',
  );
  const postponed = step({ kind: 'postpone', until: '2026-10-01', on: '2026-04-01', by: null });
  assert.deepEqual([postponed.state, postponed.postponedUntil], ['postponed', '2026-10-01']);
  assert.equal(step({ kind: 'resume', on: '2026-10-01', by: null }, postponed).state, 'open');
  assert.equal(step({ kind: 'give_up', on: '2026-10-01', by: null }, postponed).state, 'no_decision');
  assert.equal(step({ kind: 'win', on: '2026-04-01', by: null }).state, 'won');
  assert.throws(
    () => step({ kind: 'win', on: '2026-04-02', by: null }, lost),
    (error) => error instanceof Refusal && error.code === 'deal_step_impossible',
  );
});

const told = (state: DealState, on: string, more: Partial<DealTold> = {}): DealTold => ({
  state,
  on,
  by: on,
  closedOn: null,
  postponedUntil: null,
  reason: undefined,
  ...more,
});
const kinds = (facts: Parameters<typeof dealStory>[1]) => dealStory('d1', facts).life.log.map(({ kind }) => kind);

test('files tell the steps of a deal: what they tell again adds none, and an end told late is no reopening in time', () => {
  const lost = told('lost', '2026-04-10', { closedOn: '2026-04-01', reason: 'price' });
  assert.deepEqual(kinds([told('open', '2026-03-01'), told('open', '2026-03-08'), lost, lost]), ['lose']);
  const inTime = dealStory('d1', [lost, told('open', '2026-06-30')]).life;
  assert.deepEqual(
    [inTime.state, lastReopening(inTime)],
    ['open', { on: '2026-06-30', endedOn: '2026-04-01', days: 90, isLate: false }],
  );
  const late = dealStory('d1', [lost, told('open', '2026-07-01')]).life;
  assert.deepEqual(
    [late.dealId, late.state, lastReopening(late)],
    ['d1', 'open', { on: '2026-07-01', endedOn: '2026-04-01', days: 91, isLate: true }],
  );
  assert.deepEqual(kinds([lost, told('won', '2026-05-01')]), ['lose', 'reopen', 'win']);
  const rests = told('postponed', '2026-05-01', { postponedUntil: '2026-08-01' });
  const longer = told('postponed', '2026-07-01', { postponedUntil: '2026-12-01' });
  assert.deepEqual(kinds([rests, longer, told('open', '2026-11-01')]), ['postpone', 'postpone', 'resume']);
  assert.deepEqual(kinds([rests, told('no_decision', '2026-09-01')]), ['postpone', 'give_up']);
  assert.deepEqual(kinds([rests, told('won', '2026-09-01')]), ['postpone', 'resume', 'win']);
});

test('what people say holds until the file tells something else', () => {
  const open = told('open', '2026-04-01');
  const giveUp: DealEvent = { kind: 'give_up', on: '2026-04-10', by: 'e1' };
  const said = dealStory('d1', [open, giveUp]);
  assert.deepEqual([said.life.state, said.life.closedOn, said.isByHand], ['no_decision', '2026-04-10', true]);
  const again = dealStory('d1', [open, giveUp, told('open', '2026-04-20')]);
  assert.deepEqual(again.life.log, said.life.log);
  const won = dealStory('d1', [open, giveUp, told('won', '2026-05-01')]);
  assert.deepEqual([won.life.state, won.isByHand], ['won', false]);
  const tooLate = dealStory('d1', [
    told('lost', '2026-04-01', { closedOn: '2026-04-01' }),
    { kind: 'reopen', on: '2026-07-01', by: 'e2' },
  ]);
  assert.equal(tooLate.life.state, 'lost');
});

const fact = fc.oneof(
  fc.record({
    state: fc.constantFrom(...dealStates),
    closedOn: fc.constantFrom(null, '2026-01-31', '2026-09-30'),
    postponedUntil: fc.constantFrom(null, '2027-01-31'),
  }),
  fc.constantFrom<DealEvent['kind']>('give_up', 'resume', 'reopen', 'postpone'),
);
const history = fc.array(fact, { maxLength: 12 }).map((facts) =>
  facts.map((one, index): DealTold | DealEvent => {
    const on = addDays('2026-01-01', index * 40);
    if (typeof one === 'string') return { kind: one, until: null, on, by: `e${index}` } as DealEvent;
    return told(one.state, on, one);
  }),
);

test('the log of a deal leads to where it stands, and ends where its file ends unless people said otherwise', () => {
  fc.assert(
    fc.property(history, (facts) => {
      const { life, isByHand } = dealStory('d1', facts);
      assert.deepEqual(life.log.reduce(advanceDeal, openDeal('d1')), life);
      const last = facts.findLast((one): one is DealTold => 'state' in one);
      if (!isByHand) assert.equal(life.state, last?.state ?? 'open');
      assert.equal(life.closedOn !== null, isDecided(life.state));
      assert.deepEqual(dealStory('d1', last ? [...facts, last] : facts).life, life);
      for (const kind of ['win', 'resume', 'reopen'] as const)
        if (isDealStepPossible(life, { kind, on: '2028-01-01' }))
          assert.notEqual(advanceDeal(life, { kind, on: '2028-01-01', by: null }).state, life.state);
    }),
  );
});

test('a lead knows of its deal that it goes on, was won or was not', () => {
  assert.deepEqual(dealStates.map(leadEndOf), ['open', 'won', 'lost', 'lost', 'open']);
});
