import { Worker } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import type { Language } from '#core/words.ts';
import type { CleanStage } from './clean-list.ts';
import type { ReviewLine } from './clean-list-files.ts';
import type { ListReport } from './clean-list-report.ts';
import type { OpenList } from './open-list.ts';

/** What a running cleaning tells: how far it is, a piece of a file, and at the end the report, or why it could not. */
export type CleanMessage =
  | { readonly stage: CleanStage; readonly rows: number }
  | { readonly file: string; readonly text: string }
  | { readonly report: ListReport; readonly questions: readonly ReviewLine[] }
  | { readonly refusal: { readonly code: string; readonly message: string } };

/** What the list is called, and the language of its files and its report. */
export type CleanNamed = { readonly fileName: string; readonly language: Language };

/** One list on the page; larger ones are for the command line. */
const rowsMax = 300_000;
/** Cleanings at one time in one process: each takes a core and up to a gigabyte. */
const runningMax = 2;
const threadMemory = { maxOldGenerationSizeMb: 1_536 };
let running = 0;

/**
 * Cleans a list in a thread and gives what it tells; the table of towns is asked under `databaseUrl`. Ending the loop early, or aborting, ends the thread at once. Throws a
 * Refusal when too many are being cleaned.
 */
export async function* cleanListApart(
  list: OpenList,
  signal: AbortSignal,
  databaseUrl: string,
  named: CleanNamed,
): AsyncGenerator<CleanMessage> {
  if (running >= runningMax)
    throw new Refusal('clean_busy', 'ほかのリストを掃除しています。終わってからもう一度始めてください。', {
      status: 429,
    });
  running++;
  const thread = new Worker(new URL('./clean-list-worker.ts', import.meta.url), {
    workerData: { list, rowsMax, databaseUrl, named },
    resourceLimits: threadMemory,
  });
  const waiting: CleanMessage[] = [];
  const heard = { wake: () => {}, failure: undefined as unknown, isOver: false };
  thread.on('message', (message: CleanMessage) => {
    waiting.push(message);
    heard.wake();
  });
  thread.on('error', (error) => {
    heard.failure = error;
    heard.wake();
  });
  thread.on('exit', () => {
    heard.isOver = true;
    heard.wake();
  });
  const stop = () => void thread.terminate();
  signal.addEventListener('abort', stop);
  try {
    for (;;) {
      const message = waiting.shift();
      if (message) yield message;
      else if (heard.failure) throw outOfMemory(heard.failure);
      else if (heard.isOver || signal.aborted) return;
      else
        await new Promise<void>((resolve) => {
          heard.wake = resolve;
        });
    }
  } finally {
    running--;
    signal.removeEventListener('abort', stop);
    await thread.terminate();
  }
}

function outOfMemory(cause: unknown): unknown {
  return (cause as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new Refusal(
        'E_TOO_LARGE',
        'このリストは大きすぎて画面では掃除できません。分けるか、mori dedupe を使ってください。',
        {
          cause,
        },
      )
    : cause;
}
