import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { getKpi } from '#core/kpi/catalogue.ts';
import { writeAudit } from '#db/audit.ts';
import { listDefinitionChanges, recordDefinitionChange } from '#db/definition-changes.ts';
import { inTransaction } from '#db/transaction.ts';
import { readTrends } from '#flows/read-trends.ts';
import { figure, sentence } from '../figure.ts';
import { ofPhase, phasedQuery, placeOf } from '../kpi-query.ts';
import { marker, shownTo } from '../kpi-view.ts';
import { route } from '../route.ts';

export function registerKpiTrends(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/kpis/trends',
    policy: 'kpis.read',
    summary: '指標の推移: 12の期間の値と目標、意味が変わった日',
    query: phasedQuery.extend({ code: z.string().max(10).optional() }),
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
}
