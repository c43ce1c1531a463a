import { explainPair } from '#core/match/explain.ts';
import { type Resolved, type ResolvedList, resolveList } from '#core/match/resolve-list.ts';
import { openWords } from '#core/match/words.ts';
import type { FindTowns } from '#core/town/find-towns.ts';
import type { CompanySeen, Observation, PersonSeen } from '#core/observation/observation.ts';
import { atRow } from '#core/observation/rejection-words.ts';
import { Refusal } from '#core/refusal.ts';
import type { Words } from '#core/words.ts';
import type { Language } from '#core/words.ts';
import { readRecords } from '#sources/file/read-records.ts';
import { findPreset } from '#sources/recognise.ts';
import { rowReader } from '#sources/to-observation.ts';
import { clusterRows, companyRows, csvLines, personRows, type ReviewLine, reviewRows } from './clean-list-files.ts';
import { type ListReport, reportOn } from './clean-list-report.ts';
import { placeRows } from './ask-towns.ts';
import type { OpenList } from './open-list.ts';

/** What of a row cleaning needs to remember. */
export type ListRow = Pick<Observation, 'row' | 'observedOn' | 'flags' | 'ownerName' | 'tags' | 'memo'> & {
  readonly company?: CompanySeen;
  readonly person?: PersonSeen;
};

/** Rows of a list that could be read, and why others could not. */
export type ReadList = {
  readonly rows: readonly ListRow[];
  readonly rejected: ReadonlyMap<string, { count: number; readonly example: Words }>;
};

export type CleanStage = 'reading' | 'matching' | 'writing';
export type CleanedList = { readonly report: ListReport; readonly reviews: readonly ReviewLine[] };

/** Where results go, piece by piece, in one language: nothing is stored here. */
export type CleanSink = {
  readonly language: Language;
  readonly progress: (stage: CleanStage, rows: number) => void;
  /** A piece of one of the files clusters.csv, companies.csv, people.csv, review.csv. */
  readonly file: (name: string, text: string) => void;
};

const rowsPerPiece = 5_000;
const rowsPerProgress = 5_000;
const reviewsMax = 20_000;

/**
 * 手元のリストを掃除: companies and people of one list, without storing anything. Gives every row with its entity, the survivors,
 * the questions and a report. With a table of towns, addresses are read by it as imports do. Throws a Refusal for a list of more than `rowsMax` rows.
 */
export async function cleanList(
  list: OpenList,
  rowsMax: number,
  sink: CleanSink,
  findTowns?: FindTowns,
): Promise<CleanedList> {
  const started = performance.now();
  const unplaced = await readList(list, rowsMax, sink);
  const read = findTowns ? { ...unplaced, rows: await placeList(findTowns, unplaced.rows) } : unplaced;
  const readAt = performance.now();
  sink.progress('matching', read.rows.length);
  const resolved = resolveList(read.rows);
  const matchedAt = performance.now();
  sink.progress('writing', read.rows.length);
  const reviews = [
    ...questions('company', read.rows, resolved.companies),
    ...questions('person', read.rows, resolved.people),
  ];
  await writeFiles(list, read, resolved, reviews, sink);
  const seconds = (from: number, to: number) => Math.round((to - from) / 10) / 100;
  const report = reportOn(list, read, resolved, reviews, {
    read: seconds(started, readAt),
    match: seconds(readAt, matchedAt),
    total: seconds(started, performance.now()),
  });
  return { report, reviews };
}

