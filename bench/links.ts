// `npm run bench:links`: the five exports of a generated world through the product, file by file, and its links against the
// truth: companies and people (identity.md §1.4), what was left to a person, and the rate. Another seed: MORI_BENCH_SEED. With the register of the
// world loaded first, as a user would: MORI_BENCH_REGISTER=1. With people of Marketo known by their mail address alone: MORI_BENCH_UNNAMED=1. With a world
// of a tenth of the size beside it, and how the time grows: MORI_BENCH_TENTH=1.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { evaluateClusters } from '#core/match/evaluate.ts';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import type { Database } from '#db/pool.ts';
import { firstTrapOf } from '#fixtures/world/world.ts';
import { answerQuestions, type Question } from './links/answered.ts';
import { automaticPrecision, trapsTaken, type Linked, type Merged } from './links/automatic.ts';
import { openWorld, takeWorlds, writeWorld, type Entering, type World } from './links/take-world.ts';

const world: World = {
  companies: Number(process.env.MORI_BENCH_COMPANIES ?? 3_000),
  seed: process.env.MORI_BENCH_SEED ?? '21',
  isAdversarial: process.env.MORI_BENCH_ADVERSARIAL !== undefined,
  hasRegister: process.env.MORI_BENCH_REGISTER === '1',
  isUnnamed: process.env.MORI_BENCH_UNNAMED === '1',
};
const { seed, companies, isAdversarial, hasRegister, isUnnamed } = world;
const hasTenth = process.env.MORI_BENCH_TENTH === '1';
/** What every line tells of its run. */
const run = { seed, companies: String(companies), register: hasRegister, ...(isUnnamed ? { unnamed: true } : {}) };
type Truth = { file: string; row: string; company: string; person: string; employment: string };
type Link = {
  key: string;
  file: string;
  row: number;
  account_id: number | null;
  person_id: number | null;
  account_method: string | null;
  method: string;
};

const folder = mkdtempSync(join(tmpdir(), 'mori-bench-'));
chmodSync(folder, 0o755);
const server = await startEmbeddedServer(folder);
let peak = 0;
try {
  const large = await begin('world', world);
  const tenth = hasTenth ? await begin('tenth', { ...world, companies: Math.round(companies / 10) }) : undefined;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  await takeWorlds(tenth ? [large, tenth] : [large]);
  clearInterval(watch);
  const { database, rows, seconds } = large;
  const [links, truth] = [await readLinks(database), readTruth()];
  report(links, truth);
  const questions = await readOpenQuestions(database);
  for (const kind of ['account', 'person'] as const) {
    const linked = linkedTo(kind, links, truth);
    reportAutomatic(kind, linked, truth, await readMerges(database, kind));
    reportAnswered(
      kind,
      linked,
      questions.filter((question) => question.kind === kind),
    );
  }
  const value = questions.length / rows;
  console.log(JSON.stringify({ bench: 'links', measure: 'review_rate', value, ...run }));
  console.log(JSON.stringify({ bench: 'links', measure: 'rows_per_second', value: rows / seconds, ...run }));
  console.log(
    JSON.stringify({ bench: 'links', measure: 'rss_peak', value: peak / 1024 ** 2, unit: 'MB', target: 1_500, ...run }),
  );
  if (tenth) {
    // How many times as long as a tenth of the world, for ten times its rows.
    const value = (10 * (seconds / rows)) / (tenth.seconds / tenth.rows);
    console.log(JSON.stringify({ bench: 'links', measure: 'time_over_tenth', value, target: 11, ...run }));
    await tenth.database.close();
  }
  await database.close();
} finally {
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}

async function begin(name: string, what: World): Promise<Entering> {
  writeWorld(what, join(folder, name));
  return openWorld(server, join(folder, name), what);
}

