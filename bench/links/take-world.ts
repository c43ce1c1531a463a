import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { EmbeddedServer } from '#db/embedded/server.ts';
import { migrate } from '#db/migrate.ts';
import { openDatabase, type Database } from '#db/pool.ts';
import { beginImport } from '#flows/begin-import.ts';
import { takeReferenceFile } from '#flows/load-reference.ts';
import { registerTable } from '#flows/load-register.ts';
import { runImportApart } from '#jobs/run-import.ts';

const files = [
  'crm-accounts.csv',
  'crm-contacts.csv',
  'crm-leads.csv',
  'cards-sansan.csv',
  'marketo-people.csv',
  'seminar.xlsx',
  'sfa-opportunities.csv',
  'sfa-activities.csv',
  'invoices.csv',
];

export type World = {
  readonly companies: number;
  readonly seed: string;
  readonly isAdversarial: boolean;
  /** The register of the world is loaded first, as a user would. */
  readonly hasRegister: boolean;
  /** People of Marketo are known by their mail address alone. */
  readonly isUnnamed: boolean;
};

/** The exports of a generated world, written to `folder` by a process of its own. */
export function writeWorld({ companies, seed, isAdversarial, isUnnamed }: World, folder: string): void {
  execFileSync(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, '../../cli/main.ts'),
    'generate',
    ...(isAdversarial ? ['--adversarial'] : []),
    '--companies',
    String(companies),
    '--seed',
    seed,
    '--out',
    folder,
  ]);
  if (isUnnamed) leaveNamesOut(join(folder, 'marketo-people.csv'));
}

/** A world that is being taken in, and what that took so far. */
export type Entering = {
  readonly folder: string;
  readonly database: Database;
  rows: number;
  seconds: number;
};

/** An empty database for the world in `folder`. */
export async function openWorld(server: EmbeddedServer, folder: string, { hasRegister }: World): Promise<Entering> {
  const database = await open(server, basename(folder));
  if (hasRegister) await takeRegister(database, folder);
  return { folder, database, rows: 0, seconds: 0 };
}

/** Takes worlds in, file by file, each file of the first before that of the next, so that a machine that slows down slows both. */
export async function takeWorlds(worlds: readonly Entering[]): Promise<void> {
  for (const file of files)
    for (const world of worlds) {
      const started = performance.now();
      world.rows += await take(world, file);
      world.seconds += (performance.now() - started) / 1000;
    }
}

async function open(server: EmbeddedServer, name: string): Promise<Database> {
  const admin = openDatabase(server.urlOf('postgres'), { connectionsMax: 1 });
  await admin.pool.query(`create database ${name}`);
  await admin.close();
  const database = openDatabase(server.urlOf(name));
  await migrate(database.pool);
  return database;
}

/** A form that asks for a mail address and no name. */
function leaveNamesOut(path: string): void {
  const rows: string[][] = parse(readFileSync(path), { bom: true });
  const places = ['First Name', 'Last Name'].map((header) => rows[0]!.indexOf(header));
  for (const row of rows.slice(1)) for (const place of places) row[place] = '';
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  writeFileSync(path, `${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`);
}

async function takeRegister(database: Database, folder: string): Promise<void> {
  const name = '00_zenkoku_all.csv';
  const load = await takeReferenceFile(database, registerTable, { path: join(folder, name), name });
  console.error(name, JSON.stringify(load));
}

async function take({ database, folder }: Entering, name: string): Promise<number> {
  const upload = join(folder, randomUUID());
  copyFileSync(join(folder, name), upload);
  const started = performance.now();
  const { batchId } = await beginImport(database.db, { path: upload, name }, 'auto', null);
  const result = await runImportApart(database, batchId);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  console.error(basename(folder), name, JSON.stringify({ ...result, seconds }));
  return result.rows;
}
