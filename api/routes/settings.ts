import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isSalesMade, stages } from '#core/demand/stage-table.ts';
import { writeAudit } from '#db/audit.ts';
import { countLeadSources, countLeadStatuses } from '#db/lead-words.ts';
import { writeSetting } from '#db/settings.ts';
import { inTransaction } from '#db/transaction.ts';
import { deriveLeadEvents, readStageTable } from '#flows/derive-lead-events.ts';
import { route } from '../route.ts';

const source = z.object({ source: z.string().regex(/^[a-z0-9_-]{1,40}$/) });
const stageTable = z
  .object({
    statuses: z.record(z.string().min(1).max(200), z.enum([...stages, 'rejected', 'lost'])),
    activityMeansSal: z.boolean(),
    salesMade: z.array(z.string().trim().min(1).max(200)).max(200).optional(),
    dealWithinDays: z.number().int().min(0).max(730),
  })
  .strict();

const leadSourcesMax = 200;

export function registerSettings(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/stage-tables',
    policy: 'settings.read',
    summary: 'ソースごとの「状況→段階」の表と、実際に出てくる状況',
    response: z.object({
      tables: z.array(
        z.object({
          source: z.string(),
          table: stageTable,
          seen: z.array(z.object({ status: z.string().nullable(), leads: z.number() })),
          /** Lead sources that occur, most frequent first, and whether they mean that sales made the lead. */
          leadSources: z.array(z.object({ leadSource: z.string(), leads: z.number(), isSalesMade: z.boolean() })),
        }),
      ),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const [statuses, made] = await Promise.all([countLeadStatuses(db), countLeadSources(db)]);
      const sources = [...new Set(statuses.map((row) => row.source))];
      const tables = sources.map(async (name) => {
        const table = await readStageTable({ db }, name);
        return {
          source: name,
          table,
          seen: statuses.filter((row) => row.source === name).map(({ status, leads }) => ({ status, leads })),
          leadSources: made
            .filter((row) => row.source === name)
            .slice(0, leadSourcesMax)
            .map(({ leadSource, leads }) => ({ leadSource, leads, isSalesMade: isSalesMade(leadSource, table) })),
        };
      });
      return { tables: await Promise.all(tables) };
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/stage-tables/:source',
    policy: 'settings.edit',
    summary: '「状況→段階」の表を変え、段階を導き直す',
    params: source,
    body: stageTable,
    response: source,
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const before = await readStageTable(transaction, params.source);
        await writeSetting(transaction.db, `stage_table/${params.source}`, body, actor.memberId);
        await deriveLeadEvents(transaction, 'all');
        await writeAudit(transaction.db, {
          memberId: actor.memberId,
          action: 'stage_table.change',
          subjectKind: 'setting',
          subjectId: `stage_table/${params.source}`,
          before,
          after: body,
        });
        return { source: params.source };
      }),
  });
}
