import { Refusal } from '#core/refusal.ts';
import { countKnownHeaders, isRegistryRow } from '#sources/recognise.ts';
import { limits, type FileFormat } from './format.ts';
import { readRecords } from './read-records.ts';
import { detectEncoding, readBytes } from './sniff.ts';

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
  const delimiter = given.delimiter ?? (await detectDelimiter(path, encoding));
  const head: (readonly string[])[] = [];
  for await (const record of readRecords(path, { encoding, delimiter })) {
    head.push(record.cells);
    if (record.cells.length > limits.columnsMax) {
      throw new Refusal(
        'E_TOO_MANY_COLUMNS',
        `列が ${record.cells.length.toLocaleString()} あります(上限 ${limits.columnsMax})。必要な列だけにしてください。`,
      );
    }
    if (head.length >= headRows) break;
  }
  if (!head.some(hasText)) throw new Refusal('E_NO_ROWS', 'データの行がありません。');
  const headerRow = given.headerRow ?? findHeaderRow(head);
  const header = headerRow === 0 ? headerless(head) : joinHeader(head, headerRow);
  const rows = head.slice(headerRow).filter(hasText);
  if (rows.length === 0) throw new Refusal('E_NO_ROWS', '見出しだけでデータの行がありません。');
  const notes = [
    ...(encoding === 'utf-8' ? [] : [`I_ENCODING ${encoding}`]),
    ...(delimiter === ',' ? [] : ['I_DELIMITER']),
    ...(headerRow > 1 ? ['I_PREAMBLE'] : []),
    ...(headerRow === 0 ? ['I_NO_HEADER'] : []),
    ...headerNotes(header),
  ];
  return { format: { ...given, encoding, delimiter, headerRow, notes }, header, sample: rows.slice(0, sampleRows) };
}

/** The delimiter that cuts the first lines into the most even columns. */
async function detectDelimiter(path: string, encoding: FileFormat['encoding']): Promise<FileFormat['delimiter']> {
  const text = new TextDecoder(encoding).decode(await readBytes(path, 0, 64 * 1024));
  const hint = /^\ufeff?sep=([,;\t|])/i.exec(text)?.[1];
  if (hint) return hint as FileFormat['delimiter'];
  const unquoted = text.replace(/"(?:[^"]|"")*"/g, '');
  const lines = unquoted
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 40);
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = counts.sort((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
    return usual * counts.filter((count) => count === usual).length;
  };
  return ([',', '\t', ';', '|'] as const)
    .map((delimiter) => [delimiter, score(delimiter)] as const)
    .sort((one, other) => other[1] - one[1])[0]![0];
}

/** The row with the most known header names; in a file that no export explains, the first row that looks like names. */
function findHeaderRow(head: readonly (readonly string[])[]): number {
  if (head.some(isRegistryRow)) return 0;
  const known = head.slice(0, 30).map(countKnownHeaders);
  const best = Math.max(...known);
  if (best >= 2) return known.indexOf(best) + 1;
  const width = Math.max(...head.map((cells) => cells.length));
  const first = head.findIndex(
    (cells) => cells.filter((cell) => cell.trim() !== '').length >= Math.max(1, Math.ceil(width / 2)),
  );
  return first + 1;
}

/** Two header rows: a group title above an empty or repeated name completes it. */
function joinHeader(head: readonly (readonly string[])[], headerRow: number): string[] {
  const width = Math.max(...head.slice(headerRow - 1).map((cells) => cells.length));
  const names = Array.from({ length: width }, (_, index) => tidy(head[headerRow - 1]![index] ?? ''));
  const above = headerRow > 1 ? head[headerRow - 2]! : [];
  const seen = new Map<string, number>();
  return names.map((name, index) => {
    const named = name || tidy(above[index] ?? '') || `${columnLetter(index)}列`;
    const times = (seen.get(named) ?? 0) + 1;
    seen.set(named, times);
    return times === 1 ? named : `${named} (${times})`;
  });
}

function headerless(head: readonly (readonly string[])[]): string[] {
  return Array.from({ length: Math.max(...head.map((cells) => cells.length)) }, (_, index) => String(index + 1));
}

function headerNotes(header: readonly string[]): string[] {
  const notes: string[] = [];
  for (const name of header) {
    if (/ \(\d+\)$/.test(name)) notes.push(`E_HEADER_DUPLICATE ${name}`);
    else if (/^[A-Z]+列$/.test(name)) notes.push(`W_HEADER_EMPTY ${name}`);
    else if (isReserved(name)) notes.push(`E_HEADER_RESERVED ${name}`);
  }
  return notes;
}

/** Names that would reach into JavaScript's own objects are never used as a field. */
export function isReserved(name: string): boolean {
  return /^(?:__proto__|constructor|prototype)$/.test(name);
}

function tidy(cell: string): string {
  return cell.replace(/[\s\u200b-\u200f\u3000]+/g, ' ').trim();
}

export function hasText(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

function columnLetter(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26);
}
