import { clean } from '../text/clean.ts';

/** One company that sales asks for, as it is written, and who asks for it. */
export type WishLine = { readonly text: string; readonly nominatedBy?: string | undefined };
/** Which cell of a row holds the company, and which one who asks for it (−1 where none does). */
export type WishColumns = { readonly company: number; readonly nominator: number };

const companyHeader =
  /^(?:会社名?|企業名?|社名|貴社名|取引先名?|顧客名?|得意先名?|法人名|company(?: ?name)?|account(?: ?name)?|name)$/;
const nominatorHeader =
  /^(?:(?:当社|営業)?担当(?:者|営業)?(?:名)?|営業(?:担当|マン)?|推薦者?|希望者|owner|nominated ?by|sales ?rep)$/;
const withoutHeader: WishColumns = { company: 0, nominator: 1 };

/**
 * What was pasted from a sheet or written by hand: one company a line, cells apart by tabs. A header says which columns are read, else the first
 * two are; `unread` tells that cells of other columns hold something.
 */
export function readWishText(text: string): { lines: WishLine[]; unread: boolean } {
  const rows = text.split(/\r?\n/).map((line) => line.split('\t').map((cell) => cell.trim()));
  const header = rows.findIndex((cells) => wishColumnsOf(cells));
  const columns = (header < 0 ? undefined : wishColumnsOf(rows[header]!)) ?? withoutHeader;
  const below = rows.slice(header + 1).filter((cells) => !wishColumnsOf(cells));
  return {
    lines: below.flatMap((cells) => wishLineOf(cells, columns) ?? []),
    unread: below.some((cells) => cells.some((cell, at) => cell !== '' && !Object.values(columns).includes(at))),
  };
}

/** The cells of one row as a line; undefined where no company stands there. */
export function wishLineOf(
  cells: readonly string[],
  { company, nominator }: WishColumns = withoutHeader,
): WishLine | undefined {
  const text = (cells[company] ?? '').trim().slice(0, 300);
  const nominatedBy = (cells[nominator] ?? '').trim().slice(0, 100);
  return text === '' ? undefined : { text, ...(nominatedBy ? { nominatedBy } : {}) };
}

/** The columns that a header names; undefined for a row that is none. */
export function wishColumnsOf(cells: readonly string[]): WishColumns | undefined {
  const words = cells.map(headed);
  const company = words.findIndex((word) => companyHeader.test(word));
  return company < 0 ? undefined : { company, nominator: words.findIndex((word) => nominatorHeader.test(word)) };
}

function headed(cell: string): string {
  return clean(cell)
    .replace(/[(（].*?[)）]/g, '')
    .trim();
}
