import { getKpi } from '#core/kpi/catalogue.ts';
import { periodFrom } from '#core/period/fiscal.ts';
import type { PlanRow } from '#db/plans.ts';
import { toCsv } from './export.ts';

const scopes = { all: 'すべて', inside: 'ターゲットの中' } as const;
const states = {
  draft: '下書き',
  submitted: '申請中',
  in_force: '有効',
  superseded: '旧版',
  withdrawn: '取り下げ',
} as const;

/** Targets as a sheet whose first four columns are read back as they are (`core/kpi/plan-sheet.ts`); `startMonth` is that of the fiscal year. */
export function planCsv(plans: readonly PlanRow[], startMonth: number): string {
  return toCsv(
    ['コード', '期間', '目標', '範囲', '指標', '状態', '版'],
    plans.map((plan) => {
      const kpi = getKpi(plan.kpiCode);
      const target = kpi.unit === 'rate' ? `${Math.round(plan.target * 1e8) / 1e6}%` : plan.target;
      const period = periodFrom(plan.periodKind, plan.from, startMonth).label.ja;
      return [kpi.code, period, target, scopes[plan.scope], kpi.name.ja, states[plan.state], plan.version];
    }),
  );
}
