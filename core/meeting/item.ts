import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';

/** What a decision can affect: one company, or something that holds for all of them (domain.md §11.4). */
export const decisionObjects = ['company', 'targetList', 'handoverRules', 'plays', 'targets'] as const;
export type DecisionObject = (typeof decisionObjects)[number];

/** What is recorded in a meeting: an action with who and until when, or a decision, what it affects and whether it can be taken back. */
export type NewItem = {
  readonly kind: 'decision' | 'action';
  readonly text: string;
  readonly ownerId?: number | undefined;
  readonly dueOn?: DateText | undefined;
  readonly affects?: DecisionObject | undefined;
  /** The company that is affected, where it is one. */
  readonly accountId?: number | undefined;
  readonly isReversible?: boolean | undefined;
};

/**
 * An action needs somebody and a day, or it comes back to nobody; only decisions affect something, and a company is named.
 * Refuses `action_needs_owner`, `action_affects_nothing`, `decision_needs_company`.
 */
export function checkItem({ kind, ownerId, dueOn, affects, accountId, isReversible }: NewItem): void {
  if (kind === 'action' && (ownerId === undefined || dueOn === undefined))
    throw new Refusal('action_needs_owner', '宿題には担当と期日を入れてください。', { status: 422 });
  if (kind === 'action' && (affects !== undefined || accountId !== undefined || isReversible !== undefined))
    throw new Refusal('action_affects_nothing', '影響する対象とやり直せるかは、決定だけに入れられます。', {
      status: 422,
    });
  if ((affects === 'company') !== (accountId !== undefined))
    throw new Refusal('decision_needs_company', '影響する対象が企業のときは、企業を1社選んでください。', {
      status: 422,
    });
}
