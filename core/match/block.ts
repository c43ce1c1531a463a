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

/**
 * Blocking by hashed keys (identity.md §2.3). Of every ladder the widest key that at most `carriersMax` records carry is used;
 * a ladder whose narrowest key is still crowded finds nobody.
 */
export function block<Item>(model: Model<Item>, items: readonly Item[]): Blocks {
  const table = new KeyTable();
  const rungs = growing(items.length * 12);
  const ladderEnds = growing(items.length * 10);
  const recordEnds = new Int32Array(items.length + 1);
  const counts = growing(1 << 12);
  for (const [record, item] of items.entries()) {
    const seen = new Set<number>();
    for (const ladder of model.keys(item)) {
      for (const text of ladder) {
        const key = table.idOf(text);
        if (key === counts.size) counts.push(0);
        if (!seen.has(key)) counts.values[key]!++;
        seen.add(key);
        rungs.push(key);
      }
      ladderEnds.push(rungs.size);
    }
    recordEnds[record + 1] = ladderEnds.size;
  }
  const { carriersMax } = model.settings.blocking;
  const keys = growing(ladderEnds.size);
  const starts = new Int32Array(items.length + 1);
  const used = new Int32Array(table.size + 1);
  for (let record = 0; record < items.length; record++) {
    const chosen = new Set<number>();
    for (let ladder = recordEnds[record]!; ladder < recordEnds[record + 1]!; ladder++)
      for (let rung = ladder === 0 ? 0 : ladderEnds.values[ladder - 1]!; rung < ladderEnds.values[ladder]!; rung++) {
        const key = rungs.values[rung]!;
        if (counts.values[key]! > carriersMax) continue;
        if (counts.values[key]! > 1) chosen.add(key);
        break;
      }
    for (const key of chosen) {
      keys.push(key);
      used[key + 1]!++;
    }
    starts[record + 1] = keys.size;
  }
  for (let key = 0; key < table.size; key++) used[key + 1]! += used[key]!;
  const carriers = new Int32Array(keys.size);
  const next = used.slice();
  for (let record = 0; record < items.length; record++)
    for (let place = starts[record]!; place < starts[record + 1]!; place++)
      carriers[next[keys.values[place]!]!++] = record;
  return { starts, keys: keys.values.slice(0, keys.size), keyStarts: used, carriers };
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
