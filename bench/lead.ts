// `npm run bench:lead`: a generated world's CRM (accounts, contacts, deals, invoices) is taken in; rows of its forms, seminar lists,
// leads and cards are held out and asked about one by one: which company? Mori's answer and the best candidate it names, against
// "exact name, or close name and one of domain, phone, postal code". MORI_BENCH_SEED, MORI_BENCH_COMPANIES, MORI_BENCH_ADVERSARIAL,
// MORI_BENCH_ROWS (of each file); MORI_BENCH_MISTAKES=1 prints what went wrong, for looking at one seed only.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { readAccount, type StoredAccount } from '#core/identify/profile.ts';
import { rateOf } from '#core/measure/rate.ts';
import { accountRecord } from '#core/match/account-record.ts';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { migrate } from '#db/migrate.ts';
import { openDatabase, type Database } from '#db/pool.ts';
import type { LeadAnswer } from '#flows/answer-leads.ts';
import { beginImport } from '#flows/begin-import.ts';
import { matchLeads, observeLead } from '#flows/take-leads.ts';
import { runImportApart } from '#jobs/run-import.ts';
import { LeadRule } from './lead/baseline.ts';
import { readHeldOut, type HeldOut } from './lead/held-out.ts';

const seed = process.env.MORI_BENCH_SEED ?? '31';
const companies = process.env.MORI_BENCH_COMPANIES ?? '3000';
const adversarial = process.env.MORI_BENCH_ADVERSARIAL;
const rowsOfEach = Number(process.env.MORI_BENCH_ROWS ?? 700);
const showsMistakes = process.env.MORI_BENCH_MISTAKES === '1';
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const known = ['crm-accounts.csv', 'crm-contacts.csv', 'sfa-opportunities.csv', 'invoices.csv'];
const now = new Date('2026-04-01T00:00:00Z');

const folder = mkdtempSync(join(tmpdir(), 'mori-bench-'));
chmodSync(folder, 0o755);
const server = await startEmbeddedServer(folder);
try {
  const world = join(folder, 'world');
  execFileSync(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, '../cli/main.ts'),
    'generate',
    ...(adversarial ? ['--adversarial'] : []),
    ...['--companies', companies, '--seed', seed, '--out', world],
  ]);
  const database = await open();
  for (const file of known) await take(database, world, file);
  const companyOf = await companiesOfAccounts(database, world);
  const rule = new LeadRule(await readProfiles(database));
  const heldOut = await readHeldOut(world, rowsOfEach);
  const asked: Asked[] = [];
  for (const one of heldOut) asked.push(await ask(database, rule, one, companyOf));
  report(asked, companyOf);
  await database.close();
} finally {
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}

type Verdict = 'right' | 'wrong' | 'open';
type Asked = HeldOut & {
  readonly isKnown: boolean;
  readonly mori: Verdict;
  readonly best: Verdict;
  /** As if a name alone might settle it where the model is sure by its bits: what asking instead costs. */
  readonly byNameAlone: Verdict;
  readonly baseline: Verdict;
  readonly answer: LeadAnswer;
};

async function open(): Promise<Database> {
  const admin = openDatabase(server.urlOf('postgres'), { connectionsMax: 1 });
  await admin.pool.query('create database lead');
  await admin.close();
  const database = openDatabase(server.urlOf('lead'));
  await migrate(database.pool);
  return database;
}

async function take(database: Database, world: string, name: string): Promise<void> {
  const upload = join(folder, randomUUID());
  copyFileSync(join(world, name), upload);
  const { batchId } = await beginImport(database.db, { path: upload, name }, 'auto', null);
  console.error(name, JSON.stringify(await runImportApart(database, batchId)));
}

