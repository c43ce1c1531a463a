import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessNameShare } from '#core/company/name-share.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { accountModel } from '#core/match/account-model.ts';
import { accountRecord } from '#core/match/account-record.ts';
import { Scorer } from '#core/match/score.ts';
import { company } from '#fixtures/seen-rows.ts';
import { BaseFrequencies } from './base-frequencies.ts';
import { Directory } from './directory.ts';
import { nameKey } from './lookup-keys.ts';

/** A base of ten thousand companies, and what the register says of one name. */
function frequenciesOf(name: string, carriers: number | undefined, directory = new Directory()) {
  const frequencies = new BaseFrequencies(directory, { accounts: 10_000, people: 10_000, owners: new Map() });
  frequencies.learn(accountRecord(company(name)), () => carriers);
  return frequencies;
}
const { core, loose } = parseCompanyName('株式会社青山精機');

for (const [carriers, wanted] of [
  [undefined, guessNameShare(core)],
  [0, guessNameShare(core)],
  [1, 1 / 5_000_000],
  [18, 18 / 5_000_000],
  [1_051, 1_051 / 5_000_000],
] as const)
  test(`a name that ${carriers ?? 'nobody knows how many'} corporations carry is shared by ${wanted} of all`, () => {
    assert.equal(frequenciesOf('株式会社青山精機', carriers).of('name', core), wanted);
  });

test('the base holds no more companies of a name than the country has', () => {
  const directory = new Directory();
  directory.unasked([nameKey(loose)]);
  for (const [id, domain] of ['a.co.jp', 'b.co.jp', 'c.co.jp'].entries()) {
    directory.add(nameKey(loose), id + 1, 1);
    const record = accountRecord(company('株式会社青山精機', { domains: [domain] }));
    directory.accounts.set(id + 1, { id: id + 1, record, heard: [], headCount: 0, wordings: 1 });
  }
  const shareWith = (carriers: number | undefined) =>
    frequenciesOf('株式会社青山精機', carriers, directory).of('name', core);
  assert.ok(shareWith(undefined) > 1.5e-4);
  assert.equal(shareWith(1), 1 / 5_000_000);
  assert.ok(shareWith(2) < shareWith(undefined));
});

test('where the register says that both are one corporation its namesakes do not matter', () => {
  const frequencies = frequenciesOf('有限会社青山精機', 60);
  const scorer = new Scorer(accountModel, frequencies, 10_000);
  const bitsOf = (registeredAs?: string) => {
    const one = accountRecord(company('有限会社青山精機', registeredAs ? { registeredAs } : {}));
    return scorer.score(one, one);
  };
  assert.ok(bitsOf('4011001098993') - bitsOf() > 5);
});

test('a register of companies that nobody looks after makes no owner rarer', () => {
  const owners = new Map([
    ['三田村 香織', 30],
    ['堂島 剛', 50],
  ]);
  const shareBeside = (accounts: number) =>
    new BaseFrequencies(new Directory(), { accounts, people: 0, owners }).shareOfOwner('三田村 香織');
  assert.equal(shareBeside(5_000_000), shareBeside(80));
  assert.equal(shareBeside(80), (30 + 12.5) / (80 + 50));
});
