import type { Email } from '#core/contact/email.ts';
import type { PersonSeen } from '#core/observation/observation.ts';
import { extend, type KeysOf } from './extend.ts';
import { type PersonForms, personForms, readByMail } from './compare-person-name.ts';

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
  const emails = seen.emails.filter(({ address, isRole }) => !isRole && !generic?.has(`email|${address}`));
  return {
    names: seen.name ? namesRead([personForms(seen.name)], emails) : [],
    emails,
    mobiles: seen.mobile === undefined ? [] : [seen.mobile],
    phones: seen.phone === undefined || generic?.has(`phone|${seen.phone}`) ? [] : [seen.phone],
    departments: seen.department ? [seen.department.name] : [],
    titles: seen.title ? [seen.title.raw] : [],
    accounts: account === undefined ? [] : [account],
  };
}

/** Names with the readings that these addresses tell. */
export function namesRead(names: readonly PersonForms[], emails: readonly Email[]): readonly PersonForms[] {
  const locals = emails.map(({ address }) => address.slice(0, address.indexOf('@')));
  return locals.length === 0 ? names : names.map((name) => readByMail(name, locals));
}

/** The profile of an entity: every distinct value of its records. */
export function personProfile(records: readonly PersonRecord[]): PersonRecord {
  return records.slice(1).reduce(extendPerson, records[0]!);
}

/** A profile with what one more record adds; the same object when it adds nothing. */
export function extendPerson(known: PersonRecord, seen: PersonRecord): PersonRecord {
  const extended = extend(known, seen, keysOf);
  return extended.emails === known.emails
    ? extended
    : { ...extended, names: namesRead(extended.names, extended.emails) };
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
