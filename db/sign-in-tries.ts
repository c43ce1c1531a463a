import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** Tries after which an address has to wait, and for how long it waits from its first try (reliability.md, threat 6). */
export const triesMax = 10;
export const waitMinutes = 15;

/** Counts one try and tells how many there were since when; older ones are forgotten. One statement, so that many at once all count. */
export async function countSignInTry(db: Db, hash: Buffer): Promise<{ tries: number; since: Date }> {
  const { rows } = await sql<{ tries: number; since: Date }>`
    insert into sign_in_try as t (address_hash, tries, since) values (${hash}, 1, now())
    on conflict (address_hash) do update
       set tries = case when t.since < now() - make_interval(mins => ${waitMinutes}) then 1 else least(t.tries, 1000000) + 1 end,
           since = case when t.since < now() - make_interval(mins => ${waitMinutes}) then now() else t.since end
    returning tries, since`.execute(db);
  return rows[0]!;
}

/** After the right password, or when an administrator says so, the count begins again. */
export async function forgetSignInTries(db: Db, hashes: readonly Buffer[]): Promise<void> {
  await db.deleteFrom('sign_in_try').where('address_hash', 'in', hashes).execute();
}

/** Addresses that have to wait now, as hex. */
export async function listPausedSignIns(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ hash: string }>`
    select encode(address_hash, 'hex') as hash from sign_in_try
     where tries > ${triesMax} and since >= now() - make_interval(mins => ${waitMinutes})`.execute(db);
  return new Set(rows.map((row) => row.hash));
}

/** Counts that no longer hold anybody back. */
export async function tidySignInTries(db: Db): Promise<void> {
  await sql`delete from sign_in_try where since < now() - make_interval(mins => ${waitMinutes})`.execute(db);
}
