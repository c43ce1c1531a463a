import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { lostReasons } from '#core/demand/cycle-event.ts';
import { readWaterfallAccounts } from '#db/waterfall-accounts.ts';
import { dealKinds, readWaterfallDeals } from '#db/waterfall-value.ts';
import { leadQuery, selectionOf } from '../lead-query.ts';
import { route } from '../route.ts';

const limit = z.coerce.number().int().min(1).max(1_000).default(200);

/** The deals and companies behind numbers of the waterfall that do not count leads. */
export function registerWaterfallBehind(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/waterfall/deals',
    policy: 'waterfall.read',
    summary: '金額や件数の元になった商談',
    query: leadQuery.extend({
      kind: z.enum(dealKinds),
      lostReason: z.enum([...lostReasons, 'untold']).optional(),
      limit,
    }),
    response: z.object({
      total: z.number(),
      /** Of all deals, the ones not listed included. */
      amountYen: z.number().nullable(),
      deals: z.array(
        z.object({
          dealId: z.string(),
          name: z.string(),
          accountId: z.number().nullable(),
          accountName: z.string().nullable(),
          ownerName: z.string().nullable(),
          state: z.string(),
          amountYen: z.number().nullable(),
          createdOn: z.string().nullable(),
          closedOn: z.string().nullable(),
          lostNote: z.string().nullable(),
        }),
      ),
    }),
    handler: async ({ query: { kind, lostReason, limit, ...given }, world }) =>
      readWaterfallDeals(world.database.db, await selectionOf(given, world), kind, limit, lostReason),
  });

  route(app, {
    method: 'GET',
    url: '/api/waterfall/accounts',
    policy: 'waterfall.read',
    summary: '段階に来た企業(企業で数える用語体系)',
    query: leadQuery.extend({
      stage: z.enum(['target', 'lead', 'mql', 'sal', 'sql', 'deal', 'won']),
      class: z.enum(['existing', 'prospect']).optional(),
      limit,
    }),
    response: z.object({
      total: z.number(),
      accounts: z.array(z.object({ accountId: z.number(), name: z.string(), class: z.string().nullable() })),
    }),
    handler: async ({ query: { stage, class: only, limit, ...given }, world }) =>
      readWaterfallAccounts(world.database.db, await selectionOf(given, world), { stage, class: only }, limit),
  });
}
