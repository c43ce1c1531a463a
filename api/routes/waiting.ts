import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readWaitingByReceiver } from '#flows/waiting-by-receiver.ts';
import { route } from '../route.ts';

export function registerWaiting(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/handovers/by-receiver',
    policy: 'handovers.by_receiver',
    summary: '受け手ごとの返事待ち: 期限超過・期限が近い・受け入れ後フォローなし',
    response: z.object({
      receivers: z.array(
        z.object({
          receiverKind: z.string(),
          receiverId: z.string(),
          receiverName: z.string().nullable(),
          overdue: z.number(),
          near: z.number(),
          waiting: z.number(),
          unfollowed: z.number(),
        }),
      ),
    }),
    handler: async ({ world }) => ({ receivers: await readWaitingByReceiver(world.database.db, world.now()) }),
  });
}
