import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { todayJst } from '#core/period/day.ts';
import { dealViews, listOpenDeals, quietDays } from '#db/open-deals.ts';
import { route } from '../route.ts';

const counted = z.object({ deals: z.number(), amountYen: z.number() });

export function registerDeals(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/deals',
    policy: 'deals.read',
    summary: '進行中の商談: 止まっているもの(完了予定日を過ぎた、90日接点がない)とすべて',
    query: z.object({
      view: z.enum(dealViews).default('stalled'),
      whose: z.enum(['all', 'mine']).default('all'),
      scope: z.enum(['all', 'inside', 'outside']).default('all'),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: z.object({
      quietDays: z.number(),
      /** All views, whichever is listed: their deals, and what they are worth. */
      views: z.object({ stalled: counted, past_closing: counted, quiet: counted, open: counted }),
      rows: z.array(
        z.object({
          dealId: z.string(),
          name: z.string(),
          accountId: z.number().nullable(),
          accountName: z.string().nullable(),
          stage: z.string(),
          amountYen: z.number().nullable(),
          createdOn: z.string().nullable(),
          closedOn: z.string().nullable(),
          lastContactOn: z.string().nullable(),
          ownerName: z.string().nullable(),
          isPastClosing: z.boolean(),
          isQuiet: z.boolean(),
        }),
      ),
    }),
    handler: async ({ query: { view, whose, scope, offset, limit }, actor, world }) => ({
      quietDays,
      ...(await listOpenDeals(
        world.database.db,
        { view, scope, ownerId: whose === 'mine' ? actor.memberId : null },
        { offset, limit },
        todayJst(world.now()),
      )),
    }),
  });
}
