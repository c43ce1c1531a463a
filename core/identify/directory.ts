import type { AccountRecord } from '#core/match/account-record.ts';
import type { PersonRecord } from '#core/match/person-record.ts';
import { hashKey, type KeyHash } from './key-hash.ts';
import { readAccount, readPerson } from './profile.ts';
import { Profiles } from './profiles.ts';

/** What is known of an entity that a row may belong to: every value its rows gave. */
export type AccountProfile = {
  readonly id: number;
  readonly record: AccountRecord;
  /** Names heard once that may be somebody else's. */
  readonly heard: readonly string[];
  readonly headCount: number;
  /** Different wordings that its rows gave of it: equal ones count once, a name alone is none. */
  readonly wordings: number;
};
export type PersonProfile = { readonly id: number; readonly record: PersonRecord };

/** A key carried by more entities than this (アシスト) takes no more; its narrower form goes on. */
export const namesakesMax = 20;

/** A key that makes an entity findable, as it is stored. */
export type EntityKey = { readonly hash: KeyHash; readonly id: number; readonly type: number };

/** A key that was asked for, and the entities behind it, oldest first. */
export type KeyEntry = { readonly text: string; readonly hash: KeyHash; readonly ids: number[] };

/**
 * The part of the stored world that one batch can touch, in memory. Rows are walked in order and each sees what the rows
 * before it decided, so two rows about the same newcomer meet. `previous` is the batch that is still being written: what it
 * decided is seen as well.
 */
export class Directory {
  readonly accounts = new Profiles<AccountProfile>((id, stored) => readAccount(id, JSON.parse(stored)));
  readonly people = new Profiles<PersonProfile>((id, stored) => ({ id, record: readPerson(JSON.parse(stored)) }));
  /** Entities whose profile this batch made or extended. */
  readonly changedAccounts = new Set<number>();
  readonly changedPeople = new Set<number>();
  /** Keys that this batch adds; to be stored. */
  readonly added: EntityKey[] = [];
  /** Of our own people, the companies that this batch learnt they look after. */
  readonly ownersLearnt = new Map<string, number>();
  readonly #entries = new Map<string, KeyEntry>();
  readonly #domains = new Set<string>();
  #previous: Directory | undefined;

  constructor(previous?: Directory) {
    this.#previous = previous;
  }

  /** Of these keys the ones that this batch never asked for before; the caller looks them up in the database. */
  unasked(keys: Iterable<string>): KeyEntry[] {
    const found: KeyEntry[] = [];
    for (const text of keys) {
      if (this.#entries.has(text)) continue;
      const entry = { text, hash: hashKey(text), ids: [] };
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
      for (const id of ids) {
        this.accounts.adopt(previous.accounts, id);
        this.people.adopt(previous.people, id);
      }
    }
  }

  /** Everything was asked: the batch before is needed no longer. */
  forgetPrevious(): void {
    this.#previous = undefined;
  }

  /** True when so many carry this key that it takes no more. */
  isCrowded(text: string): boolean {
    return this.find(text).length > namesakesMax;
  }

  /** Registers a key that was asked for, once. Returns false when it is crowded: a narrower one is needed. */
  add(text: string, id: number, type: number): boolean {
    const entry = this.#entries.get(text);
    if (!entry || entry.ids.includes(id)) return true;
    if (entry.ids.length > namesakesMax) return false;
    entry.ids.push(id);
    this.added.push({ hash: entry.hash, id, type });
    return true;
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
