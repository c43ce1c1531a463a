import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#core/refusal.ts';
import { advance, fold, isPossible, possibleEvents } from './advance.ts';
import { dayOf, nextCycle, openCycle, reviewFromCycle, type Cycle, type CycleState } from './cycle.ts';
import { cycleSteps, lostReasons, type CycleEvent, type CycleStep } from './cycle-event.ts';
import { reasonOf, reasonRules, recycleDay, rejectionReasons } from './reasons.ts';
import { outcomeOf, tally } from './tally.ts';
import { verdicts } from './verdicts.ts';
import { april } from '#core/period/fiscal.ts';

const seed = { cycleId: 'c1', leadId: 'l1', number: 1, sourcedBy: 'marketing' } as const;
const who = { by: 'm1' };
const step = (given: CycleStep, at = '2026-04-07T01:00:00Z'): CycleEvent => ({ ...given, at, ...who });
const member = { kind: 'member', id: 'takase' } as const;
const opened = openCycle(seed, '2026-04-01T00:00:00Z', null);
const handed = fold(opened, [
  step({ kind: 'nurture' }, '2026-04-02'),
  step({ kind: 'qualify', ruleVersion: 'r1' }, '2026-04-06'),
  step({ kind: 'hand_over', to: member }, '2026-04-06T01:00:00Z'),
]);
const accepted = advance(handed, step({ kind: 'accept', nextAction: '電話する', nextOn: '2026-04-09' }));
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

const walks: [string, Cycle, CycleStep, CycleState][] = [
  ['受け入れる', handed, { kind: 'accept', nextAction: '電話', nextOn: '2026-04-08' }, 'accepted'],
  ['既存商談に追加 is an acceptance', handed, { kind: 'join_deal', dealId: 'd1' }, 'accepted'],
  ['担当が違う stays handed over', handed, { kind: 'reroute', to: { kind: 'member', id: 'kishimoto' } }, 'handed_over'],
  ['代理店に任せる stays handed over', handed, { kind: 'give_to_agency', agencyId: 'a1' }, 'handed_over'],
  ['後で判断 stays pending', handed, { kind: 'postpone', until: '2026-04-20' }, 'handed_over'],
  ['差し戻す', handed, { kind: 'reject', reason: 'no_need' }, 'rejected'],
  ['no answer', handed, { kind: 'lapse' }, 'ignored'],
  ['SQL', accepted, { kind: 'confirm', need: '人手不足', timing: '今期' }, 'sql'],
  ['returned after acceptance', accepted, { kind: 'return', reason: 'unreachable' }, 'returned'],
  ['accepted but ignored', accepted, { kind: 'lapse_follow_up' }, 'accepted_ignored'],
];
for (const [name, from, given, state] of walks)
  test(`S2-05 ${name}: ${from.state} → ${state}`, () => assert.equal(advance(from, step(given)).state, state));

test('S2-05 a lead goes all the way to the order, with who and when of each step', () => {
  const won = fold(accepted, [
    step({ kind: 'follow_up' }, '2026-04-09'),
    step({ kind: 'confirm', need: '人手不足', budget: '500万円' }, '2026-04-20'),
    step({ kind: 'open_deal', dealId: 'd7' }, '2026-05-01'),
    step({ kind: 'win' }, '2026-06-30'),
  ]);
  assert.equal(won.state, 'won');
  assert.deepEqual(won.deal, { dealId: 'd7', link: 'opened' });
  assert.equal(won.reached.accepted, '2026-04-07T01:00:00Z');
  assert.deepEqual(
    won.events.map((event) => event.kind),
    ['nurture', 'qualify', 'hand_over', 'accept', 'follow_up', 'confirm', 'open_deal', 'win'],
  );
  assert.ok(won.events.every((event) => event.by === 'm1'));
});

test('S2-05 nothing skips the hand-over, and a refusal says what is possible', () => {
  for (const kind of Object.keys(cycleSteps) as (keyof typeof cycleSteps)[])
    if (kind !== 'hand_over') assert.notEqual(cycleSteps[kind].mql_candidate, 'handed_over');
  assert.throws(
    () => advance(opened, step({ kind: 'accept', nextAction: 'x', nextOn: '2026-04-09' })),
    (error) =>
      refused('cycle_step_impossible')(error) &&
      (error as Refusal).message === '「リード」の段階では「受け入れる」はできません。' &&
      (error as Refusal).details.possible !== undefined,
  );
});

test('leads made by sales enter at accepted and are in no H', () => {
  const made = openCycle({ ...seed, sourcedBy: 'sales' }, '2026-04-01', 'm1');
  assert.equal(made.state, 'accepted');
  assert.equal(outcomeOf(made), undefined);
});

