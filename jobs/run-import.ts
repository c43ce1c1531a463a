import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import type { Database } from '#db/pool.ts';
import { runScript, type Statement } from '#db/script.ts';
import { runCheck } from '#flows/check-import.ts';
import { freeWhatGrew } from '#flows/free-memory.ts';
import { runImport, type ImportResult } from '#flows/import-file.ts';
import { readTablePath } from '#flows/open-import.ts';

export type FromThread =
  | { readonly statements: readonly Statement[] }
  | { readonly result: ImportResult | undefined }
  | { readonly refusal: { readonly code: string; readonly message: string; readonly status: number } };

/** What a thread is started for. */
export type ThreadTask = { readonly batchId: number; readonly isCheck: boolean };

/** A smaller file is over before a thread has started. What a larger one needs in memory, the answering thread would keep. */
const threadFromBytes = 256 * 1024;
/**
 * Megabytes an import may keep in memory; the server stays under 400 MB with the first. A batch of a large base that does not fit goes
 * on with the next, from where the import stands: late is better than never.
 */
const memorySteps = [160, 512];
/** What a batch keeps outlives any young part that fits; a larger one only makes marking begin sooner. */
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
  if (!(await isLarge(database, batchId))) return runImport(database, batchId);
  const result = await withEnoughMemory(database, { batchId, isCheck: false }, megabytes);
  return result!;
}

/** Tries an import (`runCheck`), a large one in a thread as well. */
export async function runCheckApart(database: Database, batchId: number): Promise<void> {
  if (await isLarge(database, batchId)) await withEnoughMemory(database, { batchId, isCheck: true }, memorySteps);
  else await runCheck(database, batchId);
}

/** Whether the file of an import is worth a thread, and its check worth a wait in the background. */
export async function isLarge(database: Database, batchId: number): Promise<boolean> {
  const { size } = await stat(await readTablePath(database, batchId));
  return size >= threadFromBytes;
}

async function withEnoughMemory(
  database: Database,
  task: ThreadTask,
  [first, ...larger]: readonly number[],
): Promise<ImportResult | undefined> {
  try {
    return await runInThread(database, task, first!);
  } catch (error) {
    const isTooSmall = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (!isTooSmall || larger.length === 0) throw error;
    return withEnoughMemory(database, task, larger);
  }
}

async function runInThread(database: Database, task: ThreadTask, megabytes: number): Promise<ImportResult | undefined> {
  const thread = new Worker(new URL('./import-thread.ts', import.meta.url), {
    workerData: { url: database.url, ...task },
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
    freeWhatGrew();
    return {};
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
