import type { DateText } from '#core/value/date.ts';

/** Days that a row itself bears: when it took place or was last changed, and when its record was made. */
export type RowDates = { readonly changedOn: DateText | undefined; readonly madeOn: DateText | undefined };

/** One version of a row, with the day its import says it was collected on and the day it was taken in. */
export type TakenVersion<T> = RowDates & {
  readonly collectedOn: DateText | null;
  readonly takenOn: DateText;
  readonly said: T;
};

/** What a row said from a day on, until it said something else. */
export type Saying<T> = {
  readonly from: DateText;
  /** False from the day its record was made until the day it was last changed: it may have said something else then. */
  readonly isSure: boolean;
  readonly said: T;
};

/**
 * What was known from one row, and since when (decision 0024). The first version was known for sure from the day it bears, else from
 * the day it was collected or taken in, and is taken to have said the same since its record was made. A later version is a change:
 * known from its own day where that is later than the one before, else from the day it was taken in. Versions oldest first.
 */
export function sayingsOf<T>(versions: readonly TakenVersion<T>[]): Saying<T>[] {
  const sayings: Saying<T>[] = [];
  let last: DateText | undefined;
  for (const { changedOn, madeOn, collectedOn, takenOn, said } of versions) {
    const taken = earlier(collectedOn ?? takenOn, takenOn);
    const isNews = changedOn !== undefined && (last === undefined || changedOn > last);
    const own = earlier(isNews ? changedOn : taken, takenOn);
    const from: DateText = last !== undefined && last > own ? last : own;
    if (last === undefined && madeOn !== undefined && madeOn < from)
      sayings.push({ from: madeOn, isSure: false, said });
    sayings.push({ from, isSure: true, said });
    last = from;
  }
  return sayings;
}

/** What the row said on that day; undefined before it was known. */
export function saidOn<T>(sayings: readonly Saying<T>[], day: DateText): Saying<T> | undefined {
  return sayings.findLast(({ from }) => from <= day);
}

const earlier = (one: DateText, other: DateText): DateText => (one < other ? one : other);
