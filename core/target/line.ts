/** A line of the target list and how it becomes agreed (domain.md §17.2, words of users.md §4). */
export const targetStatuses = [
  'candidate',
  'awaiting_sales',
  'awaiting_marketing',
  'active',
  'on_hold',
  'declined',
  'paused',
  'excluded',
] as const;
export type TargetStatus = (typeof targetStatuses)[number];
export type Side = 'marketing' | 'sales';
export type TargetVerdict = 'approve' | 'withdraw' | 'hold' | 'decline' | 'pause' | 'resume' | 'exclude' | 'reopen';

/** What happened to a line, oldest first. */
export type TargetEvent = { readonly verdict: TargetVerdict; readonly side: Side | undefined };

export type LineFacts = { readonly hasOwner: boolean; readonly hasClass: boolean };

/**
 * The state that a line's history gives. It is active (ターゲット確定) only when marketing **and** sales approved and the
 * line names its owner and class; what stops it is remembered until it is resumed.
 */
export function targetStatus(events: readonly TargetEvent[], facts: LineFacts): TargetStatus {
  const approved: Record<Side, boolean> = { marketing: false, sales: false };
  let stopped: TargetStatus | undefined;
  for (const { verdict, side } of events) {
    if (verdict === 'approve' && side) approved[side] = true;
    else if (verdict === 'withdraw' && side) approved[side] = false;
    else if (verdict === 'hold') stopped = 'on_hold';
    else if (verdict === 'pause') stopped = 'paused';
    else if (verdict === 'exclude') stopped = 'excluded';
    else if (verdict === 'decline') {
      stopped = 'declined';
      approved.marketing = approved.sales = false;
    } else if (verdict === 'resume' || verdict === 'reopen') stopped = undefined;
  }
  if (stopped) return stopped;
  if (approved.marketing && approved.sales) return facts.hasOwner && facts.hasClass ? 'active' : 'candidate';
  if (approved.marketing) return 'awaiting_sales';
  return approved.sales ? 'awaiting_marketing' : 'candidate';
}

/** What a line still lacks before it can be active; shown beside it. */
export function missingForActive(
  events: readonly TargetEvent[],
  facts: LineFacts,
): ('owner' | 'class' | 'sales' | 'marketing')[] {
  const approved = (side: Side) =>
    events.reduce(
      (held, event) =>
        event.side !== side
          ? event.verdict === 'decline'
            ? false
            : held
          : event.verdict === 'approve'
            ? true
            : event.verdict === 'withdraw'
              ? false
              : held,
      false,
    );
  return [
    ...(facts.hasOwner ? [] : ['owner' as const]),
    ...(facts.hasClass ? [] : ['class' as const]),
    ...(approved('sales') ? [] : ['sales' as const]),
    ...(approved('marketing') ? [] : ['marketing' as const]),
  ];
}
