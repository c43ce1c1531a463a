import { Kysely } from 'kysely';
import { boundDialect } from './bound-dialect.ts';
import type { Transaction } from './transaction.ts';

/** One statement of a transaction as data, so that another thread can run it. */
export type Statement =
  | { readonly text: string; readonly values: readonly unknown[] }
  | { readonly table: string; readonly columns: readonly string[]; readonly bytes: Uint8Array<ArrayBuffer> };

/** A transaction that is written down instead of run. Its reads answer nothing: only for work that never asks. */
export function recordScript(): { readonly transaction: Transaction; readonly statements: Statement[] } {
  const statements: Statement[] = [];
  const encoder = new TextEncoder();
  const execute = async (text: string, values: readonly unknown[]) => {
    statements.push({ text, values });
    return { rows: [], rowCount: 0 };
  };
  return {
    statements,
    transaction: {
      db: new Kysely({ dialect: boundDialect(execute) }),
      run: async (text) => void (await execute(text, [])),
      copy: async (table, columns, lines) => {
        if (lines.length > 0) statements.push({ table, columns, bytes: encoder.encode(lines.join('')) });
      },
    },
  };
}
