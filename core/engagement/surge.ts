/** Interest of one company in one topic: the last three full weeks against the twelve before. */
export type Interest = { readonly recent: number; readonly earlier: number; readonly people: number };

export type Surge = {
  /** Weekly rate now ÷ before, each with one event added. */
  readonly ratio: number;
  /** How likely this many recent events, or more, are if interest did not change. */
  readonly probability: number;
  readonly isSurge: boolean;
};

const recentWeeks = 3;
const earlierWeeks = 12;

/**
 * Whether interest rises (domain.md §8.6): ratio at least 2, a one-sided exact binomial p below 0.05, and at least two people
 * or visitors. `recent` and `earlier` are counts of events.
 */
export function surgeOf({ recent, earlier, people }: Interest): Surge {
  const ratio = (recent / recentWeeks + 1) / (earlier / earlierWeeks + 1);
  const probability = atLeast(recent, recent + earlier, recentWeeks / (recentWeeks + earlierWeeks));
  return { ratio, probability, isSurge: ratio >= 2 && probability < 0.05 && people >= 2 };
}

/** P(X ≥ successes) of a binomial with `trials` and chance `q`, added up term by term from X = 0. */
function atLeast(successes: number, trials: number, q: number): number {
  let term = trials * Math.log1p(-q);
  let below = 0;
  for (let k = 0; k < successes; k++) {
    below += Math.exp(term);
    term += Math.log((trials - k) / (k + 1)) + Math.log(q / (1 - q));
  }
  return Math.max(0, 1 - below);
}
