import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { Refusal } from '#core/refusal.ts';
import { fromExcelSerial } from '#core/value/date.ts';
import { csvRow } from './csv-row.ts';
import { limits } from './format.ts';

/** What is told about a workbook beside its rows. */
export type WorkbookFacts = {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly notes: readonly string[];
};

const refuse = (code: string, sentence: string, cause?: unknown) => new Refusal(code, sentence, { cause });

/**
 * Turns one sheet of an XLSX workbook into a UTF-8 table, streaming. Sizes are counted while inflating, never taken from
 * headers; a DTD ends the reading; formulas are never evaluated, only their saved values are read.
 */
export async function xlsxToTable(path: string, target: string, wantedSheet?: string): Promise<WorkbookFacts> {
  const zip = await openArchive(path);
  try {
    const entries = await listEntries(zip);
    const budget = { bytes: 0 };
    const read = (name: string, handler: (parser: SaxesParser) => void) =>
      parsePart(zip, entries, name, budget, handler);
    const book = await readWorkbook(read, entries);
    const sheet =
      book.sheets.find((one) => one.name === wantedSheet) ?? book.sheets.find((one) => !one.isHidden) ?? book.sheets[0];
    if (!sheet) throw refuse('E_XLSX_PART_MISSING', 'このブックにはシートがありません。');
    const strings = entries.has('xl/sharedStrings.xml') ? await readSharedStrings(read) : [];
    const dateStyles = entries.has('xl/styles.xml') ? await readDateStyles(read) : new Set<number>();
    const notes = await writeSheet(read, sheet.part, target, { strings, dateStyles, is1904: book.is1904 });
    if (book.sheets.some((one) => one.isHidden)) notes.push('W_HIDDEN_SHEET');
    return { sheets: book.sheets.map((one) => one.name), sheet: sheet.name, notes };
  } finally {
    zip.close();
  }
}

type Entries = ReadonlyMap<string, yauzl.Entry>;
type ReadPart = (name: string, handler: (parser: SaxesParser) => void) => Promise<void>;

function openArchive(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) =>
      error
        ? reject(refuse('E_ARCHIVE_BAD', 'このブックは壊れています。Excel で開き直して保存してください。', error))
        : resolve(zip),
    );
  });
}

function listEntries(zip: yauzl.ZipFile): Promise<Entries> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    const fail = (cause?: unknown) =>
      reject(
        refuse(
          'E_ARCHIVE_BAD',
          'このブックは壊れているか、部品が多すぎます。Excel で開き直して保存してください。',
          cause,
        ),
      );
    if (zip.entryCount > limits.workbookEntriesMax) return fail();
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > limits.workbookEntriesMax) return fail();
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', fail);
    zip.readEntry();
  });
}

/** Streams one XML part through a parser. The inflated bytes of all parts together stay under the limit. */
async function parsePart(
  zip: yauzl.ZipFile,
  entries: Entries,
  name: string,
  budget: { bytes: number },
  handler: (parser: SaxesParser) => void,
): Promise<void> {
  const entry = entries.get(name);
  if (!entry)
    throw refuse('E_XLSX_PART_MISSING', `このブックには ${name} がありません。Excel で開き直して保存してください。`);
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) =>
      error ? reject(refuse('E_ARCHIVE_BAD', 'このブックは壊れています。', error)) : resolve(opened),
    );
  });
  const parser = new SaxesParser({ xmlns: false });
  parser.on('doctype', () => {
    throw refuse('E_XML_DTD', 'このブックには使えない宣言(DTD)が含まれています。Excel で保存し直してください。');
  });
  parser.on('error', (error) => {
    throw refuse('E_XML_BAD', `このブックの ${name} が壊れています(${parser.line}行目)。`, error);
  });
  handler(parser);
  const decode = new TextDecoder();
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      budget.bytes += chunk.length;
      if (budget.bytes > limits.workbookUnpackedBytesMax)
        throw refuse(
          'E_UNPACKED_TOO_LARGE',
          '展開後の大きさが上限 600 MB を超えています。CSV で保存し直してください。',
        );
      parser.write(decode.decode(chunk, { stream: true }));
    }
    parser.write(decode.decode()).close();
  } catch (error) {
    stream.destroy();
    throw error instanceof Refusal
      ? error
      : refuse(
          /size/.test(String(error)) ? 'E_UNPACKED_TOO_LARGE' : 'E_ARCHIVE_BAD',
          'このブックは壊れているか、大きさの記載が実際と違います。',
          error,
        );
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

async function readWorkbook(
  read: ReadPart,
  entries: Entries,
): Promise<{ sheets: { name: string; part: string; isHidden: boolean }[]; is1904: boolean }> {
  const found: { name: string; relation: string; isHidden: boolean }[] = [];
  let is1904 = false;
  await read('xl/workbook.xml', (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'sheet')
        found.push({
          name: given.name ?? '',
          relation: given['r:id'] ?? Object.entries(given).find(([key]) => local(key) === 'id')?.[1] ?? '',
          isHidden: (given.state ?? 'visible') !== 'visible',
        });
      if (local(name) === 'workbookPr') is1904 = given.date1904 === '1' || given.date1904 === 'true';
    }),
  );
  const targets = new Map<string, string>();
  await read('xl/_rels/workbook.xml.rels', (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'Relationship') targets.set(given.Id ?? '', given.Target ?? '');
    }),
  );
  const sheets = found
    .map((sheet) => ({
      name: sheet.name,
      isHidden: sheet.isHidden,
      part: `xl/${(targets.get(sheet.relation) ?? '').replace(/^\/?xl\//, '').replace(/^\//, '')}`,
    }))
    .filter((sheet) => entries.has(sheet.part));
  if (found.length > 0 && sheets.length === 0)
    throw refuse('E_XLSX_PART_MISSING', 'シートの中身が見つかりません。Excel で開き直して保存してください。');
  return { sheets, is1904 };
}

