import type { Receiver } from '#core/demand/cycle-event.ts';
import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { dueTimes, type DueRule, type DueTimes } from '#core/period/due.ts';
import { isAway, isGone } from './availability.ts';
import type { Because, RouteWarning } from './because.ts';
import { isMet, type Destination, type RouteItem, type RouteRule, type RouteRules, type RouteWorld } from './rule.ts';
import { takeTurn } from './take-turn.ts';

/** Where an item goes, until when an answer is due, and why. There is always a receiver: a member, an agency or a queue. */
export type RouteDecision = {
  readonly itemId: string;
  readonly receiver: Receiver;
  readonly due: DueTimes;
  /** Whoever has to know as well while the receiver is away. */
  readonly deputyId: string | null;
  readonly because: readonly Because[];
  readonly warnings: readonly RouteWarning[];
  /** The pool that gave a turn, and to whom; the caller stores it as the pool's `lastMemberId`. */
  readonly turn: { readonly poolId: string; readonly memberId: string } | null;
  readonly ruleVersion: string;
};

type Found = Pick<RouteDecision, 'receiver' | 'because'> & Partial<Pick<RouteDecision, 'deputyId' | 'turn'>>;

/**
 * Decides on one item (users.md §2, domain.md §7.8): a target goes to its owner and never takes turns, an agency's account to
 * the agency with its deadline, everything else by the first rule that fits, else to the default queue.
 */
export function route(item: RouteItem, rules: RouteRules, world: RouteWorld): RouteDecision {
  const found = toTarget(item, rules, world) ?? toAgencyOf(item, world) ?? byRules(item, rules, world);
  return {
    itemId: item.itemId,
    deputyId: null,
    turn: null,
    ...found,
    due: dueOf(found.receiver, item, world),
    warnings: warningsOf(item, found.receiver),
    ruleVersion: rules.version,
  };
}

function toTarget(item: RouteItem, rules: RouteRules, world: RouteWorld): Found | undefined {
  if (!item.account?.isTarget) return undefined;
  const owner = toOwner(item, world);
  if (owner?.receiver) return { ...owner, receiver: owner.receiver };
  return {
    receiver: { kind: 'queue', id: rules.unassignedQueueId },
    because: owner?.because ?? [{ code: 'target_without_owner' }],
  };
}

/** The account's owner; without receiver when the owner is gone, undefined when there never was one. */
function toOwner(
  item: RouteItem,
  world: RouteWorld,
): (Omit<Found, 'receiver'> & { readonly receiver?: Receiver }) | undefined {
  const memberId = item.account?.ownerId;
  if (!memberId) return undefined;
  const owner = world.members.get(memberId);
  if (!owner || isGone(owner, item.at)) return { because: [{ code: 'owner_gone', memberId }] };
  const { deputyId } = owner;
  const tellsDeputy = deputyId !== null && isAway(owner, item.at, world);
  return {
    receiver: { kind: 'member', id: memberId },
    deputyId: tellsDeputy ? deputyId : null,
    because: [
      { code: 'target_owner', memberId },
      ...(tellsDeputy ? [{ code: 'deputy_told', memberId, deputyId } as const] : []),
    ],
  };
}

function toAgencyOf(item: RouteItem, world: RouteWorld): Found | undefined {
  const agencyId = item.account?.agencyId;
  if (!agencyId || !world.agencies.get(agencyId)?.isActive) return undefined;
  return { receiver: { kind: 'agency', id: agencyId }, because: [{ code: 'agency_account', agencyId }] };
}

function byRules(item: RouteItem, rules: RouteRules, world: RouteWorld): Found {
  const agencyId = item.account?.agencyId;
  const because: Because[] = agencyId ? [{ code: 'agency_inactive', agencyId }] : [];
  for (const rule of rules.rules) {
    if (!isMet(rule.when, item)) continue;
    const found = toDestination(rule, item, world);
    if (found) return { ...found, because: [...because, { code: 'rule', rule: rule.code }, ...found.because] };
    because.push({ code: 'rule_without_receiver', rule: rule.code });
  }
  const queueId = rules.defaultQueueId;
  return { receiver: { kind: 'queue', id: queueId }, because: [...because, { code: 'default_queue', queueId }] };
}

/** Undefined where the rule's receiver is not there any more; the next rule is tried then. */
function toDestination({ to }: RouteRule, item: RouteItem, world: RouteWorld): Found | undefined {
  switch (to.kind) {
    case 'owner': {
      const owner = toOwner(item, world);
      return owner?.receiver ? { ...owner, receiver: owner.receiver, because: owner.because.slice(1) } : undefined;
    }
    case 'pool': {
      const pool = world.pools.get(to.id);
      return pool && takeTurn(pool, item, world);
    }
    default:
      return isThere(to, item, world) ? { receiver: { kind: to.kind, id: to.id }, because: [] } : undefined;
  }
}

function isThere(to: Exclude<Destination, { kind: 'owner' }>, item: RouteItem, world: RouteWorld): boolean {
  if (to.kind === 'agency') return world.agencies.get(to.id)?.isActive === true;
  const member = to.kind === 'member' ? world.members.get(to.id) : undefined;
  return to.kind !== 'member' || (member !== undefined && !isGone(member, item.at));
}

/** The clock runs in the receiver's own calendar; queues and agencies use the company's. */
function dueOf(receiver: Receiver, item: RouteItem, world: RouteWorld): DueTimes {
  const member = receiver.kind === 'member' ? world.members.get(receiver.id) : undefined;
  const agency = receiver.kind === 'agency' ? world.agencies.get(receiver.id) : undefined;
  const rule: DueRule = agency?.answer ?? world.answer[item.urgency];
  const calendar: BusinessCalendar = member?.calendar ?? world.calendar;
  return dueTimes(item.at, rule, calendar);
}

/** バッティング: an agency that holds or serves the company is somebody else than the receiver. */
function warningsOf({ account }: RouteItem, receiver: Receiver): RouteWarning[] {
  if (!account) return [];
  const named = new Set([...(account.agencyId ? [account.agencyId] : []), ...account.otherAgencyIds]);
  if (receiver.kind === 'agency') named.delete(receiver.id);
  return named.size > 0 ? [{ code: 'agency_clash', agencyIds: [...named].sort() }] : [];
}
