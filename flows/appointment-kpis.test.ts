import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getKpi } from '#core/kpi/catalogue.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import type { Database } from '#db/pool.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { openKpi } from './open-kpi.ts';
import { readFigures } from './read-kpis.ts';
import { rebuild } from './rebuild.ts';

const now = new Date('2026-08-20T03:00:00Z');
const quarter = periodOf('quarter', '2026-06-30', april);
const codes = ['K3.2a', 'K3.2b', 'K3.2c', 'K3.2d', 'K3.2e'] as const;
let database: Database;
before(async () => {
  database = await openTestDatabase('appointment_kpis');
});
after(() => database?.close());

async function figures() {
  const found = await readFigures(database.db, codes.map(getKpi), quarter, { kind: 'all' }, now);
  return Object.fromEntries(codes.map((code) => [code, found.get(code)!]));
}

async function opened(code: string, part: 'numerator' | 'denominator' = 'numerator') {
  const [window] = measureWindows([quarter], await readHandoverSettings(database.db), now);
  return openKpi(database.db, getKpi(code), part, window!, { kind: 'all' }, 100);
}

/** Every company of that name is on the list since April. */
const approveTargets = () =>
  database.pool.query(`
    insert into target_line (account_id, origin, status, activated_at, created_at)
    select account_id, 'sales_nominated', 'active', '2026-04-01 10:00+09', '2026-04-01 10:00+09' from account a
     where name = '青空精機株式会社' and not exists (select 1 from target_line t where t.account_id = a.account_id)`);

const events = `活動 ID,件名,種別,期日のみ,取引先 ID,取引先名,氏名,任命先,作成者,作成日,面談ステータス
00U01,初回面談,打合せ,2026/05/12,A1,青空精機株式会社,佐藤 一郎,高瀬 亮介,日下部 徹,2026/05/01,実施
00U02,初回訪問,訪問,2026/05/20,A1,青空精機株式会社,鈴木 花,高瀬 亮介,日下部 徹,2026/05/08,不参加
00U03,提案,打合せ,2026/06/02,A1,青空精機株式会社,佐藤 一郎,高瀬 亮介,日下部 徹,2026/05/20,キャンセル
00U04,提案,打合せ,2026/06/09,A1,青空精機株式会社,佐藤 一郎,高瀬 亮介,日下部 徹,2026/05/21,日程変更
00U05,提案,打合せ,2026/06/16,A1,青空精機株式会社,佐藤 一郎,高瀬 亮介,日下部 徹,2026/06/09,
00U06,定例,訪問,2026/06/18,A1,青空精機株式会社,佐藤 一郎,高瀬 亮介,高瀬 亮介,2026/06/10,実施
00U07,状況確認,電話,2026/06/19,A1,青空精機株式会社,佐藤 一郎,日下部 徹,日下部 徹,2026/06/19,実施
00U08,初回面談,打合せ,2026/06/22,A2,東雲物産株式会社,田中 守,高瀬 亮介,日下部 徹,2026/06/11,実施
00U10,前期の面談,打合せ,2026/02/05,A1,青空精機株式会社,佐藤 一郎,高瀬 亮介,日下部 徹,2026/01/20,実施
00U09,次回面談,打合せ,2026/09/01,A1,青空精機株式会社,佐藤 一郎,高瀬 亮介,日下部 徹,2026/06/25,予定
`;

test('S3-17 without a meeting K3.2a/b are unmeasured, not 0, and say what they need', async () => {
  await takeIn(
    database,
    { text: '取引先 ID,取引先名,取引先 所有者\nA1,青空精機株式会社,\nA2,東雲物産株式会社,\n' },
    'salesforce-accounts',
  );
  for (const { figure, missing } of Object.values(await figures())) {
    assert.equal(figure.value, null);
    assert.ok(missing.includes('meetings') && missing.includes('inside_sales'));
  }
});

