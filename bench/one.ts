// `npm run bench:one`: one lead at a time, durable when it is answered, against a base of MORI_BENCH_COMPANIES companies (written
// by bench/one/load-base.ts) beside a plain key look-up and a bare durable insert in the same run. MORI_BENCH_ROWS rows are taken in. With MORI_BENCH_BASE=FOLDER
// the base is kept there for the next run.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyHash } from '#core/identify/key-hash.ts';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { migrate } from '#db/migrate.ts';
import { openDatabase, type Database } from '#db/pool.ts';
import { matchLeads, takeLeads, type LeadTold } from '#flows/take-leads.ts';
import { loadBase } from './one/load-base.ts';

const seed = Number(process.env.MORI_BENCH_SEED ?? 11);
const companies = Number(process.env.MORI_BENCH_COMPANIES ?? 100_000);
const rows = Number(process.env.MORI_BENCH_ROWS ?? 1_000);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const kept = process.env.MORI_BENCH_BASE;

const folder = kept ?? mkdtempSync(join(tmpdir(), 'mori-bench-'));
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o755);
const server = await startEmbeddedServer(folder);
try {
  const database = await open();
  await warmCache(database);
  const asked = await askedRows(database);
  const keys = await database.pool.query<{ key: string }>(
    'select key::text as key from identity_key tablesample system (1) limit $1',
    [rows],
  );
  await warmUp(database, asked.slice(0, 200));
  const measured = asked.slice(200);
  const look = await time(keys.rows, ({ key }) =>
    database.pool.query({
      name: 'look',
      text: 'select a.account_id, a.name from identity_key k join account a on a.account_id = k.entity_id where k.key = $1 limit 21',
      values: [key],
    }),
  );
  await database.pool.query('create table if not exists floor_line (line text)');
  const insert = await time(measured, ({ companyName }) =>
    database.pool.query({ name: 'insert', text: 'insert into floor_line values ($1)', values: [companyName] }),
  );
  const before = await cpuOfServer(database);
  const cpu = process.cpuUsage();
  const took = await time(measured, (told) => takeLeads(database, [told], from()));
  const used = process.cpuUsage(cpu);
  const after = await cpuOfServer(database);
  const matched = await time(measured, (told) => matchLeads(database, [told], from()));
  print('plain key look-up', look, look);
  print('bare durable insert', insert, look);
  print('one row durable', took, look);
  print('one row matched, nothing stored', matched, look);
  line('one row durable, CPU of Node', (used.user + used.system) / 1000 / measured.length, 'ms', null);
  line('one row durable, CPU of PostgreSQL', (after - before) / measured.length, 'ms', null);
  await database.close();
} finally {
  await server.release();
  if (!kept) rmSync(folder, { recursive: true, force: true });
}

function from() {
  return { kind: 'lead', source: 'bench-form', memberId: null, now: new Date() } as const;
}

async function open(): Promise<Database> {
  const admin = openDatabase(server.urlOf('postgres'), { connectionsMax: 1 });
  const known = await admin.pool.query("select 1 from pg_database where datname = 'one'");
  if (known.rowCount === 0) await admin.pool.query('create database one');
  await admin.close();
  const database = openDatabase(server.urlOf('one'));
  await migrate(database.pool);
  const { rows } = await database.pool.query<{ n: number }>(
    "select entities as n from base_size where kind = 'account'",
  );
  if (rows[0]!.n === 0) {
    const started = performance.now();
    await loadBase(database, companies, seed);
    // Statistics, as autovacuum would have made them by then.
    await database.pool.query('vacuum analyze');
    console.error(`loaded in ${Math.round((performance.now() - started) / 1000)} s`);
  }
  return database;
}

/** Reads tables and keys once, as a server that has run for a day has; a cold disk is another bench. */
async function warmCache({ pool }: Database): Promise<void> {
  const client = await pool.connect();
  for (const table of ['identity_key', 'account', 'account_domain', 'account_search', 'entity_registry'])
    await client.query(`select count(*), max(length(t::text)) from ${table} t`);
  await client.query('set enable_seqscan = off');
  await client.query(
    'select count(*) from (select key, entity_id from identity_key order by key, entity_id offset 0) k',
  );
  await client.query('reset enable_seqscan');
  client.release();
}

/** Leads as a form sends them: most of known companies, with a name and a mail address or a phone; every tenth of a newcomer. */
async function askedRows({ pool }: Database): Promise<LeadTold[]> {
  const known = await pool.query<{ name: string; domain: string | null; phone: string | null }>(
    'select name, domain, phone from account tablesample system (5) order by hashint8(account_id) limit $1',
    [rows + 200],
  );
  const run = Date.now().toString(36);
  return known.rows.map(({ name, domain, phone }, index) => {
    const person = { personName: `試験 太郎${index}`, department: '生産技術部', title: '課長' };
    const mail = (host: string) => `taro${index}.${run}@${host}`;
    if (index % 10 === 9)
      return {
        ...person,
        companyName: `新顔${keyHash(`${run}${index}`).slice(1, 8)}工業`,
        email: mail(`shingao-${run}-${index}.co.jp`),
      };
    return {
      ...person,
      companyName: name,
      email: mail(domain ?? 'gmail.com'),
      ...(phone ? { companyPhone: phone } : {}),
    };
  });
}

async function warmUp(database: Database, leads: readonly LeadTold[]): Promise<void> {
  for (const told of leads) await takeLeads(database, [told], from());
}

/** Milliseconds of CPU that the connection of the rows has used (Linux). */
async function cpuOfServer({ promptPool }: Database): Promise<number> {
  const { rows: found } = await promptPool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const [user, system] = readFileSync(`/proc/${found[0]!.pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

/** Milliseconds of each call, one after the other, in order of size. */
async function time<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) {
    const started = performance.now();
    await work(item);
    times.push(performance.now() - started);
  }
  return times.sort((one, other) => one - other);
}

function print(what: string, times: readonly number[], floor: readonly number[]): void {
  const at = (list: readonly number[], share: number) =>
    list[Math.min(list.length - 1, Math.floor(list.length * share))]!;
  for (const [name, share] of [
    // What a call takes when nothing else wants the processor: of use on a busy machine.
    ['p10', 0.1],
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const)
    line(`${what}, ${name}`, at(times, share), 'ms', at(floor, share), times.length);
}

function line(measure: string, value: number, unit: string, floor: number | null, n = rows): void {
  const round = (one: number) => Math.round(one * 1000) / 1000;
  const ratio = floor === null ? null : round(value / floor);
  console.log(
    JSON.stringify({
      bench: 'one',
      measure,
      value: round(value),
      unit,
      floor: floor && round(floor),
      ratio,
      n,
      seed,
      commit,
      companies,
    }),
  );
}
