import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { accountFilter } from '#db/account-filter.ts';
import { writeAudit } from '#db/audit.ts';
import { inTransaction } from '#db/transaction.ts';
import {
  accountSheet,
  exportAccounts,
  exportLinks,
  exportPeople,
  exportSfaReturn,
  exportTargets,
  targetSheet,
} from '#flows/export.ts';
import { applySheet, compareSheet } from '#flows/sheet-round-trip.ts';
import { parseFilter } from '../filter-query.ts';
import { isAllowed, sideOf } from '../policy.ts';
import { csv, route, workbook } from '../route.ts';
import { readUpload } from '../upload.ts';
import { contextOf, refuseHiddenFields } from './accounts.ts';

const sheetNoun = z.enum(['accounts', 'targets']);
const sheetChange = z.object({
  id: z.number(),
  name: z.string(),
  attribute: z.string(),
  title: z.string(),
  before: z.string(),
  after: z.string(),
  conflict: z.string().nullable(),
});
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
    query: z.object({ filter: z.string().max(20_000).optional(), search: z.string().max(200).optional() }),
    response: csv,
    handler: async ({ params, query, actor, world, reply }) => {
      const { db } = world.database;
      const seesGrossProfit = isAllowed(actor, 'gross_profit.read');
      const filter = parseFilter(accountFilter, query.filter);
      refuseHiddenFields('name', filter, seesGrossProfit);
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
      switch (params.what) {
        case 'accounts.csv':
          return exportAccounts(db, { filter, search: query.search }, contextOf(actor, world), {
            ...actor,
            seesGrossProfit,
          });
        case 'people.csv':
          return exportPeople(db, actor);
        case 'links.csv':
          return exportLinks(db);
        case 'targets.csv':
          return exportTargets(db);
        case 'sfa-return.csv':
          return exportSfaReturn(db);
      }
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/sheets/:noun.xlsx',
    policy: 'export',
    summary: 'Excel で持ち出して直す(鍵の列は隠れている)',
    params: z.object({ noun: sheetNoun }),
    query: z.object({ filter: z.string().max(20_000).optional(), search: z.string().max(200).optional() }),
    response: workbook,
    handler: async ({ params, query, actor, world, reply }) => {
      const seesGrossProfit = isAllowed(actor, 'gross_profit.read');
      const filter = parseFilter(accountFilter, query.filter);
      refuseHiddenFields('name', filter, seesGrossProfit);
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: `sheet.${params.noun}`,
        subjectKind: 'export',
      });
      const bytes =
        params.noun === 'accounts'
          ? await accountSheet(world.database.db, { filter, search: query.search }, contextOf(actor, world), {
              ...actor,
              seesGrossProfit,
            })
          : await targetSheet(world.database.db);
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename="mori-${params.noun}.xlsx"`)
        .send(Buffer.from(bytes));
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/sheets/:noun/compare',
    policy: 'targets.edit',
    summary: '直した Excel の変更箇所の確認(まだ書き込まない)',
    params: z.object({ noun: sheetNoun }),
    response: z.object({
      changes: z.array(sheetChange),
      rows: z.number(),
      problems: z.array(z.string()),
    }),
    handler: async ({ params, world, request }) =>
      compareSheet(world.database.db, params.noun, await readUpload(request), world.files),
  });

  route(app, {
    method: 'POST',
    url: '/api/sheets/:noun/apply',
    policy: 'targets.edit',
    summary: '確認した変更を反映する',
    params: z.object({ noun: sheetNoun }),
    bodyLimitBytes: 8 * 1024 * 1024,
    body: z
      .object({
        changes: z
          .array(
            z
              .object({
                id: z.number().int(),
                attribute: z.string().max(40),
                before: z.string().nullable(),
                after: z.string().max(2_000).nullable(),
              })
              .strict(),
          )
          .min(1)
          .max(50_000),
        isProxy: z.boolean().default(false),
        proxyNote: z.string().max(500).optional(),
      })
      .strict(),
    response: z.object({ applied: z.number(), bulkEditIds: z.array(z.number()) }),
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        applySheet(transaction, params.noun, body.changes, {
          memberId: actor.memberId,
          side: sideOf(actor.role),
          isProxy: body.isProxy,
          proxyNote: body.proxyNote,
        }),
      ),
  });

  route(app, {
    method: 'GET',
    url: '/api/costs',
    policy: 'imports.read',
    summary: '取込の費用: 単価 × 枚数と、ターゲットへのつながり',
    response: z.object({ rows: z.array(cost) }),
    handler: async ({ world }) => {
      const { rows } = await sql<z.output<typeof cost>>`
        select b.import_batch_id as "batchId", b.file_name as "fileName", b.unit_cost_yen as "unitCostYen", count(distinct l.row_key)::int as rows, (count(distinct l.row_key) * b.unit_cost_yen)::bigint as "costYen", count(distinct l.person_id)::int as people,
               count(distinct l.row_key) filter (where l.account_id is not null)::int as linked, count(distinct l.row_key) filter (where t.status = 'active')::int as "onTargetList"
          from import_batch b join raw_row r using (import_batch_id) join row_link l on l.row_key = r.row_key and l.role = 'main' left join target_line t on t.account_id = l.account_id
         where b.unit_cost_yen is not null and b.state = 'done' group by b.import_batch_id order by 1 desc`.execute(
        world.database.db,
      );
      return { rows };
    },
  });
}
