import { getKpi } from '#core/kpi/catalogue.ts';
import { periodFrom } from '#core/period/fiscal.ts';
import type { Language } from '#core/words.ts';
import type { PlanRow } from '#db/plans.ts';
import { toCsv } from './export.ts';

const titles = {
  ja: ['コード', '期間', '目標', '範囲', '指標', '状態', '版'],
  en: ['Code', 'Period', 'Target', 'Scope', 'KPI', 'State', 'Version'],
} as const;
const scopes = { all: { ja: 'すべて', en: 'All' }, inside: { ja: 'ターゲットの中', en: 'Inside' } } as const;
const states = {
  draft: { ja: '下書き', en: 'Draft' },
  submitted: { ja: '申請中', en: 'To approve' },
  in_force: { ja: '有効', en: 'In force' },
  superseded: { ja: '旧版', en: 'Old version' },
  withdrawn: { ja: '取り下げ', en: 'Withdrawn' },
} as const;

/** Targets as a sheet in either language whose first four columns are read back as they are (`core/kpi/plan-sheet.ts`); `startMonth` is that of the fiscal year. */
export function planCsv(plans: readonly PlanRow[], startMonth: number, language: Language): string {
  return toCsv(
    titles[language],
    plans.map((plan) => {
      const kpi = getKpi(plan.kpiCode);
      const target = kpi.unit === 'rate' ? `${Math.round(plan.target * 1e8) / 1e6}%` : plan.target;
      const period = periodFrom(plan.periodKind, plan.from, startMonth).label[language];
      return [
        kpi.code,
        period,
        target,
        scopes[plan.scope][language],
        kpi.name[language],
        states[plan.state][language],
        plan.version,
      ];
    }),
  );
}
