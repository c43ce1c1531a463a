import { Kysely } from 'kysely';
import { boundDialect } from './bound-dialect.ts';
import type { Database } from './pool.ts';
import type pg from 'pg';
import { copyBytes, inTransaction, mergeBytes, type Transaction } from './transaction.ts';

/** One statement of a transaction as data, so that another thread can run it. */
export type Statement =
  | { readonly text: string; readonly values: readonly unknown[] }
  | {
      readonly table: string;
      readonly columns: readonly string[];
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** Set where rows may be there already: what becomes of both. */
      readonly policy?: string;
    };

/** A transaction that is written down instead of run. Its reads answer nothing: only for work that never asks. */
export async function recordScript(work: (transaction: Transaction) => Promise<void>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  const encoder = new TextEncoder();
  const execute = async (text: string, values: readonly unknown[]) => {
    statements.push({ text, values });
    return { rows: [], rowCount: 0 };
  };
  await work({
    db: new Kysely({ dialect: boundDialect(execute) }),
    run: async (text) => void (await execute(text, [])),
    copy: async (table, columns, lines) => {
      if (lines.length > 0) statements.push({ table, columns, bytes: encoder.encode(lines.join('')) });
    },
    merge: async (table, columns, lines, policy) => {
      if (lines.length > 0) statements.push({ table, columns, bytes: encoder.encode(lines.join('')), policy });
    },
  });
  return statements;
}

/**
 * Runs a script as one transaction. Its commit is not waited for to reach the disk: scripts are committed in their order,
 * and the ordinary commit that ends the work carries all before it. The bytes are spent: nothing is left of them in memory, which would
 * otherwise hold tens of megabytes of them until a thread that makes little else has its next collection.
 */
export async function runScript(database: Database, statements: readonly Statement[]): Promise<void> {
  await inTransaction(database, async (_, client) => {
    await client.query('set local synchronous_commit = off');
    for (const statement of statements) {
      if ('text' in statement) await client.query(statement.text, [...statement.values]);
      else await writeLines(client, statement);
    }
  });
  for (const statement of statements) if ('bytes' in statement) statement.bytes.buffer.transfer(0);
}

function writeLines(
  client: pg.ClientBase,
  { table, columns, bytes, policy }: Extract<Statement, { readonly table: string }>,
): Promise<void> {
  return policy === undefined
    ? copyBytes(client, table, columns, bytes)
    : mergeBytes(client, table, columns, bytes, policy);
}
