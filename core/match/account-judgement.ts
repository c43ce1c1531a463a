import { haveOtherNumbers } from './account-model.ts';
import type { AccountRecord } from './account-record.ts';
import { bestLevel } from './best-level.ts';
import {
  compareNames,
  haveProtectedDifference,
  isNamed,
  lastOneName,
  lastReading,
  otherScript,
  sharesAlias,
} from './compare-account-names.ts';
import { addressLevels, compareAddresses } from './compare-contact.ts';
import type { Scorer } from './score.ts';

/** False when the names alone show two companies: another name in the same script, or a word that makes another company. */
export function mayShareName(one: AccountRecord, other: AccountRecord): boolean {
  return compareNames(one, other) <= otherScript && !haveProtectedDifference(one, other);
}

/** True when one name may be the other written or read otherwise, and no word of either makes another company. */
export function mayCallTheSame(one: AccountRecord, other: AccountRecord): boolean {
  const level = compareNames(one, other);
  return level > 0 && level <= lastReading && !haveProtectedDifference(one, other);
}

/** True when two entities carry one name, however it is written. */
export function haveOneName(one: AccountRecord, other: AccountRecord): boolean {
  const level = compareNames(one, other);
  return level > 0 && level <= lastOneName;
}

/**
 * True when two entities may become one without a person: like names and one thing beside, or names that say nothing of
 * each other and two kinds of evidence. `bitsBeside` is what else speaks for it, such as people of one name in both.
 */
export function mayBecomeOne(one: AccountRecord, other: AccountRecord, bitsBeside: number): boolean {
  const level = compareNames(one, other);
  const place = bestLevel(one.addresses, other.addresses, compareAddresses, addressLevels);
  const shared = [
    sharesDomain(one, other),
    one.phones.some((phone) => other.phones.includes(phone)),
    place > 0 && place <= parcelLevel,
  ].filter(Boolean).length;
  if (level >= otherScript) return shared >= 2;
  const isNear = place > 0 && place <= townLevel;
  return shared > 0 || isNear || bitsBeside >= besideBitsMin || sharesAlias(one, other);
}

/**
 * True when everybody known at the one company is known at the other as well, and they sit in one place: a brand, a name given up, a
 * slip or a company pasted in. Under one name the place may be missing; somebody's mail address at another company then shows
 * where they were before. `bits` are what the people weigh.
 */
export function areOneByPeople(one: AccountRecord, other: AccountRecord, bits: number): boolean {
  if (bits < peopleBitsMin) return false;
  const place = bestLevel(one.addresses, other.addresses, compareAddresses, addressLevels);
  if (haveOneName(one, other)) return addressLevels[place - 1] !== 'elsewhere';
  if (addressLevels[place - 1] === 'elsewhere') return false;
  return (place > 0 && place <= parcelLevel) || sharesLine(one, other);
}

/** True where people of both companies are worth looking up: one name, or a line, a phone or a place in common. */
export function mayShowPeople(one: AccountRecord, other: AccountRecord): boolean {
  if (haveOneName(one, other)) return !areNamesakes(one, other);
  const place = bestLevel(one.addresses, other.addresses, compareAddresses, addressLevels);
  return (place > 0 && place <= parcelLevel) || sharesLine(one, other);
}
const peopleBitsMin = 6;

function sharesLine(one: AccountRecord, other: AccountRecord): boolean {
  return (
    one.lines.some((line) => other.lines.includes(line)) || one.phones.some((phone) => other.phones.includes(phone))
  );
}

/** Bits that speak for the pair that was scored last, beside its names. */
export function bitsBesideName<Item>({ model, parts }: Scorer<Item>): number {
  let bits = 0;
  for (const [index, { group }] of model.comparisons.entries())
    if (group !== 'name') bits += Math.max(0, parts[index]!);
  return bits;
}

/** True when the names of the pair that was scored last are alike and nothing beside them speaks for one company. */
export function isNameAlone(scorer: Scorer<AccountRecord>): boolean {
  const name = scorer.parts[scorer.model.comparisons.findIndex(({ name }) => name === 'name')]!;
  return name > 0 && bitsBesideName(scorer) < besideBitsMin;
}

/** As much as the owner of every sixth company, or the same town. */
export const besideBitsMin = 1.5;

const parcelLevel = addressLevels.indexOf('parcel') + 1;
const townLevel = addressLevels.indexOf('town') + 1;

/**
 * True when what is known of two entities of one name shows two companies: another domain and nothing in common, or another
 * place and phone. A mail domain alone shows nothing where a line, a place or our own owner is shared: people keep the address of
 * the employer before.
 */
export function areNamesakes(one: AccountRecord, other: AccountRecord): boolean {
  if (haveOtherNumbers(one, other)) return true;
  const differs = (values: readonly string[], others: readonly string[]) =>
    values.length > 0 && others.length > 0 && !values.some((value) => others.includes(value));
  const shares = (values: readonly string[], others: readonly string[]) =>
    values.some((value) => others.includes(value));
  const place = bestLevel(one.addresses, other.addresses, compareAddresses, addressLevels);
  const isShared =
    (place > 0 && place <= parcelLevel) || shares(one.owners, other.owners) || shares(one.lines, other.lines);
  if (differs(one.domains, other.domains) && !isShared) return true;
  return addressLevels[place - 1] === 'elsewhere' && differs(one.phones, other.phones);
}

/**
 * True when two entities sit in two places, as far as both tell one. A person's card may name a branch; two lines of a list of
 * companies under one name in two towns are two companies until somebody says otherwise.
 */
export function areApart(one: AccountRecord, other: AccountRecord): boolean {
  return bestLevel(one.addresses, other.addresses, compareAddresses, addressLevels) > townLevel;
}

/** What a row adds to a profile: all of it, or what does not contradict it. */
export type Lesson = {
  readonly record: AccountRecord;
  /** A name that may belong to somebody else: believed when it is heard again and nobody else goes by it. */
  readonly doubtful: string | undefined;
};

/**
 * What a profile may learn from one more row: not a domain that is another one, and a name in other words only when it was
 * heard before. Rows with a wrong company or somebody's address pasted in would else join two companies by and by.
 */
export function lessonOf(
  known: AccountRecord,
  seen: AccountRecord,
  heard: readonly string[],
  isTaken: (loose: string) => boolean = () => false,
): Lesson {
  if (seen.corporateNumbers.some((number) => known.corporateNumbers.includes(number)))
    return { record: seen, doubtful: undefined };
  const isOtherName =
    compareNames(known, seen) >= otherScript && !(isNamed(seen, seen.names) && sharesDomain(known, seen));
  const doubtful = isOtherName ? seen.names[0]?.loose : undefined;
  const isBelieved = doubtful === undefined || (heard.includes(doubtful) && !isTaken(doubtful));
  const isOtherDomain = known.domains.length > 0 && seen.domains.length > 0 && !sharesDomain(known, seen);
  if (isBelieved && !isOtherDomain) return { record: seen, doubtful: undefined };
  return {
    record: {
      ...seen,
      ...(isBelieved ? {} : { names: [], readings: [], aliases: [] }),
      ...(isOtherDomain ? { domains: [], labels: [], lines: [] } : {}),
    },
    doubtful: isBelieved ? undefined : doubtful,
  };
}

function sharesDomain(one: AccountRecord, other: AccountRecord): boolean {
  return one.domains.some((domain) => other.domains.includes(domain));
}
