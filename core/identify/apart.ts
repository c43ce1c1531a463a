import type { Pair } from './reconsider.ts';

/** Pairs of entities that no chain of merges may bring together. `now` tells which entity an id has gone into. */
export class Apart {
  readonly #from = new Map<number, Set<number>>();
  readonly #now: (id: number) => number;

  constructor(pairs: readonly Pair[], now: (id: number) => number) {
    this.#now = now;
    for (const { leftId, rightId } of pairs) {
      this.#hold(leftId, rightId);
      this.#hold(rightId, leftId);
    }
  }

  has(one: number, other: number): boolean {
    return this.#leads(one, other) || this.#leads(other, one);
  }

  /** What holds one entity apart holds the one it went into. */
  join(keptId: number, goneId: number): void {
    for (const id of this.#from.get(goneId) ?? []) this.#hold(keptId, id);
  }

  #leads(one: number, other: number): boolean {
    return [...(this.#from.get(one) ?? [])].some((id) => this.#now(id) === other);
  }

  #hold(one: number, other: number): void {
    const from = this.#from.get(one);
    if (from) from.add(other);
    else this.#from.set(one, new Set([other]));
  }
}
