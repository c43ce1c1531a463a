import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WeightLearner } from './learn-weights.ts';
import type { Model } from './model.ts';
import { seededRandom } from './random.ts';
import { differencesOf } from './settings-change.ts';
import { weightOf } from './score.ts';

/** Entities with a name of their own and a colour; each has two records, and in every tenth the colour is written wrongly. */
type Item = { readonly entity: number; readonly name: number; readonly colour: number };
const colours = 20;
const model: Model<Item> = {
  name: 'coloured',
  settings: {
    version: 'coloured-1',
    linksPerRecord: 1,
    thresholds: { auto: 6.6, review: 0, margin: 3 },
    term: { weight: 1, down: 30, up: 30 },
    blocking: { carriersMax: 100, candidatesMax: 100 },
    guard: { edge: 6.6, average: -2, bridge: 3, margin: 3, sizeMax: 50 },
    levels: {
      name: [
        { code: 'equal', bits: 12, says: 'same' },
        { code: 'other', bits: -4, says: 'different' },
      ],
      colour: [
        { code: 'equal', bits: 1, says: 'same' },
        { code: 'other', bits: -1, says: 'different' },
      ],
      only: [{ code: 'equal', bits: 30, says: 'same' }],
    },
  },
  keys: ({ name }) => [[String(name)]],
  signature: ({ entity, colour }) => `${entity}/${colour}`,
  comparisons: [
    { name: 'name', group: 'name', compare: (one, other) => (one.name === other.name ? 1 : 2) },
    { name: 'colour', group: 'colour', compare: (one, other) => (one.colour === other.colour ? 1 : 2) },
    { name: 'only', group: 'only', compare: (one, other) => (one.entity === other.entity ? 1 : 0) },
  ],
};

function world(entities: number): Item[] {
  const random = seededRandom(3);
  return Array.from({ length: entities }, (_, entity) => {
    const colour = Math.floor(random() * colours);
    const other = random() < 0.1 ? (colour + 1) % colours : colour;
    return [
      { entity, name: entity, colour },
      { entity, name: entity, colour: other },
    ];
  }).flat();
}

function learn(items: readonly Item[], seed = 7) {
  const learner = new WeightLearner(model, items, (place) => items[place]!.entity, seed);
  learner.drawChance(200_000);
  // Candidates: every record with its other half, and with a neighbour of another name.
  for (let one = 0; one + 3 < items.length; one += 2) {
    learner.take(one, one + 1);
    learner.take(one, one + 2);
    learner.take(one + 1, one + 3);
  }
  return learner.learn();
}

test('a field’s weight goes to what the records show: nine in ten links, one in twenty by chance', () => {
  const learned = learn(world(20_000)).levels.colour!;
  assert.ok(Math.abs(weightOf(learned[0]!) - Math.log2(0.9 / 0.05)) < 0.5, `equal: ${weightOf(learned[0]!)}`);
  assert.ok(Math.abs(weightOf(learned[1]!) - Math.log2(0.1 / 0.95)) < 0.5, `other: ${weightOf(learned[1]!)}`);
});

test('few records hardly move a weight, many do; a comparison of one level is left as it is', () => {
  const moved = (entities: number) => weightOf(learn(world(entities)).levels.colour![0]!) - 1;
  assert.ok(moved(20) < 0.5, String(moved(20)));
  assert.ok(moved(20) < moved(500) && moved(500) < moved(5_000));
  assert.equal(weightOf(learn(world(5_000)).levels.only![0]!), 30);
});

test('the same records and seed give the same weights; without candidates nothing moves', () => {
  const items = world(300);
  assert.deepEqual(learn(items), learn(items));
  const idle = new WeightLearner(model, items, (place) => items[place]!.entity, 7);
  idle.drawChance(40_000);
  assert.deepEqual(differencesOf(model.settings, idle.learn()), { thresholds: [], levels: [] });
});

test('pairs that a cap sets apart are never taken for links, however much else they agree in', () => {
  const { levels } = model.settings;
  const name = [levels.name![0]!, { ...levels.name![1]!, cap: 'different' as const }];
  const capped = { ...model, settings: { ...model.settings, levels: { ...levels, name } } };
  // Colleagues: another name, one colour. More of them than links.
  const items = Array.from({ length: 2_000 }, (_, place) => ({ entity: place, name: place, colour: place >> 2 }));
  const learner = new WeightLearner(capped, items, (place) => items[place]!.entity, 7);
  learner.drawChance(40_000);
  for (let one = 0; one < items.length; one += 4) for (const other of [1, 2, 3]) learner.take(one, one + other);
  assert.deepEqual(differencesOf(capped.settings, learner.learn()).levels, []);
});
