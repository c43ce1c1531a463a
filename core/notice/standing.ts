import type { CycleState } from '#core/demand/cycle.ts';
import type { HandoverClock } from '#core/demand/handover.ts';

/** What a member is told of one lead. */
export const noticeKinds = ['handed_over', 'reminded', 'overdue', 'unfollowed', 'asked_again'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Why a notice that waited does not go out any more. */
export const supersededReasons = [
  'answered',
  'lapsed',
  'closed',
  'withdrawn',
  'moved',
  'postponed',
  'not_due',
  'left',
] as const;
export type Superseded = (typeof supersededReasons)[number];

/** What a notice is about, as it stands at the moment of sending. */
export type NoticeStanding = {
  readonly kind: NoticeKind;
  /** Null: the lead is gone. */
  readonly state: CycleState | null;
  /** Where the clock of the hand-over stands; null without one. */
  readonly clock: HandoverClock['state'] | null;
  /** Whether its reader is still one of those to be told. */
  readonly isForReader: boolean;
  readonly isReaderActive: boolean;
};

/** Whether a hand-over that waits for its answer is told as this while its clock stands there. */
export function isTold(kind: 'handed_over' | 'reminded' | 'overdue', clock: HandoverClock['state'] | null): boolean {
  if (kind === 'handed_over') return clock !== 'postponed';
  return clock === 'overdue' || (kind === 'reminded' && clock === 'reminded');
}

/**
 * Why a notice is not to be sent now: its lead was answered, given to somebody else, put off or taken back while it waited for the
 * end of quiet hours or for the next attempt. Null: it still concerns its reader.
 */
export function supersededBecause(notice: NoticeStanding): Superseded | null {
  const { kind, state, clock } = notice;
  if (!notice.isReaderActive) return 'left';
  if (state === null) return 'withdrawn';
  if (!concerns[kind].includes(state)) return endedAs[state];
  if (!notice.isForReader) return 'moved';
  if (kind === 'unfollowed' || kind === 'asked_again' || isTold(kind, clock)) return null;
  return untold[clock ?? 'waiting'];
}

/** The states in which a lead is still what the notice says. */
const concerns: Readonly<Record<NoticeKind, readonly CycleState[]>> = {
  handed_over: ['handed_over'],
  reminded: ['handed_over'],
  overdue: ['handed_over'],
  unfollowed: ['accepted_ignored'],
  asked_again: ['handed_over', 'accepted', 'accepted_ignored', 'sql', 'deal'],
};

const endedAs: Readonly<Record<CycleState, Superseded>> = {
  new: 'withdrawn',
  nurturing: 'withdrawn',
  mql_candidate: 'withdrawn',
  handed_over: 'withdrawn',
  accepted: 'answered',
  accepted_ignored: 'answered',
  sql: 'answered',
  deal: 'answered',
  rejected: 'answered',
  returned: 'answered',
  ignored: 'lapsed',
  won: 'closed',
  lost: 'closed',
  recycled: 'closed',
  disqualified: 'closed',
  merged: 'closed',
};

/** What keeps a reminder from being told, by where the clock stands instead. */
const untold: Readonly<Record<HandoverClock['state'], Superseded>> = {
  waiting: 'not_due',
  reminded: 'not_due',
  overdue: 'not_due',
  ignored: 'lapsed',
  postponed: 'postponed',
  answered: 'answered',
  followed_up: 'answered',
};
