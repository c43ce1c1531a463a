import type { Receiver, Urgency } from '#core/demand/cycle-event.ts';
import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { dueTimes, type DueRule, type DueTimes } from '#core/period/due.ts';
import { deputyOf, isAway, isGone } from './availability.ts';
import type { Because, RouteWarning } from './because.ts';
import { isMet, type RouteItem, type RouteRule, type RouteRules, type RouteWorld } from './rule.ts';
import { takeTurn } from './take-turn.ts';

/** Where an item goes, until when an answer is due, and why. There is always a receiver: a member, an agency or a queue. */
export type RouteDecision = {
  readonly itemId: string;
  readonly receiver: Receiver;
  readonly urgency: Urgency;
  readonly due: DueTimes;
  readonly because: readonly Because[];
  readonly warnings: readonly RouteWarning[];
  /** The pool that gave a turn, and to whom; the caller stores it as the pool's `lastMemberId`. */
  readonly turn: { readonly poolId: string; readonly memberId: string } | null;
  readonly ruleVersion: string;
};

type Found = Pick<RouteDecision, 'receiver' | 'because'> & Partial<Pick<RouteDecision, 'turn'>>;

/**
 * Decides on one item (users.md §2, domain.md §7.8): a target goes to its owner, or to the owner's deputy, and never takes turns,
 * an agency's account to the agency with its deadline, everything else by the first rule that fits, else to the default queue.
 */
export function route(item: RouteItem, rules: RouteRules, world: RouteWorld): RouteDecision {
  const found = toTarget(item, rules, world) ?? toAgencyOf(item, world) ?? byRules(item, rules, world);
  return {
    itemId: item.itemId,
    urgency: item.urgency,
    turn: null,
    ...found,
    due: dueOf(found.receiver, item, world),
    warnings: warningsOf(item, found.receiver),
    ruleVersion: rules.version,
  };
}

function toTarget(item: RouteItem, rules: RouteRules, world: RouteWorld): Found | undefined {
  if (!item.account?.isTarget) return undefined;
  const { ownerId } = item.account;
  const receiver: Receiver = { kind: 'queue', id: rules.unassignedQueueId };
  if (!ownerId) return { receiver, because: [{ code: 'target_without_owner' }] };
  const found = toMember(ownerId, item, world);
  if (!found) return { receiver, because: [{ code: 'owner_gone', memberId: ownerId }] };
  return { ...found, because: [{ code: 'target_owner', memberId: ownerId }, ...found.because] };
}

/** The member, or whoever stands in while the member is away; undefined when nobody expects the member back. */
function toMember(memberId: string, item: RouteItem, world: RouteWorld): Found | undefined {
  const member = world.members.get(memberId);
  if (!member || isGone(member, item.at)) return undefined;
  const receiver: Receiver = { kind: 'member', id: memberId };
  if (!isAway(member, item.at, world)) return { receiver, because: [] };
  const deputy = deputyOf(member, item.at, world);
  if (!deputy) return { receiver, because: [{ code: 'away_without_deputy', memberId }] };
  return {
    receiver: { kind: 'member', id: deputy.deputyId },
    because: [{ code: 'deputy_stands_in', memberId, ...deputy }],
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
      const memberId = item.account?.ownerId;
      const found = memberId ? toMember(memberId, item, world) : undefined;
      return found && memberId
        ? { ...found, because: [{ code: 'owner_of_account', memberId }, ...found.because] }
        : undefined;
    }
    case 'member':
      return toMember(to.id, item, world);
    case 'pool': {
      const pool = world.pools.get(to.id);
      return pool && takeTurn(pool, item, world);
    }
    case 'agency':
      return world.agencies.get(to.id)?.isActive ? { receiver: { kind: 'agency', id: to.id }, because: [] } : undefined;
    case 'queue':
      return { receiver: { kind: 'queue', id: to.id }, because: [] };
  }
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
