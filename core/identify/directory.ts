import type { CompanyName } from '#core/company/name.ts';
import { keyHash } from './key-hash.ts';

/** What is known of an account or person that a row may belong to. */
export type AccountProfile = {
  readonly id: number;
  readonly name: CompanyName;
  readonly corporateNumbers: ReadonlySet<string>;
};
export type PersonProfile = {
  readonly id: number;
  readonly nameKey: string;
  readonly family: string;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly departments: readonly string[];
};

/** Keys carried by more entities than this (アシスト) are no hint. */
export const namesakesMax = 20;

/** A key that makes an entity findable, as it is stored. */
export type EntityKey = { readonly hash: string; readonly id: number; readonly type: number };

/** A key that was asked for, and the entities behind it, oldest first. */
export type KeyEntry = { readonly text: string; readonly hash: string; readonly ids: number[] };

/**
 * The part of the stored world that one batch can touch, in memory. Rows are walked in order and each sees what the rows
 * before it decided, so two rows about the same newcomer meet. `previous` is the batch that is still being written: what it
 * decided is seen as well.
 */
export class Directory {
  readonly accounts = new Map<number, AccountProfile>();
  readonly people = new Map<number, PersonProfile>();
  /** Keys that this batch adds; to be stored. */
  readonly added: EntityKey[] = [];
  readonly #entries = new Map<string, KeyEntry>();
  readonly #domains = new Set<string>();
  #previous: Directory | undefined;

  constructor(previous?: Directory) {
    this.#previous = previous;
  }

  /** Of these keys the ones that this batch never asked for before; the caller looks them up in the database. */
  unasked(keys: Iterable<{ readonly text: string }>): KeyEntry[] {
    const found: KeyEntry[] = [];
    for (const { text } of keys) {
      if (this.#entries.has(text)) continue;
      const entry = { text, hash: keyHash(text), ids: [] };
      this.#entries.set(text, entry);
      found.push(entry);
    }
    return found;
  }

  /** Adds what the batch before decided of these keys, and takes over what it knows of the entities behind them. */
  recall(entries: readonly KeyEntry[]): void {
    const previous = this.#previous;
    if (!previous) return;
    for (const { text, ids } of entries) {
      for (const id of previous.find(text)) if (!ids.includes(id)) ids.push(id);
      for (const id of ids) this.#adopt(previous, id);
    }
  }

  #adopt(previous: Directory, id: number): void {
    const account = previous.accounts.get(id);
    if (account && !this.accounts.has(id)) this.accounts.set(id, account);
    const person = previous.people.get(id);
    if (person && !this.people.has(id)) this.people.set(id, person);
  }

  /** Everything was asked: the batch before is needed no longer. */
  forgetPrevious(): void {
    this.#previous = undefined;
  }

  /** Registers a key for an entity, once. A key that many share finds nobody and takes no more. */
  add(text: string, id: number, type: number): void {
    let entry = this.#entries.get(text);
    if (!entry) {
      entry = { text, hash: keyHash(text), ids: [] };
      this.#entries.set(text, entry);
    }
    if (entry.ids.length > namesakesMax || entry.ids.includes(id)) return;
    entry.ids.push(id);
    this.added.push({ hash: entry.hash, id, type });
  }

  /** True the first time a domain is seen with this account. */
  learnDomain(domain: string, accountId: number): boolean {
    const pair = `${domain}/${accountId}`;
    if (this.#domains.has(pair)) return false;
    this.#domains.add(pair);
    return true;
  }

  /** Ids behind a key, oldest first. */
  find(text: string): readonly number[] {
    return this.#entries.get(text)?.ids ?? none;
  }
}

const none: readonly number[] = [];
