import { guessNameShare } from '#core/company/name-share.ts';
import { areNamesakes, mayShareName } from '#core/match/account-judgement.ts';
import { placeKeys } from '#core/match/account-keys.ts';
import type { AccountRecord } from '#core/match/account-record.ts';
import type { Frequencies } from '#core/match/model.ts';
import { personFrequencies } from '#core/match/person-model.ts';
import { namesakesMax, type Directory } from './directory.ts';
import { nameKey, storedAccountKey } from './lookup-keys.ts';

/** Weight of what is known of Japanese company names beside the own base (κ of identity.md §2.5). */
const registerWeight = 1_000;
/** Corporations of the country (国税庁 法人番号). */
const corporations = 5_000_000;
/** No name counts as rarer. */
const rarest = 1 / corporations;
const ownerWeight = 50;
const usualOwnerShare = 0.25;
/** Where the size of a company is not known, so many people work there. */
const usualHeadCount = 50;

/** What the base holds: entities, and of its companies those that each of our own people looks after. */
export type BaseSize = {
  readonly accounts: number;
  readonly people: number;
  readonly owners: ReadonlyMap<string, number>;
};

/** How often values occur in the stored base: told by the very keys that candidates were looked up with. */
export class BaseFrequencies implements Frequencies {
  readonly #directory: Directory;
  readonly #accounts: number;
  readonly #people: number;
  readonly #owners: ReadonlyMap<string, number>;
  readonly #owned: number;
  readonly #names = personFrequencies();
  readonly #counted = new Map<string, { ids: number; companies: number }>();
  readonly #looseOf = new Map<string, string>();
  readonly #registered = new Map<string, number>();

  constructor(directory: Directory, { accounts, people, owners }: BaseSize) {
    this.#directory = directory;
    this.#accounts = accounts;
    this.#people = people;
    this.#owners = owners;
    this.#owned = [...owners.values()].reduce((sum, companies) => sum + companies, 0);
  }

  /**
   * Makes the forms of a row's names known, so that each is counted by the key it was looked up with. `carriersOf` tells of a name in
   * loose kana how many corporations of the whole register carry it; undefined where nobody was asked.
   */
  learn({ names }: AccountRecord, carriersOf: (loose: string) => number | undefined = () => undefined): void {
    for (const { core, safe, skeleton, loose } of names) {
      for (const form of [core, safe, skeleton]) if (form !== loose) this.#looseOf.set(form, loose);
      const carriers = carriersOf(loose);
      if (carriers !== undefined) for (const form of [core, safe, loose]) this.#registered.set(form, carriers);
    }
  }

  of(table: string, term: string): number {
    if (table === 'name') return this.#shareOfName(term);
    if (table === 'account') return this.#shareOfAccount(Number(term));
    return this.#names.of(table, term);
  }

  /**
   * Carriers whose names show that they are not one company, counted once for each: two halves of one company are no group. Of a
   * crowded key not everybody is at hand.
   */
  carriers = (key: string): number => {
    const ids = this.#directory.find(storedAccountKey(key));
    const isAtHand = (id: number) => this.#directory.accounts.has(id);
    if (ids.length <= 1 || (ids.length > namesakesMax && !ids.every(isAtHand))) return ids.length;
    const value = key.slice(key.indexOf('|') + 1);
    const carries = ({ corporateNumbers, domains, phones, addresses }: AccountRecord) =>
      corporateNumbers.includes(value) ||
      domains.includes(value) ||
      phones.includes(value) ||
      addresses.some((place) => placeKeys(place).includes(key));
    return this.#count(key, ids, carries, (one, other) => !mayShareName(one, other));
  };

  /** Among companies that somebody looks after: a register beside them makes no owner rarer. In a small base a quarter counts as theirs. */
  shareOfOwner = (owner: string): number =>
    ((this.#owners.get(owner) ?? 0) + ownerWeight * usualOwnerShare) / (this.#owned + ownerWeight);

  /** The first carrier is free: one company of a name says nothing about namesakes. The base holds no more of them than the country. */
  #shareOfName(term: string): number {
    const known = this.#shareInCountry(term);
    const mostly = this.#registered.get(term) || Number.POSITIVE_INFINITY;
    const own = Math.max(0, Math.min(mostly, this.#carriersOfName(this.#looseOf.get(term) ?? term)) - 1);
    const share = (own + registerWeight * known) / (this.#accounts + registerWeight);
    return Math.max(rarest, share, own === 0 ? known : 0);
  }

  /** What the register counts, at least one; a name it does not know, such as a short one, is as frequent as names of its kind. */
  #shareInCountry(term: string): number {
    const carriers = this.#registered.get(term);
    return carriers ? carriers / corporations : guessNameShare(term);
  }

  /** Companies of a name that what is known of them holds apart. */
  #carriersOfName(loose: string): number {
    const key = nameKey(loose);
    const ids = this.#directory.find(key);
    return ids.length <= 1 ? ids.length : this.#count(key, ids, () => true, areNamesakes);
  }

  #count(
    key: string,
    ids: readonly number[],
    isCounted: (record: AccountRecord) => boolean,
    areTwo: (one: AccountRecord, other: AccountRecord) => boolean,
  ): number {
    const known = this.#counted.get(key);
    if (known?.ids === ids.length) return known.companies;
    const found: AccountRecord[] = [];
    for (const id of ids) {
      const record = this.#directory.accounts.get(id)?.record;
      if (record && isCounted(record) && found.every((other) => areTwo(other, record))) found.push(record);
    }
    this.#counted.set(key, { ids: ids.length, companies: found.length });
    return found.length;
  }

  #shareOfAccount(id: number): number {
    const headCount = Math.max(usualHeadCount, this.#directory.accounts.get(id)?.headCount ?? 0);
    return Math.min(1, headCount / Math.max(headCount, this.#people, 1_000));
  }
}
