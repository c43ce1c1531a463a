import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { rejectionReasons } from '#core/demand/reasons.ts';
import { inTransaction } from '#db/transaction.ts';
import { answerHandOver, endReturned, handOver, undoAnswer } from '#flows/hand-over.ts';
import { handOverAgain } from '#flows/next-cycle.ts';
import { requireFree } from '#flows/qualification-rules.ts';
import { requireAnswerable, requireFit, requireReadable } from '../handover-view.ts';
import { route } from '../route.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const cycleIds = z.array(z.guid()).min(1).max(500);
const receiver = z.object({ kind: z.enum(['member', 'agency', 'queue']), id: z.string().max(40) }).strict();
const words = z.string().trim().min(1).max(500);
const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept'), nextAction: words, nextOn: day }).strict(),
  z.object({ kind: z.literal('join_deal'), dealId: z.guid() }).strict(),
  z.object({ kind: z.literal('reroute'), to: receiver, why: words.optional() }).strict(),
  z.object({ kind: z.literal('give_to_agency'), agencyId: z.string().max(40), why: words.optional() }).strict(),
  // It holds the clock, and a clock is not held without a reason.
  z.object({ kind: z.literal('postpone'), until: day, why: words }).strict(),
  z
    .object({
      kind: z.enum(['reject', 'return']),
      reason: z.enum(rejectionReasons),
      recycleOn: day.optional(),
      why: words.optional(),
    })
    .strict(),
  z.object({ kind: z.literal('follow_up'), why: words.optional() }).strict(),
  z
    .object({
      kind: z.literal('confirm'),
      need: words,
      budget: words.optional(),
      authority: words.optional(),
      timing: words.optional(),
    })
    .strict(),
  z.object({ kind: z.literal('recycle'), until: day.optional(), why: words.optional() }).strict(),
  z.object({ kind: z.literal('disqualify'), why: words.optional() }).strict(),
  z.object({ kind: z.literal('merge'), intoCycleId: z.guid(), why: words.optional() }).strict(),
]);
/** What marketing does with a lead that came back, besides handing it over again. */
const ending = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recycle'), until: day.optional(), why: words.optional() }).strict(),
  z.object({ kind: z.literal('disqualify'), why: words.optional() }).strict(),
]);

/** Handing leads over, and what those say who received them. */
export function registerHandoverAnswers(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/handovers/hand-over',
    policy: 'handovers.hand_over',
    summary: 'リードを営業へ引き渡す',
    body: z.object({ cycleIds, despiteRule: z.boolean().default(false) }).strict(),
    response: z.object({ handedOver: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const version = await requireFree(transaction.db, body.cycleIds, body.despiteRule);
        return handOver(transaction, body.cycleIds, { memberId: actor.memberId, now: world.now() }, version);
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/next-cycle',
    policy: 'handovers.hand_over',
    summary: '戻ってきたリードに次のサイクルを始め、もう一度営業へ引き渡す(前のサイクルは残る)',
    body: z.object({ cycleIds, why: words, despiteRule: z.boolean().default(false) }).strict(),
    response: z.object({ handedOver: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const version = await requireFree(transaction.db, body.cycleIds, body.despiteRule);
        const by = { memberId: actor.memberId, now: world.now() };
        return handOverAgain(transaction, body.cycleIds, body.why, by, version);
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/answer',
    policy: 'handovers.answer',
    summary: '引き渡しに返事をする(受け入れる・差し戻す など)',
    body: z.object({ cycleIds, answer }).strict(),
    response: z.object({ answered: z.number() }),
    handler: async ({ body, actor, world }) => {
      requireFit(body.answer.kind, actor);
      await requireAnswerable(world.database.db, body.cycleIds, actor);
      return inTransaction(world.database, (transaction) =>
        answerHandOver(transaction, body.cycleIds, body.answer, {
          memberId: actor.memberId,
          now: world.now(),
        }),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/end',
    policy: 'handovers.hand_over',
    summary: '戻ってきたリードを育成に戻す、または対象外にする',
    body: z.object({ cycleIds, answer: ending }).strict(),
    response: z.object({ ended: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const by = { memberId: actor.memberId, now: world.now() };
        const { answered } = await endReturned(transaction, body.cycleIds, body.answer, by);
        return { ended: answered };
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/undo',
    // Whoever handed over or answered takes that back; the flow lets nobody undo what another did.
    policy: 'handovers.read',
    summary: '自分の最後の引き渡し・返事を取り消す',
    body: z.object({ cycleIds }).strict(),
    response: z.object({ undone: z.number() }),
    handler: async ({ body, actor, world }) => {
      await requireReadable(world.database.db, body.cycleIds, actor);
      return inTransaction(world.database, (transaction) =>
        undoAnswer(transaction, body.cycleIds, { memberId: actor.memberId, now: world.now() }),
      );
    },
  });
}
