import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readIgnoreDays } from '#flows/handover-settings.ts';
import { comparableKinds } from '#core/measure/comparable-periods.ts';
import { compareRates } from '#core/measure/compare.ts';
import { convertedBy, daysUntil, type Wait } from '#core/measure/conversion-curve.ts';
import { periodRatio, rateFigure, unmeasured, type Figure } from '#core/measure/figure.ts';
import { conversionDays, maturityOf, ripeAfterDays, ripened } from '#core/measure/maturity.ts';
import { equalAge, waitsOf } from '#core/measure/waits.ts';
import { todayJst } from '#core/period/day.ts';
import type { Words } from '#core/words.ts';
import { countIgnored } from '#db/waterfall-rows.ts';
import { readWaits } from '#db/waterfall-waits.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { countLapsed, handoverSpan, readPeriodCounts, readStageCounts } from '#db/waterfall.ts';
import { comparison, figure, handedCounts } from '../figure.ts';
import { namesOf, pair, selectSides, subjects, type SelectedSide } from '../comparison-sides.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';
import { watchOf } from './waterfall-pace.ts';

const names = {
  sal: { ja: 'SAL率', en: 'SAL rate' },
  deal: { ja: 'SFA登録率', en: 'SFA registration rate' },
  dealOfSal: { ja: 'SFA登録率(SAL比)', en: 'SFA registration rate (of SAL)' },
  ignored: { ja: '無視率', en: 'Ignore rate' },
} as const;

const words = z.object({ ja: z.string(), en: z.string() });
const side = z.object({
  /** Of a group; periods are named by their months. */
  name: words.nullable(),
  scope: z.enum(['all', 'inside', 'outside']),
  key: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  counts: handedCounts,
  observedDays: z.number(),
  isMature: z.boolean(),
});
const bothFigures = z.object({ before: figure, after: figure });

/** Before and after (前後比較): two groups of hand-overs side by side, with what may be said about the difference. */
export function registerComparison(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/comparison',
    policy: 'waterfall.read',
    summary: '前後比較: SAL率、SFA登録率、日数',
    query: pair,
    response: z.object({
      handovers: z.object({ first: z.string(), last: z.string(), lastRipe: z.string() }),
      /** First month of the fiscal year, by which periods are chosen and named. */
      startMonth: z.number(),
      denominator: z.enum(['mql', 'sal']),
      between: z.enum(subjects),
      /** Why these periods, where they were chosen here. */
      chosen: z
        .object({ kind: z.enum(comparableKinds), because: z.enum(['before', 'year_before', 'few', 'young']) })
        .nullable(),
      /** The groups there are to choose from, with their hand-overs; empty where none are compared. */
      groups: z.array(z.object({ key: z.string(), name: z.string(), mql: z.number() })),
      before: side,
      after: side,
      rates: z.array(
        z.object({
          kind: z.enum(['sal', 'deal']),
          comparison,
          /** Events of the period over events of the period (期間比). */
          period: bothFigures,
        }),
      ),
      days: z.array(z.object({ stage: z.enum(['sal', 'deal']), median: bothFigures, quarter: bothFigures })),
      /** Conversion by the same age, censoring-aware; null where one side is younger than 30 days. */
      sameAge: z.object({ day: z.number(), sal: bothFigures, deal: bothFigures }).nullable(),
    }),
    handler: async ({ query, world }) => {
      const today = todayJst(world.now());
      const handovers = (await handoverSpan(world.database.db, today)) ?? {
        first: today,
        last: today,
        lastRipe: today,
      };
      const { sides: selected, chosen, groups } = await selectSides(query, world, today);
      const sides = await Promise.all(selected.map((one) => readSide(world, one, today)));
      const [before, after] = sides.map((one) => withMaturity(one, sides, today));
      const named = namesOf(selected);
      const denominator = query.denominator;
      const both = <T>(of: (one: Side) => T) => ({ before: of(before!), after: of(after!) });
      const age = equalAge([before!.observedDays, after!.observedDays]);
      const compared = (kind: 'sal' | 'deal', name: Words, of: 'mql' | 'sal') => {
        const rate = both((one) => ripened(rateFigure(one.counts[kind], one.counts[of]), one.maturity[kind]));
        return {
          kind,
          comparison: compareRates(name, rate.before, rate.after, named),
          period: both((one) => periodRatio(one.period[kind], one.period[of])),
        };
      };
      return {
        handovers,
        startMonth: await readFiscalStart(world.database.db),
        denominator,
        between: query.between,
        chosen,
        groups,
        ...both(({ maturity, ...one }) => ({ ...one, isMature: maturity.deal.isMature })),
        rates: [
          compared('sal', names.sal, 'mql'),
          compared('deal', denominator === 'sal' ? names.dealOfSal : names.deal, denominator),
        ],
        days: (['sal', 'deal'] as const).map((stage) => ({
          stage,
          median: both((one) => daysUntil(one.waits[stage])),
          quarter: both((one) => daysUntil(one.waits[stage], 0.25)),
        })),
        sameAge:
          age === undefined
            ? null
            : {
                day: age,
                sal: both((one) => convertedBy(one.waits.sal, age)),
                deal: both((one) => convertedBy(one.waits.deal, age)),
              },
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/comparison/ignored',
    policy: 'waterfall.read',
    summary: '前後比較: 無視率(活動の記録がある期間だけ)',
    query: pair,
    response: z.object({ comparison }),
    handler: async ({ query, world }) => {
      const today = todayJst(world.now());
      const { sides } = await selectSides(query, world, today);
      const [before, after] = await Promise.all(sides.map((one) => ignoreRate(world, one, today)));
      return { comparison: compareRates(names.ignored, before!, after!, namesOf(sides)) };
    },
  });
}

