import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { emptyGolden, surviveCompany } from '#core/account/survive.ts';
import { explainPair } from '#core/match/explain.ts';
import { type Entities, type Resolved, resolveList } from '#core/match/resolve-list.ts';
import { findPreset, mapHeader, recogniseHeader } from '#sources/recognise.ts';
import type { Observation } from '#core/observation/observation.ts';
import { emptyPerson, survivePerson } from '#core/person/survive.ts';
import { Refusal } from '#core/refusal.ts';
import { csvRow, safeCell } from '#sources/file/csv-row.ts';
import { prepareFile } from '#sources/file/prepare.ts';
import { readRecords } from '#sources/file/read-records.ts';
import { rowReader } from '#sources/to-observation.ts';
import type { Output } from '../output.ts';

const rowsMax = 2_000_000;
const reviewsMax = 20_000;

/**
 * `mori dedupe FILE --as PRESET --out DIR` (手元のリストを掃除): companies and people of one file, without storing anything.
 * Writes clusters.csv (every row with its entity), companies.csv and people.csv (the survivors), review.csv and report.json.
 */
export async function dedupeFile(file: string, options: { as: string; out: string }, output: Output): Promise<void> {
  if (!existsSync(file)) throw new Refusal('file_missing', `${file} はありません。パスを確かめてください。`);
  const started = performance.now();
  const list = await readList(file, options.as);
  const read = performance.now();
  const { companies, people } = resolveList(list.observations.map(({ company, person }) => ({ company, person })));
  const matched = performance.now();
  mkdirSync(options.out, { recursive: true });
  const write = (name: string, rows: Iterable<readonly unknown[]>) =>
    writeFileSync(join(options.out, name), csvText(rows), { mode: 0o600 });
  write('clusters.csv', clusterRows(list, companies, people));
  write('companies.csv', companyRows(list.observations, companies));
  write('people.csv', personRows(list.observations, people));
  const reviews = [...reviewRows('company', list, companies), ...reviewRows('person', list, people)];
  write('review.csv', [reviewHeader, ...reviews]);
  const seconds = (from: number, to: number) => Math.round((to - from) / 10) / 100;
  const report = {
    file: basename(file),
    preset: list.preset,
    rows: list.observations.length,
    rejected: list.rejected,
    companies: countsOf(companies),
    people: countsOf(people),
    reviews: reviews.length,
    seconds: {
      read: seconds(started, read),
      match: seconds(read, matched),
      total: seconds(started, performance.now()),
    },
    memoryMb: Math.round(process.memoryUsage.rss() / 1024 ** 2),
  };
  writeFileSync(join(options.out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
  output.result(report);
}

/** With a UTF-8 mark, as spreadsheets want it. */
function csvText(rows: Iterable<readonly unknown[]>): string {
  const lines = ['\ufeff'];
  for (const row of rows)
    lines.push(csvRow(row.map((cell) => (typeof cell === 'number' ? String(cell) : safeCell(String(cell))))));
  return lines.join('');
}

type List = {
  readonly preset: string;
  readonly header: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly observations: readonly Observation[];
  readonly rejected: number;
};

/** Reads the whole file in a folder of its own, which goes afterwards. */
async function readList(file: string, presetName: string): Promise<List> {
  const folder = mkdtempSync(join(tmpdir(), 'mori-dedupe-'));
  try {
    const path = join(folder, 'list');
    copyFileSync(file, path);
    const { format, header, path: table } = await prepareFile(path);
    const recognised = presetName === 'auto' ? recogniseHeader(header) : undefined;
    const preset = recognised?.preset ?? findPreset(presetName);
    if (!preset)
      throw new Refusal('preset_unknown', `「${presetName}」という種類はありません。--as で種類を選んでください。`);
    const reader = rowReader(preset, recognised?.mapping ?? mapHeader(preset, header), header);
    const cells: (readonly string[])[] = [];
    const observations: Observation[] = [];
    const occurrences = new Map<bigint, number>();
    const occurrence = (hash: bigint) => {
      const count = (occurrences.get(hash) ?? 0) + 1;
      occurrences.set(hash, count);
      return count;
    };
    let rejected = 0;
    for await (const record of readRecords(table, format)) {
      if (record.number <= format.headerRow) continue;
      if (observations.length >= rowsMax)
        throw new Refusal(
          'E_TOO_MANY_ROWS',
          `一度に掃除できるのは ${rowsMax.toLocaleString()} 行までです。ファイルを分けてください。`,
        );
      const row = reader.read(record.cells, record.number - format.headerRow, occurrence);
      if ('rejected' in row) rejected++;
      else {
        observations.push(row);
        cells.push(record.cells);
      }
    }
    return { preset: preset.name, header, cells, observations, rejected };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* clusterRows(list: List, companies: Entities, people: Entities): Generator<readonly unknown[]> {
  const [company, person] = [entityOfRow(companies), entityOfRow(people)];
  yield ['row', 'company', 'person', ...list.header];
  for (const [place, { row }] of list.observations.entries())
    yield [row.number, company.get(place) ?? '', person.get(place) ?? '', ...list.cells[place]!];
}

/** Entities are named after the 1-based place of their first row in the list. */
function entityOfRow({ rows, match }: Entities): Map<number, number> {
  const first = new Map<number, number>();
  const entity = new Map<number, number>();
  for (const [place, row] of rows.entries()) {
    const cluster = match.clusterOf[place]!;
    if (!first.has(cluster)) first.set(cluster, row + 1);
    entity.set(row, first.get(cluster)!);
  }
  return entity;
}

function membersOf(resolved: Entities): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const [row, entity] of entityOfRow(resolved)) {
    const rows = members.get(entity);
    if (rows) rows.push(row);
    else members.set(entity, [row]);
  }
  return members;
}

const companyColumns = [
  'name',
  'kana',
  'corporateNumber',
  'postalCode',
  'prefecture',
  'address',
  'phone',
  'domain',
  'industry',
  'employees',
] as const;

/** The values that survive in each company, by the rules of every import. */
function* companyRows(observations: readonly Observation[], companies: Entities): Generator<readonly unknown[]> {
  yield ['company', 'rows', ...companyColumns];
  for (const [entity, rows] of membersOf(companies)) {
    const golden = emptyGolden();
    for (const row of rows) surviveCompany(golden, observations[row]!);
    yield [entity, rows.length, ...companyColumns.map((column) => golden.values[column] ?? '')];
  }
}

const personColumns = ['name', 'kana', 'email', 'phone', 'mobile', 'department', 'title'] as const;

function* personRows(observations: readonly Observation[], people: Entities): Generator<readonly unknown[]> {
  yield ['person', 'rows', ...personColumns, 'optOut'];
  for (const [entity, rows] of membersOf(people)) {
    const golden = emptyPerson();
    for (const row of rows) survivePerson(golden, observations[row]!, undefined);
    yield [
      entity,
      rows.length,
      ...personColumns.map((column) => golden.values[column] ?? ''),
      golden.hasOptedOut ? 1 : '',
    ];
  }
}

const reviewHeader = ['kind', 'row', 'otherRow', 'left', 'right', 'answer', 'probability', 'bits', 'reason', 'words'];

/** One line for each two entities that may be one, told by their strongest pair; the most likely first. */
function reviewRows<Item>(
  kind: string,
  { observations }: List,
  { rows, records, match }: Resolved<Item>,
): (readonly unknown[])[] {
  const strongest = new Map<string, (typeof match.open)[number]>();
  for (const pair of match.open) {
    const entities = [match.clusterOf[pair.one]!, match.clusterOf[pair.other]!]
      .sort((one, other) => one - other)
      .join('/');
    if (pair.bits > (strongest.get(entities)?.bits ?? Number.NEGATIVE_INFINITY)) strongest.set(entities, pair);
  }
  return [...strongest.values()]
    .sort((one, other) => other.bits - one.bits || one.one - other.one)
    .slice(0, reviewsMax)
    .map(({ one, other, reason }) => {
      const { answer, probability, bits, lines } = explainPair(match.scorer, records[one]!, records[other]!);
      const [left, right] = [observations[rows[one]!]!, observations[rows[other]!]!];
      const shown = ({ company, person }: Observation) =>
        (kind === 'company' ? company?.name?.raw : person?.name?.display) ?? '';
      const words = lines.map((line) => line.words.ja).join(' / ');
      return [
        kind,
        left.row.number,
        right.row.number,
        shown(left),
        shown(right),
        answer,
        probability.toFixed(3),
        bits.toFixed(1),
        reason,
        words,
      ];
    });
}

function countsOf({ rows, match }: Entities) {
  return { rows: rows.length, entities: new Set(match.clusterOf).size, pairsCompared: match.counts.pairs };
}
