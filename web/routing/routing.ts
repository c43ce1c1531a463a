import type { TFunction } from 'i18next';
import type { paths } from '../api/schema.ts';
import { count } from '../parts/format.ts';

export type Routing = paths['/api/routing']['get']['responses'][200]['content']['application/json'];
export type Plan = Routing['plan'];
export type Rule = Plan['rules'][number];
export type Pool = Plan['pools'][number];
export type Choices = Routing['choices'];
export type DryRun = paths['/api/routing/dry-run']['post']['responses'][200]['content']['application/json'];
export type Trial = paths['/api/routing/try']['post']['responses'][200]['content']['application/json'];
export type Editing = { plan: Plan; choices: Choices; isFixed: boolean; change: (part: Partial<Plan>) => void };

export const commonQueue = 'inside_sales';

/** A code that no other rule or pool of the plan has. */
export const newCode = () => `r${crypto.randomUUID().slice(0, 8)}`;

/** What a rule asks for, in words; a rule without conditions speaks about all leads. */
export function conditionWords({ when }: Rule, t: TFunction): string {
  const { from, to } = when.employees ?? {};
  const range = [from && t('routing.atLeast', { n: count(from) }), to && t('routing.below', { n: count(to) })].filter(
    Boolean,
  );
  const parts = [
    when.prefectures?.join('・'),
    when.industries?.join('・'),
    when.products?.join('・'),
    range.length > 0 ? t('routing.employees', { range: range.join(' ') }) : undefined,
  ].filter(Boolean);
  return parts.length === 0 ? t('routing.allLeads') : parts.join(' / ');
}

/** Where a rule leads, in words. */
export function destinationWords({ to }: Rule, plan: Plan, choices: Choices, t: TFunction): string {
  if (to.kind === 'owner') return t('routing.kinds.owner');
  const named = { member: choices.members, agency: choices.agencies };
  if (to.kind === 'queue') return t(`routing.queues.${to.id}`);
  if (to.kind === 'pool')
    return to.id === commonQueue
      ? t('routing.insideSales')
      : (plan.pools.find((pool) => pool.poolId === to.id)?.name ?? t('routing.gone'));
  return named[to.kind].find((one) => one.id === to.id)?.name ?? t('routing.gone');
}

/** A receiver as the answers of routing name it; queues in the language of the screen. */
export const receiverName = ({ kind, id, name }: { kind: string; id: string; name: string }, t: TFunction) =>
  kind === 'queue' ? t(`routing.queues.${id}`, { defaultValue: name }) : name;
