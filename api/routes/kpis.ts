import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { defaultGoalKpi, getKpi } from '#core/kpi/catalogue.ts';
import { measuresIn, type Kpi } from '#core/kpi/kpi.ts';
import { rateFigure } from '#core/measure/figure.ts';
import { rankByRate, rateOf } from '#core/measure/rate.ts';
import { todayJst } from '#core/period/day.ts';
import { isSettled, periodOf } from '#core/period/fiscal.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { listDefinitionChanges, recordDefinitionChange } from '#db/definition-changes.ts';
import { inTransaction } from '#db/transaction.ts';
import { readTrends } from '#flows/read-trends.ts';
import { countWinsByAccount } from '#db/measures/deals.ts';
import { listMeasureRows } from '#db/measures/rows.ts';
import { asOf, type MeasureScope } from '#db/measures/window.ts';
import { handoverSpan } from '#db/waterfall.ts';
import { kpiCsv, kpiWorkbook } from '#flows/export-kpis.ts';
import { readHandoverSettings } from '#flows/handover-settings.ts';
import { measureWindows } from '#flows/measure-window.ts';
import { isPerAccount, readKpis } from '#flows/read-kpis.ts';
import { figure, sentence } from '../figure.ts';
import { marker, opensTo, reading, readingView, shownTo } from '../kpi-view.ts';
import type { Actor } from '../policy.ts';
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
const phased = query.extend({
  /** One of the four phases; every KPI where none is given. */
  phase: z.coerce.number().int().min(1).max(4).optional(),
});
const ofPhase = (phase: number | undefined) => (kpi: Kpi) => phase === undefined || kpi.phase === phase;

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

async function placeOf(given: Query, actor: Actor, world: World) {
  const today = todayJst(world.now());
  const at = given.at ?? (await handoverSpan(world.database.db, today))?.last ?? today;
  const scope: MeasureScope =
    given.scope === 'owner' ? { kind: 'owner', memberId: given.owner ?? actor.memberId } : { kind: given.scope };
  return { period: periodOf(given.period, at), scope, today };
}

export function registerKpis(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/kpis',
    policy: 'kpis.read',
    summary: '指標: 値・区間・件数と、前の期間・前年同期。入力のないものは未計測',
    query: phased,
    response: z.object({
      period: z.object({ kind: z.string(), from: z.string(), to: z.string(), label: sentence }),
      asOf: z.string(),
      isSettled: z.boolean(),
      goal: z.string(),
      kpis: z.array(reading),
    }),
    handler: async ({ query: given, actor, world }) => {
      const { period, scope, today } = await placeOf(given, actor, world);
      const shown = shownTo(actor).filter(ofPhase(given.phase));
      const readings = await readKpis(world.database.db, shown, period, scope, world.now());
      return {
        period,
        asOf: asOf({ ...period, today }),
        isSettled: isSettled(period, world.now()),
        goal: defaultGoalKpi,
        kpis: readings.map(readingView),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/kpis/trends',
    policy: 'kpis.read',
    summary: '指標の推移: 12の期間の値と目標、意味が変わった日',
    query: phased.extend({ code: z.string().max(10).optional() }),
    response: z.object({
      periods: z.array(z.object({ from: z.string(), to: z.string(), label: sentence })),
      trends: z.array(
        z.object({
          code: z.string(),
          points: z.array(z.object({ figure, target: z.number().nullable() })),
          markers: z.array(marker),
        }),
      ),
    }),
    handler: async ({ query: given, actor, world }) => {
      const { period, scope } = await placeOf(given, actor, world);
      const shown = shownTo(actor)
        .filter(ofPhase(given.phase))
        .filter(({ code }) => given.code === undefined || code === given.code);
      const { periods, trends } = await readTrends(world.database.db, shown, period, scope, world.now());
      return { periods, trends: trends.map(({ kpi, ...trend }) => ({ code: kpi.code, ...trend })) };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/kpis/changes',
    policy: 'kpis.read',
    summary: '指標の意味が変わった日と、何が変わったか',
    response: z.object({ changes: z.array(marker.extend({ codes: z.array(z.string()).nullable() })) }),
    handler: async ({ world }) => ({ changes: await listDefinitionChanges(world.database.db) }),
  });

  route(app, {
    method: 'POST',
    url: '/api/kpis/changes',
    policy: 'settings.edit',
    summary: '指標の意味が変わったことを記録する(設定の変更は自動で残る)',
    body: z
      .object({
        on: z.iso.date(),
        /** The KPIs it touches; null for all of them. */
        codes: z.array(z.string().max(10)).min(1).max(100).nullable(),
        whatChanged: z.string().trim().min(1).max(300),
      })
      .strict(),
    response: z.object({ on: z.string() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async ({ db }) => {
        for (const code of body.codes ?? []) getKpi(code);
        const whatChanged = { ja: body.whatChanged, en: body.whatChanged };
        await recordDefinitionChange(db, { ...body, what: 'definition', whatChanged }, actor.memberId);
        await writeAudit(db, {
          memberId: actor.memberId,
          action: 'kpi.change_definition',
          subjectKind: 'kpi',
          ...(body.codes ? { subjectId: body.codes.join(' ') } : {}),
          after: body,
        });
        return { on: body.on };
      }),
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
