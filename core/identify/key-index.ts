import { namesakesMax } from './directory.ts';
import type { KeyHash } from './key-hash.ts';

const slotsAtFirst = 1 << 16;
const fullShare = 0.8;
/** A bulk load may keep 50 MB of keys; a larger base is asked in the database. */
export const keysMax = (1 << 22) * fullShare;

/**
 * The keys of a stored base in memory, 12 bytes a slot: hash → entities, so that a bulk load asks the database for profiles only
 * (identity.md §2.10). Open addressing; the entities of one key lie in neighbouring slots. Ids are positive and below 2³².
 */
export class KeyIndex {
  #mask = slotsAtFirst - 1;
  #high = new Int32Array(slotsAtFirst);
  #low = new Int32Array(slotsAtFirst);
  #ids = new Uint32Array(slotsAtFirst);
  #used = 0;

  /** More keys than it is meant for. */
  get isFull(): boolean {
    return this.#used > keysMax;
  }

  /** Makes an entity findable by a key. Of more than a key takes the oldest stay. */
  add({ high, low }: KeyHash, id: number): void {
    if (this.#used > this.#ids.length * fullShare) this.#grow();
    let carriers = 0;
    let youngest = -1;
    let slot = (low ^ high) & this.#mask;
    for (; this.#ids[slot] !== 0; slot = (slot + 1) & this.#mask) {
      if (this.#low[slot] !== low || this.#high[slot] !== high) continue;
      if (this.#ids[slot] === id) return;
      carriers++;
      if (youngest < 0 || this.#ids[slot]! > this.#ids[youngest]!) youngest = slot;
    }
    if (carriers > namesakesMax) {
      if (id < this.#ids[youngest]!) this.#ids[youngest] = id;
      return;
    }
    this.#put(slot, high, low, id);
    this.#used++;
  }

  /** Entities behind a key, oldest first, at most one more than a key takes. */
  find({ high, low }: KeyHash): number[] {
    const ids: number[] = [];
    for (let slot = (low ^ high) & this.#mask; this.#ids[slot] !== 0; slot = (slot + 1) & this.#mask)
      if (this.#low[slot] === low && this.#high[slot] === high) ids.push(this.#ids[slot]!);
    return ids.length > 1 ? ids.sort((one, other) => one - other) : ids;
  }

  #put(slot: number, high: number, low: number, id: number): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#ids[slot] = id;
  }

  #grow(): void {
    const [highs, lows, ids] = [this.#high, this.#low, this.#ids];
    const slots = ids.length * 2;
    this.#mask = slots - 1;
    this.#high = new Int32Array(slots);
    this.#low = new Int32Array(slots);
    this.#ids = new Uint32Array(slots);
    for (let place = 0; place < ids.length; place++) {
      if (ids[place] === 0) continue;
      let slot = (lows[place]! ^ highs[place]!) & this.#mask;
      while (this.#ids[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#put(slot, highs[place]!, lows[place]!, ids[place]!);
    }
  }
}