const incomplete: [string, Cycle, CycleStep][] = [
  ['cycle_needs_next_action', handed, { kind: 'accept', nextAction: ' ', nextOn: '2026-04-09' }],
  ['cycle_needs_next_on', handed, { kind: 'accept', nextAction: '電話', nextOn: '2026-04-01' }],
  ['cycle_needs_deal', handed, { kind: 'join_deal', dealId: null }],
  ['cycle_needs_other_receiver', handed, { kind: 'reroute', to: member }],
  ['cycle_needs_until', handed, { kind: 'postpone', until: '2026-04-07' }],
  ['cycle_needs_note', handed, { kind: 'reject', reason: 'other' }],
  ['cycle_needs_recycle_on', handed, { kind: 'reject', reason: 'too_early' }],
  ['cycle_needs_need', accepted, { kind: 'confirm', need: '', budget: 'あり' }],
  ['cycle_needs_bant', accepted, { kind: 'confirm', need: '人手不足' }],
];
for (const [code, from, given] of incomplete)
  test(`a form without its answer is refused: ${code}`, () => {
    assert.throws(() => advance(from, step(given)), refused(code));
    assert.doesNotThrow(() => advance(from, { ...step(given), isInferred: true }));
  });

test('facts come in order of time; a day and an instant of it count as one', () => {
  assert.throws(() => advance(handed, step({ kind: 'lapse' }, '2026-04-05')), refused('cycle_runs_backwards'));
  assert.doesNotThrow(() => advance(handed, step({ kind: 'lapse' }, '2026-04-06')));
  assert.equal(dayOf('2026-04-05T15:00:00Z'), '2026-04-06');
});

test('the clock restarts once on re-routing, not for ever', () => {
  const once = advance(handed, step({ kind: 'reroute', to: { kind: 'member', id: 'b' } }, '2026-04-07T01:00:00Z'));
  const twice = advance(once, step({ kind: 'give_to_agency', agencyId: 'a1' }, '2026-04-08T01:00:00Z'));
  assert.equal(once.clockFrom, '2026-04-07T01:00:00Z');
  assert.equal(twice.clockFrom, once.clockFrom);
  assert.deepEqual(twice.receiver, { kind: 'agency', id: 'a1' });
});

test('whoever accepts what waits in a queue holds it; an acceptance told by a file moves nothing', () => {
  const queue = { kind: 'queue', id: 'inside_sales' } as const;
  const waiting = advance(handed, step({ kind: 'reroute', to: queue }));
  const accept = step({ kind: 'accept', nextAction: '電話', nextOn: '2026-04-09' });
  assert.deepEqual(advance(waiting, accept).receiver, { kind: 'member', id: 'm1' });
  assert.deepEqual(advance(waiting, step({ kind: 'join_deal', dealId: 'd1' })).receiver, { kind: 'member', id: 'm1' });
  assert.deepEqual(advance(waiting, { ...accept, isInferred: true }).receiver, queue);
  assert.deepEqual(
    advance(handed, { ...accept, by: 'm2' }).receiver,
    member,
    'a deputy answers for whom it was given to',
  );
});

test('a duplicate says which lead it is the same as', () => {
  assert.throws(() => advance(handed, step({ kind: 'merge', intoCycleId: null })), refused('cycle_needs_same_lead'));
  assert.throws(() => advance(handed, step({ kind: 'merge', intoCycleId: 'c1' })), refused('cycle_needs_same_lead'));
  const merged = advance(handed, step({ kind: 'merge', intoCycleId: 'c2' }));
  assert.equal(outcomeOf(merged), undefined);
});

test('担当替え moves lead and clock without using up the restart, also after acceptance', () => {
  const to = { kind: 'member', id: 'kuga' } as const;
  const moved = advance(handed, step({ kind: 'reassign', to }, '2026-04-07T01:00:00Z'));
  const routed = advance(moved, step({ kind: 'reroute', to: member }, '2026-04-08T01:00:00Z'));
  assert.deepEqual([moved.clockFrom, routed.clockFrom], ['2026-04-07T01:00:00Z', '2026-04-08T01:00:00Z']);
  const later = advance(accepted, step({ kind: 'reassign', to }));
  assert.deepEqual([later.state, later.receiver, later.clockFrom], ['accepted', to, accepted.clockFrom]);
});

test('a lead that sales did contact does not lapse', () => {
  const contacted = advance(handed, step({ kind: 'follow_up' }));
  assert.throws(() => advance(contacted, step({ kind: 'lapse' })), refused('cycle_followed_up'));
  assert.equal(outcomeOf(contacted), 'pending');
});

