import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultCalendar, withDaysOff } from '#core/period/business-calendar.ts';
import { addDays } from '#core/period/day.ts';
import { serviceLevels } from '#core/period/due.ts';
import { sentenceOf } from './because.ts';
import { routeAll } from './dry-run.ts';
import { route } from './route.ts';
import {
  defaultAgencyAnswer,
  defaultAnswer,
  type RouteAccount,
  type RouteItem,
  type RouteMember,
  type RouteRules,
  type RouteWorld,
} from './rule.ts';

const at = new Date('2026-04-07T01:00:00Z');
const account: RouteAccount = {
  accountId: 1,
  isTarget: false,
  ownerId: null,
  agencyId: null,
  otherAgencyIds: [],
  prefecture: '愛知県',
  industry: '機械',
  employees: 800,
};
const item: RouteItem = { itemId: 'i1', at, urgency: 'normal', product: null, account };
const about = (more: Partial<RouteAccount>, rest: Partial<RouteItem> = {}): RouteItem => ({
  ...item,
  ...rest,
  account: { ...account, ...more },
});
const member = (memberId: string, more: Partial<RouteMember> = {}): RouteMember => ({
  memberId,
  isActive: true,
  calendar: defaultCalendar,
  openItems: 0,
  capacity: null,
  absences: [],
  ...more,
});
const worldOf = (...members: RouteMember[]): RouteWorld => ({
  members: new Map(members.map((one) => [one.memberId, one])),
  pools: new Map([
    ['inside', { poolId: 'inside', memberIds: ['a', 'b', 'c'], lastMemberId: null, queueId: 'inside-queue' }],
  ]),
  agencies: new Map([
    ['chubu', { agencyId: 'chubu', isActive: true, answer: defaultAgencyAnswer }],
    ['old', { agencyId: 'old', isActive: false, answer: defaultAgencyAnswer }],
  ]),
  calendar: defaultCalendar,
  answer: defaultAnswer,
});
const world = worldOf(member('a'), member('b'), member('c'));
const rules: RouteRules = {
  version: 'r3',
  defaultQueueId: 'marketing',
  unassignedQueueId: 'sales-manager',
  rules: [
    { code: 'cloud', when: { products: ['生産計画クラウド'] }, to: { kind: 'member', id: 'c' } },
    { code: 'kyushu', when: { prefectures: ['福岡県', '大分県'] }, to: { kind: 'agency', id: 'chubu' } },
    { code: 'small', when: { employees: { to: 100 } }, to: { kind: 'queue', id: 'digital' } },
    { code: 'own', when: { industries: ['化学'] }, to: { kind: 'owner' } },
    { code: 'hot', when: { urgencies: ['hot'] }, to: { kind: 'pool', id: 'inside' } },
    { code: 'rest', when: { prefectures: ['愛知県'] }, to: { kind: 'pool', id: 'inside' } },
  ],
};
const codes = (given: RouteItem, there = world) => route(given, rules, there).because.map(({ code }) => code);
const receiver = (given: RouteItem, there = world) => {
  const { kind, id } = route(given, rules, there).receiver;
  return `${kind} ${id}`;
};

const cases: [string, RouteItem, string, string[]][] = [
  ['a target goes to its owner', about({ isTarget: true, ownerId: 'b' }), 'member b', ['target_owner']],
  [
    'a target without owner to the sales manager',
    about({ isTarget: true }),
    'queue sales-manager',
    ['target_without_owner'],
  ],
  ['a target whose owner left as well', about({ isTarget: true, ownerId: 'x' }), 'queue sales-manager', ['owner_gone']],
  ['an agency’s account to the agency', about({ agencyId: 'chubu' }), 'agency chubu', ['agency_account']],
  [
    'an inactive agency’s account by the rules',
    about({ agencyId: 'old' }),
    'member a',
    ['agency_inactive', 'rule', 'turn'],
  ],
  ['a product to its member', about({}, { product: '生産計画クラウド' }), 'member c', ['rule']],
  ['a territory to its agency', about({ prefecture: '福岡県' }), 'agency chubu', ['rule']],
  ['a small company to its queue', about({ employees: 30 }), 'queue digital', ['rule']],
  [
    'a customer to its owner by rule',
    about({ industry: '化学', ownerId: 'b' }),
    'member b',
    ['rule', 'owner_of_account'],
  ],
  ['no owner, then the next rule', about({ industry: '化学' }), 'member a', ['rule_without_receiver', 'rule', 'turn']],
  ['an unknown company to the default queue', { ...item, account: null }, 'queue marketing', ['default_queue']],
  [
    'unknown size meets no size rule',
    about({ prefecture: '東京都', employees: null }),
    'queue marketing',
    ['default_queue'],
  ],
];
for (const [name, given, to, because] of cases)
  test(`S2-24 ${name}`, () => {
    assert.equal(receiver(given), to);
    assert.deepEqual(codes(given), because);
  });

