import { Refusal } from '#core/refusal.ts';
import type { Kpi } from './kpi.ts';

/** 下書き → 申請中 → 有効(both sides agreed) → 旧版, or 取り下げ. Nothing is overwritten: a change is the next version. */
export type PlanState = 'draft' | 'submitted' | 'in_force' | 'superseded' | 'withdrawn';
export type PlanSide = 'marketing' | 'sales';

/** What somebody does to a plan. `isProxy`: entered for others after a meeting, whose day and attendees the note tells. */
export type PlanStep =
  | { readonly verdict: 'submit' | 'withdraw' }
  | { readonly verdict: 'return'; readonly note: string }
  | {
      readonly verdict: 'approve';
      readonly side: PlanSide;
      readonly memberId: number;
      readonly isProxy: boolean;
      readonly note?: string | undefined;
    };

export type PlanApproval = { readonly memberId: number | null; readonly isProxy: boolean };
export type PlanStanding = {
  readonly state: PlanState;
  readonly approvals: Readonly<Record<PlanSide, PlanApproval | null>>;
};

const nobody: PlanStanding['approvals'] = { marketing: null, sales: null };

/**
 * A plan after one step. It is in force once marketing **and** sales agreed, two different people (domain.md §10.1, S1 L112).
 * Refuses `plan_step_impossible`, `plan_needs_two_people`, `plan_approved_already`, `reason_missing`, `proxy_note_missing`.
 */
export function advancePlan(plan: PlanStanding, step: PlanStep): PlanStanding {
  const { state } = plan;
  switch (step.verdict) {
    case 'submit':
      if (state !== 'draft') throw impossible(state, step);
      return { state: 'submitted', approvals: nobody };
    case 'withdraw':
      if (state !== 'draft' && state !== 'submitted') throw impossible(state, step);
      return { ...plan, state: 'withdrawn' };
    case 'return':
      if (state !== 'submitted') throw impossible(state, step);
      if (!step.note.trim()) throw new Refusal('reason_missing', '差し戻しには理由が要ります。', { status: 422 });
      return { state: 'draft', approvals: nobody };
    case 'approve':
      return approve(plan, step);
  }
}

function approve(plan: PlanStanding, step: Extract<PlanStep, { verdict: 'approve' }>): PlanStanding {
  if (plan.state !== 'submitted') throw impossible(plan.state, step);
  if (step.isProxy && !step.note?.trim())
    throw new Refusal('proxy_note_missing', '代理入力には、合意した会議の日付と出席者を書いてください。', {
      status: 422,
    });
  const { side, memberId, isProxy } = step;
  const other = plan.approvals[side === 'marketing' ? 'sales' : 'marketing'];
  if (plan.approvals[side])
    throw new Refusal('plan_approved_already', 'この側の承認はもう入っています。', { status: 409 });
  if (other && !isProxy && !other.isProxy && other.memberId === memberId)
    throw new Refusal('plan_needs_two_people', '目標の承認には、マーケと営業の別々の人が要ります。', { status: 409 });
  const approvals = { ...plan.approvals, [side]: { memberId, isProxy } };
  return { state: approvals.marketing && approvals.sales ? 'in_force' : 'submitted', approvals };
}

function impossible(state: PlanState, { verdict }: PlanStep): Refusal {
  return new Refusal('plan_step_impossible', 'この目標の状態では、その操作はできません。', {
    status: 409,
    details: { state, verdict },
  });
}

/** Whether a target can be set: the KPI has one number that is better high or low. */
export function isPlannable({ definition, direction }: Kpi): boolean {
  return definition !== null && direction !== 'neither' && !(definition.kind === 'rate' && definition.per);
}

/** A target that can be meant: a share lies between 0 and 1, nothing else below 0. Refuses `plan_target_invalid`. */
export function checkTarget(kpi: Kpi, target: number): number {
  if (!Number.isFinite(target) || target <= 0 || target > (kpi.unit === 'rate' ? 1 : 1e15))
    throw new Refusal(
      'plan_target_invalid',
      `目標値 ${target} は使えません。${kpi.unit === 'rate' ? '割合は0%より大きく100%までです。' : '0より大きい数にしてください。'}`,
      { status: 422, details: { target, code: kpi.code } },
    );
  return target;
}
