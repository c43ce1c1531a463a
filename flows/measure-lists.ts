import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { isCorporateDomain } from '#core/contact/email.ts';
import { type MatchQuality, measureMatch, type RowTruth } from '#core/match/measure.ts';
import { accountModel } from '#core/match/account-model.ts';
import { type LeadQuality, measureLeads } from '#core/match/measure-lead.ts';
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
  readonly leadToAccount: LeadQuality;
  /** Two reviewers' agreement is measured where people review: `mori match-audit`. */
  readonly reviewerAgreement: null;
  readonly seconds: number;
};
type Row = ListRow & { readonly file: string; readonly isAccount: boolean };
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
  for (const [file, known] of truth) {
    const { isAccount, rows: listed } = await readRows(join(dirname(truthPath), file));
    for (const row of listed) {
      const about = known.get(row.row.number);
      if (!about) continue;
      rows.push({ ...row, file, isAccount });
      truths.push(about);
    }
  }
  if (rows.length === 0)
    throw new Refusal('columns_missing', `${truthPath} の隣に、そこに書かれたリストがありません。`);
  const started = performance.now();
  const resolved = resolveList(rows);
  const seconds = Math.round(performance.now() - started) / 1000;
  const shuffled = Array.from({ length: options.shuffles }, (_, index) => resolveShuffled(rows, options.seed + index));
  const others = (part: 'companies' | 'people') => shuffled.map((labels) => labels[part]);
  const companies = truthOf(resolved.companies, rows, truths, 'company');
  return {
    rows: rows.length,
    companies: measureMatch(accountModel, resolved.companies, companies, others('companies')),
    people: measureMatch(
      personModel,
      resolved.people,
      truthOf(resolved.people, rows, truths, 'person'),
      others('people'),
    ),
    leadToAccount: measureLeads(
      companies.map(({ entity }, index) => ({
        entity,
        cluster: resolved.companies.match.clusterOf[index]!,
        isAccount: rows[resolved.companies.rows[index]!]!.isAccount,
      })),
    ),
    reviewerAgreement: null,
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

async function readRows(path: string): Promise<{ readonly rows: readonly ListRow[]; readonly isAccount: boolean }> {
  if (!existsSync(path)) return { rows: [], isAccount: false };
  const folder = await mkdtemp(join(tmpdir(), 'mori-measure-'));
  try {
    const copy = join(folder, 'list');
    await copyFile(path, copy);
    const list = await openList(copy, 'auto');
    const { noun } = findPreset(list.preset)!;
    if (!measuredNouns.has(noun)) return { rows: [], isAccount: false };
    const { rows } = await readList(list, rowsMax, { progress: () => undefined });
    return { rows, isAccount: noun === 'company' };
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
  const among = groupsOf(rows, truths);
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
        languages: among.languages(truths[place]!.company),
        namesake: among.namesake(name),
        domain: among.domain(company?.domains.find(isCorporateDomain)),
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

/**
 * What only all rows together tell: companies written in Latin letters and in Japanese, names and domains of several companies
 * (homonyms; groups of companies).
 */
function groupsOf(rows: readonly Row[], truths: readonly Truth[]) {
  const scripts = new Map<string, Set<boolean>>();
  const carriers = new Map<string, Set<string>>();
  const add = <Value>(map: Map<string, Set<Value>>, key: string, value: Value) =>
    map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const [place, { company }] of rows.entries()) {
    const entity = truths[place]!.company;
    if (!company || !entity) continue;
    const name = company.name?.core ?? '';
    if (name) add(scripts, entity, scriptOf(name) === 'latin');
    if (name) add(carriers, `name|${name}`, entity);
    for (const domain of company.domains) add(carriers, `domain|${domain}`, entity);
  }
  const several = (key: string) => (carriers.get(key)?.size ?? 0) > 1;
  return {
    languages: (entity: string) => (scripts.get(entity)?.size === 2 ? 'japanese_and_english' : 'one'),
    namesake: (name: string) => (several(`name|${name}`) ? 'yes' : 'no'),
    domain: (domain: string | undefined) =>
      domain === undefined ? 'none' : several(`domain|${domain}`) ? 'group' : 'own',
  };
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
