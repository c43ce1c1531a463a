import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { feedbackTextMax, feedbackWords, type FeedbackCode } from '#core/demand/feedback.ts';
import { rateFigure } from '#core/measure/figure.ts';
import { answerableBy } from '#db/answered-by.ts';
import { countFeedback, listAnswersTo, listFeedback, listFeedbackOn, listRateable } from '#db/feedback.ts';
import { listCredits } from '#db/qualification-rules.ts';
import { inTransaction } from '#db/transaction.ts';
import { answerFeedback, giveFeedback, openFeedbackLink, takeFeedbackBack } from '#flows/give-feedback.ts';
import { figure, sentence } from '../figure.ts';
import { requireAnswerable, requireReadable } from '../handover-view.ts';
import { monthSpan, spanQuery } from '../lead-query.ts';
import { route } from '../route.ts';
import { idParams, visibleAccount } from './accounts.ts';

const codes = feedbackWords.map((word) => word.code) as [FeedbackCode, ...FeedbackCode[]];
const code = z.enum(codes);
const text = z.string().trim().max(feedbackTextMax).nullish();
/** Older hand-overs of a company are rated where they are listed. */
const ratedMax = 5;
/** Answers beside what one's voice changed. */
const answersMax = 20;
const token = z.string().min(10).max(1_000);
const line = z.object({
  cycleId: z.string(),
  memberId: z.number(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  memberName: z.string(),
  side: z.string(),
  code,
  text: z.string().nullable(),
  through: z.string(),
  givenAt: z.date(),
  /** What marketing answered; null while it waits. */
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.date().nullable(),
});
const tap = z.object({ cycleId: z.guid(), memberId: z.coerce.number().int() });

export function registerFeedback(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/feedback',
    policy: 'waterfall.read',
    summary: '引き渡しへの評価: フィードバック率、内訳、一覧(引き渡し月で絞る)',
    query: spanQuery,
    response: z.object({
      from: z.string(),
      to: z.string(),
      rate: figure,
      /** Taps other than 良い that nobody of marketing has answered. */
      waiting: z.number(),
      byCode: z.array(z.object({ code, count: z.number() })),
      rows: z.array(line),
    }),
    handler: async ({ query, world }) => {
      const { from, to } = monthSpan(query, world.now());
      const [counts, rows] = await Promise.all([
        countFeedback(world.database.db, from, to),
        listFeedback(world.database.db, from, to, 500),
      ]);
      return {
        from,
        to,
        rate: rateFigure(counts.answered, counts.handed),
        waiting: counts.waiting,
        byCode: codes.map((one) => ({ code: one, count: counts.byCode[one] ?? 0 })),
        rows,
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/feedback/changes',
    policy: 'handovers.read',
    summary: 'あなたの声で変わったことと、マーケからの返事',
    response: z.object({
      rows: z.array(z.object({ version: z.string(), changedAt: z.date(), inputs: z.number(), sentence })),
      answers: z.array(line),
    }),
    handler: async ({ actor: { memberId }, world: { database } }) => ({
      rows: await listCredits(database.db, memberId),
      answers: await listAnswersTo(database.db, memberId, answersMax),
    }),
  });

  route(app, {
    method: 'GET',
    url: '/api/feedback/:cycleId',
    policy: 'handovers.read',
    summary: '引き渡し1件への評価',
    params: z.object({ cycleId: z.guid() }),
    response: z.object({ mine: line.nullable(), rows: z.array(line) }),
    handler: async ({ params, actor, world }) => {
      await requireReadable(world.database.db, [params.cycleId], actor);
      const rows = await listFeedbackOn(world.database.db, params.cycleId);
      const mine = rows.find((row) => row.memberId === actor.memberId) ?? null;
      return { mine, rows: actor.role === 'agency' ? rows.filter((row) => row === mine) : rows };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/feedback',
    policy: 'handovers.answer',
    summary: '企業のページで評価できる引き渡し(自分が受け取ったもの、新しい順)',
    params: idParams,
    response: z.object({
      rows: z.array(
        z.object({
          cycleId: z.string(),
          personName: z.string().nullable(),
          campaign: z.string().nullable(),
          handedOn: z.string(),
        }),
      ),
    }),
    handler: async ({ params, actor, world }) => {
      const accountId = await visibleAccount(world, actor, params.id);
      return { rows: await listRateable(world.database.db, accountId, answerableBy(actor), ratedMax) };
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/feedback/:cycleId',
    policy: 'handovers.answer',
    summary: '引き渡しを一押しで評価する',
    params: z.object({ cycleId: z.guid() }),
    body: z.object({ code, text }).strict(),
    response: z.object({ given: z.literal(true) }),
    handler: async ({ params, body, actor, world }) => {
      await requireAnswerable(world.database.db, [params.cycleId], actor);
      return inTransaction(world.database, (transaction) =>
        giveFeedback(transaction, {
          cycleId: params.cycleId,
          memberId: actor.memberId,
          side: actor.role === 'agency' ? 'agency' : 'sales',
          code: body.code,
          text: body.text || null,
          through: 'screen',
          givenAt: world.now(),
        }),
      );
    },
  });

  route(app, {
    method: 'DELETE',
    url: '/api/feedback/:cycleId',
    policy: 'handovers.answer',
    summary: '自分の評価を取り消す',
    params: z.object({ cycleId: z.guid() }),
    response: z.object({ taken: z.boolean() }),
    handler: async ({ params, actor, world }) => {
      await requireReadable(world.database.db, [params.cycleId], actor);
      return inTransaction(world.database, (transaction) =>
        takeFeedbackBack(transaction, params.cycleId, actor.memberId),
      );
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/feedback/:cycleId/answers/:memberId',
    policy: 'feedback.answer',
    summary: 'マーケから、評価した人へ返事する',
    params: tap,
    body: z.object({ text: z.string().trim().min(1).max(feedbackTextMax) }).strict(),
    response: z.object({ answered: z.boolean() }),
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        answerFeedback(transaction, params, body.text, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'DELETE',
    url: '/api/feedback/:cycleId/answers/:memberId',
    policy: 'feedback.answer',
    summary: '評価への返事を取り消す',
    params: tap,
    response: z.object({ answered: z.boolean() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        answerFeedback(transaction, params, null, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/feedback-links/open',
    policy: 'public',
    summary: 'メールの評価リンクが何についてのものか(何も変えない)',
    body: z.object({ token }).strict(),
    response: z.object({
      memberName: z.string(),
      accountName: z.string().nullable(),
      handedOn: z.string().nullable(),
      saidBefore: z.string().nullable(),
    }),
    handler: ({ body, world }) => openFeedbackLink(world.database.db, world.seal, body.token, world.now()),
  });

  route(app, {
    method: 'POST',
    url: '/api/feedback-links/confirm',
    policy: 'public',
    summary: 'メールの評価リンクから評価を確定する',
    body: z.object({ token, code, text }).strict(),
    response: z.object({ given: z.literal(true) }),
    handler: ({ body, world }) =>
      inTransaction(world.database, async (transaction) => {
        const { cycleId, memberId, side } = await openFeedbackLink(transaction.db, world.seal, body.token, world.now());
        return giveFeedback(transaction, {
          cycleId,
          memberId,
          side,
          code: body.code,
          text: body.text || null,
          through: 'letter',
          givenAt: world.now(),
        });
      }),
  });
}
