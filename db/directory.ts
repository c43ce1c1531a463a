import { sql } from 'kysely';
import { isAccountKey } from '#core/identify/account-keys.ts';
import { namesakesMax, type AccountProfile, type Directory, type PersonProfile } from '#core/identify/directory.ts';
import { parseCompanyName } from '#core/company/name.ts';
import type { Db } from './pool.ts';

/** Puts what the database knows of these keys into the directory: entities behind each key, capped, oldest first. */
export async function loadKeys(db: Db, directory: Directory, keys: Iterable<{ readonly text: string }>): Promise<void> {
  const unasked = directory.unasked(keys);
  if (unasked.length === 0) return;
  const { rows } = await sql<{ place: number; entity_id: number; key_type: number }>`
    select q.place, k.entity_id, k.key_type
      from unnest(${`{${unasked.map(({ hash }) => hash).join(',')}}`}::bigint[]) with ordinality q(key, place)
      cross join lateral (
        select entity_id, key_type from identity_key where key = q.key order by entity_id limit ${namesakesMax + 1}
      ) k`.execute(db);
  for (const row of rows) unasked[row.place - 1]!.ids.push(row.entity_id);
  directory.recall(unasked);
  const unknown = (known: ReadonlyMap<number, unknown>, isAccount: boolean) => {
    const found = rows.filter((row) => isAccountKey(row.key_type) === isAccount && !known.has(row.entity_id));
    return [...new Set(found.map((row) => row.entity_id))];
  };
  await loadAccountProfiles(db, directory, unknown(directory.accounts, true));
  await loadPersonProfiles(db, directory, unknown(directory.people, false));
}

async function loadAccountProfiles(db: Db, directory: Directory, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ account_id: number; name: string; corporate_number: string | null }>`
    select account_id, name, corporate_number from account where account_id = any(${ids}::bigint[])`.execute(db);
  for (const row of rows) {
    const profile: AccountProfile = {
      id: row.account_id,
      name: parseCompanyName(row.name),
      corporateNumbers: new Set(row.corporate_number ? [row.corporate_number] : []),
    };
    directory.accounts.set(profile.id, profile);
  }
}

async function loadPersonProfiles(db: Db, directory: Directory, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{
    person_id: number;
    name_key: string;
    family: string;
    emails: string[];
    phone: string | null;
    mobile: string | null;
    departments: string[];
  }>`
    select person_id, name_key, family, emails, phone, mobile,
           array(select department_key from affiliation a where a.person_id = p.person_id and department_key <> '') as departments
      from person p where person_id = any(${ids}::bigint[])`.execute(db);
  for (const row of rows) {
    const profile: PersonProfile = {
      id: row.person_id,
      nameKey: row.name_key,
      family: row.family,
      emails: row.emails,
      phones: [row.phone, row.mobile].filter((phone) => phone !== null),
      departments: row.departments,
    };
    directory.people.set(profile.id, profile);
  }
}
