import { clean } from '../text/clean.ts';

/** One company that sales asks for, as it is written, and what stands beside it: who asks for it, through which agency, and why. */
export type WishLine = {
  readonly text: string;
  readonly nominatedBy?: string | undefined;
  readonly agency?: string | undefined;
  readonly reason?: string | undefined;
};
export type WishColumn = 'company' | 'nominator' | 'agency' | 'reason';
/** Which cell of a row holds what (−1 where none does). */
export type WishColumns = Readonly<Record<WishColumn, number>>;

const headers: Readonly<Record<WishColumn, RegExp>> = {
  company:
    /^(?:会社名?|企業名?|社名|貴社名|取引先名?|顧客名?|得意先名?|法人名|company(?: ?name)?|account(?: ?name)?|name)$/,
  nominator:
    /^(?:(?:当社|営業)?担当(?:者|営業)?(?:名)?|営業(?:担当|マン)?|推薦者?|希望者|owner|nominated ?by|sales ?rep)$/,
  agency: /^(?:(?:担当)?(?:代理店|販売店|特約店|取扱店)名?|agency|dealer|distributor|reseller)$/,
  reason: /^(?:(?:推薦|選定|希望)?(?:の)?理由|狙い|ねらい|reason|why)$/,
};
const longest: Readonly<Record<WishColumn, number>> = { company: 300, nominator: 100, agency: 300, reason: 500 };
const withoutHeader: WishColumns = { company: 0, nominator: 1, agency: -1, reason: -1 };

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
    unread: below.some((cells) => hasUnread(cells, columns)),
  };
}

/** The same as text that reads back to these lines; a header stands above where more is told than who asks. */
export function writeWishText(lines: readonly WishLine[], titles: Readonly<Record<WishColumn, string>>): string {
  const isPlain = lines.every(({ agency, reason }) => !agency && !reason);
  const rows = lines.map((line) => [line.text, line.nominatedBy ?? '', line.agency ?? '', line.reason ?? '']);
  return [
    ...(isPlain ? [] : [[titles.company, titles.nominator, titles.agency, titles.reason]]),
    ...rows.map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' '))),
  ]
    .map((cells) => cells.join('\t').trimEnd())
    .join('\n');
}

/** The cells of one row as a line; undefined where no company stands there. */
export function wishLineOf(cells: readonly string[], columns: WishColumns = withoutHeader): WishLine | undefined {
  const cell = (column: WishColumn) => (cells[columns[column]] ?? '').trim().slice(0, longest[column]);
  const [text, nominatedBy, agency, reason] = [cell('company'), cell('nominator'), cell('agency'), cell('reason')];
  if (text === '') return undefined;
  return { text, ...(nominatedBy && { nominatedBy }), ...(agency && { agency }), ...(reason && { reason }) };
}

/** Some cell that no column of the list takes holds something. */
export function hasUnread(cells: readonly string[], columns: WishColumns = withoutHeader): boolean {
  return cells.some((cell, at) => cell.trim() !== '' && !Object.values(columns).includes(at));
}

/** The columns that a header names; undefined for a row that is none. */
export function wishColumnsOf(cells: readonly string[]): WishColumns | undefined {
  const words = cells.map(headed);
  const at = (column: WishColumn) => words.findIndex((word) => headers[column].test(word));
  const company = at('company');
  return company < 0 ? undefined : { company, nominator: at('nominator'), agency: at('agency'), reason: at('reason') };
}

function headed(cell: string): string {
  return clean(cell)
    .replace(/[(（].*?[)）]/g, '')
    .trim();
}
