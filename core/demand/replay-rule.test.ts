import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#core/period/day.ts';
import { qualify, type KnownLead, type QualificationRule } from './qualification.ts';
import { replayRule, type LeadHistory } from './replay-rule.ts';

const rule: QualificationRule = {
  version: 'r2',
  fit: { industry: { 機械: 20, 化学: 10 } },
  acts: { seminar: 15, page: 2 },
  windowDays: 90,
  threshold: 50,
  actNow: ['quote'],
};
const lead = (leadId: string, more: Partial<LeadHistory> = {}): LeadHistory => ({
  leadId,
  createdOn: '2026-03-01',
  told: [{ from: '2026-03-01', traits: { industry: '機械' } }],
  acts: [],
  personId: null,
  handedOn: null,
  answer: null,
  dealOn: null,
  ...more,
});
const act = (on: string, kind: string) => ({ on, kind });

test('points come from fit and acts of the window, an act-now offer alone is enough', () => {
  const known: KnownLead = {
    ...lead('a'),
    traits: { industry: '機械' },
    acts: [
      act('2026-04-01', 'seminar'),
      act('2026-04-02', 'seminar'),
      act('2026-04-02', 'seminar'),
      act('2025-12-01', 'seminar'),
    ],
  };
  const found = qualify(known, rule, '2026-04-02');
  assert.deepEqual(found, {
    isReached: true,
    points: 50,
    parts: [
      { part: 'industry=機械', points: 20 },
      { part: 'seminar', points: 30 },
    ],
  });
  assert.equal(qualify(known, rule, '2026-04-01').isReached, false);
  assert.equal(
    qualify({ ...lead('b'), traits: { industry: null }, acts: [act('2026-04-01', 'quote')] }, rule, '2026-04-01')
      .isReached,
    true,
  );
});

const options = { from: '2026-04-06', to: '2026-04-20', asOf: '2026-12-31', horizonDays: 120 };

test('another rule is replayed against newest-first and today’s rule with the same number of leads', () => {
  const hot = [act('2026-04-01', 'seminar'), act('2026-04-02', 'seminar')];
  const histories = [
    lead('ripe', { acts: hot, handedOn: '2026-04-15', dealOn: '2026-06-01' }),
    lead('new', { createdOn: '2026-04-04', handedOn: '2026-04-07' }),
    lead('never', { createdOn: '2026-03-20' }),
    lead('closed', { acts: hot, dealOn: '2026-04-01' }),
  ];
  const replay = replayRule(histories, rule, rule, options);
  assert.deepEqual(replay.rule.picks, [{ leadId: 'ripe', on: '2026-04-06' }]);
  assert.deepEqual(
    replay.newestFirst.picks.map(({ leadId }) => leadId),
    ['new', 'never'],
  );
  assert.deepEqual(
    replay.today.picks.map(({ leadId }) => leadId),
    ['new', 'ripe'],
  );
  assert.deepEqual([replay.rule.dealRate.value, replay.today.dealRate.value], [1, 0.5]);
  assert.equal(replay.newestFirst.unknown, 1);
  assert.equal(replayRule(histories, rule, rule, { ...options, asOf: '2026-05-01' }).rule.immature, 1);
  assert.match(replay.againstToday.deal.sentence.ja, /差は確認できません/);
  assert.match(replay.againstNewest.deal.sentence.en, /deal rate/i);
  assert.ok(replay.caveat.ja);
});

