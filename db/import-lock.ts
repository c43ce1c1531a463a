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

/** Who loads the demo company holds this lock; a second one waits and finds it loaded. */
export async function withDemoLock<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const client = await openLockClient(database);
  try {
    await client.query('select pg_advisory_lock($1, $2)', demoLock);
    return await work();
  } finally {
    await client.end();
  }
}

/** Whether somebody loads the demo company just now. */
export async function isDemoLocked({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query(
    "select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()) and (classid, objid) = ($1, $2)",
    demoLock,
  );
  return rows.length > 0;
}

const demoLock = [7_264_006, 1];

async function withLock(database: Database, number: number, work: () => Promise<void>): Promise<void> {
  const client = await openLockClient(database);
  try {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(7264003, $1) as locked', [
      number,
    ]);
    if (rows[0]?.locked) await work();
  } finally {
    await client.end();
  }
}

async function openLockClient(database: Database): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url, application_name: 'mori import' });
  await client.connect();
  return client;
}
