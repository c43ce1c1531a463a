import { keeperOf } from '#core/company/company-code.ts';
import { isSlipOf } from '#core/company/corporate-number.ts';
import { foreignForms } from '#core/company/latin-form.ts';
import { compareForms } from '#core/company/legal-form.ts';
import { relationOf } from '#core/company/protected.ts';
import { accountKeyLadders, placeKeys } from './account-keys.ts';
import { bestLevel } from './best-level.ts';
import type { AccountRecord } from './account-record.ts';
import { accountSettings } from './account-settings.ts';
import {
  addressLevels,
  areaCodeLevels,
  compareAddresses,
  compareAreaCodes,
  compareDomains,
  domainLevels,
  comparePhones,
  phoneLevels,
} from './compare-contact.ts';
import { compareNames, haveProtectedDifference, isNamed, sharesAlias } from './compare-account-names.ts';
import { companyNameLevels, hasProtectedDifference } from './compare-company-name.ts';
import type { NameForms } from './name-forms.ts';
import type { Comparison, Frequencies, Model } from './model.ts';

/** The default model for Japanese companies. `settings` may be exchanged: `{ ...accountModel, settings: trained }`. */
export const accountModel: Model<AccountRecord> = {
  name: 'account',
  settings: accountSettings,
  keys: accountKeyLadders,
  signature: accountSignature,
  isVetoed: haveOtherNumbers,
  isApart: (one, other) => haveProtectedDifference(one, other) || compareLegalForms(one, other) === incompatibleForms,
  relation: (one, other) => {
    const [left, right] = [one.names[0], other.names[0]];
    if (!left || !right) return undefined;
    const byName = relationOf(left, right);
    if (byName) return byName;
    return hasProtectedDifference(left, right) &&
      bestLevel(one.domains, other.domains, compareDomains, ['equal', 'group']) > 0
      ? 'group'
      : undefined;
  },
  comparisons: accountComparisons(),
};

/** Two valid 法人番号 never meet, nor two codes of one keeper unless a number says otherwise (identity.md §2.2). */
export function haveOtherNumbers(one: AccountRecord, other: AccountRecord): boolean {
  const [numbers, others] = [one.corporateNumbers, other.corporateNumbers];
  if (numbers.length === 0 || others.length === 0) return false;
  const keepers = numbers.map(keeperOf).filter((keeper) => others.some((number) => keeperOf(number) === keeper));
  const shared = numbers.filter((number) => others.includes(number)).map(keeperOf);
  return keepers.includes('') ? !shared.includes('') : keepers.length > 0 && shared.length === 0;
}

function accountComparisons(): Comparison<AccountRecord>[] {
  return [
    {
      name: 'corporate_number',
      group: 'number',
      isIdentifier: true,
      compare: compareNumbers,
      frequency: numberFrequency,
    },
    { name: 'name', group: 'name', compare: compareNames, frequency: nameFrequency },
    {
      name: 'protected_words',
      group: 'protected',
      compare: (one, other) => (haveProtectedDifference(one, other) ? 1 : 0),
    },
    { name: 'legal_form', group: 'name', compare: compareLegalForms },
    { name: 'form_position', group: 'name', compare: comparePositions },
    { name: 'domain', group: 'domain', compare: compareWeb, frequency: domainFrequency },
    {
      name: 'phone',
      group: 'phone',
      compare: compareLines,
      frequency: phoneFrequency,
    },
    {
      name: 'address',
      group: 'place',
      compare: (one, other) => bestLevel(one.addresses, other.addresses, compareAddresses, addressLevels),
      frequency: addressFrequency,
    },
    { name: 'owner', group: 'owner', compare: compareOwners, frequency: ownerFrequency },
    { name: 'area_code', group: 'place', compare: compareAreas },
  ];
}

const numberLevels = ['equal', 'company_code', 'slip'];

/** 法人番号 before the codes of others; failing both, a number that a slip of one digit makes of the other's. */
function compareNumbers(one: AccountRecord, other: AccountRecord): number {
  const shared = sharedNumber(one, other);
  if (shared !== undefined) return numberLevels.indexOf(keeperOf(shared) === '' ? 'equal' : 'company_code') + 1;
  const isMisread =
    one.misread.some((misread) => other.corporateNumbers.some((number) => isSlipOf(misread, number))) ||
    other.misread.some((misread) => one.corporateNumbers.some((number) => isSlipOf(misread, number)));
  return isMisread ? numberLevels.indexOf('slip') + 1 : 0;
}

