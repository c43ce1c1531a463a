import type { Answer } from './model.ts';
import { type Scorer, weaker } from './score.ts';

export type Decision = {
  readonly answer: Answer;
  /** log₂ odds that the two are one, prior included. */
  readonly bits: number;
  /** 0–1. */
  readonly probability: number;
  /** For `related`: parent, group, subsidiary, unit … */
  readonly relation: string | undefined;
};

/**
 * The answer for one pair (identity.md §2.7): bits against the thresholds, then caps, then relation. `beside` are bits of
 * evidence that is not part of the records.
 */
export function decidePair<Item>(scorer: Scorer<Item>, one: Item, other: Item, beside = 0): Decision {
  const bits = scorer.score(one, other) + beside;
  const { auto, review } = scorer.model.settings.thresholds;
  const byBits: Answer = bits >= auto ? 'same' : bits >= review ? 'review' : 'different';
  const answer = weaker(byBits, scorer.cap);
  const relation = answer === 'same' || answer === 'review' ? undefined : scorer.model.relation?.(one, other);
  return { answer: relation === undefined ? answer : 'related', bits, probability: probabilityOf(bits), relation };
}

/** One row against the entities it may belong to. */
export type RowDecision<Item> = {
  /** `same` attaches to `best`; `review` asks about it; `related` draws an edge to it; `different` makes a new entity. */
  readonly answer: Answer;
  readonly best: (Decision & { readonly candidate: Item }) | undefined;
  readonly second: (Decision & { readonly candidate: Item }) | undefined;
};

/**
 * Which of the candidate entities a row belongs to. The best must be sure and beat the second by the margin; two sure
 * candidates are a review. Candidates are entity profiles in any order; a tie goes to the earlier one.
 */
export function decideRow<Item>(scorer: Scorer<Item>, row: Item, candidates: readonly Item[]): RowDecision<Item> {
  let best: RowDecision<Item>['best'];
  let second: RowDecision<Item>['second'];
  const beats = (one: Decision, other: Decision | undefined) =>
    other === undefined ||
    rank[one.answer] > rank[other.answer] ||
    (one.answer === other.answer && one.bits > other.bits);
  for (const candidate of candidates) {
    const decision = { ...decidePair(scorer, row, candidate), candidate };
    if (beats(decision, best)) [best, second] = [decision, best];
    else if (beats(decision, second)) second = decision;
  }
  if (!best) return { answer: 'different', best, second };
  const isClose =
    best.answer === 'same' &&
    second?.answer === 'same' &&
    best.bits - second.bits < scorer.model.settings.thresholds.margin;
  return { answer: isClose ? 'review' : best.answer, best, second };
}

const rank: Readonly<Record<Answer, number>> = { different: 0, related: 1, review: 2, same: 3 };

/** p = 2^bits / (1 + 2^bits). */
export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}
