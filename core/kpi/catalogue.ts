import { Refusal } from '#core/refusal.ts';
import { otherKpis } from './catalogue-others.ts';
import { phaseKpis } from './catalogue-phases.ts';
import type { Kpi } from './kpi.ts';

/** Every KPI of Mori, each defined once, in the order of the specification. */
export const catalogue: readonly Kpi[] = [...phaseKpis, ...otherKpis];

const byCode = new Map(catalogue.map((kpi) => [kpi.code, kpi]));

/** The KPI of a code such as `K6.1`; refuses `kpi_unknown`. */
export function getKpi(code: string): Kpi {
  const kpi = byCode.get(code);
  if (!kpi) throw new Refusal('kpi_unknown', `指標 ${code} はありません。`, { status: 404, details: { code } });
  return kpi;
}

/** The KPIs of one phase of S3; `null` gives those of the other seeds. */
export function kpisOfPhase(phase: Kpi['phase']): Kpi[] {
  return catalogue.filter((kpi) => kpi.phase === phase);
}

/** The tile beside revenue when nobody chose another: pipeline created on targets (domain.md §10.4). */
export const defaultGoalKpi = 'K3.3';
