import { Kysely, sql, type RawBuilder } from 'kysely';
import { boundDialect } from './bound-dialect.ts';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Database, Db } from './pool.ts';
import type { Tables } from './tables.ts';

/** One open transaction. COPY, queries and queued jobs share its client, so they are one commit. */
export type Transaction = {
  readonly db: Db;
  /** A statement whose answer nobody needs. */
  readonly run: (text: string) => Promise<void>;
  /** COPY of many rows; `lines` are tab-separated text rows made by `copyLine`. */
  readonly copy: (table: string, columns: readonly string[], lines: readonly string[]) => Promise<void>;
  /** The same beside rows that are there already; `policy` is the `on conflict` that says what becomes of both. */
  readonly merge: (
    table: string,
    columns: readonly string[],
    lines: readonly string[],
    policy: string,
  ) => Promise<void>;
};

/** Runs `work` in one transaction on one client; anything thrown rolls all of it back. */
export async function inTransaction<T>(
  database: Database,
  work: (transaction: Transaction, client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    const result = await work(transactionOn(client), client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Rows of a query in pieces, all as of one moment, however many there are: a cursor in a transaction of its own that only reads.
 * It ends with the last row, or when whoever reads stops.
 */
export async function* streamRows<Row>(
  { pool }: Database,
  query: RawBuilder<Row>,
  rowsPerPiece = 1_000,
): AsyncGenerator<readonly Row[]> {
  const client = await pool.connect();
  try {
    const { db } = transactionOn(client);
    await client.query('begin isolation level repeatable read read only; set local cursor_tuple_fraction = 1');
    await sql`declare streamed no scroll cursor for ${query}`.execute(db);
    for (;;) {
      const { rows } = await sql<Row>`fetch ${sql.lit(rowsPerPiece)} from streamed`.execute(db);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/** Questions that are asked at once wait for each other: a client answers one at a time. */
function inTurn(client: pg.ClientBase): (text: string, values: unknown[]) => Promise<pg.QueryResult> {
  let last: Promise<unknown> = Promise.resolve();
  return (text, values) => {
    const next = last.then(() => client.query(text, values));
    last = next.catch(() => undefined);
    return next;
  };
}

function transactionOn(client: pg.ClientBase): Transaction {
  const transaction: Transaction = {
    db: new Kysely<Tables>({ dialect: boundDialect(inTurn(client)) }),
    run: async (text) => void (await client.query(text)),
    copy: async (table, columns, lines) => {
      if (lines.length === 0) return;
      await pipeline(Readable.from(chunked(lines), { objectMode: false }), client.query(copyInto(table, columns)));
    },
    merge: async (table, columns, lines, policy) => {
      if (lines.length === 0) return;
      await copyIntoTemporary(transaction, table, columns, lines);
      await transaction.run(mergeText(table, columns, policy));
    },
  };
  return transaction;
}

/** `Transaction.merge` of lines that are bytes already. */
export async function mergeBytes(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  bytes: Uint8Array,
  policy: string,
): Promise<void> {
  await client.query(temporaryText(table));
  await copyBytes(client, incoming(table), columns, bytes);
  await client.query(mergeText(table, columns, policy));
}

/** COPY of lines that are bytes already. */
export async function copyBytes(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  bytes: Uint8Array,
): Promise<void> {
  await pipeline(Readable.from([bytes], { objectMode: false }), client.query(copyInto(table, columns)));
}

function copyInto(table: string, columns: readonly string[]): CopyStreamQuery {
  return copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`);
}

/** COPY into the temporary table `incoming_TABLE`, for a statement that says what becomes of the lines. */
export async function copyIntoTemporary(
  transaction: Transaction,
  table: string,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  await transaction.run(temporaryText(table));
  await transaction.copy(incoming(table), columns, lines);
}

const incoming = (table: string) => `incoming_${table}`;

/** The table is empty unless this transaction used it before, and emptying what is empty costs as much as a thousand rows. */
const temporaryText = (table: string) => `
  create temp table if not exists ${incoming(table)} (like ${table} including defaults) on commit delete rows;
  do $$ begin if exists (select 1 from ${incoming(table)}) then truncate ${incoming(table)}; end if; end $$`;

function mergeText(table: string, columns: readonly string[], policy: string): string {
  const list = columns.join(', ');
  return `insert into ${table} (${list}) select ${list} from ${incoming(table)} ${policy}`;
}

function* chunked(lines: readonly string[]): Generator<string> {
  for (let start = 0; start < lines.length; start += 1000) yield lines.slice(start, start + 1000).join('');
}

type CopyValue = string | number | boolean | null | undefined | readonly string[];

/** One line of COPY text format: null is \N, arrays are text[] literals. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(copyText).join('\t')}\n`;
}

function copyText(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escapeCopy(value);
  if (typeof value === 'object') return escapeCopy(arrayText(value));
  return String(value);
}

/** A text[] literal. Few lists hold anything to escape: they are looked through once, not item by item. */
function arrayText(items: readonly string[]): string {
  if (items.length === 0) return '{}';
  const isPlain = !/["\\]/.test(items.join(''));
  const escaped = isPlain ? items : items.map((item) => item.replace(/["\\]/g, '\\$&'));
  return `{"${escaped.join('","')}"}`;
}

const copyEscapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCopy(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => copyEscapes[character]!) : text;
}
