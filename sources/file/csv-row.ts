/** One row of RFC 4180 CSV, every cell quoted, ending in CRLF. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')}\r\n`;
}

/**
 * A cell that a spreadsheet would run as a formula gets an apostrophe in front (reliability.md threat 31). Taking the
 * file in again removes it.
 */
export function safeCell(cell: string): string {
  return /^['=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

/** The inverse of `safeCell`. */
export function unsafeCell(cell: string): string {
  return /^'['=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}
