import { addDays } from '#core/period/day.ts';
import { periodOf, previousPeriod, sameLastYear, type Period } from '#core/period/fiscal.ts';
import type { DateText } from '#core/value/date.ts';

export const comparableKinds = ['half', 'quarter', 'month', 'year'] as const;
export type ComparableKind = (typeof comparableKinds)[number];

/** Why two periods are proposed: both ripe and large; the one before was too small, so that of a year before; small; or still under way. */
export type PairReason = 'before' | 'year_before' | 'few' | 'young';

export type ComparablePair = {
  readonly kind: ComparableKind;
  readonly before: Period;
  readonly after: Period;
  readonly because: PairReason;
};

/** From this many hand-overs on a rate says something; with fewer than `comparedMin` nothing is said (domain.md §10.1). */
const enough = 30;
const comparedMin = 5;

/**
 * The two periods a comparison opens with: the latest one that is over for `ripeAfter` days and holds enough hand-overs, beside the
 * one before, or beside the same a year earlier where that one holds too few. Halves come first, then quarters and months, then
 * years. Where no pair is large enough, or none is ripe, the best there is, with its reason. `handed` counts hand-overs by month
 * (YYYY-MM), `startMonth` is that of the fiscal year.
 */
export function comparablePair(
  handed: ReadonlyMap<string, number>,
  today: DateText,
  ripeAfter: number,
  startMonth: number,
  kinds: readonly ComparableKind[] = comparableKinds,
): ComparablePair {
  const ripe = addDays(today, 1 - ripeAfter);
  const candidates = kinds.flatMap((kind) => periodsDown(handed, kind, startMonth));
  const [latest = { kind: kinds[0]!, after: periodOf(kinds[0]!, today, startMonth) }] = candidates;
  return (
    findPair(handed, candidates, ripe, enough) ??
    findPair(handed, candidates, ripe, comparedMin, 'few') ??
    findPair(handed, candidates, addDays(today, 1), comparedMin, 'young') ?? {
      ...latest,
      before: previousPeriod(latest.after),
      because: 'young',
    }
  );
}

type Candidate = { readonly kind: ComparableKind; readonly after: Period };

function findPair(
  handed: ReadonlyMap<string, number>,
  candidates: readonly Candidate[],
  overBy: DateText,
  least: number,
  because?: PairReason,
): ComparablePair | undefined {
  for (const { kind, after } of candidates) {
    if (after.to > overBy || countIn(handed, after) < least) continue;
    if (countIn(handed, previousPeriod(after)) >= least)
      return { kind, before: previousPeriod(after), after, because: because ?? 'before' };
    if (countIn(handed, sameLastYear(after)) >= least)
      return { kind, before: sameLastYear(after), after, because: because ?? 'year_before' };
  }
  return undefined;
}

/** The periods of one kind with hand-overs, latest first. */
function periodsDown(handed: ReadonlyMap<string, number>, kind: ComparableKind, startMonth: number): Candidate[] {
  const periods = [...handed.keys()].map((month) => periodOf(kind, `${month}-01`, startMonth));
  return [...new Map(periods.map((period) => [period.from, period])).values()]
    .sort((one, other) => (one.from < other.from ? 1 : -1))
    .map((after) => ({ kind, after }));
}

function countIn(handed: ReadonlyMap<string, number>, { from, to }: Period): number {
  return [...handed].reduce((sum, [month, n]) => sum + (`${month}-01` >= from && `${month}-01` < to ? n : 0), 0);
}
