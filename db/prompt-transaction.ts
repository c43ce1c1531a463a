import { Kysely } from 'kysely';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { boundDialect } from './bound-dialect.ts';
import type { Database, Db } from './pool.ts';
import type { Statement } from './script.ts';
import { transactionOn, type Transaction } from './transaction.ts';

/** A transaction that somebody waits for. */
export type PromptTransaction = Transaction & {
  /** Statements that nobody reads the answers of: they go with the commit, in one message. */
  readonly withCommit: (statements: readonly Statement[]) => void;
};

/**
 * One transaction under an advisory lock with few messages: `begin` and the lock are one, reads are prepared once per
 * connection, and what is written goes with the commit. Anything thrown rolls all of it back.
 */
export async function inPromptTransaction<T>(
  database: Database,
  lock: number,
  work: (transaction: PromptTransaction) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query(`begin; select pg_advisory_xact_lock(${lock})`);
    const last: string[] = [];
    const result = await work({
      ...transactionOn(client),
      db: promptReads(client),
      withCommit: (statements) => last.push(...statements.map(textOf)),
    });
    await client.query([...last, 'commit'].join(';\n'));
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Reads on one connection, each parsed and planned by the server the first time only. */
function promptReads(client: pg.ClientBase): Db {
  return new Kysely({ dialect: boundDialect((text, values) => client.query({ name: nameOf(text), text, values })) });
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return name;
}

/** One statement with its values written out. As parameters do, quoted values take the type that the place asks for. */
function textOf(statement: Statement): string {
  if ('text' in statement)
    return statement.text.replace(/\$(\d+)/g, (_, place: string) => literalOf(statement.values[Number(place) - 1]));
  const lines = new TextDecoder().decode(statement.bytes).slice(0, -1).split('\n');
  const rows = lines.map((line) => `(${line.split('\t').map(copiedLiteral).join(',')})`);
  return `insert into ${statement.table} (${statement.columns.join(', ')}) values ${rows.join(',')}`;
}

function literalOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map(arrayItem).join(',')}}`);
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  return pg.escapeLiteral(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function arrayItem(value: unknown): string {
  return value === null || value === undefined ? 'null' : `"${String(value).replace(/["\\]/g, '\\$&')}"`;
}

const copyUnescapes: Record<string, string> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n', '\\r': '\r' };

function copiedLiteral(cell: string): string {
  return cell === '\\N' ? 'null' : pg.escapeLiteral(cell.replace(/\\[\\tnr]/g, (escaped) => copyUnescapes[escaped]!));
}
