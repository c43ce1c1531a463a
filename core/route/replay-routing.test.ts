import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultCalendar } from '#core/period/business-calendar.ts';
import { replayRouting, turnsPool, type RoutedHistory } from './replay-routing.ts';
import { defaultAnswer, type RouteAccount, type RouteMember, type RouteRules, type RouteWorld } from './rule.ts';

const member = (memberId: string, more: Partial<RouteMember> = {}): [string, RouteMember] => [
  memberId,
  { memberId, isActive: true, calendar: defaultCalendar, openItems: 0, capacity: null, absences: [], ...more },
];
const world: RouteWorld = {
  members: new Map([member('1'), member('2'), member('3')]),
  pools: new Map(
    ['pool', turnsPool].map((poolId) => [poolId, { poolId, memberIds: ['1', '2'], lastMemberId: null, queueId: 'q' }]),
  ),
  agencies: new Map(),
  calendar: defaultCalendar,
  answer: defaultAnswer,
};
const rules = (...list: RouteRules['rules']): RouteRules => ({
  version: 'r',
  rules: list,
  defaultQueueId: 'q',
  unassignedQueueId: 'u',
});
const toOne = { rules: rules({ code: 'all', when: {}, to: { kind: 'member', id: '1' } }), worldAt: () => world };
const aichi = {
  rules: rules(
    { code: 'aichi', when: { prefectures: ['愛知県'] }, to: { kind: 'member', id: '1' } },
    { code: 'rest', when: {}, to: { kind: 'member', id: '2' } },
  ),
  worldAt: () => world,
};
const account = (more: Partial<RouteAccount> = {}): RouteAccount => ({
  accountId: 1,
  isTarget: false,
  ownerId: null,
  agencyId: null,
  otherAgencyIds: [],
  prefecture: '愛知県',
  industry: null,
  employees: null,
  ...more,
});
const lead = (
  itemId: string,
  actual: string | null,
  answer: RoutedHistory['answer'],
  more: Partial<RouteAccount> = {},
): RoutedHistory => ({
  item: { itemId, at: new Date('2026-04-07T01:00:00Z'), urgency: 'normal', product: null, account: account(more) },
  createdOn: '2026-04-06',
  inputs: { owner: 'never', prefecture: 'known', industry: 'never', employees: 'never', product: 'never' },
  isCounted: true,
  actual: actual === null ? null : { kind: 'member', id: actual },
  answer,
  freeFrom: null,
});
const history = [
  lead('a', '1', 'sal'),
  lead('b', '1', 'rejected'),
  lead('c', '2', 'sal', { prefecture: '三重県' }),
  lead('d', '2', 'sal'),
  lead('e', '1', null),
  lead('f', null, 'sal'),
];

test('a rate counts only leads that went in fact where the rules send them; the four parts add up', () => {
  const { draft, today, actual, caveat } = replayRouting(history, aichi, toOne);
  const parts = ({ tried, pending, different, unrecorded }: typeof draft) => [tried, pending, different, unrecorded];
  assert.deepEqual(parts(draft), [3, 1, 1, 1]);
  assert.deepEqual([draft.salRate.numerator, draft.salRate.denominator], [2, 3]);
  assert.deepEqual(parts(today), [2, 1, 2, 1]);
  assert.deepEqual([today.salRate.numerator, today.salRate.denominator], [1, 2]);
  assert.deepEqual([actual.leads.length, actual.salRate.numerator, actual.salRate.denominator], [5, 3, 4]);
  assert.match(caveat.ja, /3件だけで.*1件は、渡していたらどうなったか分かりません/);
  assert.deepEqual(
    draft.receivers.map(({ receiver, leads, tried, salRate }) => [receiver.id, leads, tried, salRate.value]),
    [
      ['1', 5, 2, 0.5],
      ['2', 1, 1, 1],
    ],
  );
});

test('where nothing was tried there is no rate, and no difference is claimed', () => {
  const nobody = { rules: rules({ code: 'all', when: {}, to: { kind: 'member', id: '3' } }), worldAt: () => world };
  const { draft, againstToday } = replayRouting(history, nobody, toOne);
  assert.deepEqual([draft.salRate.value, draft.salRate.note, againstToday.difference], [null, 'empty', null]);
  const { againstToday: small } = replayRouting(history, aichi, toOne);
  assert.equal(small.isClear, false);
  assert.match(small.sentence.ja, /差は確認できません/);
  assert.equal(replayRouting(history, aichi, toOne).draft.salRate.note, 'small');
});

