import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalogue, getKpi } from '#core/kpi/catalogue.ts';
import type { MeasureValues } from '#core/kpi/kpi.ts';
import type { MeasureCode } from '#core/kpi/named-measure.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import { markHandoverDays } from '#db/measures/handover-days.ts';
import { listMeasureRows } from '#db/measures/rows.ts';
import { countWinsByAccount } from '#db/measures/deals.ts';
import type { MeasureScope, MeasureWindow } from '#db/measures/window.ts';
import type { Database } from '#db/pool.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { countMeasures, readKpis } from './read-kpis.ts';

const now = new Date('2026-08-20T03:00:00Z');
const quarter = periodOf('quarter', '2026-04-01', april);
const all: MeasureScope = { kind: 'all' };
let database: Database;
let empty: Database;
let owner: MeasureScope;
let window: MeasureWindow;

before(async () => {
  [database, empty] = await Promise.all([openTestDatabase('kpis'), openTestDatabase('kpis_empty')]);
  owner = { kind: 'owner', memberId: (await fillMeasuredWorld(database)).ownerId };
  [window] = measureWindows([quarter], await readHandoverSettings(database.db), now) as [MeasureWindow];
});
after(async () => {
  await database?.close();
  await empty?.close();
});

const waits = (...days: number[]) => days.map((one) => ({ days: one, converted: true }));
/** Counted by hand from fixtures/measured-world.ts for 2026年度Q1. */
const expected: MeasureValues = {
  lines_proposed: 4,
  lines_sales_approved: 3,
  fields_required: 15,
  fields_filled: 9,
  records_held: 4,
  records_fresh: 2,
  owned_contacts_imported: 3,
  owned_contacts_usable: 1,
  import_costs: 120,
  contacts_gained: 2,
  leads_created: 2,
  cycles_handed: 5,
  cycles_sal: 2,
  cycles_rejected: 1,
  cycles_ignored: 1,
  cycles_pending: 1,
  cycles_ignore_due: 4,
  cycles_registered: 1,
  cycles_sql: 2,
  cycles_won_after_sql: 1,
  cycles_won: 1,
  cycles_feedback: 0,
  cycles_follow_due: 5,
  cycles_followed: 1,
  cycles_accepted_ignored: 1,
  entries_mql: 5,
  entries_sql: 4,
  entries_sql_on_targets: 3,
  target_deals_created: 3,
  target_deal_amount_created: 4_000_000,
  target_deal_amount_now: 4_000_000,
  target_accounts_with_new_deal: 2,
  accounts_with_deal: 2,
  accounts_won: 1,
  target_deals_decided: 2,
  target_deals_won: 1,
  deals_won: 3,
  deals_won_amount: 6_000_000,
  acv_deals: 2,
  acv_sum: 5_000_000,
  customer_deals_created: 3,
  customer_deals_amount: 3_500_000,
  first_orders: 1,
  first_orders_amount: 400,
  first_orders_products: 2,
  ltv_targets: [420],
  ltv_others: [360],
  feedback_answers: [],
  first_deal_existing: waits(21),
  first_deal_new: waits(39, 40),
};

for (const [code, value] of Object.entries(expected) as [MeasureCode, unknown][])
  test(`${code} is what a hand counts`, async () => {
    const counted = (await countMeasures(database.db, [code], window, all))[code];
    assert.deepEqual(sorted(counted), value);
  });

const scopes: [MeasureScope['kind'], MeasureCode, number][] = [
  ['inside', 'cycles_handed', 3],
  ['inside', 'deals_won', 1],
  ['inside', 'leads_created', 2],
  ['owner', 'cycles_handed', 2],
  ['owner', 'target_deal_amount_now', 3_000_000],
  ['owner', 'lines_proposed', 1],
];
for (const [kind, code, value] of scopes)
  test(`${code} in the scope ${kind} is ${value}`, async () => {
    const scope = kind === 'owner' ? owner : ({ kind } as MeasureScope);
    assert.equal((await countMeasures(database.db, [code], window, scope))[code], value);
  });

