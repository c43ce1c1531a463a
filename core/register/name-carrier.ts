import { parseAddress } from '#core/contact/address.ts';
import { addressLevels, compareAddresses } from '#core/match/compare-contact.ts';
import type { CompanySeen } from '#core/observation/observation.ts';

/** A corporation that carries a name now or carried it once, as the register tells it. */
export type NameCarrier = {
  readonly corporateNumber: string;
  /** The present name or a former one: that by which it was found, or that which `reading` reads. */
  readonly writtenName: string;
  readonly isFormer: boolean;
  /** Set where it was found by the English name or the furigana of `writtenName`. */
  readonly reading?: { readonly by: ReadingKind; readonly text: string };
  readonly prefecture: string | null;
  readonly city: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
};

/** What the register tells beside a name, the more telling first: many names that are written otherwise read alike. */
export const readingKinds = ['english', 'kana'] as const;
export type ReadingKind = (typeof readingKinds)[number];

type Placed = Pick<CompanySeen, 'address'>;

/** Those whose seat agrees best with the address, down to the town at least. */
export function inTown(seen: Placed, carriers: readonly NameCarrier[]): readonly NameCarrier[] {
  const placed = seen.address
    ? carriers
        .filter((carrier) => mayBeIn(seen, carrier))
        .map((carrier) => ({ carrier, place: placeLevel(seen, carrier) }))
    : [];
  const nearest = Math.min(townLevel, ...placed.map(({ place }) => place));
  return placed.filter(({ place }) => place === nearest).map(({ carrier }) => carrier);
}

/** False where the address tells another prefecture. */
export function mayBeIn({ address }: Placed, { prefecture }: NameCarrier): boolean {
  return !address?.prefecture || !prefecture || address.prefecture === prefecture;
}

/** Who carries the name today goes before who carried it once: a name that was given up is often taken up next door. */
export function onlyNumber(carriers: readonly NameCarrier[]): string | undefined {
  const present = carriers.filter(({ isFormer }) => !isFormer);
  return theNumberOf(present.length > 0 ? present : carriers);
}

/** The number that all of them have. */
export function theNumberOf([first, ...others]: readonly NameCarrier[]): string | undefined {
  return others.every(({ corporateNumber }) => corporateNumber === first?.corporateNumber)
    ? first?.corporateNumber
    : undefined;
}

const townLevel = addressLevels.indexOf('town');

/** Place of the level at which two addresses agree, the strongest 0; infinite when they cannot be compared. */
function placeLevel({ address }: Placed, { prefecture, city, street, postalCode }: NameCarrier): number {
  const known = address && parseAddress([prefecture ?? '', city ?? '', street ?? ''], postalCode ?? undefined);
  const level = known && compareAddresses(address, known);
  return level === undefined ? Number.POSITIVE_INFINITY : addressLevels.indexOf(level);
}
