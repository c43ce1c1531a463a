// `npm run bench:identity`: people of Splink's historical_50k and FEBRL 3 to entities, in one process, against the best
// published matchers; order sensitivity; speed of normalisation. Data: MORI_BENCH_DATA, or ../shared/data beside the clone.
// The guard's two numbers are chosen on half of historical_50k's people and reported on the other half.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import type { FindTowns } from '#core/town/find-towns.ts';
import { askedOf } from '#core/town/place-by-towns.ts';
import { nameForms } from '#core/match/name-forms.ts';
import { evaluateClusters } from '#core/match/evaluate.ts';
import { matchBatch } from '#core/match/match-batch.ts';
import type { Model } from '#core/match/model.ts';
import { seededRandom } from '#core/match/random.ts';
import { Resolver } from '#core/match/resolver.ts';
import type { Scorer } from '#core/match/score.ts';
import { writeExports } from '#fixtures/exports.ts';
import { measureLists } from '#flows/measure-lists.ts';
import { febrlModel, readFebrl } from './identity/febrl.ts';
import { measureRegisterList } from './identity/register-list.ts';
import { kyotoAddresses, placeWith, romajiAddresses, townTable } from './identity/towns.ts';
import { RenameBench } from './identity/renames.ts';
import { frequenciesOf, type Historical, historicalModel, readHistorical } from './identity/historical.ts';

const seed = Number(process.env.MORI_BENCH_SEED ?? 11);
const data = process.env.MORI_BENCH_DATA ?? join(import.meta.dirname, '..', '..', 'shared', 'data');
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const round = (value: number) => Math.round(value * 10_000) / 10_000;
const print = (measure: string, value: number, unit: string, floor: number | null = null, n: number | null = null) =>
  console.log(
    JSON.stringify({
      bench: 'identity',
      measure,
      value: round(value),
      unit,
      floor,
      ratio: floor ? round(value / floor) : null,
      n,
      seed,
      commit,
    }),
  );

const files = {
  historical: join(data, 'identity', 'historical_50k.csv.gz'),
  febrl3: join(data, 'identity', 'febrl', 'dataset3.csv'),
  febrl4a: join(data, 'identity', 'febrl', 'dataset4a.csv'),
  febrl4b: join(data, 'identity', 'febrl', 'dataset4b.csv'),
  addresses: join(data, 'jp_addresses', 'geolonia_addresses.csv'),
  /** Not among the data: Japan Post's table, for whoever has it. */
  towns: process.env.MORI_BENCH_TOWNS ?? join(data, 'jp_addresses', 'utf_ken_all.csv'),
  companies: join(data, 'nta', 'companies-250k.csv.gz'),
  renames: join(data, 'nta', 'renames-to-2023.csv.gz'),
};
const missing = Object.values(files).filter((file) => !existsSync(file));
if (missing.length > 0)
  console.error(`Left out, because it is not there: ${missing.join(', ')}. Set MORI_BENCH_DATA to the data folder.`);

/** Kantō is told apart from the rest, whose first mistakes were looked at. */
const lookedAt: ReadonlySet<string> = new Set(['東京都', '神奈川県', '千葉県', '埼玉県', '茨城県', '栃木県', '群馬県']);

if (existsSync(files.historical)) benchHistorical();
if (existsSync(files.febrl3)) benchFebrl('febrl3', [files.febrl3], { pairs: 0.9972, entities: 0.9986, seconds: 3.7 });
// Nothing was chosen by this one.
if (existsSync(files.febrl4a) && existsSync(files.febrl4b)) benchFebrl('febrl4', [files.febrl4a, files.febrl4b]);
if (existsSync(files.addresses)) benchAddresses();
if (existsSync(files.addresses)) await benchTowns();
if (existsSync(files.companies)) benchNormalisation();
if (existsSync(files.companies)) benchRegisterList();
if (existsSync(files.companies) && existsSync(files.renames)) benchRenames();
await benchWorlds();

