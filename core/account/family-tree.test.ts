import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { familySize, familyTree, type FamilyEdge, type FamilyNode } from './family-tree.ts';

const edge = (fromId: number, toId: number, kind: FamilyEdge['kind'] = 'parent'): FamilyEdge => ({
  fromId,
  toId,
  kind,
});
/** 1(2(4) 3): each company with those below it. */
const drawn = ({ accountId, children }: FamilyNode): string =>
  children.length === 0 ? `${accountId}` : `${accountId}(${children.map(drawn).join(' ')})`;

const cases: readonly [name: string, from: number, edges: readonly FamilyEdge[], expected: string][] = [
  ['alone', 1, [], '1'],
  ['seen from a grandchild', 4, [edge(2, 1), edge(3, 1), edge(4, 2)], '1(2(4) 3)'],
  ['one that belongs in two ways stands once', 1, [edge(2, 1), edge(2, 1, 'group')], '1(2)'],
  ['what was taken over is no part of it', 1, [edge(2, 1, 'successor'), edge(3, 1)], '1(3)'],
  ['the parent goes before the group', 3, [edge(3, 9, 'group'), edge(3, 1)], '1(3)'],
  ['a joint venture stands under the older parent', 3, [edge(3, 2), edge(3, 1), edge(2, 1)], '1(2 3)'],
  ['two that are each the other’s parent', 2, [edge(1, 2), edge(2, 1)], '1(2)'],
  ['a ring of three, seen from below it', 5, [edge(1, 2), edge(2, 3), edge(3, 1), edge(5, 2)], '1(3(2(5)))'],
];
for (const [name, from, edges, expected] of cases)
  test(name, () => assert.equal(drawn(familyTree(from, edges)), expected));

test('every company of a family sees the same tree, with itself in it once, whatever the order of the relations', () => {
  const relation = fc.record({ fromId: fc.integer({ min: 1, max: 12 }), toId: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(fc.array(relation, { maxLength: 20 }), fc.integer({ min: 1, max: 12 }), (relations, from) => {
      const edges = relations
        .filter(({ fromId, toId }) => fromId !== toId)
        .map(({ fromId, toId }) => edge(fromId, toId));
      const tree = familyTree(from, edges);
      const ids: number[] = [];
      const walk = ({ accountId, children }: FamilyNode) => {
        ids.push(accountId);
        children.forEach(walk);
      };
      walk(tree);
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(familySize(tree), ids.length);
      assert.ok(ids.includes(from));
      assert.deepEqual(familyTree(from, edges.toReversed()), tree);
      for (const id of ids) assert.deepEqual(familyTree(id, edges), tree);
    }),
  );
});
