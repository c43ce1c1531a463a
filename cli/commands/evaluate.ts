import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type ClusterQuality, evaluateClusters, evaluateEdges, precisionRecall } from '#core/match/evaluate.ts';
import { type Rate, rateOf } from '#core/measure/rate.ts';
import { Refusal } from '#core/refusal.ts';
import { measureLists } from '#flows/measure-lists.ts';
import { needFile } from '../need-file.ts';
import type { Output } from '../output.ts';

/**
 * `mori evaluate links --truth FILE [--links FILE]`: every measure of matching quality (identity.md §1.4) as JSON. Without
 * links the lists beside the truth file are matched and measured, blocking and order sensitivity included.
 *
 * Truth: `record,entity` and any further columns, which become slices. Links, either of
 * - `record,entity` per record: clusters; optional `method` (`review` counts as asked) and `score`;
 * - `left,right[,bits][,decision]` per pair: edges, closed transitively where decision is `same` or missing; `candidate`
 *   rows measure blocking, `review` rows the review rate; columns `verdict` and `second` of two reviewers give their agreement.
 * docs/evaluate.md names every measure.
 */
export async function evaluateLinks(
  files: {
    readonly truth: string;
    readonly links?: string | undefined;
    readonly entity?: string | undefined;
    readonly shuffles: number;
    readonly seed: number;
  },
  output: Output,
): Promise<void> {
  if (files.links === undefined) return output.result(await measureLists(files.truth, files));
  evaluateGivenLinks({ ...files, links: files.links }, output);
}

function evaluateGivenLinks(
  files: { truth: string; links: string; entity?: string | undefined },
  output: Output,
): void {
  const truth = readTable(files.truth, files.entity);
  const links = readTable(files.links, files.entity);
  requireColumns(files.truth, truth, ['record', 'entity']);
  const records = truth.map(({ record }) => record!);
  const entities = truth.map(({ entity }) => entity!);
  const place = new Map(records.map((record, index) => [record, index]));
  if (links[0] && 'left' in links[0]) {
    requireColumns(files.links, links, ['left', 'right']);
    output.result(evaluatePairs(links, place, entities, truth));
    return;
  }
  requireColumns(files.links, links, ['record', 'entity']);
  const found: string[] = records.map((record) => `?${record}`);
  let [reviewed, unknown] = [0, 0];
  for (const { record, entity, method } of links) {
    const index = place.get(record!);
    if (index === undefined) {
      unknown++;
      continue;
    }
    if (entity) found[index] = entity;
    if (method === 'review') reviewed++;
  }
  output.result({
    ...summary(found, entities, truth),
    reviewRate: reviewed / Math.max(1, records.length),
    linksOfUnknownRecords: unknown,
  });
}

type Row = Readonly<Record<string, string | undefined>>;

function evaluatePairs(
  links: readonly Row[],
  place: ReadonlyMap<string, number>,
  entities: readonly string[],
  truth: readonly Row[],
) {
  const root = Int32Array.from({ length: entities.length }, (_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (root[at] !== at) {
      root[at] = root[root[at]!]!;
      at = root[at]!;
    }
    return at;
  };
  const edges: { bits: number; isTrue: boolean }[] = [];
  let [reviewed, unknown, merged, right] = [0, 0, 0, 0];
  for (const { left, right: other, bits, decision = 'same' } of links) {
    const [one, two] = [place.get(left!), place.get(other!)];
    if (one === undefined || two === undefined) {
      unknown++;
      continue;
    }
    const isTrue = entities[one] === entities[two];
    edges.push({ bits: bits === undefined || bits === '' ? (decision === 'same' ? 1 : -1) : Number(bits), isTrue });
    if (decision === 'review') reviewed++;
    if (decision !== 'same') continue;
    merged++;
    if (isTrue) right++;
    root[find(one)] = find(two);
  }
  const sizes = new Map<string, number>();
  for (const entity of entities) sizes.set(entity, (sizes.get(entity) ?? 0) + 1);
  const truePairs = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const allPairs = (entities.length * (entities.length - 1)) / 2;
  const perRecord = candidatesPerRecord(links, place, entities.length);
  return {
    blocking: {
      pairRecall: precisionRecall(edges.filter(({ isTrue }) => isTrue).length, edges.length, truePairs).recall,
      candidatesPerRecord: perRecord,
      reductionRatio: 1 - edges.length / Math.max(1, allPairs),
    },
    edges: {
      ...precisionRecall(right, merged, truePairs),
      areaUnderCurve: evaluateEdges(edges, truePairs, 0).areaUnderCurve,
    },
    autoMergePrecision: rateOf(right, merged),
    ...summary(
      entities.map((_, index) => find(index)),
      entities,
      truth,
    ),
    reviewRate: reviewed / Math.max(1, entities.length),
    reviewerAgreement: agreementOf(links),
    linksOfUnknownRecords: unknown,
  };
}

/** Pairs that two people looked at and said the same of; null value where none were. */
function agreementOf(links: readonly Row[]): Rate {
  const twice = links.filter(({ verdict, second }) => verdict && second);
  return rateOf(twice.filter(({ verdict, second }) => verdict === second).length, twice.length);
}

function candidatesPerRecord(
  links: readonly Row[],
  place: ReadonlyMap<string, number>,
  count: number,
): { mean: number; p99: number } {
  const candidates = new Int32Array(count);
  for (const { left, right } of links)
    for (const record of [left, right]) {
      const index = place.get(record!);
      if (index !== undefined) candidates[index]!++;
    }
  const sorted = candidates.sort();
  return {
    mean: sorted.reduce((sum, value) => sum + value, 0) / Math.max(1, count),
    p99: sorted[Math.floor(count * 0.99)] ?? 0,
  };
}

/** Cluster measures for all records and for each value of each further column of the truth (at most 20 values). */
function summary(found: readonly (string | number)[], entities: readonly string[], truth: readonly Row[]) {
  const slices: Record<string, ClusterQuality> = {};
  for (const column of Object.keys(truth[0] ?? {}).filter((name) => name !== 'record' && name !== 'entity')) {
    const values = new Set(truth.map((row) => row[column] ?? ''));
    if (values.size > 20) continue;
    for (const value of values)
      slices[`${column}=${value}`] = evaluateClusters(
        found,
        entities,
        (record) => (truth[record]![column] ?? '') === value,
      );
  }
  return { ...evaluateClusters(found, entities), slices };
}

/** Names under which other files give the two columns; `mori export links` and `mori dedupe` are read as they are. */
const names = {
  record: ['record', 'unique_id', 'external_key', 'row'],
  entity: ['entity', 'cluster', 'account_id', 'company'],
};

function readTable(path: string, entity: string | undefined): Row[] {
  needFile(path);
  const rename = (header: string[]) => {
    const record = names.record.find((name) => header.includes(name));
    const wanted = entity ?? names.entity.find((name) => header.includes(name));
    return header.map((name) => (name === record ? 'record' : name === wanted ? 'entity' : name));
  };
  return parse(readFileSync(path), { columns: rename, bom: true, relax_column_count: true, skip_empty_lines: true });
}

function requireColumns(path: string, rows: readonly Row[], columns: readonly string[]): void {
  const missing = columns.filter((column) => rows[0] && !(column in rows[0]));
  if (rows.length === 0 || missing.length > 0)
    throw new Refusal(
      'columns_missing',
      `${path} に列「${missing.join('、') || columns.join('、')}」のある行が必要です。`,
      { english: `${path} needs rows with the columns ${(missing.length > 0 ? missing : columns).join(', ')}.` },
    );
}
