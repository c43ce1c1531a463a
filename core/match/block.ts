import { growing } from './growing.ts';
import { KeyTable } from './key-table.ts';
import type { Model } from './model.ts';

/** Which records share which keys, in compressed rows of typed arrays. */
export type Blocks = {
  /** Keys of record r: `keys[starts[r] … starts[r + 1])`. */
  readonly starts: Int32Array;
  readonly keys: Int32Array;
  /** Records of key k, ascending: `carriers[keyStarts[k] … keyStarts[k + 1])`. */
  readonly keyStarts: Int32Array;
  readonly carriers: Int32Array;
};

const depthMax = 4;
const crowded = -1;

/**
 * Blocking by hashed keys (identity.md §2.3). Of every ladder the widest key that at most `carriersMax` records carry is used;
 * a ladder whose narrowest key is still crowded finds nobody. Narrower keys are made only where the wider one is crowded.
 */
export function block<Item>(model: Model<Item>, items: readonly Item[]): Blocks {
  const table = new KeyTable();
  const ladderKeys = growing(items.length * 8);
  const ladderStarts = new Int32Array(items.length + 1);
  const counts = growing(items.length);
  const count = (text: string) => {
    const key = table.idOf(text);
    if (key === counts.size) counts.push(0);
    counts.values[key]!++;
    return key;
  };
  for (const [record, item] of items.entries()) {
    for (const ladder of model.keys(item)) ladderKeys.push(count(ladder[0]!));
    ladderStarts[record + 1] = ladderKeys.size;
  }
  const { carriersMax } = model.settings.blocking;
  const isCrowded = (key: number) => key !== crowded && counts.values[key]! > carriersMax;
  for (let depth = 1; depth <= depthMax; depth++)
    for (const [record, item] of items.entries()) {
      const places: number[] = [];
      for (let place = ladderStarts[record]!; place < ladderStarts[record + 1]!; place++)
        if (isCrowded(ladderKeys.values[place]!)) places.push(place);
      if (places.length === 0) continue;
      const ladders = model.keys(item);
      for (const place of places) {
        const text = ladders[place - ladderStarts[record]!]![depth];
        ladderKeys.values[place] = text === undefined || depth === depthMax ? crowded : count(text);
      }
    }
  return inRows(items.length, ladderStarts, ladderKeys.values, counts.values, table.size);
}

/** Keys that two or more records carry, as compressed rows in both directions. Most keys are one record's and get no row. */
function inRows(
  records: number,
  ladderStarts: Int32Array,
  ladderKeys: Int32Array,
  counts: Int32Array,
  keyCount: number,
): Blocks {
  const numberOf = counts;
  let shared = 0;
  for (let key = 0; key < keyCount; key++) numberOf[key] = counts[key]! < 2 ? crowded : shared++;
  const keys = growing(records * 4);
  const starts = new Int32Array(records + 1);
  const keyStarts = new Int32Array(shared + 1);
  for (let record = 0; record < records; record++) {
    for (let place = ladderStarts[record]!; place < ladderStarts[record + 1]!; place++) {
      const key = ladderKeys[place] === crowded ? crowded : numberOf[ladderKeys[place]!]!;
      if (key === crowded || keys.values.subarray(starts[record]!, keys.size).includes(key)) continue;
      keys.push(key);
      keyStarts[key + 1]!++;
    }
    starts[record + 1] = keys.size;
  }
  for (let key = 0; key < shared; key++) keyStarts[key + 1]! += keyStarts[key]!;
  const carriers = new Int32Array(keys.size);
  const next = keyStarts.slice();
  for (let record = 0; record < records; record++)
    for (let place = starts[record]!; place < starts[record + 1]!; place++)
      carriers[next[keys.values[place]!]!++] = record;
  return { starts, keys: keys.values.slice(0, keys.size), keyStarts, carriers };
}

/**
 * Calls `meet` once for every pair of records that share a key, the later record second. A record that meets more than
 * `candidatesMax` later ones keeps those with the most and rarest shared keys: Σ log₂(N / carriers) (identity.md §2.4).
 */
export function forEachPair(blocks: Blocks, candidatesMax: number, meet: (one: number, other: number) => void): void {
  const count = blocks.starts.length - 1;
  const stamp = new Int32Array(count).fill(-1);
  const weight = new Float32Array(count);
  const found: number[] = [];
  for (let one = 0; one < count; one++) {
    found.length = 0;
    for (let place = blocks.starts[one]!; place < blocks.starts[one + 1]!; place++) {
      const key = blocks.keys[place]!;
      const [from, to] = [blocks.keyStarts[key]!, blocks.keyStarts[key + 1]!];
      const rarity = Math.log2(count / (to - from));
      for (let carrier = to - 1; carrier >= from; carrier--) {
        const other = blocks.carriers[carrier]!;
        if (other <= one) break;
        if (stamp[other] !== one) {
          stamp[other] = one;
          weight[other] = 0;
          found.push(other);
        }
        weight[other]! += rarity;
      }
    }
    if (found.length > candidatesMax) {
      found.sort((a, b) => weight[b]! - weight[a]! || a - b);
      found.length = candidatesMax;
    }
    for (const other of found) meet(one, other);
  }
}
