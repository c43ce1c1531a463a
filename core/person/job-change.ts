import type { Employment } from './employment.ts';

/** What somebody of ours said of a job change that was noticed. */
export const jobChangeVerdicts = ['confirmed', 'concurrent', 'different', 'later'] as const;
export type JobChangeVerdict = (typeof jobChangeVerdicts)[number];

/** A person known at one company who was seen at another since. */
export type JobChange = {
  readonly fromId: number;
  readonly toId: number;
  /** Last day at the one, first day at the other; null where no row of the former company has a date. */
  readonly lastOn: string | null;
  readonly seenOn: string;
};

/** A job change is news for a year after the person was first seen at the other company. */
export const newsDays = 365;
/** An answer 後で is asked again after this many days. */
export const laterDays = 30;

type Known = Pick<Employment, 'accountId' | 'firstOn' | 'lastOn' | 'left'>;

/** Job changes within one person's employments, the latest first. */
export function jobChangesOf(employments: readonly Known[]): JobChange[] {
  return employments
    .flatMap(({ accountId, lastOn, left }) => {
      const next = employments.find((one) => one.accountId === left?.nextAccountId);
      if (!next?.firstOn || left?.why === 'undated') return [];
      return [{ fromId: accountId, toId: next.accountId, lastOn, seenOn: next.firstOn }];
    })
    .sort((one, other) => (one.seenOn < other.seenOn ? 1 : one.seenOn > other.seenOn ? -1 : one.fromId - other.fromId));
}

/**
 * The job change that two records of one name would tell if they were one person: the one that is at no company of the other, and
 * was seen first after the other was seen last. Undefined where their times overlap or nothing dates them.
 */
export function jobChangeBetween(
  one: readonly Known[],
  other: readonly Known[],
): (JobChange & { readonly isTurned: boolean }) | undefined {
  if (one.some(({ accountId }) => other.some((beside) => beside.accountId === accountId))) return undefined;
  const [left, right] = [one[0], other[0]];
  if (!left?.lastOn || !right?.lastOn || !left.firstOn || !right.firstOn) return undefined;
  const isTurned = right.lastOn < left.firstOn;
  if (!isTurned && left.lastOn >= right.firstOn) return undefined;
  const [from, to] = isTurned ? [right, left] : [left, right];
  return { fromId: from.accountId, toId: to.accountId, lastOn: from.lastOn, seenOn: to.firstOn!, isTurned };
}
