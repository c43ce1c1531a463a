import { sql } from 'kysely';
import type { Transaction } from './transaction.ts';

/** Keeps the count of entities in step with what is written: the matching asks for it at every row (identity.md §2.5). */
export async function growBase(transaction: Transaction, kind: 'account' | 'person', by: number): Promise<void> {
  if (by !== 0)
    await sql`update base_size set entities = entities + ${by} where kind = ${kind}`.execute(transaction.db);
}

/** Before a rebuild writes everything anew. */
export async function emptyBase(transaction: Transaction): Promise<void> {
  await transaction.run('update base_size set entities = 0');
}
