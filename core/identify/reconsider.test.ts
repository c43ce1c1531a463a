import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountModel } from '#core/match/account-model.ts';
import { accountRecord, type AccountRecord } from '#core/match/account-record.ts';
import { basePriorBits, Scorer } from '#core/match/score.ts';
import { company, walkCompanies } from '#fixtures/seen-rows.ts';
import { BaseFrequencies } from './base-frequencies.ts';
import { Directory } from './directory.ts';
import { nobodyBeside, reconsider } from './reconsider.ts';

test('two halves of one company become one when more is known, and the older id stays', () => {
  const directory = new Directory();
  walkCompanies(
    [
      ['crm', company('株式会社青空商事', { phones: ['0312345679'] })],
      ['cards', company('Skyblue Trading', { domains: ['aozora.co.jp'] })],
      ['seminar', company('株式会社青空商事', { phones: ['0312345679'], domains: ['aozora.co.jp'] })],
    ],
    1_000_000,
    directory,
  );
  const frequencies = new BaseFrequencies(directory, { accounts: 1_000, people: 1_000, owners: new Map() });
  const scorer = new Scorer(accountModel, frequencies, 1_000, basePriorBits(accountModel, 1_000));
  const rules = {
    apart: [],
    twoRecords: [],
    rowsOf: () => undefined,
    learn: (known: never) => known,
    mayMerge: () => true,
    settles: () => false,
    beside: () => nobodyBeside,
    isLarge: () => false,
  };
  const found = reconsider(scorer, directory.accounts, [{ leftId: 2, rightId: 1 }], rules as never);
  assert.deepEqual(found.merges, [{ keptId: 1, goneId: 2 }]);
});

test('who is held apart is not brought together by way of a third', () => {
  const record = (place: number) =>
    accountRecord(company('青空商事', { domains: ['aozora.co.jp'], phones: [`031234567${place}`] }));
  const profiles = new Map([1, 2, 3].map((id) => [id, { record: record(id) }]));
  const scorer = new Scorer(accountModel, { of: () => 1e-6 }, 1_000, basePriorBits(accountModel, 1_000));
  const pairs = [
    { leftId: 3, rightId: 1 },
    { leftId: 3, rightId: 2 },
  ];
  const merged = (apart: readonly { leftId: number; rightId: number }[]) =>
    reconsider(scorer, profiles, pairs, {
      apart,
      twoRecords: [],
      rowsOf: () => undefined,
      learn: (known) => known,
      mayMerge: () => true,
      settles: () => false,
      beside: () => nobodyBeside,
      isLarge: () => false,
    }).merges;
  assert.equal(merged([]).length, 2, 'nobody objects: all three are one');
  assert.deepEqual(merged([{ leftId: 2, rightId: 1 }]), [{ keptId: 1, goneId: 3 }]);
});

test('what joins two groups of rows must be surer than what adds a row to one', () => {
  const record = (place: number) =>
    accountRecord(company('青空商事', { domains: ['aozora.co.jp'], phones: [`031234567${place}`] }));
  const profiles = new Map([1, 2, 3].map((id) => [id, { record: record(id) }]));
  const bits = new Scorer(accountModel, { of: () => 1e-6 }, 1_000).score(record(1), record(2));
  // Sure, but by less than a bridge needs.
  const auto = bits - accountModel.settings.guard.bridge / 2;
  const settings = { ...accountModel.settings, thresholds: { ...accountModel.settings.thresholds, auto } };
  const scorer = new Scorer({ ...accountModel, settings }, { of: () => 1e-6 }, 1_000);
  const merged = (large: readonly number[], pairs: readonly { leftId: number; rightId: number }[]) => {
    const rules = {
      apart: [],
      twoRecords: [],
      rowsOf: () => undefined,
      learn: (known: AccountRecord) => known,
      mayMerge: () => true,
      settles: () => false,
    };
    const isLarge = (id: number) => large.includes(id);
    return reconsider(scorer, profiles, pairs, { ...rules, beside: () => nobodyBeside, isLarge });
  };
  const pair = [{ leftId: 2, rightId: 1 }];
  assert.equal(merged([1], pair).merges.length, 1, 'a row joins a group');
  const held = merged([1, 2], pair);
  assert.deepEqual([held.merges, held.rest[0]!.answer], [[], 'review'], 'two groups are a question');
  const chain = [{ leftId: 3, rightId: 2 }, ...pair];
  assert.equal(merged([1, 3], chain).merges.length, 1, 'a group stays one, whatever joined it');
});
