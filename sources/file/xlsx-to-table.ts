import { openArchive } from './xlsx-archive.ts';
import { readBook, readDateStyles, readSharedStrings } from './xlsx-book.ts';
import { writeSheet } from './xlsx-sheet.ts';

/** What is told about a workbook beside its rows. */
export type WorkbookFacts = {
  readonly sheets: readonly string[];
  readonly hidden: readonly string[];
  readonly sheet: string;
  readonly notes: readonly string[];
};
export type WorkbookRequest = {
  readonly sheet?: string | undefined;
  readonly skipsHidden?: boolean | undefined;
  readonly fillsMerged?: boolean | undefined;
};

/**
 * Turns one sheet of an XLSX workbook into a UTF-8 table, streaming. Formulas are never evaluated, only their saved values
 * are read; macros, links to other books and embedded files are left out.
 */
export async function xlsxToTable(path: string, target: string, wanted: WorkbookRequest): Promise<WorkbookFacts> {
  const archive = await openArchive(path);
  try {
    const book = await readBook(archive);
    const sheet =
      book.sheets.find((one) => one.name === wanted.sheet) ??
      book.sheets.find((one) => !one.isHidden) ??
      book.sheets[0]!;
    const notes = await writeSheet(archive, sheet.part, target, {
      strings: await readSharedStrings(archive),
      dateStyles: await readDateStyles(archive),
      is1904: book.is1904,
      skipsHidden: wanted.skipsHidden ?? false,
      fillsMerged: wanted.fillsMerged ?? false,
    });
    if (book.sheets.some((one) => one.isHidden)) notes.push('W_HIDDEN_SHEET');
    return {
      sheets: book.sheets.map((one) => one.name),
      hidden: book.sheets.filter((one) => one.isHidden).map((one) => one.name),
      sheet: sheet.name,
      notes: [...notes, ...leftOut(archive.names)],
    };
  } finally {
    archive.close();
  }
}

function leftOut(names: readonly string[]): string[] {
  const has = (folder: string) => names.some((name) => name.startsWith(folder));
  return [
    ...(has('xl/vbaProject') ? ['I_MACROS_LEFT_OUT'] : []),
    ...(has('xl/externalLinks/') ? ['I_LINKS_LEFT_OUT'] : []),
    ...(has('xl/embeddings/') ? ['I_OBJECTS_LEFT_OUT'] : []),
  ];
}