test('the SAL rate is of chosen leads that sales answered; one it never saw tells nothing', () => {
  const hot = [act('2026-04-01', 'quote')];
  const histories = [
    lead('taken', { acts: hot, handedOn: '2026-04-07', answer: 'sal' }),
    lead('returned', { acts: hot, handedOn: '2026-04-08', answer: 'rejected' }),
    lead('silent', { acts: hot, handedOn: '2026-04-09', answer: 'ignored' }),
    lead('open', { acts: hot, handedOn: '2026-04-10' }),
    lead('unseen', { acts: [...hot, act('2026-04-02', 'quote'), act('2026-04-03', 'seminar')] }),
  ];
  const { rule: byRule, today, againstToday } = replayRule(histories, rule, rule, options);
  assert.equal(byRule.picks[0]!.leadId, 'unseen', 'the ripest comes first, seen or not');
  assert.deepEqual([today.salRate.numerator, today.salRate.denominator], [1, 3]);
  assert.equal(byRule.picks.length, 4, 'as many as were handed over that week');
  assert.ok(byRule.salRate.denominator! <= 3);
  assert.match(againstToday.sal.sentence.ja, /^SAL率/);
});

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-03-01', days));
const anyHistory = fc.array(
  fc.record({
    createdOn: day,
    told: fc
      .array(fc.tuple(day, fc.constantFrom('機械', '化学', null)), { maxLength: 3 })
      .map((days) => days.sort().map(([from, industry]) => ({ from, traits: { industry } }))),
    acts: fc.array(fc.record({ on: day, kind: fc.constantFrom('seminar', 'page', 'quote') }), { maxLength: 8 }),
    handedOn: fc.option(day),
    answer: fc.constantFrom('sal', 'rejected', null),
    dealOn: fc.option(day),
  }),
  { maxLength: 25 },
);

test('no look-ahead: what happened from a Monday on changes nothing that was chosen by then', () => {
  fc.assert(
    fc.property(anyHistory, fc.integer({ min: 0, max: 4 }), (made, weeks) => {
      const histories = made.map((one, index) => lead(`l${index}`, one));
      const period = { ...options, from: '2026-03-02', to: '2026-05-04' };
      const monday = addDays('2026-03-02', weeks * 7);
      const blind = histories.map((one) => ({
        ...one,
        acts: one.acts.filter((given) => given.on < monday),
        told: one.told.filter(({ from }) => from < monday),
        answer: null,
        dealOn: one.dealOn !== null && one.dealOn < monday ? one.dealOn : null,
      }));
      for (const policy of ['rule', 'newestFirst'] as const) {
        const upTo = (given: readonly LeadHistory[]) =>
          replayRule(given, rule, rule, period)[policy].picks.filter(({ on }) => on <= monday);
        assert.deepEqual(upTo(blind), upTo(histories));
      }
    }),
  );
});

test('a person with several leads is chosen once', () => {
  const acts = [act('2026-04-01', 'quote')];
  const two = ['a', 'b'].map((id) => lead(id, { acts, personId: 'p1', handedOn: '2026-04-07' }));
  assert.deepEqual(
    replayRule(two, rule, rule, options).rule.picks.map(({ leadId }) => leadId),
    ['b'],
  );
});

test('no policy takes more than today’s rule did, and none takes a lead twice', () => {
  fc.assert(
    fc.property(anyHistory, (made) => {
      const histories = made.map((one, index) => lead(`l${index}`, one));
      const replay = replayRule(histories, rule, rule, { ...options, from: '2026-03-02', to: '2026-05-04' });
      for (const { picks } of [replay.rule, replay.newestFirst]) {
        assert.ok(picks.length <= replay.today.picks.length);
        assert.equal(new Set(picks.map(({ leadId }) => leadId)).size, picks.length);
      }
    }),
  );
});

test('the rule in force is run over the same weeks, so that a change can be told from what people chose', () => {
  const seen = [act('2026-04-01', 'seminar')];
  const histories = [
    lead('quote', { acts: [act('2026-04-01', 'quote')], handedOn: '2026-04-07', answer: 'rejected' }),
    lead('seminar', { acts: seen, handedOn: '2026-04-08', answer: 'sal' }),
  ];
  const quotesOnly = { ...rule, acts: {}, actNow: ['quote'] };
  const seminars = { ...rule, acts: { seminar: rule.threshold }, actNow: [] };
  const { rule: tried, inForce, againstInForce } = replayRule(histories, quotesOnly, seminars, options);
  assert.deepEqual(
    [tried.picks.map(({ leadId }) => leadId), inForce.picks.map(({ leadId }) => leadId)],
    [['quote'], ['seminar']],
  );
  assert.deepEqual([againstInForce.sal.before.value, againstInForce.sal.after.value], [1, 0]);
});
