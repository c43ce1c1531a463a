import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { accountModel } from '#core/match/account-model.ts';
import { accountRecord } from '#core/match/account-record.ts';
import { explainPair } from '#core/match/explain.ts';
import { TermFrequencies } from '#core/match/frequencies.ts';
import { Scorer } from '#core/match/score.ts';
import { changeSettings } from '#core/match/settings-change.ts';
import { evidenceOf, weighingOf } from './evidence.ts';
import { explainStored } from './explain-stored.ts';

const record = (name: string, domain: string, address: string) =>
  accountRecord({
    name: parseCompanyName(name),
    ownKey: undefined,
    corporateNumber: undefined,
    domains: [domain],
    phones: ['0312345678'],
    address: parseAddress([address]),
    attributes: {},
  });
const one = record('株式会社青空商事', 'aozora.co.jp', '東京都千代田区丸の内1-2-3');
const other = record('青空商事株式会社', 'aozora.co.jp', '東京都千代田区丸の内1-2-3');

test('a decision explains itself as it was made, whatever the model and the base are today', () => {
  for (const people of [0, 6]) {
    const scorer = new Scorer(accountModel, new TermFrequencies(), 40_000);
    const explained = explainPair(scorer, one, other, people);
    const told = weighingOf(evidenceOf(scorer, people))!;
    const changed = changeSettings(accountModel.settings, {
      levels: [{ comparison: 'domain', level: 'equal_named', value: 1 }],
    });
    const kept = explainStored({ ...accountModel, settings: changed }, JSON.parse(JSON.stringify(told)))!;
    assert.equal(kept.model, 'account/account-1');
    assert.deepEqual(
      kept.lines.map(({ words }) => words.ja).sort(),
      explained.lines.map(({ words }) => words.ja).sort(),
    );
    for (const line of kept.lines) {
      const known = explained.lines.find(({ comparison }) => comparison === line.comparison)!;
      assert.ok(Math.abs(known.bits - line.bits) <= 0.06, `${line.comparison}: ${known.bits} ${line.bits}`);
    }
    assert.ok(Math.abs(kept.priorBits - explained.priorBits) < 0.5);
    const sum = kept.lines.reduce((bits, line) => bits + line.bits, kept.priorBits);
    assert.ok(Math.abs(sum - kept.bits) < 1e-9, 'the parts add up');
  }
});

test('a level or comparison that came later does not shift what was kept', () => {
  const { levels } = accountModel.settings;
  const settings = {
    ...accountModel.settings,
    levels: { ...levels, name: levels.name!.filter(({ code }) => code !== 'safe'), owner: undefined as never },
  };
  const explained = explainStored({ ...accountModel, settings }, { bits: 12, levels: '02', parts: [12] })!;
  assert.deepEqual(
    explained.lines.map(({ comparison, level }) => `${comparison}/${level}`),
    ['name/loose'],
  );
});

test('what was kept before parts were, or where nothing was weighed, is not explained', () => {
  assert.equal(explainStored(accountModel, { bits: 12, levels: '010000000' }), undefined);
  assert.equal(weighingOf({ matched: [], differs: [] }), undefined);
});
