import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCalendar } from '#core/period/business-calendar.ts';
import { april } from '#core/period/fiscal.ts';
import { nextBusinessDay, serviceLevels } from '#core/period/due.ts';
import { fold } from './advance.ts';
import fc from 'fast-check';
import type { Cycle } from './cycle.ts';
import { judgeAnswer } from './answer-time.ts';
import { defaultHandoverRule, ruleOfClass, followUpDue, handoverClock, handoverCounts } from './handover.ts';
import { importedClock, replayHistory, replayPerson, type ImportedHistory } from './import-history.ts';
import { leadStages, type LeadFacts, type StageEvent } from './lead-stages.ts';
import { defaultStageTable } from './stage-table.ts';

const clock = importedClock(nextBusinessDay, defaultCalendar, april, new Date('2026-08-01T00:00:00Z'));
const nothing: LeadFacts = {
  status: undefined,
  dates: {},
  handoverOn: '2026-04-07',
  createdOn: '2026-04-01',
  observedOn: undefined,
  contactOn: undefined,
  rejectReason: undefined,
  deal: undefined,
};
const history = (facts: Partial<LeadFacts>, more: Partial<ImportedHistory> = {}): ImportedHistory => ({
  seed: { cycleId: 'c1', leadId: 'l1', number: 1, sourcedBy: 'marketing' },
  stages: leadStages({ ...nothing, ...facts }, defaultStageTable('salesforce')),
  ownerName: '高瀬 亮介',
  holder: { kind: 'member', id: '7' },
  dealId: 'd1',
  contactOn: facts.contactOn ?? null,
  ...more,
});
const replayed = (facts: Partial<LeadFacts>, more: Partial<ImportedHistory> = {}): Cycle =>
  replayHistory(history(facts, more), clock)!;
const won = { createdOn: '2026-05-01', closedOn: '2026-06-30', state: 'won', isNamed: true } as const;

const cases: [string, Partial<LeadFacts>, string, string[]][] = [
  [
    'won',
    { dates: { sal: '2026-04-08' }, deal: won },
    'won',
    ['qualify', 'hand_over', 'accept', 'confirm', 'open_deal', 'win'],
  ],
  [
    'lost',
    { deal: { ...won, state: 'lost' } },
    'lost',
    ['qualify', 'hand_over', 'accept', 'confirm', 'open_deal', 'lose'],
  ],
  ['rejected', { status: '差し戻し', rejectReason: 'ニーズなし' }, 'rejected', ['qualify', 'hand_over', 'reject']],
  [
    'returned',
    { dates: { sal: '2026-04-08' }, status: '差し戻し', rejectReason: '予算なし' },
    'returned',
    ['qualify', 'hand_over', 'accept', 'return'],
  ],
  ['既存商談', { rejectReason: 'R04 既存商談' }, 'accepted', ['qualify', 'hand_over', 'join_deal']],
  ['duplicate', { rejectReason: '重複' }, 'merged', ['qualify', 'hand_over', 'merge']],
  ['without answer', {}, 'ignored', ['qualify', 'hand_over', 'lapse']],
  ['contact', { contactOn: '2026-04-09' }, 'accepted', ['qualify', 'hand_over', 'accept', 'follow_up']],
  ['only a lead', { handoverOn: undefined }, 'new', []],
];
for (const [name, facts, state, kinds] of cases)
  test(`S2-05 an imported history replays: ${name}`, () => {
    const cycle = replayed(facts);
    assert.equal(cycle.state, state);
    assert.deepEqual(
      cycle.events.map((event) => event.kind),
      kinds,
    );
  });

test('what a file does not state is marked inferred, the words of a reason stay', () => {
  const cycle = replayed({ rejectReason: 'よくわからない' });
  assert.deepEqual([cycle.reason, cycle.events.at(-1)?.why], ['other', 'よくわからない']);
  assert.equal(cycle.events.find((event) => event.kind === 'hand_over')?.isInferred, false);
  assert.equal(cycle.events.find((event) => event.kind === 'qualify')?.isInferred, true);
});

test('a contact without acceptance keeps a lead pending, not ignored', () => {
  const stages: StageEvent[] = history({}).stages.slice();
  const cycle = replayHistory({ ...history({}), stages, contactOn: '2026-04-08' }, clock)!;
  assert.deepEqual([cycle.state, cycle.followedUpAt], ['handed_over', '2026-04-08']);
  assert.equal(replayHistory({ ...history({}), stages: [] }, clock), undefined);
});

test('deals that sales made begin at accepted', () => {
  const stages: StageEvent[] = [
    { stage: 'deal', at: '2026-05-01', isInferred: false, reason: undefined },
    { stage: 'won', at: '2026-06-01', isInferred: false, reason: undefined },
  ];
  const cycle = replayHistory(
    { ...history({}), seed: { cycleId: 'c1', leadId: 'l1', number: 1, sourcedBy: 'sales' }, stages },
    clock,
  )!;
  assert.deepEqual([cycle.state, cycle.reached.handed_over, cycle.reached.accepted], ['won', undefined, '2026-05-01']);
});

test('leads of one person become cycles 1 and 2 in the order of their hand-over', () => {
  const later = { ...history({ handoverOn: '2026-06-01' }), seed: { ...history({}).seed, cycleId: 'a' } };
  assert.deepEqual(
    replayPerson([later, history({})], clock).map((cycle) => [cycle.cycleId, cycle.number]),
    [
      ['c1', 1],
      ['a', 2],
    ],
  );
});

