import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Refusal } from '#core/refusal.ts';
import { fromExcelSerial } from '#core/value/date.ts';
import { cellRefMark, formulaMark } from './cell-marks.ts';
import { columnOf } from './cell-reference.ts';
import { csvRow } from './csv-row.ts';
import { limits } from './format.ts';
import { partMissing, type Archive } from './xlsx-archive.ts';
import { local, unescapeExcel } from './xlsx-book.ts';
import { readMerges } from './xlsx-merges.ts';

export type SheetContext = {
  readonly strings: readonly string[] | undefined;
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
  /** Hidden rows are left out; otherwise they are read like any other. */
  readonly skipsHidden: boolean;
  /** What stands in a cell that is merged downwards holds for every row of it; otherwise for the first one. */
  readonly fillsMerged: boolean;
};
type Cell = { column: number; type: string; style: number; hasFormula: boolean };

/** Writes one sheet as a CSV table and returns the notes on it. Every row is as wide as the widest above it, as Excel leaves empty cells out. */
export async function writeSheet(
  { read }: Archive,
  part: string,
  target: string,
  context: SheetContext,
): Promise<string[]> {
  const merges = context.fillsMerged ? await readMerges({ read }, part) : undefined;
  const out = createWriteStream(target);
  const notes = new Set<string>();
  let row: string[] = [];
  let rowNumber = 0;
  let widest = 0;
  let cell: Cell | undefined;
  let value: string | undefined;
  let isValue = false;
  let phonetic = 0;
  let isHidden = false;
  const startRow = (given: Record<string, string>) => {
    const number = Number(given.r ?? rowNumber + 1);
    if (Number.isInteger(number) && number - rowNumber < 1000) while (++rowNumber < number) out.write('\r\n');
    else rowNumber++;
    row = [];
    isHidden = isSet(given.hidden);
    if (isHidden) notes.add('W_HIDDEN_ROWS');
  };
  const endCell = (ended: Cell) => {
    const text = readCell(ended, value, context);
    if (text === '') return;
    const isNowhere = ended.column < 0;
    const column = isNowhere ? row.length : ended.column;
    if (column >= limits.columnsMax)
      throw new Refusal(
        'E_TOO_MANY_COLUMNS',
        `${rowNumber}行目に ${limits.columnsMax} 列より右のセルがあります。必要な列だけにしてください。`,
      );
    while (row.length < column) row.push('');
    row[column] = isNowhere || row[column] ? [cellRefMark, row[column], text].filter(Boolean).join(' ') : text;
  };
  const endRow = () => {
    if (rowNumber > limits.rowsMax)
      throw new Refusal(
        'E_TOO_MANY_ROWS',
        `行数が上限 ${limits.rowsMax.toLocaleString()} 行を超えています。ファイルを分けてください。`,
      );
    merges?.fill(row, rowNumber);
    if (isHidden && context.skipsHidden) return void out.write('\r\n');
    widest = Math.max(widest, row.length);
    while (row.length < widest) row.push('');
    out.write(csvRow(row));
  };
  const handler: Parameters<Archive['read']>[1] = (parser) => {
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      switch (local(name)) {
        case 'row':
          startRow(given);
          break;
        case 'c':
          cell = {
            column: given.r === undefined ? row.length : columnOf(given.r),
            type: given.t ?? 'n',
            style: Number(given.s ?? -1),
            hasFormula: false,
          };
          value = undefined;
          break;
        case 'f':
          if (cell) cell.hasFormula = true;
          break;
        case 'v':
        case 't':
          isValue = true;
          value ??= '';
          break;
        case 'rPh':
          phonetic++;
          break;
        case 'col':
          if (isSet(given.hidden)) notes.add('W_HIDDEN_COLUMNS');
          break;
        case 'filterColumn':
          notes.add('W_FILTERED');
          break;
        case 'mergeCell':
          notes.add('W_MERGED');
          break;
      }
    });
    parser.on('text', (text) => {
      if (isValue && phonetic === 0 && cell) value = (value ?? '') + text;
    });
    parser.on('closetag', ({ name }) => {
      const tag = local(name);
      if (tag === 'v' || tag === 't') isValue = false;
      else if (tag === 'rPh') phonetic--;
      else if (tag === 'c' && cell) {
        endCell(cell);
        cell = undefined;
      } else if (tag === 'row') endRow();
    });
  };
  try {
    await read(part, handler, () => (out.writableNeedDrain ? once(out, 'drain') : undefined));
  } finally {
    out.end();
    await once(out, 'close');
  }
  return [...notes];
}

const isSet = (flag: string | undefined) => flag === '1' || flag === 'true';

function readCell(cell: Cell, value: string | undefined, context: SheetContext): string {
  if (value === undefined || value === '') return cell.hasFormula && value === undefined ? formulaMark : '';
  if (cell.type === 's') {
    if (!context.strings) throw partMissing('xl/sharedStrings.xml');
    return context.strings[Number(value)] ?? `${cellRefMark} ${value}`;
  }
  if (cell.type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (cell.type !== 'n') return unescapeExcel(value);
  if (context.dateStyles.has(cell.style) && /^\d+(\.\d+)?$/.test(value))
    return readSerial(Number(value), context.is1904);
  return tidyNumber(value);
}

/** Day 60 of the 1900 system is a 29 February that never was. */
function readSerial(serial: number, is1904: boolean): string {
  return Math.floor(serial) === 60 && !is1904 ? '1900/2/29' : fromExcelSerial(serial, is1904);
}

/**
 * A number as Excel shows it. 0.1+0.2 is saved as 0.30000000000000004 and has fifteen digits; books that Java wrote hold 1.2345678E7 for 12345678 and
 * 300.0 for 300. What was rounded in the file, `1.23457E+12`, stays as it is, to be told.
 */
function tidyNumber(value: string): string {
  if (/^-?\d\.\d+E\d{1,2}$/.test(value)) return String(Number(Number(value).toPrecision(15)));
  if (!/^-?\d+\.\d+$/.test(value)) return unescapeExcel(value);
  return value.length > 16 || value.endsWith('0') ? String(Number(Number(value).toPrecision(15))) : value;
}
