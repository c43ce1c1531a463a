import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';

/** How a weekly meeting stands: planned, its agenda written, held, its minutes confirmed (domain.md §17.15); its day passed, or it was called off. */
export const meetingStates = ['scheduled', 'agenda_ready', 'held', 'minutes_confirmed', 'missed', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];
export type MeetingDay = {
  readonly meetsOn: DateText;
  /** `10:00` JST; null where only the day is agreed. */
  readonly meetsAt: string | null;
};
export type Meeting = { readonly state: MeetingState } & MeetingDay;

/**
 * One fact about it: planned (予定), its agenda written, moved to another day, held, its minutes confirmed, its day passed, why it did
 * so, called off (取りやめ). A meeting that nobody planned begins with being held.
 */
export const meetingStepKinds = [
  'plan',
  'prepare',
  'move',
  'hold',
  'confirm_minutes',
  'miss',
  'explain',
  'cancel',
] as const;
export type MeetingStepKind = (typeof meetingStepKinds)[number];
export type MeetingStep =
  | ({ readonly kind: 'plan' | 'move' } & MeetingDay)
  | { readonly kind: 'hold'; readonly meetsOn: DateText }
  | { readonly kind: Exclude<MeetingStepKind, 'plan' | 'move' | 'hold'> };

/** From where each fact may follow. Writing the agenda again, or holding one after all that passed for missed, is no mistake. */
const before: Readonly<Record<MeetingStepKind, readonly MeetingState[]>> = {
  plan: [],
  prepare: ['scheduled', 'agenda_ready'],
  move: ['scheduled', 'agenda_ready'],
  hold: ['scheduled', 'agenda_ready', 'missed'],
  confirm_minutes: ['held'],
  miss: ['scheduled', 'agenda_ready'],
  explain: ['missed'],
  cancel: ['scheduled', 'agenda_ready'],
};
const after: Readonly<Record<MeetingStepKind, MeetingState>> = {
  plan: 'scheduled',
  prepare: 'agenda_ready',
  // Another day has another week before it.
  move: 'scheduled',
  hold: 'held',
  confirm_minutes: 'minutes_confirmed',
  miss: 'missed',
  explain: 'missed',
  cancel: 'cancelled',
};

/** Planned, and its day may still come. */
export const isPlanned = (state: MeetingState): boolean => state === 'scheduled' || state === 'agenda_ready';
/** It took place: only such a meeting counts. */
export const isHeld = (state: MeetingState): boolean => state === 'held' || state === 'minutes_confirmed';

/**
 * The meeting after one more fact, told on `today`; undefined before the first. Refuses `meeting_step_impossible`,
 * `meeting_day_passed` for planning backwards, and `meeting_not_yet` for holding or missing it before its day.
 */
export function advanceMeeting(meeting: Meeting | undefined, step: MeetingStep, today: DateText): Meeting {
  const begins = meeting === undefined && (step.kind === 'plan' || step.kind === 'hold');
  if (!begins && (meeting === undefined || !before[step.kind].includes(meeting.state)))
    throw new Refusal('meeting_step_impossible', 'この会議の状態では、その操作はできません。', {
      status: 409,
      details: { state: meeting?.state, event: step.kind },
    });
  const meetsOn = 'meetsOn' in step ? step.meetsOn : meeting!.meetsOn;
  const meetsAt = 'meetsAt' in step ? step.meetsAt : (meeting?.meetsAt ?? null);
  if ((step.kind === 'plan' || step.kind === 'move') && meetsOn < today)
    throw new Refusal('meeting_day_passed', '会議の予定は、今日か先の日にしてください。', {
      status: 422,
      details: { meetsOn },
    });
  if ((step.kind === 'hold' && meetsOn > today) || (step.kind === 'miss' && meetsOn >= today))
    throw new Refusal('meeting_not_yet', '会議は、その日になってから始めてください。', {
      status: 422,
      details: { meetsOn },
    });
  return { state: after[step.kind], meetsOn, meetsAt };
}

/** How it stands by its facts, oldest first; undefined where even its planning was taken back. Each is checked on the day it was told. */
export function foldMeeting(steps: readonly (MeetingStep & { readonly toldOn: DateText })[]): Meeting | undefined {
  return steps.reduce<Meeting | undefined>((meeting, step) => advanceMeeting(meeting, step, step.toldOn), undefined);
}

/** A planned meeting whose day has passed is missed, whether or not the clock has told so yet. */
export function stateOn(state: MeetingState, meetsOn: DateText, today: DateText): MeetingState {
  return isPlanned(state) && meetsOn < today ? 'missed' : state;
}
