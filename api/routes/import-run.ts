import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { inTransaction } from '#db/transaction.ts';
import { refuseUnmapped } from '#flows/change-draft.ts';
import { estimateRows } from '#flows/estimate-rows.ts';
import { checkImport } from '#flows/import-file.ts';
import { undoImport } from '#flows/undo-import.ts';
import { outcomes } from '../import-draft.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

const batch = z.object({ batchId: z.number() });

/** What is done with a draft: check, start, cancel, undo. */
export function registerImportRun(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/imports/:id/check',
    policy: 'imports.run',
    summary: '書き込まずに試す',
    params: idParams,
    response: outcomes.extend({
      rows: z.number(),
      reasons: z.array(z.object({ code: z.string(), count: z.number(), example: z.string() })).readonly(),
    }),
    handler: async ({ params, world }) => {
      await refuseUnmapped(world.database.db, params.id);
      const result = await checkImport(world.database, params.id);
      await world.database.db
        .updateTable('import_batch')
        .set({ check_result: JSON.stringify(result), rows_total: result.rows, state: 'checked' })
        .where('import_batch_id', '=', params.id)
        .where('state', 'in', ['draft', 'checked'])
        .execute();
      return result;
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/imports/:id/start',
    policy: 'imports.run',
    summary: '取込を始める(裏で進む)',
    params: idParams,
    status: 202,
    response: batch,
    handler: async ({ params, actor, world }) => {
      await refuseUnmapped(world.database.db, params.id);
      await estimateRows(world.database.db, params.id);
      const started = await world.database.db
        .updateTable('import_batch')
        .set({ state: 'queued' })
        .where('import_batch_id', '=', params.id)
        .where('state', 'in', ['draft', 'checked', 'failed', 'cancelled'])
        .executeTakeFirst();
      if (started.numUpdatedRows === 0n)
        throw new Refusal('import_not_ready', 'この取込はすでに始まっています。', { status: 409 });
      await world.startImport(params.id);
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'import.start',
        subjectKind: 'import',
        subjectId: params.id,
      });
      return { batchId: params.id };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/imports/:id/cancel',
    policy: 'imports.run',
    summary: '取込を止める(取り込んだ分は残る)',
    params: idParams,
    response: batch,
    handler: async ({ params, actor, world }) => {
      await world.database.db
        .updateTable('import_batch')
        .set({ state: 'cancelled' })
        .where('import_batch_id', '=', params.id)
        .where('state', 'in', ['queued', 'running'])
        .execute();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'import.cancel',
        subjectKind: 'import',
        subjectId: params.id,
      });
      return { batchId: params.id };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/imports/:id/undo',
    policy: 'imports.run',
    summary: '取込をまるごと取り消す',
    params: idParams,
    response: z.object({ withdrawn: z.number(), facts: z.number() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const result = await undoImport(transaction, params.id, actor.memberId);
        await writeAudit(transaction.db, {
          memberId: actor.memberId,
          action: 'import.undo',
          subjectKind: 'import',
          subjectId: params.id,
          after: result,
        });
        return result;
      }),
  });
}
