import { decayed } from '#core/engagement/decay.ts';
import type { DateText } from '#core/value/date.ts';
import { daysBetween } from '#core/measure/waits.ts';

/** What is known of the customer's budget and how far it carries (domain.md §7.6). */
export const budgetFits = {
  unknown: 0.25,
  none: 0.05,
  next_year: 0.35,
  far_below: 0.2,
  near: 0.5,
  fits: 0.75,
  approved: 1,
} as const;
export type BudgetState = keyof typeof budgetFits;

/** The three views of S4 L54, each 0 to 1. */
export type LikelihoodViews = { readonly consensus: number; readonly budget: number; readonly offer: number };

export type OrderLikelihood = {
  /** 0 to 100. */
  readonly score: number;
  readonly isHigh: boolean;
  /** The view to work on next. */
  readonly weakest: keyof LikelihoodViews;
};

const weights: LikelihoodViews = { consensus: 0.4, budget: 0.25, offer: 0.35 };
const highScore = 60;
const leastOfHigh = 0.34;

/**
 * How likely an order is (domain.md §7.7): `100 · (0.40·C + 0.25·B + 0.35·O)`. High from 60, and only where consensus and offer
 * both reach 0.34 and the budget is not refused.
 */
export function orderLikelihood(views: LikelihoodViews): OrderLikelihood {
  const names = Object.keys(weights) as (keyof LikelihoodViews)[];
  const score = 100 * names.reduce((sum, name) => sum + weights[name] * views[name], 0);
  return {
    score,
    isHigh:
      score >= highScore &&
      views.consensus >= leastOfHigh &&
      views.offer >= leastOfHigh &&
      views.budget !== budgetFits.none,
    weakest: names.reduce((weakest, name) => (views[name] < views[weakest] ? name : weakest)),
  };
}

/** An offer a member took: how near it is to an order (0 to 1) and when. */
export type TakenOffer = { readonly personId: string; readonly nearness: number; readonly on: DateText };

const windowDays = 120;
const halfLifeDays = 45;
const furtherMember = { from: 0.35, each: 0.05, atMost: 0.1 };

/**
 * Nearness of what a company's people took in the last 120 days (domain.md §7.5): the greatest after a half-life of 45 days,
 * and 0.05 for each further person who took one of 0.35 or more, 0.10 at most; never above 1.
 */
export function offerNearness(taken: readonly TakenOffer[], asOf: DateText): number {
  const recent = taken
    .map((offer) => ({ ...offer, age: daysBetween(offer.on, asOf) }))
    .filter(({ age }) => age >= 0 && age <= windowDays);
  const greatest = Math.max(0, ...recent.map(({ nearness, age }) => decayed(nearness, age, halfLifeDays)));
  const people = new Set(
    recent.filter(({ nearness }) => nearness >= furtherMember.from).map(({ personId }) => personId),
  );
  const further = Math.max(0, people.size - 1) * furtherMember.each;
  return Math.min(1, greatest + Math.min(furtherMember.atMost, further));
}
