// `npm run bench:pages`: p95 of the pages people wait for, at 100 k accounts, 300 k people and 1 M activities, through the real
// HTTP app. The floor is a bare route of the same app, measured in the same run.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '#api/app.ts';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { refreshRollups } from '#db/rollups.ts';
import { deriveCycles } from '#db/lead-cycles.ts';
import { takeStaleCycles } from '#db/stale-cycles.ts';
import { inTransaction } from '#db/transaction.ts';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';

const seed = Number(process.env.MORI_BENCH_SEED ?? 11);
const companies = Number(process.env.MORI_BENCH_COMPANIES ?? 100_000);
const calls = 60;
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const folder = mkdtempSync(join(tmpdir(), 'mori-bench-'));
chmodSync(folder, 0o755);
const server = await startEmbeddedServer(folder);
process.env.MORI_TEST_SERVER = server.urlOf('DATABASE');
const { world, close } = await openTestWorld('pages');
const app = await createApp(world);
const admin = await addMember(world, 'admin');
try {
  await fill();
  const floor = await p95(admin, () => '/healthz');
  const { rows } = await world.database.pool.query<{ account_id: number }>(
    'select account_id from account order by hashint8(account_id) limit 60',
  );
  const kanji = ['青葉', '北斗', '精機', '電子', '東雲', '製作', '倉庫', '光洋', '物産', '薬品'];
  const filter = encodeURIComponent(
    JSON.stringify({
      and: [
        { quick: 'no_contact_90d' },
        { field: 'industry', op: 'eq', value: '機械' },
        { not: { field: 'employees', op: 'lt', value: 100 } },
      ],
    }),
  );
  const pages: Record<string, (index: number) => string> = {
    list_with_filter: (index) =>
      `/api/accounts?filter=${filter}&sort=${index % 2 === 0 ? 'employees' : 'name'}&offset=${index * 50}`,
    two_kanji_search: (index) => `/api/accounts?search=${encodeURIComponent(kanji[index % kanji.length]!)}`,
    account_page: (index) => `/api/accounts/${rows[index % rows.length]!.account_id}`,
    waterfall: () => '/api/waterfall?from=2024-04&to=2026-03',
    waterfall_velocity: () => '/api/waterfall/velocity?from=2024-04&to=2026-03',
    waterfall_curve: () => '/api/waterfall/curve?stage=deal&from=2024-04&to=2026-03',
    waterfall_breakdown: () => '/api/waterfall/breakdown?split=owner&from=2024-04&to=2026-03',
    waterfall_rows: () => '/api/waterfall/rows?stage=sal&from=2024-04&to=2026-03',
    comparison: () => '/api/comparison?beforeFrom=2024-04&beforeTo=2024-09&afterFrom=2025-04&afterTo=2025-09',
  };
  for (const [measure, url] of Object.entries(pages)) {
    const value = await p95(admin, url);
    console.log(
      JSON.stringify({
        bench: 'pages',
        measure: `${measure}_p95`,
        value,
        unit: 'ms',
        floor,
        ratio: Math.round((value / floor) * 100) / 100,
        n: calls,
        seed,
        commit,
      }),
    );
  }
} finally {
  await app.close();
  await close();
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}

/** Companies and people through the importer; activities and leads straight into their tables, spread over two years. */
async function fill(): Promise<void> {
  const lists = join(folder, 'lists');
  mkdirSync(lists);
  execFileSync(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'write-lists.ts'),
    String(companies),
    String(seed),
    lists,
  ]);
  await takeIn(world.database, { path: join(lists, 'companies.csv') }, 'companies', { source: 'bench' });
  await takeIn(world.database, { path: join(lists, 'people.csv') }, 'people', { source: 'bench' });
  const { pool } = world.database;
  await pool.query(
    'create table person_at as select row_number() over () as k, account_id, person_id from person where account_id is not null',
  );
  await pool.query('create unique index on person_at (k)');
  await pool.query(
    `insert into activity (account_id, day, event_id, person_id, type, subject, member_name, source)
    select p.account_id, date '2024-04-01' + (n::bigint * 7919 % 730)::int, gen_random_uuid(), p.person_id, 'visit', '訪問', '堂島 剛', 'bench'
      from generate_series(1, $1::int) n join person_at p on p.k = n % (select count(*) from person_at) + 1`,
    [companies * 10],
  );
  await pool.query(`insert into lead (lead_id, source, account_id, external_key, owner_name, campaign, created_on, handover_on)
    select gen_random_uuid(), 'bench', account_id, n::text, '営業' || n % 60, 'セミナー' || n % 80, day, day
      from (select account_id, n, (date '2024-04-01' + (n % 700)::int)::text as day from (select account_id, row_number() over () as n from account) a) d`);
  await pool.query(`insert into lead_event (cycle_id, stage, at, source_row, source, account_id, person_id, is_inferred)
    select lead_id, s.stage, (handover_on::date + s.days)::text, lead_id, 'bench', account_id, null, false
      from lead cross join lateral (values ('lead', 0), ('mql', 0), ('sal', 3), ('sql', 12), ('deal', 20)) s(stage, days)
     where (external_key::int + s.days) % 3 <> 0 or s.stage in ('lead', 'mql')`);
  await inTransaction(world.database, async (transaction) => {
    await takeStaleCycles(transaction, 'all');
    await deriveCycles(transaction, () => '9999-12-31');
  });
  await refreshRollups({ db: world.database.db }, '2026-03-31');
  await pool.query('vacuum analyze');
}

async function p95(member: TestMember, url: (index: number) => string): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < calls + 5; index++) {
    const started = performance.now();
    const { status } = await call(app, member, 'GET', url(index));
    if (status !== 200) throw new Error(`${url(index)} answered ${status}`);
    if (index >= 5) times.push(performance.now() - started);
  }
  return Math.round(times.sort((one, other) => one - other)[Math.ceil(calls * 0.95) - 1]! * 10) / 10;
}
