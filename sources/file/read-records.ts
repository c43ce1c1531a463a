import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Refusal } from '#core/refusal.ts';
import { limits, type FileFormat } from './format.ts';

export type FileRecord = {
  /** 1-based position among all records of the file, header and preamble included. */
  readonly number: number;
  readonly cells: readonly string[];
};

/** Streams the records of a delimited text file. Memory does not grow with the file; a hostile line is refused, not buffered. */
export async function* readRecords(
  path: string,
  format: Pick<FileFormat, 'encoding' | 'delimiter' | 'quoteEscape'>,
): AsyncGenerator<FileRecord> {
  const parser = parse({
    delimiter: format.delimiter,
    escape: format.quoteEscape ?? '"',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: limits.recordCharactersMax,
    info: false,
  });
  pipeline(createReadStream(path, { highWaterMark: 16 * 1024 }), decoder(format.encoding), parser, () => undefined);
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number++;
      if (number === 1 && isSeparatorHint(cells)) continue;
      if (number > limits.rowsMax + preambleRowsMax) throw tooManyRows();
      yield { number, cells };
    }
  } catch (error) {
    throw asRefusal(error, number);
  }
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

/** Bytes to text; a UTF-8 mark at the start goes, broken bytes become U+FFFD and are refused with their row. */
function decoder(encoding: FileFormat['encoding']): Transform {
  const decode = new TextDecoder(encoding);
  return new Transform({
    readableObjectMode: false,
    decodeStrings: true,
    transform(chunk: Buffer, _, done) {
      done(null, decode.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decode.decode());
    },
  });
}

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
