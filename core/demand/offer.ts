import { clean } from '#core/text/clean.ts';
import type { DateText } from '#core/value/date.ts';

/**
 * What people are offered, from the loosest to the nearest to an order (domain.md §7.5). `isActNow` is what the form proposes: whoever
 * takes such an offer wants to be called.
 */
export const offerKinds = [
  { kind: 'newsletter', isActNow: false },
  { kind: 'document', isActNow: false },
  { kind: 'white_paper', isActNow: false },
  { kind: 'open_seminar', isActNow: false },
  { kind: 'individual_seminar', isActNow: false },
  { kind: 'inquiry', isActNow: true },
  { kind: 'urgent_document', isActNow: true },
  { kind: 'meeting', isActNow: true },
  { kind: 'demo', isActNow: true },
  { kind: 'trial', isActNow: true },
  { kind: 'quote', isActNow: true },
  { kind: 'approval_support', isActNow: true },
] as const;
export type OfferKind = (typeof offerKinds)[number]['kind'];

export type Offer = {
  readonly offerId: number;
  readonly name: string;
  readonly kind: OfferKind;
  /** A row speaks of the offer with any of these in one of its names, unless one of `exceptWords` stands there as well. */
  readonly words: readonly string[];
  readonly exceptWords: readonly string[];
  readonly product: string | null;
  /** Both days count; null is without end. */
  readonly startsOn: DateText;
  readonly endsOn: DateText | null;
  readonly isActNow: boolean;
};

/** Whether a name in a row (campaign, form, activity, seminar, lead source) speaks of the offer; width and case are one. */
export function speaksOf(name: string, { words, exceptWords }: Pick<Offer, 'words' | 'exceptWords'>): boolean {
  const told = clean(name);
  const has = (word: string) => told.includes(clean(word));
  return words.some(has) && !exceptWords.some(has);
}

/** The offer that a row of this day takes: of several the one with the longest word that fits, then the older. */
export function offerOf(names: readonly string[], on: DateText, offers: readonly Offer[]): Offer | undefined {
  const longest = (offer: Offer) =>
    Math.max(
      ...names.flatMap((name) =>
        speaksOf(name, offer)
          ? offer.words.filter((word) => clean(name).includes(clean(word))).map((word) => word.length)
          : [],
      ),
      -1,
    );
  return offers
    .filter(({ startsOn, endsOn }) => startsOn <= on && (endsOn === null || on <= endsOn))
    .map((offer) => ({ offer, length: longest(offer) }))
    .filter(({ length }) => length >= 0)
    .sort((one, other) => other.length - one.length || one.offer.offerId - other.offer.offerId)[0]?.offer;
}
