// `npm run bench:import`: 100 k companies and 300 k people as CP932 CSV, resolved and durable, against a bare COPY of the same
// bytes into a text table; the same files again; the rate at 10 k against 100 k; the memory of the importing process.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, copyFileSync, createReadStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { migrate } from '#db/migrate.ts';
import { openDatabase, type Database } from '#db/pool.ts';
import { beginImport } from '#flows/begin-import.ts';
import type { ImportResult } from '#flows/import-file.ts';
import { runImportApart } from '#jobs/run-import.ts';
import { copyStored } from './import/copy-stored.ts';

const seed = Number(process.env.MORI_BENCH_SEED ?? 11);
const companies = Number(process.env.MORI_BENCH_COMPANIES ?? 100_000);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const print = (measure: string, value: number, unit: string, floor?: number, ratio?: number, n?: number) =>
  console.log(
    JSON.stringify({
      bench: 'import',
      measure,
      value: round(value),
      unit,
      floor: floor === undefined ? null : round(floor),
      ratio: ratio === undefined ? null : round(ratio),
      n: n ?? null,
      seed,
      commit,
    }),
  );
const round = (value: number) => Math.round(value * 10_000) / 10_000;

const folder = mkdtempSync(join(tmpdir(), 'mori-bench-'));
chmodSync(folder, 0o755);
const server = await startEmbeddedServer(folder);
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
try {
  const large = writeFiles(companies);
  const small = writeFiles(Math.round(companies / 10));
  const smallRate = await measure('b_small', small);
  const database = await open('b_large');
  const floorSeconds = await bareCopy(database, large);
  peak = 0;
  const first = await importAll(database, large);
  print(
    'rows_per_second',
    first.rows / first.seconds,
    'rows/s',
    large.rows / floorSeconds,
    first.rows / first.seconds / (large.rows / floorSeconds),
    first.rows,
  );
  print('rss_peak', peak / 1024 ** 2, 'MB', 400, peak / 1024 ** 2 / 400);
  print(
    'rate_100k_over_10k',
    first.rows / first.seconds / smallRate,
    'ratio',
    1,
    first.rows / first.seconds / smallRate,
  );
  const stored = first.rows / (await copyStored(database, folder));
  print(
    'rows_per_second_copied_as_stored',
    stored,
    'rows/s',
    first.rows / first.seconds,
    stored / (first.rows / first.seconds),
  );
  const again = await importAll(database, large);
  print('second_import_new', again.new, 'rows', 0);
  print('second_import_time', again.seconds, 's', first.seconds, again.seconds / first.seconds, again.rows);
  await database.close();
} finally {
  clearInterval(watch);
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}

type Files = { companies: string; people: string; rows: number; bytes: number };

/** Written by a process of its own, so that the memory of making the world is not the memory of importing it. */
function writeFiles(count: number): Files {
  const target = join(folder, `files-${count}`);
  mkdirSync(target);
  execFileSync(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'write-lists.ts'),
    String(count),
    String(seed),
    target,
  ]);
  const paths = { companies: join(target, 'companies.csv'), people: join(target, 'people.csv') };
  const people = Number(execFileSync('wc', ['-l', paths.people], { encoding: 'utf8' }).split(' ')[0]) - 1;
  return { ...paths, rows: count + people, bytes: statSync(paths.companies).size + statSync(paths.people).size };
}

async function open(name: string): Promise<Database> {
  const admin = openDatabase(server.urlOf('postgres'), { connectionsMax: 1 });
  await admin.pool.query(`create database ${name}`);
  await admin.close();
  const database = openDatabase(server.urlOf(name));
  await migrate(database.pool);
  return database;
}

async function importAll(database: Database, files: Files): Promise<{ rows: number; new: number; seconds: number }> {
  const started = performance.now();
  const one = await importFile(database, files.companies, 'companies');
  const other = await importFile(database, files.people, 'people');
  return { rows: one.rows + other.rows, new: one.new + other.new, seconds: (performance.now() - started) / 1000 };
}

/** As the server does it: a copy of the upload, recognised, and run apart from the thread that answers. */
async function importFile(database: Database, path: string, preset: string): Promise<ImportResult> {
  const upload = join(folder, randomUUID());
  copyFileSync(path, upload);
  const { batchId } = await beginImport(database.db, { path: upload, name: path }, preset, null, { source: 'bench' });
  return runImportApart(database, batchId);
}

async function measure(name: string, files: Files): Promise<number> {
  const database = await open(name);
  const result = await importAll(database, files);
  await database.close();
  return result.rows / result.seconds;
}

/** The floor: the same bytes, line by line, into a table of one text column, committed. */
async function bareCopy(database: Database, files: Files): Promise<number> {
  const client = await database.pool.connect();
  await client.query('create table floor (line text)');
  const started = performance.now();
  for (const path of [files.companies, files.people])
    await pipeline(
      createReadStream(path),
      client.query(
        copyFrom("copy floor from stdin with (format csv, delimiter e'\\x01', quote e'\\x02', encoding 'SJIS')"),
      ),
    );
  const seconds = (performance.now() - started) / 1000;
  await client.query('drop table floor');
  client.release();
  return seconds;
}
