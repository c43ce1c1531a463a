import type { Cycle } from './cycle.ts';

/**
 * What became of the leads handed over in a period (domain.md §9.3). `H = SAL + rejected + ignored + pending` always holds.
 * A cycle merged as a duplicate leaves H: its lead is counted in the cycle that stays.
 */
export type Tally = {
  readonly handed: number;
  readonly sal: number;
  readonly rejected: number;
  readonly ignored: number;
  readonly pending: number;
};
export const outcomes = ['sal', 'rejected', 'ignored', 'pending'] as const;
export type Outcome = (typeof outcomes)[number];
/** H and its four parts, each of which opens to its leads. */
export const tallyParts = ['handed', ...outcomes] as const;
export type TallyPart = (typeof tallyParts)[number];

/** First answer of sales to a hand-over; undefined where nothing was handed over by marketing, or it was a duplicate. */
export function outcomeOf(cycle: Cycle): Outcome | undefined {
  if (!cycle.reached.handed_over || cycle.state === 'merged') return undefined;
  if (cycle.reached.accepted) return 'sal';
  if (cycle.reached.rejected) return 'rejected';
  return cycle.reached.ignored ? 'ignored' : 'pending';
}

/** H and its four parts of these cycles (domain.md §9.3); those that were never handed over, or are duplicates, count nowhere. */
export function tally(cycles: readonly Cycle[]): Tally {
  return tallyOf(cycles.flatMap((cycle) => outcomeOf(cycle) ?? []));
}

/** The same of leads whose outcome is known, one each. */
export function tallyOf(known: readonly Outcome[]): Tally {
  const counts = { sal: 0, rejected: 0, ignored: 0, pending: 0 };
  for (const outcome of known) counts[outcome]++;
  return balanced({ ...counts, handed: counts.sal + counts.rejected + counts.ignored + counts.pending });
}

/** The same tally, or an Error: counted wrongly, nothing may silently vanish between marketing and sales (domain.md §0.2). */
export function balanced(given: Tally): Tally {
  const parts = [given.sal, given.rejected, given.ignored, given.pending];
  const sum = parts.reduce((total, part) => total + part, 0);
  if (given.handed !== sum || parts.some((part) => part < 0 || !Number.isInteger(part)))
    throw new Error(
      `H = SAL + rejected + ignored + pending does not hold: ${given.handed} is not ${parts.join(' + ')}.`,
    );
  return given;
}

/** Counts that the tally alone does not hold; each with its own moment. */
export type HandoverCounts = Tally & {
  /** Hand-overs whose moment of `ignored` (due + 5 business days) has passed, whatever became of them. */
  readonly reachedIgnoreMoment: number;
  /** With a deal in the SFA, opened from the lead or joined. */
  readonly registered: number;
  /** Of `registered`, those added to a deal that was already there (既存商談に追加). */
  readonly joined: number;
  readonly acceptedIgnored: number;
  readonly followedUp: number;
  /** Hand-overs whose follow-up window has passed. */
  readonly followUpWindowPassed: number;
};

/** Reference lines of the seeds for the ignore rate: half ignored in the US in 2016, 70–80 % not followed before (S2 L133-134). */
export const ignoreBaselines = [
  { value: 0.5, ja: '2016年 米国の無視率', en: 'US ignore rate, 2016' },
  { value: 0.7, ja: '従来の未フォロー率(下限)', en: 'Not followed up in the past (low)' },
  { value: 0.8, ja: '従来の未フォロー率(上限)', en: 'Not followed up in the past (high)' },
] as const;
