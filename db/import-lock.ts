import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Database } from './pool.ts';

/**
 * Runs `work` while holding the lock of one import. Waits for who is about to let go of it, and returns without it when somebody else goes
 * on running that import. A dead holder's session ends and with it the lock.
 */
export async function withImportLock(database: Database, batchId: number, work: () => Promise<void>): Promise<void> {
  return withLock(database, [importLock, batchId], work, lettingGoMs);
}

/** The same for the check of one import: it may still be tidying up when the import that somebody started behind it begins. */
export async function withCheckLock(database: Database, batchId: number, work: () => Promise<void>): Promise<void> {
  return withLock(database, [checkLock, batchId], work);
}

/** The same for the look at the watched folder, which no import has the number of. */
export async function withFolderLock(database: Database, work: () => Promise<void>): Promise<void> {
  return withLock(database, [importLock, 0], work);
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

const importLock = 7_264_003;
const checkLock = 7_264_009;
const demoLock = [7_264_006, 1];
/** A thread that ended an import or was told to stop closes what it had open. */
const lettingGoMs = 20_000;
const tryAgainMs = 250;

async function withLock(
  database: Database,
  lock: readonly [number, number],
  work: () => Promise<void>,
  waitMs = 0,
): Promise<void> {
  const client = await openLockClient(database);
  const tryLock = async () =>
    (await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1, $2) as locked', [...lock])).rows[0]!
      .locked;
  try {
    const until = performance.now() + waitMs;
    let isLocked = await tryLock();
    while (!isLocked && performance.now() < until) {
      await setTimeout(tryAgainMs);
      isLocked = await tryLock();
    }
    if (isLocked) await work();
  } finally {
    await client.end();
  }
}

async function openLockClient(database: Database): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url, application_name: 'mori import' });
  await client.connect();
  return client;
}
