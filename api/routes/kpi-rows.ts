import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { getKpi } from '#core/kpi/catalogue.ts';
import { qualityNouns } from '#core/measure/data-quality.ts';
import { landsByPipeline } from '#core/kpi/landing.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { kpiRowsCsv } from '#flows/export-kpi-rows.ts';
import { readHandoverSettings } from '#flows/handover-settings.ts';
import { measureWindows } from '#flows/measure-window.ts';
import { openByAccount, openKpi, readCompleteness, readSpread } from '#flows/open-kpi.ts';
import { openPipelineLanding } from '#flows/read-landing.ts';
import { isPerAccount } from '#flows/read-kpis.ts';
import { figure } from '../figure.ts';
import { kpiQuery, placeOf, type KpiQuery } from '../kpi-query.ts';
import { measureRow, openedLanding, shownTo } from '../kpi-view.ts';
import type { Actor } from '../policy.ts';
import { csv, route } from '../route.ts';
import type { World } from '../world.ts';

const opened = z.object({ code: z.string().max(10) });
const partQuery = kpiQuery.extend({ part: z.enum(['numerator', 'denominator']).default('numerator') });
const exportMax = 200_000;
const dealsShown = 500;

/** The KPI of a code, as far as the actor may see it, and the place it is asked for. */
async function openedKpi(code: string, given: KpiQuery, actor: Actor, world: World) {
  const kpi = getKpi(code);
  if (!shownTo(actor).includes(kpi))
    throw new Refusal('not_allowed', 'この指標を見る権限がありません。', { status: 403 });
  const { period, scope } = await placeOf(given, actor, world);
  const [window] = measureWindows([period], await readHandoverSettings(world.database.db), world.now());
  return { kpi, scope, window: window! };
}

export function registerKpiRows(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/kpis/:code/rows',
    policy: 'tiles.read',
    summary: '指標の分子・分母の元になった行。足すと指標の数になる。企業ごとの率はその一覧',
    params: opened,
    query: partQuery.extend({ limit: z.coerce.number().int().min(1).max(1_000).default(200) }),
    response: z.object({
      total: z.number(),
      /** Of all rows, the ones not listed included. */
      sum: z.number(),
      rows: z.array(measureRow),
      accounts: z.array(z.object({ accountId: z.number(), name: z.string(), figure })),
      /** Of the completeness of data: company, department, person and title apart. */
      completeness: z.array(z.object({ noun: z.enum(qualityNouns), figure })).nullable(),
      /** Of money per case: how the cases are spread, all of them. */
      spread: z.object({ n: z.number(), mean: figure, median: figure, quartiles: figure.shape.interval }).nullable(),
    }),
    handler: async ({ params, query: given, actor, world }) => {
      const { db } = world.database;
      const { kpi, window, scope } = await openedKpi(params.code, given, actor, world);
      if (isPerAccount(kpi)) {
        const { total, accounts } = await openByAccount(db, window, scope, given.limit);
        return { total, sum: total, rows: [], accounts, completeness: null, spread: null };
      }
      const [opened, completeness, spread] = await Promise.all([
        openKpi(db, kpi, given.part, window, scope, given.limit),
        readCompleteness(db, kpi, window, scope),
        readSpread(db, kpi, window, scope),
      ]);
      return { ...opened, accounts: [], completeness, spread };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/kpis/:code/landing',
    policy: 'kpis.read',
    summary: '商談の積み上げによる着地見込みの内訳: 受注済みと、段階ごと・商談ごとの金額×受注率',
    params: opened,
    query: kpiQuery,
    response: openedLanding,
    handler: async ({ params, query: given, actor, world }) => {
      const { kpi, window, scope } = await openedKpi(params.code, given, actor, world);
      if (!landsByPipeline(kpi))
        throw new Refusal('kpi_without_landing', `指標 ${kpi.code} の着地見込みは、商談からは計算しません。`, {
          status: 404,
          details: { code: kpi.code },
        });
      return openPipelineLanding(world.database.db, window, scope, dealsShown);
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/exports/kpis/:code/rows.csv',
    policy: 'export',
    summary: '指標の元になった行を CSV で書き出す',
    params: opened,
    query: partQuery.extend({ language: z.enum(['ja', 'en']).default('ja') }),
    response: csv,
    handler: async ({ params, query: given, actor, world, reply }) => {
      const { db } = world.database;
      const { kpi, window, scope } = await openedKpi(params.code, given, actor, world);
      const { rows } = await openKpi(db, kpi, given.part, window, scope, exportMax);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: 'export.kpi_rows.csv',
        subjectKind: 'export',
        subjectId: kpi.code,
      });
      reply.header('content-disposition', `attachment; filename="mori-${kpi.code}-${given.part}-${window.from}.csv"`);
      return reply.type('text/csv; charset=utf-8').send(kpiRowsCsv(rows, given.language));
    },
  });
}
