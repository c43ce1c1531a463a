import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { catalogue, defaultGoalKpi, getKpi } from '#core/kpi/catalogue.ts';
import { measuresIn, type Kpi } from '#core/kpi/kpi.ts';
import { rateFigure } from '#core/measure/figure.ts';
import { rankByRate, rateOf } from '#core/measure/rate.ts';
import { todayJst } from '#core/period/day.ts';
import { isSettled, periodOf } from '#core/period/fiscal.ts';
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
import { isAllowed, type Actor } from '../policy.ts';
import { csv, route, workbook } from '../route.ts';
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

const words = z.object({ ja: z.string(), en: z.string() });
const interval = z.object({ low: z.number(), high: z.number() });
const figure = z.object({
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  interval: interval.nullable(),
  n: z.number(),
  note: z
    .enum(['empty', 'small', 'immature', 'period_ratio', 'median_not_reached', 'list_instead', 'unmeasured'])
    .nullable(),
});
const reading = z.object({
  code: z.string(),
  version: z.number(),
  phase: z.number().nullable(),
  name: words,
  question: words,
  formula: words,
  unit: z.enum(['rate', 'count', 'yen', 'days', 'score', 'ratio']),
  direction: z.enum(['higher', 'lower', 'neither']),
  figure,
  unmeasured: words.nullable(),
  previous: figure.nullable(),
  lastYear: figure.nullable(),
  change: words.nullable(),
  /** What it opens to: the cases of numerator and denominator, or company by company. */
  opens: z.enum(['cases', 'accounts']).nullable(),
});
const row = z.object({
  kind: z.enum(['lead', 'deal']),
  id: z.string(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  label: z.string().nullable(),
  state: z.string(),
  day: z.string().nullable(),
  amountYen: z.number().nullable(),
});

/** Leads and deals open; contacts, fields and lines do not. */
const opensTo = (kpi: Kpi): 'cases' | 'accounts' | null => {
  if (isPerAccount(kpi)) return 'accounts';
  if (kpi.definition?.kind !== 'rate') return null;
  return kpi.grain === 'lead cycle' || kpi.grain === 'deal' || kpi.code === 'K4.1' ? 'cases' : null;
};

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
      period: z.object({ kind: z.string(), from: z.string(), to: z.string(), label: words }),
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
      part: z.enum(['numerator', 'denominator']).default('numerator'),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    }),
    response: z.object({
      total: z.number(),
      rows: z.array(row),
      accounts: z.array(z.object({ accountId: z.number(), name: z.string(), figure })),
    }),
    handler: async ({ params, query: given, actor, world }) => {
      const kpi = getKpi(params.code);
      const { db } = world.database;
      const { period, scope } = await placeOf(given, actor, world);
      const [window] = measureWindows([period], await readHandoverSettings(db), world.now());
      if (isPerAccount(kpi)) {
        const counted = await countWinsByAccount(db, window!, scope);
        const ranked = rankByRate(counted, ({ won, decided }) => rateOf(won, decided)).slice(0, given.limit);
        return {
          total: counted.length,
          rows: [],
          accounts: ranked.map(({ won, decided, ...account }) => ({ ...account, figure: rateFigure(won, decided) })),
        };
      }
      const [numerator, denominator] = measuresIn(kpi);
      const measure = given.part === 'numerator' ? numerator : denominator;
      const found =
        opensTo(kpi) && measure ? await listMeasureRows(db, measure, window!, scope, given.limit) : undefined;
      if (!found)
        throw new Refusal('kpi_without_rows', `指標 ${params.code} は、元のリードや商談に開けません。`, {
          status: 404,
          details: { code: params.code },
        });
      return { ...found, accounts: [] };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/exports/kpis.:format',
    policy: 'export',
    summary: '指標の一覧を CSV か Excel で書き出す',
    params: z.object({ format: z.enum(['csv', 'xlsx']) }),
    query,
    response: { download: [...csv.download, ...workbook.download] },
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
