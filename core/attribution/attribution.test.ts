import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { divideYen } from './divide-yen.ts';
import { markovCredit } from './markov.ts';
import {
  milestoneCredit,
  milestoneModels,
  type Milestone,
  type MilestoneModel,
  type Touch,
} from './milestone-credit.ts';
import { channelsOf, conversionsOf, tooFewPaths, type ChannelPath } from './path.ts';
import { shapleyCredit } from './shapley.ts';
import { linearCredit, timeDecayCredit } from './time-credit.ts';

const path = (channels: string, isConverted: boolean, count = 1): ChannelPath => ({
  channels: [...channels],
  isConverted,
  count,
});
const published = [path('G', true, 2), path('M', true), path('GM', true), path('G', false)];

test('G-ATT-1 removal gives 2.4 and 1.6 conversions, Shapley 2.5 and 1.5', () => {
  const rounded = (credit: ReadonlyMap<string, number>) =>
    [...credit].map(([channel, value]) => [channel, Number(value.toFixed(6))]);
  assert.deepEqual(rounded(markovCredit(published)), [
    ['G', 2.4],
    ['M', 1.6],
  ]);
  assert.deepEqual(rounded(shapleyCredit(published)), [
    ['G', 2.5],
    ['M', 1.5],
  ]);
});

const touch = (key: string, ...milestones: Milestone[]): Touch => ({ key, milestones });
const percent = (touches: readonly Touch[], model: MilestoneModel) =>
  milestoneCredit(touches, model).map((share) => Number(share.toFixed(2)));

test('G-ATT-2 W gives 30 to each milestone and 10 to the rest', () => {
  const touches = [touch('a', 'first'), touch('b', 'lead'), touch('c', 'deal'), touch('d')];
  assert.deepEqual(percent(touches, 'w'), [30, 30, 30, 10]);
  assert.deepEqual(percent([...touches, touch('e', 'close')], 'full_path'), [22.5, 22.5, 22.5, 10, 22.5]);
  assert.deepEqual(percent([...touches, touch('e')], 'w'), [30, 30, 30, 5, 5]);
  assert.deepEqual(percent(touches, 'first'), [100, 0, 0, 0]);
});

test('G-ATT-3 without a rest its ten percent go by milestones held', () => {
  assert.deepEqual(percent([touch('a', 'first', 'lead'), touch('c', 'deal')], 'w'), [66.67, 33.33]);
});

test('the share of a milestone that is missing is divided among those there', () => {
  assert.deepEqual(percent([touch('a', 'first'), touch('b', 'deal'), touch('c')], 'w'), [45, 45, 10]);
  assert.deepEqual(percent([touch('a'), touch('b')], 'w'), [50, 50]);
  assert.deepEqual(percent([], 'w'), []);
});

test('linear and time decay', () => {
  assert.deepEqual(linearCredit(4), [25, 25, 25, 25]);
  assert.deepEqual(
    timeDecayCredit([14, 7, 0], 7).map((share) => Number(share.toFixed(2))),
    [14.29, 28.57, 57.14],
  );
  assert.deepEqual(timeDecayCredit([30_000, 30_000], 7), [50, 50]);
  assert.deepEqual([linearCredit(0), timeDecayCredit([], 7)], [[], []]);
});

test('nothing converted credits nothing', () => {
  assert.deepEqual(
    [markovCredit([path('GM', false, 3)]), shapleyCredit([path('GM', false, 3)])].map((credit) => [...credit.values()]),
    [
      [0, 0],
      [0, 0],
    ],
  );
});

test('models made from data stay off below fifty conversions or five of a channel', () => {
  assert.deepEqual(tooFewPaths(published), { conversions: 4, channels: ['G', 'M'] });
  assert.equal(tooFewPaths([path('G', true, 50), path('GM', true, 5)]), undefined);
  assert.deepEqual(tooFewPaths([path('G', true, 50), path('M', true, 4)])?.channels, ['M']);
});

const anyTouches = fc.array(
  fc.record({
    key: fc.string(),
    milestones: fc.uniqueArray(fc.constantFrom<Milestone>('first', 'lead', 'deal', 'close')),
  }),
  { minLength: 1, maxLength: 12 },
);
const anyPaths = fc.array(
  fc.record({
    channels: fc.array(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 1, maxLength: 5 }),
    isConverted: fc.boolean(),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

test('credits add up: to 100 percent, to the conversions, and an amount to the yen', () => {
  const models = Object.keys(milestoneModels) as MilestoneModel[];
  fc.assert(
    fc.property(anyTouches, fc.constantFrom(...models), fc.nat(), (touches, model, amount) => {
      const shares = milestoneCredit(touches, model);
      assert.ok(Math.abs(sum(shares) - 100) < 1e-6 && shares.every((share) => share >= 0));
      const parts = divideYen(amount, shares);
      assert.equal(sum(parts), amount);
      assert.ok(parts.every((part, at) => Math.abs(part - (amount * shares[at]!) / 100) <= 1));
    }),
  );
  fc.assert(
    fc.property(anyPaths, (paths) => {
      const conversions = conversionsOf(paths);
      assert.ok(Math.abs(sum(shapleyCredit(paths).values()) - conversions) < 1e-6);
      assert.ok(Math.abs(sum(markovCredit(paths).values()) - conversions) < 1e-6);
    }),
  );
  assert.throws(() => divideYen(100, [0, 0]), RangeError);
});

/** Shapley values by their definition: the mean of what a channel adds over every order the channels may come in. */
function byDefinition(paths: readonly ChannelPath[]): Map<string, number> {
  const worth = (set: ReadonlySet<string>) =>
    conversionsOf(paths.filter(({ channels }) => channels.every((channel) => set.has(channel))));
  const orders = permutations(channelsOf(paths));
  const added = new Map<string, number>();
  for (const order of orders) {
    const before = new Set<string>();
    for (const channel of order) {
      const without = worth(before);
      before.add(channel);
      added.set(channel, (added.get(channel) ?? 0) + (worth(before) - without) / orders.length);
    }
  }
  return added;
}

function permutations(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

test('Shapley values are those of the definition', () => {
  fc.assert(
    fc.property(anyPaths, (paths) => {
      const [found, expected] = [shapleyCredit(paths), byDefinition(paths)];
      for (const [channel, value] of expected) assert.ok(Math.abs(found.get(channel)! - value) < 1e-6);
    }),
    { numRuns: 50 },
  );
});
