import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalogue } from '#core/kpi/catalogue.ts';
import { defaultHandoverRule } from '#core/demand/handover.ts';
import { listDefinitionChanges, recordCatalogue } from '#db/definition-changes.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { changeHandoverSettings } from './change-handover-settings.ts';
import { decidePlans, draftPlans } from './edit-plans.ts';
import { saveRouting } from './edit-routing.ts';
import { addRuleVersion } from '#db/qualification-rules.ts';
import { defaultPlan } from '#core/route/plan.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import { defaultRule } from './qualification-rules.ts';

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

test('a list approved in bulk, another rule, other working hours and another target leave their markers by themselves', async () => {
  const before = (await recorded()).length;
  const { pool } = database;
  const { rows } = await pool.query<{ member_id: number }>(
    "insert into member (email, name, role) values ('m@example.jp', '藤代', 'marketing_manager'), ('s@example.jp', '堂島', 'sales_manager') returning member_id",
  );
  const [marketing, sales] = rows.map(({ member_id }) => member_id) as [number, number];
  await pool.query(
    "insert into account (account_id, name, name_safe, name_order) select n, 'c' || n, 'c' || n, 'c' || n from generate_series(1, 30) n",
  );
  const activate = (from: number, to: number, at: string) =>
    pool.query(
      `insert into target_line (account_id, origin, status, activated_at) select n, 'rule', 'active', $1 from generate_series(${from}, ${to}) n`,
      [at],
    );
  await activate(1, 10, '2026-05-01T01:00:00Z');
  await activate(11, 11, '2026-05-20T01:00:00Z');
  await activate(12, 16, '2026-06-10T01:00:00Z');
  await pool.query("update target_line set status = 'paused' where account_id between 1 and 4");
  await pool.query(
    "insert into target_event (target_line_id, at, side, verdict) select target_line_id, '2026-07-01T16:00:00Z', 'sales', 'pause' from target_line where status = 'paused'",
  );
  const now = new Date('2026-08-03T01:00:00Z');
  await inTransaction(database, async (transaction) => {
    await addRuleVersion(transaction.db, defaultRule, {
      reason: '展示会を除く',
      proposalId: null,
      memberId: sales,
      now,
    });
    const members = { [String(sales)]: { capacity: null, hours: { from: 600, to: 960 } } };
    const { versionId } = await saveRouting(
      transaction,
      { basedOn: 'default', plan: { ...defaultPlan, members }, note: null },
      sales,
      now,
    );
    await saveRouting(
      transaction,
      { basedOn: String(versionId), plan: { ...defaultPlan, members }, note: 'same hours' },
      sales,
      now,
    );
    for (const target of [10, 12]) {
      const doer = { memberId: marketing, now };
      const plan = { kpiCode: 'K5.1', period: periodOf('month', '2026-09-01', april), scope: 'all', target } as const;
      const { planIds } = await draftPlans(transaction, [plan], doer);
      await decidePlans(transaction, planIds, { verdict: 'submit' }, doer);
      for (const [side, memberId] of [
        ['marketing', marketing],
        ['sales', sales],
      ] as const)
        await decidePlans(
          transaction,
          planIds,
          { verdict: 'approve', isProxy: false, side, memberId },
          { memberId, now },
        );
    }
  });
  const told = (await recorded()).filter(({ on, what }) => on < '2026-09-01' || what === 'plan');
  assert.deepEqual(
    told.map(({ on, what, whatChanged, by }) => [on, what, whatChanged.ja, by]),
    [
      ['2026-06-10', 'target_list', 'ターゲットリストを変更(11社 → 16社、加わった5社・外れた0社)', null],
      ['2026-07-02', 'target_list', 'ターゲットリストを変更(16社 → 12社、加わった0社・外れた4社)', null],
      ['2026-08-03', 'qualification_rule', 'MQLのルールをr1に変更(展示会を除く)', '堂島'],
      ['2026-08-03', 'routing_rule', '営業の勤務時間を変更(1人)', '堂島'],
      ['2026-08-03', 'plan', '2026年9月の目標を変更(10 → 12)', '堂島'],
    ],
  );
  assert.equal((await recorded()).length, before + told.length);
});
