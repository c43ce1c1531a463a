import { sql } from 'kysely';
import type { Directory, AccountProfile, PersonProfile } from '#core/identify/directory.ts';
import { namesakesMax } from '#core/identify/identify-account.ts';
import { parseCompanyName } from '#core/company/name.ts';
import type { Db } from './pool.ts';

/** Puts what the database knows of these keys into the directory: entities behind each key, capped, oldest first. */
export async function loadKeys(db: Db, directory: Directory, hashes: readonly bigint[]): Promise<void> {
  if (hashes.length === 0) return;
  const { rows } = await sql<{ key: string; entity_id: number; kind: string }>`
    select q.key::text as key, k.entity_id, k.kind
      from unnest(${hashes.map(String)}::bigint[]) q(key)
      cross join lateral (
        select entity_id, kind from identity_key where key = q.key order by entity_id limit ${namesakesMax + 1}
      ) k`.execute(db);
  const accounts = new Set<number>();
  const people = new Set<number>();
  for (const row of rows) {
    directory.know(BigInt(row.key), row.entity_id);
    const known = row.kind === 'account' ? directory.accounts : directory.people;
    if (!known.has(row.entity_id)) (row.kind === 'account' ? accounts : people).add(row.entity_id);
  }
  await Promise.all([
    loadAccountProfiles(db, directory, [...accounts]),
    loadPersonProfiles(db, directory, [...people]),
  ]);
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
      emails: new Set(row.emails),
      phones: new Set([row.phone, row.mobile].filter((phone) => phone !== null)),
      departments: new Set(row.departments),
    };
    directory.people.set(profile.id, profile);
  }
}
