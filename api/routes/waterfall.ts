import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readIgnoreDays } from '#flows/handover-settings.ts';
import { periodRatio, rateFigure } from '#core/measure/figure.ts';
import { maturityOf, ripeAfterDays, ripened } from '#core/measure/maturity.ts';
import { todayJst } from '#core/period/day.ts';
import { addMonths } from '#core/period/fiscal.ts';
import { readConversionDays } from '#db/waterfall-waits.ts';
import { readWaterfallRows, rowKinds } from '#db/waterfall-rows.ts';
import {
  countAcquired,
  countLapsed,
  countSalesMadeDeals,
  readBreakdown,
  readCohorts,
  readPeriodCounts,
  type StageCounts,
} from '#db/waterfall.ts';
import { groupings } from '#db/lead-selection.ts';
import { figure, handedCounts } from '../figure.ts';
import { leadQuery, selectionOf } from '../lead-query.ts';
import { route } from '../route.ts';

const cohort = handedCounts.extend({
  cohort: z.string(),
  salRate: figure,
  registrationRate: figure,
  /** Since the last hand-over of the months counted. */
  observedDays: z.number(),
  /** Old enough for its registration rate to be read as final. */
  isMature: z.boolean(),
});
const leadRow = z.object({
  cycleId: z.string(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  personId: z.number().nullable(),
  personName: z.string().nullable(),
  source: z.string(),
  ownerName: z.string().nullable(),
  mqlOn: z.string().nullable(),
  stages: z.array(
    z.object({ stage: z.string(), at: z.string(), isInferred: z.boolean(), reason: z.string().nullable() }),
  ),
  batchId: z.number(),
  fileName: z.string(),
  rowNumber: z.number(),
});
const stagesCounted = ['mql', 'sal', 'sql', 'deal', 'won', 'rejected', 'lapsed', 'waiting', 'inferred'] as const;

function handed<C extends StageCounts>(counts: C, lapsed: number) {
  return { ...counts, lapsed, waiting: counts.mql - counts.sal - counts.rejected - lapsed };
}

export function registerWaterfall(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/waterfall',
    policy: 'waterfall.read',
    summary: '引き渡し月ごとの MQL→SAL→SQL→商談→受注',
    query: leadQuery,
    response: z.object({
      from: z.string(),
      to: z.string(),
      cohorts: z.array(cohort),
      total: cohort,
      period: z.object({
        lead: z.number(),
        mql: z.number(),
        sal: z.number(),
        sql: z.number(),
        deal: z.number(),
        won: z.number(),
        salRatio: figure,
        registrationRatio: figure,
      }),
      /** Null for one group of leads. */
      salesMade: z.object({ deals: z.number(), won: z.number() }).nullable(),
    }),
    handler: async ({ query, world: { database, now }, world }) => {
      const today = todayJst(now());
      const selection = await selectionOf(query, world);
      const { from, to } = selection;
      const [counted, lapsed, lead, period, needed, salesMade] = await Promise.all([
        readCohorts(database.db, selection),
        countLapsed(database.db, selection),
        countAcquired(database.db, selection),
        readPeriodCounts(database.db, selection),
        readConversionDays(database.db, addMonths(today, -15), addMonths(today, -3)),
        countSalesMadeDeals(database.db, selection),
      ]);
      const cohorts = counted.map((one) => handed(one, lapsed.get(one.cohort) ?? 0));
      const withRates = (counts: ReturnType<typeof handed<StageCounts & { cohort: string }>>, lastMonth: string) => {
        const end = addMonths(`${lastMonth}-01`, 1);
        const registration = maturityOf(end, today, needed.deal ?? ripeAfterDays.deal);
        return {
          ...counts,
          salRate: ripened(rateFigure(counts.sal, counts.mql), maturityOf(end, today, needed.sal ?? ripeAfterDays.sal)),
          registrationRate: ripened(rateFigure(counts.deal, counts.mql), registration),
          observedDays: registration.observedDays,
          isMature: registration.isMature,
        };
      };
      const sums = stagesCounted.map((stage) => [stage, cohorts.reduce((sum, one) => sum + one[stage], 0)]);
      const total = {
        cohort: 'total',
        ...(Object.fromEntries(sums) as Record<(typeof stagesCounted)[number], number>),
      };
      return {
        from,
        to,
        cohorts: cohorts.map((one) => withRates(one, one.cohort)),
        total: withRates(total, cohorts.at(-1)?.cohort ?? from.slice(0, 7)),
        period: {
          lead,
          ...period,
          salRatio: periodRatio(period.sal, period.mql),
          registrationRatio: periodRatio(period.deal, period.mql),
        },
        salesMade,
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/waterfall/rows',
    policy: 'waterfall.read',
    summary: '数字の元になったリード',
    query: leadQuery.extend({
      stage: z.enum(rowKinds).default('mql'),
      basis: z.enum(['cohort', 'period']).default('cohort'),
      /** One group of the breakdown, within those the page is narrowed to. */
      split: z.enum(groupings).optional(),
      splitKey: z.string().max(200).default(''),
      /** Only those who came to the stage within these days of the hand-over. */
      withinDays: z.coerce.number().int().min(0).max(3_650).optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    }),
    response: z.object({ rows: z.array(leadRow), total: z.number() }),
    handler: async ({ query: { stage, basis, withinDays, split, splitKey, limit, ...given }, world }) => {
      const page = await selectionOf(given, world);
      const selection = split ? { ...page, groups: [...page.groups, { by: split, key: splitKey }] } : page;
      const ignoring =
        stage === 'ignored'
          ? await readIgnoreDays(world.database.db, selection.from, selection.to, todayJst(world.now()))
          : [];
      return readWaterfallRows(world.database.db, selection, { kind: stage, basis, withinDays, limit }, ignoring);
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/waterfall/breakdown',
    policy: 'waterfall.read',
    summary: 'システム・獲得元・担当・代理店ごとの内訳',
    query: leadQuery.extend({ split: z.enum(groupings) }),
    response: z.object({
      groups: z.array(
        handedCounts.extend({ key: z.string(), name: z.string(), salRate: figure, registrationRate: figure }),
      ),
    }),
    handler: async ({ query: { split, ...given }, world }) => {
      const groups = await readBreakdown(world.database.db, await selectionOf(given, world), split);
      return {
        groups: groups.map((group) => ({
          ...handed(group, group.lapsed),
          salRate: rateFigure(group.sal, group.mql),
          registrationRate: rateFigure(group.deal, group.mql),
        })),
      };
    },
  });
}
