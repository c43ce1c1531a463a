import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fields } from '#core/observation/fields.ts';
import { writeAudit } from '#db/audit.ts';
import { beginImport } from '#flows/begin-import.ts';
import { changeDraft, discardDraft, type DraftChanges } from '#flows/change-draft.ts';
import { previewOf } from '#flows/preview-import.ts';
import { findPreset, presets } from '#sources/recognise.ts';
import { draftChanges, importDraft, outcomes, words } from '../import-draft.ts';
import { route } from '../route.ts';
import { removeUpload, storeUpload } from '../upload.ts';
import { idParams } from './accounts.ts';

const historyLine = outcomes.extend({
  batchId: z.number(),
  source: z.string(),
  preset: z.string(),
  presetTitle: words,
  fileName: z.string(),
  bytes: z.number(),
  state: z.string(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  memberName: z.string().nullable(),
  /** It came by the watched folder. */
  isFromFolder: z.boolean(),
  unitCostYen: z.number().nullable(),
  problem: z.string().nullable(),
});

/** Imports from the file that is dropped to the draft that is ready to run. */
export function registerImports(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/imports',
    policy: 'imports.read',
    summary: '取込の履歴',
    response: z.object({ rows: z.array(historyLine) }),
    handler: async ({ world }) => {
      const rows = await world.database.db
        .selectFrom('import_batch as b')
        .leftJoin('member as m', 'm.member_id', 'b.created_by')
        .select([
          'b.import_batch_id as batchId',
          'b.source',
          'b.preset',
          'b.file_name as fileName',
          'b.bytes',
          'b.state',
          'b.count_new as new',
          'b.count_matched as matched',
          'b.count_review as review',
          'b.count_rejected as rejected',
          'b.count_unchanged as unchanged',
          'b.created_at as createdAt',
          'b.finished_at as finishedAt',
          'm.name as memberName',
          'b.unit_cost_yen as unitCostYen',
          'b.problem',
          (eb) => eb('b.watched_path', 'is not', null).$castTo<boolean>().as('isFromFolder'),
        ])
        .orderBy('b.import_batch_id', 'desc')
        .limit(500)
        .execute();
      return {
        rows: rows.map((row) => {
          const title = findPreset(row.preset)?.title;
          return { ...row, presetTitle: title ?? { ja: row.preset, en: row.preset } };
        }),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/imports/presets',
    policy: 'imports.read',
    summary: '取込の種類と項目',
    response: z.object({
      presets: z.array(
        z.object({
          name: z.string(),
          source: z.string(),
          noun: z.string(),
          title: words,
          /** Its columns mean what their place says; there is nothing to choose. */
          isPositional: z.boolean(),
        }),
      ),
      fields: z.array(words.extend({ name: z.string(), kind: z.string() })),
    }),
    handler: () => ({
      presets: presets.map(({ name, source, noun, title, positions }) => ({
        name,
        source,
        noun,
        title,
        isPositional: positions !== undefined,
      })),
      fields: Object.entries(fields).map(([name, field]) => ({ name, ...field })),
    }),
  });

  route(app, {
    method: 'POST',
    url: '/api/imports',
    policy: 'imports.run',
    summary: 'ファイルを置く。中身を見て下書きを作る(まだ取り込まない)',
    response: importDraft,
    handler: async ({ actor, world, request }) => {
      const file = await storeUpload(request, world.files);
      const preset = (request.query as { preset?: string }).preset ?? 'ask';
      const preview = await beginImport(world.database.db, file, preset, actor.memberId).catch(
        async (error: unknown) => {
          await removeUpload(file.path);
          throw error;
        },
      );
      return previewOf(world.database.db, preview.batchId);
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/imports/:id',
    policy: 'imports.read',
    summary: '取込1件の状態と下書き',
    params: idParams,
    response: importDraft,
    handler: ({ params, world }) => previewOf(world.database.db, params.id),
  });

  route(app, {
    method: 'DELETE',
    url: '/api/imports/:id',
    policy: 'imports.run',
    summary: '下書きを捨てる(取り込んだものは取り消しで)',
    params: idParams,
    response: z.object({ discarded: z.number() }),
    handler: async ({ params, actor, world }) => {
      await removeUpload(await discardDraft(world.database.db, params.id));
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'import.discard',
        subjectKind: 'import',
        subjectId: params.id,
      });
      return { discarded: params.id };
    },
  });

  route(app, {
    method: 'PATCH',
    url: '/api/imports/:id',
    policy: 'imports.run',
    summary: '下書きの読み方・列・値・担当者・目的を変える',
    params: idParams,
    body: draftChanges,
    response: importDraft,
    handler: async ({ params, body, actor, world }) => {
      await changeDraft(world.database.db, params.id, body as DraftChanges);
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'import.change',
        subjectKind: 'import',
        subjectId: params.id,
      });
      return previewOf(world.database.db, params.id);
    },
  });
}
