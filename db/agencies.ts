import { sql, type RawBuilder } from 'kysely';
import type { Db } from './pool.ts';
import { applyOverrides } from './overrides.ts';
import type { Transaction } from './transaction.ts';

/** The company that an id leads to today, as an expression: itself, or the one it went into. */
export function accountNow(id: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`coalesce((select e.to_id from entity_redirect e where e.kind = 'account' and e.from_id = ${id}), ${id})`;
}

/** The same for ids as receivers of leads keep them; those that lead nowhere else are left out. */
export async function redirectedAgencies(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ from: string; to: string }>`
    select from_id::text as "from", to_id::text as "to" from entity_redirect
     where kind = 'account' and from_id = any(${[...new Set(ids)].map(Number)}::bigint[])`.execute(db);
  return new Map(rows.map(({ from, to }) => [from, to]));
}

/**
 * Where these ids lead has changed: the companies that are sold to through them are worked out again, and the leads that were given to them are
 * derived again. An agency that went into another company is that one, and comes back with its companies when the two are taken apart.
 */
export async function followAgencies(
  transaction: Pick<Transaction, 'db'>,
  accountIds: readonly number[],
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select account_id as id from account where agency_id = any(${accountIds}::bigint[])`.execute(transaction.db);
  await applyOverrides(
    transaction,
    rows.map(({ id }) => id),
  );
  await sql`
    insert into cycle_stale (kind, id) select distinct 'lead', lead_id::text from lead_cycle
     where receiver_kind = 'agency' and receiver_id = any(${accountIds.map(String)}::text[])`.execute(transaction.db);
}
