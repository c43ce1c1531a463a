import { sql, type Insertable } from 'kysely';
import { getKpi } from '#core/kpi/catalogue.ts';
import { advancePlan, checkTarget, isPlannable, type PlanState, type PlanStep } from '#core/kpi/plan-approval.ts';
import type { Period } from '#core/period/fiscal.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudits, type AuditEntry } from '#db/audit.ts';
import { approvalOf, getPlans, type PlanEvent, type PlanRow, type PlanScope } from '#db/plans.ts';
import type { Db } from '#db/pool.ts';
import type { Tables } from '#db/tables.ts';
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
  const record = new PlanRecord(doer);
  for (const plan of plans) {
    const drafted = await draftPlan(transaction.db, plan, doer, record);
    planIds.push(drafted.planId);
    if (drafted.isChanged) changed++;
  }
  await record.write(transaction.db);
  return { planIds, changed };
}

async function draftPlan(db: Db, { kpiCode, period, scope, target }: NewPlan, doer: Doer, record: PlanRecord) {
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
    record.note(open.planId, { verdict: 'create' });
    record.audit('plan.change', open.planId, { kpiCode, target }, { target: open.target, state: open.state });
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
  record.note(planId, { verdict: 'create' });
  record.audit('plan.draft', planId, { kpiCode, scope, from: period.from, to: period.to, target });
  return { planId, isChanged: true };
}

/** Takes each plan one step further. The version that comes into force takes the place of the one before. */
export async function decidePlans(
  transaction: Transaction,
  planIds: readonly number[],
  step: PlanStep,
  doer: Doer,
): Promise<{ changed: { planId: number; state: PlanState }[] }> {
  const { db } = transaction;
  const record = new PlanRecord(doer);
  const plans = await getPlans(db, [...new Set(planIds)]);
  const steps = plans.map((plan) => {
    const approvals = { marketing: approvalOf(plan.events, 'marketing'), sales: approvalOf(plan.events, 'sales') };
    return { plan, state: advancePlan({ state: plan.state, approvals }, step).state };
  });
  for (const [state, ofState] of Map.groupBy(steps, (one) => one.state)) {
    if (state === 'in_force') for (const { plan } of ofState) await supersede(db, plan, record);
    const ids = ofState.map(({ plan }) => plan.planId);
    await db.updateTable('kpi_plan').set({ state }).where('kpi_plan_id', 'in', ids).execute();
  }
  for (const { plan, state } of steps) {
    record.note(plan.planId, step);
    record.audit(`plan.${step.verdict}`, plan.planId, { ...step, state }, { state: plan.state });
  }
  await record.write(db);
  return { changed: steps.map(({ plan, state }) => ({ planId: plan.planId, state })) };
}

async function supersede(db: Db, plan: PlanRow, record: PlanRecord): Promise<void> {
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
  for (const { kpi_plan_id } of before) record.note(kpi_plan_id, { verdict: 'supersede' });
}

type Noted = Pick<PlanEvent, 'verdict'> & Partial<Pick<PlanEvent, 'side' | 'isProxy'>> & { note?: string | undefined };

/** What becomes of plans, with who did it and when; written once for all of them. */
class PlanRecord {
  readonly #doer: Doer;
  readonly #notes: Insertable<Tables['kpi_plan_event']>[] = [];
  readonly #audits: AuditEntry[] = [];

  constructor(doer: Doer) {
    this.#doer = doer;
  }

  note(planId: number, { verdict, side, isProxy, note: words }: Noted): void {
    this.#notes.push({
      kpi_plan_id: planId,
      at: this.#doer.now,
      member_id: this.#doer.memberId,
      verdict,
      side: side ?? null,
      is_proxy: isProxy ?? false,
      note: words ?? null,
    });
  }

  audit(action: string, planId: number, after: object, before?: object): void {
    const { memberId } = this.#doer;
    const entry = { memberId, action, subjectKind: 'kpi_plan', subjectId: planId, after };
    this.#audits.push(before ? { ...entry, before } : entry);
  }

  async write(db: Db): Promise<void> {
    if (this.#notes.length > 0) await db.insertInto('kpi_plan_event').values(this.#notes).execute();
    await writeAudits(db, this.#audits);
  }
}
