import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accountFilter } from '#db/account-filter.ts';
import { writeAudit } from '#db/audit.ts';
import { listImportCosts } from '#db/import-costs.ts';
import { personFilter } from '#db/person-filter.ts';
import { departmentScope } from '#flows/read-departments.ts';
import { exportAccounts, exportLinks, exportPeople, exportSfaReturn, exportTargets } from '#flows/export.ts';
import { parseFilter } from '../filter-query.ts';
import { isAllowed } from '../policy.ts';
import { csv, route } from '../route.ts';
import { contextOf, refuseHiddenFields } from './accounts.ts';
import { targetScopeOf } from './targets.ts';

const cost = z.object({
  batchId: z.number(),
  fileName: z.string(),
  unitCostYen: z.number(),
  rows: z.number(),
  costYen: z.number(),
  people: z.number(),
  linked: z.number(),
  onTargetList: z.number(),
});

export function registerExports(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/exports/:what',
    policy: 'export',
    summary: 'CSV で書き出す(式として動くセルは無害化)',
    params: z.object({ what: z.enum(['accounts.csv', 'people.csv', 'links.csv', 'targets.csv', 'sfa-return.csv']) }),
    query: z.object({
      filter: z.string().max(20_000).optional(),
      search: z.string().max(200).optional(),
      accountId: z.coerce.number().int().optional(),
      departmentId: z.coerce.number().int().optional(),
      language: z.enum(['ja', 'en']).default('ja'),
    }),
    response: csv,
    handler: async ({ params, query, actor, world, reply }) => {
      const { db } = world.database;
      const seesGrossProfit = isAllowed(actor, 'gross_profit.read');
      const isPeople = params.what === 'people.csv';
      const filter = params.what === 'accounts.csv' ? parseFilter(accountFilter, query.filter) : undefined;
      refuseHiddenFields('name', filter, actor);
      const people = isPeople ? parseFilter(personFilter, query.filter) : undefined;
      const exportId = randomUUID();
      await writeAudit(db, {
        memberId: actor.memberId,
        action: `export.${params.what}`,
        subjectKind: 'export',
        subjectId: exportId,
      });
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${params.what}"`)
        .header('x-export-id', exportId);
      const sent = (pieces: AsyncGenerator<string>) => reply.send(Readable.from(pieces, { objectMode: false }));
      switch (params.what) {
        case 'accounts.csv':
          return sent(
            await exportAccounts(
              world.database,
              { filter, search: query.search },
              contextOf(actor, world),
              { ...actor, seesGrossProfit },
              query.language,
            ),
          );
        case 'people.csv':
          return sent(
            await exportPeople(
              world.database,
              {
                filter: people,
                search: query.search,
                accountId: query.accountId,
                ...(await departmentScope(world.database.db, query.departmentId)),
              },
              actor,
              query.language,
            ),
          );
        case 'links.csv':
          return sent(exportLinks(world.database));
        case 'targets.csv':
          return sent(exportTargets(world.database, query.language, targetScopeOf(query, contextOf(actor, world))));
        case 'sfa-return.csv':
          return exportSfaReturn(db, query.language);
      }
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/costs',
    policy: 'imports.read',
    summary: '取込の費用: 単価 × 枚数と、ターゲットへのつながり',
    response: z.object({ rows: z.array(cost) }),
    handler: async ({ world }) => ({ rows: await listImportCosts(world.database.db) }),
  });
}
