// `npm run bench:kpi`: p95 of every KPI tile, of the whole board and of its twelve-quarter trends at 1 M lead cycles and 200 k deals made by SQL, through the real
// flow; what counting every day of hand-over anew costs, and the board after 1,000 answers. The floor of a tile and of the board
// is one plain aggregate over the cohort of the same quarter, that of a recount the sum of one plain query per counted measure.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { catalogue, getKpi } from '#core/kpi/catalogue.ts';
import type { Kpi } from '#core/kpi/kpi.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { dateFollowUps } from '#db/lead-cycles.ts';
import { markHandoverDays } from '#db/measures/handover-days.ts';
import { refreshRollups } from '#db/rollups.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readKpis } from '#flows/read-kpis.ts';
import { readTrends } from '#flows/read-trends.ts';
import { recountDays } from '#flows/recount-days.ts';

const cycles = Number(process.env.MORI_BENCH_CYCLES ?? 1_000_000);
const deals = cycles / 5;
const calls = Number(process.env.MORI_BENCH_CALLS ?? 40);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const folder = mkdtempSync(join(tmpdir(), 'mori-bench-'));
chmodSync(folder, 0o755);
const server = await startEmbeddedServer(folder);
process.env.MORI_TEST_SERVER = server.urlOf('DATABASE');
const database = await openTestDatabase('kpi');
const now = new Date('2026-03-31T03:00:00Z');
const quarter = periodOf('quarter', '2025-10-01', april);
try {
  await fill();
  const floor = await p95(() =>
    database.pool.query(
      'select count(*), count(sal_at), count(won_at) from lead_cycle where mql_at >= $1 and mql_at < $2',
      [quarter.from, quarter.to],
    ),
  );
  const read = (kpis: readonly Kpi[]) => () => readKpis(database.db, kpis, quarter, { kind: 'all' }, now);
  for (const kpi of catalogue.filter(({ definition }) => definition !== null))
    report(`tile_${kpi.code}_p95`, await p95(read([kpi])), floor, calls);
  report('board_p95', await p95(read(catalogue)), floor, calls);
  const trends = (kpis: readonly Kpi[]) => () => readTrends(database.db, kpis, quarter, { kind: 'all' }, now);
  for (const code of ['K4.3', 'K4.3b', 'K6.1'])
    report(`trend_${code}_p95`, await p95(trends([getKpi(code)])), floor, calls);
  report('trends_p95', await p95(trends(catalogue)), floor, calls);
  const plain = await sumOfPlainQueries();
  report('recount', await timed(recountAll), plain, 1);
  await answer(1_000);
  report('board_after_1000', await timed(read(catalogue)), floor, 1);
  report('recount_after_1000', await timed(() => recountDays(database, now)), plain, 1);
  report('board_after_recount', await timed(read(catalogue)), floor, 1);
} finally {
  await database.close();
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}

function report(measure: string, value: number, floor: number, n: number): void {
  const ratio = Math.round((value / floor) * 100) / 100;
  console.log(JSON.stringify({ bench: 'kpi', measure, value, unit: 'ms', floor, ratio, n, commit }));
}

/** What the counts of all days would cost by themselves: each of them counted once over everything. */
async function sumOfPlainQueries(): Promise<number> {
  const conditions = [
    'true',
    'sal_at is not null',
    'sal_at is null and rejected_at is not null',
    'sal_at is null and rejected_at is null and ignored_at is not null',
    'sal_at is null and rejected_at is null and ignored_at is null',
    'sal_at is not null and deal_at is not null',
    'sql_at is not null',
    'sql_at is not null and won_at is not null',
    'won_at is not null',
    'exists (select 1 from feedback f where f.cycle_id = lead_cycle.cycle_id)',
    'ignored_at is not null',
    'followed_on is not null',
    'sal_at is not null and sal_followed_on is null',
  ];
  return timed(async () => {
    for (const condition of conditions)
      await database.pool.query(
        `select mql_at, count(*) from lead_cycle where state <> 'merged' and ${condition} group by 1`,
      );
  });
}

async function recountAll(): Promise<void> {
  await database.pool.query('insert into handover_day_stale select distinct mql_at from lead_cycle');
  await recountDays(database, now);
}

/** Answers to hand-overs of the quarter, spread over all its days. */
async function answer(count: number): Promise<void> {
  const { rows } = await database.pool.query<{ day: string }>(
    `update lead_cycle set sal_at = mql_at where cycle_id in (
       select cycle_id from lead_cycle where mql_at >= $1 and mql_at < $2 and sal_at is null order by hashtext(cycle_id::text) limit $3)
     returning mql_at as day`,
    [quarter.from, quarter.to, count],
  );
  await markHandoverDays(
    database.db,
    rows.map(({ day }) => day),
  );
}

/** Three years of hand-overs and deals over 50 k companies, 500 of them targets, one company in two with orders; one hand-over in twenty is rated. */
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
  await pool.query(
    "insert into colleague (name, title, source, row_key) select 'is' || n, 'インサイドセールス', 'bench', gen_random_uuid() from generate_series(0, 9) n",
  );
  await pool.query(`insert into activity (account_id, day, event_id, person_id, type, source, appointment_status, appointment_set_on, appointment_set_by)
    select n % ${companies} + 1, day, gen_random_uuid(), n, 'call', 'bench',
           case when n % 5 = 4 then (array['held', 'no_show', 'scheduled', 'cancelled', 'held'])[n / 100 % 5 + 1] end,
           case when n % 5 = 4 then day - 7 end, case when n % 5 = 4 then 'is' || n / 100 % 20 end
      from (select n, date '2023-04-01' + (n::bigint * 7919 % 1095)::int as day from generate_series(1, ${cycles / 2}) n) v`);
  await pool.query("insert into member (name, email, role) values ('IS', 'is@example.jp', 'inside_sales')");
  await pool.query(`insert into feedback (cycle_id, member_id, side, code, through, given_at)
    select cycle_id, member_id, 'sales', (array['useful', 'useful', 'useful', 'later'])[person_id / 20 % 4 + 1], 'screen', (mql_at::date + 4)::timestamptz
      from lead_cycle, member where person_id % 20 = 0`);
  await pool.query(
    "insert into meeting (meets_on, state, agenda) select m, 'minutes_confirmed', '[]' from generate_series(date '2023-04-03', '2026-03-30', '1 week') m",
  );
  await dateFollowUps(database.db, sql<boolean>`true`);
  await refreshRollups({ db: database.db }, '2026-03-31');
  await recountAll();
  await pool.query('vacuum analyze');
}

async function p95(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < calls + 2; call++) {
    const took = await timed(read);
    if (call >= 2) times.push(took);
  }
  return times.sort((one, other) => one - other)[Math.ceil(calls * 0.95) - 1]!;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round((performance.now() - started) * 10) / 10;
}
