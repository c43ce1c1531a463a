import { Kysely } from 'kysely';
import type { Database, Db } from './pool.ts';
import { identityLock } from './raw-rows.ts';
import { boundDialect } from './bound-dialect.ts';

/** A connection that holds the right to decide identity. It reads what is committed; writing is for transactions beside it. */
export type IdentitySession = {
  readonly db: Db;
  /** Lets whoever waits decide first. Nothing read before may be relied on behind it. */
  readonly giveWay: () => Promise<void>;
};

/** Runs `work` as the only one who decides identity. A dead holder's session ends and with it the lock. */
export async function withIdentitySession<T>(
  database: Database,
  work: (session: IdentitySession) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  const lock = () => client.query('select pg_advisory_lock($1)', [identityLock]);
  const unlock = () => client.query('select pg_advisory_unlock($1)', [identityLock]);
  try {
    await lock();
    const giveWay = async () => {
      await unlock();
      await lock();
    };
    return await work({
      db: new Kysely({ dialect: boundDialect((text, values) => client.query(text, values)) }),
      giveWay,
    });
  } finally {
    await unlock().catch(() => undefined);
    client.release();
  }
}
