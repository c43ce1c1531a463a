import { sql } from 'kysely';
import type { Database } from '#db/pool.ts';
import { recordScript } from '#db/script.ts';
import { ScriptRunner } from '#db/script-runner.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { writeRows, type FileRow, type OutcomeCounts, type RowsPlan } from './import-rows.ts';

/** A small file is over before a thread has started. */
const batchesWithoutThread = 2;

/**
 * Writes the batches of an import one after the other, each with its cursor in one transaction, while its caller decides
 * the next. Where stored rows change, what follows depends on what is read in between: such a batch is written here, every
 * other by a thread of its own.
 */
export class BatchWriter {
  readonly #database: Database;
  readonly #batchId: number;
  #runner: ScriptRunner | undefined;
  #batches = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(database: Database, batchId: number) {
    this.#database = database;
    this.#batchId = batchId;
  }

  /** Starts writing; the batch before must have settled. */
  start(rows: readonly FileRow[], plan: RowsPlan): void {
    const write = (transaction: Transaction) => this.#write(transaction, rows, plan);
    const mustRead = plan.ingest.earlierLinks.size > 0;
    const isSmall = ++this.#batches <= batchesWithoutThread;
    this.#writing = mustRead || isSmall ? inTransaction(this.#database, write) : this.#writeInThread(write);
    this.#writing.catch(() => undefined);
  }

  /** Waits until what was started is committed; its error is thrown here. */
  settle(): Promise<void> {
    return this.#writing;
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#runner?.close();
  }

  async #writeInThread(write: (transaction: Transaction) => Promise<void>): Promise<void> {
    this.#runner ??= new ScriptRunner(this.#database.url);
    const script = recordScript();
    await write(script.transaction);
    await this.#runner.run(script.statements);
  }

  async #write(transaction: Transaction, rows: readonly FileRow[], plan: RowsPlan): Promise<void> {
    const counts = await writeRows(transaction, this.#batchId, plan, rows);
    await moveCursor(transaction, this.#batchId, rows.at(-1)!.number, counts);
  }
}

async function moveCursor(
  transaction: Transaction,
  batchId: number,
  cursor: number,
  counts: OutcomeCounts,
): Promise<void> {
  await sql`update import_batch
       set cursor_row = ${cursor}, count_new = count_new + ${counts.new}, count_matched = count_matched + ${counts.matched},
           count_review = count_review + ${counts.review}, count_rejected = count_rejected + ${counts.rejected}, count_unchanged = count_unchanged + ${counts.unchanged}
     where import_batch_id = ${batchId}`.execute(transaction.db);
}
