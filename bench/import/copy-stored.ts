import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type pg from 'pg';
import type { Database } from '#db/pool.ts';

/**
 * Seconds that PostgreSQL needs to hold what an import stored: every table it filled, copied into one of the same columns and
 * indexes, with nothing decided, looked up or counted. Without foreign keys and triggers, so less than an import has to write.
 */
export async function copyStored({ pool }: Database, folder: string): Promise<number> {
  const client = await pool.connect();
  let seconds = 0;
  for (const { table, columns } of await filledTables(client)) {
    const path = join(folder, `stored-${table}`);
    await pipeline(client.query(copyTo(`copy ${table} (${columns}) to stdout`)), createWriteStream(path));
    await client.query(`create table stored (like ${table} including all)`);
    const started = performance.now();
    await pipeline(createReadStream(path), client.query(copyFrom(`copy stored (${columns}) from stdin`)));
    seconds += (performance.now() - started) / 1000;
    await client.query('drop table stored');
  }
  client.release();
  return seconds;
}

async function filledTables(client: pg.ClientBase): Promise<{ table: string; columns: string }[]> {
  await client.query('analyze');
  const { rows } = await client.query<{ table: string; columns: string }>(`
    select c.relname as table, string_agg(quote_ident(a.attname), ',' order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.reltuples > 0
     group by 1 order by 1`);
  return rows;
}
