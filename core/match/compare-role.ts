import { departmentPath, type DepartmentUnit } from '#core/company/department-path.ts';
import { parseDepartment } from '#core/company/department.ts';
import { parseTitle } from '#core/person/title.ts';
import { clean } from '#core/text/clean.ts';

/** Levels of a department inside one company, strongest first (identity.md §3.9). */
export const departmentLevels = ['unit', 'parent', 'function', 'different'] as const;
export type DepartmentLevel = (typeof departmentLevels)[number];

/** Two departments as written. `parent`: one lies in the other. `function`: like work, perhaps renamed. */
export function compareDepartments(one: string, other: string): DepartmentLevel | undefined {
  const [left, right] = [departmentPath(one), departmentPath(other)];
  if (left.length === 0 || right.length === 0) return undefined;
  const [long, short] = left.length >= right.length ? [left, right] : [right, left];
  const isTail = short.every((unit, index) => isSameUnit(unit, long[long.length - short.length + index]!));
  if (isTail) return isPlacedAlike(long.at(-1)!, short.at(-1)!) ? 'unit' : 'function';
  if (short.every((unit, index) => isSameUnit(unit, long[index]!))) return 'parent';
  const [last, otherLast] = [long.at(-1)!, short.at(-1)!];
  if (isSameUnit(last, otherLast)) return 'different';
  if (last.ordinal !== otherLast.ordinal && last.ordinal !== '' && otherLast.ordinal !== '') return 'different';
  const work = parseDepartment(one)?.function;
  return last.work === otherLast.work || (work !== undefined && work === parseDepartment(other)?.function)
    ? 'function'
    : 'different';
}

function isSameUnit(one: DepartmentUnit, other: DepartmentUnit): boolean {
  return (
    one.work === other.work &&
    one.ordinal === other.ordinal &&
    one.area === other.area &&
    (one.unit === other.unit || one.unit === '' || other.unit === '')
  );
}

/** 営業第一部 and 第一営業部 may be two departments; 営業1部 is either. */
function isPlacedAlike(one: DepartmentUnit, other: DepartmentUnit): boolean {
  return one.ordinalPlace === other.ordinalPlace || one.ordinalPlace === 'plain' || other.ordinalPlace === 'plain';
}

/** Levels of a title, strongest first (identity.md §3.10). */
export const titleLevels = ['equal', 'rank', 'grade', 'near', 'apart', 'far'] as const;
export type TitleLevel = (typeof titleLevels)[number];

/** Two titles as written. `rank`: equal rank in two languages; `grade`: like 担当部長 and 部長, or two words of one rank. */
export function compareTitles(one: string, other: string): TitleLevel | undefined {
  const [left, right] = [titleKey(one), titleKey(other)];
  if (left === right) return 'equal';
  const [rank, otherRank] = [parseTitle(one).rank, parseTitle(other).rank];
  if (rank === undefined || otherRank === undefined) return undefined;
  if (left === `担当${right}` || right === `担当${left}`) return 'grade';
  const distance = Math.abs(rank - otherRank);
  if (distance === 0) return isLatin(left) === isLatin(right) ? 'grade' : 'rank';
  return distance <= 1 ? 'near' : distance >= 4 ? 'far' : 'apart';
}

function titleKey(raw: string): string {
  return clean(raw)
    .replace(/[\s・兼/／]/g, '')
    .replace(/(?<=[ァ-ヶ])ー$/, '');
}

function isLatin(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
