import type { Me } from '../session/me.ts';
import type { Counts } from './counts.ts';

export type Todo = {
  readonly name: keyof Counts;
  readonly to: string;
  readonly right: string;
  /** The list of the screen that holds them. */
  readonly hash?: string;
  /** The one-tap filter that leaves no others. */
  readonly quick?: string;
  /** Only those that came back for this reason. */
  readonly reason?: string;
  /** Only for these roles: the others cannot do it, or wait for it. */
  readonly roles?: readonly string[];
};

const todos: readonly Todo[] = [
  { name: 'unfollowed', to: '/handovers', right: 'handovers.answer', hash: 'unfollowed' },
  { name: 'lapsed', to: '/handovers', right: 'handovers.hand_over', hash: 'ignored' },
  { name: 'noHands', to: '/handovers', right: 'reassignments.edit', hash: 'returned', reason: 'no_capacity' },
  { name: 'contactsToMend', to: '/handovers', right: 'handovers.hand_over', hash: 'returned', reason: 'unreachable' },
  { name: 'notesToRead', to: '/handovers', right: 'handovers.hand_over', hash: 'returned', reason: 'other' },
  { name: 'plansToApprove', to: '/plans', right: 'plans.approve' },
  { name: 'ruleProposals', to: '/rejections', right: 'settings.edit' },
  { name: 'overdueSearches', to: '/targets', right: 'targets.edit', quick: 'overdue' },
  {
    name: 'awaitingSales',
    to: '/targets',
    quick: 'awaiting_sales',
    right: 'targets.approve',
    roles: ['admin', 'sales_manager', 'account_executive'],
  },
  {
    name: 'awaitingMarketing',
    to: '/targets',
    quick: 'awaiting_marketing',
    right: 'targets.approve',
    roles: ['admin', 'marketing_manager'],
  },
  {
    name: 'stalledDeals',
    to: '/deals',
    right: 'deals.read',
    roles: ['admin', 'sales_manager', 'account_executive'],
  },
  { name: 'candidates', to: '/targets', right: 'targets.approve', quick: 'candidate' },
  { name: 'jobChanges', to: '/job-changes', right: 'reviews.decide' },
  {
    name: 'closedAccounts',
    to: '/closed-accounts',
    right: 'reviews.decide',
    roles: ['admin', 'ops', 'marketing_manager'],
  },
  { name: 'reviews', to: '/reviews', right: 'imports.run' },
  { name: 'rejectedRows', to: '/imports', right: 'imports.run' },
];

/** What waits for this member, and nothing that waits for somebody else. */
export function todosOf({ role, rights }: Pick<Me, 'role' | 'rights'>, counts: Counts): readonly Todo[] {
  return todos.filter(
    (one) => (counts[one.name] ?? 0) > 0 && rights.includes(one.right) && (one.roles?.includes(role) ?? true),
  );
}
