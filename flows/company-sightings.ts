import { accountRecord } from '#core/match/account-record.ts';
import type { AccountProfile, Directory } from '#core/identify/directory.ts';
import type { Identified } from '#core/identify/find-home.ts';
import type { AccountSighting } from '#core/identify/identify-account.ts';
import { accountLookup, type LookupKeys } from '#core/identify/lookup-keys.ts';
import type { CompanySeen, Observation } from '#core/observation/observation.ts';

export type Role = 'main' | 'bill_to' | 'ship_to' | 'end_user' | 'agency';
export type RoleSighting = { readonly role: Role; readonly sighting: AccountSighting };

export const roleOf = { billTo: 'bill_to', shipTo: 'ship_to', endUser: 'end_user', agency: 'agency' } as const;
const parties = ['billTo', 'shipTo', 'endUser', 'agency'] as const;

/**
 * The companies that the rows of one batch speak of, with the keys they can be found by. A list of people says the same
 * company over and over: what is said in the very same words is taken apart, asked for and compared once, as long as nothing
 * new is learnt of the account it was found to be.
 */
export class CompanySightings {
  readonly #bySource = new Map<string, Map<string, AccountSighting>>();
  readonly #own: AccountSighting[] = [];
  readonly #places = new Map<AccountSighting, { readonly profile: AccountProfile; readonly identified: Identified }>();

  /** The company of a row and, for orders, each of its parties. */
  of({ company, parties: named, row: { source } }: Observation): readonly RoleSighting[] {
    const found: RoleSighting[] = company ? [{ role: 'main', sighting: this.#sight(company, source) }] : [];
    if (!named) return found;
    for (const party of parties) {
      const seen = named[party];
      if (seen) found.push({ role: roleOf[party], sighting: this.#sight(seen, source) });
    }
    return found;
  }

  /** Keys of every company seen so far, each once. */
  keys(): LookupKeys[] {
    const shared = [...this.#bySource.values()].flatMap((sightings) => [...sightings.values()]);
    return [...this.#own, ...shared].map(({ keys }) => keys);
  }

  /** Where a row with these very words went, while that account is as it was then. */
  placeOf(sighting: AccountSighting, directory: Directory): Identified | undefined {
    const place = this.#places.get(sighting);
    return place && directory.accounts.get(place.identified.id) === place.profile ? place.identified : undefined;
  }

  /** Remembers where a row went without founding anything or leaving a doubt. */
  place(sighting: AccountSighting, identified: Identified, directory: Directory): void {
    if (isOfItsOwn(sighting.seen) || identified.isNew || identified.isDoubtful || identified.proposals.length > 0)
      return;
    this.#places.set(sighting, { profile: directory.accounts.get(identified.id)!, identified });
  }

  #sight(seen: CompanySeen, source: string): AccountSighting {
    if (isOfItsOwn(seen)) {
      const sighting = sightingOf(seen, source);
      this.#own.push(sighting);
      return sighting;
    }
    const words = wordsOf(seen);
    const said = this.#bySource.get(source) ?? new Map<string, AccountSighting>();
    this.#bySource.set(source, said);
    const known = said.get(words);
    if (known) return known;
    const sighting = sightingOf(seen, source);
    said.set(words, sighting);
    return sighting;
  }
}

/** No other row says the same of the company: its own key, or that of a deal, stands in one row. */
const isOfItsOwn = ({ ownKey, dealKey }: CompanySeen) => ownKey !== undefined || dealKey !== undefined;

/** A company as one row of this source sees it. */
export function sightingOf(seen: CompanySeen, source: string): AccountSighting {
  const record = accountRecord(seen);
  return { seen, record, keys: accountLookup(record, seen, source) };
}

/** Everything a row says of a company. */
function wordsOf({ name, domains, phones, directPhone, owner, address, attributes, ...numbers }: CompanySeen): string {
  const line = directPhone?.slice(0, lineDigits);
  const said = [name?.raw, domains, phones, line, owner, address?.raw, JSON.stringify(attributes)];
  return [...said, numbers.corporateNumber, numbers.registeredAs, numbers.carriers].join('\n');
}

/** Numbers of one block differ behind these. */
const lineDigits = 8;
