import pg from 'pg';
import type { Database } from './pool.ts';

/** Runs `work` while holding the lock of one import; returns without it when somebody else runs that import. A dead holder's session ends and with it the lock. */
export async function withImportLock(database: Database, batchId: number, work: () => Promise<void>): Promise<void> {
  return withLock(database, batchId, work);
}

/** The same for the look at the watched folder, which no import has the number of. */
export async function withFolderLock(database: Database, work: () => Promise<void>): Promise<void> {
  return withLock(database, 0, work);
}

async function withLock(database: Database, number: number, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: database.url, application_name: 'mori import' });
  await client.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(7264003, $1) as locked', [
      number,
    ]);
    if (rows[0]?.locked) await work();
  } finally {
    await client.end();
  }
}
