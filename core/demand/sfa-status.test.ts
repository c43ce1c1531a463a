import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { advance } from './advance.ts';
import { openCycle, type Cycle } from './cycle.ts';
import type { CycleEvent } from './cycle-event.ts';
import { followSfa, type AcceptanceTruth, type SfaWord } from './sfa-status.ts';
import { defaultStageTable } from './stage-table.ts';
import { outcomeOf } from './tally.ts';

const table = defaultStageTable('salesforce');
const at = '2026-11-20T01:00:00.000Z';
const handed = [
  { kind: 'qualify', ruleVersion: 'r1', at: '2026-11-16T01:00:00.000Z', by: '1' },
  { kind: 'hand_over', to: { kind: 'member', id: '7' }, at: '2026-11-16T01:00:00.000Z', by: '1' },
] as const satisfies CycleEvent[];
const cycle = (...more: CycleEvent[]): Cycle =>
  [...handed, ...more].reduce(
    advance,
    openCycle({ cycleId: 'c', leadId: 'c', number: 1, sourcedBy: 'marketing' }, '2026-11-10', null),
  );
const accepted: CycleEvent = {
  kind: 'accept',
  nextAction: '電話',
  nextOn: '2026-11-20',
  at: '2026-11-17T01:00:00.000Z',
  by: '7',
};
const word = (more: Partial<SfaWord> = {}): SfaWord => ({
  status: null,
  rejectReason: null,
  acceptedOn: null,
  newOwner: null,
  deal: null,
  ...more,
});
const kinds = (given: Cycle, said: Partial<SfaWord>, truth: AcceptanceTruth = 'sfa') =>
  followSfa(given, word(said), table, truth, at).map((event) => event.kind);

for (const [what, given, said, truth, expected] of [
  ['an accepted status accepts', cycle(), { status: 'Working - Contacted' }, 'sfa', ['accept']],
  ['it does not where buttons decide', cycle(), { status: 'Working - Contacted' }, 'mori', []],
  ['what a button said already is not said again', cycle(accepted), { status: 'Working' }, 'sfa', []],
  ['a qualified status accepts and confirms', cycle(), { status: 'Qualified' }, 'sfa', ['accept', 'confirm']],
  ['a rejected status sends back', cycle(), { status: 'Unqualified' }, 'sfa', ['reject']],
  ['after an acceptance it returns', cycle(accepted), { status: 'Unqualified' }, 'sfa', ['return']],
  [
    'an existing deal is no rejection',
    cycle(),
    { status: '対象外', rejectReason: '既存商談あり' },
    'sfa',
    ['join_deal'],
  ],
  ['a duplicate is no rejection', cycle(), { status: '対象外', rejectReason: '重複' }, 'sfa', ['merge']],
  ['担当外 goes to the common queue', cycle(), { status: '対象外', rejectReason: '担当外' }, 'sfa', ['reroute']],
  ['another owner is a re-routing', cycle(), { newOwner: { kind: 'member', id: '8' } }, 'sfa', ['reroute']],
  ['the same owner is none', cycle(), { newOwner: { kind: 'member', id: '7' } }, 'sfa', []],
  ['a status nobody mapped says nothing', cycle(), { status: '謎の状況' }, 'sfa', []],
  [
    'a deal is an answer wherever buttons decide',
    cycle(),
    { status: 'Converted', deal: { dealId: 'd1', state: 'won' } },
    'mori',
    ['accept', 'confirm', 'open_deal', 'win'],
  ],
  [
    'a lost deal was a deal',
    cycle(accepted),
    { deal: { dealId: 'd1', state: 'lost' } },
    'mori',
    ['confirm', 'open_deal', 'lose'],
  ],
] as const)
  test(`${what}`, () => assert.deepEqual(kinds(given, said as Partial<SfaWord>, truth), expected));

test('時期が先 by status gets a day to come back, and the reason is read from its words', () => {
  const [event] = followSfa(cycle(), word({ status: 'Rejected', rejectReason: '時期尚早' }), table, 'sfa', at);
  assert.deepEqual(event, {
    kind: 'reject',
    reason: 'too_early',
    recycleOn: '2027-02-18',
    at,
    by: null,
    isInferred: true,
  });
});

test("the SFA's own date of acceptance counts where it fits, never before the hand-over or after today", () => {
  const timeOf = (acceptedOn: string) =>
    followSfa(cycle(), word({ status: 'SAL', acceptedOn }), table, 'sfa', at)[0]!.at;
  assert.equal(timeOf('2026-11-18'), '2026-11-18T03:00:00.000Z');
  assert.equal(timeOf('2026-11-01'), at);
  assert.equal(timeOf('2026-12-01'), at);
});

test('following the same word twice adds nothing, and a lead has one outcome whatever both say', () => {
  const statuses = [...Object.keys(table.statuses), '謎の状況'];
  fc.assert(
    fc.property(
      fc.array(fc.record({ status: fc.constantFrom(...statuses), deal: fc.constantFrom(null, 'open', 'won') }), {
        maxLength: 6,
      }),
      fc.boolean(),
      fc.constantFrom<AcceptanceTruth>('mori', 'sfa'),
      (words, isAccepted, truth) => {
        let now = isAccepted ? cycle(accepted) : cycle();
        for (const { status, deal } of words) {
          const said = word({ status, deal: deal && { dealId: 'd1', state: deal as 'open' } });
          now = followSfa(now, said, table, truth, at).reduce(advance, now);
          assert.deepEqual(followSfa(now, said, table, truth, at), []);
        }
        const counted = now.events.filter((event) => event.kind === 'accept' || event.kind === 'join_deal').length;
        assert.ok(counted <= 1);
        assert.ok(outcomeOf(now) !== undefined || now.state === 'merged');
      },
    ),
  );
});
