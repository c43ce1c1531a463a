import { sql } from 'kysely';
import { getKpi } from '#core/kpi/catalogue.ts';
import { advancePlan, checkTarget, isPlannable, type PlanState, type PlanStep } from '#core/kpi/plan-approval.ts';
import type { Period } from '#core/period/fiscal.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { approvalOf, getPlan, type PlanEvent, type PlanScope } from '#db/plans.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';

type Doer = { readonly memberId: number | null; readonly now: Date };

export type NewPlan = {
  readonly kpiCode: string;
  readonly period: Period;
  readonly scope: PlanScope;
  readonly target: number;
};

/**
 * Writes targets down as drafts. One that is still a draft or submitted is corrected and becomes a draft again; one in force
 * stays so until the next version, made here, is agreed by both sides. The same target again changes nothing.
 */
export async function draftPlans(
  transaction: Transaction,
  plans: readonly NewPlan[],
  doer: Doer,
): Promise<{ planIds: number[]; changed: number }> {
  const planIds: number[] = [];
  let changed = 0;
  for (const plan of plans) {
    const drafted = await draftPlan(transaction.db, plan, doer);
    planIds.push(drafted.planId);
    if (drafted.isChanged) changed++;
  }
  return { planIds, changed };
}

async function draftPlan(db: Db, { kpiCode, period, scope, target }: NewPlan, doer: Doer) {
  const kpi = getKpi(kpiCode);
  if (!isPlannable(kpi))
    throw new Refusal('plan_not_possible', `指標 ${kpiCode} には目標を立てられません。`, {
      status: 422,
      details: { code: kpiCode },
    });
  checkTarget(kpi, target);
  // Two people may plan the same figure at the same time; the second waits and then corrects the first's draft.
  await sql`select pg_advisory_xact_lock(hashtext(${`kpi_plan/${kpiCode}/${scope}/${period.from}/${period.to}`}))`.execute(
    db,
  );
  const versions = await db
    .selectFrom('kpi_plan')
    .select(['kpi_plan_id as planId', 'version', 'state', 'target'])
    .where('kpi_code', '=', kpiCode)
    .where('scope', '=', scope)
    .where('period_kind', '=', period.kind)
    .where('from_on', '=', period.from)
    .orderBy('version', 'desc')
    .execute();
  const open = versions.find(({ state }) => state === 'draft' || state === 'submitted');
  const present = open ?? versions.find(({ state }) => state === 'in_force');
  if (present?.target === target) return { planId: present.planId, isChanged: false };
  if (open) {
    await db.updateTable('kpi_plan').set({ target, state: 'draft' }).where('kpi_plan_id', '=', open.planId).execute();
    await note(db, open.planId, { verdict: 'create' }, doer);
    await audit(db, 'plan.change', open.planId, doer, { kpiCode, target }, { target: open.target, state: open.state });
    return { planId: open.planId, isChanged: true };
  }
  const { kpi_plan_id: planId } = await db
    .insertInto('kpi_plan')
    .values({
      kpi_code: kpiCode,
      scope,
      period_kind: period.kind,
      from_on: period.from,
      to_on: period.to,
      version: (versions[0]?.version ?? 0) + 1,
      target,
      state: 'draft',
      created_by: doer.memberId,
    })
    .returning('kpi_plan_id')
    .executeTakeFirstOrThrow();
  await note(db, planId, { verdict: 'create' }, doer);
  await audit(db, 'plan.draft', planId, doer, { kpiCode, scope, from: period.from, to: period.to, target });
  return { planId, isChanged: true };
}

/** Takes each plan one step further. The version that comes into force takes the place of the one before. */
export async function decidePlans(
  transaction: Transaction,
  planIds: readonly number[],
  step: PlanStep,
  doer: Doer,
): Promise<{ changed: { planId: number; state: PlanState }[] }> {
  const changed: { planId: number; state: PlanState }[] = [];
  for (const planId of planIds) changed.push({ planId, state: await decidePlan(transaction.db, planId, step, doer) });
  return { changed };
}

async function decidePlan(db: Db, planId: number, step: PlanStep, doer: Doer): Promise<PlanState> {
  const plan = await getPlan(db, planId);
  const approvals = { marketing: approvalOf(plan.events, 'marketing'), sales: approvalOf(plan.events, 'sales') };
  const { state } = advancePlan({ state: plan.state, approvals }, step);
  if (state === 'in_force') await supersede(db, plan, doer);
  await db.updateTable('kpi_plan').set({ state }).where('kpi_plan_id', '=', planId).execute();
  await note(db, planId, step, doer);
  await audit(db, `plan.${step.verdict}`, planId, doer, { ...step, state }, { state: plan.state });
  return state;
}

async function supersede(db: Db, plan: Awaited<ReturnType<typeof getPlan>>, doer: Doer): Promise<void> {
  const before = await db
    .updateTable('kpi_plan')
    .set({ state: 'superseded' })
    .where('kpi_code', '=', plan.kpiCode)
    .where('scope', '=', plan.scope)
    .where('period_kind', '=', plan.periodKind)
    .where('from_on', '=', plan.from)
    .where('state', '=', 'in_force')
    .returning('kpi_plan_id')
    .execute();
  for (const { kpi_plan_id } of before) await note(db, kpi_plan_id, { verdict: 'supersede' }, doer);
}

type Noted = Pick<PlanEvent, 'verdict'> & Partial<Pick<PlanEvent, 'side' | 'isProxy'>> & { note?: string | undefined };

async function note(db: Db, planId: number, { verdict, side, isProxy, note: words }: Noted, doer: Doer): Promise<void> {
  await db
    .insertInto('kpi_plan_event')
    .values({
      kpi_plan_id: planId,
      at: doer.now,
      member_id: doer.memberId,
      verdict,
      side: side ?? null,
      is_proxy: isProxy ?? false,
      note: words ?? null,
    })
    .execute();
}

async function audit(
  db: Db,
  action: string,
  planId: number,
  doer: Doer,
  after: object,
  before?: object,
): Promise<void> {
  await writeAudit(db, {
    memberId: doer.memberId,
    action,
    subjectKind: 'kpi_plan',
    subjectId: planId,
    after,
    ...(before ? { before } : {}),
  });
}
