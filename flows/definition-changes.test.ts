import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalogue } from '#core/kpi/catalogue.ts';
import { defaultHandoverRule } from '#core/demand/handover.ts';
import { listDefinitionChanges, recordCatalogue } from '#db/definition-changes.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { changeHandoverSettings } from './change-handover-settings.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('definition_changes');
});
after(() => database?.close());

const recorded = () => listDefinitionChanges(database.db);
const change = (rule: typeof defaultHandoverRule) =>
  inTransaction(database, (transaction) => changeHandoverSettings(transaction, { rule }, null));

test('other times of hand-over leave their marker by themselves, the same ones again leave none', async () => {
  await change(defaultHandoverRule);
  assert.deepEqual(await recorded(), []);
  const twoDays = { ...defaultHandoverRule, answer: { kind: 'business_days', days: 2 } } as const;
  await change(twoDays);
  await change(twoDays);
  const [marker, ...more] = await recorded();
  assert.deepEqual([marker!.what, marker!.version, more.length], ['qualification_rule', '2', 0]);
  assert.ok(marker!.codes!.includes('K6.3'));
  assert.match(marker!.whatChanged.ja, /引き渡しの設定\(返事とフォローの期限\)を変更/);
  await change(defaultHandoverRule);
  assert.equal((await recorded()).at(-1)!.version, '3');
});

test('the first start takes note of the catalogue; a KPI that meant something else before gets its marker once', async () => {
  const now = new Date('2026-10-01T00:00:00Z');
  const before = (await recorded()).length;
  await recordCatalogue(database.db, now);
  await recordCatalogue(database.db, now);
  assert.equal((await recorded()).length, before);
  const kpi = catalogue.find(({ code }) => code === 'K6.1')!;
  await database.pool.query(
    "update kpi_definition set version = 0, formula_ja = '受入 ÷ 引き渡し', formula_en = 'SAL ÷ MQL' where kpi_code = 'K6.1'",
  );
  await Promise.all([recordCatalogue(database.db, now), recordCatalogue(database.db, now)]);
  const made = (await recorded()).filter(({ what }) => what === 'definition');
  assert.deepEqual(
    made.map(({ on, codes, version, whatChanged, by }) => [on, codes, version, whatChanged.ja, by]),
    [['2026-10-01', ['K6.1'], '1', `計算式: 受入 ÷ 引き渡し → ${kpi.formula.ja}`, null]],
  );
});
