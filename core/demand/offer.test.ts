import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideTake, freshDays, type KnownCycle } from './act-now.ts';
import { offerOf, type Offer } from './offer.ts';

const offer = (part: Partial<Offer>): Offer => ({
  offerId: 1,
  name: '見積依頼',
  kind: 'quote',
  words: ['見積'],
  exceptWords: [],
  product: null,
  startsOn: '2026-04-01',
  endsOn: null,
  isActNow: true,
  ...part,
});
const demo = offer({ offerId: 2, words: ['デモ申込', 'ＤＥＭＯ request'], endsOn: '2026-06-30' });
const cases: [string, string[], string, number | undefined][] = [
  ['the word stands inside a name', ['【至急】見積依頼フォーム'], '2026-04-01', 1],
  ['width and case are one', ['Demo Request 2026'], '2026-05-01', 2],
  ['any of the names of a row', ['春の展示会', 'デモ申込フォーム'], '2026-05-01', 2],
  ['the day before it begins', ['見積依頼'], '2026-03-31', undefined],
  ['its last day counts', ['デモ申込'], '2026-06-30', 2],
  ['the day after it ended', ['デモ申込'], '2026-07-01', undefined],
  ['of two the longer word says more', ['デモ申込・見積'], '2026-05-01', 2],
  ['nothing that is offered', ['カタログ'], '2026-05-01', undefined],
];
for (const [name, names, on, expected] of cases)
  test(`an offer is named by a row: ${name}`, () =>
    assert.equal(offerOf(names, on, [offer({}), demo])?.offerId, expected));

test('a word that is excepted silences the name it stands in, not the others', () => {
  const only = offer({ exceptWords: ['書き方'] });
  assert.equal(offerOf(['見積の書き方セミナー'], '2026-05-01', [only]), undefined);
  assert.equal(offerOf(['見積の書き方セミナー', '見積依頼'], '2026-05-01', [only])?.offerId, 1);
});

const cycle = (state: KnownCycle['state'], cycleId = 'c', leadId: string | null = 'l'): KnownCycle => ({
  cycleId,
  leadId,
  state,
});
const row = { rowKey: 'r', isLead: false, on: '2026-05-10', isKnown: true };
const today = '2026-05-11';
const takes: [string, KnownCycle[], Partial<typeof row>, object][] = [
  ['nobody told of them', [], {}, { outcome: 'handed_over', way: 'lead' }],
  ['a lead that waits', [cycle('new')], {}, { outcome: 'handed_over', way: 'waiting', cycleId: 'c' }],
  [
    'its own lead before an older one',
    [cycle('nurturing', 'x'), cycle('new', 'r')],
    { isLead: true },
    { outcome: 'handed_over', way: 'waiting', cycleId: 'r' },
  ],
  ['sales holds one', [cycle('new', 'x'), cycle('accepted')], {}, { outcome: 'joined', cycleId: 'c' }],
  ['a deal that sales opened', [cycle('deal', 'd', null)], {}, { outcome: 'joined', cycleId: 'd' }],
  ['sent back before', [cycle('recycled')], {}, { outcome: 'handed_over', way: 'next', cycleId: 'c' }],
  ['a customer by a deal without lead', [cycle('won', 'd', null)], {}, { outcome: 'handed_over', way: 'lead' }],
  ['excluded by sales', [cycle('disqualified')], {}, { outcome: 'excluded' }],
  ['its file tells the end', [cycle('rejected', 'r')], { isLead: true }, { outcome: 'already_told' }],
  ['neither person nor company', [], { isKnown: false }, { outcome: 'nobody' }],
  ['older than a month', [], { on: '2026-04-10' }, { outcome: 'too_old' }],
];
for (const [name, cycles, part, expected] of takes)
  test(`a row that takes an act-now offer: ${name}`, () =>
    assert.deepEqual(decideTake({ ...row, ...part }, cycles, today), expected));

test('an old row is handed over by choice; the thirtieth day is not old', () => {
  assert.equal(decideTake({ ...row, on: '2026-01-01' }, [], today, true).outcome, 'handed_over');
  assert.equal(freshDays, 30);
  assert.equal(decideTake({ ...row, on: '2026-04-11' }, [], today).outcome, 'handed_over');
});

test('whatever cycles a person has, there is never a second one beside one that sales holds', () => {
  const states = [
    'new',
    'nurturing',
    'mql_candidate',
    'handed_over',
    'accepted',
    'sql',
    'deal',
    'won',
    'lost',
    'rejected',
    'recycled',
    'disqualified',
    'merged',
  ] as const;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...states)), fc.boolean(), (list, isChosen) => {
      const cycles = list.map((state, index) => cycle(state, `c${index}`, `l${index}`));
      const decision = decideTake(row, cycles, today, isChosen);
      const isHeld = list.some((state) => ['handed_over', 'accepted', 'sql', 'deal'].includes(state));
      assert.equal(decision.outcome === 'joined', isHeld);
    }),
  );
});
