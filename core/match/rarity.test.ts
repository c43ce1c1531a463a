import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Level } from './model.ts';
import { oneInOf } from './rarity.ts';

const core: Level = { code: 'core', m: 0.52, u: 'term', says: 'same' };

const cases: readonly [name: string, level: Level, share: number, expected: number | undefined][] = [
  ['a name of one corporation in five million', core, 1 / 5_000_000, 5_000_000],
  ['アシスト, of which there are 1,051', core, 1_051 / 5_000_000, 4_800],
  ['a name that everybody bears', core, 0.9, 1.1],
  ['a level whose weight is limited, below the limit', { ...core, bitsMax: 13 }, 1 / 1_000, 1_000],
  ['the same above it', { ...core, bitsMax: 13 }, 1 / 5_000_000, undefined],
  ['a fixed share', { ...core, u: 1e-5 }, 1e-5, undefined],
];
for (const [name, level, share, expected] of cases)
  test(name, () => assert.equal(oneInOf(level, Math.min(level.bitsMax ?? 99, Math.log2(level.m! / share))), expected));

test('a weight below nothing tells no rarity', () => assert.equal(oneInOf(core, -3), undefined));
