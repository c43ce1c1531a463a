const equalsSign = 61;

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

/** The inverse of `safeCell`. A text that a system wrote as a formula, so that Excel keeps its zeros (`="0312345678"`), is that text. */
export function unsafeCell(cell: string): string {
  if (cell.charCodeAt(0) === equalsSign && /^="(?:[^"]|"")*"$/.test(cell))
    return cell.slice(2, -1).replaceAll('""', '"');
  return /^'['=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}
