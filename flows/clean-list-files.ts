import { emptyGolden, surviveCompany } from '#core/account/survive.ts';
import type { Answer } from '#core/match/model.ts';
import type { OpenPair } from '#core/match/match-batch.ts';
import type { Entities, ResolvedList } from '#core/match/resolve-list.ts';
import { emptyPerson, survivePerson } from '#core/person/survive.ts';
import type { Words } from '#core/words.ts';
import type { Language } from '#core/words.ts';
import { csvRow, safeCell } from '#sources/file/csv-row.ts';
import { readRecords } from '#sources/file/read-records.ts';
import type { ListRow } from './clean-list.ts';
import { columnsToldBy, companyColumns, personColumns, reviewColumns, type Column } from './clean-list-columns.ts';
import type { OpenList } from './open-list.ts';

/** Two rows of a list that may be one company or person, with what speaks for and against. */
export type ReviewLine = {
  readonly kind: 'company' | 'person';
  readonly row: number;
  readonly otherRow: number;
  readonly left: string;
  readonly right: string;
  readonly answer: Answer;
  readonly probability: number;
  readonly bits: number;
  readonly reason: OpenPair['reason'];
  /** Why the two were left apart. */
  readonly why: Words;
  readonly words: Words;
};

type Cells = readonly unknown[];

/** CSV text in pieces, with a UTF-8 mark as spreadsheets want it. */
export function* csvLines(rows: Iterable<Cells>, rowsPerPiece: number): Generator<string> {
  let piece = '\ufeff';
  let size = 0;
  for (const row of rows) {
    piece += csvLine(row);
    if (++size % rowsPerPiece !== 0) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function csvLine(row: Cells): string {
  return csvRow(row.map((cell) => (typeof cell === 'number' ? String(cell) : safeCell(String(cell)))));
}

/** Every row as the file has it, with the entity it belongs to. The file is read again: its cells are not held. */
export async function* clusterRows(
  list: OpenList,
  rows: readonly ListRow[],
  { companies, people }: ResolvedList,
  rowsPerPiece: number,
): AsyncGenerator<string> {
  const [company, person] = [entityOfRow(companies, rows.length), entityOfRow(people, rows.length)];
  let piece = `\ufeff${csvLine(['row', 'company', 'person', ...list.header])}`;
  let place = 0;
  for await (const { number, cells } of readRecords(list.path, list.format)) {
    if (place === rows.length) break;
    const row = number - list.format.headerRow;
    if (row !== rows[place]!.row.number) continue;
    piece += csvLine([row, company[place] || '', person[place] || '', ...cells]);
    if (++place % rowsPerPiece !== 0) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Entities are named after the 1-based place of their first row in the list; 0 where a row has none. */
export function entityOfRow({ rows, match }: Entities, count: number): Int32Array {
  const first = new Int32Array(count);
  const entity = new Int32Array(count);
  for (const [place, row] of rows.entries()) {
    const cluster = match.clusterOf[place]!;
    first[cluster] ||= row + 1;
    entity[row] = first[cluster]!;
  }
  return entity;
}

/** Rows of each entity, entities in the order of their first row. */
export function membersOf(resolved: Entities, count: number): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const [row, entity] of entityOfRow(resolved, count).entries()) {
    if (entity === 0) continue;
    const rows = members.get(entity);
    if (rows) rows.push(row);
    else members.set(entity, [row]);
  }
  return members;
}

/** A list and the language in which its files are written. */
type Files = Pick<OpenList, 'mapping' | 'preset'> & { readonly language: Language };

/** The values that survive in each company, by the rules of every import; `names` takes what each is called. */
export function* companyRows(
  list: readonly ListRow[],
  companies: Entities,
  files: Files,
  names: Map<number, string>,
): Generator<Cells> {
  const columns = columnsToldBy(companyColumns, files);
  yield titlesOf(columns, files);
  for (const [entity, rows] of membersOf(companies, list.length)) {
    const golden = emptyGolden();
    for (const row of rows) surviveCompany(golden, list[row]!);
    const { name } = golden.values;
    if (name !== undefined) names.set(entity, String(name));
    yield cellsOf(columns, { entity, rows: rows.length, golden }, files);
  }
}

/**
 * The values that survive in each person, with the company that the newest row names; one row that opted out makes all of them opt out
 * (domain.md §12.5).
 */
export function* personRows(
  list: readonly ListRow[],
  { companies, people }: ResolvedList,
  files: Files,
  companyNames: ReadonlyMap<number, string>,
): Generator<Cells> {
  const columns = columnsToldBy(personColumns, files);
  const companyOf = entityOfRow(companies, list.length);
  yield titlesOf(columns, files);
  for (const [entity, rows] of membersOf(people, list.length)) {
    const golden = emptyPerson();
    for (const row of rows) survivePerson(golden, list[row]!, companyOf[row] || undefined);
    const companyName = companyNames.get(golden.values.accountId ?? 0);
    yield cellsOf(columns, { entity, rows: rows.length, golden, companyName }, files);
  }
}

/** Pairs that a person should look at, each with the reason; the first line is the header. */
export function* reviewRows(reviews: readonly ReviewLine[], files: Pick<Files, 'language'>): Generator<Cells> {
  yield titlesOf(reviewColumns, files);
  for (const line of reviews) yield cellsOf(reviewColumns, line, files);
}

function titlesOf<Row>(columns: readonly Column<Row>[], { language }: Pick<Files, 'language'>): Cells {
  return columns.map(({ title }) => title[language]);
}

function cellsOf<Row>(columns: readonly Column<Row>[], row: Row, { language }: Pick<Files, 'language'>): Cells {
  return columns.map(({ cell }) => cell(row, language) ?? '');
}
