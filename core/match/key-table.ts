/** Text keys to small whole numbers by a 64-bit hash in typed arrays: 16 bytes a key, no strings kept. */
export class KeyTable {
  /** How many distinct keys were seen; ids run from 0. */
  size = 0;
  #slots = new Int32Array(1 << 12).fill(-1);
  #high = new Uint32Array(1 << 11);
  #low = new Uint32Array(1 << 11);

  /** The key's number, new ones in the order of their first appearance. */
  idOf(text: string): number {
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return this.#find(high >>> 0, low >>> 0);
  }

  /** Order of two keys by their hashes: the same for every order of arrival. */
  compare(one: number, other: number): number {
    return this.#high[one]! - this.#high[other]! || this.#low[one]! - this.#low[other]!;
  }

  #find(high: number, low: number): number {
    const mask = this.#slots.length - 1;
    let slot = (low ^ (high << 7)) & mask;
    for (;;) {
      const id = this.#slots[slot]!;
      if (id < 0) return this.#add(slot, high, low);
      if (this.#high[id] === high && this.#low[id] === low) return id;
      slot = (slot + 1) & mask;
    }
  }

  #add(slot: number, high: number, low: number): number {
    const id = this.size++;
    this.#slots[slot] = id;
    this.#high[id] = high;
    this.#low[id] = low;
    if (this.size === this.#high.length) this.#grow();
    return id;
  }

  #grow(): void {
    const [high, low] = [new Uint32Array(this.size * 2), new Uint32Array(this.size * 2)];
    high.set(this.#high);
    low.set(this.#low);
    [this.#high, this.#low] = [high, low];
    this.#slots = new Int32Array(this.size * 4).fill(-1);
    const mask = this.#slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = (low[id]! ^ (high[id]! << 7)) & mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
    }
  }
}
