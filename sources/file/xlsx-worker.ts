import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import { xlsxToTable, type WorkbookRequest } from './xlsx-to-table.ts';

const { path, table, wanted } = workerData as { path: string; table: string; wanted: WorkbookRequest };
try {
  parentPort!.postMessage({ facts: await xlsxToTable(path, table, wanted) });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  parentPort!.postMessage({ refusal: { code: error.code, message: error.message } });
}