test('H = SAL + rejected + ignored + pending for every cohort', async () => {
  const settings = await readHandoverSettings(database.db);
  let handed = 0;
  for (const day of ['2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01']) {
    const [cohort] = measureWindows([periodOf('month', day, april)], settings, now);
    const counted = await countMeasures(database.db, ['cycles_handed'], cohort!, all);
    const parts = ['cycles_sal', 'cycles_rejected', 'cycles_ignored', 'cycles_pending'] as const;
    assert.equal(
      counted.cycles_handed,
      parts.reduce((sum, part) => sum + counted[part]!, 0),
      day,
    );
    handed += counted.cycles_handed!;
  }
  assert.ok(handed > 0);
});

for (const [code, value] of Object.entries(expected) as [MeasureCode, unknown][])
  test(`${code} opens to its rows, and what they add makes the number`, async () => {
    const found = (await listMeasureRows(database.db, code, window, all, 100))!;
    assert.equal(found.rows.length, found.total);
    if (Array.isArray(value))
      assert.deepEqual(
        found.rows.map(({ part }) => part).sort(),
        value.map((one: number | { days: number }) => (typeof one === 'number' ? one : one.days)),
      );
    else assert.equal(found.sum, value);
  });

test('rows of a part of the companies are those of that part', async () => {
  for (const [kind, code, value] of scopes) {
    const scope = kind === 'owner' ? owner : ({ kind } as MeasureScope);
    assert.equal((await listMeasureRows(database.db, code, window, scope, 100))!.sum, value, `${kind} ${code}`);
  }
});

test('a long list is cut, its total and its sum are not', async () => {
  const { rows, total, sum } = (await listMeasureRows(database.db, 'deals_won_amount', window, all, 2))!;
  assert.deepEqual([rows.length, total, sum], [2, 3, 6_000_000]);
});

const figures: [string, number, string][] = [
  ['K3.1', 3, 'S3-16 '],
  ['K3.3', 4_000_000, 'S3-18 '],
  ['K6.1', 0.4, 'S2-11 '],
  ['K6.4d', 0.5, ''],
  ['K6.5', 60, 'S2-21 '],
  ['K5.5', 2_000_000, 'S1-50 '],
  ['K4.1', 0.5, 'S3-20 '],
  ['K4.2', 2_500_000, 'S3-21 '],
];
for (const [code, value, requirement] of figures)
  test(`${requirement}${code} is ${value}`, async () => {
    const [reading] = await readKpis(database.db, [getKpi(code)], quarter, all, now);
    assert.equal(reading!.figure.value, value);
  });

test('S1-49 win rates stand company by company, never as one number', async () => {
  const [reading] = await readKpis(database.db, [getKpi('K5.4')], quarter, all, now);
  assert.deepEqual([reading!.figure.value, reading!.figure.note, reading!.figure.n], [null, 'list_instead', 3]);
  const accounts = await countWinsByAccount(database.db, window, all);
  assert.deepEqual(
    accounts.map(({ accountId, won, decided }) => [accountId, won, decided]),
    [
      [1, 1, 2],
      [4, 1, 2],
      [5, 1, 1],
    ],
  );
});

test('S3-17 what has no source is 未計測 with what it needs, never 0', async () => {
  const readings = await readKpis(database.db, catalogue, quarter, all, now);
  const meetings = readings.find(({ kpi }) => kpi.code === 'K3.2a')!;
  assert.deepEqual(
    [meetings.figure.value, meetings.unmeasured?.ja],
    [null, '未計測(必要:面談の設定・実施の記録・インサイドセールスの担当者)'],
  );
  for (const { kpi, figure, unmeasured } of await readKpis(empty.db, catalogue, quarter, all, now)) {
    assert.equal(figure.value, null, kpi.code);
    assert.ok(unmeasured!.ja.startsWith('未計測'), kpi.code);
  }
});