type Side = ReturnType<typeof withMaturity>;
type RawSide = Awaited<ReturnType<typeof readSide>>;

async function readSide({ database: { db } }: World, selected: SelectedSide, today: string) {
  const { selection } = selected;
  const waits = async (to: 'sal' | 'deal'): Promise<Wait[]> =>
    waitsOf(await readWaits(db, selection, { from: 'mql', to }, await watchOf(db, today)));
  const [counts, lapsedIn, period, sal, deal] = await Promise.all([
    readStageCounts(db, selection),
    countLapsed(db, selection),
    readPeriodCounts(db, selection),
    waits('sal'),
    waits('deal'),
  ]);
  const lapsed = lapsedIn.values().reduce((sum, one) => sum + one, 0);
  return {
    name: selected.name,
    scope: selection.scope,
    key: selected.key,
    from: selection.from,
    to: selection.to,
    counts: { ...counts, lapsed, waiting: counts.mql - counts.sal - counts.rejected - lapsed },
    period,
    waits: { sal, deal },
  };
}

/** A side is ripe when it is older than four in five conversions took, on the side where they took longer. */
function withMaturity(side: RawSide, sides: readonly RawSide[], today: string) {
  const ripe = (stage: 'sal' | 'deal') => {
    const needed = sides.map(({ waits }) => conversionDays(waits[stage])).filter((days) => days !== undefined);
    return maturityOf(side.to, today, needed.length > 0 ? Math.max(...needed) : ripeAfterDays[stage]);
  };
  const maturity = { sal: ripe('sal'), deal: ripe('deal') };
  return { ...side, maturity, observedDays: maturity.deal.observedDays };
}

async function ignoreRate({ database }: World, { selection }: SelectedSide, today: string): Promise<Figure> {
  const counted = await countIgnored(
    database.db,
    selection,
    await readIgnoreDays(database.db, selection.from, selection.to, today),
  );
  return counted ? rateFigure(counted.ignored, counted.judged) : unmeasured;
}
