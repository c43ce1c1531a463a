import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Mapping } from '#core/observation/preset.ts';
import { writeAudit } from '#db/audit.ts';
import { requireImport } from '#flows/require-import.ts';
import { mapping } from '../import-draft.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

/** Mappings of columns, values and owners, saved by name. */
export function registerMappings(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/imports/mappings',
    policy: 'imports.read',
    summary: '保存した対応付け',
    query: z.object({ preset: z.string().max(60).optional() }),
    response: z.object({
      rows: z.array(z.object({ id: z.number(), preset: z.string(), name: z.string(), mapping })),
    }),
    handler: async ({ query, world }) => {
      const all = world.database.db
        .selectFrom('saved_mapping')
        .select(['saved_mapping_id as id', 'preset', 'name', 'mapping'])
        .orderBy('name');
      const rows = await (query.preset ? all.where('preset', '=', query.preset) : all).execute();
      return { rows: rows.map((row) => ({ ...row, mapping: row.mapping as Mapping })) };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/imports/:id/mapping',
    policy: 'imports.run',
    summary: '対応付けを名前をつけて保存する',
    params: idParams,
    body: z.object({ name: z.string().trim().min(1).max(100) }).strict(),
    response: z.object({ saved: z.string() }),
    handler: async ({ params, body, actor, world }) => {
      const batch = await requireImport(world.database.db, params.id);
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
