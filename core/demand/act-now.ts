import { addDays } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { CycleState } from './cycle.ts';

/** A cycle of the person who took an offer; lists of them have the latest first. */
export type KnownCycle = {
  readonly cycleId: string;
  /** Null where no lead stands behind it: a deal that sales opened. */
  readonly leadId: string | null;
  readonly state: CycleState;
};

/** A row that speaks of an act-now offer. */
export type Taking = {
  /** The row's key; a row that is a lead has it as its id. */
  readonly rowKey: string;
  readonly isLead: boolean;
  readonly on: DateText;
  readonly isKnown: boolean;
};

/** What a row that takes an act-now offer leads to (domain.md §9.2, §7.8 Q1). */
export type TakeDecision =
  /** A cycle that waits is handed over. */
  | { readonly outcome: 'handed_over'; readonly way: 'waiting'; readonly cycleId: string }
  /** The lead came back: its next cycle is opened and handed over. */
  | { readonly outcome: 'handed_over'; readonly way: 'next'; readonly cycleId: string }
  /** Nobody told of this lead before: the row becomes one and is handed over. */
  | { readonly outcome: 'handed_over'; readonly way: 'lead' }
  /** Sales holds an open cycle of the person already: the row is one more reason there. */
  | { readonly outcome: 'joined'; readonly cycleId: string }
  /** `already_told`: the file itself says how it ended. `excluded`: nobody to be approached. `nobody`: neither person nor company. */
  | { readonly outcome: 'too_old' | 'already_told' | 'excluded' | 'nobody' };

/** A row taken in later than this hands nothing over by itself; somebody can still choose to. */
export const freshDays = 30;

const waiting: readonly CycleState[] = ['mql_candidate', 'nurturing', 'new'];
const open: readonly CycleState[] = ['handed_over', 'accepted', 'accepted_ignored', 'sql', 'deal'];

/**
 * Decides what a row leads to, given all cycles of its person. There is never a second cycle while sales holds one; a lead whose last
 * cycle has ended gets the next one; whom sales excluded stays so. `isChosen` hands old rows over as well.
 */
export function decideTake(
  row: Taking,
  cycles: readonly KnownCycle[],
  today: DateText,
  isChosen = false,
): TakeDecision {
  if (!row.isKnown) return { outcome: 'nobody' };
  const held = cycles.find(({ state }) => open.includes(state));
  if (held) return { outcome: 'joined', cycleId: held.cycleId };
  if (cycles.some(({ state }) => state === 'disqualified')) return { outcome: 'excluded' };
  if (!isChosen && row.on < addDays(today, -freshDays)) return { outcome: 'too_old' };
  const own = row.isLead ? cycles.find(({ cycleId }) => cycleId === row.rowKey) : undefined;
  if (own && !waiting.includes(own.state)) return { outcome: 'already_told' };
  if (own) return { outcome: 'handed_over', way: 'waiting', cycleId: own.cycleId };
  const waits = cycles.find(({ state }) => waiting.includes(state));
  if (waits) return { outcome: 'handed_over', way: 'waiting', cycleId: waits.cycleId };
  const ended = cycles.find(({ leadId, state }) => leadId !== null && state !== 'merged');
  return ended
    ? { outcome: 'handed_over', way: 'next', cycleId: ended.cycleId }
    : { outcome: 'handed_over', way: 'lead' };
}
