import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { catalogue, defaultGoalKpi } from '#core/kpi/catalogue.ts';
import { casesBehind } from '#core/kpi/case-measure.ts';
import type { Kpi } from '#core/kpi/kpi.ts';
import { rateFigure } from '#core/measure/figure.ts';
import { rankByRate, rateOf } from '#core/measure/rate.ts';
import { todayJst } from '#core/period/day.ts';
import { isSettled, periodOf } from '#core/period/fiscal.ts';
import { reportedKpi } from '#core/report/contents.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { countWinsByAccount } from '#db/measures/deals.ts';
import { listMeasureRows } from '#db/measures/rows.ts';
import { asOf, type MeasureScope } from '#db/measures/window.ts';
import { handoverSpan } from '#db/waterfall.ts';
import { kpiCsv, kpiWorkbook } from '#flows/export-kpis.ts';
import { readHandoverSettings } from '#flows/handover-settings.ts';
import { measureWindows } from '#flows/measure-window.ts';
import { isPerAccount, readKpis, showsGrossProfit } from '#flows/read-kpis.ts';
import { caseRow, figure, sentence } from '../figure.ts';
import { isAllowed, type Actor } from '../policy.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';

const query = z.object({
  period: z.enum(['month', 'quarter', 'half', 'year']).default('quarter'),
  /** A day inside the period; the latest hand-over where none is given. */
  at: z.iso.date().optional(),
  scope: z.enum(['all', 'inside', 'owner']).default('all'),
  /** Owner of the companies, for the scope `owner`; whoever asks where none is given. */
  owner: z.coerce.number().int().optional(),
});
type Query = z.output<typeof query>;

const reading = z.object({
  code: z.string(),
  version: z.number(),
  phase: z.number().nullable(),
  name: sentence,
  question: sentence,
  formula: sentence,
  unit: z.enum(['rate', 'count', 'yen', 'days', 'score', 'ratio']),
  direction: z.enum(['higher', 'lower', 'neither']),
  figure,
  unmeasured: sentence.nullable(),
  previous: figure.nullable(),
  lastYear: figure.nullable(),
  change: sentence.nullable(),
  /** What it opens to: the cases of numerator and denominator, or company by company. */
  opens: z.enum(['cases', 'accounts']).nullable(),
});
/** Leads and deals open; contacts, fields and lines do not. */
export const opensTo = (kpi: Kpi): 'cases' | 'accounts' | null =>
  isPerAccount(kpi) ? 'accounts' : casesBehind(kpi).length > 0 ? 'cases' : null;

async function placeOf(given: Query, actor: Actor, world: World) {
  const today = todayJst(world.now());
  const at = given.at ?? (await handoverSpan(world.database.db, today))?.last ?? today;
  const scope: MeasureScope =
    given.scope === 'owner' ? { kind: 'owner', memberId: given.owner ?? actor.memberId } : { kind: given.scope };
  return { period: periodOf(given.period, at), scope, today };
}

/** Gross profit stays with those who may see it. */
const shownTo = (actor: Actor) =>
  catalogue.filter((kpi) => isAllowed(actor, 'gross_profit.read') || !showsGrossProfit(kpi));

export function registerKpis(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/kpis',
    policy: 'kpis.read',
    summary: '指標: 値・区間・件数と、前の期間・前年同期。入力のないものは未計測',
    query,
    response: z.object({
      period: z.object({ kind: z.string(), from: z.string(), to: z.string(), label: sentence }),
      asOf: z.string(),
      isSettled: z.boolean(),
      goal: z.string(),
      kpis: z.array(reading),
    }),
    handler: async ({ query: given, actor, world }) => {
      const { period, scope, today } = await placeOf(given, actor, world);
      const readings = await readKpis(world.database.db, shownTo(actor), period, scope, world.now());
      return {
        period,
        asOf: asOf({ ...period, today }),
        isSettled: isSettled(period, world.now()),
        goal: defaultGoalKpi,
        kpis: readings.map(({ kpi, unmeasured, change, ...figures }) => ({
          ...kpi,
          ...figures,
          unmeasured: unmeasured ?? null,
          change: change ?? null,
          opens: unmeasured ? null : opensTo(kpi),
        })),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/kpis/:code/rows',
    policy: 'kpis.read',
    summary: '指標の分子・分母の元になったリードか商談、または企業ごとの率',
    params: z.object({ code: z.string().max(10) }),
    query: query.extend({
      /** Days instead of a period, `[from, to)`: what a report counts to date. */
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      part: z.enum(['numerator', 'denominator']).default('numerator'),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    }),
    response: z.object({
      total: z.number(),
      rows: z.array(caseRow),
      accounts: z.array(z.object({ accountId: z.number(), name: z.string(), figure })),
    }),
    handler: async ({ params, query: given, actor, world }) => {
      const kpi = reportedKpi(params.code);
      const { db } = world.database;
      const { period, scope } = await placeOf(given, actor, world);
      const span = given.from && given.to ? { from: given.from, to: given.to } : period;
      const [window] = measureWindows([span], await readHandoverSettings(db), world.now());
      if (isPerAccount(kpi)) {
        const counted = await countWinsByAccount(db, window!, scope);
        const ranked = rankByRate(counted, ({ won, decided }) => rateOf(won, decided)).slice(0, given.limit);
        return {
          total: counted.length,
          rows: [],
          accounts: ranked.map(({ won, decided, ...account }) => ({ ...account, figure: rateFigure(won, decided) })),
        };
      }
      const [numerator, denominator] = casesBehind(kpi);
      const measure = given.part === 'numerator' ? numerator : (denominator ?? numerator);
      if (!measure)
        throw new Refusal('kpi_without_rows', `指標 ${params.code} は、元のリードや商談に開けません。`, {
          status: 404,
          details: { code: params.code },
        });
      return { ...(await listMeasureRows(db, measure, window!, scope, given.limit)), accounts: [] };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/exports/kpis.:format',
    policy: 'export',
    summary: '指標の一覧を CSV か Excel で書き出す',
    params: z.object({ format: z.enum(['csv', 'xlsx']) }),
    query,
    handler: async ({ params, query: given, actor, world, reply }) => {
      const { db } = world.database;
      const { period, scope } = await placeOf(given, actor, world);
      const readings = await readKpis(db, shownTo(actor), period, scope, world.now());
      await writeAudit(db, {
        memberId: actor.memberId,
        action: `export.kpis.${params.format}`,
        subjectKind: 'export',
      });
      reply.header('content-disposition', `attachment; filename="mori-kpis-${period.from}.${params.format}"`);
      if (params.format === 'csv') return reply.type('text/csv; charset=utf-8').send(kpiCsv(readings, period));
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(Buffer.from(await kpiWorkbook(readings, period)));
    },
  });
}