function sharedNumber(one: AccountRecord, other: AccountRecord): string | undefined {
  const shared = one.corporateNumbers.filter((number) => other.corporateNumbers.includes(number));
  return shared.find((number) => keeperOf(number) === '') ?? shared[0];
}

/** A number that three companies and more carry was pasted and tells nothing (identity.md §2.2); two may be one before and after a new name. */
function numberFrequency(
  one: AccountRecord,
  other: AccountRecord,
  level: number,
  { carriers }: Frequencies,
): number | undefined {
  const shared = level > 2 ? undefined : sharedNumber(one, other);
  const count = shared === undefined ? undefined : carriers?.(`1|${shared}`);
  return count !== undefined && count > numberCarriersMax ? 1 : undefined;
}
const numberCarriersMax = 2;

/** Company numbers against company numbers; failing that, a line of a block that the other side has as well. */
function compareLines(one: AccountRecord, other: AccountRecord): number {
  const level = bestLevel(one.phones, other.phones, comparePhones, phoneLevels);
  if (level > 0 && level <= switchboard) return level;
  return one.lines.some((line) => other.lines.includes(line)) ? switchboard : level;
}
const switchboard = phoneLevels.indexOf('switchboard') + 1;

/** The area code speaks only where nothing else tells of places: one side has lines and no address, the other an address. */
function compareAreas(one: AccountRecord, other: AccountRecord): number {
  const [lineless, placed] = one.addresses.length === 0 ? [one, other] : [other, one];
  if (lineless.addresses.length > 0) return 0;
  const code = compareAreaCodes(lineless.phones, placed.addresses);
  return code === undefined ? 0 : areaCodeLevels.indexOf(code) + 1;
}

function compareOwners(one: AccountRecord, other: AccountRecord): number {
  if (one.owners.length === 0 || other.owners.length === 0) return 0;
  return one.owners.some((owner) => other.owners.includes(owner)) ? 1 : 2;
}

/** Share of companies that the owner looks after: of ten sales people each speaks for a company, of one none does. */
function ownerFrequency(
  one: AccountRecord,
  other: AccountRecord,
  level: number,
  { shareOfOwner }: Frequencies,
): number | undefined {
  if (level !== 1) return undefined;
  const shared = one.owners.find((owner) => other.owners.includes(owner));
  return shared === undefined ? undefined : shareOfOwner?.(shared);
}

/**
 * Share of companies that carry the name the two have in common, in the form in which they have it in common. Where the register says
 * that both mean one corporation, by legal form or place, its namesakes do not matter.
 */
function nameFrequency(
  one: AccountRecord,
  other: AccountRecord,
  level: number,
  frequencies: Frequencies,
): number | undefined {
  const code = companyNameLevels[level - 1];
  const form = code === 'core' ? 'core' : code === 'safe' ? 'safe' : code === 'skeleton' ? 'skeleton' : 'loose';
  if (code !== form && code !== 'doubtful') return undefined;
  const shared = one.names.find((name) => other.names.some((known) => known[form] === name[form]));
  if (shared && sharesAlias(one, other)) return oneCorporation;
  return shared && frequencies.of('name', shared[form]);
}

/** One of five million. */
const oneCorporation = 2e-7;

/** A domain that only one entity carries is worth four bits more than usual, a group's ten less (identity.md §2.5). */
function domainFrequency(
  one: AccountRecord,
  other: AccountRecord,
  level: number,
  { carriers }: Frequencies,
): number | undefined {
  if (level !== 2) return undefined;
  const shared = one.domains.find((domain) => other.domains.includes(domain));
  const count = shared === undefined ? undefined : carriers?.(`2|${shared}`);
  return count === undefined ? undefined : count <= 1 ? usualShare / 2 ** 4 : usualShare * 2 ** 10;
}
const usualShare = 1e-5;

