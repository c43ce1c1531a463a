import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

// Counts and ids stay below 2^53; money is range-checked at the door. DATE stays text: a business day has no zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type Db = Kysely<Tables>;

/** One database: the pool that everything shares and the typed query builder over it. */
export type Database = {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Connections that send without waiting for the answer before; COPY and cursors do not go over them. */
  readonly promptPool: pg.Pool;
  readonly db: Db;
  readonly close: () => Promise<void>;
};

/** A disposable database may lose its last moments when the power goes: its commits do not wait for the disk. */
export function openDatabase(url: string, options: { connectionsMax?: number; isDisposable?: boolean } = {}): Database {
  const session = options.isDisposable ? { options: '-c synchronous_commit=off' } : {};
  const open = (config: pg.PoolConfig & { pipeline?: boolean }) => {
    const opened = new pg.Pool({ connectionString: url, application_name: 'mori', onConnect, ...session, ...config });
    // A connection that the server ended while it lay idle is replaced at the next use.
    opened.on('error', () => undefined);
    return opened;
  };
  const pool = open({ max: options.connectionsMax ?? 12 });
  const promptPool = open({ max: promptConnectionsMax, pipeline: true });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { url, pool, promptPool, db, close: async () => void (await Promise.all([pool.end(), promptPool.end()])) };
}

/** Debian's PostgreSQL compiles what it guesses to be costly, for a second or two; what Mori asks takes milliseconds. */
const onConnect = (client: pg.ClientBase) => client.query('set jit = off');

/** Whoever waits for a row waits for the lock of the matching anyway; an import under way keeps one connection. */
const promptConnectionsMax = 4;