test('a lead that comes back opens a new cycle and leaves the old one as it was', () => {
  const early = advance(handed, step({ kind: 'reject', reason: 'too_early', recycleOn: '2026-10-01' }));
  const recycled = advance(early, step({ kind: 'recycle', until: undefined }, '2026-04-08'));
  assert.equal(recycled.recycleOn, '2026-10-01');
  assert.throws(() => nextCycle(recycled, 'c2', '2026-09-30', null), refused('cycle_too_early'));
  assert.throws(() => nextCycle(handed, 'c2', '2026-10-01', null), refused('cycle_not_recycled'));
  assert.equal(nextCycle(recycled, 'c2', '2026-05-01', null, '資料請求').events[0]?.why, '資料請求');
  const second = nextCycle(recycled, 'c2', '2026-10-01', null);
  assert.deepEqual([second.number, second.state, second.leadId], [2, 'nurturing', 'l1']);
  assert.equal(recycled.state, 'recycled');
  assert.equal(nextCycle({ ...recycled, number: 2 }, 'c3', '2026-10-01', null).number, reviewFromCycle);
});

test('every reason has words and one consequence; budgets come back with the fiscal year', () => {
  assert.deepEqual(rejectionReasons.map((reason) => reasonRules[reason].ja).length, 11);
  assert.equal(reasonRules.unreachable.consequence, 'fix_data');
  assert.equal(reasonRules.wrong_company.consequence, 'review_rule');
  assert.equal(recycleDay('no_budget', '2026-05-20', undefined, april), '2027-04-01');
  assert.equal(recycleDay('too_early', '2026-05-20', '2026-09-01', april), '2026-09-01');
  assert.equal(recycleDay('no_need', '2026-05-20', '2026-09-01', april), undefined);
  assert.equal(lostReasons.includes('no_decision'), true);
});

const wordings: [string, ReturnType<typeof reasonOf>][] = [
  ...rejectionReasons.map((reason): [string, ReturnType<typeof reasonOf>] => [reasonRules[reason].ja, reason]),
  ['Ｒ０４', 'join_deal'],
  ['既存商談で対応中', 'join_deal'],
  ['重複リード', 'merge'],
  ['担当外(再割当)', 'reroute'],
  ['時期尚早', 'too_early'],
  ['Bad data', 'unreachable'],
  ['よくわからない', 'other'],
];
for (const [text, reason] of wordings) test(`"${text}" means ${reason}`, () => assert.equal(reasonOf(text), reason));

test('the six buttons are all possible on a hand-over and nowhere before', () => {
  assert.equal(verdicts.length, 6);
  for (const { kind } of verdicts) {
    assert.equal(isPossible(handed, kind), true);
    assert.equal(isPossible(opened, kind), false);
  }
});

/** Any walk the table allows, as long as facts are inferred and nobody contacted. */
const walk = fc.array(fc.nat(1000), { maxLength: 12 }).map((choices) => {
  let cycle = opened;
  for (const [index, choice] of choices.entries()) {
    const kinds = possibleEvents(cycle).filter((kind) => kind !== 'follow_up');
    if (kinds.length === 0) break;
    cycle = advance(cycle, anyEvent(kinds[choice % kinds.length]!, `2026-05-${String(index + 1).padStart(2, '0')}`));
  }
  return cycle;
});

function anyEvent(kind: CycleStep['kind'], at: string): CycleEvent {
  const details = {
    ruleVersion: 'r1',
    to: member,
    nextAction: '',
    nextOn: at,
    dealId: null,
    agencyId: 'a1',
    until: at,
    reason: kind === 'lose' ? 'other' : 'no_need',
    need: '',
    intoCycleId: null,
  };
  return { kind, at, by: null, isInferred: true, ...details } as CycleEvent;
}

test('H = SAL + rejected + ignored + pending, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(walk, { maxLength: 30 }), (cycles) => {
      const { handed: h, sal, rejected, ignored, pending } = tally(cycles);
      assert.equal(h, sal + rejected + ignored + pending);
      const all = cycles.filter((cycle) => cycle.reached.handed_over && cycle.state !== 'merged');
      assert.equal(h, all.length);
    }),
  );
});

test('S2-05 whoever is accepted was handed over before, unless sales made the lead', () => {
  fc.assert(
    fc.property(walk, ({ reached }) => {
      for (const state of ['accepted', 'sql', 'deal', 'won', 'rejected', 'ignored'] as const)
        if (reached[state]) assert.ok(reached.handed_over);
    }),
  );
});

test('events are only ever added, and folding them gives the same cycle', () => {
  fc.assert(
    fc.property(walk, (cycle) => {
      assert.deepEqual(fold(opened, cycle.events), cycle);
      for (const [index, event] of cycle.events.entries())
        if (index > 0) assert.ok(event.at >= cycle.events[index - 1]!.at);
    }),
  );
});