/** Shared texts; ふりがな runs (rPh) are left out, they are no part of the text. */
async function readSharedStrings(read: ReadPart): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let depth = { isText: false, phonetic: 0 };
  let bytes = 0;
  await read('xl/sharedStrings.xml', (parser) => {
    parser.on('opentag', ({ name }) => {
      if (local(name) === 'si') text = '';
      else if (local(name) === 't') depth = { ...depth, isText: true };
      else if (local(name) === 'rPh') depth = { ...depth, phonetic: depth.phonetic + 1 };
    });
    parser.on('text', (part) => {
      if (depth.isText && depth.phonetic === 0) text += part;
    });
    parser.on('closetag', ({ name }) => {
      if (local(name) === 't') depth = { ...depth, isText: false };
      else if (local(name) === 'rPh') depth = { ...depth, phonetic: depth.phonetic - 1 };
      else if (local(name) === 'si') {
        bytes += text.length * 2;
        if (bytes > limits.sharedStringsBytesMax)
          throw refuse('E_TOO_LARGE', '文字列の種類が多すぎます。CSV で保存し直してください。');
        strings.push(unescapeExcel(text));
      }
    });
  });
  return strings;
}

/** Style numbers whose number format shows a date. */
async function readDateStyles(read: ReadPart): Promise<Set<number>> {
  const dateFormats = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
  const styles = new Set<number>();
  let inCellFormats = false;
  let index = 0;
  await read('xl/styles.xml', (parser) => {
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (
        local(name) === 'numFmt' &&
        /[ymdge]/i.test((given.formatCode ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) &&
        !/[0#]/.test(given.formatCode ?? '')
      )
        dateFormats.add(Number(given.numFmtId));
      else if (local(name) === 'cellXfs') inCellFormats = true;
      else if (local(name) === 'xf' && inCellFormats) {
        if (dateFormats.has(Number(given.numFmtId))) styles.add(index);
        index++;
      }
    });
    parser.on('closetag', ({ name }) => {
      if (local(name) === 'cellXfs') inCellFormats = false;
    });
  });
  return styles;
}

type SheetContext = { strings: readonly string[]; dateStyles: ReadonlySet<number>; is1904: boolean };
type Cell = { column: number; type: string; style: number; hasFormula: boolean };

async function writeSheet(read: ReadPart, part: string, target: string, context: SheetContext): Promise<string[]> {
  const out = createWriteStream(target);
  const notes = new Set<string>();
  let row: string[] = [];
  let rowNumber = 0;
  let cell: Cell | undefined;
  let value: string | undefined;
  let isValue = false;
  let phonetic = 0;
  let isHidden = false;
  const flush = () => {
    if (rowNumber > limits.rowsMax)
      throw refuse('E_TOO_MANY_ROWS', `行数が上限 ${limits.rowsMax.toLocaleString()} 行を超えています。`);
    out.write(csvRow(row));
  };
  await read(part, (parser) => {
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      switch (local(name)) {
        case 'row': {
          const number = Number(given.r ?? rowNumber + 1);
          if (Number.isInteger(number) && number - rowNumber < 1000) while (++rowNumber < number) out.write('\r\n');
          else rowNumber++;
          row = [];
          isHidden = given.hidden === '1' || given.hidden === 'true';
          if (isHidden) notes.add('W_HIDDEN_ROWS');
          break;
        }
        case 'c':
          cell = {
            column: columnOf(given.r, row.length),
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
        if (cell.column > 16_383) throw refuse('E_CELL_REF', `${rowNumber}行目に存在しない列があります。`);
        while (row.length < cell.column) row.push('');
        row[cell.column] = readCell(cell, value, context);
        cell = undefined;
      } else if (tag === 'row') flush();
    });
  });
  out.end();
  await once(out, 'close');
  return [...notes];
}

/** The text of a cell. `#FORMULA?` marks a formula without a saved value, so that its cell is flagged. */
function readCell(cell: Cell, value: string | undefined, context: SheetContext): string {
  if (value === undefined || value === '') return cell.hasFormula && value === undefined ? '#FORMULA?' : '';
  if (cell.type === 's') return context.strings[Number(value)] ?? '#CELL_REF?';
  if (cell.type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (cell.type === 'n' && context.dateStyles.has(cell.style) && /^\d+(\.\d+)?$/.test(value))
    return Number(value) === 60 ? '1900/2/29' : fromExcelSerial(Number(value), context.is1904);
  if (cell.type === 'n' && /^-?\d+(\.\d+)?$/.test(value)) return tidyNumber(value);
  return unescapeExcel(value);
}

/** 0.1+0.2 is saved as 0.30000000000000004; fifteen digits are what Excel shows. */
function tidyNumber(value: string): string {
  return value.includes('.') && value.length > 16 ? String(Number(Number(value).toPrecision(15))) : value;
}

function columnOf(reference: string | undefined, next: number): number {
  const letters = /^([A-Z]+)\d+$/.exec(reference ?? '')?.[1];
  if (!letters) return next;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function unescapeExcel(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
