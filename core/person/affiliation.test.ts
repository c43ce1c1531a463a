import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Affiliation, joinAffiliations } from './affiliation.ts';

const on = fc.option(fc.constantFrom('2021-04-01', '2022-05-01', '2024-06-01'), { nil: undefined });
/** One row: its title and what it says of leaving carry its own day and key. */
const row = fc
  .record({
    rowKey: fc.uuid(),
    observedOn: on,
    title: fc.option(fc.constantFrom('部長', '課長'), { nil: undefined }),
    hasLeft: fc.boolean(),
    leftOn: on,
    hasSecondPost: fc.boolean(),
  })
  .map(
    ({ rowKey, observedOn, title, hasLeft, leftOn, hasSecondPost }): Affiliation => ({
      departmentKey: 'd',
      department: `営業部 ${rowKey}`,
      title,
      titleRank: title ? 6 : undefined,
      titleOn: title && (observedOn ?? ''),
      titleRow: title && rowKey,
      firstOn: observedOn,
      observedOn,
      source: `source of ${rowKey}`,
      rowKey,
      hasSecondPost,
      leftToldOn: hasLeft ? (observedOn ?? '') : undefined,
      leftRow: hasLeft ? rowKey : undefined,
      leftOn: hasLeft ? leftOn : undefined,
      leftByChange: hasLeft && leftOn === undefined,
    }),
  );
const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ({ rowKey }) => rowKey });

test('rows join to the same, in whatever order and groups they come', () => {
  const given = rows.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, { minLength: list.length }),
      fc.integer({ min: 1, max: list.length }),
    ),
  );
  fc.assert(
    fc.property(given, ([list, shuffled, cut]) => {
      const whole = list.reduce(joinAffiliations);
      assert.deepEqual(shuffled.reduce(joinAffiliations), whole);
      const [head, tail] = [shuffled.slice(0, cut), shuffled.slice(cut)];
      const parts = [head, tail].filter((part) => part.length > 0).map((part) => part.reduce(joinAffiliations));
      assert.deepEqual(parts.reduce(joinAffiliations), whole);
    }),
  );
});

test('a newer row without a title leaves the title that an older one told', () => {
  const told = { departmentKey: 'd', department: '営業部', source: 'sansan', hasSecondPost: false } as const;
  const nothing = {
    titleRank: undefined,
    leftToldOn: undefined,
    leftRow: undefined,
    leftOn: undefined,
    leftByChange: false,
  } as const;
  const card: Affiliation = {
    ...told,
    ...nothing,
    title: '部長',
    titleOn: '2021-04-01',
    titleRow: 'a',
    firstOn: '2021-04-01',
    observedOn: '2021-04-01',
    rowKey: 'a',
  };
  const seminar: Affiliation = {
    ...told,
    ...nothing,
    title: undefined,
    titleOn: undefined,
    titleRow: undefined,
    firstOn: '2024-06-01',
    observedOn: '2024-06-01',
    rowKey: 'b',
  };
  for (const joined of [joinAffiliations(card, seminar), joinAffiliations(seminar, card)])
    assert.deepEqual(
      [joined.title, joined.firstOn, joined.observedOn, joined.rowKey],
      ['部長', '2021-04-01', '2024-06-01', 'b'],
    );
});
