import type { paths } from '../api/schema.ts';
import { count, percent } from '../parts/format.ts';

export type Board = paths['/api/kpis']['get']['responses'][200]['content']['application/json'];
export type Kpi = Board['kpis'][number];
export type Figure = Kpi['figure'];
export type KpiRows = paths['/api/kpis/{code}/rows']['get']['responses'][200]['content']['application/json'];

export type Trends = paths['/api/kpis/trends']['get']['responses'][200]['content']['application/json'];
export type Trend = Trends['trends'][number];
export type TrendPeriod = Trends['periods'][number];

export type KpiQuery = {
  period: 'month' | 'quarter' | 'half' | 'year';
  at?: string;
  scope: 'all' | 'inside' | 'owner';
};

export const periodKinds = ['month', 'quarter', 'half', 'year'] as const;
export const scopes = ['all', 'inside', 'owner'] as const;
export const phases = [1, 2, 3, 4] as const;

/** Words for a value with its unit, such as `{{n}}円`; a rate speaks for itself. */
export type UnitWord = (unit: 'count' | 'yen' | 'days' | 'score' | 'ratio', n: string) => string;

/** The value as business papers write it; — where nothing can be said. */
export function shownValue(value: number | null, unit: Kpi['unit'], word: UnitWord): string {
  if (value === null) return '—';
  if (unit === 'rate') return percent(value);
  const rounded = unit === 'yen' || unit === 'count' ? Math.round(value) : Math.round(value * 10) / 10;
  return word(unit, rounded < 0 ? `△${count(-rounded)}` : count(rounded));
}
