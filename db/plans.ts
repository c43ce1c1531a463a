import { sql } from 'kysely';
import type { KpiPlan } from '#core/kpi/plan.ts';
import type { PlanApproval, PlanSide, PlanState } from '#core/kpi/plan-approval.ts';
import type { PeriodKind } from '#core/period/fiscal.ts';
import type { DateText } from '#core/value/date.ts';
import { Refusal } from '#core/refusal.ts';
import type { Db } from './pool.ts';

export type PlanScope = 'all' | 'inside';
export type PlanEvent = {
  readonly at: string;
  readonly memberId: number | null;
  readonly memberName: string | null;
  readonly verdict: 'create' | 'submit' | 'approve' | 'return' | 'withdraw' | 'supersede';
  readonly side: PlanSide | null;
  readonly isProxy: boolean;
  readonly note: string | null;
};
export type PlanRow = {
  readonly planId: number;
  readonly kpiCode: string;
  readonly scope: PlanScope;
  readonly periodKind: Exclude<PeriodKind, 'week'>;
  readonly from: DateText;
  readonly to: DateText;
  readonly version: number;
  readonly target: number;
  readonly state: PlanState;
  /** Everything that happened to this version, oldest first. */
  readonly events: readonly PlanEvent[];
};

const rows = sql`
    select p.kpi_plan_id as "planId", p.kpi_code as "kpiCode", p.scope, p.period_kind as "periodKind", p.from_on as "from", p.to_on as "to",
           p.version, p.target, p.state,
           (select coalesce(json_agg(json_build_object('at', e.at, 'memberId', e.member_id, 'memberName', m.name, 'verdict', e.verdict,
                                                       'side', e.side, 'isProxy', e.is_proxy, 'note', e.note) order by e.kpi_plan_event_id), '[]')
              from kpi_plan_event e left join member m using (member_id) where e.kpi_plan_id = p.kpi_plan_id) as events
      from kpi_plan p`;

/** All versions whose period touches `[from, to)`, by period and KPI, the newest version first. */
export async function listPlans(db: Db, from: DateText, to: DateText): Promise<PlanRow[]> {
  const found = await sql<PlanRow>`${rows} where p.from_on < ${to} and p.to_on > ${from}
     order by p.from_on, p.to_on desc, p.kpi_code, p.scope, p.version desc`.execute(db);
  return found.rows;
}

/** These versions in the order asked for, locked for a step where the transaction asks so. Refuses `plan_not_found`. */
export async function getPlans(db: Db, planIds: readonly number[]): Promise<PlanRow[]> {
  await sql`select from kpi_plan where kpi_plan_id = any(${planIds}::bigint[]) order by kpi_plan_id for update`.execute(
    db,
  );
  const found = await sql<PlanRow>`${rows} where p.kpi_plan_id = any(${planIds}::bigint[])`.execute(db);
  const byId = new Map(found.rows.map((plan) => [plan.planId, plan]));
  return planIds.map((planId) => {
    const plan = byId.get(planId);
    if (!plan)
      throw new Refusal('plan_not_found', `目標 ${planId} は見つかりません。`, { status: 404, details: { planId } });
    return plan;
  });
}

/** Targets in force whose period lies within `[from, to)`, with the names of those who agreed. */
export async function listPlansInForce(db: Db, from: DateText, to: DateText): Promise<KpiPlan[]> {
  const found =
    await sql<PlanRow>`${rows} where p.state = 'in_force' and p.from_on >= ${from} and p.to_on <= ${to}`.execute(db);
  return found.rows.map((plan) => {
    const approver = (side: PlanSide) => {
      const event = approvalOf(plan.events, side);
      return event && (event.memberName ?? '');
    };
    return { ...plan, approvals: { marketing: approver('marketing'), sales: approver('sales') } };
  });
}

/** Who agreed for a side since the plan was last submitted. */
export function approvalOf(events: readonly PlanEvent[], side: PlanSide): (PlanEvent & PlanApproval) | null {
  const submitted = events.findLastIndex(({ verdict }) => verdict === 'submit');
  return events.slice(submitted + 1).find((event) => event.verdict === 'approve' && event.side === side) ?? null;
}
