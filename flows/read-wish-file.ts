import { Refusal } from '#core/refusal.ts';
import { hasUnread, wishColumnsOf, wishLineOf, type WishColumns, type WishLine } from '#core/target/wish-lines.ts';
import { unsafeCell } from '#sources/file/csv-row.ts';
import { prepareFile } from '#sources/file/prepare.ts';
import { readRecords } from '#sources/file/read-records.ts';

const linesMax = 20_000;

/**
 * Reads sales' wish list from a file as it comes (CSV, TSV, XLSX, text in any encoding): names from the column that is headed
 * as such, else the first one; who wishes for it from the column of 担当, else the second; agency and reason where a column is headed so.
 * `unread` tells that other columns hold something. Nothing is stored.
 */
export async function readWishFile(path: string): Promise<{ lines: WishLine[]; unread: boolean }> {
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
  let columns: WishColumns | undefined;
  let unread = false;
  for await (const { cells } of readRecords(table, format)) {
    const header = wishColumnsOf(cells);
    if (header) {
      // What stands above the table (a title, a date) is no name: where a header comes, reading begins again below it.
      if (!columns) [lines.length, unread] = [0, false];
      columns ??= header;
      continue;
    }
    const bare = isPlainList && !columns ? [cells.join(format.delimiter)] : cells;
    const line = wishLineOf(bare.map(unsafeCell), columns);
    if (line) lines.push(line);
    unread ||= line !== undefined && hasUnread(bare, columns);
    if (lines.length >= linesMax) break;
  }
  return { lines, unread };
}
