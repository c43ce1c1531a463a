import { countKnownHeaders, isRegistryRow } from '#sources/recognise.ts';

type Rows = readonly (readonly string[])[];

/**
 * Where the header is: its 1-based row, 0 for a file without one; `isGuessed` when no known name told it. Of a header of two rows, as cells merged over
 * both make it or units below the names, it is the lower one.
 */
export function findHeaderRow(head: Rows): { headerRow: number; isGuessed: boolean } {
  if (isRegistryRow(head.find(hasText) ?? [])) return { headerRow: 0, isGuessed: false };
  const known = head.slice(0, 30).map(countKnownHeaders);
  const best = Math.max(...known);
  if (best >= 2) return { headerRow: lastRowOfHeader(head, known.indexOf(best)) + 1, isGuessed: false };
  if (head.some(isRegistryRow)) return { headerRow: 0, isGuessed: false };
  const width = Math.max(...head.map((cells) => cells.length));
  const first = head.findIndex(
    (cells) => cells.filter((cell) => cell.trim() !== '').length >= Math.max(1, Math.ceil(width / 2)),
  );
  return { headerRow: first + 1, isGuessed: best === 0 };
}

function lastRowOfHeader(head: Rows, index: number): number {
  const [row, below] = [head[index]!, head[index + 1] ?? []];
  if (isUnitRow(below)) return index + 1;
  const filled = below.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]));
  const completes = filled.some((column) => (row[column] ?? '').trim() === '');
  const known = countKnownHeaders(below);
  return completes && known >= 2 && known >= filled.length * 0.6 ? index + 1 : index;
}

/** (千円), 単位:百万円, 名: a row that only says in what the columns above count. */
function isUnitRow(cells: readonly string[]): boolean {
  return hasText(cells) && cells.every((cell) => cell.trim() === '' || unit.test(tidy(cell).normalize('NFKC')));
}
const unit =
  /^[([【<]?(?:単位[::]?)?(?:(?:十|百|千|万|百万|億)?円|(?:百万|千|万|億)|人|名|社|件|台|個|本|%|年|ヶ月|か月|㎡|m2)[)\]】>]?$/;

/** Whether names of the header stand in the row above it as well. */
export function isTwoRowHeader(head: Rows, headerRow: number): boolean {
  if (headerRow < 2) return false;
  const [row, above] = [head[headerRow - 1]!, head[headerRow - 2]!];
  return isUnitRow(row) || above.some((cell, column) => tidy(cell) !== '' && tidy(row[column] ?? '') === '');
}

/** One name per column. Two header rows: a title above an empty name completes it, one above many tells equal names apart, a unit goes behind. */
export function nameColumns(head: Rows, headerRow: number): string[] {
  if (headerRow === 0) return Array.from({ length: usual(head.map((cells) => cells.length)) }, (_, i) => String(i + 1));
  const row = head[headerRow - 1]!;
  const above = headerRow > 1 ? head[headerRow - 2]! : [];
  const isUnits = headerRow > 1 && isUnitRow(row);
  const width = Math.max(
    filledLength(row),
    isUnits ? filledLength(above) : 0,
    usual(head.slice(headerRow).filter(hasText).map(filledLength)),
  );
  const titles = above.filter((cell) => tidy(cell) !== '').length > 1 ? above : [];
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, index) => {
    const [own, over] = [tidy(row[index] ?? ''), tidy(above[index] ?? '')];
    const named = isUnits && own !== '' ? `${over}(${own.replace(/^[([（【<]|[)\]）】>]$/g, '')})` : own || over;
    const plain = named || `${columnLetter(index)}列`;
    const title = titles.slice(0, index + 1).findLast((cell) => tidy(cell) !== '');
    const told = seen.has(plain) && own !== '' && title !== undefined ? `${tidy(title)} ${plain}` : plain;
    const times = (seen.get(told) ?? 0) + 1;
    seen.set(told, times);
    return times === 1 ? told : `${told} (${times})`;
  });
}

/** What the preview asks about: names that are doubled, missing, reserved, or that only Mori itself sets. */
export function headerNotes(header: readonly string[]): string[] {
  const notes: string[] = [];
  for (const name of header) {
    if (/ \(\d+\)$/.test(name)) notes.push(`E_HEADER_DUPLICATE ${name}`);
    else if (/^[A-Z]+列$/.test(name)) notes.push(`W_HEADER_EMPTY ${name}`);
    else if (isReserved(name)) notes.push(`E_HEADER_RESERVED ${name}`);
    else if (isOurs(name)) notes.push(`E_FORBIDDEN_FIELD ${name}`);
  }
  return notes;
}

/** Names that would reach into JavaScript's own objects are never used as a field. */
export function isReserved(name: string): boolean {
  return /^(?:__proto__|constructor|prototype)$/.test(name);
}

/** What people decide in Mori (class, tier, hold, approval, roles) or Mori works out (score); no file may set it. */
function isOurs(name: string): boolean {
  return /^(?:mori:.*|role|権限|score|スコア|tier|階層|class|ターゲット区分|is_on_hold|保留|agency_id|承認|approved|approved_by|may_mail|member_id)$/i.test(
    name,
  );
}

export function hasText(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

/** Cells up to the last one that is filled: one row with a stray cell does not widen the table, nor do trailing commas. */
export function filledLength(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

/** The middle one of some lengths; 0 of none. */
function usual(lengths: readonly number[]): number {
  return [...lengths].sort((one, other) => one - other)[Math.floor(lengths.length / 2)] ?? 0;
}

function tidy(cell: string): string {
  return cell.replace(/[\s\u200b-\u200f\u3000]+/g, ' ').trim();
}

function columnLetter(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26);
}