async function readLinks({ db }: Database): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select r.row_key as key, b.file_name as file, r.row_number as row, l.account_id, l.person_id, l.account_method, l.method
      from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version
      join import_batch b using (import_batch_id) where l.role = 'main' order by r.row_key`.execute(db);
  return rows;
}

/** Merges that the second look made without asking. */
async function readMerges({ db }: Database, kind: 'account' | 'person'): Promise<Merged[]> {
  const { rows } = await sql<Merged>`
    select left_rows as left, right_rows as right from match_decision where kind = ${kind} and verdict = 'automatic'`.execute(
    db,
  );
  return rows;
}

function readTruth(): Map<string, Truth> {
  const truth: Truth[] = parse(readFileSync(join(folder, 'world', 'truth.csv')), { columns: true, bom: true });
  return new Map(truth.map((row) => [`${row.file}/${row.row}`, row]));
}

/** Questions that wait for a person, accounts and people together. */
async function readOpenQuestions({ db }: Database): Promise<Question[]> {
  const { rows } = await sql<Question>`
    select kind, left_id as left, right_id as right from review where state = 'open'`.execute(db);
  return rows;
}

/** Employment: a person at a company, as one row sees them. */
function report(links: readonly Link[], truth: ReadonlyMap<string, Truth>): void {
  const about = (link: Link) => truth.get(`${link.file}/${link.row}`);
  const measure = (kind: string, found: (link: Link) => unknown, wanted: (row: Truth) => string) => {
    const known = links.filter((link) => found(link) !== null && about(link) && wanted(about(link)!) !== '');
    const quality = evaluateClusters(
      known.map((link) => String(found(link))),
      known.map((link) => wanted(about(link)!)),
    );
    console.log(JSON.stringify({ bench: 'links', kind, ...quality, ...run }));
  };
  measure(
    'account',
    (link) => link.account_id,
    (row) => row.company,
  );
  measure(
    'person',
    (link) => link.person_id,
    (row) => row.person,
  );
  measure(
    'employment',
    (link) => link.person_id && `${link.person_id}/${link.account_id}`,
    (row) => row.employment,
  );
}

type Known = Linked & { readonly company: number };

/** Rows of a company or person that the truth knows. */
function linkedTo(kind: 'account' | 'person', links: readonly Link[], truth: ReadonlyMap<string, Truth>): Known[] {
  return links.flatMap((link) => {
    const row = truth.get(`${link.file}/${link.row}`);
    const [entity, about, method] =
      kind === 'account'
        ? [link.account_id, row?.company, link.account_method]
        : [link.person_id, row?.person, link.method];
    if (!row || entity === null || !about) return [];
    return [{ key: link.key, entity: String(entity), method: method ?? 'none', about, company: Number(row.company) }];
  });
}

/** What was put together without asking, and what became of the companies that are traps, and of their people. */
function reportAutomatic(
  kind: 'account' | 'person',
  linked: readonly Known[],
  truth: ReadonlyMap<string, Truth>,
  merges: readonly Merged[],
): void {
  const automatic = automaticPrecision(linked, merges);
  console.log(JSON.stringify({ bench: 'links', measure: `automatic_${kind}`, ...automatic, ...run }));
  if (!isAdversarial) return;
  const firstTrap = firstTrapOf(companies);
  const last = [...truth.values()].reduce((most, { company }) => Math.max(most, Number(company)), 0);
  const endOfTraps = firstTrap + last - companies;
  const trapped = new Set(
    linked.flatMap(({ about, company }) => (company >= firstTrap && company < endOfTraps ? about : [])),
  );
  const taken = trapsTaken(linked, (about) => trapped.has(about));
  console.log(JSON.stringify({ bench: 'links', measure: `traps_${kind}`, ...taken, ...run }));
}

/** What is left wrong when everything that was asked is answered. */
function reportAnswered(kind: 'account' | 'person', linked: readonly Known[], questions: readonly Question[]): void {
  const { bCubed, pairwise } = evaluateClusters(
    answerQuestions(linked, questions),
    linked.map(({ about }) => about),
  );
  console.log(JSON.stringify({ bench: 'links', measure: `answered_${kind}`, bCubed, pairwise, ...run }));
}
