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
