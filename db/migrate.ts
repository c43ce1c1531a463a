import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { Refusal } from '#core/refusal.ts';

const folder = join(import.meta.dirname, 'migrations');
/** Any number that nothing else locks on: two starting processes migrate one after the other. */
const migrationLock = 7_264_001;

/** Applies the numbered SQL files that this database has not seen, each in a transaction of its own; a new database gets all in one. */
export async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await refuseUnfitServer(client);
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
    const applied = new Set(
      (await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name),
    );
    const missing = readdirSync(folder)
      .sort()
      .filter((name) => !applied.has(name));
    for (const names of applied.size === 0 ? [missing] : missing.map((name) => [name])) {
      await client.query('begin');
      for (const name of names) await client.query(readFileSync(join(folder, name), 'utf8'));
      await client.query('insert into migration (name) select unnest($1::text[])', [names]);
      await client.query('commit');
    }
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    client.release();
  }
}

/** Mori needs PostgreSQL 15 with UTF-8 and a locale that knows letters beyond ASCII. */
async function refuseUnfitServer(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string; ctype: string; provider: string }>(
    `select current_setting('server_version_num')::int as version, pg_encoding_to_char(encoding) as encoding,
            datctype as ctype, datlocprovider::text as provider
       from pg_database where datname = current_database()`,
  );
  const server = rows[0]!;
  if (server.version < 150000)
    throw new Refusal('database_too_old', `This PostgreSQL is version ${server.version}; Mori needs 15 or newer.`);
  if (server.encoding !== 'UTF8')
    throw new Refusal('database_encoding', `This database uses ${server.encoding}; create one with encoding UTF8.`);
  if (server.provider === 'c' && (server.ctype === 'C' || server.ctype === 'POSIX')) {
    throw new Refusal(
      'database_locale',
      `This database has the character type ${server.ctype}, which knows only ASCII; create one with C.UTF-8 or ja_JP.UTF-8.`,
    );
  }
}
