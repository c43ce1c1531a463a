import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listErasures } from '#db/erasures.ts';
import { erasePerson } from '#flows/erase-person.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';
import { visiblePerson } from './people.ts';

/** People who asked to be erased (個人情報保護法 35条). The list says when and why, and of nobody whom. */
export function registerErasures(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/erasures',
    policy: 'people.erase',
    summary: '消去の記録',
    response: z.object({
      rows: z.array(
        z.object({
          erasureId: z.number(),
          personId: z.number(),
          requestedOn: z.string(),
          reason: z.string(),
          rowCount: z.number(),
          at: z.date(),
          memberName: z.string().nullable(),
        }),
      ),
    }),
    handler: async ({ world }) => ({ rows: await listErasures(world.database.db) }),
  });

  route(app, {
    method: 'POST',
    url: '/api/people/:id/erase',
    policy: 'people.erase',
    summary: '本人の請求により人物を消去する(元に戻せない)',
    params: idParams,
    body: z.object({ requestedOn: z.iso.date(), reason: z.string().trim().min(1).max(300) }).strict(),
    response: z.object({ erasureId: z.number(), rows: z.number() }),
    handler: async ({ params, body, actor, world }) =>
      erasePerson(world.database, await visiblePerson(world, actor, params.id), body, actor.memberId),
  });
}