test('a zero denominator has no value, and a period before the data has no figure', async () => {
  const november = periodOf('month', '2026-07-01', april);
  const [rate, leads] = await readKpis(database.db, [getKpi('K6.1'), getKpi('K5.8')], november, all, now);
  assert.deepEqual([rate!.figure.value, rate!.figure.note], [null, 'empty']);
  assert.equal(leads!.figure.value, 0, 'no lead in a month of a running business is a count of 0');
  assert.equal(leads!.lastYear, null, 'a year earlier nobody counted');
});

test('a running cohort is 未成熟 and is not compared', async () => {
  const running = periodOf('quarter', '2026-04-01', april);
  const [reading] = await readKpis(database.db, [getKpi('K6.1')], running, all, new Date('2026-06-30T03:00:00Z'));
  assert.equal(reading!.figure.note, 'immature');
  assert.equal(reading!.change, undefined);
});

test('S3-20 of four targets with a deal one is won, one lost, two are open: 25 % by company, 50 % of what was decided', async () => {
  const own = await openTestDatabase('kpis_contracts');
  try {
    const deals = [
      'D1,検査装置,北斗電子株式会社,受注,800000,2026/04/20,2026/05/20',
      'D2,保守,東雲物産株式会社,失注,500000,2026/04/21,2026/05/21',
      'D3,搬送,青空精機株式会社,提案,500000,2026/04/22,2026/09/30',
      'D4,制御盤,西風工業株式会社,提案,500000,2026/04/23,2026/09/30',
    ];
    await takeIn(own, { text: `商談ID,商談名,会社名,フェーズ,金額,作成日,完了日\n${deals.join('\n')}\n` }, 'deals');
    await own.pool.query(
      "insert into target_line (account_id, origin, status, activated_at) select account_id, 'proposal', 'active', '2026-04-01' from account",
    );
    const [byAccount, decided] = await readKpis(own.db, [getKpi('K4.1'), getKpi('K4.1b')], quarter, all, now);
    const told = [byAccount, decided].map((one) => [one!.figure.numerator, one!.figure.denominator, one!.figure.value]);
    assert.deepEqual(told, [
      [1, 4, 0.25],
      [1, 2, 0.5],
    ]);
  } finally {
    await own.close();
  }
});

test('S1-52 deals with companies that had ordered before, in the twelve months before a day and after it', async () => {
  const own = await openTestDatabase('kpis_customers');
  try {
    const orders = '受注番号,受注日,請求先,売上金額\nO1,2024/05/01,北斗電子株式会社,100\n';
    await takeIn(own, { text: orders }, 'orders');
    const deals = [
      'D0,検査装置,北斗電子株式会社,提案,100000,2025/03/31',
      'D1,保守,北斗電子株式会社,提案,100000,2025/04/01',
      'D2,搬送,北斗電子株式会社,提案,200000,2026/04/01',
      'D3,制御盤,北斗電子株式会社,提案,300000,2026/08/01',
      'D4,治具,青空精機株式会社,提案,900000,2026/06/01',
    ];
    await takeIn(own, { text: `商談ID,商談名,会社名,フェーズ,金額,作成日\n${deals.join('\n')}\n` }, 'deals');
    const found = [];
    for (const on of ['2025-04-01', '2026-04-01'])
      for (const code of ['K5.7', 'K5.7b']) {
        const [reading] = await readKpis(own.db, [getKpi(code)], periodOf('year', on, april), all, now);
        found.push(reading!.figure.value);
      }
    assert.deepEqual(found, [1, 100_000, 2, 500_000]);
  } finally {
    await own.close();
  }
});

