import type { Frequencies } from './model.ts';

/** Known shares of values, such as a company register's names: term → share of all records, 0–1. */
export type Register = Readonly<Record<string, ReadonlyMap<string, number>>>;

/**
 * Term frequencies that blend the own data with a register (identity.md §2.5):
 * tf = (c_own − 1 + κ·tf_reg) / (n_own + κ), clamped to the rarest share. The first own carrier is free: one company that
 * carries a name says nothing about namesakes. Count distinct entities, not rows, or duplicates look like namesakes.
 */
export class TermFrequencies implements Frequencies {
  readonly #own = new Map<string, { total: number; readonly carriers: Map<string, number> }>();
  readonly #register: Register;
  readonly #rarest: number;
  readonly #registerWeight: number;
  readonly #freeCarriers: number;
  readonly #guess: (table: string, term: string) => number;

  constructor(
    options: {
      register?: Register;
      rarest?: number;
      registerWeight?: number;
      /** Carriers that do not count, 1 unless told. */
      freeCarriers?: number;
      /** Share of a term that neither the register nor the own data know. */
      guess?: (table: string, term: string) => number;
    } = {},
  ) {
    this.#register = options.register ?? {};
    this.#rarest = options.rarest ?? 1 / 5_000_000;
    this.#registerWeight = options.registerWeight ?? 1_000;
    this.#freeCarriers = options.freeCarriers ?? 1;
    this.#guess = options.guess ?? (() => 0);
  }

  /** Counts one more carrier of a term. */
  count(table: string, term: string): void {
    let own = this.#own.get(table);
    if (!own) {
      own = { total: 0, carriers: new Map() };
      this.#own.set(table, own);
    }
    own.carriers.set(term, (own.carriers.get(term) ?? 0) + 1);
    own.total++;
  }

  of(table: string, term: string): number {
    const counted = this.#own.get(table);
    const own = Math.max(0, (counted?.carriers.get(term) ?? 0) - this.#freeCarriers);
    const known = this.#register[table]?.get(term) ?? this.#guess(table, term);
    const share = (own + this.#registerWeight * known) / ((counted?.total ?? 0) + this.#registerWeight);
    return Math.max(this.#rarest, share, known > 0 && own === 0 ? known : 0);
  }
}
