import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fields, type Field } from '#core/observation/fields.ts';
import type { Mapping } from '#core/observation/preset.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { inTransaction } from '#db/transaction.ts';
import { beginImport } from '#flows/begin-import.ts';
import { checkImport } from '#flows/import-file.ts';
import { changeDraft, previewOf, refuseUnmapped, type DraftChanges } from '#flows/change-draft.ts';
import { undoImport } from '#flows/undo-import.ts';
import { csvRow, safeCell } from '#sources/file/csv-row.ts';
import type { CellFlag } from '#core/observation/observation.ts';
import { describeFlag } from '#sources/describe-flag.ts';
import { presets } from '#sources/recognise.ts';
import { route } from '../route.ts';
import { removeUpload, storeUpload } from '../upload.ts';
import { idParams } from './accounts.ts';

const fieldNames = Object.keys(fields) as [Field, ...Field[]];
const draftChanges = z
  .object({
    preset: z.string().max(60).optional(),
    source: z
      .string()
      .regex(/^[a-z0-9_-]{1,40}$/)
      .optional(),
    format: z
      .object({
        encoding: z.enum(['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'utf-16le', 'utf-16be']).optional(),
        delimiter: z.enum([',', '\t', ';', '|']).optional(),
        headerRow: z.number().int().min(0).max(80).optional(),
        sheet: z.string().max(100).optional(),
        quoteEscape: z.enum(['"', '\\']).optional(),
        skipsHidden: z.boolean().optional(),
      })
      .strict()
      .optional(),
    mapping: z
      .object({
        columns: z.partialRecord(z.enum(fieldNames), z.string().max(300)),
        values: z.partialRecord(z.enum(fieldNames), z.record(z.string().max(200), z.string().max(200))),
        owners: z.record(z.string().max(200), z.string().max(200)),
        moneyUnit: z.union([z.literal(1), z.literal(1000), z.literal(1000000)]).optional(),
      })
      .strict()
      .optional(),
    purpose: z.string().max(200).optional(),
    lawfulBasis: z.string().max(100).optional(),
    collectedOn: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .nullable()
      .optional(),
    unitCostYen: z.number().int().min(0).max(1_000_000_000).nullable().optional(),
    listSource: z.string().max(200).optional(),
  })
  .strict();

export function registerImports(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/imports',
    policy: 'imports.read',
    summary: '取込の履歴',
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
        ])
        .orderBy('b.import_batch_id', 'desc')
        .limit(500)
        .execute();
      return { rows };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/imports/presets',
    policy: 'imports.read',
    summary: '取込の種類と項目',
    handler: () => ({
      presets: presets.map(({ name, source, noun, title }) => ({ name, source, noun, title })),
      fields: Object.entries(fields).map(([name, field]) => ({ name, ...field })),
    }),
  });

  route(app, {
    method: 'POST',
    url: '/api/imports',
    policy: 'imports.run',
    summary: 'ファイルを置く。中身を見て下書きを作る(まだ取り込まない)',
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
    handler: ({ params, world }) => previewOf(world.database.db, params.id),
  });

  route(app, {
    method: 'PATCH',
    url: '/api/imports/:id',
    policy: 'imports.run',
    summary: '下書きの読み方・列・値・担当者・目的を変える',
    params: idParams,
    body: draftChanges,
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

  route(app, {
    method: 'POST',
    url: '/api/imports/:id/check',
    policy: 'imports.run',
    summary: '書き込まずに試す',
    params: idParams,
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
    handler: async ({ params, actor, world, reply }) => {
      await refuseUnmapped(world.database.db, params.id);
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
      reply.code(202);
      return { batchId: params.id };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/imports/:id/cancel',
    policy: 'imports.run',
    summary: '取込を止める(取り込んだ分は残る)',
    params: idParams,
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

  route(app, {
    method: 'GET',
    url: '/api/imports/:id/rows',
    policy: 'imports.read',
    summary: '行ごとの結果',
    params: idParams,
    query: z.object({
      outcome: z.enum(['new', 'matched', 'review', 'rejected', 'flagged']).default('rejected'),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    handler: async ({ params, query, world }) => {
      const { db } = world.database;
      if (query.outcome === 'rejected')
        return {
          rows: await db
            .selectFrom('rejected_row')
            .select(['row_number as rowNumber', 'code', 'detail', 'cells'])
            .where('import_batch_id', '=', params.id)
            .orderBy('row_number')
            .limit(query.limit)
            .execute(),
        };
      const rows = db
        .selectFrom('raw_row as r')
        .leftJoin('row_link as l', (join) => join.onRef('l.row_key', '=', 'r.row_key').on('l.role', '=', 'main'))
        .select([
          'r.row_number as rowNumber',
          'r.cells',
          'r.flags',
          'r.outcome',
          'l.account_id as accountId',
          'l.person_id as personId',
          'l.method',
          'l.evidence',
        ])
        .where('r.import_batch_id', '=', params.id)
        .orderBy('r.row_number')
        .limit(query.limit);
      const found = await (query.outcome === 'flagged'
        ? rows.where('r.flags', 'is not', null)
        : rows.where('r.outcome', '=', query.outcome)
      ).execute();
      return {
        rows: found.map((row) => ({ ...row, problems: ((row.flags ?? []) as CellFlag[]).map(describeFlag) })),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/imports/:id/rejected.csv',
    policy: 'imports.run',
    summary: '取り込めなかった行(理由つき)。直してもう一度取り込める',
    params: idParams,
    handler: async ({ params, world, reply }) => {
      const { db } = world.database;
      const batch = await db
        .selectFrom('import_batch')
        .select('format')
        .where('import_batch_id', '=', params.id)
        .executeTakeFirst();
      if (!batch) throw new Refusal('import_not_found', `取込 ${params.id} は見つかりません。`, { status: 404 });
      const header = (batch.format as { header: string[] }).header;
      const rows = await db
        .selectFrom('rejected_row')
        .selectAll()
        .where('import_batch_id', '=', params.id)
        .orderBy('row_number')
        .execute();
      const lines = rows.map((row) => {
        const cells = row.cells as string[];
        return csvRow([
          ...header.map((_, index) => safeCell(cells[index] ?? '')),
          String(row.row_number),
          row.code,
          row.detail,
        ]);
      });
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="rejected-${params.id}.csv"`);
      return `\ufeff${csvRow([...header, '元の行', '理由コード', '理由'])}${lines.join('')}`;
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/imports/mappings',
    policy: 'imports.read',
    summary: '保存した対応付け',
    query: z.object({ preset: z.string().max(60).optional() }),
    handler: async ({ query, world }) => {
      const all = world.database.db
        .selectFrom('saved_mapping')
        .select(['saved_mapping_id as id', 'preset', 'name', 'mapping'])
        .orderBy('name');
      return { rows: await (query.preset ? all.where('preset', '=', query.preset) : all).execute() };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/imports/:id/mapping',
    policy: 'imports.run',
    summary: '対応付けを名前をつけて保存する',
    params: idParams,
    body: z.object({ name: z.string().trim().min(1).max(100) }).strict(),
    handler: async ({ params, body, actor, world }) => {
      const batch = await world.database.db
        .selectFrom('import_batch')
        .select(['source', 'preset', 'mapping'])
        .where('import_batch_id', '=', params.id)
        .executeTakeFirst();
      if (!batch) throw new Refusal('import_not_found', `取込 ${params.id} は見つかりません。`, { status: 404 });
      const mapping = JSON.stringify(batch.mapping as Mapping);
      await world.database.db
        .insertInto('saved_mapping')
        .values({ source: batch.source, preset: batch.preset, name: body.name, mapping, member_id: actor.memberId })
        .onConflict((conflict) => conflict.columns(['preset', 'name']).doUpdateSet({ mapping, saved_at: new Date() }))
        .execute();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'mapping.save',
        subjectKind: 'import',
        subjectId: params.id,
        after: { name: body.name },
      });
      return { saved: body.name };
    },
  });
}
