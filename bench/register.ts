// `npm run bench:register`: a full file of the National Tax Agency (5 M invented corporations, 30 columns, UTF-8) into the register,
// against a bare COPY of the same bytes into a text table; the same file again; look-ups of names; then 10,000 rows of companies, asked
// against the full register and taken in. Every fifth corporation shares its name with fifty others. Another size: MORI_BENCH_ROWS.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { parseCompanyName } from '#core/company/name.ts';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { migrate } from '#db/migrate.ts';
import { openDatabase, type Database } from '#db/pool.ts';
import { registerByNames } from '#db/register.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { kanjiFirsts, kanjiLasts, katakanaFirsts, katakanaLasts } from '#fixtures/world/company-words.ts';
import { corporateNumberOf } from '#fixtures/world/corporate-number.ts';
import { beginImport } from '#flows/begin-import.ts';
import { runImport } from '#flows/import-file.ts';
import { takeReferenceFile } from '#flows/load-reference.ts';
import { registerTable } from '#flows/load-register.ts';
import { askRegister } from '#flows/register-aliases.ts';
import { recogniseHeader } from '#sources/recognise.ts';
import { rowReader } from '#sources/to-observation.ts';

const rows = Number(process.env.MORI_BENCH_ROWS ?? 5_000_000);
const lookups = 2_000;
/** Rows of companies that are matched against the register, and how many of them are asked about at once, as an import does. */
const matched = 10_000;
const askedAtOnce = 1_000;
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const round = (value: number) => Math.round(value * 10_000) / 10_000;
const print = (measure: string, value: number, unit: string, floor?: number, n = rows) =>
  console.log(
    JSON.stringify({
      bench: 'register',
      measure,
      value: round(value),
      unit,
      floor: floor === undefined ? null : round(floor),
      ratio: floor === undefined ? null : round(value / floor),
      n,
      seed: null,
      commit,
    }),
  );

const folder = mkdtempSync(join(process.env.MORI_BENCH_DIR ?? tmpdir(), 'mori-bench-'));
chmodSync(folder, 0o755);
const { bavail, bsize } = statfsSync(folder);
if (bavail * bsize < rows * 2_000) throw new Error(`${folder} needs ${Math.ceil((rows * 2_000) / 1024 ** 3)} GB.`);
const fileName = '00_zenkoku_all.csv';
const path = join(folder, fileName);
await pipeline(Readable.from(lines()), createWriteStream(path));
const server = await startEmbeddedServer(folder);
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100);
try {
  const admin = openDatabase(server.urlOf('postgres'), { connectionsMax: 1 });
  await admin.pool.query('create database register');
  await admin.close();
  const database = openDatabase(server.urlOf('register'));
  await migrate(database.pool);
  const floor = await bareCopy(database);
  const first = await load(database);
  print('rows_per_second', rows / first.seconds, 'rows/s', rows / floor);
  print('time', first.seconds, 's', floor);
  print('cpu_of_the_loading_process', first.cpu, 's');
  print('rss_peak', peak / 1024 ** 2, 'MB');
  const again = await load(database);
  print('second_load_time', again.seconds, 's', first.seconds);
  print('second_load_changed', again.changed, 'rows');
  const names = Array.from({ length: lookups }, (_, index) => looseOf(index * Math.floor(rows / lookups)));
  const started = performance.now();
  const found = await registerByNames(database.db, names);
  print('look_up_a_name', (performance.now() - started) / lookups, 'ms', undefined, lookups);
  print('names_found', [...found.values()].filter((carriers) => carriers.length > 0).length / found.size, 'share');
  await match(database);
  print('rss_peak_with_matching', peak / 1024 ** 2, 'MB');
  await database.close();
} finally {
  clearInterval(watch);
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}

/** Each fifth corporation is called like some fifty others. */
function nameOf(index: number): string {
  const core = wordsOf(index)
    .map(([written]) => written)
    .join('');
  return index % 2 === 0 ? `株式会社${core}` : `${core}株式会社`;
}

/** The furigana, which leaves the legal form out. */
function kanaOf(index: number): string {
  return wordsOf(index)
    .map(([, kana]) => kana)
    .join('');
}

