import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { auditSlices } from '#core/match/audit.ts';
import type { AuditLine } from '#db/match-audit.ts';
import { inTransaction } from '#db/transaction.ts';
import { readAuditSides } from '#flows/audit-sides.ts';
import { drawAudit } from '#flows/draw-audit.ts';
import { answerAudit, readAudit, requireCase, undoAuditAnswer, writeAuditShares } from '#flows/match-audit.ts';
import { figure } from '../figure.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';
import { explanation, viewExplanation } from '../explanation.ts';
import { side } from './reviews.ts';

const answer = z.enum(['same', 'different', 'unsure']);
const kind = z.enum(['account', 'person']);
const origin = z.enum(['automatic', 'verdict', 'shared']);
const shares = z.object({ automatic: z.number().min(0).max(1), verdict: z.number().min(0).max(1) }).strict();
const drawn = z.object({ of: z.number(), drawn: z.number() });

/** A case that waits tells nothing of what the first person said. */
const waiting = z.object({
  auditId: z.number(),
  origin,
  kind,
  method: z.string(),
  source: z.string(),
  sharedValue: z.string().nullable(),
});
const answered = waiting.extend({
  entityId: z.number().nullable(),
  name: z.string().nullable(),
  answer,
  answeredAt: z.date(),
  memberName: z.string().nullable(),
  firstVerdict: z.string().nullable(),
  firstMemberName: z.string().nullable(),
  decisionId: z.number().nullable(),
});

const waitingView = ({ auditId, origin, kind, method, source, sharedValue }: AuditLine) => ({
  auditId,
  origin,
  kind,
  method: origin === 'verdict' ? 'decided' : method,
  source,
  sharedValue,
});
const answeredView = (line: AuditLine) => ({
  ...waitingView(line),
  entityId: line.rightId,
  name: line.name,
  answer: line.answer!,
  answeredAt: line.answeredAt!,
  memberName: line.memberName,
  firstVerdict: line.firstVerdict,
  firstMemberName: line.origin === 'verdict' ? line.firstMemberName : null,
  decisionId: line.decisionId,
});

export function registerMatchAudit(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/match-audit',
    policy: 'reviews.read',
    summary: '抜き取り確認: 待っている組、答え、自動でまとめた組の正しさ(区間つき)',
    response: z.object({
      precision: figure,
      slices: z.array(z.object({ by: z.enum(auditSlices), value: z.string(), precision: figure })),
      unsure: z.number(),
      agreement: figure,
      draws: z.object({ since: z.date().nullable(), last: z.date().nullable(), automatic: drawn, verdict: drawn }),
      shares,
      waiting: z.array(waiting),
      answered: z.array(answered),
      disagreements: z.array(answered),
      gone: z.number(),
    }),
    handler: async ({ actor, world }) => {
      const state = await readAudit(world.database.db, actor.memberId);
      return {
        ...state,
        waiting: state.waiting.map(waitingView),
        answered: state.answered.map(answeredView),
        disagreements: state.disagreements.map(answeredView),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/match-audit/:id',
    policy: 'reviews.read',
    summary: '抜き取った組の両側と理由',
    params: idParams,
    response: z.object({
      left: side,
      right: side,
      evidence: z.object({ matched: z.array(z.string()), differs: z.array(z.string()) }),
      explanation,
    }),
    handler: ({ params, world }) =>
      inTransaction(world.database, async (transaction) => {
        const line = await requireCase(transaction.db, params.id);
        const sides = await readAuditSides(transaction, line);
        return { ...sides, explanation: viewExplanation(sides.explanation) };
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/match-audit/draw',
    policy: 'settings.edit',
    summary: '前回からあとの自動のまとまりと判断から抜き取る',
    body: z.object({ seed: z.number().int().min(0).max(2_147_483_647).optional() }).strict(),
    response: z.object({ seed: z.number(), automatic: drawn, verdict: drawn }),
    handler: ({ body, actor, world }) =>
      drawAudit(world.database, {
        memberId: actor.memberId,
        now: world.now(),
        ...(body.seed === undefined ? {} : { seed: body.seed }),
      }),
  });

  route(app, {
    method: 'PUT',
    url: '/api/match-audit/shares',
    policy: 'settings.edit',
    summary: '抜き取る割合を変える',
    body: shares,
    response: shares,
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        await writeAuditShares(transaction, body, actor.memberId);
        return body;
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/match-audit/:id/answer',
    policy: 'reviews.decide',
    summary: '正しい・違うを答える(違うなら分ける)',
    params: idParams,
    body: z.object({ answer }).strict(),
    response: z.object({ decisionId: z.number().nullable() }),
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        answerAudit(transaction, params.id, body.answer, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/match-audit/:id/undo',
    policy: 'reviews.decide',
    summary: '抜き取り確認の答えを取り消す',
    params: idParams,
    response: z.object({ undone: z.number() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        await undoAuditAnswer(transaction, params.id, actor.memberId);
        return { undone: params.id };
      }),
  });
}