const off = (...days: string[]) => ({
  calendar: withDaysOff(defaultCalendar, days),
  absences: [{ from: days[0]!, to: days.at(-1)!, deputyId: 'c' }],
});

test('a target of an owner who is away goes to the deputy, never in turns, with the deputy’s clock', () => {
  const given = about({ isTarget: true, ownerId: 'b' });
  const away = member('b', off('2026-04-07', '2026-04-08'));
  const decision = route(given, rules, worldOf(member('a'), away, member('c')));
  assert.deepEqual([decision.receiver.id, decision.turn], ['c', null]);
  assert.deepEqual(decision.because, [
    { code: 'target_owner', memberId: 'b' },
    { code: 'deputy_stands_in', memberId: 'b', deputyId: 'c', until: '2026-04-08' },
  ]);
  assert.equal(decision.due.dueAt.toISOString(), '2026-04-08T09:00:00.000Z');
  assert.match(sentenceOf(decision.because[1]!, (_, id) => id).ja, /2026\/04\/08まで不在のため、代理のcさんへ/);
});

test('without a deputy who is there the owner keeps it, and the clock waits for the return', () => {
  const given = about({ isTarget: true, ownerId: 'b' });
  const away = member('b', off('2026-04-07', '2026-04-08'));
  const deputyAway = route(given, rules, worldOf(away, member('c', off('2026-04-07'))));
  assert.deepEqual(
    [deputyAway.receiver.id, deputyAway.because[1]?.code, deputyAway.due.dueAt.toISOString()],
    ['b', 'away_without_deputy', '2026-04-09T09:00:00.000Z'],
  );
  const before = route({ ...given, at: new Date('2026-04-06T01:00:00Z') }, rules, worldOf(away, member('c')));
  assert.deepEqual([before.receiver.id, before.because.length], ['b', 1], 'the day before the absence');
});

test('turns pass over leave, gone and full members and say so', () => {
  const there = worldOf(
    member('a', { calendar: withDaysOff(defaultCalendar, ['2026-04-07']) }),
    member('b', { openItems: 5, capacity: 5 }),
    member('c'),
  );
  const decision = route(item, rules, there);
  assert.equal(decision.receiver.id, 'c');
  assert.deepEqual(
    decision.because.filter((one) => one.code === 'passed_over').map((one) => one.why),
    ['away', 'full'],
  );
  const nobody = worldOf(member('a', { isActive: false }), member('b', { openItems: 1, capacity: 1 }));
  assert.equal(receiver(item, nobody), 'queue inside-queue');
  assert.deepEqual(codes(item, nobody), ['rule', 'passed_over', 'passed_over', 'pool_waits']);
});

test('a hot item goes to somebody at work, at night to the next in turn', () => {
  const late = { ...defaultCalendar, spans: [{ from: 13 * 60, to: 21 * 60 }] };
  const there = worldOf(member('a', { calendar: late }), member('b'));
  const hot = about({ prefecture: null }, { urgency: 'hot' });
  assert.equal(receiver(hot, there), 'member b');
  assert.deepEqual(codes(hot, there), ['rule', 'passed_over', 'turn']);
  assert.deepEqual(codes({ ...hot, at: new Date('2026-04-07T18:00:00Z') }, there), ['rule', 'nobody_open', 'turn']);
});

test('a public holiday makes nobody away', () =>
  assert.deepEqual(codes({ ...item, at: new Date('2026-04-29T01:00:00Z') }), ['rule', 'turn']));

test('the deadline follows the receiver’s calendar and the urgency', () => {
  const due = (given: RouteItem, there = world) => route(given, rules, there).due.dueAt.toISOString();
  assert.equal(due(item), '2026-04-08T09:00:00.000Z');
  assert.equal(due(about({ agencyId: 'chubu' })), '2026-04-10T09:00:00.000Z');
  const byHours = { ...world, answer: { ...defaultAnswer, hot: serviceLevels.hot.answer } };
  assert.equal(due({ ...item, urgency: 'hot' }, byHours), '2026-04-07T03:00:00.000Z');
});

test('バッティング: another agency than the receiver holds or serves the company', () => {
  const clash = (given: RouteItem) => route(given, rules, world).warnings.flatMap(({ agencyIds }) => agencyIds);
  assert.deepEqual(clash(about({ agencyId: 'chubu' })), []);
  assert.deepEqual(clash(about({ agencyId: 'chubu', otherAgencyIds: ['kanto'] })), ['kanto']);
  assert.deepEqual(clash(about({ isTarget: true, ownerId: 'b', agencyId: 'chubu' })), ['chubu']);
});

