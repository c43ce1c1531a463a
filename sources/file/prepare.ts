import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import { vcardToTable } from '#sources/vcard/to-table.ts';
import { limits, type FileFormat } from './format.ts';
import { inspectTable, type Inspection } from './inspect.ts';
import { refuseTooManyLines } from './read-records.ts';
import { sniffKind } from './sniff.ts';
import type { WorkbookFacts, WorkbookRequest } from './xlsx-to-table.ts';

/** A file ready to be read as a table: `path` is the upload itself or the table made from it. */
export type PreparedFile = Inspection & { readonly path: string };

/** The table that is made from a workbook or from cards, beside the upload. */
export const tablePathOf = (path: string) => `${path}.table.csv`;

const ownTable = { encoding: 'utf-8', delimiter: ',', quoteEscape: '"' } as const;
const conversionTimeoutMs = 120_000;
const sheetsTriedMax = 10;

/** Looks at any file: what it is, how it is read, its header and first rows. XLSX and vCard become a table beside it. */
export async function prepareFile(path: string, given: Partial<FileFormat> = {}): Promise<PreparedFile> {
  const { size } = await stat(path);
  if (size > limits.bytesMax)
    throw new Refusal('E_TOO_LARGE', 'ファイルは 2 GB までです。分けて取り込んでください。', { status: 413 });
  const kind = await sniffKind(path);
  if (kind === 'text') {
    await refuseTooManyLines(path);
    return { ...(await inspectTable(path, given)), path };
  }
  const table = tablePathOf(path);
  if (kind === 'vcard') {
    await vcardToTable(path, table);
    return { ...(await inspectTable(table, { ...ownTable, headerRow: 1 })), path: table };
  }
  if (size > limits.workbookPackedBytesMax)
    throw new Refusal('E_TOO_LARGE', 'XLSX は 200 MB までです。CSV で保存し直してください。', { status: 413 });
  return prepareWorkbook(path, table, given);
}

/** The sheet asked for, else the first one that holds a table: many workbooks begin with a page of remarks. */
async function prepareWorkbook(path: string, table: string, given: Partial<FileFormat>): Promise<PreparedFile> {
  const tried = new Set<string>();
  let wanted = given.sheet;
  for (;;) {
    const facts = await convertWorkbook(path, table, { sheet: wanted, skipsHidden: given.skipsHidden });
    tried.add(facts.sheet);
    try {
      const inspection = await inspectTable(table, {
        ...ownTable,
        ...(given.headerRow === undefined ? {} : { headerRow: given.headerRow }),
      });
      const notes = [...facts.notes, ...inspection.format.notes];
      return {
        ...inspection,
        path: table,
        format: {
          ...inspection.format,
          sheet: facts.sheet,
          sheets: facts.sheets,
          skipsHidden: given.skipsHidden ?? false,
          notes,
        },
      };
    } catch (error) {
      wanted = facts.sheets.find((sheet) => !tried.has(sheet));
      const mayLookFurther = error instanceof Refusal && error.code === 'E_NO_ROWS' && given.sheet === undefined;
      if (!mayLookFurther || wanted === undefined || tried.size >= sheetsTriedMax) throw error;
    }
  }
}

/** In a worker with a heap of its own: a hostile workbook ends the worker, never the server. */
function convertWorkbook(path: string, table: string, wanted: WorkbookRequest): Promise<WorkbookFacts> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
      workerData: { path, table, wanted },
      resourceLimits: { maxOldGenerationSizeMb: 768 },
    });
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new Refusal('E_TOO_SLOW', 'このブックは 2 分以内に読めませんでした。CSV で保存し直してください。'));
    }, conversionTimeoutMs);
    worker.on('message', (message: { facts?: WorkbookFacts; refusal?: { code: string; message: string } }) => {
      clearTimeout(timer);
      if (message.facts) resolve(message.facts);
      else reject(new Refusal(message.refusal!.code, message.refusal!.message));
    });
    worker.on('error', (cause) => {
      clearTimeout(timer);
      reject(new Refusal('E_TOO_LARGE', 'このブックは大きすぎて読めません。CSV で保存し直してください。', { cause }));
    });
  });
}
