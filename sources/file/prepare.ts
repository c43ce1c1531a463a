import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import { recogniseHeader } from '#sources/recognise.ts';
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

/**
 * The sheet asked for, else the first visible one that some kind of file is recognised in: many workbooks begin with a page of remarks. Else the
 * first one with a table.
 */
async function prepareWorkbook(path: string, table: string, given: Partial<FileFormat>): Promise<PreparedFile> {
  if (given.sheet !== undefined) return prepareSheet(path, table, given, given.sheet);
  const first = await convertWorkbook(path, table, wantedOf(given, undefined));
  const others = first.sheets.filter((sheet) => sheet !== first.sheet && !first.hidden.includes(sheet));
  const last = first.hidden.filter((sheet) => sheet !== first.sheet);
  let fallback: string | undefined;
  let problem: unknown;
  for (const sheet of [first.sheet, ...others, ...last].slice(0, sheetsTriedMax)) {
    if (fallback !== undefined && first.hidden.includes(sheet)) break;
    try {
      const prepared =
        sheet === first.sheet ? await inspectSheet(table, given, first) : await prepareSheet(path, table, given, sheet);
      if (recogniseHeader(prepared.header) || first.sheets.length === 1) return prepared;
      fallback ??= sheet;
    } catch (error) {
      if (!(error instanceof Refusal && (error.code === 'E_NO_ROWS' || fallback !== undefined))) throw error;
      problem ??= error;
    }
  }
  if (fallback === undefined) throw problem;
  return prepareSheet(path, table, given, fallback);
}

async function prepareSheet(
  path: string,
  table: string,
  given: Partial<FileFormat>,
  sheet: string,
): Promise<PreparedFile> {
  return inspectSheet(table, given, await convertWorkbook(path, table, wantedOf(given, sheet)));
}

const wantedOf = ({ skipsHidden, fillsMerged }: Partial<FileFormat>, sheet: string | undefined): WorkbookRequest => ({
  sheet,
  skipsHidden,
  fillsMerged,
});

async function inspectSheet(table: string, given: Partial<FileFormat>, facts: WorkbookFacts): Promise<PreparedFile> {
  const inspection = await inspectTable(table, {
    ...ownTable,
    ...(given.headerRow === undefined ? {} : { headerRow: given.headerRow }),
  });
  return {
    ...inspection,
    path: table,
    format: {
      ...inspection.format,
      sheet: facts.sheet,
      sheets: facts.sheets,
      skipsHidden: given.skipsHidden ?? false,
      fillsMerged: given.fillsMerged ?? false,
      notes: [...facts.notes, ...inspection.format.notes],
    },
  };
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
