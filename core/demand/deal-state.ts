/** Where a deal stands (domain.md §17.5). Whoever postponed comes back to it; the other three are ends. */
export const dealStates = ['open', 'won', 'lost', 'no_decision', 'postponed'] as const;
export type DealState = (typeof dealStates)[number];

/** States of a deal that is decided. No decision is an end without a win: it counts among the decided (domain.md §10.3 K4.1). */
export const decidedStates = ['won', 'lost', 'no_decision'] as const satisfies readonly DealState[];
/** States of a deal that may still be won. */
export const undecidedStates = ['open', 'postponed'] as const satisfies readonly DealState[];

/** Won, lost or 見送り; 保留 is not decided. */
export const isDecided = (state: DealState): boolean => (decidedStates as readonly DealState[]).includes(state);

/** What a deal means for the lead that became it, whose waterfall knows no more ends than these (domain.md §9.2). */
export function leadEndOf(state: DealState): 'open' | 'won' | 'lost' {
  if (state === 'no_decision') return 'lost';
  return state === 'postponed' ? 'open' : state;
}