/** The company that most rows of an account are about. */
async function companiesOfAccounts({ db }: Database, world: string): Promise<Map<number, string>> {
  const truth: { file: string; row: string; company: string }[] = parse(readFileSync(join(world, 'truth.csv')), {
    columns: true,
    bom: true,
  });
  const company = new Map(truth.map((row) => [`${row.file}/${row.row}`, row.company]));
  const { rows } = await sql<{ file: string; row: number; account_id: number }>`
    select b.file_name as file, r.row_number as row, l.account_id from row_link l
      join raw_row r on r.row_key = l.row_key and r.version = l.version join import_batch b using (import_batch_id)
     where l.role = 'main' and l.account_id is not null`.execute(db);
  const counts = new Map<number, Map<string, number>>();
  for (const { file, row, account_id: id } of rows) {
    const name = company.get(`${file}/${row}`);
    if (name === undefined) continue;
    const ofAccount = counts.get(id) ?? new Map<string, number>();
    counts.set(id, ofAccount.set(name, (ofAccount.get(name) ?? 0) + 1));
  }
  return new Map([...counts].map(([id, names]) => [id, [...names].sort((one, other) => other[1] - one[1])[0]![0]]));
}

async function readProfiles({ db }: Database) {
  const { rows } = await sql<{ id: number; profile: StoredAccount }>`
    select account_id as id, profile from account order by account_id`.execute(db);
  return rows.map(({ id, profile }) => readAccount(id, profile));
}

async function ask(
  database: Database,
  rule: LeadRule,
  one: HeldOut,
  companyOf: ReadonlyMap<number, string>,
): Promise<Asked> {
  const from = { kind: one.kind, source: 'bench', memberId: null, now };
  const [answer] = await matchLeads(database, [one.told], from);
  const read = observeLead(one.told, from);
  const company = 'rejected' in read ? undefined : read.company;
  const verdict = (id: number | undefined): Verdict =>
    id === undefined ? 'open' : companyOf.get(id) === one.company ? 'right' : 'wrong';
  return {
    ...one,
    isKnown: new Set(companyOf.values()).has(one.company),
    mori: verdict(answer!.account?.accountId),
    best: verdict(answer!.account?.accountId ?? answer!.best?.account.accountId),
    byNameAlone: verdict(
      answer!.account?.accountId ??
        (answer!.best?.explanation?.answer === 'same' ? answer!.best.account.accountId : undefined),
    ),
    baseline: verdict(company && rule.find(accountRecord(company))),
    answer: answer!,
  };
}

/** Shares of the leads whose company is known, of the unknown ones, and of all, each with its Wilson interval. */
function report(asked: readonly Asked[], companyOf: ReadonlyMap<number, string>): void {
  console.error(`${companyOf.size} accounts, ${asked.length} rows asked`);
  const inBase = asked.filter(({ isKnown }) => isKnown);
  const groups: [string, readonly Asked[]][] = [
    ['known', inBase],
    ...[...Map.groupBy(inBase, ({ file }) => file)],
    ['known, corporate mail', inBase.filter(({ answer }) => answer.openReason !== 'too_little')],
    ['not in the base', asked.filter(({ isKnown }) => !isKnown)],
  ];
  for (const [rows, list] of groups)
    for (const who of ['mori', 'byNameAlone', 'best', 'baseline'] as const)
      for (const verdict of ['right', 'wrong', 'open'] as const) {
        const { value, low, high } = rateOf(list.filter((one) => one[who] === verdict).length, list.length);
        const floor = rateOf(list.filter(({ baseline }) => baseline === verdict).length, list.length).value;
        const ratio = value !== null && floor ? value / floor : null;
        const measure = `${who}: ${verdict}`;
        const common = { unit: 'share', floor, ratio, n: list.length, seed, commit };
        console.log(
          JSON.stringify({ bench: 'lead', measure, rows, value, low, high, ...common, adversarial: !!adversarial }),
        );
      }
  if (showsMistakes)
    for (const { mori, told, company, answer, isKnown } of asked)
      if (mori === 'wrong' || (isKnown && mori === 'open'))
        console.error(mori, JSON.stringify({ told, company, ...brief(answer, companyOf) }));
}

function brief(
  { result, openReason, account, best, evidence, explanation }: LeadAnswer,
  companyOf: ReadonlyMap<number, string>,
) {
  const lines = (explanation ?? best?.explanation)?.lines.map(
    ({ comparison, level, bits }) => `${comparison}=${level} ${bits.toFixed(1)}`,
  );
  const name = (one: LeadAnswer['account']) => one && `${one.name} (${companyOf.get(one.accountId)})`;
  return {
    result,
    openReason,
    account: name(account),
    best: name(best?.account ?? null),
    evidence: evidence.matched,
    lines,
    bits: (explanation ?? best?.explanation)?.bits,
  };
}