test('S1-52 where the file tells the type of a deal, renewals are neither more business with a customer nor a new contract', async () => {
  const own = await openTestDatabase('kpis_types');
  try {
    const orders = '受注番号,受注日,請求先,売上金額\nO1,2024/05/01,北斗電子株式会社,100\n';
    await takeIn(own, { text: orders }, 'orders');
    const deals = [
      'D1,保守,北斗電子株式会社,受注,900000,更新,2026/04/10,2026/05/01',
      'D2,搬送,北斗電子株式会社,受注,200000,クロスセル,2026/04/11,2026/05/02',
      'D3,増設,北斗電子株式会社,受注,300000,,2026/04/12,2026/05/03',
    ];
    const header = '商談ID,商談名,会社名,フェーズ,金額,商談種別,作成日,完了日';
    await takeIn(own, { text: `${header}\n${deals.join('\n')}\n` }, 'deals');
    await own.pool.query(
      "insert into target_line (account_id, origin, status, activated_at) select account_id, 'proposal', 'active', '2026-04-01' from account",
    );
    const codes = ['K5.7', 'K5.7b', 'K4.2'];
    const told = await readKpis(own.db, codes.map(getKpi), quarter, all, now);
    assert.deepEqual(
      told.map(({ figure }) => figure.value),
      [2, 500_000, 250_000],
    );
    const labelsOf = async (measure: MeasureCode) =>
      (await listMeasureRows(own.db, measure, window, all, 10))!.rows.map(({ label }) => label).sort();
    assert.deepEqual(await labelsOf('customer_deals_created'), ['増設', '搬送']);
    assert.deepEqual(await labelsOf('acv_deals'), ['増設', '搬送']);
  } finally {
    await own.close();
  }
});

test('S3-18 pipeline created keeps the amount a deal was first told with', async () => {
  const own = await openTestDatabase('kpis_amounts');
  try {
    const deals = (amount: string) => ({
      text: `商談ID,商談名,会社名,フェーズ,金額,作成日\nD1,検査装置,北斗電子株式会社,提案,${amount},2026/04/20\nD2,保守,北斗電子株式会社,提案,500000,2026/04/21\n`,
    });
    await takeIn(own, deals('800000'), 'deals');
    await own.pool.query(
      "insert into target_line (account_id, origin, status, activated_at) select account_id, 'proposal', 'active', '2026-04-01' from account",
    );
    await takeIn(own, deals('1000000'), 'deals');
    const [created, present] = await readKpis(own.db, [getKpi('K3.3'), getKpi('K3.3b')], quarter, all, now);
    assert.deepEqual([created!.figure.value, present!.figure.value], [1_300_000, 1_500_000]);
  } finally {
    await own.close();
  }
});

test('S3-21 nine million over three years are three million a year; the deals it opens to add up', async () => {
  const own = await openTestDatabase('kpis_terms');
  try {
    const deals = [
      'D1,保守契約,北斗電子株式会社,受注,9000000,36,2026/04/20,2026/05/20',
      'D2,検査装置,北斗電子株式会社,受注,500000,6,2026/04/21,2026/05/21',
      'D3,搬送,青空精機株式会社,受注,1000000,,2026/04/22,2026/05/22',
      'D4,制御盤,青空精機株式会社,受注,1000000,1年6か月,2026/04/23,2026/05/23',
    ];
    const header = '商談ID,商談名,会社名,フェーズ,金額,契約期間(月),作成日,完了日';
    await takeIn(own, { text: `${header}\n${deals.join('\n')}\n` }, 'deals');
    await own.pool.query(
      "insert into target_line (account_id, origin, status, activated_at) select account_id, 'proposal', 'active', '2026-04-01' from account",
    );
    const [average] = await readKpis(own.db, [getKpi('K4.2')], quarter, all, now);
    const total = 3_000_000 + 500_000 + 1_000_000 + 666_667;
    const { numerator, value, n, note } = average!.figure;
    assert.deepEqual([numerator, value, n, note], [total, total / 4, 4, 'small']);
    const { rows, sum } = (await listMeasureRows(own.db, 'acv_sum', window, all, 100))!;
    assert.equal(sum, total);
    assert.deepEqual(
      rows.map(({ label, amountYen, part }) => [label, amountYen, part]).sort(),
      [
        ['保守契約', 9_000_000, 3_000_000],
        ['制御盤', 1_000_000, 666_667],
        ['搬送', 1_000_000, 1_000_000],
        ['検査装置', 500_000, 500_000],
      ].sort(),
    );
  } finally {
    await own.close();
  }
});

