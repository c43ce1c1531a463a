import { sql } from 'kysely';
import { type KeyEntry, namesakesMax } from '#core/identify/directory.ts';
import { decimalOf } from '#core/identify/key-hash.ts';
import { growBase } from './base-size.ts';
import type { Transaction } from './transaction.ts';

/** Entities that no row speaks of any more. Their ids stay registered and come back with their rows. */
export async function deleteEntities(
  transaction: Transaction,
  kind: 'account' | 'person',
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  const tables =
    kind === 'account'
      ? (['account', 'account_search', 'account_domain', 'account_rollup', 'customer', 'site'] as const)
      : (['person', 'person_search', 'affiliation', 'acquaintance'] as const);
  const counted = sql<{
    n: number;
  }>`select count(*)::int as n from ${sql.table(kind)} where ${sql.ref(`${kind}_id`)} = any(${ids}::bigint[])`;
  await growBase(transaction, kind, -(await counted.execute(transaction.db)).rows[0]!.n);
  for (const table of tables)
    await sql`delete from ${sql.table(table)} where ${sql.ref(`${kind}_id`)} = any(${ids}::bigint[])`.execute(
      transaction.db,
    );
  await sql`delete from identity_key where entity_id = any(${ids}::bigint[])`.execute(transaction.db);
  // What people decided stands: it holds again when the rows come back.
  await sql`delete from review where kind = ${kind} and state <> 'decided' and (left_id = any(${ids}::bigint[]) or right_id = any(${ids}::bigint[]))`.execute(
    transaction.db,
  );
}

/** Takes away how these companies are found. Returns others that carry one of their keys: how many share it is no longer the same. */
export async function dropAccountKeys({ db }: Transaction, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with gone as (delete from identity_key where entity_id = any(${ids}::bigint[]) returning key)
    select distinct k.entity_id as id from gone join identity_key k using (key) where k.entity_id <> all(${ids}::bigint[])`.execute(
    db,
  );
  await sql`delete from account_domain where account_id = any(${ids}::bigint[])`.execute(db);
  return rows.map(({ id }) => id);
}

/** Takes away how these people are found. */
export async function dropPersonKeys({ db }: Transaction, ids: readonly number[]): Promise<void> {
  await sql`delete from identity_key where entity_id = any(${ids}::bigint[])`.execute(db);
}

/** Fills in who carries these keys, the oldest first, as many as make a key crowded. */
export async function fillCarriers({ db }: Transaction, entries: readonly KeyEntry[]): Promise<void> {
  const { rows } = await sql<{ place: number; entity_id: number }>`
    select q.place, k.entity_id from unnest(${`{${entries.map(({ hash }) => decimalOf(hash)).join(',')}}`}::bigint[]) with ordinality q(key, place)
      cross join lateral (select entity_id from identity_key where key = q.key order by entity_id limit ${namesakesMax + 1}) k`.execute(
    db,
  );
  for (const row of rows) entries[row.place - 1]!.ids.push(row.entity_id);
}
