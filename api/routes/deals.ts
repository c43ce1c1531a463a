import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dealStates } from '#core/demand/deal-state.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { dealViews, listDeals, quietDays } from '#db/open-deals.ts';
import { inTransaction } from '#db/transaction.ts';
import { readPhases } from '#flows/deal-phases.ts';
import { readDealStories } from '#flows/deal-stories.ts';
import { takeDealStep, undoDealStep } from '#flows/take-deal-step.ts';
import { dealHistory, dealRights, dealSteps, reopened, reopenedOf } from '../deal-view.ts';
import { route } from '../route.ts';

const counted = z.object({ deals: z.number(), amountYen: z.number() });
const dealId = z.object({ id: z.guid() });
const why = z.string().trim().min(1).max(500);
const step = z.discriminatedUnion('kind', [
  // Nothing rests for ever: who puts a deal off says until when.
  z.object({ kind: z.literal('postpone'), until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), why }).strict(),
  z.object({ kind: z.enum(['give_up', 'resume', 'reopen']), why }).strict(),
]);

/** Deals as their files tell them, and what people say of them beside. */
export function registerDeals(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/deals',
    policy: 'deals.read',
    summary: '商談: 止まっているもの(完了予定日・再開予定日を過ぎた、90日接点がない)、進行中、保留、見送り、最近の決着',
    query: z.object({
      view: z.enum(dealViews).default('stalled'),
      whose: z.enum(['all', 'mine']).default('all'),
      scope: z.enum(['all', 'inside', 'outside']).default('all'),
      /** Open deals at one of the six steps, or at none. */
      phase: z.enum(['1', '2', '3', '4', '5', '6', 'none']).optional(),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: z.object({
      quietDays: z.number(),
      /** All views, whichever is listed: their deals, and what they are worth. */
      views: z.object({
        stalled: counted,
        past_closing: counted,
        quiet: counted,
        open: counted,
        postponed: counted,
        no_decision: counted,
        ended: counted,
      }),
      /** Open deals by step. */
      phases: z.array(counted.extend({ phase: z.number().nullable() })),
      rows: z.array(
        z.object({
          dealId: z.string(),
          name: z.string(),
          accountId: z.number().nullable(),
          accountName: z.string().nullable(),
          stage: z.string(),
          phase: z.number().nullable(),
          state: z.enum(dealStates),
          amountYen: z.number().nullable(),
          createdOn: z.string().nullable(),
          closedOn: z.string().nullable(),
          postponedUntil: z.string().nullable(),
          lastContactOn: z.string().nullable(),
          ownerName: z.string().nullable(),
          isPastClosing: z.boolean(),
          isResumeDue: z.boolean(),
          isQuiet: z.boolean(),
          reopened: reopened.nullable(),
        }),
      ),
    }),
    handler: async ({ query: { view, whose, scope, phase, offset, limit }, actor, world }) => {
      const { db } = world.database;
      const ownerId = whose === 'mine' ? actor.memberId : null;
      const today = todayJst(world.now());
      const { phases, phaseOf } = await readPhases(db, { scope, ownerId });
      const chosen = phases.find((one) => phase !== undefined && String(one.phase ?? 'none') === phase);
      const filter = { view, scope, ownerId, stages: chosen?.stages ?? null };
      const { rows, views } = await listDeals(db, filter, { offset, limit }, today);
      const ids = rows.map((row) => row.dealId);
      const stories = await readDealStories(db, ids);
      return {
        quietDays,
        views,
        phases: phases.map(({ stages: _, ...counts }) => counts),
        rows: rows.map(({ source, ...row }) => ({
          ...row,
          phase: row.state === 'open' ? phaseOf({ source, stage: row.stage }) : null,
          reopened: reopenedOf(stories.get(row.dealId)),
        })),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/deals/:id',
    policy: 'deals.read',
    summary: '商談の経緯: ファイルと人が伝えた決着・保留・再開',
    params: dealId,
    response: dealHistory,
    handler: async ({ params: { id }, actor, world }) => {
      const { db } = world.database;
      const deal = await db
        .selectFrom('deal')
        .select(['name', 'stage', 'state', 'closed_on as closedOn', 'postponed_until as postponedUntil'])
        .where('deal_id', '=', id)
        .executeTakeFirst();
      if (!deal) throw new Refusal('deal_not_found', 'この商談は見つかりません。', { status: 404 });
      const story = (await readDealStories(db, [id], 'all')).get(id)!;
      return {
        ...deal,
        dealId: id,
        state: z.enum(dealStates).parse(deal.state),
        toldState: story.isByHand ? (story.told?.state ?? null) : null,
        reopened: reopenedOf(story),
        log: dealSteps(story),
        ...dealRights(story, actor, world.now()),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/deals/:id/steps',
    policy: 'deals.edit',
    summary: '商談を保留・見送りにする、再開する(ファイルが別のことを伝えるまで)',
    params: dealId,
    body: step,
    response: z.object({ ok: z.literal(true) }),
    handler: async ({ params, body, actor, world }) => {
      const doer = { memberId: actor.memberId, now: world.now() };
      await inTransaction(world.database, (transaction) => takeDealStep(transaction, params.id, body, doer));
      return { ok: true as const };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/deals/:id/steps/undo',
    policy: 'deals.edit',
    summary: '商談について自分が最後にした操作を取り消す',
    params: dealId,
    response: z.object({ ok: z.literal(true) }),
    handler: async ({ params, actor, world }) => {
      const doer = { memberId: actor.memberId, now: world.now() };
      await inTransaction(world.database, (transaction) => undoDealStep(transaction, params.id, doer));
      return { ok: true as const };
    },
  });
}
