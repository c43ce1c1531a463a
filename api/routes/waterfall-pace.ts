import { lostReasons } from '#core/demand/cycle-event.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readIgnoreDays } from '#flows/handover-settings.ts';
import type { Db } from '#db/pool.ts';
import { atRiskOn, conversionCurve, convertedBy, daysUntil } from '#core/measure/conversion-curve.ts';
import { immature } from '#core/measure/figure.ts';
import { maturityOf } from '#core/measure/maturity.ts';
import { pipelineVelocity } from '#core/measure/velocity.ts';
import { daysBetween, equalAges, waitsOf } from '#core/measure/waits.ts';
import { rateOf } from '#core/measure/rate.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { addMonths } from '#core/period/fiscal.ts';
import { readAcquisitionCost } from '#db/waterfall-cost.ts';
import { countLostReasons, readDealValue } from '#db/waterfall-value.ts';
import { readWaits, type CohortWait, type WaitStage } from '#db/waterfall-waits.ts';
import { figure } from '../figure.ts';
import { leadQuery, selectionOf } from '../lead-query.ts';
import { route } from '../route.ts';

const steps = [
  ['mql', 'sal'],
  ['sal', 'sql'],
  ['sql', 'deal'],
  ['deal', 'won'],
] as const satisfies readonly (readonly [WaitStage, WaitStage])[];

/** Ages of the heat map's columns: as fine as the stage is fast. */
const agesOf = {
  sal: [3, 7, 14, 30, 60, 90],
  sql: [7, 14, 30, 60, 90, 120],
  deal: [14, 30, 60, 90, 180, 365],
  won: [30, 60, 90, 180, 270, 365],
} as const;

/** How fast leads move and what their deals are worth: velocity and value beside volume and conversion. */
export function registerWaterfallPace(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/waterfall/velocity',
    policy: 'waterfall.read',
    summary: '段階ごとの日数(打ち切りを考えた中央値)',
    query: leadQuery,
    response: z.object({
      steps: z.array(z.object({ from: z.string(), to: z.string(), median: figure, quarter: figure })),
    }),
    handler: async ({ query, world }) => {
      const selection = await selectionOf(query, world);
      const watch = await watchOf(world.database.db, todayJst(world.now()));
      const read = async ([from, to]: (typeof steps)[number]) => {
        const waits = waitsOf(await readWaits(world.database.db, selection, { from, to }, watch));
        return { from, to, median: daysUntil(waits), quarter: daysUntil(waits, 0.25) };
      };
      return { steps: await Promise.all(steps.map(read)) };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/waterfall/curve',
    policy: 'waterfall.read',
    summary: '引き渡しからの日数と到達率(カプラン・マイヤー法)、引き渡し月ごとの表',
    query: leadQuery.extend({ stage: z.enum(['sal', 'sql', 'deal', 'won']).default('sal') }),
    response: z.object({
      leads: z.number(),
      steps: z.array(z.object({ day: z.number(), atRisk: z.number(), converted: z.number(), share: z.number() })),
      ages: z.array(z.object({ day: z.number(), figure, atRisk: z.number() })),
      median: figure,
      columns: z.array(z.number()),
      cohorts: z.array(
        z.object({
          cohort: z.string(),
          leads: z.number(),
          observedDays: z.number(),
          cells: z.array(figure.nullable()),
        }),
      ),
    }),
    handler: async ({ query: { stage, ...given }, world }) => {
      const today = todayJst(world.now());
      const counts = await readWaits(
        world.database.db,
        await selectionOf(given, world),
        { from: 'mql', to: stage },
        await watchOf(world.database.db, today),
        true,
      );
      const waits = waitsOf(counts);
      const columns = [...agesOf[stage]];
      return {
        leads: waits.length,
        steps: conversionCurve(waits).map(({ day, atRisk, converted, share }) => ({ day, atRisk, converted, share })),
        ages: equalAges.map((day) => ({ day, figure: convertedBy(waits, day), atRisk: atRiskOn(waits, day) })),
        median: daysUntil(waits),
        columns,
        cohorts: cohortsOf(counts).map(([cohort, own]) => cohortLine(cohort, own, columns, today)),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/waterfall/value',
    policy: 'waterfall.read',
    summary: 'リードから生まれた商談の金額とパイプライン速度',
    query: leadQuery,
    response: z.object({
      deals: z.number(),
      unnamed: z.number(),
      won: z.number(),
      /** Without a win: lost, or nobody decided. */
      lost: z.number(),
      postponed: z.number(),
      postponedYen: z.number(),
      openYen: z.number(),
      wonYen: z.number(),
      averageYen: z.number().nullable(),
      cycleDays: z.number().nullable(),
      yenPerDay: figure,
      /** Of the deals without a win, the most frequent first. */
      lostReasons: z.array(
        z.object({ reason: z.enum([...lostReasons, 'untold']), deals: z.number(), yen: z.number() }),
      ),
    }),
    handler: async ({ query, world }) => {
      const selection = await selectionOf(query, world);
      const [value, lost] = await Promise.all([
        readDealValue(world.database.db, selection),
        countLostReasons(world.database.db, selection),
      ]);
      return {
        ...value,
        lostReasons: lost,
        yenPerDay: pipelineVelocity({
          deals: value.deals,
          winRate: rateOf(value.won, value.won + value.lost).value,
          averageAmountYen: value.averageYen,
          cycleDays: value.cycleDays,
        }),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/waterfall/cost',
    policy: 'waterfall.read',
    summary: 'リードの獲得にかかった費用(取込のときの1件あたりの費用から)',
    query: leadQuery,
    response: z.object({ acquired: z.number(), priced: z.number(), costYen: z.number() }),
    handler: async ({ query, world }) => readAcquisitionCost(world.database.db, await selectionOf(query, world)),
  });
}

/** Until when leads are watched, and from which hand-over on silence is still no answer. */
export async function watchOf(db: Db, today: string): Promise<{ today: string; ignoredBefore: string }> {
  const days = await readIgnoreDays(db, addDays(today, -60), today, today);
  const last = days.filter((day) => day.clockClass === 'normal').at(-1);
  return { today, ignoredBefore: last ? addDays(last.handedOverOn, 1) : today };
}

function cohortsOf(counts: readonly CohortWait[]): [string, CohortWait[]][] {
  const cohorts = Object.groupBy(counts, (one) => one.cohort) as Record<string, CohortWait[]>;
  return Object.entries(cohorts).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A cohort's share by each age; a cell is empty until somebody has come to that age, 未成熟 until everybody has. */
function cohortLine(cohort: string, counts: readonly CohortWait[], columns: readonly number[], today: string) {
  const waits = waitsOf(counts);
  const end = addMonths(`${cohort}-01`, 1);
  const oldest = daysBetween(`${cohort}-01`, today);
  const { observedDays } = maturityOf(end, today, 0);
  const cells = columns.map((day) => {
    if (oldest < day) return null;
    const shown = convertedBy(waits, day);
    return observedDays < day ? immature(shown) : shown;
  });
  return { cohort, leads: waits.length, observedDays, cells };
}
