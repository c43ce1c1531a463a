import { sql } from 'kysely';
import type { Db } from './pool.ts';

/**
 * Of these names those of people who can look after a company: of a member with a login its id, of somebody whom only files or people
 * of ours name null.
 */
export async function readOwners(db: Db, names: readonly string[]): Promise<Map<string, number | null>> {
  const { rows } = await sql<{ name: string; memberId: number | null }>`
    select n.name, m.member_id as "memberId"
      from unnest(${names}::text[]) n (name)
      left join (select name, min(member_id) as member_id from member where is_active group by name) m on m.name = n.name
     where m.member_id is not null
        or exists (select 1 from colleague c where c.name = n.name)
        or exists (select 1 from account a where a.owner_name = n.name)`.execute(db);
  return new Map(rows.map(({ name, memberId }) => [name, memberId]));
}

/** Whole names of those people: who signs in and is no agency, and whom only files or people of ours name. */
export async function listOwnerNames(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from member where is_active and role <> 'agency'
    union select name from colleague where name ~ '\\S[ \u3000]\\S'
    union select owner_name from account where owner_name ~ '\\S[ \u3000]\\S'
    order by name`.execute(db);
  return rows.map(({ name }) => name);
}
