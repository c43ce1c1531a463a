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
