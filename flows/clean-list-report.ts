import { levelsOf, type Scorer } from '#core/match/score.ts';
import type { Resolved, ResolvedList } from '#core/match/resolve-list.ts';
import { sayComparison, sayLevel } from '#core/match/words.ts';
import { rejectionWords } from '#core/observation/rejection-words.ts';
import type { Words } from '#core/words.ts';
import { findPreset } from '#sources/recognise.ts';
import type { ListRow, ReadList } from './clean-list.ts';
import { membersOf, type ReviewLine } from './clean-list-files.ts';
import type { OpenList } from './open-list.ts';

/** One reason for which rows were put together, with how many rows. */
export type MergeKind = { readonly words: Words; readonly rows: number; readonly example: readonly [string, string] };

/** Rows that are one company or person, as they were spelt. */
export type MergeExample = {
  readonly rows: number;
  readonly spellings: readonly { readonly text: string; readonly rows: number }[];
};

/** `rows = entities + duplicates`, and the rows of `kinds` add up to the duplicates. */
export type EntityReport = {
  readonly rows: number;
  readonly entities: number;
  readonly duplicates: number;
  readonly questions: number;
  readonly pairsCompared: number;
  readonly kinds: readonly MergeKind[];
  readonly examples: readonly MergeExample[];
};

export type ListReport = {
  readonly preset: string;
  readonly title: Words;
  /** Rows that could be read; rejected ones stand beside. */
  readonly rows: number;
  readonly rejected: number;
  readonly rejections: readonly {
    readonly code: string;
    readonly words: Words;
    readonly count: number;
    readonly example: Words;
  }[];
  readonly companies: EntityReport;
  readonly people: EntityReport;
  readonly optOuts: number;
  readonly reviews: number;
  readonly seconds: { readonly read: number; readonly match: number; readonly total: number };
  readonly memoryMb: number;
};

/** Less evidence than this did not put two rows together; other rows stood between them. */
const tellingBits = 3;
const examplesMax = 6;
const spellingsMax = 8;

/** What cleaning found, in numbers that add up and examples that can be looked at. */
export function reportOn(
  list: OpenList,
  { rows, rejected }: ReadList,
  { companies, people }: ResolvedList,
  reviews: readonly ReviewLine[],
  seconds: ListReport['seconds'],
): ListReport {
  const asked = (kind: ReviewLine['kind']) => reviews.filter((line) => line.kind === kind).length;
  const rejections = [...rejected].map(([code, { count, example }]) => ({
    code,
    words: (rejectionWords as Readonly<Record<string, Words>>)[code] ?? { ja: code, en: code },
    count,
    example,
  }));
  return {
    preset: list.preset,
    title: findPreset(list.preset)!.title,
    rows: rows.length,
    rejected: rejections.reduce((sum, { count }) => sum + count, 0),
    rejections: rejections.sort((one, other) => other.count - one.count),
    companies: entityReport(
      rows,
      companies,
      asked('company'),
      ({ company }) => company?.name?.raw ?? company?.corporateNumber ?? company?.domains[0],
    ),
    people: entityReport(
      rows,
      people,
      asked('person'),
      ({ person }) => person?.name?.display ?? person?.emails[0]?.address,
    ),
    optOuts: rows.filter(({ person }) => person?.hasOptedOut).length,
    reviews: reviews.length,
    seconds,
    memoryMb: Math.round(process.memoryUsage.rss() / 1024 ** 2),
  };
}

function entityReport<Item>(
  list: readonly ListRow[],
  resolved: Resolved<Item>,
  questions: number,
  nameOf: (row: ListRow) => string | undefined,
): EntityReport {
  const { rows, match } = resolved;
  const members = membersOf(resolved, list.length);
  const text = (row: number) => nameOf(list[row]!) ?? '—';
  return {
    rows: rows.length,
    entities: members.size,
    duplicates: rows.length - members.size,
    questions,
    pairsCompared: match.counts.pairs,
    kinds: mergeKinds(members, resolved, text),
    examples: examplesOf(members, text),
  };
}

/** Why each row beyond the first of its entity was put with it. */
function mergeKinds<Item>(
  members: ReadonlyMap<number, readonly number[]>,
  { rows, records, match: { scorer } }: Resolved<Item>,
  text: (row: number) => string,
): MergeKind[] {
  const placeOf = new Map(Array.from(rows, (row, place) => [row, place]));
  const kinds = new Map<string, { words: Words; rows: number; example: readonly [string, string] }>();
  for (const [first, ...others] of members.values())
    for (const row of others) {
      const [one, other] = [records[placeOf.get(first!)!]!, records[placeOf.get(row)!]!];
      const { code, words } = mergeKind(scorer, one, other, text(first!) === text(row));
      const known = kinds.get(code);
      const [spelt, otherwise] = [text(first!), text(row)];
      if (known) {
        known.rows++;
        if (known.example[0] === known.example[1]) known.example = [spelt, otherwise];
      } else kinds.set(code, { words, rows: 1, example: [spelt, otherwise] });
    }
  return [...kinds.values()].sort((one, other) => other.rows - one.rows);
}

/** What a difference in spelling was; for another name, which other field gave most. */
function mergeKind<Item>(
  scorer: Scorer<Item>,
  one: Item,
  other: Item,
  isSpeltAlike: boolean,
): { readonly code: string; readonly words: Words } {
  const { model } = scorer;
  // A namesake is no duplicate: for people it is the rest that tells.
  if (isSpeltAlike && model.name === 'account')
    return { code: 'alike', words: { ja: '名称の書き方まで同じ', en: 'Spelt alike' } };
  scorer.score(one, other);
  const name = model.comparisons.findIndex((comparison) => comparison.name === 'name');
  const level = levelsOf(model, 'name')[scorer.levels[name]! - 1];
  if (model.name === 'account' && level?.says === 'same')
    return { code: level.code, words: said(sayComparison('name'), sayLevel('name', level.code)) };
  let best = -1;
  for (const [index, bits] of scorer.parts.entries())
    if (index !== name && bits >= tellingBits && (best < 0 || bits > scorer.parts[best]!)) best = index;
  if (best < 0) return { code: 'others', words: { ja: 'ほかの行を介して一致', en: 'Met through other rows' } };
  const field = model.comparisons[best]!.name;
  const code = levelsOf(model, field)[scorer.levels[best]! - 1]!.code;
  return { code: `${field}/${code}`, words: said(sayComparison(field), sayLevel(field, code)) };
}

function said(comparison: Words, level: Words): Words {
  return { ja: `${comparison.ja}: ${level.ja}`, en: `${comparison.en}: ${level.en}` };
}

/** Entities with the most spellings: what nobody finds by sorting a column. */
function examplesOf(members: ReadonlyMap<number, readonly number[]>, text: (row: number) => string): MergeExample[] {
  const examples: MergeExample[] = [];
  for (const rows of members.values()) {
    if (rows.length < 2) continue;
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(text(row), (counts.get(text(row)) ?? 0) + 1);
    if (counts.size < 2) continue;
    const spellings = [...counts].map(([spelling, count]) => ({ text: spelling, rows: count }));
    examples.push({ rows: rows.length, spellings: spellings.sort((one, other) => other.rows - one.rows) });
    if (examples.length > 1_000) keepBest(examples);
  }
  keepBest(examples);
  return examples.map(({ rows, spellings }) => ({ rows, spellings: spellings.slice(0, spellingsMax) }));
}

function keepBest(examples: MergeExample[]): void {
  examples.sort((one, other) => other.spellings.length - one.spellings.length || other.rows - one.rows);
  examples.length = Math.min(examples.length, examplesMax);
}
