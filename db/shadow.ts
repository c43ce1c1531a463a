import { sql } from 'kysely';
import type { Transaction } from './transaction.ts';

/**
 * Runs `work` on empty tables that stand before the real ones for this transaction alone, and takes back all that it did:
 * everybody else goes on reading, and nothing is left but what `work` returns. Sequences keep the numbers they gave.
 */
export async function onShadowTables<T>(
  transaction: Transaction,
  tables: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  await transaction.run('savepoint shadow');
  // Temporary tables are found before all others of their name.
  for (const table of tables) await transaction.run(`create temp table ${table} (like public.${table} including all)`);
  const result = await work();
  await transaction.run('rollback to savepoint shadow');
  return result;
}

/** A link of a row to a company or a person. */
export type LinkOfRow = { kind: 'account' | 'person'; rowKey: string; role: string; id: number };

/** Every link there is, in a fixed order. */
export async function readAllLinks({ db }: Pick<Transaction, 'db'>): Promise<LinkOfRow[]> {
  const { rows } = await sql<LinkOfRow>`
    select 'account' as kind, row_key as "rowKey", role, account_id as id from row_link where account_id is not null
    union all select 'person', row_key, role, person_id from row_link where person_id is not null
     order by 1, 2, 3`.execute(db);
  return rows;
}

/** How sure a link is, and why. */
export type LinkTold = { readonly score: number; readonly evidence: unknown };

/** The same of these links, by `row/role`. */
export async function readLinksTold(
  { db }: Pick<Transaction, 'db'>,
  rowKeys: readonly string[],
): Promise<Map<string, LinkTold>> {
  const { rows } = await sql<LinkTold & { link: string }>`
    select row_key || '/' || role as link, score, evidence from row_link where row_key = any(${rowKeys}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map(({ link, score, evidence }) => [link, { score, evidence }]));
}

/** A pair of the matching with what is asked or decided about it. */
export type StoredPair = {
  kind: 'account' | 'person';
  leftId: number;
  rightId: number;
  rowKey: string;
  reason: string;
  evidence: unknown;
  state: string;
  verdict: string | null;
};

export async function readAllPairs({ db }: Pick<Transaction, 'db'>): Promise<StoredPair[]> {
  const { rows } = await sql<StoredPair>`
    select kind, left_id as "leftId", right_id as "rightId", row_key as "rowKey", reason, evidence, state, verdict
      from review order by kind, left_id, right_id`.execute(db);
  return rows;
}
