import { sql } from 'kysely';
import type { BaseSize } from '#core/identify/base-frequencies.ts';
import { namesakesMax, type Directory } from '#core/identify/directory.ts';
import { isAccountKey } from '#core/identify/lookup-keys.ts';
import { readAccount, readPerson, type StoredAccount, type StoredPerson } from '#core/identify/profile.ts';
import type { Db } from './pool.ts';

/** Puts what the database knows of these keys into the directory: entities behind each key, capped, oldest first. */
export async function loadKeys(db: Db, directory: Directory, keys: Iterable<string>): Promise<void> {
  const unasked = directory.unasked(keys);
  if (unasked.length === 0) return;
  // Nothing but what the index holds: at a million companies the table itself would be read once more for every key.
  const { rows } = await sql<{ place: number; entity_id: number }>`
    select q.place, k.entity_id
      from unnest(${`{${unasked.map(({ hash }) => hash).join(',')}}`}::bigint[]) with ordinality q(key, place)
      cross join lateral (
        select entity_id from identity_key where key = q.key order by entity_id limit ${namesakesMax + 1}
      ) k`.execute(db);
  for (const row of rows) unasked[row.place - 1]!.ids.push(row.entity_id);
  directory.recall(unasked);
  const unknown = (known: ReadonlyMap<number, unknown>, isAccount: boolean) => {
    const found = rows.filter(
      (row) => isAccountKey(unasked[row.place - 1]!.text) === isAccount && !known.has(row.entity_id),
    );
    return [...new Set(found.map((row) => row.entity_id))];
  };
  await loadAccountProfiles(db, directory, unknown(directory.accounts, true));
  await loadPersonProfiles(db, directory, unknown(directory.people, false));
}

/** Profiles of these accounts, as far as they exist. */
export async function loadAccountProfiles(db: Db, directory: Directory, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: number; profile: StoredAccount }>`
    select account_id as id, profile from account where account_id = any(${ids}::bigint[])`.execute(db);
  for (const { id, profile } of rows) directory.accounts.set(id, readAccount(id, profile));
}

/** Profiles of these people, as far as they exist. */
export async function loadPersonProfiles(db: Db, directory: Directory, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: number; profile: StoredPerson }>`
    select person_id as id, profile from person where person_id = any(${ids}::bigint[])`.execute(db);
  for (const { id, profile } of rows) directory.people.set(id, { id, record: readPerson(profile) });
}

/** How much the base holds: the model's prior and the share of each owner count with it. */
export async function readBaseSize(db: Db): Promise<BaseSize> {
  const { rows } = await sql<{ accounts: number; people: number; owners: Record<string, number> }>`
    select (select entities from base_size where kind = 'account')::int as accounts,
           (select entities from base_size where kind = 'person')::int as people,
           (select coalesce(json_object_agg(owner, account_count), '{}') from base_owner) as owners`.execute(db);
  const { accounts, people, owners } = rows[0]!;
  return { accounts, people, owners: new Map(Object.entries(owners)) };
}