test('S2-24 a hand-over goes from waiting over receiver and manager to marketing', () => {
  const handed = replayHistory(history({}), { ...clock, now: new Date('2026-04-07T01:00:00Z') })!;
  const at = (now: string) => {
    const found = handoverClock(handed, defaultHandoverRule, defaultCalendar, new Date(now))!;
    return [found.state, found.tells];
  };
  assert.deepEqual(at('2026-04-07T02:00:00Z'), ['waiting', null]);
  assert.deepEqual(at('2026-04-08T01:00:00Z'), ['reminded', 'receiver']);
  assert.deepEqual(at('2026-04-08T09:00:00Z'), ['overdue', 'manager']);
  assert.deepEqual(at('2026-04-15T09:00:00Z'), ['ignored', 'marketing']);
  const later = { ...handed, postponedUntil: '2026-04-20' };
  const clockOf = (now: string) => handoverClock(later, defaultHandoverRule, defaultCalendar, new Date(now))?.state;
  assert.equal(clockOf('2026-04-17T00:00:00Z'), 'postponed');
  const offering = { ...defaultHandoverRule, offersReRoute: true };
  const overdue = handoverClock(handed, offering, defaultCalendar, new Date('2026-04-08T09:00:00Z'));
  assert.equal(overdue?.offersReRoute, true);
  assert.equal(clockOf('2026-04-30T00:00:00Z'), 'overdue');
  const contacted = { ...handed, followedUpAt: '2026-04-09' };
  const late = new Date('2026-06-01T00:00:00Z');
  assert.equal(handoverClock(contacted, defaultHandoverRule, defaultCalendar, late)?.state, 'followed_up');
  assert.equal(
    handoverClock({ ...handed, state: 'accepted' }, defaultHandoverRule, defaultCalendar, late)?.state,
    'answered',
  );
  assert.equal(
    followUpDue(replayed({ dates: { sal: '2026-04-08' } }), defaultHandoverRule, defaultCalendar)?.toISOString(),
    '2026-04-15T09:00:00.000Z',
  );
});

test('S2-23 counts from whole cycles give the rates their moments', () => {
  const cycles = [
    replayed({ dates: { sal: '2026-04-08' }, contactOn: '2026-04-08', deal: won }),
    replayed({ rejectReason: 'R04', contactOn: '2026-04-10' }),
    replayed({ rejectReason: 'ニーズなし' }),
    replayed({}),
    replayed({ rejectReason: '重複' }),
    replayed({ handoverOn: undefined }),
  ];
  const now = new Date('2026-08-01T00:00:00Z');
  const counts = handoverCounts(cycles, defaultHandoverRule, () => defaultCalendar, now);
  assert.deepEqual(counts, {
    handed: 4,
    sal: 2,
    rejected: 1,
    ignored: 1,
    pending: 0,
    reachedIgnoreMoment: 4,
    registered: 2,
    joined: 1,
    acceptedIgnored: 0,
    followedUp: 2,
    followUpWindowPassed: 4,
  });
  const judged = (cycle: Cycle) =>
    judgeAnswer(
      cycle,
      cycle.reached.accepted ?? cycle.reached.rejected ?? null,
      defaultHandoverRule,
      defaultCalendar,
      now,
    );
  assert.deepEqual(cycles.map(judged), ['in_time', 'in_time', 'in_time', 'missed', 'missed', undefined]);
  const waited = fold(
    replayHistory(history({}), importedClock(nextBusinessDay, defaultCalendar, april, new Date('2026-04-07')))!,
    [
      { kind: 'postpone', until: '2026-05-20', at: '2026-04-08', by: 'm1' },
      { kind: 'accept', nextAction: '訪問', nextOn: '2026-05-25', at: '2026-05-20', by: 'm1' },
    ],
  );
  assert.equal(judged(waited), 'in_time');
  assert.equal(
    judgeAnswer(waited, null, defaultHandoverRule, defaultCalendar, new Date('2026-04-20T00:00:00Z')),
    'waiting',
  );
  assert.equal(
    judgeAnswer(
      { clockFrom: '2026-04-06T01:00:00Z', postponedUntil: null },
      '2026-04-06T04:01:00Z',
      ruleOfClass({ ...defaultHandoverRule, classes: serviceLevels }, nextBusinessDay, 'hot'),
      defaultCalendar,
      now,
    ),
    'late',
  );
});

test('whatever a file says, its history replays and keeps the equation', () => {
  const day = fc.option(
    fc.integer({ min: 1, max: 28 }).map((number) => `2026-04-${String(number).padStart(2, '0')}`),
    { nil: undefined },
  );
  const deal = fc.record({
    createdOn: day,
    closedOn: day,
    state: fc.constantFrom('open', 'won', 'lost'),
    isNamed: fc.boolean(),
  });
  const facts = fc.record({
    dates: fc.record({ sal: day, sql: day, deal: day }),
    handoverOn: day,
    contactOn: day,
    status: fc.constantFrom(undefined, '営業受入', '商談化', '差し戻し', '失注', '謎'),
    rejectReason: fc.constantFrom(undefined, 'ニーズなし', 'R04', '重複', '担当外', '?'),
    deal: fc.option(deal, { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 10 }), (many) => {
      const cycles = replayPerson(
        many.map((one) => history(one)),
        clock,
      );
      const { handed, sal, rejected, ignored, pending } = handoverCounts(
        cycles,
        defaultHandoverRule,
        () => defaultCalendar,
        clock.now,
      );
      assert.equal(handed, sal + rejected + ignored + pending);
      assert.deepEqual(
        cycles.map((cycle) => cycle.number),
        cycles.map((_, index) => index + 1),
      );
    }),
  );
});
