import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import type { Database } from '#db/pool.ts';
import { runScript, type Statement } from '#db/script.ts';
import { readTablePath, runImport, type ImportResult } from '#flows/import-file.ts';

export type FromThread =
  | { readonly statements: readonly Statement[] }
  | { readonly result: ImportResult }
  | { readonly refusal: { readonly code: string; readonly message: string; readonly status: number } };

/** A smaller file is over before a thread has started. */
const threadFromBytes = 1024 ** 2;
/**
 * Megabytes an import may keep in memory; the server stays under 400 MB with the first. A batch of a large base that does not fit goes
 * on with the next, from where the import stands: late is better than never.
 */
const memorySteps = [128, 512];
/** A batch lives and dies in the young part. */
const youngMegabytes = 48;

/**
 * Runs an import. A large file is read and decided in a thread with memory of its own, while this one writes what was
 * decided and goes on answering. Throws a Refusal for a file that cannot be taken in.
 */
export async function runImportApart(
  database: Database,
  batchId: number,
  megabytes: readonly number[] = memorySteps,
): Promise<ImportResult> {
  const { size } = await stat(await readTablePath(database, batchId));
  if (size < threadFromBytes) return runImport(database, batchId);
  const [first, ...larger] = megabytes;
  try {
    return await runInThread(database, batchId, first!);
  } catch (error) {
    const isTooSmall = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (!isTooSmall || larger.length === 0) throw error;
    return runImportApart(database, batchId, larger);
  }
}

async function runInThread(database: Database, batchId: number, megabytes: number): Promise<ImportResult> {
  const thread = new Worker(new URL('./import-thread.ts', import.meta.url), {
    workerData: { url: database.url, batchId },
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: youngMegabytes },
  });
  const failed = once(thread, 'error').then(([error]) => Promise.reject(error));
  let writing: Promise<{ problem?: string }> = Promise.resolve({});
  const answered = (async () => {
    for (;;) {
      const [message] = (await once(thread, 'message')) as [FromThread];
      if ('result' in message) return message.result;
      if ('refusal' in message) throw new Refusal(message.refusal.code, message.refusal.message, message.refusal);
      writing = write(database, message.statements);
      thread.postMessage(await writing);
    }
  })();
  answered.catch(() => undefined);
  failed.catch(() => undefined);
  try {
    return await Promise.race([answered, failed]);
  } finally {
    await thread.terminate();
    // What the thread had handed over is stored before anybody goes on behind it.
    await writing;
  }
}

async function write(database: Database, statements: readonly Statement[]): Promise<{ problem?: string }> {
  try {
    await runScript(database, statements);
    return {};
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
