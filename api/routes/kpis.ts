import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { defaultGoalKpi } from '#core/kpi/catalogue.ts';
import { isSettled } from '#core/period/fiscal.ts';
import { writeAudit } from '#db/audit.ts';
import { asOf } from '#db/measures/window.ts';
import { kpiCsv, kpiWorkbook } from '#flows/export-kpis.ts';
import { readKpis } from '#flows/read-kpis.ts';
import { sentence } from '../figure.ts';
import { kpiQuery, ofPhase, phasedQuery, placeOf } from '../kpi-query.ts';
import { reading, readingView, shownTo } from '../kpi-view.ts';
import { csv, route, workbook } from '../route.ts';

export function registerKpis(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/kpis',
    policy: 'kpis.read',
    summary: '指標: 値・区間・件数と、前の期間・前年同期。入力のないものは未計測',
    query: phasedQuery,
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
    url: '/api/exports/kpis.:format',
    policy: 'export',
    summary: '指標の一覧を CSV か Excel で書き出す',
    params: z.object({ format: z.enum(['csv', 'xlsx']) }),
    query: kpiQuery.extend({ language: z.enum(['ja', 'en']).default('ja') }),
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
      if (params.format === 'csv')
        return reply.type('text/csv; charset=utf-8').send(kpiCsv(readings, period, given.language));
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(Buffer.from(await kpiWorkbook(readings, period, given.language)));
    },
  });
}