test('a dry run shares evenly and reports it', () => {
  const items = Array.from({ length: 31 }, (_, index) => ({ ...item, itemId: `i${index}` }));
  const { fairness, world: later, decisions } = routeAll(items, rules, world);
  assert.deepEqual(
    fairness[0]?.members.map(({ given }) => given),
    [11, 10, 10],
  );
  assert.ok(fairness[0]!.largestGap < 1);
  assert.equal(later.members.get('a')?.openItems, 11);
  assert.equal(world.members.get('a')?.openItems, 0);
  assert.equal(decisions.length, 31);
  const limited = routeAll(items, rules, worldOf(member('a', { capacity: 3 }), member('b', { capacity: 4 })));
  assert.equal(limited.fairness[0]?.waiting, 24);
});

test('a dry run over history frees who answered meanwhile', () => {
  const items = [0, 1, 2].map((day) => ({ ...item, itemId: `i${day}`, at: new Date(at.getTime() + day * 86_400_000) }));
  const one = worldOf(member('a', { capacity: 1 }));
  const waits = (answered: ReadonlyMap<string, Date>) =>
    routeAll(items, rules, one, answered).decisions.map(({ receiver: to }) => to.kind);
  assert.deepEqual(waits(new Map()), ['member', 'queue', 'queue']);
  assert.deepEqual(waits(new Map([['i0', items[1]!.at]])), ['member', 'member', 'queue']);
});

const anyWorld = fc
  .array(
    fc.record({
      isActive: fc.boolean(),
      openItems: fc.nat(5),
      capacity: fc.option(fc.nat(5)),
      deputyId: fc.option(fc.constantFrom('a', 'b', 'x')),
      leave: fc.nat(60),
    }),
    { maxLength: 3 },
  )
  .map((members) =>
    worldOf(
      ...members.map(({ leave, deputyId, ...more }, index) =>
        member('abc'[index]!, {
          ...more,
          absences: leave > 0 ? [{ from: '2026-04-01', to: addDays('2026-04-01', leave - 1), deputyId }] : [],
          calendar: withDaysOff(
            defaultCalendar,
            Array.from({ length: leave }, (_, day) => addDays('2026-04-01', day)),
          ),
        }),
      ),
    ),
  );
const anyItem = fc.record({
  itemId: fc.string(),
  at: fc.nat(50_000).map((minutes) => new Date(at.getTime() + minutes * 60_000)),
  urgency: fc.constantFrom('hot', 'tal', 'normal'),
  product: fc.option(fc.constantFrom('生産計画クラウド', '他')),
  account: fc.option(
    fc.record({
      accountId: fc.nat(),
      isTarget: fc.boolean(),
      ownerId: fc.option(fc.constantFrom('a', 'b', 'x')),
      agencyId: fc.option(fc.constantFrom('chubu', 'old', 'y')),
      otherAgencyIds: fc.subarray(['chubu', 'old']),
      prefecture: fc.option(fc.constantFrom('愛知県', '福岡県', '東京都')),
      industry: fc.option(fc.constantFrom('化学', '機械')),
      employees: fc.option(fc.nat(2000)),
    }),
  ),
});
const anyRules = fc.shuffledSubarray([...rules.rules]).map((chosen) => ({ ...rules, rules: chosen }));

test('S2-24 no record without a queue: whoever is there, exactly one receiver, a deadline and a reason', () => {
  fc.assert(
    fc.property(anyWorld, anyItem, anyRules, (there, given, chosen) => {
      const { receiver: to, due, because } = route(given, chosen, there);
      const known =
        to.kind === 'member'
          ? there.members.get(to.id)?.isActive
          : to.kind === 'agency'
            ? there.agencies.get(to.id)?.isActive
            : ['marketing', 'sales-manager', 'digital', 'inside-queue'].includes(to.id);
      assert.equal(known, true);
      assert.ok(given.at < due.remindAt && due.remindAt < due.dueAt && due.dueAt < due.ignoredAt);
      assert.ok(because.length > 0);
      for (const one of because) assert.ok(sentenceOf(one, (_, id) => id).ja.length > 0);
      if (given.account?.isTarget) assert.ok(!because.some(({ code }) => code === 'turn'));
    }),
  );
});

test('a decision reads as sentences', () => {
  const there = worldOf(member('a', { isActive: false }), member('b'));
  const said = route(item, rules, there).because.map((one) => sentenceOf(one, (_, id) => id).ja);
  assert.deepEqual(said, [
    'ルール「rest」に合います',
    'aさんは異動・退職・長期不在のため飛ばしました',
    '順番でbさんへ',
  ]);
});