test('rules without any line send all to the common queue; no history gives nothing', () => {
  const none = replayRouting(history, { rules: rules(), worldAt: () => world }, toOne);
  assert.deepEqual(
    none.draft.receivers.map(({ receiver, leads }) => [receiver.kind, receiver.id, leads]),
    [['queue', 'q', 6]],
  );
  const empty = replayRouting([], aichi, toOne);
  assert.deepEqual([empty.draft.leads.length, empty.draft.salRate.value, empty.newestFirst.leads.length], [0, null, 0]);
});

test('targets go to the owner they had then, whatever the rules; turns without rules know no owner', () => {
  const target = lead('t', '2', 'sal', { isTarget: true, ownerId: '3' });
  const { draft, newestFirst } = replayRouting([target], toOne, toOne);
  assert.deepEqual(draft.leads[0]!.receiver, { kind: 'member', id: '3' });
  assert.deepEqual(newestFirst.leads[0]!.receiver, { kind: 'member', id: '1' });
});

test('newest first: of one day the latest lead takes the first turn', () => {
  const day = (itemId: string, createdOn: string, actual: string): RoutedHistory => ({
    ...lead(itemId, actual, 'sal'),
    createdOn,
  });
  const { newestFirst } = replayRouting([day('old', '2026-01-05', '1'), day('new', '2026-04-06', '2')], toOne, toOne);
  assert.deepEqual(
    newestFirst.leads.map(({ itemId, receiver }) => [itemId, receiver.id]),
    [
      ['old', '2'],
      ['new', '1'],
    ],
  );
});

test('whoever left since was there before that day', () => {
  const leftAt = new Date('2026-06-01T00:00:00Z');
  const left = { ...world, members: new Map([...world.members, member('1', { isActive: false })]) };
  const worldAt = (at: Date) => (at < leftAt ? world : left);
  const later = {
    ...lead('z', '1', 'sal'),
    item: { ...lead('z', '1', 'sal').item, at: new Date('2026-06-02T01:00:00Z') },
  };
  const { draft } = replayRouting([lead('a', '1', 'sal'), later], { ...toOne, worldAt }, toOne);
  assert.deepEqual(
    draft.leads.map(({ receiver }) => `${receiver.kind} ${receiver.id}`),
    ['member 1', 'queue q'],
  );
});

test('no look-ahead: whatever sales said, every policy routes alike', () => {
  const answers = fc.constantFrom<RoutedHistory['answer']>('sal', 'rejected', 'ignored', null);
  fc.assert(
    fc.property(fc.array(answers, { minLength: 6, maxLength: 6 }), (given) => {
      const told = replayRouting(
        history.map((one, index) => ({ ...one, answer: given[index]! })),
        aichi,
        toOne,
      );
      const plain = replayRouting(history, aichi, toOne);
      for (const policy of ['draft', 'today', 'newestFirst'] as const) {
        assert.deepEqual(
          told[policy].leads.map(({ receiver }) => receiver),
          plain[policy].leads.map(({ receiver }) => receiver),
        );
        const { tried, pending, different, unrecorded, leads } = told[policy];
        assert.equal(tried + pending + different + unrecorded, leads.length);
      }
    }),
  );
});

test('each input that rules ask for adds up to the leads; a duplicate takes its turn and counts nowhere', () => {
  const states = ['known', 'assumed', 'later'] as const;
  const told = states.map((state, index) => {
    const one = lead(String(index), '1', 'sal');
    return { ...one, inputs: { ...one.inputs, prefecture: state }, isCounted: index < 2 };
  });
  const pool = { rules: rules({ code: 'p', when: {}, to: { kind: 'pool', id: 'pool' } }), worldAt: () => world };
  const { inputs, draft } = replayRouting(told, pool, aichi);
  assert.deepEqual(inputs, [
    { input: 'owner', known: 0, assumed: 0, later: 0, never: 2 },
    { input: 'prefecture', known: 1, assumed: 1, later: 0, never: 0 },
  ]);
  assert.equal(draft.leads.length, 2);
  const first = replayRouting(
    [{ ...told[2]!, item: { ...told[2]!.item, at: new Date('2026-04-06T01:00:00Z') } }, told[0]!],
    pool,
    pool,
  );
  assert.equal(first.draft.leads[0]!.receiver.id, '2', 'the duplicate had the first turn');
});
