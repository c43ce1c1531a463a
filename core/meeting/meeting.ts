import { rateFigure, type Figure } from '#core/measure/figure.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { addDays, weekOf } from '#core/period/day.ts';
import { weeksBetween } from '#core/period/fiscal.ts';
import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';
import type { MeetingState } from './course.ts';

export type ActionState = 'open' | 'done' | 'late' | 'dropped';
export type ActionEvent = 'finish' | 'pass_due' | 'drop' | 'reopen';

const actionSteps: Readonly<Record<ActionEvent, Readonly<Partial<Record<ActionState, ActionState>>>>> = {
  finish: { open: 'done', late: 'done' },
  pass_due: { open: 'late' },
  drop: { open: 'dropped', late: 'dropped' },
  reopen: { done: 'open', dropped: 'open' },
};

/** An action item after one step; dropping needs its reason. Refuses `action_step_impossible`, `action_needs_reason`. */
export function advanceAction(state: ActionState, event: ActionEvent, reason?: string): ActionState {
  const next = actionSteps[event][state];
  if (!next)
    throw new Refusal('action_step_impossible', 'この行動の状態では、その操作はできません。', {
      status: 409,
      details: { state, event },
    });
  if (event === 'drop' && !reason?.trim())
    throw new Refusal('action_needs_reason', 'やめる理由を書いてください。', { status: 422 });
  return next;
}

/** How an action stands on a day: open, and late once its due day has passed; what is done or dropped stays so. */
export function actionStateOn(state: ActionState, dueOn: DateText | null, today: DateText): ActionState {
  return state === 'open' && dueOn !== null && dueOn < today ? advanceAction(state, 'pass_due') : state;
}

/**
 * What the agenda works out from the week's rows, in the order it is talked about: with last week's actions and the five numbers
 * before them, and the decisions after them, the ten sections of domain.md §11.4.
 */
export const agendaParts = [
  'handovers',
  'ruleChanges',
  'movedAccounts',
  'stalled',
  'stalledDeals',
  'focusAccount',
  'listChanges',
  'plays',
  'fieldVoice',
] as const;
export type AgendaPartName = (typeof agendaParts)[number];

const counted = {
  movedAccounts: ['won', 'lost', 'deals', 'sql', 'held', 'set', 'handed', 'contacts'],
  plays: ['handed', 'sal', 'rejected', 'deals'],
} as const satisfies Partial<Record<AgendaPartName, readonly string[]>>;

/**
 * What a line counts, in the order it is told, however it was kept: what happened at a company; of a campaign all of it, so that
 * nothing good or bad is left out.
 */
export function toldCounts(
  part: AgendaPartName,
  counts: Readonly<Record<string, number>>,
): [name: string, n: number][] {
  const names: readonly string[] = part === 'plays' ? counted.plays : counted.movedAccounts;
  return names.map((name): [string, number] => [name, counts[name] ?? 0]).filter(([, n]) => n > 0 || part === 'plays');
}

/** The five numbers and the KPI whose target each is held against (domain.md §11.4). */
export const fiveNumbers = {
  handed: 'K5.1',
  rejected: 'K6.3c',
  ignored: 'K6.3',
  salRate: 'K6.1',
  dealRate: 'K6.2',
} as const;
export type FiveNumber = keyof typeof fiveNumbers;

const warnAfterDays = 7;

/** Whether every first screen has to warn: no meeting was held for more than seven days, or never since Mori was set up. */
export function isMeetingOverdue(lastHeldOn: DateText | null, startedOn: DateText, today: DateText): boolean {
  return today > addDays(lastHeldOn ?? startedOn, warnAfterDays);
}

const confirmWithinHours = 24;
/** Meetings are over by then; when one ended is not kept. */
const overBy = 18 * 60;

/** Whether the minutes of a meeting are still a draft more than 24 hours after it (domain.md §11.4); it counts as over at 18:00. */
export function isConfirmationOverdue(state: MeetingState, heldOn: DateText, now: Date): boolean {
  return state === 'held' && now.getTime() - instantOf(heldOn, overBy) > confirmWithinHours * 3_600_000;
}

/**
 * Mondays of weeks that went by without a meeting since the first one, the latest first; the running week may still have one. Weeks
 * of which another line tells already (`toldOn`, such as a planned meeting that was missed) are left out.
 */
export function missedWeeks(
  heldOn: readonly DateText[],
  today: DateText,
  toldOn: readonly DateText[] = [],
): DateText[] {
  const held = new Set(heldOn.map((day) => weekOf(day)));
  const told = new Set(toldOn.map((day) => weekOf(day)));
  const missed: DateText[] = [];
  const first = [...held].sort()[0] ?? weekOf(today);
  for (let monday = addDays(weekOf(today), -7); monday > first; monday = addDays(monday, -7))
    if (!held.has(monday) && !told.has(monday)) missed.push(monday);
  return missed;
}

/** K8.1: weeks with a meeting held, of all weeks that touch `[from, to)`. */
export function meetingRate(heldOn: readonly DateText[], from: DateText, to: DateText): Figure {
  const weeks = weeksBetween(from, to);
  const withMeeting = new Set(heldOn.filter((day) => day >= from && day < to).map((day) => weekOf(day)));
  return rateFigure(withMeeting.size, weeks.length);
}

/** K8.1b: action items done by their due day, of all whose day has come; dropped ones count as not done. */
export function actionRate(
  actions: readonly { readonly dueOn: DateText; readonly doneOn: DateText | null }[],
  today: DateText,
): Figure {
  const due = actions.filter((action) => action.dueOn < today || action.doneOn !== null);
  return rateFigure(due.filter((action) => action.doneOn !== null && action.doneOn <= action.dueOn).length, due.length);
}
