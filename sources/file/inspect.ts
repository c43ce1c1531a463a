import { Refusal } from '#core/refusal.ts';
import { detectDialect } from './dialect.ts';
import { limits, type FileFormat } from './format.ts';
import { findHeaderRow, hasText, headerNotes, isTwoRowHeader, nameColumns } from './header.ts';
import { readRecords } from './read-records.ts';
import { detectEncoding } from './sniff.ts';

export type Inspection = {
  readonly format: FileFormat;
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
};

const sampleRows = 50;
const headRows = 80;

/** Looks at the start of a delimited file: encoding, delimiter, header row, and the first 50 data rows for the preview. */
export async function inspectTable(path: string, given: Partial<FileFormat> = {}): Promise<Inspection> {
  const encoding = given.encoding ?? (await detectEncoding(path));
  const { delimiter, quoteEscape, isSpaced, hasStrayQuote } = await detectDialect(path, encoding, given);
  const head = await readHead(path, { encoding, delimiter, quoteEscape, isSpaced });
  if (!head.some(hasText))
    throw new Refusal('E_NO_ROWS', 'データの行がありません。内容のあるファイルを選んでください。');
  const found = given.headerRow === undefined ? findHeaderRow(head) : { headerRow: given.headerRow, isGuessed: false };
  const { headerRow } = found;
  const rows = head.slice(headerRow).filter(hasText);
  if (rows.length === 0)
    throw new Refusal('E_NO_ROWS', '見出しだけでデータの行がありません。データのあるファイルを選んでください。');
  const header = nameColumns(head, headerRow);
  const isTwoRows = isTwoRowHeader(head, headerRow);
  const notes = [
    ...(encoding === 'utf-8' ? [] : [`I_ENCODING ${encoding}`]),
    ...(delimiter === ',' ? [] : ['I_DELIMITER']),
    ...(quoteEscape === '"' ? [] : ['W_BACKSLASH_QUOTE']),
    ...(hasStrayQuote ? ['W_STRAY_QUOTE'] : []),
    ...(isTwoRows ? ['I_TWO_ROW_HEADER'] : []),
    ...(headerRow > (isTwoRows ? 2 : 1) ? ['I_PREAMBLE'] : []),
    ...(headerRow === 0 ? ['I_NO_HEADER'] : []),
    ...(found.isGuessed ? ['W_HEADER_UNKNOWN'] : []),
    ...headerNotes(header),
  ];
  return {
    format: { ...given, encoding, delimiter, quoteEscape, ...(isSpaced ? { isSpaced } : {}), headerRow, notes },
    header,
    sample: rows.slice(0, sampleRows),
  };
}

async function readHead(path: string, format: Parameters<typeof readRecords>[1]): Promise<(readonly string[])[]> {
  const head: (readonly string[])[] = [];
  for await (const { cells } of readRecords(path, format)) {
    head.push(cells);
    if (cells.length > limits.columnsMax)
      throw new Refusal(
        'E_TOO_MANY_COLUMNS',
        `列が ${cells.length.toLocaleString()} あります(上限 ${limits.columnsMax})。必要な列だけにしてください。`,
      );
    if (head.length >= headRows) break;
  }
  return head;
}
