import type { Address } from '#core/contact/address.ts';
import type { Email } from '#core/contact/email.ts';
import { prefecturesOfPhone } from '#core/contact/area-codes.ts';
import { compareBuildings } from '#core/contact/building.ts';
import { areaCode, phoneKind } from '#core/contact/phone.ts';

/** Levels of an address (identity.md §2.5 and §3.11), strongest first. */
export const addressLevels = [
  'room',
  'parcel',
  'section',
  'postal',
  'floor',
  'open_block',
  'block',
  'town',
  'city',
  'prefecture',
  'elsewhere',
] as const;
export type AddressLevel = (typeof addressLevels)[number];

/** How far two addresses agree; undefined when they cannot be compared. */
export function compareAddresses(one: Omit<Address, 'raw'>, other: Omit<Address, 'raw'>): AddressLevel | undefined {
  const samePostal = one.postalCode !== undefined && one.postalCode === other.postalCode;
  if (one.town === '' || other.town === '') return samePostal ? 'postal' : undefined;
  if (one.prefecture && other.prefecture && one.prefecture !== other.prefecture) return 'elsewhere';
  const building = compareBuildings(one.building, other.building);
  if (one.town !== other.town) {
    if (cityOf(one.town) !== cityOf(other.town))
      return one.prefecture !== undefined && one.prefecture === other.prefecture ? 'prefecture' : undefined;
    // One building at one number: the town is misspelt on one side.
    const isOnePlace = building === 'equal' && one.numbers !== '' && one.numbers === other.numbers;
    return isOnePlace ? compareInside(one, other, building) : 'city';
  }
  if (one.hasSectionName !== other.hasSectionName) return 'section';
  if (one.numbers === other.numbers && one.numbers !== '') return compareInside(one, other, building);
  const isOpen = isBegun(one.numbers, other.numbers) || isBegun(other.numbers, one.numbers);
  if (isOpen && building === 'equal') return compareInside(one, other, building);
  if (one.numbers === '' || other.numbers === '') return 'town';
  if (isOpen) return 'open_block';
  return one.numbers.split('-')[0] === other.numbers.split('-')[0] ? 'block' : 'town';
}

/** Inside one parcel: another building of it is no room in common, whatever the floors. */
function compareInside(
  one: Pick<Address, 'floor'>,
  other: Pick<Address, 'floor'>,
  building: 'equal' | 'different' | undefined,
): AddressLevel {
  if (one.floor === '' || other.floor === '') return 'parcel';
  if (one.floor !== other.floor) return 'floor';
  return building === 'different' ? 'parcel' : 'room';
}

/** 1-1 is 1-1-1 written short, and a street number left out may be any. */
function isBegun(short: string, long: string): boolean {
  return short === '' || long.startsWith(`${short}-`);
}

function cityOf(town: string): string {
  return /^(?:.{1,4}?郡.{1,5}?[町村]|.{1,6}?市.{1,4}?区|.{1,6}?[市区町村])/.exec(town)?.[0] ?? town;
}

/** Levels of a phone number, strongest first. */
export const phoneLevels = ['equal', 'mobile', 'toll_free', 'switchboard', 'local', 'area', 'different'] as const;
export type PhoneLevel = (typeof phoneLevels)[number];

/** Two numbers as digits. `switchboard`: the first 8 of 10 digits, 代表 and 直通 of one block; `local`: one has no area code. */
export function comparePhones(one: string, other: string): PhoneLevel {
  const kind = phoneKind(one);
  if (one === other)
    return kind === 'mobile' ? 'mobile' : kind === 'toll_free' || kind === 'ip' ? 'toll_free' : 'equal';
  const long = one.length >= other.length ? one : other;
  const short = long === one ? other : one;
  if (!short.startsWith('0') && !short.startsWith('+') && long.endsWith(short)) return 'local';
  if (kind !== 'fixed' || phoneKind(other) !== 'fixed') return 'different';
  if (one.length === 10 && one.slice(0, 8) === other.slice(0, 8)) return 'switchboard';
  return areaCode(one) === areaCode(other) ? 'area' : 'different';
}

/** Levels of an area code beside a prefecture, for companies of which one gives a number and the other an address. */
export const areaCodeLevels = ['here', 'elsewhere'] as const;

/** Whether lines may stand where a company sits: one that fits is enough, as a head office and its branches have several. */
export function compareAreaCodes(
  phones: readonly string[],
  addresses: readonly { readonly prefecture: string | undefined }[],
): (typeof areaCodeLevels)[number] | undefined {
  const places = addresses.flatMap(({ prefecture }) => prefecture ?? []);
  const codes = places.length === 0 ? [] : phones.flatMap((phone) => prefecturesOfPhone(phone) ?? []);
  if (codes.length === 0) return undefined;
  return codes.some((prefecture) => places.includes(prefecture)) ? 'here' : 'elsewhere';
}

/** Levels of a personal mail address, strongest first. */
export const emailLevels = ['equal', 'respelled', 'other_suffix', 'group', 'colleague', 'different'] as const;
export type EmailLevel = (typeof emailLevels)[number];

/** Two mail addresses as one person's. Role addresses are nobody's: undefined unless both are people's. */
export function compareEmails(one: Email, other: Email): EmailLevel | undefined {
  if (one.address === other.address) return one.isRole ? undefined : 'equal';
  if (one.isRole || other.isRole) return undefined;
  const sameName = letters(one.address) === letters(other.address);
  if (one.domain === other.domain)
    return sameName && one.isCorporate ? 'respelled' : one.isCorporate ? 'colleague' : 'different';
  if (!one.isCorporate || !other.isCorporate) return 'different';
  const likeness = compareDomains(one.domain, other.domain);
  if (likeness === 'other_suffix') return sameName ? 'other_suffix' : 'different';
  return likeness === 'group' ? 'group' : 'different';
}

function letters(address: string): string {
  return address.slice(0, address.indexOf('@')).replace(/[^a-z0-9]/g, '');
}

/** Levels of two registrable domains that are not free mail, strongest first. */
export const domainLevels = ['equal', 'other_suffix', 'group', 'different'] as const;
export type DomainLevel = (typeof domainLevels)[number];

/** aozora.co.jp and aozora.com share their label; aozora-group.co.jp and aozora.co.jp are a group. Universities stand alone. */
export function compareDomains(one: string, other: string): DomainLevel {
  if (one === other) return 'equal';
  const left = labelOf(one);
  const right = labelOf(other);
  if (left === right) return 'other_suffix';
  return isOfGroup(left, right) || isOfGroup(right, left) ? 'group' : 'different';
}

function isOfGroup(long: string, short: string): boolean {
  return long.startsWith(short) && groupEndings.has(long.slice(short.length));
}
const groupEndings = new Set(['-group', 'group', '-hd', '-holdings']);

/** aozora of aozora.co.jp. */
export function labelOf(domain: string): string {
  return domain.slice(0, domain.indexOf('.'));
}
