import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { deleteCheckRows } from '#db/check-rows.ts';
import { inTransaction } from '#db/transaction.ts';
import { refuseUnmapped } from '#flows/change-draft.ts';
import { previewOf } from '#flows/preview-import.ts';
import { estimateRows } from '#flows/estimate-rows.ts';
import { readTablePath } from '#flows/open-import.ts';
import { undoImport } from '#flows/undo-import.ts';
import { checkResult } from '../import-draft.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

const batch = z.object({ batchId: z.number() });

/** What is done with a draft: check, start, cancel, undo. */
export function registerImportRun(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/imports/:id/check',
    policy: 'imports.run',
    summary: '書き込まずに試す(大きなファイルは裏で進む)',
    params: idParams,
    status: 202,
    response: z.object({ state: z.string(), check: checkResult.nullable(), problem: z.string().nullable() }),
    handler: async ({ params, world }) => {
      const { db } = world.database;
      await refuseUnmapped(db, params.id);
      await readTablePath(world.database, params.id);
      await estimateRows(db, params.id);
      const asked = await db
        .updateTable('import_batch')
        .set({ state: 'checking', check_result: null, checked_rows: 0, problem: null })
        .where('import_batch_id', '=', params.id)
        .where('state', 'in', ['draft', 'checked'])
        .executeTakeFirst();
      if (asked.numUpdatedRows === 0n)
        throw new Refusal('import_not_ready', 'この取込はすでに始まっています。', { status: 409 });
      await deleteCheckRows(db, params.id);
      await world.startCheck(params.id);
      const { state, check, problem } = await previewOf(db, params.id);
      return { state, check, problem };
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
        .where('state', 'in', ['draft', 'checking', 'checked', 'failed', 'cancelled'])
        .executeTakeFirst();
      if (started.numUpdatedRows === 0n)
        throw new Refusal('import_not_ready', 'この取込はすでに始まっています。', { status: 409 });
      await deleteCheckRows(world.database.db, params.id);
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
    summary: '取込または試しを止める(取り込んだ分は残る)',
    params: idParams,
    response: batch,
    handler: async ({ params, actor, world }) => {
      await world.database.db
        .updateTable('import_batch')
        .set((eb) => ({ state: eb.case().when('state', '=', 'checking').then('draft').else('cancelled').end() }))
        .where('import_batch_id', '=', params.id)
        .where('state', 'in', ['checking', 'queued', 'running'])
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
