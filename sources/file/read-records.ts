import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { finished } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import { Refusal } from '#core/refusal.ts';
import { limits, type FileFormat } from './format.ts';

export type FileRecord = {
  /** 1-based position among all records of the file, header and preamble included. */
  readonly number: number;
  readonly cells: readonly string[];
};

type TextFormat = Pick<FileFormat, 'encoding' | 'delimiter' | 'quoteEscape' | 'isSpaced'>;

/** The records of a delimited text file one by one. */
export async function* readRecords(path: string, format: TextFormat): AsyncGenerator<FileRecord> {
  for await (const records of readRecordParts(path, format)) yield* records;
}

/**
 * Streams the records of a delimited text file, some hundred at a time: to wait for each would cost as much as to read it. Memory
 * does not grow with the file; a hostile line is refused, not buffered.
 */
export async function* readRecordParts(path: string, format: TextFormat): AsyncGenerator<FileRecord[]> {
  const parser = parse({
    delimiter: format.delimiter,
    escape: format.quoteEscape ?? '"',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    trim: format.isSpaced ?? false,
    skip_empty_lines: false,
    max_record_size: limits.recordCharactersMax,
    info: false,
  });
  let number = 0;
  let records: FileRecord[] = [];
  parser.on('error', () => undefined);
  parser.on('data', (cells: string[]) => {
    number++;
    if (number > 1 || !isSeparatorHint(cells)) records.push({ number, cells });
  });
  for await (const text of readText(path, format.encoding)) {
    const problem = await parsed(parser, text);
    if (number > limits.rowsMax + preambleRowsMax) throw tooManyRows();
    if (records.length > 0) yield records;
    records = [];
    if (problem) throw asRefusal(problem, number);
  }
}

/** Waits until the parser has taken a piece of the text, or has ended; its error, if it has one. */
function parsed(parser: Parser, text: string | undefined): Promise<Error | null | undefined> {
  return new Promise((resolve) => {
    if (text === undefined) finished(parser.end(), resolve);
    else parser.write(text, resolve);
  });
}

const preambleRowsMax = 100;

function tooManyRows(): Refusal {
  return new Refusal(
    'E_TOO_MANY_ROWS',
    `行数が上限 ${limits.rowsMax.toLocaleString()} 行を超えています。ファイルを分けてください。`,
  );
}

/** Refuses a file with too many lines at once, before any row of it is taken in. Line ends inside quotes do not count. */
export async function refuseTooManyLines(path: string): Promise<void> {
  const { size } = await stat(path);
  const linesMax = limits.rowsMax + preambleRowsMax;
  if (size > limits.rowsMax && (await countLines(path, linesMax)) > linesMax) throw tooManyRows();
}

/** Lines of a text file, those inside quotes left out; stops soon after `linesMax`. */
export async function countLines(path: string, linesMax = Number.POSITIVE_INFINITY): Promise<number> {
  let lines = 0;
  let isQuoted = false;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 ** 2 }) as AsyncIterable<Buffer>) {
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index];
      if (byte === 0x22) isQuoted = !isQuoted;
      else if (byte === 0x0a && !isQuoted) lines++;
    }
    if (lines > linesMax) break;
  }
  return lines;
}

/**
 * A file's text, piece by piece, and undefined at its end. Byte order marks go, also those in the middle of files that were put behind each other;
 * broken bytes become U+FFFD and are refused with their row.
 */
async function* readText(path: string, encoding: FileFormat['encoding']): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of createReadStream(path, { highWaterMark: 16 * 1024 }) as AsyncIterable<Buffer>)
    yield withoutMark(decoder.decode(bytes, { stream: true }));
  yield withoutMark(decoder.decode());
  yield undefined;
}

const withoutMark = (text: string) => (text.includes('\ufeff') ? text.replaceAll('\ufeff', '') : text);

/** Excel's `sep=;` first line. */
function isSeparatorHint(cells: readonly string[]): boolean {
  return /^sep=.?$/i.test(cells[0] ?? '') && cells.length <= 2;
}

function asRefusal(error: unknown, rowsRead: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new Refusal(
      'E_QUOTE_OPEN',
      `${rowsRead + 1}行目で開いた引用符「"」が閉じられていません。その行を直してください。`,
      { cause: error },
    );
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    const cellsRead = Number(error.column ?? 0);
    // So few cells cannot fill a record unless one of them is over its limit.
    if (cellsRead < limits.recordCharactersMax / limits.cellCharactersMax)
      return new Refusal(
        'E_CELL_TOO_LONG',
        `${rowsRead + 1}行目の${cellsRead + 1}列目あたりに長すぎるセルがあります(上限 ${limits.cellCharactersMax.toLocaleString()} 文字)。引用符「"」の閉じ忘れや改行の欠けがないか確かめてください。`,
        { cause: error },
      );
    return new Refusal(
      'E_LINE_TOO_LONG',
      `${rowsRead + 1}行目が長すぎます(上限 ${limits.recordCharactersMax.toLocaleString()} 文字)。改行や引用符が壊れていないか確かめてください。`,
      { cause: error },
    );
  }
  return new Refusal('E_CSV', `${rowsRead + 1}行目を読めません(${error.code})。`, { cause: error });
}