/** Reads the rows of a list; what no result needs is not kept. */
export async function readList(list: OpenList, rowsMax: number, sink: Pick<CleanSink, 'progress'>): Promise<ReadList> {
  const reader = rowReader(findPreset(list.preset)!, list.mapping, list.header);
  const rows: ListRow[] = [];
  const rejected = new Map<string, { count: number; readonly example: Words }>();
  const occurrences = new Map<bigint, number>();
  const occurrence = (hash: bigint) => {
    const count = (occurrences.get(hash) ?? 0) + 1;
    occurrences.set(hash, count);
    return count;
  };
  for await (const record of readRecords(list.path, list.format)) {
    if (record.number <= list.format.headerRow) continue;
    if (rows.length >= rowsMax)
      throw new Refusal(
        'E_TOO_MANY_ROWS',
        `一度に掃除できるのは ${rowsMax.toLocaleString()} 行までです。ファイルを分けてください。`,
      );
    const number = record.number - list.format.headerRow;
    const row = reader.read(record.cells, number, occurrence);
    if ('rejected' in row) {
      const known = rejected.get(row.code);
      if (known) known.count++;
      else rejected.set(row.code, { count: 1, example: atRow(number, row.detail) });
    } else rows.push(slim(row));
    if (rows.length % rowsPerProgress === 0) sink.progress('reading', rows.length);
  }
  return { rows, rejected };
}

/** The rows with their addresses read by a table of towns. */
async function placeList(findTowns: FindTowns, rows: readonly ListRow[]): Promise<readonly ListRow[]> {
  const placed = new Map<ListRow, ListRow>();
  for (let start = 0; start < rows.length; start += rowsPerPiece)
    for (const [row, read] of await placeRows(findTowns, rows.slice(start, start + rowsPerPiece)))
      placed.set(row, read);
  return placed.size === 0 ? rows : rows.map((row) => placed.get(row) ?? row);
}

/** A million rows are held at once: what no result needs goes. */
function slim({ row, observedOn, company, person, ownerName, tags, memo }: Observation): ListRow {
  return {
    row,
    observedOn,
    flags: noFlags,
    ...(company ? { company } : {}),
    ...(person ? { person } : {}),
    ...(ownerName === undefined ? {} : { ownerName }),
    ...(tags ? { tags } : {}),
    ...(memo === undefined ? {} : { memo }),
  };
}
const noFlags: readonly never[] = [];

async function writeFiles(
  list: OpenList,
  read: ReadList,
  resolved: ResolvedList,
  reviews: readonly ReviewLine[],
  sink: CleanSink,
): Promise<void> {
  const files = { ...list, language: sink.language };
  const names = new Map<number, string>();
  // People are written behind the companies, whose names they bear.
  for (const [name, rows] of [
    ['companies.csv', companyRows(read.rows, resolved.companies, files, names)],
    ['people.csv', personRows(read.rows, resolved, files, names)],
    ['review.csv', reviewRows(reviews, files)],
  ] as const)
    for (const piece of csvLines(rows, rowsPerPiece)) sink.file(name, piece);
  for await (const piece of clusterRows(list, read.rows, resolved, rowsPerPiece)) sink.file('clusters.csv', piece);
}

/** One question for each two entities that may be one, told by their strongest pair; the most likely first. */
function questions<Item>(
  kind: ReviewLine['kind'],
  list: readonly ListRow[],
  { rows, records, match }: Resolved<Item>,
): ReviewLine[] {
  const strongest = new Map<string, (typeof match.open)[number]>();
  for (const pair of match.open) {
    const entities = [match.clusterOf[pair.one]!, match.clusterOf[pair.other]!]
      .sort((one, other) => one - other)
      .join('/');
    if (pair.bits > (strongest.get(entities)?.bits ?? Number.NEGATIVE_INFINITY)) strongest.set(entities, pair);
  }
  const shown = ({ company, person }: ListRow) =>
    (kind === 'company' ? company?.name?.raw : person?.name?.display) ?? '';
  return [...strongest.values()]
    .sort((one, other) => other.bits - one.bits || one.one - other.one)
    .slice(0, reviewsMax)
    .map(({ one, other, reason }) => {
      const { answer, probability, bits, lines } = explainPair(match.scorer, records[one]!, records[other]!);
      const [left, right] = [list[rows[one]!]!, list[rows[other]!]!];
      return {
        kind,
        row: left.row.number,
        otherRow: right.row.number,
        left: shown(left),
        right: shown(right),
        answer,
        probability,
        bits,
        reason,
        why: openWords[reason],
        words: {
          ja: lines.map(({ words }) => words.ja).join(' / '),
          en: lines.map(({ words }) => words.en).join(' / '),
        },
      };
    });
}
