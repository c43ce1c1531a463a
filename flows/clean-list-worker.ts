import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import { cleanList } from './clean-list.ts';
import type { CleanMessage } from './clean-list-apart.ts';
import type { OpenList } from './open-list.ts';

// Cleans one list in a thread with memory of its own and tells what it finds, piece by piece.
const { list, rowsMax } = workerData as { list: OpenList; rowsMax: number };
const tell = (message: CleanMessage) => parentPort!.postMessage(message);
const questionsShown = 50;

try {
  const { report, reviews } = await cleanList(list, rowsMax, {
    progress: (stage, rows) => tell({ stage, rows }),
    file: (file, text) => tell({ file, text }),
  });
  tell({ report, questions: reviews.slice(0, questionsShown) });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  tell({ refusal: { code: error.code, message: error.message } });
}
