import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareAcross, sample } from '#core/match/across.ts';
import { accountModel } from '#core/match/account-model.ts';
import { accountProfile, accountRecord, extendAccount, type AccountRecord } from '#core/match/account-record.ts';
import { basePriorBits, Scorer } from '#core/match/score.ts';
import type { CompanySeen } from '#core/observation/observation.ts';
import { company } from '#fixtures/seen-rows.ts';
import { BaseFrequencies } from './base-frequencies.ts';
import { narrowerKeys, widestKeys } from './candidates.ts';
import { disagreeAcross, isTooLarge } from './closure-guard.ts';
import { Directory } from './directory.ts';
import { identifyAccount } from './identify-account.ts';
import { accountLookup } from './lookup-keys.ts';
import { nobodyBeside, reconsider, type Rules } from './reconsider.ts';

const { guard } = accountModel.settings;
const row = (...told: Parameters<typeof company>) => accountRecord(company(...told));
const scorer = new Scorer(accountModel, { of: () => 1e-6 }, 1_000, basePriorBits(accountModel, 1_000));

/** Two companies by their rows: both were heard under the other's name once, so that the wholes are alike and the rows are not. */
const aozora = [1, 2, 3, 4].map((n) => row('青空商事', { phones: [`031234567${n}`] }));
const kiritani = [1, 2, 3, 4].map((n) => row('桐谷工業', { phones: [`061234567${n}`] }));
const brands = [row('スカイ', { domains: ['sky.co.jp'] })];
const [left, right] = [
  [...aozora, ...brands],
  [...kiritani, ...brands],
];

function look(
  one: readonly AccountRecord[],
  other: readonly AccountRecord[],
  more: Partial<Rules<AccountRecord, { leftId: number; rightId: number }>> & { wordings?: number } = {},
) {
  const { wordings = 1, ...rules } = more;
  const profiles = new Map([one, other].map((rows, place) => [place + 1, { record: accountProfile(rows), wordings }]));
  return reconsider(scorer, profiles, [{ leftId: 2, rightId: 1 }], {
    apart: [],
    twoRecords: [],
    learn: extendAccount,
    mayMerge: () => true,
    settles: () => false,
    beside: () => nobodyBeside,
    isLarge: () => false,
    rowsOf: (id) => (id === 1 ? one : other),
    ...rules,
  });
}

test('2: wholes that are alike and rows that disagree are a question', () => {
  assert.deepEqual(look(left, right).rest, [
    { pair: { leftId: 2, rightId: 1 }, answer: 'review', heldBack: 'rows_disagree' },
  ]);
  assert.equal(look(left, right, { rowsOf: () => undefined }).merges.length, 1, 'nobody has read the rows yet');
  assert.equal(look(left, brands).merges.length, 0, 'a row that only one of five is like');
  assert.equal(look(brands, brands).merges.length, 1, 'a row joins a row');
});

test('2: what stands beside speaks for every pair of rows', () => {
  const people = { bits: 12, isEverybody: true };
  assert.equal(look(left, right, { beside: () => people }).merges.length, 1);
});

test('3, 4, 5: each rule that holds back is named', () => {
  const same = [row('青空商事', { domains: ['aozora.co.jp'] })];
  const held = (more: Parameters<typeof look>[2]) => look(same, same, more).rest.map(({ heldBack }) => heldBack);
  assert.deepEqual(held({}), []);
  assert.deepEqual(held({ twoRecords: [{ leftId: 1, rightId: 2 }] }), ['two_records']);
  assert.deepEqual(held({ wordings: guard.sizeMax / 2 }), [], 'as many as one company may have');
  assert.deepEqual(held({ wordings: guard.sizeMax / 2 + 1 }), ['too_many']);
  assert.deepEqual(held({ apart: [{ leftId: 1, rightId: 2 }] }), [], 'what a person holds apart is not asked');
});

test('5: equal wordings count once, and every writing of the name has its own share', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 5 }), (wordings, writings) => {
      const large = isTooLarge(wordings, writings, guard);
      assert.equal(large, wordings > guard.sizeMax * writings);
      if (!large) assert.ok(!isTooLarge(wordings, writings + 1, guard));
    }),
  );
});

