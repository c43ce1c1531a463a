import { moveCursor } from '#db/import-cursor.ts';
import type { Database } from '#db/pool.ts';
import { recordScript, type Statement } from '#db/script.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { writeRows, type FileRow, type RowsPlan } from './import-rows.ts';

/** Runs the statements of one transaction elsewhere; resolves when they are committed. */
export type RunScript = (statements: readonly Statement[]) => Promise<void>;

/**
 * Writes the batches of an import one after the other, each with its cursor in one transaction, while its caller decides
 * the next. With `runScript` another thread does the writing, so that PostgreSQL gets the next line at once, however busy
 * this thread is; where stored rows change, what follows depends on what is read in between, and the batch is written here.
 */
export class BatchWriter {
  readonly #database: Database;
  readonly #batchId: number;
  readonly #runScript: RunScript | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(database: Database, batchId: number, runScript?: RunScript) {
    this.#database = database;
    this.#batchId = batchId;
    this.#runScript = runScript;
  }

  /** Starts writing; the batch before must have settled. */
  start(rows: readonly FileRow[], plan: RowsPlan): void {
    const write = (transaction: Transaction) => this.#write(transaction, rows, plan);
    const mustRead = plan.ingest.earlierLinks.size > 0;
    const runScript = this.#runScript;
    this.#writing = mustRead || !runScript ? inTransaction(this.#database, write) : recordScript(write).then(runScript);
    this.#writing.catch(() => undefined);
  }

  /** Waits until what was started is committed; its error is thrown here. */
  settle(): Promise<void> {
    return this.#writing;
  }

  async #write(transaction: Transaction, rows: readonly FileRow[], plan: RowsPlan): Promise<void> {
    const counts = await writeRows(transaction, this.#batchId, plan, rows);
    await moveCursor(transaction, this.#batchId, rows.at(-1)!.number, counts);
  }
}
