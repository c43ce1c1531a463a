import { instantOf } from '#core/period/business-clock.ts';
import { agenciesNamed, rulesOf, type RoutingPlan } from '#core/route/plan.ts';
import {
  replayRouting,
  type ReplayInput,
  type ReplayPart,
  type RoutedHistory,
  type RoutingPolicy,
  type RoutingReplay,
} from '#core/route/replay-routing.ts';
import type { InputState } from '#core/observation/known-value.ts';
import { listLeadLines, type LeadLine } from '#db/handed-leads.ts';
import type { Db } from '#db/pool.ts';
import { listRoutedHistory } from '#db/routing-history.ts';
import { refuseProblems } from './edit-routing.ts';
import { readRoutingPlan } from './route-lead.ts';
import { readHistories } from './routed-histories.ts';
import { WorldsThen } from './worlds-then.ts';

/** Rules to try; null tries those in force. Days of hand-over `[from, to)`. */
export type RoutingReplayRequest = {
  readonly plan: RoutingPlan | null;
  readonly from: string;
  readonly to: string;
};

/** Each lead is routed five times over; beyond this it would keep everybody waiting. */
const leadsMax = 10_000;

/**
 * Other routing rules over own history (issue §13): every input as it was known at each hand-over (decision 0024), desks empty at first
 * and freed when a lead was answered in fact. Nothing is written.
 */
export async function runRoutingReplay(
  db: Db,
  request: RoutingReplayRequest,
): Promise<RoutingReplay & { readonly isCut: boolean }> {
  const { isCut, replay } = await replayHistory(db, request);
  return { ...replay, isCut };
}

async function replayHistory(
  db: Db,
  { plan, from, to }: RoutingReplayRequest,
): Promise<{ isCut: boolean; histories: readonly RoutedHistory[]; replay: RoutingReplay }> {
  if (plan) await refuseProblems(db, plan);
  const found = await listRoutedHistory(db, from, to, leadsMax + 1);
  const isCut = found.length > leadsMax;
  const worlds = await WorldsThen.read(db, new Date(instantOf(from, 0)));
  const histories = await readHistories(db, isCut ? found.slice(1) : found, worlds);
  const agencyIds = [...new Set(histories.flatMap(({ item }) => item.account?.agencyId ?? []))];
  const inForce = await readRoutingPlan(db);
  const side = (rules: RoutingPlan, version: string) => ({
    rules: rulesOf(rules, version),
    worldAt: worlds.under(rules, [...agencyIds, ...agenciesNamed(rules)]),
  });
  const today = side(inForce.plan, inForce.version);
  return { isCut, histories, replay: replayRouting(histories, plan ? side(plan, 'draft') : today, today) };
}

export type RoutedLine = LeadLine & { readonly part: ReplayPart; readonly wouldGo: { kind: string; id: string } };

export type RoutedPart = {
  readonly policy: RoutingPolicy;
  readonly part: ReplayPart | null;
  readonly receiver: string | null;
  readonly input: { readonly of: ReplayInput; readonly state: InputState } | null;
};

/** The leads behind one number of a replay. */
export async function listRouted(
  db: Db,
  request: RoutingReplayRequest,
  of: RoutedPart,
  limit: number,
): Promise<{ total: number; rows: RoutedLine[] }> {
  const { histories, replay } = await replayHistory(db, request);
  const { draft, today, newestFirst, actual } = replay;
  const { leads } = { draft, today, newest_first: newestFirst, actual }[of.policy];
  const inputsOf = new Map(histories.map(({ item, inputs }) => [item.itemId, inputs]));
  const wanted = leads.filter(
    ({ itemId, part, receiver }) =>
      (of.part === null || part === of.part) &&
      (of.receiver === null || `${receiver.kind}/${receiver.id}` === of.receiver) &&
      (of.input === null || inputsOf.get(itemId)?.[of.input.of] === of.input.state),
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