test('S3-21 what is paid once stands apart from the yearly value of contracts', async () => {
  const own = await openTestDatabase('kpis_one_off');
  try {
    const deals = [
      'D1,保守契約,北斗電子株式会社,受注,9600000,600000,36,2026/04/20,2026/05/20',
      'D2,検査装置,北斗電子株式会社,受注,500000,500000,,2026/04/21,2026/05/21',
      'D3,搬送,青空精機株式会社,受注,1000000,,,2026/04/22,2026/05/22',
      'D4,据付,青空精機株式会社,失注,700000,700000,,2026/04/23,2026/05/23',
      'D5,制御盤,青空精機株式会社,受注,400000,900000,,2026/04/24,2026/05/24',
    ];
    const header = '商談ID,商談名,会社名,フェーズ,金額,初期費用,契約期間(月),作成日,完了日';
    const { rejected } = await takeIn(own, { text: `${header}\n${deals.join('\n')}\n` }, 'deals');
    assert.equal(rejected, 0, 'a part beyond the whole is a flag, the row stays');
    await own.pool.query(
      "insert into target_line (account_id, origin, status, activated_at) select account_id, 'proposal', 'active', '2026-04-01' from account",
    );
    const read = () => readKpis(own.db, [getKpi('K4.2'), getKpi('K4.2b')], quarter, all, now);
    const [contract, oneOff] = await read();
    assert.deepEqual([contract!.figure.numerator, contract!.figure.n], [3_000_000 + 1_000_000 + 400_000, 3]);
    assert.deepEqual([oneOff!.figure.numerator, oneOff!.figure.value, oneOff!.figure.n], [1_100_000, 550_000, 2]);
    const partsOf = async (measure: MeasureCode) =>
      (await listMeasureRows(own.db, measure, window, all, 100))!.rows.map(({ label, part }) => [label, part]).sort();
    assert.deepEqual(await partsOf('one_off_sum'), [
      ['保守契約', 600_000],
      ['検査装置', 500_000],
    ]);
    assert.equal((await partsOf('acv_sum')).length, 3);
    await own.pool.query('update deal set one_off_yen = null');
    const [, none] = await read();
    assert.deepEqual([none!.figure.value, none!.figure.n], [null, 0], 'no file tells it: no number, not 0 yen');
  } finally {
    await own.close();
  }
});

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted((one, other) => (one.days ?? one) - (other.days ?? other)) : value;
}

test('SQL to won: a win whose history tells no SQL counts in neither part, and without any SQL there is no rate', async () => {
  const read = async () => {
    const [rate, won] = await readKpis(database.db, [getKpi('K6.4d'), getKpi('K6.4c')], quarter, all, now);
    return { ...rate!.figure, won: won!.figure.numerator };
  };
  const { numerator, denominator, interval, won } = await read();
  assert.deepEqual([numerator, denominator, won], [1, 2, 1]);
  assert.deepEqual([interval!.low.toFixed(4), interval!.high.toFixed(4)], ['0.0945', '0.9055']);
  const forget = async (day: string) => {
    await database.pool.query('update lead_cycle set sql_at = null where mql_at = $1', [day]);
    await markHandoverDays(database.db, [day]);
  };
  await forget('2026-04-02');
  const without = await read();
  assert.deepEqual([without.numerator, without.denominator, without.value, without.won], [0, 1, 0, 1]);
  await forget('2026-05-11');
  const none = await read();
  assert.deepEqual([none.value, none.note, none.won], [null, 'empty', 1]);
});
