import type { Me } from '../session/me.ts';
import type { Counts } from './counts.ts';

type Todo = {
  readonly name: keyof Counts;
  readonly to: string;
  readonly right: string;
  /** Only those that came back for this reason. */
  readonly reason?: string;
  /** Only for these roles: the others cannot do it, or wait for it. */
  readonly roles?: readonly string[];
};

const todos: readonly Todo[] = [
  { name: 'noHands', to: '/handovers', right: 'reassignments.edit', reason: 'no_capacity' },
  { name: 'contactsToMend', to: '/handovers', right: 'handovers.hand_over', reason: 'unreachable' },
  { name: 'notesToRead', to: '/handovers', right: 'handovers.hand_over', reason: 'other' },
  { name: 'overdueSearches', to: '/targets', right: 'targets.edit' },
  {
    name: 'awaitingSales',
    to: '/targets',
    right: 'targets.approve',
    roles: ['admin', 'sales_manager', 'account_executive'],
  },
  { name: 'awaitingMarketing', to: '/targets', right: 'targets.approve', roles: ['admin', 'marketing_manager'] },
  {
    name: 'stalledDeals',
    to: '/deals',
    right: 'deals.read',
    roles: ['admin', 'sales_manager', 'account_executive'],
  },
  { name: 'candidates', to: '/targets', right: 'targets.approve' },
  { name: 'reviews', to: '/reviews', right: 'imports.run' },
  { name: 'rejectedRows', to: '/imports', right: 'imports.run' },
];

/** What waits for this member, and nothing that waits for somebody else. */
export function todosOf({ role, rights }: Pick<Me, 'role' | 'rights'>, counts: Counts): readonly Todo[] {
  return todos.filter(
    (one) => (counts[one.name] ?? 0) > 0 && rights.includes(one.right) && (one.roles?.includes(role) ?? true),
  );
}
