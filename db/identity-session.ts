import { Kysely } from 'kysely';
import type { Database, Db } from './pool.ts';
import { identityLock } from './raw-rows.ts';
import { boundDialect } from './bound-dialect.ts';
import type { KeyIndex } from '#core/identify/key-index.ts';
import { readKeyIndex } from './key-index.ts';

/** A connection that holds the right to decide identity. It reads what is committed; writing is for transactions beside it. */
export type IdentitySession = {
  /** Questions that are asked together are sent together. */
  readonly db: Db;
  /** Lets whoever waits decide first. Nothing read before may be relied on behind it. */
  readonly giveWay: () => Promise<void>;
  /** All stored keys in memory, for a bulk load; undefined when they are too many. */
  readonly readKeys: () => Promise<KeyIndex | undefined>;
  /** True when somebody waits to decide. */
  readonly isAwaited: () => Promise<boolean>;
};

/** A bigint lock shows as two halves, the lower one as `objid`. */
const awaited = `select exists (
  select 1 from pg_locks where locktype = 'advisory' and not granted and classid = 0 and objid = $1 and objsubid = 1
     and database = (select oid from pg_database where datname = current_database())) as is`;

/** Runs `work` as the only one who decides identity. A dead holder's session ends and with it the lock. */
export async function withIdentitySession<T>(
  database: Database,
  work: (session: IdentitySession) => Promise<T>,
): Promise<T> {
  const client = await database.promptPool.connect();
  const lock = () => client.query('select pg_advisory_lock($1)', [identityLock]);
  const unlock = () => client.query('select pg_advisory_unlock($1)', [identityLock]);
  try {
    // Reserving ids writes a line of its own: it reaches the disk with the rows that use them, which are committed behind it.
    await client.query('set synchronous_commit = off');
    await lock();
    const giveWay = async () => {
      await unlock();
      await lock();
    };
    return await work({
      db: new Kysely({ dialect: boundDialect((text, values) => client.query(text, values)) }),
      giveWay,
      readKeys: () => readKeysApart(database),
      isAwaited: async () => (await client.query<{ is: boolean }>(awaited, [identityLock])).rows[0]!.is,
    });
  } finally {
    await unlock().catch(() => undefined);
    await client.query('reset synchronous_commit').catch(() => undefined);
    client.release();
  }
}

/** By a connection of its own: one that sends ahead takes no COPY. */
async function readKeysApart({ pool }: Database): Promise<KeyIndex | undefined> {
  const client = await pool.connect();
  try {
    return await readKeyIndex(client);
  } finally {
    client.release();
  }
}