const rows = fc.array(fc.constantFrom(...left, ...kiritani), { minLength: 1, maxLength: 12 });

test('2: both sides say the same, more beside never holds back, and one row against one is never asked', () => {
  fc.assert(
    fc.property(rows, rows, fc.double({ min: 0, max: 12, noNaN: true }), (one, other, beside) => {
      const alone = disagreeAcross(scorer, one, other, 0);
      assert.equal(disagreeAcross(scorer, other, one, 0), alone);
      if (!alone) assert.ok(!disagreeAcross(scorer, one, other, beside));
      assert.ok(!disagreeAcross(scorer, one.slice(0, 1), other.slice(0, 1), 0));
    }),
  );
});

test('the comparison of groups costs 36 pairs at most and takes first and last', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(), { minLength: 1 }),
      fc.uniqueArray(fc.nat(), { minLength: 1 }),
      (one, other) => {
        let pairs = 0;
        compareAcross(one, other, 0, () => pairs++);
        assert.ok(pairs <= 36);
        assert.deepEqual([sample(one)[0], sample(one).at(-1)], [one[0], one.at(-1)]);
        assert.equal(new Set(sample(one)).size, Math.min(6, one.length));
      },
    ),
  );
});

/** Rows one after the other, with the directory they are found in. */
function walk(directory: Directory, told: readonly CompanySeen[], from = 1) {
  const frequencies = new BaseFrequencies(directory, { accounts: 1_000, people: 1_000, owners: new Map() });
  const own = new Scorer(accountModel, frequencies, 1_000, basePriorBits(accountModel, 1_000));
  let next = from;
  return told.map((one) => {
    const record = accountRecord(one);
    const keys = accountLookup(record, one, 'crm');
    directory.unasked(widestKeys([keys]));
    for (const depth of [1, 2]) directory.unasked(narrowerKeys([keys], directory, depth));
    frequencies.learn(record);
    return identifyAccount({ seen: one, record, keys }, directory, own, () => next++);
  });
}
const branch = (place: number) =>
  company('青空商事', { domains: ['aozora.co.jp'], address: `東京都港区芝${1 + (place % 5)}-${1 + place}-1` });

test('5: a company grows to fifty different wordings; the next one is asked about and begins a part that takes the rest', () => {
  const directory = new Directory();
  const found = walk(
    directory,
    Array.from({ length: guard.sizeMax + 3 }, (_, place) => branch(place)),
  );
  assert.deepEqual(
    found.map(({ id }) => id),
    [...Array.from({ length: guard.sizeMax }, () => 1), 2, 2, 2],
  );
  assert.equal(directory.accounts.get(1)!.wordings, guard.sizeMax);
  assert.deepEqual(
    found[guard.sizeMax]!.proposals.map(({ leftId, rightId, reason, state }) => [leftId, rightId, reason, state]),
    [[2, 1, 'too_many', 'open']],
  );
  assert.deepEqual(
    found.map(({ isDoubtful }) => isDoubtful).lastIndexOf(true),
    guard.sizeMax,
    'what joins the part is no doubt of its own',
  );
  const [again] = walk(directory, [branch(3)], 3);
  assert.equal(again!.id, 1, 'a wording that is known finds its company, however large');
});

test('5: five hundred cards that say the same are one wording, and a 法人番号 settles it at any size', () => {
  const directory = new Directory();
  const card = company('青空商事', { domains: ['aozora.co.jp'], corporateNumber: '4011001098993' });
  const ids = walk(
    directory,
    Array.from({ length: 500 }, () => card),
  ).map(({ id }) => id);
  assert.deepEqual([new Set(ids).size, directory.accounts.get(1)!.wordings], [1, 1]);
  const numbered = Array.from({ length: 80 }, (_, place) => ({ ...branch(place), corporateNumber: '4011001098993' }));
  assert.deepEqual(new Set(walk(directory, numbered, 2).map(({ id }) => id)), new Set([1]));
});
