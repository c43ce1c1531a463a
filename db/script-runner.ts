import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Statement } from './script.ts';

/**
 * Runs scripts in a thread with a connection of its own: PostgreSQL gets the next line at once, however busy this thread
 * is deciding the next batch. One script at a time.
 */
export class ScriptRunner {
  readonly #worker: Worker;

  constructor(url: string) {
    this.#worker = new Worker(new URL('./script-worker.ts', import.meta.url), { workerData: { url } });
  }

  /** Runs one script as one transaction; resolves when it is committed. */
  async run(statements: readonly Statement[]): Promise<void> {
    const transfer = statements.flatMap((statement) => ('bytes' in statement ? [statement.bytes.buffer] : []));
    this.#worker.postMessage(statements, transfer);
    const [answer] = (await once(this.#worker, 'message')) as [{ isCommitted: boolean; problem?: string }];
    if (!answer.isCommitted) throw new Error(answer.problem);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
