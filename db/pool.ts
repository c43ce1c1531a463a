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
  readonly db: Db;
  readonly close: () => Promise<void>;
};

export function openDatabase(url: string, options: { connectionsMax?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.connectionsMax ?? 12, application_name: 'mori' });
  // A connection that the server ended while it lay idle is replaced at the next use.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { url, pool, db, close: () => pool.end() };
}
