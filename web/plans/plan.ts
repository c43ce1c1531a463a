import type { paths } from '../api/schema.ts';

export type Plans = paths['/api/plans']['get']['responses'][200]['content']['application/json'];
export type Plan = Plans['plans'][number];
export type Unit = Plan['unit'];

/** People write shares in percent and money in thousands; the API takes fractions and yen. */
export const writtenAs = { rate: 0.01, yen: 1_000, count: 1, days: 1, score: 1, ratio: 1 } as const;

/** Who agreed for a side since the plan was last submitted. */
export function approvalOf({ events }: Plan, side: 'marketing' | 'sales'): Plan['events'][number] | undefined {
  const submitted = events.findLastIndex(({ verdict }) => verdict === 'submit');
  return events.slice(submitted + 1).find((event) => event.verdict === 'approve' && event.side === side);
}
