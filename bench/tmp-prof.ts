import { chmodSync, mkdtempSync, rmSync, mkdirSync, existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { migrate } from '#db/migrate.ts';
import { openDatabase } from '#db/pool.ts';
import { runImportApart } from '#jobs/run-import.ts';
import { beginImport } from '#flows/begin-import.ts';
import { copyFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
async function takeIn(database: any, file: { path: string }, preset: string, origin: any) {
  const path = join(tmpdir(), `mori-${randomUUID()}`);
  copyFileSync(file.path, path);
  const preview = await beginImport(database.db, { path, name: file.path }, preset, null, origin);
  return runImportApart(database, preview.batchId);
}
const count = Number(process.argv[2] ?? 10000);
const target = `/tmp/prof/files-${count}`;
if (!existsSync(target)) {
  mkdirSync(target);
  execFileSync(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '/work/main/bench/write-lists.ts',
    String(count),
    '11',
    target,
  ]);
}
const folder = mkdtempSync(join(tmpdir(), 'mori-prof-'));
chmodSync(folder, 0o755);
const server = await startEmbeddedServer(folder);
const pgCpu = () => {
  const out = execFileSync('bash', ['-c', "cat /proc/[0-9]*/stat 2>/dev/null | grep '(postgres)'"], {
    encoding: 'utf8',
  });
  let s = 0;
  for (const l of out.split('\n')) {
    if (!l) continue;
    const f = l.slice(l.lastIndexOf(')') + 2).split(' ');
    s += Number(f[11]) + Number(f[12]);
  }
  return s * 10;
};
const times = new Map<string, [number, number]>();
const add = (name: string, ms: number) => {
  const t = times.get(name) ?? [0, 0];
  t[0] += ms;
  t[1]++;
  times.set(name, t);
};
const original = pg.Client.prototype.query as any;
(pg.Client.prototype as any).query = function (this: any, ...args: any[]) {
  const q = args[0];
  const text = typeof q === 'string' ? q : (q?.text ?? q?.sql ?? 'x');
  const name = text.replace(/\s+/g, ' ').trim().slice(0, 70);
  const start = performance.now();
  const r = original.apply(this, args);
  if (r && typeof r.then === 'function')
    r.then(
      () => add(name, performance.now() - start),
      () => {},
    );
  else if (r && typeof r.on === 'function') r.on('finish', () => add(name, performance.now() - start));
  return r;
};
try {
  const admin = openDatabase(server.urlOf('postgres'), { connectionsMax: 1 });
  await admin.pool.query('create database p');
  await admin.close();
  const database = openDatabase(server.urlOf('p'));
  await migrate(database.pool);
  for (const _round of process.argv[3] === 'twice' ? [1, 2] : [1]) {
    times.clear();
    const p0 = pgCpu();
    const t0 = performance.now();
    const c0 = process.cpuUsage();
    let peak = 0;
    const w = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
    const one = await takeIn(database, { path: join(target, 'companies.csv') }, 'companies', { source: 'bench' });
    const t1 = performance.now();
    const other = await takeIn(database, { path: join(target, 'people.csv') }, 'people', { source: 'bench' });
    const seconds = (performance.now() - t0) / 1000;
    const cpu = process.cpuUsage(c0);
    clearInterval(w);
    console.log({
      rows: one.rows + other.rows,
      seconds,
      rate: (one.rows + other.rows) / seconds,
      companiesRate: (one.rows / (t1 - t0)) * 1000,
      nodeCpu: (cpu.user + cpu.system) / 1e6,
      pgCpuAll: (pgCpu() - p0) / 1000,
      peakMB: peak / 2 ** 20,
    });
    for (const [n, [ms, k]] of [...times].sort((a, b) => b[1][0] - a[1][0]).slice(0, Number(process.env.TOP ?? 40)))
      console.log(ms.toFixed(0).padStart(7), String(k).padStart(5), n);
  }
  const { rows } = await database.pool.query(
    "select relname, pg_relation_size(oid)/1024/1024 mb from pg_class where relkind in ('r','i') and relnamespace='public'::regnamespace order by pg_relation_size(oid) desc limit 1",
  );
  console.log(rows.map((r: any) => `${r.relname} ${r.mb}`).join('\n'));
  await database.close();
} finally {
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}
