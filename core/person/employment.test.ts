import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { employmentsOf, type Stay } from './employment.ts';

const [aozora, shiomi, minato] = [1, 2, 3];
const stay = (accountId: number, firstOn: string | null, lastOn = firstOn, more: Partial<Stay> = {}): Stay => ({
  accountId,
  departmentKey: '',
  department: null,
  title: null,
  firstOn,
  lastOn,
  source: 'sansan',
  rowKey: `row-${accountId}-${firstOn}-${lastOn}`,
  hasSecondPost: false,
  leftToldOn: null,
  leftOn: null,
  leftByChange: false,
  ...more,
});
const told = (...given: Parameters<typeof employmentsOf>) =>
  employmentsOf(...given).map(({ accountId, left }) => [accountId, left?.why ?? 'current']);

test('a later card of another company ends the earlier employment, with the day, the company and the row', () => {
  const [now, before] = employmentsOf([stay(aozora, '2021-04-01', '2022-05-01'), stay(shiomi, '2024-06-01')]);
  assert.equal(now!.accountId, shiomi);
  assert.equal(now!.left, null);
  assert.deepEqual(before!.left, {
    why: 'elsewhere',
    on: null,
    by: '2024-06-01',
    nextAccountId: shiomi,
    source: 'sansan',
    rowKey: 'row-2-2024-06-01-2024-06-01',
  });
});

test('rows of both companies in the same time mean both, until one is not seen for two years', () => {
  assert.deepEqual(told([stay(aozora, '2021-04-01', '2024-01-10'), stay(shiomi, '2023-06-01', '2024-06-01')]), [
    [shiomi, 'current'],
    [aozora, 'current'],
  ]);
  assert.deepEqual(told([stay(aozora, '2018-04-01', '2026-01-10'), stay(shiomi, '2020-06-01', '2022-06-01')]), [
    [aozora, 'current'],
    [shiomi, 'elsewhere'],
  ]);
  assert.deepEqual(told([stay(aozora, '2024-04-01'), stay(shiomi, '2024-04-01')]), [
    [aozora, 'current'],
    [shiomi, 'current'],
  ]);
});

test('兼務 and 出向 as a row or somebody of ours says stay beside the other company', () => {
  const later = stay(shiomi, '2024-06-01');
  const earlier = stay(aozora, '2021-04-01');
  const isBoth = [
    [shiomi, 'current'],
    [aozora, 'current'],
  ];
  assert.deepEqual(told([earlier, { ...later, hasSecondPost: true }]), isBoth);
  assert.deepEqual(told([{ ...earlier, hasSecondPost: true }, later]), isBoth);
  assert.deepEqual(told([earlier, later], [[aozora, shiomi]]), isBoth);
});

test('a row that says 退職 ends it, and a newer row without the word takes that back', () => {
  const left = stay(aozora, '2021-04-01', '2024-03-31', { leftToldOn: '2024-03-31', leftOn: '2024-03-20' });
  assert.deepEqual(employmentsOf([left])[0]!.left, {
    why: 'told',
    on: '2024-03-20',
    by: '2024-03-31',
    nextAccountId: null,
    source: 'sansan',
    rowKey: left.rowKey,
  });
  assert.deepEqual(told([left, stay(aozora, '2024-09-01')]), [[aozora, 'current']]);
  assert.deepEqual(told([stay(aozora, null, null, { leftToldOn: '' }), stay(aozora, '2020-01-01')]), [
    [aozora, 'told'],
  ]);
});

test('a row that says 退職 keeps its word where they are seen elsewhere since, with the company they went to', () => {
  const [, before] = employmentsOf([
    stay(aozora, '2024-03-31', '2024-03-31', { leftToldOn: '2024-03-31' }),
    stay(shiomi, '2024-06-01'),
  ]);
  assert.deepEqual([before!.left!.why, before!.left!.nextAccountId], ['told', shiomi]);
});

test('a company without a dated row is not told to be the current one beside a dated one', () => {
  assert.deepEqual(told([stay(aozora, null), stay(shiomi, '2024-06-01')]), [
    [shiomi, 'current'],
    [aozora, 'undated'],
  ]);
  assert.deepEqual(told([stay(aozora, null)]), [[aozora, 'current']]);
});

test('within one company the department seen last is the current one, and those seen in the same time', () => {
  const sales = stay(aozora, '2021-04-01', '2023-03-01', { department: '営業部' });
  const planning = stay(aozora, '2024-04-01', '2025-03-01', { department: '企画部' });
  const beside = stay(aozora, '2024-05-01', '2024-06-01', { department: '新規事業室' });
  assert.deepEqual(
    employmentsOf([sales, beside, planning])[0]!.stays.map(({ department, isCurrent }) => [department, isCurrent]),
    [
      ['企画部', true],
      ['新規事業室', true],
      ['営業部', false],
    ],
  );
});

const day = fc
  .integer({ min: 0, max: 3_000 })
  .map((n) => new Date(Date.UTC(2018, 0, 1 + n)).toISOString().slice(0, 10));
const anyStay = fc
  .record({
    accountId: fc.constantFrom(aozora, shiomi, minato),
    days: fc.option(fc.array(day, { minLength: 2, maxLength: 2 }), { nil: null }),
    key: fc.uuid(),
    hasSecondPost: fc.boolean(),
    told: fc.option(fc.oneof(day, fc.constant('')), { nil: null }),
    department: fc.constantFrom('営業部', '企画部', null),
  })
  .map(({ accountId, days, key, hasSecondPost, told: leftToldOn, department }) => {
    const [firstOn, lastOn] = days ? [...days].sort() : [null, null];
    return stay(accountId, firstOn!, lastOn!, { rowKey: key, hasSecondPost, leftToldOn, department });
  });

test('the order of stays does not matter', () => {
  const shuffled = fc
    .uniqueArray(anyStay, { minLength: 1, maxLength: 8, selector: ({ rowKey }) => rowKey })
    .chain((stays) => fc.tuple(fc.constant(stays), fc.shuffledSubarray(stays, { minLength: stays.length })));
  fc.assert(fc.property(shuffled, ([stays, other]) => assert.deepEqual(employmentsOf(other), employmentsOf(stays))));
});

test('somebody whom no row says to have left, and who is dated anywhere, is somewhere', () => {
  const stays = fc.array(
    anyStay.map((one) => ({ ...one, leftToldOn: null })),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(fc.property(stays, (given) => employmentsOf(given).some(({ left }) => left === null)));
});

test('a record that names another company since ends the employment; somebody who says both keeps both', () => {
  const changed = { leftToldOn: '2026-03-02', leftByChange: true };
  const stays = [stay(aozora, '2024-04-01', '2024-04-01', changed), stay(shiomi, '2026-03-02')];
  assert.deepEqual(told(stays), [
    [shiomi, 'current'],
    [aozora, 'changed'],
  ]);
  const [, before] = employmentsOf(stays);
  assert.deepEqual([before!.left!.by, before!.left!.nextAccountId], ['2026-03-02', shiomi]);
  assert.deepEqual(told(stays, [[aozora, shiomi]]), [
    [shiomi, 'current'],
    [aozora, 'current'],
  ]);
});
