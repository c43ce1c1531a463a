import { createHash } from 'node:crypto';
import { Kysely } from 'kysely';
import pg from 'pg';
import { boundDialect } from './bound-dialect.ts';
import type { Database, Db } from './pool.ts';
import type { Statement } from './script.ts';
import type { Transaction } from './transaction.ts';

/** A transaction that somebody waits for. */
export type PromptTransaction = Transaction &
  PromptReads & {
    /** Sends statements whose answers nobody reads; they are waited for with the commit. */
    readonly later: (statements: readonly Statement[]) => void;
  };

export type PromptReads = {
  readonly db: Db;
  /** Sends questions that the steps after it will ask, all at once: each is answered from here the first time it is asked. */
  readonly ahead: (questions: (db: Db) => readonly Promise<unknown>[]) => void;
};

/** Reads for somebody who waits, on one connection and outside of any transaction. */
export async function withPromptReads<Answer>(
  { promptPool }: Database,
  work: (reads: PromptReads) => Promise<Answer>,
): Promise<Answer> {
  const client = await promptPool.connect();
  try {
    return await work(new Reads(client));
  } finally {
    client.release();
  }
}

/**
 * One transaction under an advisory lock that waits for the database as seldom as it can: messages are sent without waiting for
 * the answers before them, statements are prepared once per connection, lines are inserted instead of copied, and `answer` reads
 * while the commit is on its way. Anything thrown rolls all of it back.
 */
export async function inPromptTransaction<Decided, Answer>(
  database: Database,
  lock: number,
  decide: (transaction: PromptTransaction) => Promise<Decided>,
  answer: (db: Db, decided: Decided) => Promise<Answer>,
): Promise<Answer> {
  const client = await database.promptPool.connect();
  let hasWritten = false;
  let hasFailed = false;
  try {
    const sent: Promise<unknown>[] = [];
    const send = (text: string) => {
      const sending = client.query(text);
      sending.catch(() => undefined);
      sent.push(sending);
    };
    send(`begin; select pg_advisory_xact_lock(${lock})`);
    const reads = new Reads(client);
    const decided = await decide({
      db: reads.db,
      ahead: reads.ahead,
      later: (statements) => {
        hasWritten = true;
        send(statements.map((statement) => textOf(statement, preparedOn(client))).join(';\n'));
      },
      run: async (text) => void (await client.query(text)),
      copy: async (table, columns, lines) => {
        if (lines.length > 0) await client.query(insertText(table, columns, lines));
      },
      merge: async (table, columns, lines, policy) => {
        if (lines.length > 0) await client.query(`${insertText(table, columns, lines)} ${policy}`);
      },
    });
    await Promise.all(sent.slice(0, 1));
    const answering = answer(reads.db, decided);
    send('commit');
    const [found] = await Promise.all([answering, ...sent]);
    return found;
  } catch (error) {
    hasFailed = true;
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    // Of a text that failed nobody knows how much it had prepared.
    client.release(hasFailed && hasWritten);
  }
}

type Result = { rows: unknown[]; rowCount: number | null };

/** Reads on one connection, each parsed and planned by the server the first time only. */
class Reads implements PromptReads {
  readonly db: Db;
  readonly #client: pg.ClientBase;
  readonly #asked = new Map<string, Promise<Result>>();

  constructor(client: pg.ClientBase) {
    this.#client = client;
    this.db = new Kysely({
      dialect: boundDialect((text, values) => {
        if (this.#asked.size === 0) return this.#ask(text, values);
        const key = keyOf(text, values);
        const asked = this.#asked.get(key);
        this.#asked.delete(key);
        return asked ?? this.#ask(text, values);
      }),
    });
  }

  readonly ahead = (questions: (db: Db) => readonly Promise<unknown>[]): void => {
    const dialect = boundDialect((text, values) => {
      const asking = this.#ask(text, values);
      asking.catch(() => undefined);
      this.#asked.set(keyOf(text, values), asking);
      return asking;
    });
    for (const question of questions(new Kysely({ dialect }))) question.catch(() => undefined);
  };

  #ask(text: string, values: unknown[]): Promise<Result> {
    return this.#client.query({ name: nameOf(text), text, values });
  }
}

const keyOf = (text: string, values: readonly unknown[]) => `${text}\n${JSON.stringify(values)}`;

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return name;
}

/** Statements that a connection has planned before, by name: half of what they cost is their plan. */
const prepared = new WeakMap<pg.ClientBase, Set<string>>();

function preparedOn(client: pg.ClientBase): Set<string> {
  const known = prepared.get(client) ?? new Set();
  prepared.set(client, known);
  return known;
}

/** One statement as text. As parameters do, quoted values take the type that the place asks for. */
function textOf(statement: Statement, known: Set<string>): string {
  if (!('text' in statement)) {
    const { table, columns, bytes, policy = '' } = statement;
    return `${insertText(table, columns, [new TextDecoder().decode(bytes)])} ${policy}`;
  }
  const { text, values } = statement;
  if (values.length === 0) return text;
  const name = `"later ${nameOf(text)}"`;
  const execute = `execute ${name}(${values.map(literalOf).join(',')})`;
  if (known.has(name)) return execute;
  known.add(name);
  return `prepare ${name} as ${text};\n${execute}`;
}

/** COPY lines as one insert. */
function insertText(table: string, columns: readonly string[], lines: readonly string[]): string {
  const rows = lines.join('').slice(0, -1).split('\n');
  const values = rows.map((row) => `(${row.split('\t').map(copiedLiteral).join(',')})`);
  return `insert into ${table} (${columns.join(', ')}) values ${values.join(',')}`;
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
  if (cell === '\\N') return 'null';
  const text = cell.includes('\\') ? cell.replace(/\\[\\tnr]/g, (escaped) => copyUnescapes[escaped]!) : cell;
  return pg.escapeLiteral(text);
}
