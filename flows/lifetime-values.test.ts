import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { customerValues, lifetimeValues } from '#db/measures/orders.ts';
import type { MeasureScope } from '#db/measures/window.ts';
import type { Database } from '#db/pool.ts';
import { refreshRollups } from '#db/rollups.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';

let database: Database;
const companies = 40;

before(async () => {
  database = await openTestDatabase('lifetime_values');
  await database.pool.query(
    `insert into account (account_id, name, name_safe, name_order) select n, 'c' || n, 'c' || n, 'c' || n from generate_series(1, ${companies}) n`,
  );
  await database.pool.query(
    "insert into target_line (account_id, origin, status, activated_at) select n * 4, 'rule', 'active', '2023-04-01' from generate_series(1, 10) n",
  );
  // Days of every length of month, losses, orders without a gross profit, customers of one order and of none that tells one.
  await database.pool.query(`insert into order_line (order_line_id, account_id, source, ordered_on, product, revenue_yen, gross_profit_yen)
    select gen_random_uuid(), n % ${companies} + 1, 'x', to_char(date '2021-01-29' + (n::bigint * 7919 % 1900)::int, 'YYYY-MM-DD'), 'p', 100,
           case when n % 7 = 0 or n % ${companies} = 5 then null else (n::bigint * 104729 % 20011)::int - 4000 end
      from generate_series(1, 420) n`);
  await refreshRollups({ db: database.db }, '2026-03-31');
});
after(() => database?.close());

const ends = [
  '2023-02-28',
  '2024-02-29',
  '2024-03-01',
  '2025-03-31',
  '2025-04-01',
  '2025-08-17',
  '2026-01-30',
  '2026-03-31',
];
const scopes: MeasureScope[] = [{ kind: 'all' }, { kind: 'inside' }, { kind: 'agency', agencyAccountId: 7 }];

/** Both ways to one list, for every end and scope. */
async function assertAlike(): Promise<number> {
  let compared = 0;
  for (const today of ends) {
    const now = new Date(`${today}T03:00:00Z`);
    const settings = await readHandoverSettings(database.db);
    const [window] = measureWindows([{ from: '2021-01-01', to: '2027-01-01' }], settings, now);
    for (const scope of scopes) {
      const { rows } = await sql<{ isTarget: boolean; value: number }>`${customerValues(window!, scope)}`.execute(
        database.db,
      );
      for (const reader of lifetimeValues) {
        const code = reader.measures[0] as 'ltv_targets' | 'ltv_others';
        const counted = (await reader.count(database.db, window!, scope))[code]!;
        const listed = rows.filter(({ isTarget }) => isTarget === (code === 'ltv_targets')).map(({ value }) => value);
        const sorted = (list: readonly number[]) => [...list].sort((one, other) => one - other);
        assert.deepEqual(sorted(counted), sorted(listed), `${today} ${scope.kind} ${code}`);
        compared += listed.length;
      }
    }
  }
  return compared;
}

test('the value of every customer kept month by month is the sum of its orders, at the end of any day', async () => {
  assert.ok((await assertAlike()) > 300);
});

test('it stays so when orders come and go', async () => {
  await database.pool.query(
    "delete from order_line where account_id in (3, 8) or (account_id = 9 and ordered_on < '2023-01-01')",
  );
  await database.pool.query(
    "insert into order_line (order_line_id, account_id, source, ordered_on, gross_profit_yen) values (gen_random_uuid(), 12, 'x', '2020-12-31', 5000), (gen_random_uuid(), 3, 'x', '2022-05-31', 700)",
  );
  await refreshRollups({ db: database.db }, '2026-03-31', [3, 8, 9, 12]);
  assert.ok((await assertAlike()) > 250);
});
