import { compareForms } from '#core/company/legal-form.ts';
import { type CompanyName, parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { addressLevels, compareAddresses } from '#core/match/compare-contact.ts';
import type { CompanySeen } from '#core/observation/observation.ts';

/** A corporation that carries a name now or carried it once, as the register tells it. */
export type NameCarrier = {
  readonly corporateNumber: string;
  /** The name as it was found: the present one or a former one. */
  readonly writtenName: string;
  readonly isFormer: boolean;
  readonly prefecture: string | null;
  readonly city: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
};

/**
 * The corporation that a row's name and address mean (domain.md §12.4: normalised name and address down to the town), or
 * undefined when nobody or several fit. Without an address, or with one that no carrier has, a name that only one corporation
 * carries means that one unless the prefectures differ: only where `isWhole`, for a part of the register does not tell who else there
 * is. The answer is an alias, evidence to be weighed: it never merges alone.
 */
export function corporationOf(
  seen: Pick<CompanySeen, 'name' | 'address'>,
  carriers: readonly NameCarrier[],
  isWhole: boolean,
): string | undefined {
  if (!seen.name) return undefined;
  const alike = closest(seen.name, carriers);
  const levels = alike.map((carrier) => placeLevel(seen, carrier));
  const nearest = Math.min(...levels);
  if (nearest <= townLevel) return onlyNumber(alike.filter((_, place) => levels[place] === nearest));
  if (!isWhole) return undefined;
  const elsewhere = seen.address?.prefecture;
  return onlyNumber(alike.filter(({ prefecture }) => !elsewhere || !prefecture || elsewhere === prefecture));
}

/** Carriers of the same legal form whose name is equal with old kanji folded; failing that with kana folded. */
function closest(name: CompanyName, carriers: readonly NameCarrier[]): readonly NameCarrier[] {
  const fitting = carriers
    .map((carrier) => ({ carrier, written: parseCompanyName(carrier.writtenName) }))
    .filter(
      ({ written }) => !name.form || !written.form || compareForms(name.form.code, written.form.code) === 'equal',
    );
  const equal = fitting.filter(({ written }) => written.safe === name.safe);
  return (equal.length > 0 ? equal : fitting).map(({ carrier }) => carrier);
}

const townLevel = addressLevels.indexOf('town');

/** Place of the level at which two addresses agree, the strongest 0; infinite when they cannot be compared. */
function placeLevel({ address }: Pick<CompanySeen, 'address'>, carrier: NameCarrier): number {
  const { prefecture, city, street, postalCode } = carrier;
  const known = address && parseAddress([prefecture ?? '', city ?? '', street ?? ''], postalCode ?? undefined);
  const level = known && compareAddresses(address, known);
  return level === undefined ? Number.POSITIVE_INFINITY : addressLevels.indexOf(level);
}

/** Who carries the name today goes before who carried it once: a name that was given up is often taken up next door. */
function onlyNumber(carriers: readonly NameCarrier[]): string | undefined {
  const present = carriers.filter(({ isFormer }) => !isFormer);
  const [first, ...others] = present.length > 0 ? present : carriers;
  return others.every(({ corporateNumber }) => corporateNumber === first?.corporateNumber)
    ? first?.corporateNumber
    : undefined;
}