/** A phone number that more than three entities carry is a rental office's and tells nothing (identity.md §2.2). */
function phoneFrequency(
  one: AccountRecord,
  other: AccountRecord,
  level: number,
  { carriers }: Frequencies,
): number | undefined {
  if (level !== 1) return undefined;
  const shared = one.phones.find((phone) => other.phones.includes(phone));
  const count = shared === undefined ? undefined : carriers?.(`3|${shared}`);
  return count !== undefined && count > 3 ? 0.8 : undefined;
}

/**
 * A house in which more than three companies sit is worth six bits, one with more than twenty is nobody's own (identity.md §2.2, §2.5): a
 * rental office, or a tower whose floors nobody wrote down.
 */
function addressFrequency(
  one: AccountRecord,
  other: AccountRecord,
  level: number,
  { carriers }: Frequencies,
): number | undefined {
  if (level > parcel || !carriers) return undefined;
  const places = new Set(other.addresses.flatMap(placeKeys));
  const tenants = Math.max(0, ...one.addresses.flatMap(placeKeys).map((key) => (places.has(key) ? carriers(key) : 0)));
  if (tenants <= 3) return undefined;
  const sixBits = level === parcel ? 0.2048 / 2 ** 6 : 0.8192 / 2 ** 6;
  return tenants > 20 ? sixBits * 2 ** 6 : sixBits;
}
const parcel = addressLevels.indexOf('parcel') + 1;

const rareForms = new Set([
  'KUM',
  'SOG',
  'TMK',
  'TSH',
  'LPS',
  'LLP',
  'REL',
  'GAK',
  'MED',
  'SF',
  'AUD',
  'TAX',
  'LAW',
  'NPO',
  'GSK',
  'GMK',
  ...foreignForms,
]);

const incompatibleForms = 5;

function compareLegalForms(one: AccountRecord, other: AccountRecord): number {
  const left = formOf(one.names);
  const right = formOf(other.names);
  if (!left || !right) return 0;
  const likeness = compareForms(left, right);
  if (likeness === 'equal') return rareForms.has(left) ? 2 : 1;
  if (likeness === 'compatible') return 3;
  // 組織変更: the register says that both names are one corporation's.
  if (sharesAlias(one, other)) return 0;
  return likeness === 'convertible' ? 4 : incompatibleForms;
}

function comparePositions(one: AccountRecord, other: AccountRecord): number {
  const [left, right] = [one.names[0]?.form, other.names[0]?.form];
  if (!left || !right || left.code !== right.code || isLatin(one) || isLatin(other) || sharesAlias(one, other))
    return 0;
  return left.position === right.position ? 1 : 2;
}

/** An English form always stands behind; its place tells nothing. */
function isLatin(record: AccountRecord): boolean {
  return /^[\x20-\x7e]*$/.test(record.names[0]?.core ?? '');
}

function formOf(names: readonly NameForms[]): string | undefined {
  return names.find(({ form }) => form)?.form?.code;
}

/** Domains against domains; where only one side has one, its label against the other's name (aozora.co.jp, アオゾラ). */
function compareWeb(one: AccountRecord, other: AccountRecord): number {
  if (one.domains.length > 0 && other.domains.length > 0) {
    const code = domainLevels[bestLevel(one.domains, other.domains, compareDomains, domainLevels) - 1]!;
    if (code === 'equal') return isNamed(one, one.names) || isNamed(other, other.names) ? 1 : 2;
    return { other_suffix: 3, group: 5, different: 6 }[code];
  }
  return isNamed(one, other.names) || isNamed(other, one.names) ? 4 : 0;
}

function accountSignature(record: AccountRecord): string {
  return [
    record.names
      .map(
        ({ core, form, bracketed }) =>
          `${core}/${form?.code ?? ''}/${form?.position ?? ''}/${bracketed.map((alias) => alias.core)}`,
      )
      .join('&'),
    record.readings.join('&'),
    record.corporateNumbers.join('&'),
    record.domains.join('&'),
    record.phones.join('&'),
    record.addresses
      .map(
        (address) =>
          `${address.prefecture}${address.postalCode}${address.town}/${address.numbers}/${address.building}/${address.floor}`,
      )
      .join('&'),
  ].join('|');
}
