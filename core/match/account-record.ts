import type { Address } from '#core/contact/address.ts';
import { companyCodes, heldCode } from '#core/company/company-code.ts';
import { isCorporateDomain } from '#core/contact/email.ts';
import { phoneKind } from '#core/contact/phone.ts';
import type { CompanySeen } from '#core/observation/observation.ts';
import { looseKana } from '#core/text/kana.ts';
import { clean } from '#core/text/clean.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { romajiSkeleton } from '#core/text/romaji.ts';
import { labelOf } from './compare-contact.ts';
import { extend, type KeysOf } from './extend.ts';
import { type NameForms, nameForms } from './name-forms.ts';

/** What matching knows of a company: one row, or the profile of an entity with every value its rows gave. */
export type AccountRecord = {
  readonly names: readonly NameForms[];
  /** Readings in loose kana, from furigana columns or a register. */
  readonly readings: readonly string[];
  /** Canonical ids that an alias table gives for the name: NEC and 日本電気 share one. */
  readonly aliases: readonly string[];
  /** 法人番号 as they are, and codes of other keepers with theirs: `tdbCode:123456782`. */
  readonly corporateNumbers: readonly string[];
  /** Numbers of 13 digits that are no 法人番号 as they stand. */
  readonly misread: readonly string[];
  readonly domains: readonly string[];
  /** Romaji skeletons of the domains' labels, four letters and more: what a name in another script may read like. */
  readonly labels: readonly string[];
  readonly phones: readonly string[];
  /** First eight digits of every fixed line, the company's and its people's: 代表 and 直通 of one block share them. */
  readonly lines: readonly string[];
  readonly addresses: readonly Place[];
  /** Our own people who look after the company, without spaces. */
  readonly owners: readonly string[];
};

/** An address without its raw text, which the row itself keeps. */
export type Place = Omit<Address, 'raw'>;

/**
 * Values that too many companies share (identity.md §2.2): no evidence and no key. Prefixed `number|`, `domain|`, `phone|`, `address|`. Of an
 * address the town is left, which tells one branch of a rental office from another.
 */
export type GenericValues = ReadonlySet<string>;

/** One row as matching sees it. Values in `generic` are left out; the row itself keeps them. */
export function accountRecord(
  seen: CompanySeen,
  options: { generic?: GenericValues; aliasesOf?: (name: NameForms, seen: CompanySeen) => readonly string[] } = {},
): AccountRecord {
  const names = seen.name ? [nameForms(seen.name)] : [];
  const english = seen.attributes.englishName;
  if (english !== undefined) names.push(nameForms(parseCompanyName(String(english))));
  const kana = seen.attributes.kana;
  const isUsed = (kind: string, value: string) => !options.generic?.has(`${kind}|${value}`);
  const domains = seen.domains.filter((domain) => isCorporateDomain(domain) && isUsed('domain', domain));
  const phones = seen.phones.filter((phone) => isUsed('phone', phone));
  return {
    names,
    readings: kana === undefined ? none : [looseKana(clean(String(kana))).replace(/[\s・]/g, '')],
    aliases: options.aliasesOf
      ? names.flatMap((name) => options.aliasesOf!(name, seen))
      : seen.registeredAs === undefined
        ? none
        : [seen.registeredAs],
    corporateNumbers: numbersOf(seen).filter((number) => isUsed('number', number)),
    misread: seen.misreadNumber === undefined ? none : [seen.misreadNumber],
    domains: shared(domains),
    labels: domainLabels(domains),
    phones: shared(phones),
    lines: linesOf(seen.directPhone === undefined ? phones : [...phones, seen.directPhone]),
    addresses: seen.address ? [placeOf(seen.address, isUsed('address', addressKey(seen.address)))] : none,
    owners: seen.owner === undefined ? none : [clean(seen.owner).replace(/\s/g, '')],
  };
}

/** 法人番号 and codes of a row, as matching holds them. */
export function numbersOf({ corporateNumber, attributes }: CompanySeen): readonly string[] {
  const codes = companyCodes.flatMap((code) => {
    const value = attributes[code];
    return value === undefined ? none : heldCode(code, String(value));
  });
  return corporateNumber === undefined ? codes : [corporateNumber, ...codes];
}

/** Romaji skeletons of the domains' labels, four letters and more. */
export function domainLabels(domains: readonly string[]): readonly string[] {
  return shared(domains.map((domain) => romajiSkeleton(labelOf(domain))).filter((label) => label.length >= 4));
}

/** The blocks of fixed lines among these numbers. */
export function linesOf(phones: readonly string[]): readonly string[] {
  const lines = phones.flatMap((phone) =>
    phone.length === 10 && phoneKind(phone) === 'fixed' ? [phone.slice(0, 8)] : [],
  );
  return shared(lines.length > 1 ? [...new Set(lines)] : lines);
}

const none: readonly never[] = [];

/** One empty list for all records: a million of them would not be small. */
function shared(values: readonly string[]): readonly string[] {
  return values.length === 0 ? none : values;
}

function placeOf({ raw: _, ...place }: Address, isTheirs: boolean): Place {
  return isTheirs ? place : { ...place, numbers: '', building: `${place.numbers} ${place.building}` };
}

/** Town, street number and floor: equal for one place however its building is written. */
export function addressKey(address: Place): string {
  return `${address.town}|${address.numbers}|${address.floor}`;
}

/** The profile of an entity: every distinct value of its records, so that a row may match what no single record holds. */
export function accountProfile(records: readonly AccountRecord[]): AccountRecord {
  return records.slice(1).reduce(extendAccount, records[0]!);
}

/** A profile with what one more record adds; the same object when it adds nothing. */
export function extendAccount(known: AccountRecord, seen: AccountRecord): AccountRecord {
  return extend(known, seen, keysOf);
}

const keysOf: KeysOf<AccountRecord> = {
  names: ({ core, form }) => `${core}/${form?.code}`,
  readings: String,
  aliases: String,
  corporateNumbers: String,
  misread: String,
  domains: String,
  labels: String,
  phones: String,
  lines: String,
  addresses: addressKey,
  owners: String,
};
