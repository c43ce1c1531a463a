import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import { openDatabase } from '#db/pool.ts';
import type { Statement } from '#db/script.ts';
import { runCheck } from '#flows/check-import.ts';
import { runImport } from '#flows/import-file.ts';
import type { FromThread, ThreadTask } from './run-import.ts';

// Tries one import, or reads and decides it; what it decides is sent to the thread that started this one, which writes it.
const { url, batchId, isCheck } = workerData as ThreadTask & { url: string };
const database = openDatabase(url, { connectionsMax: 3 });
const tell = (message: FromThread, transfer: readonly ArrayBuffer[] = []) =>
  parentPort!.postMessage(message, [...transfer]);

async function runScript(statements: readonly Statement[]): Promise<void> {
  tell(
    { statements },
    statements.flatMap((statement) => ('bytes' in statement ? [statement.bytes.buffer] : [])),
  );
  const [answer] = (await once(parentPort!, 'message')) as [{ problem?: string }];
  if (answer.problem !== undefined) throw new Error(answer.problem);
}

try {
  const work = isCheck ? runCheck(database, batchId).then(() => undefined) : runImport(database, batchId, runScript);
  tell({ result: await work });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  tell({ refusal: { code: error.code, message: error.message, status: error.status } });
} finally {
  await database.close();
  parentPort!.close();
}
