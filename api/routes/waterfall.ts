import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { stages } from '#core/demand/stage-table.ts';
import { rateOf } from '#core/measure/rate.ts';
import { fiscalQuarter, todayJst } from '#core/period/day.ts';
import {
  countSalesMadeDeals,
  latestHandover,
  readWaterfall,
  readWaterfallRows,
  type CohortCounts,
} from '#db/waterfall.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/);
const query = z.object({
  from: month.optional(),
  to: month.optional(),
  scope: z.enum(['all', 'inside', 'outside']).default('all'),
  source: z.string().max(40).optional(),
});
const rate = z.object({
  numerator: z.number(),
  denominator: z.number(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const cohort = z.object({
  cohort: z.string(),
  mql: z.number(),
  sal: z.number(),
  sql: z.number(),
  deal: z.number(),
  won: z.number(),
  rejected: z.number(),
  inferred: z.number(),
  salRate: rate,
  registrationRate: rate,
});

/** Default period: the latest fiscal year (April to March) in which leads were handed over, else that of today. */
async function periodOf(
  given: { from?: string | undefined; to?: string | undefined },
  world: World,
): Promise<{ from: string; to: string }> {
  const today = todayJst(world.now());
  const { year } = fiscalQuarter((await latestHandover(world.database.db, today)) ?? today);
  const from = given.from ?? `${year}-04`;
  const last = given.to ?? `${year + 1}-03`;
  const [lastYear, lastMonth] = last.split('-').map(Number) as [number, number];
  return {
    from: `${from}-01`,
    to: lastMonth === 12 ? `${lastYear + 1}-01-01` : `${lastYear}-${String(lastMonth + 1).padStart(2, '0')}-01`,
  };
}

const withRates = (counts: CohortCounts) => ({
  ...counts,
  salRate: rateOf(counts.sal, counts.mql),
  registrationRate: rateOf(counts.deal, counts.mql),
});

export function registerWaterfall(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/waterfall',
    policy: 'waterfall.read',
    summary: '引き渡し月ごとの MQL→SAL→SQL→商談→受注',
    query,
    response: z.object({
      from: z.string(),
      to: z.string(),
      cohorts: z.array(cohort),
      total: cohort,
      salesMade: z.object({ deals: z.number(), won: z.number() }),
    }),
    handler: async ({ query: given, world }) => {
      const { from, to } = await periodOf(given, world);
      const cohorts = await readWaterfall(world.database.db, from, to, given.scope, given.source);
      const sum = (key: 'mql' | 'sal' | 'sql' | 'deal' | 'won' | 'rejected' | 'inferred') =>
        cohorts.reduce((total, one) => total + one[key], 0);
      const total = {
        cohort: 'total',
        mql: sum('mql'),
        sal: sum('sal'),
        sql: sum('sql'),
        deal: sum('deal'),
        won: sum('won'),
        rejected: sum('rejected'),
        inferred: sum('inferred'),
      };
      return {
        from,
        to,
        cohorts: cohorts.map(withRates),
        total: withRates(total),
        salesMade: await countSalesMadeDeals(world.database.db, from, to),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/waterfall/rows',
    policy: 'waterfall.read',
    summary: '数字の元になったリード',
    query: query.extend({
      stage: z.enum([...stages, 'rejected', 'lost']).default('mql'),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    }),
    handler: async ({ query: given, world }) => {
      const { from, to } = await periodOf(given, world);
      return readWaterfallRows(world.database.db, from, to, given.scope, given.source, given.stage, given.limit);
    },
  });
}
