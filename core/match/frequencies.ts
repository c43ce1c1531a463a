import type { Frequencies } from './model.ts';

/** Known shares of values, such as a company register's names: term → share of all records, 0–1. */
export type Register = Readonly<Record<string, ReadonlyMap<string, number>>>;

/**
 * Term frequencies that blend the own data with a register (identity.md §2.5):
 * tf = (c_own − 1 + κ·tf_reg) / (n_own + κ), clamped to the rarest share. The first own carrier is not counted: one company
 * that carries a name says nothing about namesakes. Count distinct entities, not rows, or duplicates look like namesakes.
 */
export class TermFrequencies implements Frequencies {
  readonly #own = new Map<string, Map<string, number>>();
  readonly #totals = new Map<string, number>();
  readonly #register: Register;
  readonly #rarest: number;
  readonly #registerWeight: number;
  readonly #guess: (table: string, term: string) => number;

  constructor(
    options: {
      register?: Register;
      rarest?: number;
      registerWeight?: number;
      /** Share of a term that neither the register nor the own data know. */
      guess?: (table: string, term: string) => number;
    } = {},
  ) {
    this.#register = options.register ?? {};
    this.#rarest = options.rarest ?? 1 / 5_000_000;
    this.#registerWeight = options.registerWeight ?? 1_000;
    this.#guess = options.guess ?? (() => 0);
  }

  /** Counts one more carrier of a term. */
  count(table: string, term: string): void {
    const own = this.#own.get(table) ?? new Map<string, number>();
    if (own.size === 0) this.#own.set(table, own);
    own.set(term, (own.get(term) ?? 0) + 1);
    this.#totals.set(table, (this.#totals.get(table) ?? 0) + 1);
  }

  of(table: string, term: string): number {
    const own = Math.max(0, (this.#own.get(table)?.get(term) ?? 0) - 1);
    const known = this.#register[table]?.get(term) ?? this.#guess(table, term);
    const share = (own + this.#registerWeight * known) / ((this.#totals.get(table) ?? 0) + this.#registerWeight);
    return Math.max(this.#rarest, share, known > 0 && own === 0 ? known : 0);
  }
}
