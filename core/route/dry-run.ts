import { route, type RouteDecision } from './route.ts';
import type { RouteItem, RouteRules, RouteWorld } from './rule.ts';
import { availableOf } from './take-turn.ts';

/** What a list of items would become; nothing is written. */
export type DryRun = {
  readonly decisions: readonly RouteDecision[];
  /** The world after all of them: turns taken, loads grown. */
  readonly world: RouteWorld;
  readonly fairness: readonly PoolFairness[];
};

/** How evenly a pool shared its work. */
export type PoolFairness = {
  readonly poolId: string;
  readonly items: number;
  /** Items that found nobody and wait. */
  readonly waiting: number;
  readonly members: readonly {
    readonly memberId: string;
    readonly given: number;
    /** What equal turns among those available at each item would have given. */
    readonly expected: number;
  }[];
  /** Largest |given − expected|; turns keep it small whatever holidays and limits do. */
  readonly largestGap: number;
};

/** Who was there at a moment; the same object as long as nothing changes. Its loads and turns are not looked at after the first. */
export type WorldAt = (at: Date) => RouteWorld;

/**
 * Routes a list in its order of time; each decision sees the turns and loads that those before it left. Over history, `worldAt` says
 * who was there at each moment, and `answeredAt` when an item stopped being open, so that a limit holds back as long as it did then.
 */
export function routeAll(
  items: readonly RouteItem[],
  rules: RouteRules,
  worldAt: RouteWorld | WorldAt,
  answeredAt: ReadonlyMap<string, Date> = new Map(),
): DryRun {
  const inOrder = [...items].sort((one, other) => one.at.getTime() - other.at.getTime());
  const given = (at: Date) => (typeof worldAt === 'function' ? worldAt(at) : worldAt);
  let then = given(inOrder[0]?.at ?? new Date(0));
  let world = then;
  const open: { readonly memberId: string; readonly until: Date }[] = [];
  const decisions: RouteDecision[] = [];
  const shares = new Map<string, { items: number; expected: Map<string, number>; given: Map<string, number> }>();
  for (const item of inOrder) {
    const now = given(item.at);
    if (now !== then) world = carriedOver(world, now);
    then = now;
    world = released(world, open, item.at);
    const decision = route(item, rules, world);
    decisions.push(decision);
    const until = answeredAt.get(item.itemId);
    if (until && decision.receiver.kind === 'member') open.push({ memberId: decision.receiver.id, until });
    const poolId = poolOf(decision);
    if (poolId) {
      const share = shares.get(poolId) ?? { items: 0, expected: new Map(), given: new Map() };
      shares.set(poolId, share);
      share.items++;
      const available = availableOf(world.pools.get(poolId)!, item, world);
      for (const memberId of available) add(share.expected, memberId, 1 / available.length);
      if (decision.turn) add(share.given, decision.turn.memberId, 1);
    }
    world = after(world, decision);
  }
  const fairness = [...shares].map(([poolId, { items: count, expected, given }]): PoolFairness => {
    const members = world.pools.get(poolId)!.memberIds.map((memberId) => ({
      memberId,
      given: given.get(memberId) ?? 0,
      expected: expected.get(memberId) ?? 0,
    }));
    const shared = members.reduce((sum, member) => sum + member.given, 0);
    const largestGap = Math.max(0, ...members.map((member) => Math.abs(member.given - member.expected)));
    return { poolId, items: count, waiting: count - shared, members, largestGap };
  });
  return { decisions, world, fairness };
}

/** Whoever is there now, with the loads and turns of before. */
function carriedOver(before: RouteWorld, now: RouteWorld): RouteWorld {
  const members = [...now.members].map(([id, member]) => {
    const openItems = before.members.get(id)?.openItems ?? member.openItems;
    return [id, { ...member, openItems }] as const;
  });
  const pools = [...now.pools].map(([id, pool]) => {
    const lastMemberId = before.pools.get(id)?.lastMemberId ?? pool.lastMemberId;
    return [id, { ...pool, lastMemberId }] as const;
  });
  return { ...now, members: new Map(members), pools: new Map(pools) };
}

/** The world without what was answered by then; `open` keeps the rest. */
function released(world: RouteWorld, open: { memberId: string; until: Date }[], at: Date): RouteWorld {
  if (!open.some(({ until }) => until <= at)) return world;
  const members = new Map(world.members);
  for (let index = open.length - 1; index >= 0; index--) {
    const { memberId, until } = open[index]!;
    const member = members.get(memberId);
    if (until > at || !member) continue;
    members.set(memberId, { ...member, openItems: member.openItems - 1 });
    open.splice(index, 1);
  }
  return { ...world, members };
}

/** The world once a decision holds: the receiver has one more open item, and the pool remembers the turn. */
export function after(world: RouteWorld, { receiver, turn }: RouteDecision): RouteWorld {
  const member = receiver.kind === 'member' ? world.members.get(receiver.id) : undefined;
  const pool = turn ? world.pools.get(turn.poolId) : undefined;
  return {
    ...world,
    members: member
      ? new Map(world.members).set(member.memberId, { ...member, openItems: member.openItems + 1 })
      : world.members,
    pools: pool && turn ? new Map(world.pools).set(pool.poolId, { ...pool, lastMemberId: turn.memberId }) : world.pools,
  };
}

const poolOf = (decision: RouteDecision) =>
  decision.turn?.poolId ?? decision.because.find((one) => one.code === 'pool_waits')?.poolId;

const add = (counts: Map<string, number>, key: string, count: number) =>
  counts.set(key, (counts.get(key) ?? 0) + count);
