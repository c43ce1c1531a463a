import type { Receiver } from '#core/demand/cycle-event.ts';
import { unavailable } from './availability.ts';
import type { Because } from './because.ts';
import type { RouteItem, RouteMember, RoutePool, RouteWorld } from './rule.ts';

type Turn = {
  readonly receiver: Receiver;
  readonly because: readonly Because[];
  readonly turn: { readonly poolId: string; readonly memberId: string } | null;
};

/**
 * Round robin: the next of the pool after the last one served who is there, below capacity and, for a hot item, at work. When
 * nobody works right now a hot item goes to the next who could; when nobody can at all it waits in the pool's queue.
 */
export function takeTurn(pool: RoutePool, item: RouteItem, world: RouteWorld): Turn {
  const inOrder = membersInOrder(pool, world);
  const reasons: { member: RouteMember; why: ReturnType<typeof unavailable> }[] = [];
  for (const member of inOrder) {
    const why = unavailable(member, item, world);
    reasons.push({ member, why });
    if (why === undefined) break;
  }
  const free = reasons.find(({ why }) => why === undefined);
  const chosen = free ?? reasons.find(({ why }) => why === 'off_hours');
  const before = chosen ? reasons.slice(0, reasons.indexOf(chosen)) : reasons;
  const because: Because[] = before.flatMap(({ member: { memberId }, why }) =>
    why === undefined ? [] : [{ code: 'passed_over', memberId, why }],
  );
  const { poolId, queueId } = pool;
  if (!chosen)
    return {
      receiver: { kind: 'queue', id: queueId },
      because: [...because, { code: 'pool_waits', poolId, queueId }],
      turn: null,
    };
  const { memberId } = chosen.member;
  if (!free) because.push({ code: 'nobody_open', poolId });
  return {
    receiver: { kind: 'member', id: memberId },
    because: [...because, { code: 'turn', memberId, poolId }],
    turn: { poolId, memberId },
  };
}

/** Members of the pool who could be given this item without waiting: the fair share is measured among them. */
export function availableOf(pool: RoutePool, item: RouteItem, world: RouteWorld): string[] {
  const reasons = membersInOrder(pool, world).map((member) => ({ member, why: unavailable(member, item, world) }));
  const free = reasons.filter(({ why }) => why === undefined);
  const later = reasons.filter(({ why }) => why === 'off_hours');
  return (free.length > 0 ? free : later).map(({ member }) => member.memberId);
}

function membersInOrder(pool: RoutePool, world: RouteWorld): RouteMember[] {
  const last = pool.lastMemberId === null ? -1 : pool.memberIds.indexOf(pool.lastMemberId);
  return [...pool.memberIds.slice(last + 1), ...pool.memberIds.slice(0, last + 1)]
    .map((memberId) => world.members.get(memberId))
    .filter((member) => member !== undefined);
}
