import { sql } from 'kysely';
import type { DeclaredSources } from '#core/account/declared.ts';
import type { BaseSize } from '#core/identify/base-frequencies.ts';
import { namesakesMax, type Directory, type KeyEntry } from '#core/identify/directory.ts';
import { decimalOf } from '#core/identify/key-hash.ts';
import type { KeyIndex } from '#core/identify/key-index.ts';
import { isAccountText } from '#core/identify/lookup-keys.ts';
import { declaredSetting } from './declared-sources.ts';
import type { InForce } from './match-models.ts';
import type { Db } from './pool.ts';

/**
 * Puts what the base knows of these keys into the directory: entities behind each key, capped, oldest first, and the profiles of
 * people. Profiles of accounts are left to the caller, who knows which are needed; their ids are returned. `index` holds all
 * stored keys and those of batches on their way; without one the database is asked.
 */
export async function loadKeys(
  db: Db,
  directory: Directory,
  keys: Iterable<string>,
  index?: KeyIndex,
): Promise<ReadonlySet<number>> {
  const unasked = directory.unasked(keys);
  if (unasked.length === 0) return new Set();
  const found = index ? findInIndex(index, unasked) : await findInDatabase(db, unasked);
  directory.recall(unasked);
  await loadPersonProfiles(db, directory, found.people);
  return found.accounts;
}

type Carriers = { readonly accounts: Set<number>; readonly people: Set<number> };

function findInIndex(index: KeyIndex, unasked: readonly KeyEntry[]): Carriers {
  const found: Carriers = { accounts: new Set(), people: new Set() };
  for (const { text, hash, ids } of unasked)
    for (const id of index.find(hash)) {
      ids.push(id);
      (isAccountText(text) ? found.accounts : found.people).add(id);
    }
  return found;
}

async function findInDatabase(db: Db, unasked: readonly KeyEntry[]): Promise<Carriers> {
  const found: Carriers = { accounts: new Set(), people: new Set() };
  // Nothing but what the key's own index holds: the table itself would be read once more for every key.
  const { rows } = await sql<{ place: number; entity_id: number }>`
    select q.place, k.entity_id
      from unnest(${`{${unasked.map(({ hash }) => decimalOf(hash)).join(',')}}`}::bigint[]) with ordinality q(key, place)
      cross join lateral (
        select entity_id from identity_key where key = q.key order by entity_id limit ${namesakesMax + 1}
      ) k`.execute(db);
  for (const { place, entity_id: id } of rows) {
    const { text, ids } = unasked[place - 1]!;
    ids.push(id);
    (isAccountText(text) ? found.accounts : found.people).add(id);
  }
  return found;
}

/** Profiles of these accounts, as far as they exist and are not known yet. */
export async function loadAccountProfiles(db: Db, directory: Directory, accounts: Iterable<number>): Promise<void> {
  const ids = [...new Set(accounts)].filter((id) => !directory.accounts.has(id));
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: number; profile: string }>`
    select account_id as id, profile::text from account where account_id = any(${ids}::bigint[])`.execute(db);
  for (const { id, profile } of rows) directory.accounts.keep(id, profile);
}

/** Profiles of these people, as far as they exist and are not known yet. */
export async function loadPersonProfiles(db: Db, directory: Directory, people: Iterable<number>): Promise<void> {
  const ids = [...new Set(people)].filter((id) => !directory.people.has(id));
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: number; profile: string }>`
    select person_id as id, profile::text from person where person_id = any(${ids}::bigint[])`.execute(db);
  for (const { id, profile } of rows) directory.people.keep(id, profile);
}

/** The base as one batch meets it: how much it holds, by which numbers it is decided, and whose values are declared to be true. */
export type StoredBase = BaseSize & { readonly inForce: InForce; readonly declared: DeclaredSources };

/** How much the base holds and which settings decide: the model's prior and the share of each owner count with it. */
export async function readBase(db: Db): Promise<StoredBase> {
  const { rows } = await sql<{
    accounts: number;
    people: number;
    owners: Record<string, number>;
    models: InForce;
    declared: DeclaredSources;
  }>`
    select (select entities from base_size where kind = 'account')::int as accounts,
           (select entities from base_size where kind = 'person')::int as people,
           (select coalesce(json_object_agg(owner, account_count), '{}') from base_owner) as owners,
           (select coalesce(json_object_agg(kind, fingerprint), '{}') from match_model_in_force join match_model using (kind, match_model_id)) as models,
           coalesce((select value from setting where name = ${declaredSetting}), '{}') as declared`.execute(db);
  const { accounts, people, owners, models, declared } = rows[0]!;
  return { accounts, people, owners: new Map(Object.entries(owners)), inForce: models, declared };
}
