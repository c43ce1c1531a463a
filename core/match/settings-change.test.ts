import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accountSettings } from './account-settings.ts';
import { personSettings } from './person-settings.ts';
import { weightOf } from './score.ts';
import {
  changeSettings,
  differencesOf,
  levelBounds,
  numberOf,
  onLevelsOfToday,
  problemsOf,
} from './settings-change.ts';

const models = [accountSettings, personSettings] as const;

test('as Mori comes every number lies within its bounds, and no change makes no difference', () => {
  for (const settings of models) {
    const levels = Object.entries(settings.levels).flatMap(([comparison, own]) =>
      own.map((level) => ({ comparison, level: level.code, value: numberOf(level) })),
    );
    assert.deepEqual(problemsOf(settings, { levels }, settings), []);
    assert.deepEqual(differencesOf(settings, changeSettings(settings, {})), { thresholds: [], levels: [] });
    assert.deepEqual(onLevelsOfToday(settings, settings), settings);
  }
});

test('a changed number is the only difference, and the level weighs what was asked for', () => {
  const levels = Object.entries(accountSettings.levels).flatMap(([comparison, own]) =>
    own.map((level) => ({ comparison, level })),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...levels),
      fc.double({ min: 0, max: 1, noNaN: true }),
      ({ comparison, level }, share) => {
        const { min, max } = levelBounds(level);
        const value = min + share * (max - min);
        const change = { levels: [{ comparison, level: level.code, value }] };
        assert.deepEqual(problemsOf(accountSettings, change, accountSettings), []);
        const changed = changeSettings(accountSettings, change);
        const now = changed.levels[comparison]!.find(({ code }) => code === level.code)!;
        assert.ok(Math.abs(numberOf(now) - value) < 1e-6);
        assert.deepEqual({ ...now, m: 0, bits: 0 }, { ...level, m: 0, bits: 0 }, 'caps and words stay');
        const { levels: different } = differencesOf(accountSettings, changed);
        assert.ok(different.length <= 1 && different.every((one) => one.level === level.code));
      },
    ),
  );
});

test('a question may not begin above what is joined unasked, and what speaks for may not speak against', () => {
  const problem = (change: Parameters<typeof problemsOf>[1]) => problemsOf(accountSettings, change, accountSettings)[0];
  assert.equal(problem({ thresholds: { auto: 4, review: 3.1 } })?.name, 'review');
  assert.equal(problem({ thresholds: { auto: 4, review: 2.9 } }), undefined);
  assert.deepEqual(problem({ thresholds: { auto: 2 } }), {
    code: 'model_out_of_range',
    name: 'auto',
    value: 2,
    min: 3.17,
    max: 13.29,
  });
  assert.equal(problem({ levels: [{ comparison: 'domain', level: 'different', value: 1 }] })?.name, 'domain/different');
  assert.equal(
    problem({ levels: [{ comparison: 'name', level: 'core', value: Number.NaN }] })?.code,
    'model_out_of_range',
  );
});

test('numbers stored before a level existed leave it as Mori comes', () => {
  const { owner: _, ...levels } = accountSettings.levels;
  const older = { ...accountSettings, version: 'v4', levels: { ...levels, phone: levels.phone!.slice(1) } };
  const today = onLevelsOfToday(accountSettings, older);
  assert.deepEqual(today.levels, accountSettings.levels);
  assert.equal(today.version, 'v4');
  const { rows: _added, ...guard } = accountSettings.guard;
  assert.deepEqual(onLevelsOfToday(accountSettings, { ...older, guard }).guard, accountSettings.guard);
  assert.equal(weightOf(today.levels.phone![0]!), weightOf(accountSettings.levels.phone![0]!));
});