test('S3-17 meetings of inside sales with targets, imported: a no-show is no meeting, and every number opens to its rows', async () => {
  await approveTargets();
  await takeIn(
    database,
    { text: '社員名,部署,役職\n日下部 徹,インサイドセールス課,\n高瀬 亮介,営業一部,\n' },
    'members',
  );
  await takeIn(database, { text: events }, 'salesforce-tasks');
  await takeIn(
    database,
    {
      text: `商談 ID,商談名,取引先 ID,取引先名,フェーズ,金額,作成日
D1,前に商談,A1,青空精機株式会社,提案,100,2026-05-11
D2,面談の日に商談,A1,青空精機株式会社,提案,100,2026-05-12
D3,面談の後に商談,A1,青空精機株式会社,提案,100,2026-06-30
D5,前期の面談の後に商談,A1,青空精機株式会社,提案,100,2026-04-10
D4,リストの外の商談,A2,東雲物産株式会社,提案,100,2026-06-30
`,
    },
    'salesforce-opportunities',
  );
  const found = await figures();
  // Held: 00U01 alone. 00U06 was set by an account executive, 00U07 is a call, 00U08 is no target.
  assert.deepEqual(
    codes.map((code) => found[code]!.figure.value),
    [1, 3, 5, 1, 1 / 4],
  );
  // Set in the quarter: all but the one that moved on. Due: those with a result, and 00U05 whose result nobody told.
  assert.deepEqual([found['K3.2e']!.figure.numerator, found['K3.2e']!.figure.denominator], [1, 4]);
  for (const code of codes)
    assert.equal((await opened(code)).sum, found[code]!.figure.numerator ?? found[code]!.figure.value);
  const due = await opened('K3.2e', 'denominator');
  assert.deepEqual(due.rows.map(({ kind, label, state, day }) => [kind, label, state, day]).reverse(), [
    ['appointment', '佐藤 一郎', 'held', '2026-05-12'],
    ['appointment', '鈴木 花', 'no_show', '2026-05-20'],
    ['appointment', '佐藤 一郎', 'cancelled', '2026-06-02'],
    ['appointment', '佐藤 一郎', 'unknown', '2026-06-16'],
  ]);
  assert.deepEqual((await opened('K3.2b')).rows.map(({ label }) => label).sort(), [
    '前期の面談の後に商談',
    '面談の後に商談',
    '面談の日に商談',
  ]);
});

test('S3-17 a replay of all rows tells the same meetings, and a corrected row counts as corrected', async () => {
  const before = await figures();
  await rebuild(database);
  assert.deepEqual(await figures(), before);
  await takeIn(database, { text: events.replace('2026/05/08,不参加', '2026/05/08,実施') }, 'salesforce-tasks');
  const { 'K3.2a': held, 'K3.2d': missed } = await figures();
  assert.deepEqual([held!.figure.value, missed!.figure.value], [2, 0]);
});

test('S3-17 a file that names only who goes there and no day of setting counts by those, marked inferred', async () => {
  await takeIn(
    database,
    {
      text: `Record ID,Activity type,Activity title,Meeting start time,Associated Company,Activity assigned to,Meeting outcome
91,Meeting,Demo,2026-05-28 10:00,青空精機株式会社,日下部 徹,COMPLETED
92,Meeting,Demo,2026-05-29 10:00,青空精機株式会社,日下部 徹,NO_SHOW
93,Call,Follow-up,2026-05-29 11:00,青空精機株式会社,日下部 徹,
`,
    },
    'hubspot-activities',
  );
  await approveTargets();
  const { rows, total } = await opened('K3.2c');
  assert.equal(total, 7);
  assert.deepEqual(
    rows.filter(({ isInferred }) => isInferred).map(({ day, state }) => [day, state]),
    [
      ['2026-05-29', 'no_show'],
      ['2026-05-28', 'held'],
    ],
  );
});

test('S3-17 a meeting that did not take place is no contact with the company', async () => {
  await takeIn(
    database,
    {
      text: '活動ID,活動種別,活動日,会社名,訪問結果\n1,訪問,2026-07-01,光洋薬品株式会社,実施\n2,訪問,2026-07-20,光洋薬品株式会社,不在\n',
    },
    'activities',
  );
  const { rows } = await database.pool.query(
    "select last_activity_on from account_rollup join account using (account_id) where name = '光洋薬品株式会社'",
  );
  assert.deepEqual(rows, [{ last_activity_on: '2026-07-01' }]);
});
