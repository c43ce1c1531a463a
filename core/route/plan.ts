import { builtInRuleName } from './built-in.ts';
import type { RouteRule, RouteRules } from './rule.ts';

/** The routing as people edit it: rules in order, pools that take turns, and how much each member can take. */
export type RoutingPlan = {
  readonly rules: readonly (RouteRule & { readonly name: string })[];
  readonly pools: readonly { readonly poolId: string; readonly name: string; readonly memberIds: readonly string[] }[];
  readonly members: Readonly<Record<string, MemberTerms>>;
};

export type MemberTerms = {
  /** Hand-overs open at once; null is no limit. */
  readonly capacity: number | null;
  /** Own working hours in minutes after midnight JST, as for shorter days; null works the company's. */
  readonly hours: { readonly from: number; readonly to: number } | null;
};

/** Where leads wait that no rule speaks about, and the pool that shares them: all of inside sales. */
export const commonQueue = 'inside_sales';
/** Targets without an owner, on the sales managers' first screen. */
export const unassignedQueue = 'sales_manager';

/** Until somebody writes rules: a company's owner gets its leads, inside sales takes turns with the rest. */
export const defaultPlan: RoutingPlan = {
  rules: [
    { code: 'owner', name: builtInRuleName('owner'), when: {}, to: { kind: 'owner' } },
    { code: 'inside_sales', name: builtInRuleName('inside_sales'), when: {}, to: { kind: 'pool', id: commonQueue } },
  ],
  pools: [],
  members: {},
};

/** Agencies that the rules of a plan name. */
export function agenciesNamed({ rules }: Pick<RoutingPlan, 'rules'>): string[] {
  return rules.flatMap(({ to }) => (to.kind === 'agency' ? [to.id] : []));
}

/** The plan with each agency under the id it has today: `now` tells those that went into another company. */
export function withAgencies(plan: RoutingPlan, now: ReadonlyMap<string, string>): RoutingPlan {
  const rules = plan.rules.map((rule) => {
    const id = rule.to.kind === 'agency' ? now.get(rule.to.id) : undefined;
    return id === undefined ? rule : { ...rule, to: { kind: 'agency', id } as const };
  });
  return { ...plan, rules };
}

/** The rules as routing reads them; whatever they leave out goes to the common queue, so nothing is without a place. */
export function rulesOf(plan: RoutingPlan, version: string): RouteRules {
  return { version, rules: plan.rules, defaultQueueId: commonQueue, unassignedQueueId: unassignedQueue };
}

export type PlanProblem =
  | { readonly code: 'rule_twice' | 'pool_empty' | 'pool_missing' | 'receiver_missing'; readonly id: string }
  | { readonly code: 'hours_reversed'; readonly id: string };

/** What keeps a plan from being used: rules that lead nowhere, pools without members, hours that end before they begin. */
export function problemsOf(
  plan: RoutingPlan,
  known: { readonly members: ReadonlySet<string>; readonly agencies: ReadonlySet<string> },
): PlanProblem[] {
  const pools = new Map(plan.pools.map((pool) => [pool.poolId, pool]));
  const problems: PlanProblem[] = [];
  const codes = new Set<string>();
  for (const { code, name, to } of plan.rules) {
    if (codes.has(code)) problems.push({ code: 'rule_twice', id: name });
    codes.add(code);
    if (to.kind === 'pool' && to.id !== commonQueue && !pools.has(to.id))
      problems.push({ code: 'pool_missing', id: name });
    if (to.kind === 'member' && !known.members.has(to.id)) problems.push({ code: 'receiver_missing', id: name });
    if (to.kind === 'agency' && !known.agencies.has(to.id)) problems.push({ code: 'receiver_missing', id: name });
    if (to.kind === 'queue' && to.id !== commonQueue && to.id !== unassignedQueue)
      problems.push({ code: 'receiver_missing', id: name });
  }
  for (const pool of plan.pools) {
    if (pool.memberIds.length === 0) problems.push({ code: 'pool_empty', id: pool.name });
    if (pool.memberIds.some((id) => !known.members.has(id))) problems.push({ code: 'receiver_missing', id: pool.name });
  }
  for (const [memberId, { hours }] of Object.entries(plan.members))
    if (hours && hours.from >= hours.to) problems.push({ code: 'hours_reversed', id: memberId });
  return problems;
}
