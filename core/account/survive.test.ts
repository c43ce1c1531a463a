import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import type { Observation } from '#core/observation/observation.ts';
import { emptyGolden, surviveCompany } from './survive.ts';

const row = (key: string, name: string, trust: number): Observation =>
  ({
    row: { key, source: `s${key}`, trust },
    observedOn: '2026-04-01',
    company: { ownKey: undefined, domains: [], phones: [], attributes: {}, name: parseCompanyName(name) },
  }) as unknown as Observation;

for (const [title, rows, name] of [
  [
    'one card in Japanese against the CRM',
    [row('a', 'Aozora Kogyo Co., Ltd.', 70), row('b', '青空工業㈱', 50)],
    '青空工業株式会社',
  ],
  ['kana counts as Japanese', [row('a', 'Sora Inc.', 90), row('b', 'ソラ', 30)], 'ソラ'],
  ['letters beside 株式会社', [row('a', 'ABC Corporation', 90), row('b', '株式会社ABC', 30)], '株式会社ABC'],
  ['no Japanese name is told', [row('a', 'Aozora LLC', 50), row('b', 'Aozora L.L.C.', 70)], 'Aozora L.L.C.'],
] as const)
  test(`a company goes by a Japanese name before one in Latin letters: ${title}`, () => {
    for (const order of [rows, rows.toReversed()]) {
      const golden = emptyGolden();
      for (const observation of order) surviveCompany(golden, observation);
      assert.equal(golden.values.name, name);
    }
  });

for (const [written, name, ...former] of [
  ['白瀬樹脂株式会社(旧 白瀬化学)', '白瀬樹脂株式会社', '白瀬化学'],
  ['青空商事㈱（旧社名：緑商事(株)） 東京支店', '青空商事株式会社', '緑商事(株)'],
  ['Aozora Inc. (formerly Midori Trading)', 'Aozora Inc.', 'Midori Trading'],
  ['青空商事【旧：緑商事】', '青空商事', '緑商事'],
  ['旧青空商事株式会社', '旧青空商事株式会社'],
  ['青空商事(大阪)', '青空商事(大阪)'],
] as const)
  test(`${written} is shown as ${name}, and what it was called before beside it`, () => {
    const golden = emptyGolden();
    surviveCompany(golden, row('a', written, 50));
    assert.deepEqual([golden.values.name, ...golden.formerNames], [name, ...former]);
  });