function benchHistorical(): void {
  const { items, truth } = readHistorical(files.historical);
  const isChosenOn = truth.map((entity) => isFirstHalf(entity));
  const grid = [
    { edge: 0, average: -4 },
    { edge: -2, average: -4 },
    { edge: -2, average: -5 },
    { edge: -3, average: -5 },
    { edge: -4, average: -5 },
  ].map((chosen) => {
    const model = withGuard(historicalModel, chosen);
    const quality = evaluateClusters(run(model, items).clusterOf, truth, (record) => isChosenOn[record]!);
    return { model, chosen, score: quality.pairwise.f1 + quality.bCubed.f1 };
  });
  const best = grid.reduce((one, other) => (other.score > one.score ? other : one));
  const cpu = process.cpuUsage();
  const started = performance.now();
  const result = run(best.model, items);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const held = evaluateClusters(result.clusterOf, truth, (record) => !isChosenOn[record]!);
  const whole = evaluateClusters(result.clusterOf, truth);
  print('historical_50k_guard_edge', best.chosen.edge, 'bits');
  print('historical_50k_guard_average', best.chosen.average, 'bits');
  print('historical_50k_holdout_pair_f1', held.pairwise.f1, 'share', 0.828, held.records);
  print('historical_50k_holdout_pair_precision', held.pairwise.precision, 'share', null, held.records);
  print('historical_50k_holdout_pair_recall', held.pairwise.recall, 'share', null, held.records);
  print('historical_50k_holdout_b3_f1', held.bCubed.f1, 'share', 0.863, held.records);
  print('historical_50k_holdout_exact_cluster_f1', held.exactCluster.f1, 'share', 0.2, held.records);
  print('historical_50k_holdout_over_merged_records', held.overMerged.records, 'records', null, held.records);
  print('historical_50k_pair_f1', whole.pairwise.f1, 'share', 0.828, whole.records);
  print('historical_50k_b3_f1', whole.bCubed.f1, 'share', 0.863, whole.records);
  print('historical_50k_time', seconds, 's', 14.8, items.length);
  print('historical_50k_cpu', (user + system) / 1e6, 's', null, items.length);
  print('historical_50k_pairs_per_record', result.counts.pairs / items.length, 'pairs');
  print('rss', process.memoryUsage.rss() / 1024 ** 2, 'MB', 812);
  let least = 1;
  for (let shuffle = 1; shuffle <= 5; shuffle++) {
    const order = shuffled(items.length, seed + shuffle);
    const again = run(
      best.model,
      order.map((record) => items[record]!),
    );
    const back = new Int32Array(items.length);
    for (const [place, record] of order.entries()) back[record] = again.clusterOf[place]!;
    least = Math.min(least, evaluateClusters(back, result.clusterOf).pairwise.f1);
  }
  print('historical_50k_order_pair_f1', least, 'share', 0.962, 5);
  benchOneByOne(items, truth, isChosenOn, result.scorer);
}

/** The same people arriving one at a time, in two random orders: as they stand at once, and after the nightly second look. */
function benchOneByOne(
  items: readonly Historical[],
  truth: readonly string[],
  isChosenOn: readonly boolean[],
  scorer: Scorer<Historical>,
): void {
  const runs = [shuffled(items.length, seed + 21), shuffled(items.length, seed + 22)].map((order) => {
    const resolver = new Resolver(scorer);
    const inOrderOfRecords = (entities: readonly number[]) => {
      const found = new Int32Array(items.length);
      for (const [place, record] of order.entries()) found[record] = entities[place]!;
      return found;
    };
    const milliseconds = order.map((record) => {
      const started = performance.now();
      resolver.add(items[record]!);
      return performance.now() - started;
    });
    const atOnce = inOrderOfRecords(resolver.entities());
    const started = performance.now();
    resolver.settle();
    const seconds = (performance.now() - started) / 1000;
    return { milliseconds, atOnce, settled: inOrderOfRecords(resolver.entities()), seconds };
  });
  const [first, second] = runs as [(typeof runs)[0], (typeof runs)[0]];
  const last = second.milliseconds.slice(-10_000).sort((one, other) => one - other);
  for (const [name, one, other] of [
    ['one_by_one', first.atOnce, second.atOnce],
    ['settled', first.settled, second.settled],
  ] as const) {
    const { pairwise, bCubed } = evaluateClusters(other, truth, (record) => !isChosenOn[record]!);
    print(`historical_50k_${name}_holdout_pair_f1`, pairwise.f1, 'share', 0.906);
    print(`historical_50k_${name}_holdout_b3_f1`, bCubed.f1, 'share', 0.92);
    print(`historical_50k_${name}_order_pair_f1`, evaluateClusters(other, one).pairwise.f1, 'share', 0.962, 2);
  }
  print('historical_50k_one_by_one_p50', last[5_000]!, 'ms', null, items.length);
  print('historical_50k_one_by_one_p99', last[9_900]!, 'ms', null, items.length);
  print('historical_50k_second_look', second.seconds, 's', null, items.length);
}

