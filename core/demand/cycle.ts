import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';
import type { CycleEvent, Receiver, Urgency } from './cycle-event.ts';
import type { RejectionReason } from './reasons.ts';

/**
 * One pass of a lead from interest to an end (domain.md §9.2, §17.3). A lead that comes back opens the next cycle; nothing is
 * ever written over. `accepted` is SAL; `accepted_ignored` was accepted but not followed up in time (acceptance theatre).
 */
export type CycleState =
  | 'new'
  | 'nurturing'
  | 'mql_candidate'
  | 'handed_over'
  | 'accepted'
  | 'accepted_ignored'
  | 'sql'
  | 'deal'
  | 'won'
  | 'lost'
  | 'rejected'
  | 'returned'
  | 'ignored'
  | 'recycled'
  | 'disqualified'
  | 'merged';

/** An instant (ISO, UTC), or a day in JST where the source knows no more than the day. */
export type When = string;

export type SourcedBy = 'marketing' | 'tele' | 'sales';

export type Cycle = {
  readonly cycleId: string;
  readonly leadId: string;
  /** 1 for the first pass; from 3 on somebody should look why it keeps coming back. */
  readonly number: number;
  readonly sourcedBy: SourcedBy;
  readonly state: CycleState;
  readonly openedAt: When;
  readonly openedBy: string | null;
  /** First entry into each state; later entries stand in the events. */
  readonly reached: Readonly<Partial<Record<CycleState, When>>>;
  readonly receiver: Receiver | null;
  /** Fixed at the hand-over: a company that joins the target list later does not shorten what runs already. */
  readonly urgency: Urgency;
  /** Where the hand-over clock runs from: the hand-over, or its first re-routing. */
  readonly clockFrom: When | null;
  /** 後で判断: pending until this day; an answer leaves it standing, a new receiver does not. */
  readonly postponedUntil: DateText | null;
  readonly reason: RejectionReason | null;
  readonly recycleOn: DateText | null;
  readonly deal: { readonly dealId: string | null; readonly link: 'opened' | 'joined' } | null;
  readonly followedUpAt: When | null;
  readonly isInferred: boolean;
  /** Append-only facts with who, when and why, oldest first. */
  readonly events: readonly CycleEvent[];
};

export type CycleSeed = Pick<Cycle, 'cycleId' | 'leadId' | 'number' | 'sourcedBy'>;

/** From this number on a cycle is reviewed (domain.md §9.4). */
export const reviewFromCycle = 3;

/** Opens a cycle. Marketing's begin `new`; what sales made itself enters at `accepted` (domain.md §17.3). */
export function openCycle(seed: CycleSeed, at: When, by: string | null, isInferred = false): Cycle {
  const state: CycleState = seed.sourcedBy === 'sales' ? 'accepted' : 'new';
  const { cycleId, leadId, number, sourcedBy } = seed;
  return {
    cycleId,
    leadId,
    number,
    sourcedBy,
    state,
    openedAt: at,
    openedBy: by,
    reached: { [state]: at },
    receiver: null,
    urgency: 'normal',
    clockFrom: null,
    postponedUntil: null,
    reason: null,
    recycleOn: null,
    deal: null,
    followedUpAt: null,
    isInferred,
    events: [],
  };
}

/**
 * The next cycle of a recycled lead, or of a customer who asks again: its date has come, or `trigger` says what happened before (a
 * new inquiry). Begins at `nurturing`, so that a second MQL has to be handed over again. Refuses `cycle_not_recycled` and
 * `cycle_too_early`.
 */
export function nextCycle(cycle: Cycle, cycleId: string, at: When, by: string | null, trigger?: string): Cycle {
  if (cycle.state !== 'recycled' && !(cycle.state === 'won' && trigger))
    throw new Refusal('cycle_not_recycled', '育成に戻したリードだけが、次のサイクルを始められます。', { status: 409 });
  if (!trigger && cycle.recycleOn && dayOf(at) < cycle.recycleOn)
    throw new Refusal(
      'cycle_too_early',
      `このリードは ${cycle.recycleOn} まで育成中です。反応があれば、その内容を添えてください。`,
      {
        status: 409,
        details: { recycleOn: cycle.recycleOn },
      },
    );
  return openPass({ ...cycle, cycleId, number: cycle.number + 1, sourcedBy: 'marketing' }, at, by, trigger);
}

/** A further pass of a lead, from the moment it is opened: nurtured again. */
export function openPass(seed: CycleSeed, at: When, by: string | null, why?: string): Cycle {
  const nurture: CycleEvent = { kind: 'nurture', at, by, ...(why ? { why } : {}) };
  return {
    ...openCycle(seed, at, by),
    state: 'nurturing',
    reached: { new: at, nurturing: at },
    events: [nurture],
  };
}

/** The business day of an instant or day. */
export function dayOf(at: When): DateText {
  return at.length === 10 ? at : todayJst(new Date(at));
}

/** Order of two times; an instant and a day of that same day count as one. */
export function isBefore(one: When, other: When): boolean {
  return one.length > 10 && other.length > 10 ? Date.parse(one) < Date.parse(other) : dayOf(one) < dayOf(other);
}
