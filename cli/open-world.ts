import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createAuth, type Auth } from '#api/auth.ts';
import { recordCatalogue } from '#db/definition-changes.ts';
import { startEmbeddedServer, type EmbeddedServer } from '#db/embedded/server.ts';
import { migrate } from '#db/migrate.ts';
import { openDatabase, type Database } from '#db/pool.ts';
import { isDemoHalfLoaded } from '#flows/load-demo.ts';
import { recordShippedModels } from '#flows/match-models.ts';
import type { Outgoing } from '#flows/safe-request.ts';
import { createSeal, type Seal } from '#flows/seal.ts';
import { Refusal } from '#core/refusal.ts';
import { inUrl, withoutPassword, type Config } from './config.ts';

export type WorldName = 'own' | 'demo';
export type OpenWorld = {
  readonly name: WorldName;
  readonly database: Database;
  readonly auth: Auth;
  readonly files: string;
  /** Closes keys of other systems, signs links that leave the house. */
  readonly seal: Seal;
  readonly outgoing: Outgoing;
  readonly publicUrl: string;
  readonly close: () => Promise<void>;
};
export type Host = {
  readonly open: (name: WorldName) => Promise<OpenWorld>;
  readonly dropDemo: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The database server that a command works on: a given one (DATABASE_URL), or the embedded one under a lease. */
export async function openHost(config: Config): Promise<Host> {
  const embedded: EmbeddedServer | undefined = config.databaseUrl
    ? undefined
    : await startEmbeddedServer(config.dataDir);
  const urlOf = (name: WorldName) => urlOfWorld(config, embedded, name);
  const dropDemo = async () => {
    const admin = openDatabase(embedded ? embedded.urlOf('postgres') : config.databaseUrl!, { connectionsMax: 1 });
    await admin.pool.query(`drop database if exists "${new URL(urlOf('demo')).pathname.slice(1)}" with (force)`);
    await admin.close();
  };
  const openMigrated = async (name: WorldName) => {
    await ensureDatabase(config, embedded, name);
    const database = openDatabase(urlOf(name), { isDisposable: name === 'demo' });
    if (!embedded) await refuseUnreachable(database);
    await migrate(database.pool);
    await recordCatalogue(database.db, new Date());
    await recordShippedModels(database, new Date());
    return database;
  };
  const openWhole = async (name: WorldName) => {
    const database = await openMigrated(name);
    if (name === 'own' || !(await isDemoHalfLoaded(database))) return database;
    await database.close();
    await dropDemo();
    return openMigrated(name);
  };
  return {
    open: async (name) => {
      const database = await openWhole(name);
      const files = join(config.dataDir, 'files', name);
      mkdirSync(files, { recursive: true, mode: 0o700 });
      const baseUrl = config.publicUrl ?? `http://${inUrl(config.host)}:${config.port}`;
      const auth = createAuth({
        db: database.db,
        databaseUrl: urlOf(name),
        secret: `${config.secret}/${name}`,
        baseUrl,
        isSecure: baseUrl.startsWith('https:'),
      });
      return {
        name,
        database,
        auth,
        files,
        seal: createSeal(`${config.secret}/${name}`),
        outgoing: { allowed: config.outgoingAllowed },
        publicUrl: baseUrl,
        close: async () => void (await Promise.all([auth.close(), database.close()])),
      };
    },
    dropDemo,
    close: async () => {
      await embedded?.release();
    },
  };
}

function urlOfWorld(config: Config, embedded: EmbeddedServer | undefined, name: WorldName): string {
  if (embedded) return embedded.urlOf(name === 'own' ? 'mori' : 'mori_demo');
  const url = new URL(config.databaseUrl!);
  if (name === 'demo') url.pathname = `${url.pathname}_demo`;
  return url.toString();
}

/** A given server that does not answer, or does not let Mori in, stops the start with a sentence. */
async function refuseUnreachable(database: Database): Promise<void> {
  try {
    await database.pool.query('select 1');
  } catch (cause) {
    await database.close();
    const { message } = cause instanceof AggregateError ? (cause.errors[0] as Error) : (cause as Error);
    throw new Refusal(
      'database_unreachable',
      `DATABASE_URL=${withoutPassword(database.url)} に接続できません(${message})。アドレスとパスワード、データベースがあるかを確かめてください。`,
      {
        cause,
        english: `DATABASE_URL=${withoutPassword(database.url)} cannot be reached: ${message}. Check the address, the password and that the database exists.`,
      },
    );
  }
}

/** The demo company has a database of its own, which can be dropped. A given server's own database must exist. */
async function ensureDatabase(config: Config, embedded: EmbeddedServer | undefined, name: WorldName): Promise<void> {
  if (!embedded && name === 'own') return;
  const admin = openDatabase(embedded ? embedded.urlOf('postgres') : config.databaseUrl!, { connectionsMax: 1 });
  const database = new URL(urlOfWorld(config, embedded, name)).pathname.slice(1);
  try {
    const { rowCount } = await admin.pool.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await admin.pool.query(`create database "${database}"`);
  } finally {
    await admin.close();
  }
}
