import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { departmentMoves, departmentTree, type DepartmentNode } from '#core/company/department-tree.ts';
import { domainOwner } from './domain-share.ts';
import { type FamilyMember, proposeFamily } from './family.ts';

const member = (accountId: number, name: string, given: Partial<FamilyMember> = {}): FamilyMember => ({
  accountId,
  name,
  corporateNumber: null,
  address: null,
  parentName: null,
  domains: [],
  successorNumber: null,
  ...given,
});
const aozora = { domains: ['aozora.co.jp'] };

for (const [what, one, other, wanted] of [
  [
    'S2-02 a holding is the parent',
    member(1, '青空商事株式会社', aozora),
    member(2, '青空商事ホールディングス株式会社', aozora),
    [1, 2, 'parent'],
  ],
  [
    'a logistics company is the child',
    member(1, '青空商事株式会社', aozora),
    member(2, '青空商事物流株式会社', aozora),
    [2, 1, 'parent'],
  ],
  [
    'a file names the parent',
    member(1, '緑電機', { parentName: '㈱青空' }),
    member(2, '株式会社青空'),
    [1, 2, 'parent'],
  ],
  [
    'the register names the successor',
    member(1, '緑電機', { corporateNumber: '1', successorNumber: '2' }),
    member(2, '青空', { corporateNumber: '2' }),
    [1, 2, 'successor'],
  ],
  ['one domain makes a group', member(1, '緑電機', aozora), member(2, '海運輸', aozora), [2, 1, 'group']],
  ['a likeness of names alone is nothing', member(1, '青空商事'), member(2, '青空商事ホールディングス'), undefined],
  [
    'free mail is no group',
    member(1, '緑', { domains: ['gmail.com'] }),
    member(2, '海', { domains: ['gmail.com'] }),
    undefined,
  ],
] as const)
  test(what, () => {
    const ways = [proposeFamily(one, [other])[0], proposeFamily(other, [one])[0]];
    for (const found of ways)
      assert.deepEqual(found && [found.fromId, found.toId, found.kind], wanted && [...wanted], JSON.stringify(found));
  });

test('a domain is one company’s, a group’s or open, and its people add up', () => {
  assert.equal(
    domainOwner([
      { accountId: 1, people: 9 },
      { accountId: 2, people: 1 },
    ]).kind,
    'account',
  );
  assert.equal(
    domainOwner([
      { accountId: 1, people: 8 },
      { accountId: 2, people: 2 },
    ]).kind,
    'group',
  );
  assert.equal(domainOwner([{ accountId: 1, people: 2 }]).kind, 'open');
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 6 }), (counts) => {
      const uses = counts.map((people, accountId) => ({ accountId, people }));
      const owner = domainOwner(uses);
      assert.equal(
        owner.people,
        counts.reduce((sum, people) => sum + people, 0),
      );
      if (owner.kind === 'account') assert.ok(owner.share >= 0.9 && owner.people >= 3);
      assert.deepEqual(domainOwner([...uses].reverse()), owner);
    }),
  );
});

test('departments lie within each other, however their numbers are written', () => {
  const tree = departmentTree([
    { key: 'a', name: '営業本部 第一営業部', people: 3 },
    { key: 'b', name: '営業本部', people: 1 },
    { key: 'c', name: '営業本部 営業1部', people: 2 },
    { key: 'd', name: '総務部', people: 4 },
  ]);
  assert.deepEqual(
    tree.map(({ name, people, children }) => [name, people, children.map((child) => child.people)]),
    [
      ['営業本部', 1, [5]],
      ['総務部', 4, []],
    ],
  );
  const total = (nodes: readonly DepartmentNode[]): number =>
    nodes.reduce((sum, node) => sum + node.people + total(node.children), 0);
  assert.equal(total(tree), 10);
});

test('three people who turn up in another department while theirs is seen no more: a move; two are none', () => {
  const stay = (personId: number, name: string, on: string) => ({ personId, key: name, name, on });
  const stays = [1, 2, 3].flatMap((person) => [
    stay(person, '営業部', `2026-01-1${person}`),
    stay(person, '法人営業部', `2026-04-0${person}`),
  ]);
  assert.deepEqual(
    departmentMoves(stays).map(({ fromName, toName, people }) => [fromName, toName, people]),
    [['営業部', '法人営業部', 3]],
  );
  assert.deepEqual(departmentMoves(stays.slice(0, 4)), []);
  assert.deepEqual(departmentMoves([...stays, stay(9, '営業部', '2026-06-01')]), []);
});
