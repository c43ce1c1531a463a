import { changeByHours } from '#core/kpi/definition-change.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { addMonths } from '#core/period/fiscal.ts';
import { Refusal } from '#core/refusal.ts';
import { compareRuns, type RuleComparison } from '#core/route/compare-rules.ts';
import { routeAll, type PoolFairness } from '#core/route/dry-run.ts';
import { problemsOf, rulesOf, type PlanProblem, type RoutingPlan } from '#core/route/plan.ts';
import { route, type RouteDecision } from '#core/route/route.ts';
import type { RouteWorld } from '#core/route/rule.ts';
import { writeAudit } from '#db/audit.ts';
import { recordDefinitionChange } from '#db/definition-changes.ts';
import type { Db } from '#db/pool.ts';
import { listHandedOver, listRoutingVersions, readRouteItemOfAccount, readRouteItems } from '#db/routing.ts';
import type { Transaction } from '#db/transaction.ts';
import { readRouteWorld, readRoutingPlan } from './route-lead.ts';

const sentences: Readonly<Record<PlanProblem['code'], (id: string) => string>> = {
  rule_twice: (id) => `ルール「${id}」が2つあります。`,
  pool_empty: (id) => `順番の組「${id}」に人がいません。`,
  pool_missing: (id) => `ルール「${id}」の渡し先の組がありません。`,
  receiver_missing: (id) => `「${id}」の渡し先が見つからないか、停止中です。`,
  hours_reversed: () => '勤務時間は、始まりを終わりより前にしてください。',
};

/**
 * Saves the rules as a new version, in force from the next hand-over on. `basedOn` is the version that was edited; if somebody
 * saved another one meanwhile nothing is written. Other working hours leave their marker. Refuses rules that lead nowhere.
 */
export async function saveRouting(
  transaction: Transaction,
  given: { readonly basedOn: string; readonly plan: RoutingPlan; readonly note: string | null },
  memberId: number | null,
  now: Date,
): Promise<{ versionId: number }> {
  const { db } = transaction;
  await transaction.run('lock table routing_version in share row exclusive mode');
  const before = await readRoutingPlan(db);
  if (before.version !== given.basedOn)
    throw new Refusal('routing_changed', '編集している間に、別の人がルールを保存しました。読み直してください。', {
      status: 409,
      details: { inForce: before.version },
    });
  await refuseProblems(db, given.plan);
  const { routing_version_id: versionId } = await db
    .insertInto('routing_version')
    .values({ plan: JSON.stringify(given.plan), note: given.note, saved_by: memberId, saved_at: now })
    .returning('routing_version_id')
    .executeTakeFirstOrThrow();
  const change = changeByHours(before.plan.members, given.plan.members);
  if (change) await recordDefinitionChange(db, { ...change, on: todayJst(now) }, memberId);
  await writeAudit(db, {
    memberId,
    action: 'routing.save',
    subjectKind: 'routing',
    subjectId: versionId,
    before: before.plan,
    after: given.plan,
  });
  return { versionId };
}

/** Who would receive a lead of this company now, under these rules or those in force; turns are not used up. */
export async function tryRouting(
  db: Db,
  given: { readonly accountId: number; readonly product: string | null; readonly plan: RoutingPlan | null },
  now: Date,
): Promise<RouteDecision> {
  const { plan, version } = given.plan ? { plan: given.plan, version: 'draft' } : await readRoutingPlan(db);
  await refuseProblems(db, plan);
  const item = await readRouteItemOfAccount(db, given.accountId, given.product, now);
  if (!item) throw new Refusal('account_not_found', `企業 ${given.accountId} は見つかりません。`, { status: 404 });
  return route(item, rulesOf(plan, version), await readRouteWorld(db, plan, now));
}

export type RoutingDryRun = RuleComparison & {
  readonly from: string;
  readonly to: string;
  /** Leads beyond the most that a dry run takes; the newest are taken. */
  readonly isCut: boolean;
  readonly names: ReadonlyMap<string, { readonly accountName: string | null; readonly personName: string | null }>;
  readonly fairness: readonly PoolFairness[];
};

const leadsMax = 3_000;

/**
 * What a plan would have done with the leads handed over in `[from, to)`, beside the rules in force run over the same leads. Both
 * start from empty desks with owners and companies as they are today, and free a desk when the lead was answered in fact.
 */
export async function dryRunRouting(
  db: Db,
  plan: RoutingPlan,
  period: { readonly from: string; readonly to: string },
): Promise<RoutingDryRun> {
  await refuseProblems(db, plan);
  const leads = await listHandedOver(db, period.from, period.to, leadsMax + 1);
  const isCut = leads.length > leadsMax;
  const taken = isCut ? leads.slice(1) : leads;
  const handedAt = new Map(taken.map((lead) => [lead.cycleId, lead.handedAt]));
  const items = await readRouteItems(db, [...handedAt.keys()], (cycleId) => handedAt.get(cycleId)!);
  const list = taken.map((lead) => items.get(lead.cycleId)!);
  const answeredAt = new Map(
    taken.flatMap(({ cycleId, answeredOn }) =>
      answeredOn ? [[cycleId, new Date(instantOf(addDays(answeredOn, 1), 0))] as const] : [],
    ),
  );
  const inForce = await readRoutingPlan(db);
  const since = new Date(instantOf(period.from, 0));
  const start = async (of: RoutingPlan) => emptied(await readRouteWorld(db, of, since));
  const before = routeAll(list, rulesOf(inForce.plan, inForce.version), await start(inForce.plan), answeredAt);
  const after = routeAll(list, rulesOf(plan, 'draft'), await start(plan), answeredAt);
  return {
    ...period,
    ...compareRuns(before, after),
    isCut,
    names: new Map(taken.map(({ cycleId, accountName, personName }) => [cycleId, { accountName, personName }])),
    fairness: after.fairness,
  };
}

/** Nobody holds anything and nobody had a turn. */
export function emptied(world: RouteWorld): RouteWorld {
  return {
    ...world,
    members: new Map([...world.members].map(([id, member]) => [id, { ...member, openItems: 0 }])),
    pools: new Map([...world.pools].map(([id, pool]) => [id, { ...pool, lastMemberId: null }])),
  };
}

/** The month up to and with today, where nobody names another. */
export function lastMonth(now: Date): { from: string; to: string } {
  const to = addDays(todayJst(now), 1);
  return { from: addMonths(to, -1), to };
}

/** Refuses `routing_invalid` for rules that lead nowhere. */
export async function refuseProblems(db: Db, plan: RoutingPlan): Promise<void> {
  const members = await db
    .selectFrom('member')
    .select('member_id')
    .where('is_active', '=', true)
    .where('role', '<>', 'agency')
    .execute();
  const agencyIds = plan.rules.flatMap(({ to }) => (to.kind === 'agency' ? [Number(to.id)] : []));
  const agencies =
    agencyIds.length === 0
      ? []
      : await db.selectFrom('account').select('account_id').where('account_id', 'in', agencyIds).execute();
  const problems = problemsOf(plan, {
    members: new Set(members.map((row) => String(row.member_id))),
    agencies: new Set(agencies.map((row) => String(row.account_id))),
  });
  if (problems.length > 0)
    throw new Refusal('routing_invalid', problems.map(({ code, id }) => sentences[code](id)).join(' '), {
      status: 422,
      details: { problems },
    });
}

/** The rules in force and those before them, newest first. */
export async function readRouting(db: Db) {
  return { ...(await readRoutingPlan(db)), versions: await listRoutingVersions(db, 50) };
}