function benchFebrl(
  name: string,
  paths: readonly string[],
  floor?: { readonly pairs: number; readonly entities: number; readonly seconds: number },
): void {
  const lists = paths.map(readFebrl);
  const items = lists.flatMap((list) => list.items);
  const truth = lists.flatMap((list) => list.truth);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const result = run(febrlModel, items);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const { pairwise, bCubed } = evaluateClusters(result.clusterOf, truth);
  print(`${name}_pair_f1`, pairwise.f1, 'share', floor?.pairs, items.length);
  print(`${name}_b3_f1`, bCubed.f1, 'share', floor?.entities, items.length);
  print(`${name}_time`, seconds, 's', floor?.seconds, items.length);
  print(`${name}_cpu`, (user + system) / 1e6, 's', null, items.length);
}

/** Real addresses as people wrote them: share that means the place of the same address in its official spelling, without a town table. */
function benchAddresses(): void {
  const rows: string[][] = parse(readFileSync(files.addresses), { from_line: 2, relax_column_count: true });
  const told = rows.filter(([, , , , number, rest]) => number !== '' || /^\d/.test(rest!));
  const placeOf = (text: string) => {
    const address = parseAddress([text]);
    return address && `${address.prefecture}|${address.town}|${address.numbers}`;
  };
  const same = told.filter(
    ([written, prefecture, city, town, number, rest]) =>
      placeOf(written!) === placeOf([prefecture, city, town, number, rest].join('')),
  );
  print('addresses_same_place', same.length / told.length, 'share', null, told.length);
}

/**
 * The same with the list itself loaded as the table of towns. Romaji and Kyoto's streets are measured with a table that has readings
 * (jp_addresses/utf_ken_all.csv, as Japan Post publishes it): six styles of spelling, by prefectures that were looked at and others.
 */
async function benchTowns(): Promise<void> {
  const rows: string[][] = parse(readFileSync(files.addresses), { from_line: 2, relax_column_count: true });
  const told = rows.filter(([, , , , number, rest]) => number !== '' || /^\d/.test(rest!));
  const measureSame = async (measure: string, find: FindTowns, pairs: readonly (readonly [string, string])[]) => {
    let same = 0;
    for (const [written, official] of pairs)
      if ((await placeWith(find, written)) === (await placeWith(nothing, official))) same++;
    print(measure, same / pairs.length, 'share', null, pairs.length);
  };
  const nothing: FindTowns = async () => [];
  const own = await townTable(files.addresses);
  const official = told.map(([written, ...parts]) => [written!, parts.slice(0, 5).join('')] as const);
  await measureSame('addresses_same_place_with_towns', own.find, official);
  if (!existsSync(files.towns)) return;
  const { towns, find } = await townTable(files.towns);
  print('towns_read', towns.length, 'towns');
  await measureSame('kyoto_streets_same_place', find, kyotoAddresses(towns));
  await measureSame('kyoto_streets_same_place_without_towns', nothing, kyotoAddresses(towns));
  const spellings = romajiAddresses(files.towns, 5);
  const seen = spellings.filter(({ prefecture }) => lookedAt.has(prefecture));
  const held = spellings.filter(({ prefecture }) => !lookedAt.has(prefecture));
  const pairsOf = (list: typeof spellings) => list.map(({ written, official }) => [written, official] as const);
  await measureSame('romaji_same_place_looked_at', find, pairsOf(seen));
  await measureSame('romaji_same_place_held_out', find, pairsOf(held));
  for (const [style, list] of Map.groupBy(held, ({ style }) => style))
    await measureSame(`romaji_held_out: ${style}`, find, pairsOf(list));
  let wrong = 0;
  for (const { written, official } of held) {
    const place = await placeWith(find, written);
    if (place?.startsWith('undefined') === false && place !== (await placeWith(nothing, official))) wrong++;
  }
  print('romaji_held_out_read_wrongly', wrong / held.length, 'share', null, held.length);
  const cpu = process.cpuUsage();
  for (const { written } of held) askedOf(parseAddress([written])!);
  const { user, system } = process.cpuUsage(cpu);
  print('romaji_address_asks', (user + system) / held.length, 'µs an address', null, held.length);
  const plain = told.map(([written]) => parseAddress([written!])!);
  const before = process.cpuUsage();
  for (const address of plain) askedOf(address);
  const spent = process.cpuUsage(before);
  print('other_address_asks', (spent.user + spent.system) / plain.length, 'µs an address', null, plain.length);
}

