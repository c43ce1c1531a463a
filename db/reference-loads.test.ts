import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { migrate } from './migrate.ts';
import type { Database } from './pool.ts';
import { addReferenceLoad, listReferenceLoads } from './reference-loads.ts';
import { registerExtent } from './register.ts';

const migrations = join(import.meta.dirname, 'migrations');
let database: Database;
before(async () => {
  database = await openTestDatabase('reference_loads');
  await goBackBefore('0052_reference_loads.sql');
});
after(() => database.close());

/** Empties the base and leaves it as the versions before a migration made it. */
async function goBackBefore(migration: string): Promise<void> {
  const names = readdirSync(migrations)
    .sort()
    .filter((name) => name < migration);
  await database.pool.query(
    'drop schema public, auth cascade; create schema public; create table migration (name text primary key, applied_at timestamptz not null default now())',
  );
  for (const name of names) await database.pool.query(readFileSync(join(migrations, name), 'utf8'));
  await database.pool.query('insert into migration (name) select unnest($1::text[])', [names]);
}

test('a base from before keeps both lists of loads, with their numbers', async () => {
  const { db, pool } = database;
  await pool.query(`
    insert into member (email, name, role) values ('shiomi@example.jp', '汐見', 'admin');
    insert into register_company (corporate_number, name, name_key, process, updated_on, is_latest)
      values ('4011001098993', '株式会社銛メカトロ', 1, '01', '2021-04-01', true);
    insert into register_load (file_name, file_path, bytes, state, rows_read, rows_new, rows_changed, rows_unchanged, rows_rejected, companies, problem, created_by, created_at, finished_at) values
      ('all_prefectures.zip', '/files/a', 900, 'done', 5000000, 4900000, 60000, 39990, 10, 4900000, null, (select member_id from member), '2026-04-01Z', '2026-04-01 00:09Z'),
      ('list.csv', '/files/b', 12, 'failed', 0, 0, 0, 0, 0, null, '30列ではありません。', null, '2026-04-02Z', '2026-04-02Z'),
      ('diff.zip', '/files/c', 30, 'running', 20000, 5, 6, 19989, 0, null, null, null, '2026-04-03Z', null);
    insert into town_load (file_name, file_path, bytes, state, rows_read, rows_new, rows_changed, rows_unchanged, rows_left_out, towns, towns_with_reading, problem, created_by, created_at, finished_at) values
      ('ken_all_rome.zip', '/files/d', 700, 'cancelled', 120, 100, 1, 9, 10, 100, 99, null, null, '2026-04-04Z', '2026-04-04 00:01Z'),
      ('latest.csv', '/files/e', 800, 'queued', 0, 0, 0, 0, 0, null, null, null, (select member_id from member), '2026-04-05Z', null)`);
  await migrate(pool);

  const none = { rows: 0, new: 0, changed: 0, leftOut: 0, held: {}, problem: null, finishedAt: null, memberName: null };
  const at = (text: string) => new Date(`2026-04-${text}Z`);
  assert.deepEqual(await listReferenceLoads(db, 'register'), [
    {
      ...none,
      loadId: 3,
      fileName: 'diff.zip',
      bytes: 30,
      state: 'running',
      rows: 20_000,
      new: 5,
      changed: 6,
      createdAt: at('03'),
    },
    {
      ...none,
      loadId: 2,
      fileName: 'list.csv',
      bytes: 12,
      state: 'failed',
      problem: '30列ではありません。',
      createdAt: at('02'),
      finishedAt: at('02'),
    },
    {
      loadId: 1,
      fileName: 'all_prefectures.zip',
      bytes: 900,
      state: 'done',
      rows: 5_000_000,
      new: 4_900_000,
      changed: 60_000,
      leftOut: 10,
      held: { companies: 4_900_000 },
      problem: null,
      createdAt: at('01'),
      finishedAt: at('01T00:09'),
      memberName: '汐見',
    },
  ]);
  assert.deepEqual(await listReferenceLoads(db, 'towns'), [
    {
      ...none,
      loadId: 2,
      fileName: 'latest.csv',
      bytes: 800,
      state: 'queued',
      createdAt: at('05'),
      memberName: '汐見',
    },
    {
      ...none,
      loadId: 1,
      fileName: 'ken_all_rome.zip',
      bytes: 700,
      state: 'cancelled',
      rows: 120,
      new: 100,
      changed: 1,
      leftOut: 10,
      held: { towns: 100, townsWithReading: 99 },
      createdAt: at('04'),
      finishedAt: at('04T00:01'),
    },
  ]);
  assert.equal(await registerExtent(db), 'whole', 'files of all prefectures together still count as the whole country');
  const { rows: paths } = await pool.query('select file_path from reference_load order by file_path');
  assert.deepEqual(
    paths.map((row) => row.file_path),
    ['/files/a', '/files/b', '/files/c', '/files/d', '/files/e'],
  );
  const file = { path: '/files/f', name: 'diff.zip', bytes: 31 };
  assert.equal(await addReferenceLoad(db, 'towns', file, null), 4, 'a new load takes a number that none had');
});
