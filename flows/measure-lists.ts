import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { accountModel } from '#core/match/account-model.ts';
import { type MatchQuality, measureMatch, type RowTruth } from '#core/match/measure.ts';
import { personModel } from '#core/match/person-model.ts';
import { seededRandom } from '#core/match/random.ts';
import { type Resolved, resolveList } from '#core/match/resolve-list.ts';
import { Refusal } from '#core/refusal.ts';
import { findPreset } from '#sources/recognise.ts';
import { type ListRow, readList } from './clean-list.ts';
import { openList } from './open-list.ts';

/** Quality of companies and people found in lists whose truth is known, over the rows that speak of them. */
export type ListQuality = {
  readonly rows: number;
  readonly companies: MatchQuality;
  readonly people: MatchQuality;
  readonly seconds: number;
};
type Row = ListRow & { readonly file: string };
type Truth = { readonly company: string; readonly person: string };

const rowsMax = 5_000_000;
const measuredNouns: ReadonlySet<string> = new Set(['company', 'person', 'lead']);

/**
 * Reads the lists that a truth file names (`file,row,company,person`, beside it; docs/generate.md), finds companies and people
 * in all of them together, and measures everything of identity.md §1.4. Lists of deals, orders and activities are left out:
 * the product links those by the keys of their own system. `shuffles` runs repeat it in another order of rows.
 */
export async function measureLists(
  truthPath: string,
  options: { readonly shuffles: number; readonly seed: number },
): Promise<ListQuality> {
  const truth = readTruth(truthPath);
  const rows: Row[] = [];
  const truths: Truth[] = [];
  for (const [file, known] of truth)
    for (const row of await readRows(join(dirname(truthPath), file))) {
      const about = known.get(row.row.number);
      if (!about) continue;
      rows.push({ ...row, file });
      truths.push(about);
    }
  if (rows.length === 0)
    throw new Refusal('columns_missing', `${truthPath} の隣に、そこに書かれたリストがありません。`);
  const started = performance.now();
  const resolved = resolveList(rows);
  const seconds = Math.round(performance.now() - started) / 1000;
  const shuffled = Array.from({ length: options.shuffles }, (_, index) => resolveShuffled(rows, options.seed + index));
  const others = (part: 'companies' | 'people') => shuffled.map((labels) => labels[part]);
  return {
    rows: rows.length,
    companies: measureMatch(
      accountModel,
      resolved.companies,
      truthOf(resolved.companies, rows, truths, 'company'),
      others('companies'),
    ),
    people: measureMatch(
      personModel,
      resolved.people,
      truthOf(resolved.people, rows, truths, 'person'),
      others('people'),
    ),
    seconds,
  };
}

function readTruth(path: string): Map<string, Map<number, Truth>> {
  if (!existsSync(path)) throw new Refusal('file_missing', `${path} はありません。パスを確かめてください。`);
  const lines: (Truth & { file: string; row: string })[] = parse(readFileSync(path), { columns: true, bom: true });
  if (!lines[0] || !('file' in lines[0]) || !('row' in lines[0]))
    throw new Refusal('columns_missing', `${path} に列「file、row」のある行が必要です。`);
  const truth = new Map<string, Map<number, Truth>>();
  for (const { file, row, company, person } of lines) {
    const rows = truth.get(file) ?? new Map<number, Truth>();
    truth.set(file, rows);
    rows.set(Number(row), { company, person });
  }
  return truth;
}

async function readRows(path: string): Promise<readonly ListRow[]> {
  if (!existsSync(path)) return [];
  const folder = await mkdtemp(join(tmpdir(), 'mori-measure-'));
  try {
    const copy = join(folder, 'list');
    await copyFile(path, copy);
    const list = await openList(copy, 'auto');
    if (!measuredNouns.has(findPreset(list.preset)!.noun)) return [];
    return (await readList(list, rowsMax, { progress: () => undefined, file: () => undefined })).rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Truth and slices of each matched row. */
function truthOf<Item>(
  { rows: places }: Resolved<Item>,
  rows: readonly Row[],
  truths: readonly Truth[],
  what: 'company' | 'person',
): RowTruth[] {
  return Array.from(places, (place) => {
    const { file, company, person } = rows[place]!;
    // A row that speaks of nobody true is an entity of its own.
    const entity = truths[place]![what] || `?${place}`;
    const name = company?.name?.core ?? '';
    return {
      entity,
      slices: {
        file: file.replace(/-\d+(?=\.)/, ''),
        script: scriptOf(name),
        mail: person ? mailOf(person.emails) : 'none',
        evidence:
          [
            company?.phones.length ? 'phone' : '',
            company?.address ? 'address' : '',
            company?.domains.length ? 'domain' : '',
          ]
            .filter(Boolean)
            .join('+') || 'name_only',
      },
    };
  });
}

function scriptOf(core: string): string {
  if (core === '') return 'none';
  if (/^[\x20-\x7e]+$/.test(core)) return 'latin';
  return /[\u3400-\u9fff]/.test(core) ? 'kanji' : 'kana';
}

function mailOf(emails: readonly { readonly isCorporate: boolean; readonly isRole: boolean }[]): string {
  const [first] = emails;
  return !first ? 'none' : first.isRole ? 'role' : first.isCorporate ? 'corporate' : 'free';
}

/** The entities found when the rows come in another order, back in theirs. */
function resolveShuffled(rows: readonly Row[], seed: number): { companies: Int32Array; people: Int32Array } {
  const random = seededRandom(seed);
  const order = rows.map((_, index) => index);
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other]!, order[index]!];
  }
  const { companies, people } = resolveList(order.map((row) => rows[row]!));
  return { companies: inOrder(companies, order), people: inOrder(people, order) };
}

function inOrder<Item>({ rows, match }: Resolved<Item>, order: readonly number[]): Int32Array {
  const found = Array.from(rows, (place, index) => [order[place]!, match.clusterOf[index]!] as const);
  return Int32Array.from(found.sort(([one], [other]) => one - other).map(([, cluster]) => cluster));
}
