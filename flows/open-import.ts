import { Refusal } from '#core/refusal.ts';
import type { Mapping } from '#core/observation/preset.ts';
import type { Database } from '#db/pool.ts';
import type { FileFormat } from '#sources/file/format.ts';
import { readRecordParts } from '#sources/file/read-records.ts';
import { findPreset } from '#sources/recognise.ts';
import { rowReader, type RowReader } from '#sources/to-observation.ts';
import type { FileRow } from './import-rows.ts';
import type { Occurrences } from './occurrences.ts';
import { requireImport } from './require-import.ts';

const rowsPerBatch = 1_000;

/** The file of an import with how it is read, and the row behind which it goes on. */
export type OpenFile = {
  readonly batchId: number;
  readonly path: string;
  readonly format: FileFormat;
  readonly reader: RowReader;
  readonly startAt: number;
};

/** Throws a Refusal for an import that is unknown or has no file. */
export async function openFile(database: Database, batchId: number): Promise<OpenFile> {
  const batch = await requireImport(database.db, batchId);
  const format = batch.format as FileFormat & { header: string[]; tablePath: string };
  if (batch.form_on !== null)
    throw new Refusal('import_has_no_file', `取込 ${batchId} は1件ずつ登録した行です。読み直すファイルはありません。`, {
      status: 409,
    });
  const preset = findPreset(batch.preset);
  if (!preset) throw new Refusal('preset_unknown', `取込の種類「${batch.preset}」はありません。`);
  return {
    batchId,
    path: format.tablePath,
    format,
    reader: rowReader(preset, batch.mapping as Mapping, format.header, batch.source),
    startAt: batch.cursor_row,
  };
}

/** Data rows in batches, numbered from 1. Rows up to the cursor are only counted, for the numbering of equal rows. */
export async function* rowBatches(file: OpenFile, occurrences: Occurrences): AsyncGenerator<FileRow[]> {
  let batch: FileRow[] = [];
  let number = 0;
  for await (const records of readRecordParts(file.path, file.format))
    for (const record of records) {
      if (record.number <= file.format.headerRow) continue;
      if (record.cells.length === 1 && record.cells[0]!.trim() === '') continue;
      number++;
      if (number <= file.startAt) {
        file.reader.passOver(record.cells, occurrences.next);
        continue;
      }
      batch.push({ number, cells: record.cells, read: file.reader.read(record.cells, number, occurrences.next) });
      if (batch.length < rowsPerBatch) continue;
      yield batch;
      batch = [];
    }
  if (batch.length > 0) yield batch;
}

/** Where the rows of an import are read from: the file itself, or the table made of a workbook. */
export async function readTablePath(database: Database, batchId: number): Promise<string> {
  return (await openFile(database, batchId)).path;
}
