import {
  type CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Database, Db } from './pool.ts';
import type { Tables } from './tables.ts';

/** One open transaction. COPY, queries and queued jobs share its client, so they are one commit. */
export type Transaction = {
  readonly db: Db;
  readonly client: pg.ClientBase;
  /** COPY of many rows; `lines` are tab-separated text rows made by `copyLine`. */
  readonly copy: (table: string, columns: readonly string[], lines: readonly string[]) => Promise<void>;
};

/** Runs `work` in one transaction on one client; anything thrown rolls all of it back. */
export async function inTransaction<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    const result = await work(transactionOn(client));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function transactionOn(client: pg.ClientBase): Transaction {
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OneClientDriver(client),
      createIntrospector: (inner) => new PostgresIntrospector(inner),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return {
    db,
    client,
    copy: async (table, columns, lines) => {
      if (lines.length === 0) return;
      const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
      await pipeline(Readable.from(chunked(lines), { objectMode: false }), stream);
    },
  };
}

function* chunked(lines: readonly string[]): Generator<string> {
  for (let start = 0; start < lines.length; start += 1000) yield lines.slice(start, start + 1000).join('');
}

type CopyValue = string | number | boolean | null | undefined | readonly string[];

/** One line of COPY text format: null is \N, arrays are text[] literals. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (index > 0) line += '\t';
    if (value === null || value === undefined) line += '\\N';
    else if (typeof value === 'string') line += escapeCopy(value);
    else if (typeof value === 'object')
      line += escapeCopy(`{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
    else line += String(value);
  }
  return `${line}\n`;
}

const copyEscapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCopy(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => copyEscapes[character]!) : text;
}

/** Kysely over a client that somebody else opened and will close. */
class OneClientDriver implements Driver {
  readonly #client: pg.ClientBase;
  constructor(client: pg.ClientBase) {
    this.#client = client;
  }
  async init() {}
  async acquireConnection(): Promise<DatabaseConnection> {
    const client = this.#client;
    return {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const result = await client.query(query.sql, [...query.parameters]);
        return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
      },
      // biome-ignore lint/correctness/useYield: streaming is not offered inside a transaction.
      async *streamQuery() {
        throw new Error('Queries inside a transaction are not streamed.');
      },
    };
  }
  async beginTransaction() {
    throw new Error('This transaction is already open.');
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}
