import type { CompanySeen, PersonSeen } from '#core/observation/observation.ts';
import { addressKey, type GenericValues, numbersOf } from './account-record.ts';

/**
 * Values that stand for nobody (identity.md §2.2): a 法人番号 pasted into many rows, a domain of many companies, the phone of a rental office, an address with
 * dozens of tenants, a mail address that several people share. A value is generic when more than `carriersMax` owners use it
 * and none of them holds most of its rows.
 */
const limits = {
  number: { carriersMax: 6, topShareMax: 0.5 },
  domain: { carriersMax: 8, topShareMax: 0.5 },
  phone: { carriersMax: 6, topShareMax: 0.5 },
  address: { carriersMax: 20, topShareMax: 0.5 },
  email: { carriersMax: 4, topShareMax: 0.5 },
} as const;

/** Counts who uses a value. Owners are names as written before anything is resolved, so the limits allow for spellings. */
export class ValueCarriers {
  readonly #carriers = new Map<string, Map<string, number>>();

  addCompany(seen: CompanySeen): void {
    const owner = seen.name?.loose;
    if (owner === undefined) return;
    for (const number of numbersOf(seen)) this.#add(`number|${number}`, owner);
    for (const domain of seen.domains) this.#add(`domain|${domain}`, owner);
    for (const phone of seen.phones) this.#add(`phone|${phone}`, owner);
    if (seen.address?.numbers) this.#add(`address|${addressKey(seen.address)}`, owner);
  }

  addPerson(seen: PersonSeen): void {
    const owner = seen.name?.key;
    if (owner === undefined) return;
    for (const { address } of seen.emails) this.#add(`email|${address}`, owner);
  }

  /** The values that identify nobody. */
  generic(): GenericValues {
    const found = new Set<string>();
    for (const [value, owners] of this.#carriers) {
      const { carriersMax, topShareMax } = limits[value.slice(0, value.indexOf('|')) as keyof typeof limits];
      if (owners.size <= carriersMax) continue;
      const counts = [...owners.values()];
      if (Math.max(...counts) / counts.reduce((sum, count) => sum + count, 0) < topShareMax) found.add(value);
    }
    return found;
  }

  #add(value: string, owner: string): void {
    const owners = this.#carriers.get(value) ?? new Map<string, number>();
    if (owners.size === 0) this.#carriers.set(value, owners);
    owners.set(owner, (owners.get(owner) ?? 0) + 1);
  }
}