/** One in 400 tells its English name. */
function englishOf(index: number): string {
  const words = index % 400 === 1 ? wordsOf(index) : [];
  return words.length === 0 ? '' : `${words.map(([, , romaji]) => romaji).join(' ')} Co., Ltd.`;
}

function wordsOf(index: number) {
  const at = index % 5 === 0 ? (index / 5) % Math.ceil(rows / 250) : index;
  const pick = <Word>(words: readonly Word[], at: number) => words[at % words.length]!;
  return [
    pick(kanjiFirsts, at),
    pick(kanjiLasts, Math.floor(at / 7)),
    pick(katakanaFirsts, Math.floor(at / 61)),
    pick(katakanaLasts, Math.floor(at / 3_000)),
  ] as const;
}

function looseOf(index: number): string {
  return parseCompanyName(nameOf(index)).loose;
}

function* lines(): Generator<string> {
  let block = '';
  for (let index = 0; index < rows; index++) {
    block += registerLine({
      number: corporateNumberOf(100_000_000_000 + index * 17),
      name: nameOf(index),
      kana: kanaOf(index),
      english: englishOf(index),
      updatedOn: '2023-01-05',
      prefecture: '東京都',
      city: '千代田区',
      street: `麹町${(index % 9) + 1}丁目${(index % 40) + 1}番地`,
      postalCode: '1020083',
    });
    if (index % 1_000 !== 999 && index !== rows - 1) continue;
    yield block;
    block = '';
  }
}

async function load(database: Database): Promise<{ seconds: number; cpu: number; changed: number }> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const { new: added, changed, leftOut } = await takeReferenceFile(database, registerTable, { path, name: fileName });
  const { user, system } = process.cpuUsage(cpu);
  if (leftOut > 0) throw new Error(`${leftOut} rows were rejected.`);
  return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6, changed: added + changed };
}

/** Rows of a company list, one in two with the seat: how long asking takes, and taking all of it in with the register and its answers. */
async function match(database: Database): Promise<void> {
  const step = Math.max(1, Math.floor(rows / matched));
  const list = join(folder, 'list.csv');
  const cells = Array.from({ length: matched }, (_, place) => {
    // Whatever the step, one in five is of a name that fifty others carry.
    const index = Math.min(rows - 1, place * step + (place % 5));
    return [nameOf(index), place % 2 ? seatOf(index) : ''];
  });
  writeFileSync(list, `会社名,住所\r\n${cells.map((line) => line.join(',')).join('\r\n')}\r\n`);
  const header = ['会社名', '住所'];
  const { preset, mapping } = recogniseHeader(header)!;
  const reader = rowReader(preset, mapping, header, 'list');
  const read = cells.map((line, place) => ({
    number: place + 1,
    cells: line,
    read: reader.read(line, place + 1, () => 1),
  }));
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  let told = 0;
  for (let from = 0; from < matched; from += askedAtOnce)
    for (const { read: row } of await askRegister(database.db, read.slice(from, from + askedAtOnce)))
      if (!('rejected' in row) && row.company?.registeredAs !== undefined) told++;
  const { user, system } = process.cpuUsage(cpu);
  print('ask_a_company_row', (performance.now() - started) / matched, 'ms', undefined, matched);
  print('ask_a_company_row_cpu', (user + system) / 1_000 / matched, 'ms', undefined, matched);
  print('rows_with_their_corporation', told / matched, 'share', undefined, matched);
  const { batchId } = await beginImport(database.db, { path: list, name: 'list.csv' }, 'companies', null);
  const begun = performance.now();
  await runImport(database, batchId);
  print('match_10000_rows', (performance.now() - begun) / 1_000, 's', undefined, matched);
}

function seatOf(index: number): string {
  return `東京都千代田区麹町${(index % 9) + 1}-${(index % 40) + 1}`;
}

/** The floor: the same bytes, line by line, into a table of one text column, committed. Seconds. */
async function bareCopy(database: Database): Promise<number> {
  const client = await database.pool.connect();
  await client.query('create table floor (line text)');
  const started = performance.now();
  await pipeline(
    createReadStream(path),
    client.query(copyFrom("copy floor from stdin with (format csv, delimiter e'\\x01', quote e'\\x02')")),
  );
  const seconds = (performance.now() - started) / 1000;
  await client.query('drop table floor');
  client.release();
  return seconds;
}
