import { Refusal } from '#core/refusal.ts';
import { clean } from '#core/text/clean.ts';
import { unsafeCell } from '#sources/file/csv-row.ts';
import { prepareFile } from '#sources/file/prepare.ts';
import { readRecords } from '#sources/file/read-records.ts';
import type { WishLine } from './match-wish-list.ts';

const companyHeader =
  /^(?:会社名?|企業名?|社名|貴社名|取引先名?|顧客名?|得意先名?|法人名|company(?: ?name)?|account(?: ?name)?|name)$/;
const nominatorHeader =
  /^(?:(?:当社|営業)?担当(?:者|営業)?(?:名)?|営業(?:担当|マン)?|推薦者?|希望者|owner|nominated ?by|sales ?rep)$/;
const linesMax = 20_000;

/**
 * Reads sales' wish list from a file as it comes (CSV, TSV, XLSX, text in any encoding): names from the column that is headed
 * as such, else the first one; who wishes for it from the column of 担当, else the second. Nothing is stored.
 */
export async function readWishFile(path: string): Promise<WishLine[]> {
  const {
    path: table,
    format,
    sample,
  } = await prepareFile(path).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'E_NO_ROWS') return prepareFile(path, { headerRow: 0 });
    throw error;
  });
  const isPlainList = sample.filter(({ length }) => length === 1).length * 2 > sample.length;
  const lines: WishLine[] = [];
  let columns: Columns | undefined;
  for await (const { cells } of readRecords(table, format)) {
    const header = columnsOf(cells.map(headed));
    if (header) {
      if (!columns) lines.length = 0;
      columns ??= header;
      continue;
    }
    const { company, nominator } = columns ?? { company: 0, nominator: 1 };
    const line =
      isPlainList && !columns ? lineOf(cells.join(format.delimiter)) : lineOf(cells[company], cells[nominator]);
    if (line) lines.push(line);
    if (lines.length >= linesMax) break;
  }
  return lines;
}

type Columns = { readonly company: number; readonly nominator: number };

function lineOf(company = '', nominator = ''): WishLine | undefined {
  const text = unsafeCell(company).trim().slice(0, 300);
  const nominatedBy = unsafeCell(nominator).trim().slice(0, 100);
  return text === '' ? undefined : { text, ...(nominatedBy ? { nominatedBy } : {}) };
}

/** What stands above the table (a title, a date) is no name: where a header comes, reading begins again below it. */
function columnsOf(cells: readonly string[]): Columns | undefined {
  const company = cells.findIndex((cell) => companyHeader.test(cell));
  return company < 0 ? undefined : { company, nominator: cells.findIndex((cell) => nominatorHeader.test(cell)) };
}

function headed(cell: string): string {
  return clean(cell)
    .replace(/[(（].*?[)）]/g, '')
    .trim();
}