/** Names of the register, every one different from the last: nothing is remembered from another name. */
function benchNormalisation(): void {
  const rows: string[][] = parse(gunzipSync(readFileSync(files.companies)), { from_line: 2, to_line: 200_000 });
  const names = [...new Set(rows.map((row) => row[1]!))];
  for (const [measure, read] of [
    ['normalise_name', parseCompanyName],
    ['normalise_name_all_forms', (name: string) => nameForms(parseCompanyName(name))],
  ] as const) {
    const cpu = process.cpuUsage();
    for (const name of names) read(name);
    const { user, system } = process.cpuUsage(cpu);
    print(measure, names.length / ((user + system) / 1e6), 'names/s of one core', 33_000, names.length);
  }
}

/** Real corporations by name and address alone: each stands by itself, so that whatever goes together went wrong. */
function benchRegisterList(): void {
  const { corporations, together, asked, seconds } = measureRegisterList(files.companies, 50_000, seed);
  print('register_list_put_together', together, 'corporations', null, corporations);
  print('register_list_asked', asked / corporations, 'share', null, corporations);
  print('register_list_time', seconds, 's', null, corporations);
}

/** Old and new name of one corporation in two lists, among all others of the register. */
function benchRenames(): void {
  const bench = new RenameBench(files);
  for (const withAddress of [true, false])
    for (const withRegister of [true, false]) {
      const { renames, linked, asked, overMerged } = bench.measure({ withRegister, withAddress });
      const given = `renames_${withRegister ? 'with' : 'without'}_register_${withAddress ? 'name_and_address' : 'name_only'}`;
      print(`${given}_linked`, linked, 'share', null, renames);
      print(`${given}_asked`, asked, 'share', null, renames);
      print(`${given}_over_merged`, overMerged, 'companies');
    }
}

/** Invented worlds of all sources (docs/generate.md). Tables and weights were looked at on seed 1 only; these are others. */
async function benchWorlds(): Promise<void> {
  const companies = Number(process.env.MORI_BENCH_COMPANIES ?? 5_000);
  for (const [name, worldSeed, isAdversarial] of [
    ['seed_2', 2, false],
    ['seed_3', 3, false],
    ['seed_4', 4, false],
    ['adversarial', 2, true],
  ] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'mori-bench-'));
    try {
      await writeExports(folder, companies, worldSeed, { isAdversarial });
      const quality = await measureLists(join(folder, 'truth.csv'), { shuffles: 0, seed });
      for (const part of ['companies', 'people'] as const) {
        const { bCubed, autoMergePrecision, edges, reviewRate, overMerged, clusters, records } = quality[part];
        const of = `world_${name}_${part}`;
        print(`${of}_b3_f1`, bCubed.f1, 'share', null, records);
        print(`${of}_b3_precision`, bCubed.precision, 'share', null, records);
        print(`${of}_auto_precision_low`, autoMergePrecision.low ?? 0, 'share', null, autoMergePrecision.denominator);
        print(`${of}_edge_recall`, edges.recall, 'share', null, records);
        print(`${of}_review_rate`, reviewRate, 'share', null, records);
        print(`${of}_over_merged`, overMerged.clusters / clusters, 'share', null, clusters);
      }
      print(`world_${name}_rows_per_second`, quality.rows / quality.seconds, 'rows/s', null, quality.rows);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function run<Item extends object>(model: Model<Item>, items: readonly Item[]) {
  const fields = Object.fromEntries(
    model.comparisons.map(({ name }) => [name, (item: Item) => String(item[name as keyof Item])]),
  );
  return matchBatch(model, items, frequenciesOf(items, fields), {
    training: { priorPairs: 50, randomPairs: Math.min(200_000, items.length * 10), seed },
  });
}

function withGuard<Item>(model: Model<Item>, guard: { edge: number; average: number }): Model<Item> {
  return { ...model, settings: { ...model.settings, guard: { ...model.settings.guard, ...guard } } };
}

function isFirstHalf(entity: string): boolean {
  let hash = 0;
  for (const letter of entity) hash = Math.imul(hash ^ letter.charCodeAt(0), 2654435761);
  return ((hash >>> 16) & 1) === 0;
}

function shuffled(count: number, by: number): number[] {
  const random = seededRandom(by);
  const order = Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other]!, order[index]!];
  }
  return order;
}
