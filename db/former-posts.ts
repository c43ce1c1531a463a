import { sql, type RawBuilder } from 'kysely';
import type { Transaction } from './transaction.ts';

/** A record of a person that named this company in an earlier version, and another one of ours since `toldOn`. */
export type FormerPost = {
  readonly rowKey: string;
  readonly version: number;
  readonly accountId: number;
  /** Undefined where the record has no date: the day of its import stands for it. */
  readonly toldOn: string | undefined;
};

/** Keeps where these records stood, before their companies are worked out anew. Their raw rows are written. */
export async function writeFormerPosts({ db }: Transaction, posts: readonly FormerPost[]): Promise<void> {
  if (posts.length === 0) return;
  await sql`
    insert into former_post (row_key, version, account_id, company_name, told_on)
    select q.row_key, q.version, q.account_id, a.name,
           coalesce(q.told_on, (select to_char(b.created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD')
                                  from raw_row r join import_batch b using (import_batch_id)
                                 where r.row_key = q.row_key and r.version > q.version order by r.version limit 1))
      from unnest(${posts.map((post) => post.rowKey)}::uuid[], ${posts.map((post) => post.version)}::int[], ${posts.map((post) => post.accountId)}::bigint[],
                  ${posts.map((post) => post.toldOn ?? null)}::text[]) q(row_key, version, account_id, told_on)
      join account a using (account_id)
    on conflict (row_key, version) do update set account_id = excluded.account_id, company_name = excluded.company_name, told_on = excluded.told_on`.execute(
    db,
  );
}

/**
 * Former posts with the company and the person they belong to now: merged ids are followed, the person is the one of the record. A company
 * that the record names today, because both became one, is no former one.
 */
export const formerPosts: RawBuilder<unknown> = sql`(
  select w.row_key, w.version, w.told_on, coalesce(d.to_id, w.account_id) as account_id, l.person_id
    from former_post w join row_link l on l.row_key = w.row_key and l.role = 'main'
    left join entity_redirect d on d.kind = 'account' and d.from_id = w.account_id
   where l.person_id is not null and l.account_id is distinct from coalesce(d.to_id, w.account_id))`;

/** Records that are back in these versions stand where they stood then. */
export async function takeBackFormerPosts(
  { db }: Transaction,
  rowKeys: readonly string[],
  versions: readonly number[],
): Promise<void> {
  await sql`
    with gone as (
      delete from former_post w using unnest(${rowKeys}::uuid[], ${versions}::int[]) q(row_key, version)
       where w.row_key = q.row_key and w.version >= q.version returning w.*)
    update row_link l set account_id = coalesce((select to_id from entity_redirect where kind = 'account' and from_id = g.account_id), g.account_id)
      from gone g where l.row_key = g.row_key and l.role = 'main' and l.version = g.version`.execute(db);
}

/** Versions that were withdrawn at this arrival tell of no former post any more. Returns whose they were. */
export async function forgetWithdrawnPosts({ db }: Transaction, arrival: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with gone as (
      delete from former_post w using raw_row r where r.row_key = w.row_key and r.version = w.version and r.withdrawn_by = ${arrival} returning w.row_key)
    select distinct l.person_id as id from gone join row_link l using (row_key) where l.role = 'main' and l.person_id is not null`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
