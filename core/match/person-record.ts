import type { Email } from '#core/contact/email.ts';
import type { PersonSeen } from '#core/observation/observation.ts';
import { extend, type KeysOf } from './extend.ts';
import { type PersonForms, personForms } from './compare-person-name.ts';

/** What matching knows of a person: one row, or the profile of an entity with every value its rows gave. */
export type PersonRecord = {
  readonly names: readonly PersonForms[];
  readonly emails: readonly Email[];
  readonly mobiles: readonly string[];
  readonly phones: readonly string[];
  readonly departments: readonly string[];
  readonly titles: readonly string[];
  /** Resolved company of each affiliation, as text; empty when unknown. */
  readonly accounts: readonly string[];
};

/** One row as matching sees it. Mail addresses in `generic` (more than two people) are left out. */
export function personRecord(
  seen: PersonSeen,
  account: string | undefined,
  generic?: ReadonlySet<string>,
): PersonRecord {
  return {
    names: seen.name ? [personForms(seen.name)] : [],
    emails: seen.emails.filter(({ address, isRole }) => !isRole && !generic?.has(`email|${address}`)),
    mobiles: seen.mobile === undefined ? [] : [seen.mobile],
    phones: seen.phone === undefined || generic?.has(`phone|${seen.phone}`) ? [] : [seen.phone],
    departments: seen.department ? [seen.department.name] : [],
    titles: seen.title ? [seen.title.raw] : [],
    accounts: account === undefined ? [] : [account],
  };
}

/** The profile of an entity: every distinct value of its records. */
export function personProfile(records: readonly PersonRecord[]): PersonRecord {
  return records.slice(1).reduce(extendPerson, records[0]!);
}

/** A profile with what one more record adds; the same object when it adds nothing. */
export function extendPerson(known: PersonRecord, seen: PersonRecord): PersonRecord {
  return extend(known, seen, keysOf);
}

const keysOf: KeysOf<PersonRecord> = {
  names: ({ family, given, kana }) => `${family} ${given} ${kana}`,
  emails: ({ address }) => address,
  mobiles: String,
  phones: String,
  departments: String,
  titles: String,
  accounts: String,
};
