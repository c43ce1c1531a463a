import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { problemsOf, defaultPlan, type RoutingPlan } from './plan.ts';
import { sharedOut, type Share, type SharedAccount } from './share-out.ts';

const account = (accountId: number, more: Partial<SharedAccount> = {}): SharedAccount => ({
  accountId,
  isTarget: false,
  prefecture: '愛知県',
  industry: '機械',
  ...more,
});

const cases: [string, Share[], (string | undefined)[]][] = [
  ['nobody named, nobody moves', [], [undefined, undefined, undefined]],
  ['one takes all', [{ toId: 'b' }], ['b', 'b', 'b']],
  ['by territory, the rest stays', [{ toId: 'b', prefectures: ['三重県'] }], [undefined, 'b', undefined]],
  ['targets to one, the rest to another', [{ toId: 'b', targetsOnly: true }, { toId: 'c' }], ['b', 'c', 'c']],
  ['the first share that fits', [{ toId: 'b', industries: ['機械'] }, { toId: 'c' }], ['b', 'b', 'c']],
  [
    'all conditions together',
    [{ toId: 'b', industries: ['機械'], prefectures: ['三重県'] }],
    [undefined, 'b', undefined],
  ],
  ['an empty list asks for nothing', [{ toId: 'b', prefectures: [] }], ['b', 'b', 'b']],
];
const accounts = [
  account(1, { isTarget: true }),
  account(2, { prefecture: '三重県' }),
  account(3, { industry: null, prefecture: null }),
];
for (const [name, shares, expected] of cases)
  test(`担当替え: ${name}`, () => {
    const found = sharedOut(accounts, shares);
    assert.deepEqual(
      accounts.map(({ accountId }) => found.get(accountId)),
      expected,
    );
  });

test('担当替え: every company goes to one of those named or stays, whatever the shares', () => {
  const share = fc.record({
    toId: fc.constantFrom('b', 'c'),
    prefectures: fc.option(fc.subarray(['愛知県', '三重県']), { nil: undefined }),
    targetsOnly: fc.option(fc.boolean(), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(share), (shares) => {
      const found = sharedOut(accounts, shares);
      for (const to of found.values()) assert.ok(shares.some(({ toId }) => toId === to));
      const all = sharedOut(accounts, [...shares, { toId: 'z' }]);
      assert.equal(all.size, accounts.length, 'a last share without conditions leaves nothing behind');
      for (const [id, to] of found) assert.equal(all.get(id), to, 'a later share never takes from an earlier one');
    }),
  );
});

const known = { members: new Set(['1', '2']), agencies: new Set(['9']) };
const rule = (to: RoutingPlan['rules'][number]['to'], code = 'r') => ({ code, name: code, when: {}, to });
const broken: [string, Partial<RoutingPlan>, string[]][] = [
  ['the plan that holds until somebody writes one', defaultPlan, []],
  ['a member who is not there', { rules: [rule({ kind: 'member', id: '3' })] }, ['receiver_missing']],
  ['an agency that is not there', { rules: [rule({ kind: 'agency', id: '1' })] }, ['receiver_missing']],
  ['a queue nobody looks after', { rules: [rule({ kind: 'queue', id: 'somewhere' })] }, ['receiver_missing']],
  ['a pool that is not there', { rules: [rule({ kind: 'pool', id: 'p' })] }, ['pool_missing']],
  ['a pool without members', { pools: [{ poolId: 'p', name: 'p', memberIds: [] }] }, ['pool_empty']],
  ['one code twice', { rules: [rule({ kind: 'owner' }), rule({ kind: 'owner' })] }, ['rule_twice']],
  ['hours backwards', { members: { '1': { capacity: null, hours: { from: 600, to: 540 } } } }, ['hours_reversed']],
];
for (const [name, plan, expected] of broken)
  test(`a routing plan is checked: ${name}`, () =>
    assert.deepEqual(
      problemsOf({ rules: [], pools: [], members: {}, ...plan }, known).map(({ code }) => code),
      expected,
    ));
