const fullShare = 0.75;

/**
 * Counts how often each content hash was seen in a file without keys, so that two equal rows stay two. An open-addressing
 * table over typed arrays: ten million rows take 170 MB instead of a gigabyte of objects.
 */
export class Occurrences {
  #hashes = new BigUint64Array(1 << 12);
  #counts = new Uint16Array(1 << 12);
  #size = 0;

  /** 1 for the first row with this content, 2 for the second … */
  readonly next = (hash: bigint): number => {
    if (this.#size >= this.#hashes.length * fullShare) this.#grow();
    const slot = this.#slotOf(BigInt.asUintN(64, hash) || 1n);
    if (this.#hashes[slot] === 0n) {
      this.#hashes[slot] = BigInt.asUintN(64, hash) || 1n;
      this.#size++;
    }
    this.#counts[slot] = Math.min(65_535, this.#counts[slot]! + 1);
    return this.#counts[slot]!;
  };

  #slotOf(hash: bigint): number {
    const mask = this.#hashes.length - 1;
    let slot = Number((hash ^ (hash >> 29n)) & BigInt(mask));
    while (this.#hashes[slot] !== 0n && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [hashes, counts] = [this.#hashes, this.#counts];
    this.#hashes = new BigUint64Array(hashes.length * 2);
    this.#counts = new Uint16Array(counts.length * 2);
    for (let index = 0; index < hashes.length; index++) {
      if (hashes[index] === 0n) continue;
      const slot = this.#slotOf(hashes[index]!);
      this.#hashes[slot] = hashes[index]!;
      this.#counts[slot] = counts[index]!;
    }
  }
}
