import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import { xlsxToTable } from './xlsx-to-table.ts';

const { path, table, sheet } = workerData as { path: string; table: string; sheet: string | undefined };
try {
  parentPort!.postMessage({ facts: await xlsxToTable(path, table, sheet) });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  parentPort!.postMessage({ refusal: { code: error.code, message: error.message } });
}
