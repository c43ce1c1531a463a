import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { stages } from '#core/demand/stage-table.ts';
import { writeAudit } from '#db/audit.ts';
import { writeSetting } from '#db/settings.ts';
import { inTransaction } from '#db/transaction.ts';
import { deriveLeadEvents, readStageTable } from '#flows/derive-lead-events.ts';
import { route } from '../route.ts';

const source = z.object({ source: z.string().regex(/^[a-z0-9_-]{1,40}$/) });
const stageTable = z
  .object({
    statuses: z.record(z.string().min(1).max(200), z.enum([...stages, 'rejected', 'lost'])),
    activityMeansSal: z.boolean(),
    dealWithinDays: z.number().int().min(0).max(730),
  })
  .strict();

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
        }),
      ),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const { rows } = await sql<{
        source: string;
        status: string | null;
        leads: number;
      }>`select source, status, count(*)::int as leads from lead group by 1, 2 order by 1, 3 desc`.execute(db);
      const sources = [...new Set(rows.map((row) => row.source))];
      return {
        tables: await Promise.all(
          sources.map(async (name) => ({
            source: name,
            table: await readStageTable({ db }, name),
            seen: rows.filter((row) => row.source === name).map(({ status, leads }) => ({ status, leads })),
          })),
        ),
      };
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
