import { parseCorporateNumber } from '#core/company/corporate-number.ts';
import type { DateText } from '#core/value/date.ts';

/** One row of the National Tax Agency's register: a corporation as it was from a change on (30 columns, 法人番号公表サイト). */
export type RegisterRow = {
  readonly corporateNumber: string;
  readonly name: string;
  readonly kana: string | undefined;
  readonly englishName: string | undefined;
  /** 101 国の機関, 201 地方公共団体, 301 株式会社, 302 有限会社 … 499 その他. */
  readonly kind: string | undefined;
  readonly prefecture: string | undefined;
  readonly city: string | undefined;
  readonly street: string | undefined;
  readonly postalCode: string | undefined;
  readonly closedOn: DateText | undefined;
  readonly closedCause: string | undefined;
  readonly successorNumber: string | undefined;
  /** 処理区分: 01 new, 11 renamed, 12 moved, 21 closed, 22 revived, 71 merger, 99 taken out. */
  readonly process: string;
  readonly updatedOn: DateText;
  readonly changedOn: DateText | undefined;
  /** False for a row that tells an earlier state. */
  readonly isLatest: boolean;
};

/** Why a row of the register cannot be used. */
export type RegisterRefusal = 'columns' | 'number' | 'name' | 'date';

const columnCount = 30;

/** Reads the cells of one row; the reason when it says nothing. Columns are those of the published file, in its order. */
export function readRegisterRow(cells: readonly string[]): RegisterRow | RegisterRefusal {
  if (cells.length !== columnCount) return 'columns';
  const corporateNumber = parseCorporateNumber(cells[1]!);
  if (corporateNumber === undefined) return 'number';
  const name = cells[6]!.trim();
  if (name === '') return 'name';
  const updatedOn = dateOf(cells[4]!);
  if (updatedOn === undefined) return 'date';
  return {
    corporateNumber,
    name,
    kana: textOf(cells[28]!),
    englishName: textOf(cells[24]!),
    kind: textOf(cells[8]!),
    prefecture: textOf(cells[9]!),
    city: textOf(cells[10]!),
    street: textOf(cells[11]!),
    postalCode: textOf(cells[15]!),
    closedOn: dateOf(cells[18]!),
    closedCause: textOf(cells[19]!),
    successorNumber: cells[20] === '' ? undefined : parseCorporateNumber(cells[20]!),
    process: cells[2]!,
    updatedOn,
    changedOn: dateOf(cells[5]!),
    isLatest: cells[23] !== '0',
  };
}

function textOf(cell: string): string | undefined {
  return cell === '' ? undefined : cell.trim() || undefined;
}

function dateOf(cell: string): DateText | undefined {
  return /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(cell) ? (cell as DateText) : undefined;
}

/**
 * True when `row` tells a later state than `known`: by 更新年月日, then the file's own mark, then 変更年月日. A row that says the
 * same again is not later, so that a second load changes nothing.
 */
export function isLater(row: RegisterRow, known: RegisterRow): boolean {
  if (row.updatedOn !== known.updatedOn) return row.updatedOn > known.updatedOn;
  if (row.isLatest !== known.isLatest) return row.isLatest;
  return (row.changedOn ?? '') > (known.changedOn ?? '');
}

/** A name that a corporation no longer has, and since when. */
export type FormerName = {
  readonly corporateNumber: string;
  readonly name: string;
  readonly kana: string | undefined;
  readonly untilOn: DateText | undefined;
};

/** One row per corporation: the latest of a batch; the names of the others that differ are former ones. */
export function foldRegisterRows(rows: readonly RegisterRow[]): {
  readonly latest: ReadonlyMap<string, RegisterRow>;
  readonly formerNames: readonly FormerName[];
} {
  const latest = new Map<string, RegisterRow>();
  const formerNames: FormerName[] = [];
  for (const row of rows) {
    const known = latest.get(row.corporateNumber);
    const [winner, loser] = known === undefined || isLater(row, known) ? [row, known] : [known, row];
    latest.set(row.corporateNumber, winner);
    if (loser && loser.name !== winner.name)
      formerNames.push({
        corporateNumber: loser.corporateNumber,
        name: loser.name,
        kana: loser.kana,
        untilOn: winner.changedOn,
      });
  }
  return { latest, formerNames };
}
