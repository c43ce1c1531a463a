import {
  type CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';

type Execute = (text: string, values: unknown[]) => Promise<{ rows: unknown[]; rowCount: number | null }>;

/** Kysely bound to one way of running statements: a client that somebody else opened, or a list that is run later. */
export function boundDialect(execute: Execute): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new BoundDriver(execute),
    createIntrospector: (inner) => new PostgresIntrospector(inner),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class BoundDriver implements Driver {
  readonly #execute: Execute;
  constructor(execute: Execute) {
    this.#execute = execute;
  }
  async init() {}
  async acquireConnection(): Promise<DatabaseConnection> {
    const execute = this.#execute;
    return {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const result = await execute(query.sql, [...query.parameters]);
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
