import { sql } from 'kysely';
import type { Db } from './pool.ts';

export type NameCandidate = {
  accountId: number;
  name: string;
  prefecture: string | null;
  corporateNumber: string | null;
  people: number;
  similarity: number;
};

/** Accounts whose folded name equals one of these; the key of each name is its `safe` form. */
export async function findByName(db: Db, keys: readonly string[]): Promise<Map<string, NameCandidate[]>> {
  const { rows } = await sql<NameCandidate & { key: string }>`
    select a.name_safe as key, a.account_id as "accountId", a.name, a.prefecture, a.corporate_number as "corporateNumber", coalesce(r.person_count, 0) as people, 1::real as similarity
      from account a left join account_rollup r using (account_id) where a.name_safe = any(${keys}::text[]) order by coalesce(r.activity_count, 0) + coalesce(r.person_count, 0) desc, a.account_id`.execute(
    db,
  );
  const found = new Map<string, NameCandidate[]>();
  for (const { key, ...candidate } of rows) found.set(key, [...(found.get(key) ?? []), candidate]);
  return found;
}

/** Companies that sell for us, by role or because others are sold to through them: ids by the `safe` form of their names. */
export async function findAgenciesByName(db: Db, keys: readonly string[]): Promise<Map<string, number[]>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: string; ids: number[] }>`
    select g.name_safe as key, json_agg(g.account_id order by g.account_id) as ids from account g
     where g.name_safe = any(${keys}::text[]) and (g.agency_role is not null or exists (select 1 from account a where a.agency_id = g.account_id))
     group by 1`.execute(db);
  return new Map(rows.map(({ key, ids }) => [key, ids]));
}

/**
 * Accounts that share most of the two-character pieces of a name, best first; one of the pieces that tell it apart must be among
 * them, for 〜ホールディングス alone is no likeness.
 */
export async function findSimilarNames(
  db: Db,
  grams: readonly string[],
  distinct: readonly string[],
  limit: number,
): Promise<NameCandidate[]> {
  if (grams.length === 0) return [];
  const { rows } = await sql<NameCandidate>`
    select a.account_id as "accountId", a.name, a.prefecture, a.corporate_number as "corporateNumber", coalesce(r.person_count, 0) as people, s.similarity
      from (select account_id, (2.0 * (select count(*) from unnest(grams) g where g = any(${grams}::text[])) / (cardinality(grams) + ${grams.length}))::real as similarity
              from account_search where grams && ${distinct}::text[]) s
      join account a using (account_id) left join account_rollup r using (account_id)
     where s.similarity >= 0.4 order by s.similarity desc, a.account_id limit ${limit}`.execute(db);
  return rows;
}
