import type { Receiver } from '#core/demand/cycle-event.ts';
import type { DryRun } from './dry-run.ts';
import type { RouteDecision } from './route.ts';

/** What other rules would have done with the same items. Both sums are the number of items. */
export type RuleComparison = {
  readonly items: number;
  readonly changed: readonly { readonly before: RouteDecision; readonly after: RouteDecision }[];
  readonly receivers: readonly { readonly receiver: Receiver; readonly before: number; readonly after: number }[];
};

/** Sets two dry runs of the same items side by side; those with most items after the change come first. */
export function compareRuns(before: DryRun, after: DryRun): RuleComparison {
  const earlier = new Map(before.decisions.map((decision) => [decision.itemId, decision]));
  const receivers = new Map<string, { receiver: Receiver; before: number; after: number }>();
  const countOf = (receiver: Receiver) => {
    const key = `${receiver.kind}/${receiver.id}`;
    const found = receivers.get(key) ?? { receiver, before: 0, after: 0 };
    receivers.set(key, found);
    return found;
  };
  for (const { receiver } of before.decisions) countOf(receiver).before++;
  for (const { receiver } of after.decisions) countOf(receiver).after++;
  const changed = after.decisions.flatMap((decision) => {
    const was = earlier.get(decision.itemId);
    return was && !isSame(was.receiver, decision.receiver) ? [{ before: was, after: decision }] : [];
  });
  return {
    items: after.decisions.length,
    changed,
    receivers: [...receivers.values()].sort(
      (one, other) =>
        other.after - one.after || other.before - one.before || (one.receiver.id < other.receiver.id ? -1 : 1),
    ),
  };
}

const isSame = (one: Receiver, other: Receiver) => one.kind === other.kind && one.id === other.id;
