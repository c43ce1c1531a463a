import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

/** Departments and people a target is about. */
export function registerAims(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/targets/:id/aims',
    policy: 'targets.edit',
    summary: '狙う部署と人物。人物が未特定なら探す期日',
    params: idParams,
    body: z
      .object({
        department: z.string().trim().min(1).max(200),
        personId: z.number().int().nullable().optional(),
        role: z.string().max(200).nullable().optional(),
        searchDueOn: z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}$/)
          .nullable()
          .optional(),
      })
      .strict(),
    response: z.object({ aimId: z.number() }),
    handler: async ({ params, body, actor, world }) => {
      if (!body.personId && !body.searchDueOn)
        throw new Refusal('search_due_missing', '人物が未特定のときは、いつまでに探すかを入れてください。', {
          status: 422,
        });
      const known = await world.database.db
        .selectFrom('target_line')
        .select('target_line_id')
        .where('target_line_id', '=', params.id)
        .executeTakeFirst();
      if (!known) throw new Refusal('target_not_found', `ターゲット ${params.id} は見つかりません。`, { status: 404 });
      const aim = await world.database.db
        .insertInto('target_aim')
        .values({
          target_line_id: params.id,
          department: body.department,
          person_id: body.personId ?? null,
          role: body.role ?? null,
          search_due_on: body.personId ? null : body.searchDueOn!,
        })
        .returning('target_aim_id')
        .executeTakeFirstOrThrow();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'target.aim',
        subjectKind: 'target',
        subjectId: params.id,
        after: body,
      });
      return { aimId: aim.target_aim_id };
    },
  });

  route(app, {
    method: 'DELETE',
    url: '/api/targets/:id/aims/:aimId',
    policy: 'targets.edit',
    summary: '狙う部署・人物を消す',
    params: z.object({ id: z.coerce.number().int(), aimId: z.coerce.number().int() }),
    response: z.object({ removed: z.number() }),
    handler: async ({ params, actor, world }) => {
      await world.database.db
        .deleteFrom('target_aim')
        .where('target_aim_id', '=', params.aimId)
        .where('target_line_id', '=', params.id)
        .execute();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'target.aim_removed',
        subjectKind: 'target',
        subjectId: params.id,
        before: { aimId: params.aimId },
      });
      return { removed: params.aimId };
    },
  });
}
