import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '#db/audit.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

const noun = z.enum(['accounts', 'people', 'targets']);

const viewId = z.object({ viewId: z.number() });

export function registerViews(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/views',
    policy: 'signed_in',
    summary: '保存した表示(自分のものと共有されたもの)',
    query: z.object({ noun: noun.default('accounts') }),
    response: z.object({
      rows: z.array(
        z.object({
          viewId: z.number(),
          name: z.string(),
          definition: z.unknown(),
          sharedWith: z.string().nullable(),
          memberName: z.string(),
          memberId: z.number(),
        }),
      ),
    }),
    handler: async ({ query, actor, world }) => ({
      rows: await world.database.db
        .selectFrom('saved_view as v')
        .innerJoin('member as m', 'm.member_id', 'v.member_id')
        .select([
          'v.saved_view_id as viewId',
          'v.name',
          'v.definition',
          'v.shared_with as sharedWith',
          'm.name as memberName',
          'v.member_id as memberId',
        ])
        .where('v.noun', '=', query.noun)
        .where((eb) =>
          eb.or([
            eb('v.member_id', '=', actor.memberId),
            ...(actor.role === 'agency'
              ? []
              : [
                  eb('v.shared_with', '=', '*'),
                  ...(actor.department ? [eb('v.shared_with', '=', actor.department)] : []),
                ]),
          ]),
        )
        .orderBy('v.name')
        .execute(),
    }),
  });

  route(app, {
    method: 'POST',
    url: '/api/views',
    policy: 'signed_in',
    summary: '表示を保存する',
    body: z
      .object({
        noun,
        name: z.string().trim().min(1).max(100),
        definition: z.record(z.string(), z.unknown()),
        sharedWith: z.enum(['me', 'department', 'everybody']).default('me'),
      })
      .strict(),
    response: viewId,
    handler: async ({ body, actor, world }) => {
      const sharedWith =
        body.sharedWith === 'everybody' ? '*' : body.sharedWith === 'department' ? actor.department : null;
      const definition = JSON.stringify(body.definition);
      const row = await world.database.db
        .insertInto('saved_view')
        .values({ noun: body.noun, name: body.name, definition, member_id: actor.memberId, shared_with: sharedWith })
        .onConflict((conflict) =>
          conflict.columns(['noun', 'member_id', 'name']).doUpdateSet({ definition, shared_with: sharedWith }),
        )
        .returning('saved_view_id')
        .executeTakeFirstOrThrow();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'view.save',
        subjectKind: 'view',
        subjectId: row.saved_view_id,
      });
      return { viewId: row.saved_view_id };
    },
  });

  route(app, {
    method: 'DELETE',
    url: '/api/views/:id',
    policy: 'signed_in',
    summary: '保存した表示を消す(自分のもの)',
    params: idParams,
    response: viewId,
    handler: async ({ params, actor, world }) => {
      await world.database.db
        .deleteFrom('saved_view')
        .where('saved_view_id', '=', params.id)
        .where('member_id', '=', actor.memberId)
        .execute();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'view.delete',
        subjectKind: 'view',
        subjectId: params.id,
      });
      return { viewId: params.id };
    },
  });
}
