import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { countNow } from '#db/handover-check.ts';
import { checkHandovers, lastHandoverCheck } from '#flows/check-handovers.ts';
import { handedParts } from '../figure.ts';
import { route } from '../route.ts';

const check = z.object({
  checkedAt: z.date(),
  isBalanced: z.boolean(),
  total: handedParts,
  cohorts: z.array(handedParts.extend({ month: z.string(), isBalanced: z.boolean() })),
  problems: z.array(
    z.object({ cycleId: z.string(), accountName: z.string().nullable(), state: z.string(), why: z.string() }),
  ),
});

export function registerHandoverChecks(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/handovers/check',
    policy: 'waterfall.read',
    summary: '引き渡しの点検: 月ごとに 引き渡し = 受入 + 差し戻し + 期限切れ + 返事待ち が成り立つか',
    response: z.object({ check: check.nullable(), /** As it stands at this moment. */ now: handedParts }),
    handler: async ({ world: { database } }) => {
      const [last, now] = await Promise.all([lastHandoverCheck(database.db), countNow(database.db)]);
      return { check: last ?? null, now };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/check',
    policy: 'settings.edit',
    summary: '引き渡しの点検を今すぐ行う(毎晩4時にも行う)',
    response: z.object({ check }),
    handler: async ({ world }) => ({ check: await checkHandovers(world.database.db, world.now()) }),
  });
}
