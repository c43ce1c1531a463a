import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { dueTimes, type DueRule } from '#core/period/due.ts';
import { remember } from '#core/text/remember.ts';
import type { DateText } from '#core/value/date.ts';
import { advance, isPossible } from './advance.ts';
import { dayOf, isBefore, openCycle, type Cycle, type CycleSeed, type When } from './cycle.ts';
import { commonQueue, type CycleEvent, type CycleStep, type Receiver } from './cycle-event.ts';
import type { StageEvent } from './lead-stages.ts';
import { reasonOf, recycleDay } from './reasons.ts';

/** A lead's history as its stages tell it (`leadStages`, oldest first), with what its source says beside them. */
export type ImportedHistory = {
  readonly seed: CycleSeed;
  readonly stages: readonly StageEvent[];
  /** Who holds the lead, as the source names them. */
  readonly ownerName: string | null;
  /** Who that is here; the common queue where the source names nobody we know. */
  readonly holder: Receiver;
  readonly dealId: string | null;
  /** First contact by sales after the hand-over. */
  readonly contactOn: DateText | null;
};

/** How a hand-over without any answer is judged: 未対応 once its moment has passed. */
export type ImportedClock = {
  readonly now: Date;
  /** First month of the fiscal year, with which budgets come back. */
  readonly startMonth: number;
  readonly ignoredAt: (handedOver: When) => Date;
};

/** One clock for a whole import: hand-overs share their days, so each day is worked out once. */
export function importedClock(rule: DueRule, calendar: BusinessCalendar, startMonth: number, now: Date): ImportedClock {
  const startOf = (at: When) => new Date(at.length === 10 ? instantOf(at, 0) : at);
  return { now, startMonth, ignoredAt: remember((at) => dueTimes(startOf(at), rule, calendar).ignoredAt, 10_000) };
}

/**
 * Replays an imported history into a cycle through the same `advance` as live facts; each fact is marked inferred where the
 * file did not state it. A hand-over without answer, reason or contact lapses when its five business days are over. Returns
 * undefined for a history without any stage.
 */
export function replayHistory(history: ImportedHistory, clock: ImportedClock): Cycle | undefined {
  const first = history.stages[0];
  if (!first) return undefined;
  const opened = openCycle(history.seed, first.at, null, first.isInferred);
  let cycle = history.seed.sourcedBy === 'sales' ? { ...opened, receiver: history.holder } : opened;
  let contactOn = history.contactOn;
  for (const stage of history.stages) {
    if (contactOn && contactOn < stage.at && isPossible(cycle, 'follow_up')) {
      cycle = contacted(cycle, contactOn, history.ownerName);
      contactOn = null;
    }
    for (const event of factsOf(stage, cycle, history, clock))
      if (isPossible(cycle, event.kind)) cycle = advance(cycle, event);
  }
  if (contactOn) cycle = contacted(cycle, contactOn, history.ownerName);
  return lapsed(cycle, clock);
}

/** Numbers the leads of one person as cycles 1, 2, 3 … in the order they were handed over, else opened. */
export function replayPerson(histories: readonly ImportedHistory[], clock: ImportedClock): Cycle[] {
  const beganOn = (history: ImportedHistory) =>
    (history.stages.find((stage) => stage.stage === 'mql') ?? history.stages[0])?.at ?? '';
  return [...histories]
    .filter((history) => history.stages.length > 0)
    .sort((one, other) => compare(beganOn(one), beganOn(other)) || compare(one.seed.cycleId, other.seed.cycleId))
    .map((history, index) => replayHistory({ ...history, seed: { ...history.seed, number: index + 1 } }, clock)!);
}

/** The facts a stage stands for. Sales-made cycles begin at `accepted` and have no hand-over. */
function factsOf(
  stage: StageEvent,
  cycle: Cycle,
  history: ImportedHistory,
  { startMonth }: ImportedClock,
): CycleEvent[] {
  const fact = (step: CycleStep, isInferred = stage.isInferred): CycleEvent => ({
    ...step,
    at: stage.at,
    by: history.ownerName,
    isInferred,
    ...(stage.reason ? { why: stage.reason } : {}),
  });
  switch (stage.stage) {
    case 'lead':
      return [];
    case 'mql':
      return [
        fact({ kind: 'qualify', ruleVersion: 'imported' }, true),
        fact({ kind: 'hand_over', to: history.holder }),
      ];
    case 'sal':
      return [fact({ kind: 'accept', nextAction: '', nextOn: stage.at }, true)];
    case 'sql':
      return [fact({ kind: 'confirm', need: '' }, true)];
    case 'deal':
      return [fact({ kind: 'confirm', need: '' }, true), fact({ kind: 'open_deal', dealId: history.dealId })];
    case 'won':
      return [fact({ kind: 'win' })];
    case 'lost':
      return [fact({ kind: 'lose', reason: 'other' })];
    case 'rejected':
      return [fact(rejectionOf(stage, cycle, history, startMonth), true)];
  }
}

/** A rejection in the words of the source; an existing deal, a duplicate and 担当外 are none (domain.md §9.4). */
function rejectionOf(stage: StageEvent, cycle: Cycle, history: ImportedHistory, startMonth: number): CycleStep {
  const reason = stage.reason === undefined ? 'other' : reasonOf(stage.reason);
  if (reason === 'join_deal') return { kind: 'join_deal', dealId: history.dealId };
  if (reason === 'merge') return { kind: 'merge', intoCycleId: null };
  if (reason === 'reroute') return { kind: 'reroute', to: commonQueue };
  const recycleOn = recycleDay(reason, dayOf(stage.at), undefined, startMonth);
  const given = { reason, ...(recycleOn === undefined ? {} : { recycleOn }) };
  if (isPossible(cycle, 'reject')) return { kind: 'reject', ...given };
  if (isPossible(cycle, 'return')) return { kind: 'return', ...given };
  return isPossible(cycle, 'lose') ? { kind: 'lose', reason: 'other' } : { kind: 'recycle', until: undefined };
}

function contacted(cycle: Cycle, on: DateText, by: string | null): Cycle {
  const last = cycle.events.at(-1)?.at ?? cycle.openedAt;
  if (!isPossible(cycle, 'follow_up') || isBefore(on, last)) return cycle;
  return advance(cycle, { kind: 'follow_up', at: on, by, isInferred: true });
}

function lapsed(cycle: Cycle, clock: ImportedClock): Cycle {
  if (cycle.state !== 'handed_over' || cycle.followedUpAt) return cycle;
  const ignoredAt = clock.ignoredAt(cycle.clockFrom!);
  if (clock.now < ignoredAt) return cycle;
  return advance(cycle, { kind: 'lapse', at: ignoredAt.toISOString(), by: null, isInferred: true });
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
