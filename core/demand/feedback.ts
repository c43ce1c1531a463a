import { rateFigure, type Figure } from '#core/measure/figure.ts';
import type { RejectionReason } from './reasons.ts';

/** One-tap feedback of sales and agencies on a hand-over or an account (domain.md §11.5). */
export const feedbackWords = [
  { code: 'useful', ja: '役に立った', en: 'Useful', hints: null },
  { code: 'not_useful', ja: '役に立たなかった', en: 'Not useful', hints: null },
  { code: 'wrong_person', ja: '人が違う', en: 'Wrong person', hints: 'wrong_role' },
  { code: 'wrong_company', ja: '会社が違う', en: 'Wrong company', hints: 'wrong_company' },
  { code: 'later', ja: '今ではない', en: 'Later', hints: 'too_early' },
] as const satisfies readonly {
  readonly code: string;
  readonly ja: string;
  readonly en: string;
  /** The rejection reason it speaks for, should the lead be sent back. */
  readonly hints: RejectionReason | null;
}[];
export type FeedbackCode = (typeof feedbackWords)[number]['code'];

/** Longest text beside a tap. */
export const feedbackTextMax = 200;

export type Feedback = { readonly itemId: string; readonly code: FeedbackCode; readonly by: 'sales' | 'agency' };

/** K8.2: hand-overs with at least one feedback, of all; several taps on one count once (S2-46). */
export function feedbackRate(itemIds: readonly string[], given: readonly Feedback[]): Figure {
  const items = new Set(itemIds);
  const answered = new Set(given.map((feedback) => feedback.itemId).filter((itemId) => items.has(itemId)));
  return rateFigure(answered.size, items.size);
}
