import { sql } from 'kysely';
import type { EntityKey } from '#core/identify/directory.ts';
import { growBase } from './base-size.ts';
import { writeDomains, writeKeys } from './links.ts';
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
  await sql`delete from review where kind = ${kind} and (left_id = any(${ids}::bigint[]) or right_id = any(${ids}::bigint[]))`.execute(
    transaction.db,
  );
}

/** Look-up keys and domains of these entities become exactly those given. */
export async function replaceKeys(
  transaction: Transaction,
  kind: 'account' | 'person',
  ids: readonly number[],
  keys: readonly EntityKey[],
  domains: readonly { domain: string; accountId: number }[],
): Promise<void> {
  await sql`delete from identity_key where entity_id = any(${ids}::bigint[])`.execute(transaction.db);
  await writeKeys(transaction, keys);
  if (kind !== 'account') return;
  await sql`delete from account_domain where account_id = any(${ids}::bigint[])`.execute(transaction.db);
  await writeDomains(transaction, domains);
}
