import type { Directory } from './directory.ts';
import { namesakesMax } from './directory.ts';
import { firstKeys, singleKeys, type LookupKeys } from './lookup-keys.ts';

/** Entities that are compared with a row, those that share the most and the rarest keys first (identity.md §2.4). */
const candidatesMax = 12;
/** Who shares less than this part of what the best shares is not compared. */
const shareOfBestMin = 0.2;

/**
 * Ids of entities that share a key with the row. Of a ladder whose wide key is crowded the narrower ones are asked as well;
 * what the crowded one still holds are its oldest carriers.
 */
export function candidatesOf({ ladders }: LookupKeys, directory: Directory): readonly number[] {
  const weights = new Map<number, number>();
  for (const ladder of ladders)
    for (const key of ladder) {
      const ids = directory.find(key);
      const weight = Math.log2((2 * (namesakesMax + 1)) / ids.length);
      for (const id of ids) weights.set(id, (weights.get(id) ?? 0) + weight);
      if (ids.length <= namesakesMax) break;
    }
  if (weights.size <= 1) return [...weights.keys()];
  let best = 0;
  for (const weight of weights.values()) best = Math.max(best, weight);
  const likely: number[] = [];
  for (const [id, weight] of weights) if (weight >= best * shareOfBestMin) likely.push(id);
  return likely.sort((one, other) => weights.get(other)! - weights.get(one)! || one - other).slice(0, candidatesMax);
}

/**
 * How often somebody carries a key of the row. Keys only gain carriers, so that as long as it is the same, so are the entities
 * around the row.
 */
export function carriersAround(keys: LookupKeys, directory: Directory): number {
  let carriers = 0;
  for (const ladder of keys.ladders)
    for (const key of ladder) {
      const { length } = directory.find(key);
      carriers += length;
      if (length <= namesakesMax) break;
    }
  for (const key of singleKeys(keys)) carriers += directory.find(key).length;
  return keys.recordName === undefined ? carriers : carriers + directory.find(keys.recordName).length;
}

/** Keys whose carriers are counted as well: domain, phone, name. */
const countedKey = /^a[235]\|/;

/**
 * Accounts whose profile a company row needs: those it is compared with, who holds its own keys, and who shares its name, domains
 * or phones. A key by half a name brings many more that never come into question.
 */
export function accountsAround(keys: LookupKeys, directory: Directory): Set<number> {
  const ids = new Set(candidatesOf(keys, directory));
  const add = (key: string) => {
    for (const id of directory.find(key)) ids.add(id);
  };
  for (const key of singleKeys(keys)) add(key);
  if (keys.recordName !== undefined) add(keys.recordName);
  for (const [widest] of keys.ladders) if (countedKey.test(widest!)) add(widest!);
  return ids;
}

/** Makes an entity findable by everything the row says: of each ladder by the widest key that is not crowded. */
export function register(keys: LookupKeys, id: number, type: number, directory: Directory): void {
  for (const key of singleKeys(keys)) directory.add(key, id, type);
  for (const ladder of keys.ladders) for (const key of ladder) if (directory.add(key, id, type)) break;
}

/** Keys one rung below those that turned out crowded; to be asked for next. */
export function narrowerKeys(asked: Iterable<LookupKeys>, directory: Directory, depth: number): string[] {
  const keys: string[] = [];
  for (const { ladders } of asked)
    for (const ladder of ladders) {
      const narrower = ladder[depth];
      if (narrower !== undefined && directory.isCrowded(ladder[depth - 1]!)) keys.push(narrower);
    }
  return keys;
}

/** All keys of these rows that are asked for at once. */
export function widestKeys(rows: readonly LookupKeys[]): string[] {
  return rows.flatMap(firstKeys);
}
