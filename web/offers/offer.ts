import type { paths } from '../api/schema.ts';

export type Offers = paths['/api/offers']['get']['responses'][200]['content']['application/json'];
export type OfferRow = Offers['offers'][number];
export type Draft = paths['/api/offers']['post']['requestBody']['content']['application/json'];
export type Preview = paths['/api/offers/preview']['post']['responses'][200]['content']['application/json'];
export type Taken = paths['/api/offers/{offerId}/rows']['get']['responses'][200]['content']['application/json'];
export type Outcome = PreviewRow['wouldBe'];
export type PreviewRow = Preview['rows'][number];

/** A row that nobody decided on yet and that can be handed over by choice. */
export const isOpen = (row: PreviewRow) =>
  (row.taken === null || row.taken === 'too_old') && row.wouldBe === 'handed_over';

export function newDraft(kinds: Offers['kinds'], today: string): Draft {
  const kind = kinds.find((one) => one.kind === 'quote') ?? kinds[0]!;
  return {
    name: '',
    kind: kind.kind,
    words: [],
    exceptWords: [],
    product: null,
    startsOn: today,
    endsOn: null,
    isActNow: kind.isActNow,
  };
}

export function draftOf({ name, kind, words, exceptWords, product, startsOn, endsOn, isActNow }: OfferRow): Draft {
  return { name, kind, words, exceptWords, product, startsOn, endsOn, isActNow };
}
