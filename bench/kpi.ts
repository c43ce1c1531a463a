// `npm run bench:kpi`: p95 of KPI tiles and of the whole board at 1 M lead cycles and 200 k deals made by SQL, through the real
// flow. The floor is one plain aggregate over the cohort of the same quarter, measured in the same run.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue, getKpi } from '#core/kpi/catalogue.ts';
import type { Kpi } from '#core/kpi/kpi.ts';
import { periodOf } from '#core/period/fiscal.ts';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readKpis } from '#flows/read-kpis.ts';

const cycles = Number(process.env.MORI_BENCH_CYCLES ?? 1_000_000);
const deals = cycles / 5;
const calls = Number(process.env.MORI_BENCH_CALLS ?? 20);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const folder = mkdtempSync(join(tmpdir(), 'mori-bench-'));
chmodSync(folder, 0o755);
const server = await startEmbeddedServer(folder);
process.env.MORI_TEST_SERVER = server.urlOf('DATABASE');
const database = await openTestDatabase('kpi');
const now = new Date('2026-03-31T03:00:00Z');
const quarter = periodOf('quarter', '2025-10-01');
try {
  await fill();
  const floor = await p95(() =>
    database.pool.query(
      'select count(*), count(sal_at), count(won_at) from lead_cycle where mql_at >= $1 and mql_at < $2',
      [quarter.from, quarter.to],
    ),
  );
  const read = (kpis: readonly Kpi[]) => () => readKpis(database.db, kpis, quarter, { kind: 'all' }, now);
  for (const code of ['K3.1', 'K3.3', 'K4.1', 'K4.1b', 'K5.5', 'K5.7', 'K6.1', 'K6.3', 'K6.4'])
    report(`tile_${code}`, await p95(read([getKpi(code)])), floor);
  report('board', await p95(read(catalogue)), floor);
} finally {
  await database.close();
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}

function report(measure: string, value: number, floor: number): void {
  const ratio = Math.round((value / floor) * 100) / 100;
  console.log(
    JSON.stringify({ bench: 'kpi', measure: `${measure}_p95`, value, unit: 'ms', floor, ratio, n: calls, commit }),
  );
}

/** Three years of hand-overs and deals over 50 k companies, 500 of them targets, one company in two with orders. */
async function fill(): Promise<void> {
  const { pool } = database;
  const companies = cycles / 20;
  const day = (at: string) => `to_char(date '2023-04-01' + (${at})::int, 'YYYY-MM-DD')`;
  await pool.query(
    `insert into account (account_id, name, name_safe, name_order) select n, 'c' || n, 'c' || n, 'c' || n from generate_series(1, ${companies}) n`,
  );
  await pool.query(
    `insert into target_line (account_id, origin, status, activated_at) select n * 100, 'rule', 'active', '2024-04-01' from generate_series(1, ${companies / 100}) n`,
  );
  await pool.query(`insert into lead_cycle (cycle_id, lead_id, source, account_id, person_id, state, mql_at, sal_at, sql_at, deal_at, won_at, rejected_at, ignored_at, is_inferred, is_sales_made)
    select gen_random_uuid(), gen_random_uuid(), 'bench', n % ${companies} + 1, n, 'accepted', ${day('d')}, case when n % 3 > 0 then ${day('d + 3')} end, case when n % 6 > 3 then ${day('d + 20')} end,
           case when n % 12 > 9 then ${day('d + 40')} end, case when n % 24 > 21 then ${day('d + 90')} end, case when n % 6 = 0 then ${day('d + 2')} end, case when n % 6 = 3 then ${day('d + 9')} end, false, false
      from (select n, n::bigint * 7919 % 1095 as d from generate_series(1, ${cycles}) n) c`);
  await pool.query(`insert into deal (deal_id, account_id, source, name, stage, state, amount_yen, created_on, closed_on)
    select gen_random_uuid(), n % ${companies} + 1, 'bench', 'd', 's', (array['open', 'won', 'lost'])[n % 3 + 1], n * 10, ${day('d')}, case when n % 3 > 0 then ${day('d + 90')} end
      from (select n, n::bigint * 7919 % 1095 as d from generate_series(1, ${deals}) n) c`);
  await pool.query(`insert into order_line (order_line_id, account_id, source, ordered_on, product, revenue_yen, gross_profit_yen)
    select gen_random_uuid(), n % ${companies / 2} + 1, 'bench', ${day('d')}, 'p' || n % 9, 1000, 300 from (select n, n::bigint * 7919 % 1095 as d from generate_series(1, ${deals}) n) c`);
  await pool.query(
    "select ensure_activity_months(array(select to_char(m, 'YYYY-MM') from generate_series(date '2023-04-01', '2026-03-01', '1 month') m))",
  );
  await pool.query(`insert into activity (account_id, day, event_id, person_id, type, source)
    select n % ${companies} + 1, date '2023-04-01' + (n::bigint * 7919 % 1095)::int, gen_random_uuid(), n, 'call', 'bench' from generate_series(1, ${cycles / 2}) n`);
  await pool.query('vacuum analyze');
}

async function p95(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < calls + 2; call++) {
    const started = performance.now();
    await read();
    if (call >= 2) times.push(performance.now() - started);
  }
  return Math.round(times.sort((one, other) => one - other)[Math.floor(calls * 0.95)]! * 10) / 10;
}
