// keep a database for explain
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, existsSync } from 'node:fs';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { migrate } from '#db/migrate.ts';
import { openDatabase } from '#db/pool.ts';
import { refreshLeadCycles } from '#db/waterfall.ts';
import { refreshRollups } from '#db/rollups.ts';
import { takeIn } from '#fixtures/take-in.ts';
const folder = '/tmp/prof/pg';
if (!existsSync(folder)) mkdirSync(folder);
chmodSync(folder, 0o755);
const companies = 100000;
const server = await startEmbeddedServer(folder);
const admin = openDatabase(server.urlOf('postgres'), { connectionsMax: 1 });
await admin.pool.query('drop database if exists pages');
await admin.pool.query('create database pages');
await admin.close();
const database = openDatabase(server.urlOf('pages'));
await migrate(database.pool);
const lists = '/tmp/prof/files-100000';
if (!existsSync(lists)) {
  mkdirSync(lists);
  execFileSync(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    'bench/write-lists.ts',
    '100000',
    '11',
    lists,
  ]);
}
console.log(await takeIn(database, { path: lists + '/companies.csv' }, 'companies', { source: 'bench' }));
console.log(await takeIn(database, { path: lists + '/people.csv' }, 'people', { source: 'bench' }));
const { pool } = database;
await pool.query(
  'create table person_at as select row_number() over () as k, account_id, person_id from person where account_id is not null',
);
await pool.query('create unique index on person_at (k)');
await pool.query(
  `select ensure_activity_months(array(select to_char(m, 'YYYY-MM') from generate_series(date '2024-04-01', date '2026-04-01', interval '1 month') m))`,
);
await pool.query(
  `insert into activity (account_id, day, event_id, person_id, type, subject, member_name, source)
    select p.account_id, date '2024-04-01' + (n::bigint * 7919 % 730)::int, gen_random_uuid(), p.person_id, 'visit', '訪問', '堂島 剛', 'bench'
      from generate_series(1, $1::int) n join person_at p on p.k = n % (select count(*) from person_at) + 1`,
  [companies * 10],
);
await pool.query(`insert into lead_event (cycle_id, stage, at, source_row, source, account_id, person_id, is_inferred)
    select c.id, s.stage, (date '2024-04-01' + (c.n % 700 + s.days)::int)::text, c.id, 'bench', c.account_id, null, false
      from (select gen_random_uuid() as id, account_id, row_number() over () as n from account) c
      cross join lateral (values ('mql', 0), ('sal', 3), ('sql', 12), ('deal', 20)) s(stage, days) where (c.n + s.days) % 3 <> 0 or s.stage = 'mql'`);
await refreshLeadCycles(database.db);
await refreshRollups({ db: database.db }, '2026-03-31');
await pool.query('vacuum analyze');
await database.close();
console.log(server.urlOf('pages'));
process.exit(0);
