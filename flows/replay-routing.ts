import { instantOf } from '#core/period/business-clock.ts';
import { addDays } from '#core/period/day.ts';
import { rulesOf, type RoutingPlan } from '#core/route/plan.ts';
import {
  replayRouting,
  type ReplayPart,
  type RoutedHistory,
  type RoutingPolicy,
  type RoutingReplay,
} from '#core/route/replay-routing.ts';
import type { RouteWorld } from '#core/route/rule.ts';
import { listLeadLines, type LeadLine } from '#db/handed-leads.ts';
import type { Db } from '#db/pool.ts';
import {
  listEarlierValues,
  listLeft,
  listRoutedHistory,
  type EarlierValue,
  type HandedOver,
} from '#db/routing-history.ts';
import { emptied, refuseProblems } from './edit-routing.ts';
import { readRouteWorld, readRoutingPlan } from './route-lead.ts';

/** Rules to try; null tries those in force. Days of hand-over `[from, to)`. */
export type RoutingReplayRequest = {
  readonly plan: RoutingPlan | null;
  readonly from: string;
  readonly to: string;
};

/** Each lead is routed five times over; beyond this it would keep everybody waiting. */
const leadsMax = 10_000;

/**
 * Other routing rules over own history (issue §13): owners, targets, agencies and products as they stood at each hand-over, desks empty
 * at first and freed when a lead was answered in fact. Nothing is written.
 */
export async function runRoutingReplay(
  db: Db,
  { plan, from, to }: RoutingReplayRequest,
): Promise<RoutingReplay & { readonly isCut: boolean }> {
  if (plan) await refuseProblems(db, plan);
  const found = await listRoutedHistory(db, from, to, leadsMax + 1);
  const isCut = found.length > leadsMax;
  const earlier = new Map<string, EarlierValue[]>();
  for (const value of await listEarlierValues(db, from)) {
    const key = `${value.what}/${value.of}`;
    earlier.set(key, [...(earlier.get(key) ?? []), value]);
  }
  const histories = (isCut ? found.slice(1) : found).map((handed) => historyOf(handed, earlier));
  const inForce = await readRoutingPlan(db);
  const since = new Date(instantOf(from, 0));
  const world = async (of: RoutingPlan) => withLeft(emptied(await readRouteWorld(db, of, since)), await listLeft(db));
  const today = { rules: rulesOf(inForce.plan, inForce.version), world: await world(inForce.plan) };
  const draft = plan ? { rules: rulesOf(plan, 'draft'), world: await world(plan) } : today;
  return { ...replayRouting(histories, draft, today), isCut };
}

export type RoutedLine = LeadLine & { readonly part: ReplayPart; readonly wouldGo: { kind: string; id: string } };

/** The leads behind one number of a replay. */
export async function listRouted(
  db: Db,
  request: RoutingReplayRequest,
  of: { readonly policy: RoutingPolicy; readonly part: ReplayPart | null; readonly receiver: string | null },
  limit: number,
): Promise<{ total: number; rows: RoutedLine[] }> {
  const { draft, today, newestFirst, actual } = await runRoutingReplay(db, request);
  const { leads } = { draft, today, newest_first: newestFirst, actual }[of.policy];
  const wanted = leads.filter(
    ({ part, receiver }) =>
      (of.part === null || part === of.part) &&
      (of.receiver === null || `${receiver.kind}/${receiver.id}` === of.receiver),
  );
  const byId = new Map(wanted.map((lead) => [lead.itemId, lead]));
  const lines = await listLeadLines(db, [...byId.keys()], limit);
  return {
    total: wanted.length,
    rows: lines.map((line) => {
      const { part, receiver } = byId.get(line.cycleId)!;
      return { ...line, part, wouldGo: receiver };
    }),
  };
}

/** The lead as it was known when it was handed over. */
function historyOf(handed: HandedOver, earlier: ReadonlyMap<string, readonly EarlierValue[]>): RoutedHistory {
  const then = (what: EarlierValue['what'], of: number | null, now: number | null) => {
    const change = earlier.get(`${what}/${of}`)?.find(({ at }) => at > handed.handedAt);
    const value = change ? change.was : now;
    return value === null ? null : String(value);
  };
  const isTarget = handed.targetLineId !== null;
  const owner = then('owner', handed.accountId, handed.accountOwnerId);
  const targetOwner = isTarget ? then('target_owner', handed.targetLineId, handed.targetOwnerId) : null;
  return {
    item: {
      itemId: handed.cycleId,
      at: handed.handedAt,
      urgency: handed.isActNow ? 'hot' : isTarget ? 'tal' : 'normal',
      product: handed.product,
      account:
        handed.accountId === null
          ? null
          : {
              accountId: handed.accountId,
              isTarget,
              ownerId: targetOwner ?? owner,
              agencyId: then('agency', handed.accountId, handed.agencyId),
              otherAgencyIds: [],
              prefecture: handed.prefecture,
              industry: handed.industry,
              employees: handed.employees,
            },
    },
    createdOn: handed.createdOn,
    actual: handed.actual,
    answer: handed.answer,
    freeFrom: handed.answeredOn ? new Date(instantOf(addDays(handed.answeredOn, 1), 0)) : null,
  };
}

/** Who is gone by now was there until then. */
function withLeft(world: RouteWorld, left: readonly { memberId: string; leftAt: Date }[]): RouteWorld {
  const members = new Map(world.members);
  for (const { memberId, leftAt } of left) {
    const member = members.get(memberId);
    if (member) members.set(memberId, { ...member, leftAt });
  }
  return { ...world, members };
}
