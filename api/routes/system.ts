import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { todayJst } from '#core/period/day.ts';
import { countAtHome } from '#db/home-counts.ts';
import { countStalledDeals } from '#db/open-deals.ts';
import type { Db } from '#db/pool.ts';
import { countOpenClosures } from '#db/register.ts';
import { countLapsed, countPlansToApprove, countRuleProposals, countUnfollowed } from '#db/todos.ts';
import { listJobChanges } from '#flows/job-changes.ts';
import { metrics } from '../metrics.ts';
import { isAllowed, sideOf, type Actor } from '../policy.ts';
import { route } from '../route.ts';
import { concernedIn } from './job-changes.ts';

export function registerSystem(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/healthz',
    policy: 'public',
    summary: '動いているか',
    response: z.object({ ok: z.boolean() }),
    handler: () => ({ ok: true }),
  });

  route(app, {
    method: 'GET',
    url: '/readyz',
    policy: 'public',
    summary: 'データベースまで届くか',
    response: z.object({ ok: z.boolean() }),
    handler: async ({ world, reply }) => {
      const isReady = await Promise.race([
        world.database.pool.query('select 1').then(
          () => true,
          () => false,
        ),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000).unref()),
      ]);
      return reply.code(isReady ? 200 : 503).send({ ok: isReady });
    },
  });

  route(app, {
    method: 'GET',
    url: '/metrics',
    policy: 'settings.read',
    summary: '計測値(Prometheus)',
    response: { download: ['text/plain'] },
    handler: async ({ reply }) => reply.type(metrics.contentType).send(await metrics.metrics()),
  });

  route(app, {
    method: 'GET',
    url: '/api/openapi.json',
    policy: 'public',
    summary: 'この API の OpenAPI 3.1',
    response: z.record(z.string(), z.unknown()),
    handler: () => ({ ...app.swagger() }),
  });

  route(app, {
    method: 'GET',
    url: '/api/home',
    policy: 'signed_in',
    summary: 'ホーム: 今日の対応と、はじめの一歩',
    response: z.object({ counts: z.record(z.string(), z.number()), today: z.string() }),
    handler: async ({ actor, world }) => {
      const today = todayJst(world.now());
      if (actor.role === 'agency') return { counts: {}, today };
      const { contactsToMend, notesToRead, noHands, ...counts } = await countAtHome(world.database.db, today);
      // What follows from a rejection is the work of those who can do something about it.
      if (isAllowed(actor, 'handovers.hand_over')) Object.assign(counts, { contactsToMend, notesToRead });
      if (isAllowed(actor, 'reassignments.edit')) Object.assign(counts, { noHands });
      if (isAllowed(actor, 'deals.read')) {
        const ownerId = actor.role === 'account_executive' ? actor.memberId : null;
        Object.assign(counts, { stalledDeals: await countStalledDeals(world.database.db, ownerId, today) });
      }
      if (isAllowed(actor, 'reviews.decide')) {
        const jobChanges = await listJobChanges(world.database.db, { today, concerned: concernedIn(actor) });
        Object.assign(counts, { jobChanges: jobChanges.length });
      }
      return { counts: { ...counts, ...(await decisionsOf(world.database.db, actor)) }, today };
    },
  });
}

/** What the role has to decide between marketing and sales: targets, rules, leads that nobody took up. */
async function decisionsOf(db: Db, actor: Actor): Promise<Record<string, number>> {
  const side = isAllowed(actor, 'plans.approve') ? sideOf(actor.role) : undefined;
  const watchesAll = isAllowed(actor, 'handovers.by_receiver');
  return {
    ...(side && { plansToApprove: await countPlansToApprove(db, side) }),
    ...(isAllowed(actor, 'reviews.decide') && { closedAccounts: await countOpenClosures(db) }),
    ...(actor.role === 'marketing_manager' && { ruleProposals: await countRuleProposals(db) }),
    ...(isAllowed(actor, 'handovers.hand_over') && { lapsed: await countLapsed(db) }),
    ...(isAllowed(actor, 'handovers.answer') && { unfollowed: await countUnfollowed(db, watchesAll ? null : actor) }),
  };
}
